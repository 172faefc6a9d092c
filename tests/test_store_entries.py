"""Entries are kept whole, found by every spelling, and every change of them is in the log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from glossary.concept import (
    ConceptEntry,
    Context,
    CrossReference,
    Definition,
    LanguageSection,
    TermSection,
)
from glossary.errors import Conflict, NotFound
from glossary.store.entries.access import (
    add_entries,
    count_entries,
    delete_entry,
    find_entries,
    find_identifiers_of_term,
    find_origins,
    get_entry,
    save_entry,
)
from glossary.store.entries.search import Filter, find_identifiers
from glossary.store.integrity import find_problems
from glossary.store.log import history
from glossary.store.log.revisions import revising
from glossary.vocabulary import AdministrativeStatus, Language, PartOfSpeech, TermType

if TYPE_CHECKING:
    from glossary.store.database import Database

FULL = ConceptEntry(
    id="new-quality-productive-forces",
    subject_field="set phrases and slogans",
    definition=Definition(text="Productivity led by innovation.", source="written by hand"),
    notes=("first note", "second “note” — 𠮷"),
    references=(CrossReference(target="https://example.org/x", text="a page"),),
    sections=(
        LanguageSection(
            language="en",
            definition=Definition(text="In English only."),
            notes=("section note",),
            other=('<admin type="customerSubset">news</admin>',),
            terms=(
                TermSection(
                    term="new quality productive forces",
                    part_of_speech=PartOfSpeech.NOUN,
                    term_type=TermType.FULL_FORM,
                    source="Report on the Work of the Government, 2024",
                    notes=("plural",),
                    contexts=(
                        Context(text="It fosters new quality productive forces.", source="a.txt", start=0, end=41),
                        Context(text="Without place.", source="b.txt"),
                    ),
                    other=('<termNote type="geographicalUsage">CN</termNote>',),
                ),
                TermSection(term="new-quality productivity", status=AdministrativeStatus.DEPRECATED),
            ),
        ),
        LanguageSection(
            language="zh-Hans",
            terms=(TermSection(term="新质生产力", pinyin="xīnzhì shēngchǎnlì", pinyin_by_hand=True),),
        ),
    ),
    other=("<admin>kept</admin>",),
)


def _add(database: Database, *entries: ConceptEntry) -> list[str]:
    with revising(database, who="tester", action="add") as revision:
        return add_entries(revision, entries, origin="person")


def test_entry_comes_back_as_it_was_saved(database: Database) -> None:
    """Every field of an entry survives the database."""
    _add(database, FULL)
    with database.reading() as connection:
        assert get_entry(connection, FULL.id) == FULL
        assert list(find_problems(connection)) == []


def test_new_entries_get_readable_ids(database: Database) -> None:
    """An entry without id gets one made of its English term; a second one of that term gets a number."""
    entry = replace(FULL, id="")
    digits = replace(
        entry, sections=(LanguageSection(language="en", terms=(TermSection(term="15th Five-Year Plan"),)),)
    )
    assert _add(database, entry, entry, digits) == [
        "new-quality-productive-forces",
        "new-quality-productive-forces-2",
        "c-15th-five-year-plan",
    ]


def test_an_id_is_never_given_twice(database: Database) -> None:
    """Adding an entry under an id that is taken is refused and leaves nothing behind."""
    _add(database, FULL)
    with pytest.raises(Conflict, match="in the termbase already"):
        _add(database, replace(FULL, id="other"), FULL)
    with database.reading() as connection:
        assert count_entries(connection) == 1


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("en", "New Quality Productive Forces"),
        ("en", "new-quality productive force"),
        ("en", "new quality productivity"),
        ("zh-Hans", "“新质生产力”"),
    ],
)
def test_term_is_found_in_every_spelling(database: Database, language: str, query: str) -> None:
    """Case, hyphens, blanks, plural and quotation marks don't hide a term."""
    _add(database, FULL)
    with database.reading() as connection:
        assert find_identifiers_of_term(connection, language, query) == [FULL.id]


@pytest.mark.parametrize(
    "query", ["quality", "新", "生产", "质生产力", "xinzhi", "xīnzhì shēng", "xin zhi sheng", "xzscl", "productivity"]
)
def test_search_finds_english_chinese_pinyin_and_initials(database: Database, query: str) -> None:
    """One Chinese character is enough; pinyin is found with and without tones and blanks."""
    _add(database, FULL)
    with database.reading() as connection:
        assert list(find_identifiers(connection, Filter(query=query))) == [FULL.id]


