"""Proposals written to the candidates: a row changed, made, or taken away."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from glossary.errors import Conflict
from glossary.store.candidates.mined import get_candidate
from glossary.store.candidates.proposals import (
    KIND,
    Proposal,
    added_to,
    as_mined,
    find_proposals,
    names_of,
    proposal_of,
    state_of,
)
from glossary.store.entries.search_columns import search_key
from glossary.store.models import CandidateRow, ProposedEquivalentRow, TermSectionRow, table_of
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from glossary.concept import Candidate
    from glossary.store.log.revisions import Revision


def add_proposal(revision: Revision, proposal: Proposal) -> Candidate:
    """Add a proposal to the candidate that has its term in any spelling, or make one; return the candidate.

    Raises:
        Conflict: the candidate was rejected, or an entry has it already.
    """
    connection = revision.connection
    target = f"{proposal.language}:{proposal.key}"
    row_id = _row_of(connection, target)
    if row_id is not None:
        _require_open(get_candidate(connection, str(row_id)))
    before = find_proposals(connection, [target]).get(target)
    after = before.with_more(proposal) if before else proposal
    state = state_of(after)
    revision.record(KIND, target, state_of(before) if before else None, state)
    revision.finish()  # the log is where the candidate's usage examples are read
    row_id = apply_proposal(connection, target, state)
    return get_candidate(connection, str(row_id))


def apply_proposal(connection: Connection, target: str, state: Mapping[str, Any] | None) -> int | None:
    """Bring a candidate to what a proposal of the log says, None for that it was taken back; return its row."""
    changed = None if state is None else proposal_of(state)
    row_id = _row_of(connection, target)
    if row_id is None:
        return None if changed is None else _insert(connection, added_to(None, [changed]))
    mined = as_mined(get_candidate(connection, str(row_id)))
    standing = find_proposals(connection, names_of(mined))
    if changed is None:
        standing.pop(target, None)
    else:
        standing[target] = changed  # in the place that it had
    own = list(standing.values())
    is_mined = mined.frequency > 0 or mined.status in {CandidateStatus.ACCEPTED, CandidateStatus.REJECTED}
    if not own and not is_mined:
        connection.execute(delete(CandidateRow).where(CandidateRow.id == row_id))
        return None
    _update(connection, row_id, added_to(mined, own) if own else mined)
    return row_id


def find_candidate_row(connection: Connection, language: str, term: str) -> int | None:
    """Return the row of the candidate that has a term in any spelling, also as a variant; None for none."""
    return _find_row(connection, language, search_key(language, term))


def find_hand_reading(connection: Connection, language: str, term: str) -> str | None:
    """Return the pinyin that a person wrote for a term of an entry, None where nobody did."""
    same = (TermSectionRow.key == search_key(language, term)) & (TermSectionRow.term == term)
    statement = select(TermSectionRow.pinyin).where(same, TermSectionRow.pinyin_by_hand).limit(1)
    return connection.scalar(statement)


def _require_open(candidate: Candidate) -> None:
    if candidate.status is CandidateStatus.REJECTED:
        again = f"let it wait for a decision again with: glossary reopen {candidate.id}"
        raise Conflict(f"{candidate.term}: this candidate was rejected; {again}")
    if candidate.entry is not None:
        raise Conflict(f"{candidate.term}: entry {candidate.entry} has it; see: glossary show {candidate.entry}")


def _row_of(connection: Connection, target: str) -> int | None:
    language, _, key = target.partition(":")
    return _find_row(connection, language, key)


def _find_row(connection: Connection, language: str, key: str) -> int | None:
    """Return the candidate that has a key, else one of whose variants has it."""
    table = table_of(CandidateRow)
    row_id: int | None = connection.scalar(select(table.c.id).where(table.c.language == language, table.c.key == key))
    if row_id is not None:
        return row_id
    others = select(table.c.id, table.c.variants).where(table.c.language == language).order_by(table.c.score.desc())
    for row in connection.execute(others):
        if any(search_key(language, variant["term"]) == key for variant in row.variants):
            return int(row.id)
    return None


def _insert(connection: Connection, candidate: Candidate) -> int:
    table = table_of(CandidateRow)
    row_id = (connection.scalar(select(func.max(table.c.id))) or 0) + 1
    values = {
        "id": row_id,
        "language": candidate.language,
        "key": candidate.key,
        "term": candidate.term,
        "status": CandidateStatus.PENDING.value,
        "entry_id": None,
        "frequency": 0,
        "documents": 0,
        "variants": [],
        **_scored(candidate),
    }
    connection.execute(insert(table), [values])
    _write_equivalents(connection, row_id, candidate)
    return row_id


def _update(connection: Connection, row_id: int, candidate: Candidate) -> None:
    connection.execute(update(CandidateRow).where(CandidateRow.id == row_id).values(**_scored(candidate)))
    there = ProposedEquivalentRow.candidate_id == row_id
    connection.execute(delete(ProposedEquivalentRow).where(there))
    _write_equivalents(connection, row_id, candidate)


def _scored(candidate: Candidate) -> dict[str, Any]:
    return {"score": candidate.score, "parts": [list(part) for part in candidate.parts]}


def _write_equivalents(connection: Connection, row_id: int, candidate: Candidate) -> None:
    first = (connection.scalar(select(func.max(ProposedEquivalentRow.id))) or 0) + 1
    rows = list(_equivalent_rows(candidate, row_id, first))
    if rows:
        connection.execute(insert(ProposedEquivalentRow), rows)


def _equivalent_rows(candidate: Candidate, row_id: int, first: int) -> Iterable[dict[str, Any]]:
    for position, equivalent in enumerate(candidate.equivalents):
        yield {"id": first + position, "candidate_id": row_id, "position": position, **asdict(equivalent)}
