"""Which entry of a file is which of the termbase: by id, by term, by variant, and never by a guess."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from glossary.concept import ConceptEntry, Definition
from glossary.jobs.importing import (
    ImportReport,
    MatchedBy,
    OnConflict,
    Reason,
    apply_import,
    import_entries,
    preview_read,
)
from glossary.jobs.undoing import undo
from glossary.store.entries.access import find_entries
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from tests.termbases import entry_of

if TYPE_CHECKING:
    from glossary.store.database import Database

PORT = entry_of("port", en="*free trade port|FTP|!free port", hans="*自由贸易港|自贸港")
CARD = entry_of("card", hans="*港口通")


def _import(
    database: Database,
    *entries: ConceptEntry,
    on_conflict: OnConflict = OnConflict.SKIP,
    reach: MatchedBy = MatchedBy.VARIANT,
) -> ImportReport:
    with revising(database, who="tester", action="import") as revision:
        return import_entries(revision, entries, on_conflict, reach=reach)


def _entries(database: Database) -> dict[str, ConceptEntry]:
    with database.reading() as connection:
        return {entry.id: entry for entry in find_entries(connection)}


def _terms(entry: ConceptEntry) -> list[tuple[str, str, str]]:
    return [(language, term.term, term.status.value) for language, term in entry.find_terms()]


@pytest.mark.parametrize(
    ("theirs", "by"),
    [
        (entry_of("port", en="*free-trade ports"), MatchedBy.ID),
        (entry_of("port", hant="*自由貿易港"), MatchedBy.ID),
        (entry_of("", en="*free trade port"), MatchedBy.TERM),
        (entry_of("x", en="*FTP", hans="*自贸港"), MatchedBy.TERM),
        (entry_of("", en="*Free Trade Port"), MatchedBy.VARIANT),
        (entry_of("", en="*free-trade ports"), MatchedBy.VARIANT),
        (entry_of("", en="*free  trade  port"), MatchedBy.VARIANT),
        (entry_of("", en="*ＦＴＰ"), MatchedBy.VARIANT),
        (entry_of("", en="*free port"), MatchedBy.VARIANT),
        (entry_of("", en="?free trade port"), MatchedBy.VARIANT),
        (entry_of("", en="*FTP", hant="*自貿港"), MatchedBy.TERM),
        (entry_of("", hans="*自贸港"), MatchedBy.TERM),
        (entry_of("", hant="*自由貿易港"), MatchedBy.VARIANT),
        (entry_of("", hans="*“自由 贸易港”"), MatchedBy.VARIANT),
        (entry_of("", en="*harbour pass", hans="*港口通"), MatchedBy.TERM),
        (entry_of("", en="*harbour pass", hant="*港口通"), MatchedBy.VARIANT),
        # Not the same: another id, other Chinese, or only the Chinese in common while both have English.
        (entry_of("port", en="*harbour"), None),
        (entry_of("", en="*free trade port", hans="*自由口岸"), None),
        (entry_of("", en="*pilot free trade harbour", hans="*自由贸易港"), None),
        (entry_of("", en="*free trade"), None),
        (entry_of("", hans="*自由"), None),
    ],
)
def test_by_what_an_entry_is_matched(database: Database, theirs: ConceptEntry, by: MatchedBy | None) -> None:
    """The preview tells the surest thing by which an entry of the file is one of the termbase."""
    _import(database, PORT, CARD)
    preview = preview_read(database, [replace(theirs, subject_field="trade")], "theirs.tbx")
    assert [conflict.matched_by for conflict in preview.conflicts] == ([by] if by else [])
    assert preview.new == (0 if by else 1)


def test_matching_goes_as_far_as_it_is_told(database: Database) -> None:
    """What is matched by a term or a variant is new to those who match by less, and comes in once only."""
    _import(database, PORT)
    by_term = entry_of("", en="*free trade port", hans="*自贸港")
    by_variant = entry_of("", en="*free trade ports")
    for reach, new in ((MatchedBy.VARIANT, 0), (MatchedBy.TERM, 1), (MatchedBy.ID, 2)):
        assert preview_read(database, [by_term, by_variant], "a.tbx", reach=reach).new == new
    assert len(_import(database, by_term, by_variant, reach=MatchedBy.ID).added) == 2
    assert len(_import(database, by_term, by_variant, reach=MatchedBy.ID).same) == 2


def test_surer_matches_go_first(database: Database) -> None:
    """The id decides before a term does, a term before a variant, and more terms before fewer."""
    other = entry_of("other", en="*Free Trade Port|open port", hans="*自由贸易港")
    _import(database, PORT, other)
    found = [
        preview_read(database, [replace(theirs, subject_field="trade")], "a.tbx").conflicts[0].present.id
        for theirs in (
            entry_of("other", en="*free trade port|open port"),
            entry_of("", en="*free trade port"),
            entry_of("", en="*Free Trade Port"),
            entry_of("", en="*free trade ports|open port"),
        )
    ]
    assert found == ["other", "port", "other", "other"]


def test_of_two_that_fit_equally_none_is_taken(database: Database) -> None:
    """An entry that may be either of two is left out, with their names, until it has the id of one."""
    one, two = entry_of("one", en="*levy", hans="*征收"), entry_of("two", en="*levy", hans="*征税")
    _import(database, one, two)
    before = _entries(database)
    theirs = replace(entry_of("", en="*levy"), subject_field="tax")
    for decision in OnConflict:
        report = _import(database, theirs, on_conflict=decision)
        assert (report.ambiguous, report.added) == ([""], [])
        (row,) = report.not_taken
        assert (row.position, row.term, row.reason, row.detail) == (1, "levy", Reason.AMBIGUOUS, "one, two")
    assert _entries(database) == before
    assert preview_read(database, [theirs], "a.tbx").ambiguous[0].others == ("one", "two")
    assert _import(database, replace(theirs, id="two"), on_conflict=OnConflict.FILL).filled == ["two"]
    assert _import(database, theirs, reach=MatchedBy.ID).added == ["levy"]


def test_variant_takes_only_terms_and_admits_them(database: Database) -> None:
    """The entry gets the terms that it lacks, a deprecated one as deprecated; all that it had stays as it was."""
    mine = replace(PORT, definition=Definition(text="ours"))
    _import(database, mine)
    theirs = entry_of(
        "port", en="*free trade harbour|!port of freedom|!FTP", hans="*自由贸易港区/zìyóu", hant="*自由貿易港"
    )
    theirs = replace(theirs, subject_field="trade", definition=Definition(text="theirs"), notes=("n",))
    theirs = replace(theirs, sections=(*theirs.sections, *entry_of("", en="*FTP").sections))
    report = _import(database, theirs, on_conflict=OnConflict.VARIANT)
    assert (report.extended, report.not_taken) == (["port"], [])
    entry = _entries(database)["port"]
    assert _terms(entry) == [
        ("en", "free trade port", "preferred"),
        ("en", "FTP", "admitted"),
        ("en", "free port", "deprecated"),
        ("en", "free trade harbour", "admitted"),
        ("en", "port of freedom", "deprecated"),
        ("zh-Hans", "自由贸易港", "preferred"),
        ("zh-Hans", "自贸港", "admitted"),
        ("zh-Hans", "自由贸易港区", "admitted"),
        ("zh-Hant", "自由貿易港", "admitted"),
    ]
    assert (entry.subject_field, entry.definition, entry.notes) == (None, Definition(text="ours"), ())
    again = _import(database, theirs, on_conflict=OnConflict.VARIANT)
    assert (again.extended, again.skipped) == ([], ["port"])
    assert again.not_taken[0].reason is Reason.NO_NEW_TERM
    assert _entries(database)["port"] == entry


def test_fill_takes_what_is_missing_at_every_level(database: Database) -> None:
    """Also a language's definition and what a term lacks are filled in; nothing that is there is changed."""
    bare = entry_of("a", en="*levy", hans="*征收")
    _import(database, bare)
    full = entry_of("a", en="*levy|tax", hans="*征收")
    english, chinese = full.sections
    levy = replace(english.terms[0], source="a law", notes=("n",))
    english = replace(english, definition=Definition(text="d"), notes=("m",), terms=(levy, *english.terms[1:]))
    theirs = replace(full, sections=(english, chinese))
    assert _import(database, theirs, on_conflict=OnConflict.FILL).filled == ["a"]
    section = _entries(database)["a"].sections[0]
    assert (section.definition, section.notes, section.terms[0]) == (Definition(text="d"), ("m",), levy)
    assert _import(database, theirs, on_conflict=OnConflict.FILL).filled == []


