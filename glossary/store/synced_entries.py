"""What the termbase and a folder of text files last agreed on: what a three-way merge begins with."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, func, insert, select

from glossary.store.entries.snapshots import from_snapshot, to_snapshot
from glossary.store.models import SyncedEntryRow, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry
    from glossary.store.log.revisions import Revision

#: The kind of change that the log keeps where a step also changed what was agreed on.
KIND = "synced"
#: So many rows are read and written at once.
BATCH = 500


class Synced(NamedTuple):
    """An entry as a folder had it, and where it came from in the first place."""

    entry: ConceptEntry
    origin: str


def find_synced(
    connection: Connection, place: str, identifiers: Sequence[str] | None = None
) -> Iterator[tuple[str, Synced]]:
    """Yield ids and entries as they were agreed on: all, or those named.

    Args:
        connection: in any transaction.
        place: the mark of the folder.
        identifiers: of the entries.
    """
    for identifier, state in _find_states(connection, place, identifiers):
        yield identifier, Synced(from_snapshot(state), state["origin"])


def keep_synced(connection: Connection, place: str, agreed: Iterable[tuple[str, Synced | None]]) -> None:
    """Keep what a folder has now, None for an entry that it has no more; nothing of it goes into the change log."""
    remaining = iter(agreed)
    while batch := list(islice(remaining, BATCH)):
        _write(connection, place, {identifier: _state(synced) for identifier, synced in batch})


def change_synced(revision: Revision, place: str, agreed: Mapping[str, Synced | None]) -> None:
    """Keep what a folder has now as part of a step: who takes that back hasn't seen what the folder has."""
    before = dict(_find_states(revision.connection, place, list(agreed)))
    after = {identifier: _state(synced) for identifier, synced in agreed.items()}
    for identifier, state in after.items():
        revision.record(KIND, f"{place}:{identifier}", before.get(identifier), state)
    remaining = iter(after.items())
    while batch := dict(islice(remaining, BATCH)):
        _write(revision.connection, place, batch)


def apply_synced(connection: Connection, target: str, state: dict[str, Any] | None) -> None:
    """Bring what was agreed on to a state of the log."""
    place, _, identifier = target.partition(":")
    _write(connection, place, {identifier: state})


def _state(synced: Synced | None) -> dict[str, Any] | None:
    return None if synced is None else {**to_snapshot(synced.entry), "origin": synced.origin}


def _find_states(
    connection: Connection, place: str, identifiers: Sequence[str] | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    table = table_of(SyncedEntryRow)
    statement = select(table.c.identifier, table.c.state).where(table.c.place == place)
    if identifiers is None:
        page = connection.execute(statement.order_by(table.c.identifier).limit(BATCH)).all()
        while page:
            yield from ((row.identifier, row.state) for row in page)
            rest = statement.where(table.c.identifier > page[-1].identifier)
            page = connection.execute(rest.order_by(table.c.identifier).limit(BATCH)).all()
        return
    for start in range(0, len(identifiers), BATCH):
        rows = connection.execute(statement.where(table.c.identifier.in_(identifiers[start : start + BATCH]))).all()
        yield from ((row.identifier, row.state) for row in rows)


def _write(connection: Connection, place: str, states: Mapping[str, dict[str, Any] | None]) -> None:
    table = table_of(SyncedEntryRow)
    connection.execute(delete(table).where(table.c.place == place, table.c.identifier.in_(list(states))))
    kept = [(identifier, state) for identifier, state in states.items() if state is not None]
    if not kept:
        return
    first = (connection.scalar(select(func.max(table.c.id))) or 0) + 1
    rows = [
        {"id": first + at, "place": place, "identifier": identifier, "state": state}
        for at, (identifier, state) in enumerate(kept)
    ]
    connection.execute(insert(table), rows)
