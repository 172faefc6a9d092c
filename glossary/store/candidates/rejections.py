"""Rejections that come from elsewhere, also of candidates that no document has: a later mining keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, func, insert, select

from glossary.store.models import CandidateRow, table_of
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from glossary.store.log.revisions import Revision

#: The kind of change that the log keeps for such a rejection; its target is ``language:key``.
KIND = "rejection"


def find_rejections(connection: Connection) -> list[tuple[str, str, str]]:
    """Return language, key and term of the candidates that were rejected."""
    table = table_of(CandidateRow)
    statement = select(table.c.language, table.c.key, table.c.term)
    rows = connection.execute(statement.where(table.c.status == CandidateStatus.REJECTED.value))
    return [(row.language, row.key, row.term) for row in rows]


class Standing(NamedTuple):
    """The row of a candidate, its status, and whether a document has it."""

    row_id: int
    status: str
    is_mined: bool


def find_standing(connection: Connection, language: str, key: str) -> Standing | None:
    """Return how a candidate stands, None where there is none."""
    table = table_of(CandidateRow)
    statement = select(table.c.id, table.c.status, table.c.frequency)
    row = connection.execute(statement.where(table.c.language == language, table.c.key == key)).one_or_none()
    return None if row is None else Standing(row.id, row.status, row.frequency > 0)


def add_rejection(revision: Revision, language: str, key: str, term: str) -> None:
    """Reject a candidate that no document has, so that no mining proposes it."""
    apply_rejection(revision.connection, f"{language}:{key}", {"term": term})
    revision.record(KIND, f"{language}:{key}", None, {"term": term})


def remove_rejection(revision: Revision, language: str, key: str, term: str) -> None:
    """Take away the rejection of a candidate that no document has."""
    apply_rejection(revision.connection, f"{language}:{key}", None)
    revision.record(KIND, f"{language}:{key}", {"term": term}, None)


def apply_rejection(connection: Connection, target: str, state: Mapping[str, Any] | None) -> None:
    """Add such a rejection as the log has it, or take it away; a candidate that was mined since stays as it is."""
    language, _, key = target.partition(":")
    table = table_of(CandidateRow)
    same = (table.c.language == language) & (table.c.key == key)
    if state is None:
        connection.execute(delete(table).where(same, table.c.frequency == 0))
        return
    if find_standing(connection, language, key) is not None:
        return
    values = {
        "id": (connection.scalar(select(func.max(table.c.id))) or 0) + 1,
        "language": language,
        "key": key,
        "term": state["term"],
        "status": CandidateStatus.REJECTED.value,
        "entry_id": None,
        "score": 0.0,
        "frequency": 0,
        "documents": 0,
        "variants": [],
        "parts": [],
    }
    connection.execute(insert(table), [values])
