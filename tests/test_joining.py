"""Entries are joined, split and brought back without losing anything that hangs on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from glossary.concept import CrossReference, Definition
from glossary.errors import ChangedMeanwhile, Conflict, InputError, NotFound
from glossary.jobs.mining import mine_into, read_inputs
from glossary.jobs.undoing import redo, undo
from glossary.review import edits, workflow
from glossary.store.candidates.mined import get_candidate
from glossary.store.database import Database, open_database
from glossary.store.entries.access import find_entries, get_entry
from glossary.store.integrity import find_problems
from glossary.store.log.history import find_revisions, find_versions
from glossary.store.log.revisions import revising
from tests.backends import copied, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from glossary.concept import Candidate, ConceptEntry
    from glossary.store.log.revisions import Revision

ARTICLE = """Rivers get their keepers

Every town now has a river chief system. The river chief system covers each stream, officials said.

The province also runs a river warden scheme. The river warden scheme began in Zhejiang, officials said.
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a termbase with one article and three entries of which two are the same concept."""
    folder = tmp_path_factory.mktemp("template")
    (folder / "article.txt").write_text(ARTICLE, "utf-8")
    with open_database(place(folder / "termbase.db"), create=True) as opened:
        mine_into(opened, read_inputs([folder / "article.txt"]).documents, who="tester", with_base=False)
        with revising(opened, who="tester", action="accept") as revision:
            workflow.accept(revision, "river chief system", equivalents=["河长制"], subject_field="ecology and energy")
            workflow.accept(revision, "river warden scheme", equivalents=["河湖警长制"])
        with revising(opened, who="tester", action="add") as revision:
            other = edits.with_reference(edits.new_entry("lake chief", "湖长"), "river-warden-scheme")
            workflow.add(revision, edits.with_reference(other, "river-chief-system"))
    return folder / "termbase.db"


@pytest.fixture
def termbase(template: Path, tmp_path: Path) -> Iterator[Database]:
    """Return a copy of that termbase for one test."""
    copied(template, tmp_path / "termbase.db")
    with open_database(place(tmp_path / "termbase.db")) as opened:
        yield opened


def _do(database: Database, act: Callable[[Revision], object], *, action: str = "edit", who: str = "tester") -> None:
    with revising(database, who=who, action=action) as revision:
        act(revision)


def _entries(database: Database) -> dict[str, ConceptEntry]:
    with database.reading() as connection:
        assert list(find_problems(connection)) == []
        return {entry.id: entry for entry in find_entries(connection)}


def _candidate(database: Database, name: str) -> Candidate:
    with database.reading() as connection:
        return get_candidate(connection, name)


def _terms(entry: ConceptEntry) -> list[tuple[str, str]]:
    return [(term.term, term.status.value) for _, term in entry.find_terms()]


def test_joined_entry_has_what_both_had(termbase: Database) -> None:
    """Terms, definition, notes and contexts come in, and whatever led to the other leads to the joined one."""
    before = _entries(termbase)
    other = edits.with_fields(
        edits.with_new_term(before["river-warden-scheme"], "en", "river chief system"),
        subject_field="law",
        definition="A system of water wardens.",
        note="Since 2016 everywhere.",
    )
    other = edits.with_context(other, "river chief system", "The river chief knows.", source="Xinhua")
    _do(
        termbase,
        lambda revision: workflow.change(revision, edits.with_term_note(other, "river chief system", "informal")),
    )
    states = _entries(termbase)
    _do(
        termbase, lambda revision: workflow.join(revision, "river-chief-system", ["river-warden-scheme"]), action="join"
    )
    after = _entries(termbase)
    joined = after["river-chief-system"]
    assert set(after) == {"river-chief-system", "lake-chief"}
    assert _terms(joined) == [
        ("river chief system", "preferred"),
        ("river warden scheme", "admitted"),
        ("河长制", "preferred"),
        ("河湖警长制", "admitted"),
    ]
    assert (joined.subject_field, joined.definition) == (
        "ecology and energy",
        Definition(text="A system of water wardens."),
    )
    assert joined.notes == ("Since 2016 everywhere.",)
    english = joined.preferred("en")
    assert english is not None
    assert english.notes == ("informal",)
    assert "The river chief knows." in {context.text for context in english.contexts}
    assert after["lake-chief"].references == (CrossReference(target="river-chief-system"),)
    assert {_candidate(termbase, name).entry for name in ("river chief system", "river warden scheme")} == {
        "river-chief-system"
    }
    with termbase.reading() as connection:
        assert next(find_revisions(connection)).summary == "join river-warden-scheme into river-chief-system"
    undo(termbase, who="tester")
    assert _entries(termbase) == states
    assert _candidate(termbase, "river warden scheme").entry == "river-warden-scheme"
    redo(termbase)
    assert _entries(termbase) == after
    assert _candidate(termbase, "river warden scheme").entry == "river-chief-system"


def test_joined_entries_do_not_refer_to_themselves(termbase: Database) -> None:
    """A reference between the two falls away when they become one."""
    entry = edits.with_reference(_entries(termbase)["river-chief-system"], "lake-chief")
    _do(termbase, lambda revision: workflow.change(revision, entry))
    _do(termbase, lambda revision: workflow.join(revision, "river-chief-system", ["lake-chief", "river-warden-scheme"]))
    assert _entries(termbase)["river-chief-system"].references == ()


@pytest.mark.parametrize(
    ("into", "others", "error", "message"),
    [
        ("river-chief-system", [], InputError, "name the other entries"),
        ("river-chief-system", ["lake-chief", "river-chief-system"], InputError, "name the other entries"),
        ("river-chief-system", ["lake-chief", "nowhere"], NotFound, "nowhere: no entry"),
        ("nowhere", ["lake-chief"], NotFound, "nowhere: no entry"),
    ],
)
def test_impossible_joins_change_nothing(
    termbase: Database, into: str, others: list[str], error: type[Exception], message: str
) -> None:
    """Joining an entry with itself or with one that isn't there is refused whole."""
    before = _entries(termbase)
    with pytest.raises(error, match=message):
        _do(termbase, lambda revision: workflow.join(revision, into, others))
    assert _entries(termbase) == before


