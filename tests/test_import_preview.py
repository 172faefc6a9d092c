"""An import is looked at before it is done: what differs is told, decided one by one, and never lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from glossary.concept import CrossReference
from glossary.errors import InputError
from glossary.exchange.formats import writer_for
from glossary.jobs.importing import (
    Difference,
    OnConflict,
    apply_import,
    import_entries,
    preview_import,
)
from glossary.jobs.importing.comparing import find_differences
from glossary.jobs.undoing import undo
from glossary.review import edits
from glossary.review.edits import new_entry
from glossary.store.entries.access import find_entries, save_entry
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.concept import ConceptEntry
    from glossary.store.database import Database

PASS = replace(new_entry("harbour pass", "港口通", subject_field="trade"), id="harbour-pass")
CHIEF = replace(new_entry("river chief", "河长"), id="river-chief")
LEDGER = replace(new_entry("ledger scheme", "台账制"), id="ledger-scheme")
THEIR_PASS = edits.with_fields(PASS, subject_field="ports", definition="A card.", note=None)
THEIR_CHIEF = edits.with_new_term(CHIEF, "zh-Hans", "河湖长")


@pytest.fixture
def file(database: Database, tmp_path: Path) -> Path:
    """Return a file with a new entry, a same one and two that a termbase has otherwise."""
    with revising(database, who="tester", action="import") as revision:
        import_entries(revision, [PASS, CHIEF, LEDGER])
    path = tmp_path / "theirs.tbx"
    new = replace(new_entry("lake chief", "湖长"), id="lake-chief")
    writer_for("tbx-linguist")([new, THEIR_PASS, LEDGER, THEIR_CHIEF], path)
    return path


def _entries(database: Database) -> dict[str, ConceptEntry]:
    with database.reading() as connection:
        return {entry.id: entry for entry in find_entries(connection)}


def test_preview_counts_and_names_differences(database: Database, file: Path) -> None:
    """A preview says how much is new and same, and for each conflict what differs, and changes nothing."""
    before = _entries(database)
    preview = preview_import(database, file)
    assert (preview.new, preview.same, preview.differing, preview.empty) == (1, 1, 2, 0)
    first, second = preview.conflicts
    assert (first.position, first.present, first.incoming) == (2, PASS, THEIR_PASS)
    assert first.differences == (Difference("subject field", "trade", "ports"), Difference("definition", "", "A card."))
    assert second.position == 4
    assert second.differences == (Difference("zh-Hans 河湖长", "", "hé-húzhǎng [admitted, noun]"),)
    assert _entries(database) == before


def test_each_conflict_is_decided_by_itself(database: Database, file: Path) -> None:
    """One conflict is overwritten, the other filled; it is one step, taken back by one undo."""
    before = _entries(database)
    preview = preview_import(database, file)
    decisions = {2: OnConflict.OVERWRITE, 4: OnConflict.FILL}
    report = apply_import(database, preview, who="tester", decisions=decisions)
    assert (report.added, report.overwritten, report.filled) == (["lake-chief"], ["harbour-pass"], ["river-chief"])
    after = _entries(database)
    assert after["harbour-pass"] == THEIR_PASS
    assert after["river-chief"] == THEIR_CHIEF
    with database.reading() as connection:
        assert next(find_revisions(connection)).summary == "import theirs.tbx"
    undo(database, who="tester")
    assert _entries(database) == before


def test_undecided_conflicts_follow_the_default(database: Database, file: Path) -> None:
    """What isn't decided is skipped, or what the default says."""
    preview = preview_import(database, file)
    report = apply_import(database, preview, who="tester", decisions={4: OnConflict.FILL}, dry_run=True)
    assert (report.skipped, report.filled) == (["harbour-pass"], ["river-chief"])
    report = apply_import(database, preview, who="tester", default=OnConflict.OVERWRITE)
    assert report.overwritten == ["harbour-pass", "river-chief"]


def test_decisions_about_nothing_are_refused(database: Database, file: Path) -> None:
    """A number that is no conflict is a mistake, and nothing is imported."""
    before = _entries(database)
    preview = preview_import(database, file)
    with pytest.raises(InputError, match="no conflict has number 3; the conflicts are: 2, 4"):
        apply_import(database, preview, who="tester", decisions={3: OnConflict.FILL})
    assert _entries(database) == before


def test_nothing_is_lost_when_others_work_meanwhile(database: Database, file: Path) -> None:
    """An entry that somebody changed after the preview isn't overwritten; what they added is matched too."""
    preview = preview_import(database, file)
    changed = edits.with_fields(PASS, subject_field=None, definition="Somebody's new definition.", note=None)
    theirs = edits.with_new_term(new_entry("lake chief", "湖长"), "en", "lake head")
    with revising(database, who="Li Mei", action="edit") as revision:
        save_entry(revision, changed)
        save_entry(revision, theirs)
    report = apply_import(database, preview, who="tester", default=OnConflict.OVERWRITE)
    assert report.spared == report.skipped == ["lake-chief", "harbour-pass"]
    assert report.overwritten == ["river-chief"]
    after = _entries(database)
    assert after["harbour-pass"] == changed
    assert [term.term for _, term in after["lake-chief"].find_terms("en")] == ["lake chief", "lake head"]


def test_two_rows_of_one_concept_fill_each_other(database: Database) -> None:
    """Two entries of a file that are one concept of the termbase are both taken in."""
    with revising(database, who="tester", action="import") as revision:
        import_entries(revision, [PASS])
    one = edits.with_new_term(PASS, "zh-Hans", "港口卡")
    two = edits.with_new_term(PASS, "zh-Hans", "港口证")
    with revising(database, who="tester", action="import") as revision:
        import_entries(revision, [one, two], OnConflict.FILL)
    terms = [term.term for _, term in _entries(database)["harbour-pass"].find_terms("zh-Hans")]
    assert terms == ["港口通", "港口卡", "港口证"]


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        (
            edits.with_pinyin(PASS, "港口通", "Gǎngkǒu Tōng"),
            ["zh-Hans 港口通, pinyin", "zh-Hans 港口通, pinyin by hand"],
        ),
        (edits.with_status(PASS, "港口通", "deprecated"), ["zh-Hans 港口通, status"]),
        (edits.with_context(PASS, "harbour pass", "Show your pass.", source="Port"), ["en harbour pass, contexts"]),
        (replace(PASS, references=(CrossReference(target="x"),)), ["references"]),
        (edits.with_language_definition(PASS, "en", "A card.", "Port"), ["en, definition", "en, definition source"]),
        (replace(PASS, sections=PASS.sections[::-1]), ["languages"]),
        (replace(PASS, notes=("n",), other=("<x/>",)), ["notes", "other"]),
        (edits.with_renamed(PASS, "harbour pass", "port pass"), ["en harbour pass", "en port pass"]),
        (edits.with_term_moved(edits.with_new_term(PASS, "en", "pass"), "pass", -1), ["en pass"]),
    ],
)
def test_every_kind_of_difference_is_told(theirs: ConceptEntry, expected: list[str]) -> None:
    """Whatever two states of an entry differ in has a line of its own."""
    assert [difference.field for difference in find_differences(PASS, theirs)] == expected
    assert len(list(find_differences(theirs, PASS))) == len(expected)


def test_order_of_terms_is_a_difference() -> None:
    """The same terms in another order are told as that."""
    entry = edits.with_new_term(PASS, "en", "port pass")
    moved = edits.with_term_moved(entry, "port pass", -1)
    expected = [Difference("en, order", "harbour pass | port pass", "port pass | harbour pass")]
    assert list(find_differences(entry, moved)) == expected
