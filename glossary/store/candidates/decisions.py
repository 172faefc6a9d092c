"""What people decided about candidates, and how candidates and entries stay linked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, select, update

from glossary.store.candidates import claims
from glossary.store.models import CandidateRow, ChangeRow, ConceptEntryRow, RevisionRow, TermSectionRow, table_of
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from glossary.concept import Candidate
    from glossary.store.log.revisions import Revision

#: The kind of change that the log keeps for a candidate; its target is ``language:key``.
KIND = "candidate"


def decide(
    revision: Revision,
    candidate: Candidate,
    status: CandidateStatus,
    *,
    entry: str | None = None,
    term: str | None = None,
) -> None:
    """Give a candidate a status, the entry it went into, and the term as a person wants it written."""
    after = {"status": status.value, "entry": entry, "term": term or candidate.term}
    before = {"status": candidate.status.value, "entry": candidate.entry, "term": candidate.term}
    target = f"{candidate.language}:{candidate.key}"
    apply_decision(revision.connection, target, after)
    claims.forget(revision.connection, candidate.language, candidate.key)
    revision.record(KIND, target, before, after)


def find_decision(connection: Connection, candidate: Candidate) -> tuple[str, datetime] | None:
    """Return who took the last decision about a candidate that stands, and when; None where nobody did."""
    statement = (
        select(RevisionRow.who, RevisionRow.at)
        .join(ChangeRow, ChangeRow.revision_id == RevisionRow.id)
        .where(ChangeRow.kind == KIND, ChangeRow.target == f"{candidate.language}:{candidate.key}")
        .where(RevisionRow.state == "done")
        .order_by(RevisionRow.id.desc())
        .limit(1)
    )
    row = connection.execute(statement).one_or_none()
    return None if row is None else (row.who, row.at)


def apply_decision(connection: Connection, target: str, state: dict[str, Any]) -> None:
    """Write a decision, as ``decide`` records it, to its candidate; nothing where that is no more."""
    language, _, key = target.partition(":")
    entry = state["entry"]
    entry_id = select(ConceptEntryRow.id).where(ConceptEntryRow.identifier == entry).scalar_subquery()
    there = update(CandidateRow).where(CandidateRow.language == language, CandidateRow.key == key)
    values = {"status": state["status"], "entry_id": entry_id if entry else None, "term": state["term"]}
    connection.execute(there.values(**values))


def find_candidates_of_entry(connection: Connection, identifier: str) -> list[int]:
    """Return the ids of the candidates that a person accepted into an entry."""
    statement = (
        select(CandidateRow.id)
        .join(ConceptEntryRow, ConceptEntryRow.id == CandidateRow.entry_id)
        .where(ConceptEntryRow.identifier == identifier)
        .where(CandidateRow.status == CandidateStatus.ACCEPTED.value)
    )
    return list(connection.execute(statement).scalars())


def link_known(connection: Connection) -> None:
    """Mark pending candidates whose term an entry has as known, and known ones that none has as pending."""
    table = table_of(CandidateRow)
    same = (TermSectionRow.language == table.c.language) & (TermSectionRow.key == table.c.key)
    entry_id = select(TermSectionRow.entry_id).where(same).order_by(TermSectionRow.entry_id).limit(1)
    known, pending = CandidateStatus.KNOWN.value, CandidateStatus.PENDING.value
    still_there = exists().where(same, TermSectionRow.entry_id == table.c.entry_id)
    orphaned = (table.c.status == known) & ~still_there
    connection.execute(update(table).where(orphaned).values(status=pending, entry_id=None))
    met = (table.c.status == pending) & exists().where(same)
    connection.execute(update(table).where(met).values(status=known, entry_id=entry_id.scalar_subquery()))