def test_four_decisions_are_one_step_and_one_undo(database: Database) -> None:
    """An import with every decision is one revision, whose undo gives back exactly what was there."""
    ours = [entry_of(f"e{number}", en=f"*term {number}", hans=f"*词{number}") for number in range(4)]
    _import(database, *ours)
    before = _entries(database)
    theirs = [
        *(
            replace(entry_of(f"e{number}", en=f"*term {number}|word {number}", hans=f"*词{number}"), subject_field="x")
            for number in range(4)
        ),
        entry_of("new", en="*new term", hans="*新词"),
    ]
    preview = preview_read(database, theirs, "four.tbx")
    decisions = dict(zip((1, 2, 3, 4), OnConflict, strict=True))
    trial = apply_import(database, preview, who="tester", decisions=decisions, dry_run=True)
    assert _entries(database) == before
    report = apply_import(database, preview, who="tester", decisions=decisions)
    assert trial == report
    assert [report.skipped, report.filled, report.overwritten, report.extended] == [["e0"], ["e1"], ["e2"], ["e3"]]
    assert report.added == ["new"]
    assert [(row.entry, row.reason) for row in report.not_taken] == [("e0", Reason.DIFFERS)]
    after = _entries(database)
    assert [after[f"e{number}"].subject_field for number in range(4)] == [None, "x", "x", None]
    assert [len(list(after[f"e{number}"].find_terms("en"))) for number in range(4)] == [1, 2, 2, 2]
    with database.reading() as connection:
        assert len(list(find_revisions(connection))) == 2
    undo(database, who="tester")
    assert _entries(database) == before


