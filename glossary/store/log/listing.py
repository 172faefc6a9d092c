"""The change log as a long list shows it: ids in order, the lines of those in sight, and what one changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from glossary.store.entries.ordering import fetch_row_ids
from glossary.store.log.history import Change, PastRevision
from glossary.store.models import ChangeRow, RevisionRow, table_of
from glossary.store.synced_entries import KIND as SYNCED

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from sqlalchemy import Connection, Select

#: So many ids go into one statement.
BATCH = 500


def find_revision_ids(
    connection: Connection, *, query: str = "", kind: str | None = None, target: str | None = None
) -> array[int]:
    """Return the revisions, newest first.

    Args:
        connection: in any transaction.
        query: only those that have every blank-separated part of it in who, what, state or the id of something
            that they changed; case doesn't matter.
        kind: with ``target``, only those that changed one thing; see ``Change``.
        target: the thing.
    """
    statement = select(RevisionRow.id).order_by(RevisionRow.id.desc())
    if target is not None:
        touched = select(ChangeRow.revision_id).where(ChangeRow.kind == kind, ChangeRow.target == target)
        statement = statement.where(RevisionRow.id.in_(touched))
    for part in query.split():
        statement = _having(statement, part)
    return fetch_row_ids(connection, statement)


def get_revisions(connection: Connection, revision_ids: Sequence[int]) -> list[PastRevision | None]:
    """Return revisions without their changes, in the order of the ids asked for; None where there is none."""
    table = table_of(RevisionRow)
    found: dict[int, PastRevision] = {}
    for start in range(0, len(revision_ids), BATCH):
        asked = table.c.id.in_(revision_ids[start : start + BATCH])
        found |= {row.id: _past(row) for row in connection.execute(select(table).where(asked))}
    return [found.get(identity) for identity in revision_ids]


def count_changes(connection: Connection, revision_id: int) -> int:
    """Return how many things a revision changed that a reader cares for."""
    of_it = (ChangeRow.revision_id == revision_id) & (ChangeRow.kind != SYNCED)
    return connection.scalar(select(func.count()).where(of_it)) or 0


def find_changes_of(
    connection: Connection,
    revision_id: int,
    *,
    kind: str | None = None,
    target: str | None = None,
    limit: int | None = None,
) -> list[Change]:
    """Return what a revision changed, in its order.

    Args:
        connection: in any transaction.
        revision_id: the revision.
        kind: only things of one kind; see ``Change``.
        target: only one thing.
        limit: only the first ones.
    """
    table = table_of(ChangeRow)
    statement = select(table).where(table.c.revision_id == revision_id).order_by(table.c.id).limit(limit)
    statement = statement.where(table.c.kind == kind if kind is not None else table.c.kind != SYNCED)
    if target is not None:
        statement = statement.where(table.c.target == target)
    rows = connection.execute(statement)
    return [Change(kind=row.kind, target=row.target, before=row.before, after=row.after) for row in rows]


def _having(statement: Select[int], part: str) -> Select[int]:
    changed = select(ChangeRow.revision_id).where(ChangeRow.target.icontains(part, autoescape=True))
    texts = (RevisionRow.who, RevisionRow.action, RevisionRow.summary, RevisionRow.state)
    return statement.where(or_(RevisionRow.id.in_(changed), *(text.icontains(part, autoescape=True) for text in texts)))


def _past(row: Any) -> PastRevision:  # noqa: ANN401 - a row of its statement
    return PastRevision(
        id=row.id,
        at=row.at,
        who=row.who,
        action=row.action,
        summary=row.summary,
        state=row.state,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
    )
