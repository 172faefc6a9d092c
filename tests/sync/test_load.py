"""A folder of text taken into a termbase: merged field by field, conflicts kept for a decision, one step to undo."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from glossary.concept import Context, Definition, Document
from glossary.errors import Conflict, InputError, UsageError
from glossary.exchange.text_form import path_of
from glossary.jobs.mining import mine_into
from glossary.jobs.syncing import merge_files
from glossary.jobs.undoing import redo, undo
from glossary.review import workflow
from glossary.review.edits import with_fields, with_new_term
from glossary.review.places import without_places
from glossary.review.proposed import accept_change, reject_change
from glossary.store.candidates.rejections import find_rejections
from glossary.store.integrity import find_problems
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from glossary.vocabulary import Side
from tests.strategies import termbases
from tests.sync.folders import Desk, desk_at, files_of
from tests.termbases import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry

TEA = replace(
    entry_of("tea", en="*green tea|tea leaf", hans="*绿茶/lǜchá"),
    definition=Definition(text="a drink"),
    subject_field="trade",
)
RICE = entry_of("rice", en="*rice", hans="*米/mǐ")


KEY = "rural logistics cooperative"
ARTICLE = (
    "The province opened a rural logistics cooperative (RLC) near the port. "
    "Officials praised the rural logistics cooperative.\n\n"
    "Several villages use rural logistics cooperatives. Another rural logistics cooperative trains drivers.\n\n"
    "A desert rail loop carries the goods. The desert rail loop is long, said the planners of the desert rail loop.\n"
)


def _mine(desk: Desk, path: str) -> None:
    document = Document(path=f"/{path}.txt", text=ARTICLE, hash=path)
    mine_into(desk.database, [document], who=desk.who, with_base=False)


def _rejected(desk: Desk) -> list[tuple[str, str, str]]:
    with desk.database.reading() as connection:
        return find_rejections(connection)


def _field(entry: ConceptEntry, text: str) -> ConceptEntry:
    return with_fields(entry, subject_field=text, definition=None, note=None)


def _definition(entry: ConceptEntry, text: str) -> ConceptEntry:
    return with_fields(entry, subject_field=None, definition=text, note=None)


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Return the desks of two people who share one folder and have agreed on its two entries."""
    with ExitStack() as stack:
        lin = stack.enter_context(desk_at(tmp_path / "lin", tmp_path / "text", entries=(TEA, RICE)))
        lin.dump()
        wang = stack.enter_context(desk_at(tmp_path / "wang", tmp_path / "text"))
        wang.load()
        yield lin, wang


def _pass(giver: Desk, taker: Desk) -> None:
    giver.dump()
    taker.load()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=12)
@given(termbases())
def test_an_empty_termbase_becomes_equal(tmp_path_factory: pytest.TempPathFactory, entries: list[ConceptEntry]) -> None:
    """Whatever the entries hold, loading them gives equal ones, and dumping those gives the same bytes."""
    home = tmp_path_factory.mktemp("equal")
    plain = [without_places(entry) for entry in entries]  # no document is there
    with desk_at(home / "lin", entries=plain) as lin, desk_at(home / "wang", lin.folder) as wang:
        lin.dump()
        written = lin.files()
        report = wang.load()
        assert set(report.added) == {entry.id for entry in entries}
        assert wang.entries() == lin.entries() == {entry.id: entry for entry in plain}
        assert wang.origins() == lin.origins()
        wang.folder = home / "again"
        wang.dump()
        assert wang.files() == written
        with wang.database.reading() as connection:
            assert [problem for problem in find_problems(connection) if "cross-reference" not in problem] == []


def test_loading_twice_changes_nothing(desks: tuple[Desk, Desk]) -> None:
    """What was loaded is loaded; a second load finds nothing new and leaves no trace in the history."""
    _, wang = desks

    report = wang.load()

    assert (report.summary, report.files) == ("nothing new", 2)
    with wang.database.reading() as connection:
        assert len(list(find_revisions(connection))) == 1


