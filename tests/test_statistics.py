"""Figures of a termbase are what counting by hand gives."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from glossary.jobs.mining import mine_into, read_inputs
from glossary.jobs.statistics import Activity, Coverage, FieldCount, Spread, gather_statistics
from glossary.jobs.undoing import undo
from glossary.review import edits, workflow
from glossary.store.candidates.mined import find_candidates
from glossary.store.documents import find_documents
from glossary.store.entries.access import find_entries
from glossary.store.log.revisions import revising
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.jobs.statistics import Statistics
    from glossary.store.database import Database

FIRST = """Every town now has a river chief system. The river chief system covers each stream, officials said.

The province also runs a river warden scheme. The river warden scheme began in Zhejiang, officials said.
"""
SECOND = """The river chief system works well in the delta. Officials praised the river chief system on Monday.

The digital cargo ledger is new. Carriers praised the digital cargo ledger on Monday.
"""


@pytest.fixture
def termbase(database: Database, tmp_path: Path) -> Database:
    """Return a termbase with two articles, of which some candidates are decided, and an entry by hand."""
    (tmp_path / "1.txt").write_text(FIRST, "utf-8")
    (tmp_path / "2.txt").write_text(SECOND, "utf-8")
    (tmp_path / "3.txt").write_text("各地全面推行河长制，成效明显。", "utf-8")
    paths = [tmp_path / f"{number}.txt" for number in (1, 2, 3)]
    mine_into(database, read_inputs(paths).documents, who="tester", with_base=False)
    with revising(database, who="tester", action="accept") as revision:
        workflow.accept(revision, "river chief system", equivalents=["河长制"], subject_field="ecology and energy")
        workflow.accept(revision, "digital cargo ledger", subject_field="trade")
    with revising(database, who="tester", action="add") as revision:
        workflow.add(revision, edits.new_entry("lake chief", "湖长", traditional=True))
    with revising(database, who="tester", action="reject") as revision:
        workflow.reject(revision, "river warden scheme")
    return database


def _gather(database: Database, today: date | None = None) -> Statistics:
    with database.reading() as connection:
        return gather_statistics(connection, today=today)


def test_entries_are_counted_by_field_and_origin(termbase: Database) -> None:
    """Each subject field has its entries and those without Chinese; entries without a field are there too."""
    found = _gather(termbase)
    assert found.entries == 3
    assert found.by_subject_field == (
        FieldCount(subject_field="", entries=1, missing_chinese=0),
        FieldCount(subject_field="ecology and energy", entries=1, missing_chinese=0),
        FieldCount(subject_field="trade", entries=1, missing_chinese=1),
    )
    assert found.by_origin == {"person": 1, "review": 2}
    assert found.spread == Spread(none=1, one=1, several=1)


def test_terms_are_counted_by_language_and_status(termbase: Database) -> None:
    """The counts of terms are those of all entries read one by one."""
    with termbase.reading() as connection:
        terms = [found for entry in find_entries(connection) for found in entry.find_terms()]
    assert _gather(termbase).terms == Counter((language, term.status.value) for language, term in terms)


def test_candidates_are_counted_by_score(termbase: Database) -> None:
    """Each candidate is in the one of ten bins that has its score, under its status."""
    found = _gather(termbase)
    with termbase.reading() as connection:
        candidates = list(find_candidates(connection, statuses=tuple(CandidateStatus)))
    assert found.candidates == Counter(candidate.status.value for candidate in candidates)
    assert len(found.scores) == 10
    assert found.scores[0].low == min(candidate.score for candidate in candidates)
    assert found.scores[-1].high == pytest.approx(max(candidate.score for candidate in candidates))
    total = sum((Counter(score.by_status) for score in found.scores), Counter())
    assert total == Counter(candidate.status.value for candidate in candidates)
    assert found.scores[-1].by_status


def test_coverage_of_each_document(termbase: Database) -> None:
    """A document has its words, its different candidates, and how many of these an entry has."""
    found = _gather(termbase).coverage
    with termbase.reading() as connection:
        documents = list(find_documents(connection))
        met = {
            document.id: list(
                find_candidates(connection, statuses=tuple(CandidateStatus), document_ids=[document.id or 0])
            )
            for document in documents
        }
    settled = {CandidateStatus.ACCEPTED, CandidateStatus.KNOWN}
    expected = []
    for document in documents:
        words = len(document.text.split()) if document.language == "en" else len(document.text)
        count = sum(candidate.status in settled for candidate in met[document.id])
        expected.append((document.id, words, len(met[document.id]), count))
    assert [(row.document, row.words, row.candidates, row.settled) for row in found] == expected
    assert [row.title.endswith(f"{number}.txt") for number, row in enumerate(found, 1)]
    assert found[0].share == found[0].settled / found[0].candidates > 0
    assert Coverage(document=1, title="", words=0, candidates=0, settled=0).share == 0


def test_activity_of_the_last_days(termbase: Database) -> None:
    """Thirty days end with today, each with its steps that stand and what they changed."""
    today = datetime.now(UTC).date()
    days = _gather(termbase, today).activity
    assert [day.day for day in days] == [today - timedelta(days=back) for back in range(29, -1, -1)]
    # Three documents; two entries with their candidates; an entry; a candidate.
    assert days[-1] == Activity(day=today, revisions=4, changes=9)
    assert sum(day.revisions for day in days) == 4
    undo(termbase, who="tester")
    assert _gather(termbase, today).activity[-1].revisions == 3
    assert all(day.revisions == 0 for day in _gather(termbase, today - timedelta(days=3)).activity)


def test_empty_termbase_has_figures(database: Database) -> None:
    """A new termbase is all zeros."""
    found = _gather(database)
    assert (found.entries, found.scores, found.coverage) == (0, (), ())
    assert found.spread == Spread(none=0, one=0, several=0)
