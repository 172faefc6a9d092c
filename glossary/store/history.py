"""The change log read back: history, undo, redo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from glossary.errors import NotFound
from glossary.store import decisions, documents, entries, proposals
from glossary.store.decisions import apply_decision, link_known
from glossary.store.models import ChangeRow, ConceptEntryRow, DocumentRow, RevisionRow, table_of
from glossary.store.proposal_rows import apply_proposal
from glossary.store.revisions import Revision
from glossary.store.snapshots import from_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Row, Select

    from glossary.concept import ConceptEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one revision did to one thing; ``kind`` is entry, candidate, proposal or document."""

    kind: str
    target: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRevision:
    """One step of work as the log has it; ``state`` is done, undone or discarded (undone and overtaken).

    ``undone_at`` and ``undone_by`` are None where it stands.
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

    @property
    def touches_documents(self) -> bool:
        """Whether the corpus is another one after it, so that candidates must be computed anew."""
        return any(change.kind == documents.KIND for change in self.changes)


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


def position(connection: Connection) -> tuple[int, int]:
    """Return the newest revision and how many stand: the same pair means that nothing happened in between."""
    standing = select(func.count()).where(RevisionRow.state == "done")
    return connection.scalar(select(func.max(RevisionRow.id))) or 0, connection.scalar(standing) or 0


def undo(connection: Connection, *, who: str) -> PastRevision:
    """Take back the newest revision that stands, and return it.

    Args:
        connection: in a writing transaction.
        who: who takes it back.

    Raises:
        NotFound: there is nothing to undo.
    """
    newest = select(RevisionRow).where(RevisionRow.state == "done").order_by(RevisionRow.id.desc()).limit(1)
    past = _one(connection, newest, "nothing to undo")
    for change in reversed(past.changes):
        _apply(connection, change, change.before)
    link_known(connection)
    values = {"state": "undone", "undone_at": datetime.now(UTC), "undone_by": who}
    connection.execute(update(RevisionRow).where(RevisionRow.id == past.id).values(**values))
    return past


def redo(connection: Connection) -> PastRevision:
    """Do again what was undone last, and return it.

    Args:
        connection: in a writing transaction.

    Raises:
        NotFound: there is nothing to redo, or other changes came after the undo.
    """
    oldest = select(RevisionRow).where(RevisionRow.state == "undone").order_by(RevisionRow.id).limit(1)
    past = _one(connection, oldest, "nothing to redo")
    for change in past.changes:
        _apply(connection, change, change.after)
    link_known(connection)
    values = {"state": "done", "undone_at": None, "undone_by": None}
    connection.execute(update(RevisionRow).where(RevisionRow.id == past.id).values(**values))
    return past


def _apply(connection: Connection, change: Change, state: dict[str, Any] | None) -> None:
    """Bring one thing to a state of the log; the step itself is in the log already."""
    if change.kind == entries.KIND:
        _restore_entry(connection, change, state)
    elif change.kind == decisions.KIND and state is not None:
        apply_decision(connection, change.target, state)
    elif change.kind == proposals.KIND:
        apply_proposal(connection, change.target, state)
    elif change.kind == documents.KIND:
        withdrawn = True if state is None else state["withdrawn"]
        there = update(DocumentRow).where(DocumentRow.id == int(change.target))
        connection.execute(there.values(withdrawn=withdrawn))


def _restore_entry(connection: Connection, change: Change, state: dict[str, Any] | None) -> None:
    unlogged = Revision(connection, who="", action="restore")
    there = select(ConceptEntryRow.id).where(ConceptEntryRow.identifier == change.target)
    if state is not None:
        entries.save_entry(unlogged, from_snapshot(state), origin=state["origin"])
    elif connection.scalar(there) is not None:
        entries.delete_entry(unlogged, change.target)


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
    return _past(row, _changes(connection, row.id))


def _changes(connection: Connection, revision_id: int) -> tuple[Change, ...]:
    table = table_of(ChangeRow)
    rows = connection.execute(select(table).where(table.c.revision_id == revision_id).order_by(table.c.id))
    return tuple(Change(kind=r.kind, target=r.target, before=r.before, after=r.after) for r in rows)


def _past(row: Row[Any], changes: tuple[Change, ...]) -> PastRevision:
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
