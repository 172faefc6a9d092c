"""The change log: what it says last of an entry is what the entry is."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from glossary.store.entries.access import KIND, find_entries, find_origins
from glossary.store.entries.snapshots import from_snapshot, to_snapshot
from glossary.store.log.revisions import Revision
from glossary.store.log.standing import STANDING
from glossary.store.models import ChangeRow, ConceptEntryRow, RevisionRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

#: So many entries are looked at together.
BATCH = 500
_State = dict[str, Any] | None


class _Difference(NamedTuple):
    """An entry that isn't what the log says last."""

    identifier: str
    logged: _State
    stored: _State


def find(connection: Connection) -> Iterator[str]:
    """Yield what is wrong, a line each."""
    for identifier, logged, stored in _differences(connection):
        if stored is None:
            reason = "the history has it, the termbase doesn't; bring it back with: glossary restore"
        elif logged is None:
            reason = "the history has it as deleted"
        else:
            reason = "it isn't what the history says last"
        yield f"entry {identifier}: {reason}; note what it is with: glossary db check --repair"


def mend(connection: Connection, who: str) -> None:
    """Note in the log what the entries are; what it said of them stays in it."""
    revision = Revision(connection, who=who, action="repair", summary="note what entries are that the history has not")
    for difference in list(_differences(connection)):
        revision.record(KIND, difference.identifier, difference.logged, difference.stored)
    revision.finish()


def _differences(connection: Connection) -> Iterator[_Difference]:
    origins = find_origins(connection)
    entries = find_entries(connection)
    while batch := list(islice(entries, BATCH)):
        told = _last_states(connection, [entry.id for entry in batch])
        for entry in batch:
            if entry.id not in told:  # another program put it there; nothing is said that is wrong
                continue
            logged = told[entry.id]
            if logged is None or from_snapshot(logged) != entry or logged.get("origin") != origins[entry.id]:
                stored = {**to_snapshot(entry), "origin": origins[entry.id]}
                yield _Difference(entry.id, logged, stored)
    gone = select(ChangeRow.target).where(ChangeRow.kind == KIND).distinct()
    names = gone.where(ChangeRow.target.not_in(select(ConceptEntryRow.identifier)))
    missing = iter(connection.execute(names.order_by(ChangeRow.target)).scalars().all())
    while batch_of_names := list(islice(missing, BATCH)):
        for name, state in _last_states(connection, batch_of_names).items():
            if state is not None:
                yield _Difference(name, state, None)


def _last_states(connection: Connection, identifiers: Sequence[str]) -> dict[str, _State]:
    """Return what the steps that stand say last of entries, by their ids."""
    statement = (
        select(ChangeRow.target, ChangeRow.after)
        .join(RevisionRow, RevisionRow.id == ChangeRow.revision_id)
        .where(ChangeRow.kind == KIND, ChangeRow.target.in_(identifiers), RevisionRow.state.in_(STANDING))
        .order_by(ChangeRow.id)
    )
    return {row.target: row.after for row in connection.execute(statement)}