def test_changes_of_different_fields_merge(desks: tuple[Desk, Desk]) -> None:
    """Two people who changed other fields and terms of one entry both get all of it, and agree."""
    lin, wang = desks
    lin.edit("tea", lambda entry: _field(entry, "economy"))
    wang.edit("tea", lambda entry: with_new_term(_definition(entry, "a hot drink"), "en", "cha"))
    lin.dump()

    report = wang.load()
    _pass(wang, lin)

    assert (report.changed, report.conflicts) == (("tea",), ())
    assert lin.entries() == wang.entries()
    tea = lin.entries()["tea"]
    assert (tea.subject_field, tea.definition) == ("economy", Definition(text="a hot drink"))
    assert [term.term for _, term in tea.find_terms("en")] == ["green tea", "tea leaf", "cha"]


def test_additions_and_deletions_go_both_ways(desks: tuple[Desk, Desk]) -> None:
    """An entry that one adds the other gets; one that nobody changed and one deleted is deleted for both."""
    lin, wang = desks
    lin.add(entry_of("silk", en="*silk"), origin="import")
    wang.delete("rice")
    lin.dump()

    report = wang.load()
    back = wang.dump()
    lin_report = lin.load()

    assert (report.added, report.deleted) == (("silk",), ())
    assert back.removed == ("rice",)
    assert lin_report.deleted == ("rice",)
    assert lin.entries() == wang.entries()
    assert wang.origins()["silk"] == "import"


def test_a_field_that_both_changed_waits_for_a_decision(desks: tuple[Desk, Desk]) -> None:
    """Ours stays, theirs waits with what both began with; the folder keeps theirs until it is decided."""
    lin, wang = desks
    lin.edit("tea", lambda entry: _field(_definition(entry, "lin's"), "economy"))
    wang.edit("tea", lambda entry: _definition(entry, "wang's"))
    lin.dump()
    before = lin.files()

    report = wang.load()

    ((conflict,), (waiting,)) = (report.conflicts, wang.waiting())
    assert (conflict.identifier, conflict.change, conflict.fields) == ("tea", waiting.id, ("definition",))
    tea = wang.entries()["tea"]
    assert (tea.definition, tea.subject_field) == (Definition(text="wang's"), "economy")
    assert waiting.base == TEA
    assert waiting.proposed == replace(tea, definition=Definition(text="lin's"))
    assert wang.dump().held == ("tea",)
    assert wang.files() == before
    assert wang.load().conflicts == ()
    assert len(wang.waiting()) == 1


@pytest.mark.parametrize("accepts", [True, False])
def test_a_decision_makes_both_agree(desks: tuple[Desk, Desk], accepts: bool) -> None:  # noqa: FBT001 - a parameter
    """Whichever side is chosen, both have it after the next dump and load, and nothing waits any more."""
    lin, wang = desks
    lin.edit("tea", lambda entry: _definition(entry, "lin's"))
    wang.edit("tea", lambda entry: _definition(entry, "wang's"))
    _pass(lin, wang)
    wang.edit("tea", lambda entry: _field(entry, "changed after"))

    with revising(wang.database, who="wang", action="decide") as revision:
        (accept_change if accepts else reject_change)(revision, wang.waiting()[0].id)
    _pass(wang, lin)

    text = "lin's" if accepts else "wang's"
    for desk in desks:
        tea = desk.entries()["tea"]
        assert (tea.definition, tea.subject_field) == (Definition(text=text), "changed after")
        assert desk.waiting() == []


