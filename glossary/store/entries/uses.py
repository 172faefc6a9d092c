"""How often the terms of an entry were met, document by document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from glossary.store.models import CandidateRow, ConceptEntryRow, DocumentRow, MentionRow

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """The mentions of an entry in one document; ``date`` is an ISO 8601 date where the document has one."""

    path: str
    title: str | None
    date: str | None
    count: int


def count_uses(connection: Connection, identifier: str) -> list[Uses]:
    """Return the documents of the corpus that mention an entry, the oldest first, those without date last."""
    statement = (
        select(DocumentRow.path, DocumentRow.title, DocumentRow.date, func.count().label("mentions"))
        .join(MentionRow, MentionRow.document_id == DocumentRow.id)
        .join(CandidateRow, CandidateRow.id == MentionRow.candidate_id)
        .join(ConceptEntryRow, ConceptEntryRow.id == CandidateRow.entry_id)
        .where(ConceptEntryRow.identifier == identifier, ~DocumentRow.withdrawn)
        .group_by(DocumentRow.id)
        .order_by(DocumentRow.date.is_(None), DocumentRow.date, DocumentRow.id)
    )
    rows = connection.execute(statement)
    return [Uses(path=row.path, title=row.title, date=row.date, count=row.mentions) for row in rows]
