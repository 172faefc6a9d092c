"""Candidates as the review queue shows them: their row ids, best first, and the few columns of those in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, or_, select

from glossary.store.candidates.mined import get_candidate
from glossary.store.entries.ordering import fetch_row_ids
from glossary.store.models import (
    CandidateRow,
    ClaimRow,
    ConceptEntryRow,
    MentionRow,
    ProposedEquivalentRow,
)
from glossary.text.chinese import has_han
from glossary.vocabulary import CandidateStatus, Method

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from glossary.concept import Candidate

#: Summaries are read in batches of at most this size.
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSummary:
    """A line of the queue.

    ``equivalent``, ``pinyin`` and ``method`` are of the first proposal (``""`` and None: there is none);
    ``entry`` is the id of the entry that has the term, or was made of it.
    """

    row_id: int
    term: str
    language: str
    status: CandidateStatus
    score: float
    frequency: int
    documents: int
    equivalent: str
    pinyin: str
    method: Method | None
    entry: str | None


_FIRST = (
    select(ProposedEquivalentRow.id)
    .where(ProposedEquivalentRow.candidate_id == CandidateRow.id)
    .order_by(ProposedEquivalentRow.position)
    .limit(1)
    .correlate(CandidateRow)
    .scalar_subquery()
)
_SUMMARY = (
    select(
        CandidateRow.id,
        CandidateRow.term,
        CandidateRow.language,
        CandidateRow.status,
        CandidateRow.score,
        CandidateRow.frequency,
        CandidateRow.documents,
        ProposedEquivalentRow.term.label("equivalent"),
        ProposedEquivalentRow.pinyin,
        ProposedEquivalentRow.method,
        ConceptEntryRow.identifier.label("entry"),
    )
    .outerjoin(ProposedEquivalentRow, ProposedEquivalentRow.id == _FIRST)
    .outerjoin(ConceptEntryRow, ConceptEntryRow.id == CandidateRow.entry_id)
    .where(CandidateRow.id.in_(bindparam("row_ids", expanding=True)))
)


def find_candidate_ids(
    connection: Connection,
    *,
    statuses: Sequence[CandidateStatus] = (CandidateStatus.PENDING,),
    query: str | None = None,
    document: int | None = None,
    limit: int | None = None,
    is_unclaimed: bool = False,
) -> array[int]:
    """Return the rows of candidates, best first.

    Args:
        connection: in any transaction.
        statuses: only these.
        query: part of the term, whatever its case; or, in Chinese, of an equivalent that is proposed.
        document: the id of a document that they occur in.
        limit: at most so many.
        is_unclaimed: only those that have no claim, not even one that has expired.
    """
    statement = select(CandidateRow.id).where(CandidateRow.status.in_([status.value for status in statuses]))
    if sought := _clean(query):
        found = CandidateRow.term.icontains(sought, autoescape=True)
        if has_han(sought):
            proposed = select(ProposedEquivalentRow.candidate_id)
            proposed = proposed.where(ProposedEquivalentRow.term.contains(sought, autoescape=True))
            found = or_(found, CandidateRow.id.in_(proposed))
        statement = statement.where(found)
    if document is not None:
        there = select(MentionRow.candidate_id).where(MentionRow.document_id == document)
        statement = statement.where(CandidateRow.id.in_(there))
    if is_unclaimed:
        same = (ClaimRow.language == CandidateRow.language) & (ClaimRow.key == CandidateRow.key)
        statement = statement.where(~exists().where(same))
    ordered = statement.order_by(CandidateRow.score.desc(), CandidateRow.key, CandidateRow.id).limit(limit)
    return fetch_row_ids(connection, ordered)


def get_candidate_summaries(connection: Connection, row_ids: Sequence[int]) -> list[CandidateSummary | None]:
    """Return the lines of candidates, in the order of the rows asked for; None where the candidate is gone."""
    found: dict[int, CandidateSummary] = {}
    for start in range(0, len(row_ids), BATCH):
        asked = {"row_ids": list(row_ids[start : start + BATCH])}
        found |= {row.id: _summary(row) for row in connection.execute(_SUMMARY, asked)}
    return [found.get(row_id) for row_id in row_ids]


def get_candidates(connection: Connection, row_ids: Sequence[int]) -> list[Candidate]:
    """Return whole candidates, without their mentions, in the order of the rows asked for.

    Raises:
        NotFound: one of them is gone.
    """
    return [get_candidate(connection, str(row_id)) for row_id in row_ids]


def _clean(query: str | None) -> str:
    """Return a query without what no database takes: controls and half surrogate pairs."""
    return "".join(ch for ch in query or "" if ch.isprintable()).strip()


def _summary(row: Any) -> CandidateSummary:  # noqa: ANN401 - a row of its statement
    return CandidateSummary(
        row_id=row.id,
        term=row.term,
        language=row.language,
        status=CandidateStatus(row.status),
        score=row.score,
        frequency=row.frequency,
        documents=row.documents,
        equivalent=row.equivalent or "",
        pinyin=row.pinyin or "",
        method=Method(row.method) if row.method else None,
        entry=row.entry,
    )