@pytest.mark.parametrize("query", ["质新", "productive steel", "zhixin", '"', "%", "生产关系"])
def test_search_finds_nothing_where_nothing_is(database: Database, query: str) -> None:
    """What no term has is not found, and no query can break the search."""
    _add(database, FULL)
    with database.reading() as connection:
        assert list(find_identifiers(connection, Filter(query=query))) == []


def test_search_follows_every_change(database: Database) -> None:
    """A term that was replaced is found no more, the new one at once."""
    _add(database, FULL)
    chinese = LanguageSection(language="zh-Hans", terms=(TermSection(term="高质量发展", pinyin="gāozhìliàng fāzhǎn"),))
    with revising(database, who="tester", action="edit") as revision:
        save_entry(revision, replace(FULL, sections=(FULL.sections[0], chinese)))
    with database.reading() as connection:
        assert list(find_identifiers(connection, Filter(query="新质"))) == []
        assert list(find_identifiers(connection, Filter(query="xzscl"))) == []
        assert list(find_identifiers(connection, Filter(query="高质量"))) == [FULL.id]
        assert list(find_problems(connection)) == []


def test_filters_narrow_the_entries(database: Database) -> None:
    """Entries are found by field, status, missing language and origin."""
    english_only = replace(FULL, id="x", subject_field="law", sections=FULL.sections[:1])
    _add(database, FULL, english_only)
    with database.reading() as connection:

        def found(wanted: Filter) -> list[str]:
            return list(find_identifiers(connection, wanted))

        assert found(Filter(subject_field="law")) == ["x"]
        assert found(Filter(missing_language=Language.SIMPLIFIED_CHINESE)) == ["x"]
        assert found(Filter(status="deprecated")) == [FULL.id, "x"]
        assert found(Filter(status="superseded")) == []
        assert found(Filter(origin="base")) == []
        assert find_origins(connection) == {FULL.id: "person", "x": "person"}


def test_undo_and_redo_bring_back_every_state(database: Database) -> None:
    """Adding, changing and deleting are undone and redone to exactly the states before and after."""
    _add(database, FULL)
    changed = replace(FULL, definition=None, notes=("other",))
    with revising(database, who="tester", action="edit") as revision:
        save_entry(revision, changed)
    with revising(database, who="tester", action="delete") as revision:
        delete_entry(revision, FULL.id)
    states = []
    for step in ("undo", "undo", "undo", "redo", "redo", "redo"):
        with database.writing() as connection:
            history.undo(connection, who="tester") if step == "undo" else history.redo(connection)
        with database.reading() as connection:
            states.append(next(find_entries(connection), None))
            assert list(find_problems(connection)) == []
    assert states == [changed, FULL, None, FULL, changed, None]


def test_undo_keeps_the_origin(database: Database) -> None:
    """An entry that comes back by undo still says where it came from."""
    with revising(database, who="tester", action="import") as revision:
        add_entries(revision, [FULL], origin="base")
    with revising(database, who="tester", action="delete") as revision:
        delete_entry(revision, FULL.id)
    with database.writing() as connection:
        history.undo(connection, who="tester")
        assert find_origins(connection) == {FULL.id: "base"}


def test_a_new_change_ends_redo(database: Database) -> None:
    """What was undone can't be redone over a later change; the log still shows it."""
    _add(database, FULL)
    with database.writing() as connection:
        history.undo(connection, who="tester")
    _add(database, replace(FULL, id="later"))
    with database.writing() as connection, pytest.raises(NotFound, match="nothing to redo"):
        history.redo(connection)
    with database.reading() as connection:
        assert [past.state for past in history.find_revisions(connection)] == ["done", "discarded"]


def test_history_names_who_when_before_and_after(database: Database) -> None:
    """The log of an entry has its author, its time and both whole states of each change."""
    _add(database, FULL)
    with revising(database, who="editor", action="edit", summary="shorter") as revision:
        save_entry(revision, replace(FULL, notes=()))
    with database.reading() as connection:
        newest, oldest = history.find_revisions(connection, kind="entry", target=FULL.id)
    assert (newest.who, newest.summary, oldest.who) == ("editor", "shorter", "tester")
    assert newest.at >= oldest.at
    assert oldest.changes[0].before is None
    before, after = newest.changes[0].before, newest.changes[0].after
    assert before is not None
    assert after is not None
    assert before["notes"] == list(FULL.notes)
    assert "notes" not in after


def test_saving_the_same_entry_leaves_no_trace(database: Database) -> None:
    """A save that changes nothing makes no revision."""
    _add(database, FULL)
    with revising(database, who="tester", action="edit") as revision:
        save_entry(revision, FULL)
    with database.reading() as connection:
        assert len(list(history.find_revisions(connection))) == 1