def test_split_entry_is_two_that_know_each_other(termbase: Database) -> None:
    """Some terms move into a new entry with the same subject field; candidates go with their terms."""
    _do(termbase, lambda revision: workflow.join(revision, "river-chief-system", ["river-warden-scheme"]))
    joined = _entries(termbase)
    _do(
        termbase, lambda revision: workflow.split(revision, "river-chief-system", ["river warden scheme", "河湖警长制"])
    )
    after = _entries(termbase)
    left, new = after["river-chief-system"], after["river-warden-scheme"]
    assert _terms(left) == [("river chief system", "preferred"), ("河长制", "preferred")]
    assert _terms(new) == [("river warden scheme", "preferred"), ("河湖警长制", "preferred")]
    assert new.subject_field == left.subject_field == "ecology and energy"
    assert [reference.target for reference in new.references] == ["river-chief-system"]
    assert [reference.target for reference in left.references] == ["river-warden-scheme"]
    assert _candidate(termbase, "river warden scheme").entry == "river-warden-scheme"
    assert _candidate(termbase, "river chief system").entry == "river-chief-system"
    undo(termbase, who="tester")
    assert _entries(termbase) == joined


def test_split_takes_a_free_id(termbase: Database) -> None:
    """A new entry gets the id that was asked for, or the next free one; a taken one is refused."""
    entry = edits.with_new_term(_entries(termbase)["river-chief-system"], "en", "lake chief")
    _do(termbase, lambda revision: workflow.change(revision, entry))
    with pytest.raises(Conflict, match="with this id is in the termbase"):
        _do(
            termbase,
            lambda revision: workflow.split(revision, "river-chief-system", ["lake chief"], new_id="lake-chief"),
        )
    _do(termbase, lambda revision: workflow.split(revision, "river-chief-system", ["lake chief"]))
    assert "lake-chief-2" in _entries(termbase)


@pytest.mark.parametrize(
    ("terms", "error", "message"),
    [
        ([], InputError, "both entries need at least one"),
        (["river chief system", "河长制"], InputError, "both entries need at least one"),
        (["pond chief"], NotFound, "no term 'pond chief'"),
    ],
)
def test_impossible_splits_change_nothing(
    termbase: Database, terms: list[str], error: type[Exception], message: str
) -> None:
    """Splitting off nothing, everything or a term that isn't there is refused."""
    before = _entries(termbase)
    with pytest.raises(error, match=message):
        _do(termbase, lambda revision: workflow.split(revision, "river-chief-system", terms))
    assert _entries(termbase) == before