@pytest.mark.parametrize("prefer", [Side.OURS, Side.THEIRS])
def test_prefer_decides_at_once(desks: tuple[Desk, Desk], prefer: Side) -> None:
    """Who prefers a side has its field, what merges is merged all the same, and nothing waits."""
    lin, wang = desks
    lin.edit("tea", lambda entry: _field(_definition(entry, "lin's"), "economy"))
    wang.edit("tea", lambda entry: _definition(entry, "wang's"))
    lin.dump()

    report = wang.load(prefer=prefer)

    assert [conflict.change for conflict in report.conflicts] == [None]
    assert wang.waiting() == []
    tea = wang.entries()["tea"]
    assert tea.subject_field == "economy"
    assert tea.definition == Definition(text="wang's" if prefer is Side.OURS else "lin's")
    _pass(wang, lin)
    assert lin.entries() == wang.entries()


def test_deleted_here_and_changed_there_waits(desks: tuple[Desk, Desk]) -> None:
    """An entry that was deleted here and changed there stays deleted; accepting brings it back."""
    lin, wang = desks
    lin.edit("tea", lambda entry: _field(entry, "economy"))
    wang.delete("tea")
    _pass(lin, wang)

    assert "tea" not in wang.entries()
    (waiting,) = wang.waiting()
    with revising(wang.database, who="wang", action="decide") as revision:
        accept_change(revision, waiting.id)

    assert wang.entries()["tea"] == lin.entries()["tea"]
    assert wang.dump().written == ()


def test_changed_here_and_deleted_there_waits(desks: tuple[Desk, Desk]) -> None:
    """An entry that was changed here and deleted there stays; accepting deletes it."""
    lin, wang = desks
    lin.delete("tea")
    wang.edit("tea", lambda entry: _field(entry, "economy"))
    _pass(lin, wang)

    (waiting,) = wang.waiting()
    assert waiting.proposed is None
    assert "tea" in wang.entries()
    with revising(wang.database, who="wang", action="decide") as revision:
        assert accept_change(revision, waiting.id) is None

    assert "tea" not in wang.entries()
    assert (wang.dump().written, wang.load().summary) == ((), "nothing new")


def test_undoing_a_load_takes_all_of_it_back(desks: tuple[Desk, Desk]) -> None:
    """One undo brings back entries, conflicts and what was agreed on; redoing and loading again give the same."""
    lin, wang = desks
    lin.edit("tea", lambda entry: _definition(entry, "lin's"))
    lin.add(entry_of("silk", en="*silk"))
    lin.delete("rice")
    wang.edit("tea", lambda entry: _definition(entry, "wang's"))
    before = wang.entries()
    _pass(lin, wang)
    after, waiting = wang.entries(), wang.waiting()

    undo(wang.database, who="wang")
    assert (wang.entries(), wang.waiting()) == (before, [])
    redo(wang.database, who="wang")
    assert (wang.entries(), wang.waiting()) == (after, waiting)
    undo(wang.database, who="wang")
    with pytest.raises(Conflict, match="changed there since"):
        wang.dump()
    report = wang.load()

    assert (report.added, report.deleted, len(report.conflicts)) == (("silk",), ("rice",), 1)
    assert wang.entries() == after


def test_a_dry_run_changes_nothing(desks: tuple[Desk, Desk]) -> None:
    """A load that is only tried out tells all and leaves no trace."""
    lin, wang = desks
    lin.edit("tea", lambda entry: _definition(entry, "lin's"))
    lin.add(entry_of("silk", en="*silk"))
    wang.edit("tea", lambda entry: _definition(entry, "wang's"))
    lin.dump()
    before = wang.entries()

    tried = wang.load(dry_run=True)

    assert (tried.added, [conflict.identifier for conflict in tried.conflicts]) == (("silk",), ["tea"])
    assert (wang.entries(), wang.waiting()) == (before, [])
    assert wang.load().added == ("silk",)


