"""The change log read back: history, undo, redo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, func, select, update

from glossary.errors import Conflict, NotFound
from glossary.store import documents
from glossary.store.candidates.decisions import link_known
from glossary.store.entries import access as entries
from glossary.store.entries.snapshots import from_snapshot
from glossary.store.log.replaying import replay
from glossary.store.log.standing import require_beginning, require_untouched
from glossary.store.models import ChangeRow, RevisionRow, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Row, Select

    from glossary.concept import ConceptEntry
    from glossary.store.log.replaying import Step

#: So many changes are read at once.
PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one revision did to one thing; ``kind`` is entry, candidate, proposal, proposed_change or document."""

    kind: str
    target: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRevision:
    """One step of work as the log has it; ``state`` is done, undone or discarded (undone and overtaken).

    ``undone_at`` and ``undone_by`` are None where it stands. ``touches_documents`` is told of a step that was just
    undone or redone: the corpus is another one after it, so that candidates must be computed anew.
    """

    id: int
    at: datetime
    who: str
    action: str
    summary: str
    state: str
    changes: tuple[Change, ...] = ()
    undone_at: datetime | None = None
    undone_by: str | None = None
    touches_documents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An entry right before and right after a revision; None where it wasn't there. ``origin`` as stored."""

    revision: PastRevision
    before: ConceptEntry | None
    entry: ConceptEntry | None
    origin: str


def find_versions(connection: Connection, identifier: str) -> list[Version]:
    """Return what an entry was after each revision that changed it, newest first, undone ones too."""
    return [
        _version(past, change)
        for past in find_revisions(connection, kind=entries.KIND, target=identifier)
        for change in reversed(past.changes)
    ]


def find_revisions(
    connection: Connection, *, kind: str | None = None, target: str | None = None, limit: int | None = None
) -> Iterator[PastRevision]:
    """Yield revisions, newest first: all, or those that changed one thing.

    Their changes come with them only where one thing was asked for.
    """
    statement = select(RevisionRow).order_by(RevisionRow.id.desc()).limit(limit)
    if target is not None:
        touched = select(ChangeRow.revision_id).where(ChangeRow.kind == kind, ChangeRow.target == target)
        statement = statement.where(RevisionRow.id.in_(touched))
    for row in connection.execute(statement).all():
        changes = _changes(connection, row.id) if target is not None else ()
        yield _past(row, tuple(c for c in changes if (c.kind, c.target) == (kind, target)))


def position(connection: Connection) -> tuple[int, ...]:
    """Return the newest revision, how many stand, and the sum of their numbers.

    The same answer means that nothing happened in between.
    """
    standing = select(func.count(), func.sum(RevisionRow.id)).where(RevisionRow.state == "done")
    count, total = connection.execute(standing).one()
    return connection.scalar(select(func.max(RevisionRow.id))) or 0, int(count), int(total or 0)


def undo(connection: Connection, *, who: str, revision_id: int | None = None) -> PastRevision:
    """Take back a revision that stands, and return it.

    Args:
        connection: in a writing transaction.
        who: who takes it back.
        revision_id: the revision, whoever made it; the newest of one's own unless given.

    Raises:
        NotFound: there is nothing to undo.
        Conflict: what it changed was changed since.
    """
    past = _standing(connection, revision_id) if revision_id is not None else _newest_of(connection, who)
    require_untouched(connection, past, "undone")
    replay(connection, _find_steps(connection, past.id, is_backwards=True))
    link_known(connection)
    values = {"state": "undone", "undone_at": datetime.now(UTC), "undone_by": who}
    connection.execute(update(RevisionRow).where(RevisionRow.id == past.id).values(**values))
    return past


