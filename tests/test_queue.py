"""The review queue: best first, narrowed by status, text and document; and what may be a candidate's entry already."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from glossary.concept import Candidate, ConceptEntry, LanguageSection, ProposedEquivalent, TermSection, Variant
from glossary.errors import NotFound
from glossary.store.candidates.mined import find_candidates, get_candidate, replace_candidates
from glossary.store.candidates.queue import find_candidate_ids, get_candidate_summaries, get_candidates
from glossary.store.database import open_database
from glossary.store.documents import find_documents
from glossary.store.entries.access import add_entries
from glossary.store.entries.duplicates import DuplicateReason, find_duplicates
from glossary.store.log.revisions import revising
from glossary.text.english import fold
from glossary.vocabulary import AdministrativeStatus, CandidateStatus, Method
from tests.backends import place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from glossary.store.database import Database

EVERY = tuple(CandidateStatus)


@pytest.fixture
def mined(mined_file: Path) -> Iterator[Connection]:
    """Yield a connection to the termbase of the sample articles."""
    with open_database(place(mined_file)) as database, database.reading() as connection:
        yield connection


def test_the_queue_is_what_the_command_line_lists(mined: Connection) -> None:
    """Rows, order and status are those of ``glossary candidates``; a limit takes the best."""
    for statuses in ((CandidateStatus.PENDING,), (CandidateStatus.KNOWN,), EVERY):
        listed = [candidate.id for candidate in find_candidates(mined, statuses=statuses)]
        assert listed
        assert list(find_candidate_ids(mined, statuses=statuses)) == listed
        assert list(find_candidate_ids(mined, statuses=statuses, limit=5)) == listed[:5]
    assert len(find_candidate_ids(mined, statuses=())) == 0


def test_lines_say_what_the_candidates_are(mined: Connection) -> None:
    """Each line has its candidate's first proposal and entry; there is a gap where a candidate is gone."""
    rows = find_candidate_ids(mined, statuses=EVERY)
    lines = get_candidate_summaries(mined, [*rows, 10**9])
    assert lines.pop() is None
    whole = get_candidates(mined, rows)
    assert len(lines) == len(whole) == len(rows)
    for line, candidate in zip(lines, whole, strict=True):
        assert line is not None
        first = candidate.equivalents[0] if candidate.equivalents else None
        assert (line.row_id, line.term, line.status) == (candidate.id, candidate.term, candidate.status)
        assert (line.score, line.frequency, line.documents) == (
            candidate.score,
            candidate.frequency,
            candidate.documents,
        )
        assert (line.equivalent, line.pinyin) == ((first.term, first.pinyin or "") if first else ("", ""))
        assert line.method == (first.method if first else None)
        assert (line.entry, line.language) == (candidate.entry, candidate.language)
    with pytest.raises(NotFound):
        get_candidates(mined, [10**9])


def test_the_queue_is_narrowed_by_text(mined: Connection) -> None:
    """Part of a term in any case finds it, as does a part of a proposed Chinese equivalent."""
    whole = get_candidates(mined, find_candidate_ids(mined, statuses=EVERY))
    for query in ("FIVE-YEAR", "plan", "a", "新", "规划", "100%", "_", "\\", "nothing at all", "铁路 "):
        sought = query.strip().lower()
        expected = [
            candidate.id
            for candidate in whole
            if sought in candidate.term.lower()
            or (not sought.isascii() and any(sought in equivalent.term for equivalent in candidate.equivalents))
        ]
        assert list(find_candidate_ids(mined, statuses=EVERY, query=query)) == expected
    for nothing in (None, "", "  ", "\x00", "\ud800"):
        assert len(find_candidate_ids(mined, statuses=EVERY, query=nothing)) == len(whole)


def test_the_queue_is_narrowed_by_document(mined: Connection) -> None:
    """Only candidates that occur in the document stay, in the same order."""
    for document in find_documents(mined):
        assert document.id is not None
        listed = [c.id for c in find_candidates(mined, statuses=EVERY, document_ids=[document.id])]
        assert list(find_candidate_ids(mined, statuses=EVERY, document=document.id)) == listed
    assert len(find_candidate_ids(mined, statuses=EVERY, document=10**9)) == 0


@pytest.mark.files
def test_one_status_is_read_off_the_index(mined: Connection) -> None:
    """The best of one status are found without sorting all of them."""
    statements: list[str] = []
    raw = mined.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.set_trace_callback(statements.append)
    find_candidate_ids(mined, statuses=(CandidateStatus.PENDING,), limit=10)
    raw.set_trace_callback(None)
    plan = " ".join(row[3] for row in mined.exec_driver_sql(f"EXPLAIN QUERY PLAN {statements[-1]}"))
    assert "ix_candidates_status_score" in plan