def test_files_that_can_not_be_used_are_named_with_their_line(desks: tuple[Desk, Desk]) -> None:
    """Every file that can't be used is named with its line, and nothing is changed, not even by the good ones."""
    lin, wang = desks
    lin.add(*(entry_of(f"e-{number}", en=f"*e {number}") for number in range(3)))
    lin.dump()
    first, second = (wang.folder / path_of(name) for name in ("e-0", "e-1"))
    first.write_bytes(b"<<<<<<< HEAD\n" + first.read_bytes())
    second.write_bytes(second.read_bytes().replace(b"preferred", b"best"))
    before = wang.entries()

    with pytest.raises(InputError) as told:
        wang.load()

    for path, line in ((first, 1), (second, 9)):
        assert f"{path.name}:{line}: " in str(told.value)
    assert str(told.value).endswith("; nothing was changed")
    assert wang.entries() == before


def test_one_id_in_two_files_is_refused(desks: tuple[Desk, Desk]) -> None:
    """A file that was copied without giving it another id is told with the other one's name."""
    _, wang = desks
    file = wang.folder / path_of("tea")
    copy = file.with_name("copy.toml")
    copy.write_bytes(file.read_bytes())

    with pytest.raises(InputError, match=r"entry tea is in .*copy\.toml too; keep one of them"):
        wang.load()


def test_a_file_may_have_any_name(desks: tuple[Desk, Desk]) -> None:
    """An entry that somebody wrote under another name is taken, and its file gets its own name at the next dump."""
    _, wang = desks
    (wang.folder / "entries" / "zz").mkdir()
    new = wang.folder / "entries" / "zz" / "new.toml"
    new.write_text('id = "silk"\n[[languages]]\nlanguage = "en"\n[[languages.terms]]\nterm = "silk"\n', "utf-8")

    assert wang.load().added == ("silk",)
    assert wang.load().summary == "nothing new"
    wang.dump()

    assert not new.exists()
    assert (wang.folder / path_of("silk")).exists()
    assert wang.load().summary == "nothing new"


def test_a_folder_without_any_entry_deletes_nothing(desks: tuple[Desk, Desk]) -> None:
    """A folder that lost all its files is no wish to delete all entries."""
    _, wang = desks
    for path in wang.folder.rglob("entries/*/*.toml"):
        path.unlink()

    with pytest.raises(InputError, match="has no entry any more, where it had 2; nothing was changed"):
        wang.load()

    assert set(wang.entries()) == {"tea", "rice"}
    assert wang.dump(force=True).written == ("rice", "tea")


def test_a_folder_that_is_none_is_told(tmp_path: Path, desks: tuple[Desk, Desk]) -> None:
    """A folder that isn't there, or holds something else, is told with what to do."""
    _, wang = desks
    wang.folder = tmp_path / "nowhere"
    with pytest.raises(UsageError, match="no such folder"):
        wang.load()
    wang.folder.mkdir()
    with pytest.raises(UsageError, match="do so with: glossary db dump"):
        wang.load()