def test_a_second_row_never_replaces_what_the_first_put_there(database: Database) -> None:
    """Of rows that are one entry the first overwrites and the others fill, so that a second import finds it done."""
    _import(database, entry_of("a", en="*levy|duty", hans="*征收"))
    rows = [
        replace(entry_of("a", en="*levy", hans="*征收"), subject_field="tax"),
        replace(entry_of("", en="*levy|impost", hans="*征收"), subject_field="law", notes=("n",)),
    ]
    assert _import(database, *rows, on_conflict=OnConflict.OVERWRITE).overwritten == ["a", "a"]
    entry = _entries(database)["a"]
    assert (entry.subject_field, entry.notes) == ("tax", ("n",))
    assert [term for _, term, _ in _terms(entry)] == ["levy", "impost", "征收"]
    assert _import(database, *rows, on_conflict=OnConflict.OVERWRITE).same == ["a", "a"]
    with database.reading() as connection:
        assert len(list(find_revisions(connection))) == 2


def test_ids_of_the_file_are_kept_for_the_rows_that_have_them(database: Database) -> None:
    """A row without id doesn't take the id that a later row of the file brings."""
    rows = [entry_of("", en="*levy", hans="*征收"), entry_of("levy", en="*levy", hans="*征税")]
    assert _import(database, *rows).added == ["levy-2", "levy"]
    assert _import(database, *rows, on_conflict=OnConflict.OVERWRITE).same == ["levy-2", "levy"]


def test_many_entries_without_latin_letters_get_ids(database: Database) -> None:
    """Entries that no id can be made of are numbered."""
    rows = [entry_of("", hans=f"*词{chr(0x4E00 + number)}") for number in range(300)]
    report = _import(database, *rows)
    assert (report.added[0], report.added[-1], len(set(report.added))) == ("c", "c-300", 300)
    assert len(_import(database, *rows).same) == 300