def _entry(identifier: str, *english: str, chinese: str = "", old: str = "") -> ConceptEntry:
    terms = [TermSection(term=term) for term in english]
    sections = [LanguageSection(language="en", terms=tuple(terms))] if english else []
    words = [TermSection(term=chinese)] if chinese else []
    words += [TermSection(term=old, status=AdministrativeStatus.DEPRECATED)] if old else []
    sections += [LanguageSection(language="zh-Hans", terms=tuple(words))] if words else []
    return ConceptEntry(id=identifier, sections=tuple(sections))


def _candidate(term: str, *equivalents: str, variants: tuple[str, ...] = ()) -> Candidate:
    return Candidate(
        term=term,
        key=fold(term),
        variants=tuple(Variant(term=variant, count=1) for variant in variants),
        equivalents=tuple(
            ProposedEquivalent(term=e, language="zh-Hans", method=Method.PARALLEL, confidence=0.5) for e in equivalents
        ),
    )


BASE = (
    _entry("nqpf", "new quality productive forces", chinese="新质生产力"),
    _entry("nqp", "new quality productivity", chinese="新质生产率"),
    _entry("rail", "China-Europe freight train", "CR Express", chinese="中欧班列"),
    _entry("hub", "China-Europe freight train hub", chinese="中欧班列集结中心"),
    _entry("old", "dual carbon", chinese="双碳", old="碳达峰碳中和"),
    _entry("colour", "colour", chinese="颜色"),
    _entry("tariff", "tariff", chinese="关税"),
    _entry("organisation", "international organisation"),
)


@pytest.fixture
def base(database: Database) -> Iterator[Connection]:
    """Yield a connection to a termbase with the entries above."""
    with revising(database, who="tester", action="add") as revision:
        add_entries(revision, BASE, origin="person")
    with database.reading() as connection:
        yield connection


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        (_candidate("New-Quality Productive Force"), [("nqpf", "same term")]),
        (_candidate("freight train", variants=("cr express",)), [("rail", "same variant")]),
        (_candidate("carbon goals", "碳达峰碳中和"), [("old", "same Chinese")]),
        (_candidate("carbon goals", "“双碳”"), [("old", "same Chinese")]),
        (_candidate("China-Europe freight trains"), [("rail", "same term"), ("hub", "similar spelling")]),
        (_candidate("internatonal organizations"), [("organisation", "similar spelling")]),
        (_candidate("tarrif"), []),
        (_candidate("tariffs"), [("tariff", "same term")]),
        (_candidate("tarif"), [("tariff", "similar spelling")]),
        (_candidate("steel"), []),
        (_candidate("AI"), []),
        (_candidate('"*" OR (', "？"), []),
    ],
)
def test_a_reviewer_sees_what_may_be_the_same(
    base: Connection, candidate: Candidate, expected: list[tuple[str, str]]
) -> None:
    """Entries with the same term, a variant, the same Chinese or nearly the same spelling are shown."""
    found = find_duplicates(base, candidate)

    assert [(duplicate.entry.id, duplicate.reason.value) for duplicate in found] == expected


def test_each_entry_comes_once_with_its_strongest_reason(base: Connection) -> None:
    """An entry that is met in several ways is shown once; the limit keeps the strongest."""
    candidate = _candidate(
        "new quality productive forces", "新质生产力", "中欧班列", variants=("new quality productivity",)
    )
    found = find_duplicates(base, candidate)
    assert [(d.entry.id, d.reason, d.term) for d in found] == [
        ("nqpf", DuplicateReason.SAME_TERM, "new quality productive forces"),
        ("nqp", DuplicateReason.SAME_VARIANT, "new quality productivity"),
        ("rail", DuplicateReason.SAME_CHINESE, "中欧班列"),
    ]
    assert find_duplicates(base, candidate, limit=2) == found[:2]


def test_a_queue_follows_a_new_mining(database: Database) -> None:
    """After candidates were replaced the queue has the new ones, and lines of the others are gaps."""
    first = [_candidate("one thing", "一"), _candidate("other thing")]
    with database.writing() as connection:
        replace_candidates(connection, first, [])
        rows = find_candidate_ids(connection)
        assert [get_candidate(connection, str(row)).term for row in rows] == ["one thing", "other thing"]
        replace_candidates(connection, first[1:], [])
        lines = get_candidate_summaries(connection, rows)
        assert [line and line.term for line in lines] == [None, "other thing"]