def test_a_clone_that_nobody_loaded_is_compared_without_a_base(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    """A termbase meets a folder for the first time: both sides' entries are there, and what differs waits."""
    lin, _ = desks
    lin.dump()
    ours = entry_of("tea", en="*green tea|matcha", hans="*绿茶/lǜ chá")
    with desk_at(tmp_path / "zhao", lin.folder, entries=(ours, entry_of("silk", en="*silk"))) as zhao:
        report = zhao.load()
        tea = zhao.entries()["tea"]

    assert report.added == ("rice",)
    assert [conflict.fields for conflict in report.conflicts] == [("zh-Hans · 绿茶 · pinyin",)]
    assert [term.term for _, term in tea.find_terms("en")] == ["green tea", "matcha", "tea leaf"]
    assert tea.subject_field == "trade"


def test_a_copy_of_the_folder_is_a_place_of_its_own(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    """What an old clone lacks is not taken for deleted."""
    lin, _ = desks
    old = files_of(lin.folder)
    lin.add(entry_of("silk", en="*silk"))
    lin.dump()
    clone = tmp_path / "clone"
    for path, raw in old.items():
        (clone / path).parent.mkdir(parents=True, exist_ok=True)
        (clone / path).write_bytes(raw)
    lin.folder = clone

    report = lin.load()

    assert (report.deleted, report.conflicts) == ((), ())
    assert "silk" in lin.entries()


def test_places_in_documents_stay(desks: tuple[Desk, Desk]) -> None:
    """An example keeps its place in our mined document when the entry comes back from the folder."""
    lin, wang = desks
    _mine(lin, "a")
    here = Context(text=ARTICLE[:12], source="news", document=1, start=0, end=12)
    section = TEA.sections[0]
    terms = (replace(section.terms[0], contexts=(here,)), *section.terms[1:])
    lin.edit("tea", lambda entry: replace(entry, sections=(replace(section, terms=terms), *entry.sections[1:])))
    _pass(lin, wang)
    wang.edit("tea", lambda entry: _field(entry, "economy"))

    _pass(wang, lin)

    tea = lin.entries()["tea"]
    assert tea.subject_field == "economy"
    assert next(term for _, term in tea.find_terms()).contexts == (here,)
    assert next(term for _, term in wang.entries()["tea"].find_terms()).contexts == (
        Context(text=here.text, source="news"),
    )


def test_rejections_are_shared(desks: tuple[Desk, Desk]) -> None:
    """What one rejected is rejected for the other too, also before it is mined there; reopening is shared as well."""
    lin, wang = desks
    for desk, path in ((lin, "a"), (wang, "b")):
        _mine(desk, path)
    with revising(lin.database, who="lin", action="reject") as revision:
        workflow.reject(revision, KEY)
    lin.dump()

    report = wang.load()

    assert report.rejected == 1
    assert [key for _, key, _ in _rejected(wang)] == [KEY.replace(" ", "")]
    undo(wang.database, who="wang")
    assert _rejected(wang) == []
    assert wang.load().rejected == 1
    assert wang.dump().written == ()
    with revising(wang.database, who="wang", action="reopen") as revision:
        workflow.reopen(revision, [KEY])
    wang.dump()
    assert lin.load().reopened == 1
    assert _rejected(lin) == []


def test_a_rejection_waits_for_its_mining(desks: tuple[Desk, Desk]) -> None:
    """A candidate that was rejected elsewhere is rejected when it is mined here for the first time."""
    lin, wang = desks
    _mine(lin, "a")
    with revising(lin.database, who="lin", action="reject") as revision:
        workflow.reject(revision, KEY)
    _pass(lin, wang)

    _mine(wang, "b")

    assert [key for _, key, _ in _rejected(wang)] == [KEY.replace(" ", "")]


def test_three_files_merge_field_by_field(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    """What version control can't merge line by line is merged by fields; what clashes stands between marks."""
    lin, _ = desks
    base = (lin.folder / path_of("tea")).read_bytes()
    ours = base.replace(b'"trade"', b'"economy"')
    theirs = base.replace(b'definition.text = "a drink"', b'definition.text = "a hot drink"')
    clashing = base.replace(b'"trade"', b'"diplomacy"')
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]

    assert _merge(paths, base, ours, theirs)
    assert paths[1].read_bytes() == ours.replace(b'"a drink"', b'"a hot drink"')
    assert not _merge(paths, base, ours, clashing)
    assert paths[1].read_text("utf-8").split("\n")[2:7] == [
        "<<<<<<< ours",
        'subject_field = "economy"',
        "=======",
        'subject_field = "diplomacy"',
        ">>>>>>> theirs",
    ]
    assert _merge(paths, b"", ours, ours)
    with pytest.raises(InputError, match="can't be read"):
        merge_files(str(tmp_path / "nowhere"), str(paths[1]), str(paths[2]))


def _merge(paths: list[Path], *texts: bytes) -> bool:
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text)
    base, ours, theirs = map(str, paths)
    return merge_files(base, ours, theirs)