def test_entry_comes_back_as_it_was(termbase: Database) -> None:
    """Any version of an entry can be brought back, also after it was deleted, and that can be undone."""
    first = _entries(termbase)["lake-chief"]
    second = edits.with_fields(first, subject_field="law", definition=None, note=None)
    _do(termbase, lambda revision: workflow.change(revision, second))
    _do(termbase, lambda revision: workflow.delete(revision, "lake-chief"), action="delete")
    with termbase.reading() as connection:
        versions = find_versions(connection, "lake-chief")
    assert [(version.before, version.entry) for version in versions] == [
        (second, None),
        (first, second),
        (None, first),
    ]
    deleted, changed, added = (version.revision.id for version in versions)
    _do(termbase, lambda revision: workflow.restore(revision, "lake-chief", added), action="restore")
    assert _entries(termbase)["lake-chief"] == first
    _do(termbase, lambda revision: workflow.restore(revision, "lake-chief", deleted, before=True), action="restore")
    assert _entries(termbase)["lake-chief"] == second
    undo(termbase, who="tester")
    assert _entries(termbase)["lake-chief"] == first
    undo(termbase, who="tester")
    assert "lake-chief" not in _entries(termbase)
    with pytest.raises(Conflict, match=f"wasn't there after revision {deleted}"):
        _do(termbase, lambda revision: workflow.restore(revision, "lake-chief", deleted))
    _do(termbase, lambda revision: workflow.restore(revision, "lake-chief", changed))
    assert _entries(termbase)["lake-chief"] == second


def test_revision_of_something_else_stands_for_its_moment(termbase: Database) -> None:
    """A revision that didn't touch the entry means the state the entry had then."""
    first = _entries(termbase)["lake-chief"]
    _do(termbase, lambda revision: workflow.deprecate(revision, "river-chief-system", "河长制"))
    with termbase.reading() as connection:
        moment = next(find_revisions(connection)).id
    _do(termbase, lambda revision: workflow.deprecate(revision, "lake-chief", "湖长"))
    _do(termbase, lambda revision: workflow.restore(revision, "lake-chief", moment))
    assert _entries(termbase)["lake-chief"] == first
    with pytest.raises(Conflict, match="wasn't there"):
        _do(termbase, lambda revision: workflow.restore(revision, "lake-chief", 1))
    with pytest.raises(NotFound, match="knows no entry"):
        _do(termbase, lambda revision: workflow.restore(revision, "pond-chief", 1))


def test_second_editor_is_told_who_was_first(termbase: Database) -> None:
    """Saving over what somebody else changed meanwhile is refused, with that state, the name and the time."""
    base = _entries(termbase)["lake-chief"]
    mine = edits.with_fields(base, subject_field="ecology and energy", definition=None, note=None)
    theirs = edits.with_fields(base, subject_field="law", definition=None, note=None)
    _do(termbase, lambda revision: workflow.change(revision, theirs, base=base), who="Li Mei")
    with pytest.raises(ChangedMeanwhile, match=r"was changed by Li Mei at \d{4}-\d\d-\d\d") as caught:
        _do(termbase, lambda revision: workflow.change(revision, mine, base=base))
    assert caught.value.current == theirs
    assert _entries(termbase)["lake-chief"] == theirs
    undo(termbase, who="Wang Wei", revision_id=_newest(termbase))
    _do(termbase, lambda revision: workflow.change(revision, mine, base=base))
    assert _entries(termbase)["lake-chief"] == mine
    undo(termbase, who="Wang Wei", revision_id=_newest(termbase))
    with pytest.raises(ChangedMeanwhile, match="by Wang Wei") as caught:
        _do(termbase, lambda revision: workflow.change(revision, base, base=mine))
    _do(termbase, lambda revision: workflow.delete(revision, "lake-chief"), who="Li Mei", action="delete")
    with pytest.raises(ChangedMeanwhile, match="was deleted by Li Mei") as caught:
        _do(termbase, lambda revision: workflow.change(revision, mine, base=base))
    assert caught.value.current is None
    assert "lake-chief" not in _entries(termbase)


def _newest(termbase: Database) -> int:
    with termbase.reading() as connection:
        return next(past.id for past in find_revisions(connection) if past.state == "done")


def test_undone_split_leaves_no_trace_in_the_entry(termbase: Database) -> None:
    """Splitting by terms of both languages keeps definitions and notes of a language with what is left."""
    entry = _entries(termbase)["river-chief-system"]
    entry = edits.with_new_term(edits.with_new_term(entry, "en", "river head"), "zh-Hans", "河头")
    entry = edits.with_language_definition(entry, "en", "An official.", "Xinhua")
    _do(termbase, lambda revision: workflow.change(revision, entry))
    _do(
        termbase,
        lambda revision: workflow.split(
            revision, "river-chief-system", ["river chief system", "河长制"], new_id="chief"
        ),
    )
    after = _entries(termbase)
    assert after["river-chief-system"].sections[0].definition == Definition(text="An official.", source="Xinhua")
    assert after["chief"].sections[0].definition is None
    assert _terms(after["river-chief-system"]) == [("river head", "preferred"), ("河头", "preferred")]
    assert _candidate(termbase, "river chief system").entry == "chief"
    undo(termbase, who="tester")
    with termbase.reading() as connection:
        assert get_entry(connection, "river-chief-system") == replace(entry, id="river-chief-system")
