"""Importing respects what is there: nothing is lost, nothing is taken twice, all of it is one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from glossary.errors import FormatError
from glossary.jobs.importing import ImportReport, OnConflict, import_entries, import_file
from glossary.jobs.undoing import undo
from glossary.review.edits import new_entry, with_new_term, with_pinyin
from glossary.store.entries.access import count_entries, find_entries, get_entry, save_entry
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from glossary.text.pinyin import pinyin

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.concept import ConceptEntry
    from glossary.store.database import Database

MINE = replace(new_entry("harbour pass", "港口通", subject_field="trade"), id="harbour-pass")
THEIRS = with_new_term(
    replace(new_entry("Harbour-Pass", "港口通", definition="A card."), id="harbour-pass"), "zh-Hans", "港口卡"
)


def _import(database: Database, *entries: ConceptEntry, on_conflict: OnConflict = OnConflict.SKIP) -> ImportReport:
    with revising(database, who="tester", action="import") as revision:
        return import_entries(revision, entries, on_conflict)


def _entries(database: Database) -> list[ConceptEntry]:
    with database.reading() as connection:
        return list(find_entries(connection))


def test_same_entries_twice_change_nothing(database: Database) -> None:
    """The second import finds everything there and leaves no trace."""
    other = replace(new_entry("ledger scheme"), id="x1")
    assert _import(database, MINE, other).added == ["harbour-pass", "x1"]
    assert _import(database, MINE, other).same == ["harbour-pass", "x1"]
    with database.reading() as connection:
        assert len(list(find_revisions(connection))) == 1


def test_skip_keeps_what_is_there(database: Database) -> None:
    """By default an entry that differs is left as it is, and reported."""
    _import(database, MINE)
    assert _import(database, THEIRS).skipped == ["harbour-pass"]
    assert _entries(database) == [MINE]


def test_fill_adds_only_what_is_missing(database: Database) -> None:
    """Filling takes a definition and terms that were missing, and changes nothing else."""
    _import(database, MINE)
    assert _import(database, THEIRS, on_conflict=OnConflict.FILL).filled == ["harbour-pass"]
    entry = _entries(database)[0]
    assert (entry.subject_field, entry.definition and entry.definition.text) == ("trade", "A card.")
    assert [(term.term, term.status.value) for _, term in entry.find_terms("zh-Hans")] == [
        ("港口通", "preferred"),
        ("港口卡", "admitted"),
    ]


def test_overwrite_keeps_hand_written_pinyin(database: Database) -> None:
    """Overwriting takes the file's entry, but no reading that a person wrote is lost to a machine's."""
    _import(database, MINE)
    with revising(database, who="tester", action="edit") as revision:
        save_entry(revision, with_pinyin(MINE, "港口通", "Gǎngkǒu Tōng"))
    _import(database, THEIRS, on_conflict=OnConflict.OVERWRITE)
    term = _entries(database)[0].preferred("zh-Hans")
    assert term is not None
    assert (term.pinyin, term.pinyin_by_hand) == ("Gǎngkǒu Tōng", True)


def test_same_term_without_id_is_the_same_concept(database: Database) -> None:
    """An entry from a file without ids joins the one that has its English term."""
    _import(database, MINE)
    assert _import(database, replace(MINE, id="")).same == ["harbour-pass"]


def test_homonyms_stay_apart(database: Database) -> None:
    """The same English with other Chinese under another id is another concept."""
    _import(database, MINE)
    assert _import(database, replace(new_entry("harbour pass", "海港山口"), id="hill")).added == ["hill"]
    assert len(_entries(database)) == 2


def test_chinese_without_pinyin_gets_it(database: Database) -> None:
    """Imported Chinese is read on arrival, so that it can be searched."""
    bare = replace(
        MINE,
        sections=tuple(
            replace(section, terms=tuple(replace(term, pinyin=None) for term in section.terms))
            for section in MINE.sections
        ),
    )
    _import(database, bare)
    term = _entries(database)[0].preferred("zh-Hans")
    assert term is not None
    assert term.pinyin == pinyin("港口通")


def test_an_import_is_undone_as_a_whole(database: Database) -> None:
    """One undo takes back the whole file."""
    _import(database, MINE, replace(new_entry("ledger scheme"), id="x1"))
    undo(database, who="tester")
    assert _entries(database) == []


def test_broken_file_changes_nothing(database: Database, tmp_path: Path) -> None:
    """A file that breaks in the middle leaves the termbase as it was."""
    path = tmp_path / "cut.csv"
    path.write_text("en,zh-Hans\nharbour pass,港口通\n", "utf-8")
    import_file(database, path, who="tester")
    broken = tmp_path / "broken.tbx"
    broken.write_text("<tbx type='TBX-Basic' style='dca' xml:lang='en'><text><body><conceptEntry", "utf-8")
    with pytest.raises(FormatError, match=r"broken\.tbx"):
        import_file(database, broken, who="tester")
    with database.reading() as connection:
        assert count_entries(connection) == 1


def test_dry_run_reports_and_changes_nothing(database: Database, tmp_path: Path) -> None:
    """A trial says what would be done and does none of it."""
    path = tmp_path / "two.csv"
    path.write_text("en,zh-Hans\nharbour pass,港口通\nledger scheme,台账制\n", "utf-8")
    report, _ = import_file(database, path, who="tester", dry_run=True)
    assert len(report.added) == 2
    assert _entries(database) == []
    import_file(database, path, who="tester")
    with database.reading() as connection:
        assert get_entry(connection, "ledger-scheme").preferred("zh-Hans")