def redo(connection: Connection, *, who: str | None = None) -> PastRevision:
    """Do again what was undone last, and return it.

    Args:
        connection: in a writing transaction.
        who: only what this person took back; None for what anybody did.

    Raises:
        NotFound: there is nothing to redo, or other changes of this person came after the undo.
        Conflict: what it changed is no more what it was before.
    """
    undone = select(RevisionRow).where(RevisionRow.state == "undone")
    if who is not None:
        undone = undone.where(RevisionRow.undone_by == who)
    past = _one(connection, undone.order_by(RevisionRow.undone_at.desc(), RevisionRow.id).limit(1), "nothing to redo")
    require_untouched(connection, past, "done again")
    require_beginning(connection, past, _find_steps(connection, past.id, is_backwards=True))
    replay(connection, _find_steps(connection, past.id))
    link_known(connection)
    values = {"state": "done", "undone_at": None, "undone_by": None}
    connection.execute(update(RevisionRow).where(RevisionRow.id == past.id).values(**values))
    return past


def _newest_of(connection: Connection, who: str) -> PastRevision:
    """Return the newest revision of somebody that stands."""
    newest = select(RevisionRow).where(RevisionRow.state == "done").order_by(RevisionRow.id.desc()).limit(1)
    last = connection.execute(newest).one_or_none()
    if last is None or last.who == who:
        return _one(connection, newest, "nothing to undo")
    others = (
        f"nothing of {who} to undo; the newest step is {last.id} ({last.summary or last.action}) by {last.who}; "
        f"take that back with: glossary undo {last.id}"
    )
    return _one(connection, newest.where(RevisionRow.who == who), others)


def _standing(connection: Connection, revision_id: int) -> PastRevision:
    """Return a revision that can be taken back."""
    known = f"{revision_id}: the history has no step with this number; list them with: glossary history"
    past = _one(connection, select(RevisionRow).where(RevisionRow.id == revision_id), known)
    if past.state == "final":
        raise Conflict(f"step {past.id} ({past.summary or past.action}) can't be undone; change it by another step")
    if past.state != "done":
        by = f" by {past.undone_by}" if past.undone_by else ""
        raise Conflict(f"step {past.id} ({past.summary or past.action}) was undone already{by}")
    return past


def _find_steps(connection: Connection, revision_id: int, *, is_backwards: bool = False) -> Iterator[Step]:
    """Yield what a revision changed, to be done again, or backwards to be taken back; a page of it in memory."""
    table = table_of(ChangeRow)
    state, order = (table.c.before, table.c.id.desc()) if is_backwards else (table.c.after, table.c.id)
    statement = select(table.c.id, table.c.kind, table.c.target, state)
    statement = statement.where(table.c.revision_id == revision_id).order_by(order).limit(PAGE)
    page = connection.execute(statement).all()
    while page:
        yield from ((row[1], row[2], row[3]) for row in page)
        last = page[-1].id
        rest = table.c.id < last if is_backwards else table.c.id > last
        page = connection.execute(statement.where(rest)).all()


def _version(past: PastRevision, change: Change) -> Version:
    known = change.after or change.before or {}
    return Version(
        revision=past,
        before=from_snapshot(change.before) if change.before else None,
        entry=from_snapshot(change.after) if change.after else None,
        origin=known.get("origin", "person"),
    )


def _one(connection: Connection, statement: Select[RevisionRow], otherwise: str) -> PastRevision:
    row = connection.execute(statement).one_or_none()
    if row is None:
        raise NotFound(otherwise)
    of_documents = exists().where(ChangeRow.revision_id == row.id, ChangeRow.kind == documents.KIND)
    return replace(_past(row), touches_documents=bool(connection.scalar(select(of_documents))))


def _changes(connection: Connection, revision_id: int) -> tuple[Change, ...]:
    table = table_of(ChangeRow)
    rows = connection.execute(select(table).where(table.c.revision_id == revision_id).order_by(table.c.id))
    return tuple(Change(kind=r.kind, target=r.target, before=r.before, after=r.after) for r in rows)


def _past(row: Row[Any], changes: tuple[Change, ...] = ()) -> PastRevision:
    return PastRevision(
        id=row.id,
        at=row.at,
        who=row.who,
        action=row.action,
        summary=row.summary,
        state=row.state,
        changes=changes,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
    )
