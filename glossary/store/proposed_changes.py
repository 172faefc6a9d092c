"""Changes of entries that wait for a decision: what somebody suggests, and what two people changed differently.

A change that was decided or taken back is removed; the change log keeps what it was, so that undoing brings it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, cast, delete, func, insert, select

from glossary.errors import NotFound
from glossary.store.entries.ordering import fetch_row_ids
from glossary.store.entries.snapshots import from_snapshot, to_snapshot
from glossary.store.log.revisions import SUGGESTION
from glossary.store.models import ChangeRow, ProposedChangeRow, table_of
from glossary.store.moments import as_utc
from glossary.vocabulary import ProposedKind

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Row, Select

    from glossary.concept import ConceptEntry
    from glossary.store.log.revisions import Revision

#: The kind of change that the log keeps for a proposed change; its target is the id.
KIND = SUGGESTION
#: So many ids go into one statement.
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChange:
    """A change of an entry to be proposed.

    ``identifier`` is the id of the entry, ``""`` for a new one that has none yet; ``base`` what it was when the work
    on it began, None for a new one; ``proposed`` what it shall be, None where it shall be deleted; ``source`` where
    the change comes from, such as a folder; ``note`` why, for whoever decides.
    """

    kind: ProposedKind
    identifier: str
    base: ConceptEntry | None
    proposed: ConceptEntry | None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedChange(NewChange):
    """A change of an entry that waits for a decision; ``who`` proposed it."""

    id: int
    who: str
    at: datetime


def propose_change(
    revision: Revision,
    *,
    kind: ProposedKind,
    identifier: str,
    base: ConceptEntry | None,
    proposed: ConceptEntry | None,
    source: str = "",
    note: str = "",
) -> int:
    """Let a change of an entry wait for a decision, and return its id; the arguments are those of ``NewChange``."""
    new = NewChange(kind=kind, identifier=identifier, base=base, proposed=proposed, source=source, note=note)
    return propose_changes(revision, [new])[0]


def propose_changes(revision: Revision, changes: Iterable[NewChange]) -> list[int]:
    """Let changes of entries wait for a decision, and return their ids."""
    first = _next_id(revision.connection)
    states = [_state(revision, first + place, change) for place, change in enumerate(changes)]
    for state in states:
        revision.record(KIND, str(state["id"]), None, state)
    if states:
        revision.connection.execute(insert(ProposedChangeRow), [_values(state) for state in states])
    return [state["id"] for state in states]


def count_proposed_changes(connection: Connection) -> int:
    """Return how many changes wait for a decision."""
    return connection.scalar(select(func.count()).select_from(ProposedChangeRow)) or 0


def find_proposed_changes(
    connection: Connection,
    *,
    kind: ProposedKind | None = None,
    identifier: str | None = None,
    limit: int | None = None,
) -> Iterator[ProposedChange]:
    """Yield the changes that wait for a decision, oldest first: all, or those of one kind or one entry."""
    statement = _selection().order_by(ProposedChangeRow.id).limit(limit)
    if kind is not None:
        statement = statement.where(ProposedChangeRow.kind == kind.value)
    if identifier is not None:
        statement = statement.where(ProposedChangeRow.identifier == identifier)
    for row in connection.execute(statement).all():
        yield _change(row)


def find_proposed_change_ids(connection: Connection) -> array[int]:
    """Return the ids of all changes that wait for a decision, oldest first."""
    return fetch_row_ids(connection, select(ProposedChangeRow.id).order_by(ProposedChangeRow.id))


def get_proposed_changes(connection: Connection, change_ids: Sequence[int]) -> list[ProposedChange | None]:
    """Return changes in the order of the ids asked for, None for one that waits no more."""
    found: dict[int, ProposedChange] = {}
    for start in range(0, len(change_ids), BATCH):
        asked = ProposedChangeRow.id.in_(change_ids[start : start + BATCH])
        found |= {row.id: _change(row) for row in connection.execute(_selection().where(asked))}
    return [found.get(identity) for identity in change_ids]


def get_proposed_change(connection: Connection, change_id: int) -> ProposedChange:
    """Return a change that waits for a decision.

    Raises:
        NotFound: there is none with this id; it may have been decided already.
    """
    row = connection.execute(_selection().where(ProposedChangeRow.id == change_id)).one_or_none()
    if row is None:
        raise NotFound(f"{change_id}: no change with this id waits for a decision; list them with: glossary changes")
    return _change(row)


def withdraw(revision: Revision, change_id: int) -> ProposedChange:
    """Remove a change that was decided or taken back, and return what it was.

    Raises:
        NotFound: there is none with this id; it may have been decided already.
    """
    change = get_proposed_change(revision.connection, change_id)
    revision.connection.execute(delete(ProposedChangeRow).where(ProposedChangeRow.id == change_id))
    revision.record(KIND, str(change_id), _as_state(change), None)
    return change


def apply_proposed_change(connection: Connection, target: str, state: Mapping[str, Any] | None) -> None:
    """Bring a proposed change to a state of the log; None takes it away."""
    connection.execute(delete(ProposedChangeRow).where(ProposedChangeRow.id == int(target)))
    if state is not None:
        connection.execute(insert(ProposedChangeRow), [_values(state)])


def _next_id(connection: Connection) -> int:
    """Return an id that no proposed change ever had: what the history tells of one is never told of another."""
    logged = select(func.max(cast(ChangeRow.target, BigInteger))).where(ChangeRow.kind == KIND)
    there = select(func.max(ProposedChangeRow.id))
    return max(connection.scalar(logged) or 0, connection.scalar(there) or 0) + 1


def _selection() -> Select[Any]:
    return select(table_of(ProposedChangeRow))


def _state(revision: Revision, change_id: int, change: NewChange) -> dict[str, Any]:
    proposed = ProposedChange(
        id=change_id,
        who=revision.who,
        at=revision.at,
        kind=change.kind,
        identifier=change.identifier,
        base=change.base,
        proposed=change.proposed,
        source=change.source,
        note=change.note,
    )
    return _as_state(proposed)


def _as_state(change: ProposedChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "kind": change.kind.value,
        "identifier": change.identifier,
        "base": None if change.base is None else to_snapshot(change.base),
        "proposed": None if change.proposed is None else to_snapshot(change.proposed),
        "who": change.who,
        "source": change.source,
        "note": change.note,
        "at": change.at.isoformat(),
    }


def _values(state: Mapping[str, Any]) -> dict[str, Any]:
    return {**state, "at": datetime.fromisoformat(state["at"])}


def _change(row: Row[Any]) -> ProposedChange:
    return ProposedChange(
        id=row.id,
        kind=ProposedKind(row.kind),
        identifier=row.identifier,
        base=None if row.base is None else from_snapshot(row.base),
        proposed=None if row.proposed is None else from_snapshot(row.proposed),
        who=row.who,
        source=row.source,
        note=row.note,
        at=as_utc(row.at),
    )
