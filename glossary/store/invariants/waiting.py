"""Candidates and changes that wait for a decision, and those that got one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from glossary.store.entries.snapshots import from_snapshot
from glossary.store.models import CandidateRow, ProposedChangeRow, SyncedEntryRow, table_of
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_LINKED = (CandidateStatus.KNOWN.value, CandidateStatus.ACCEPTED.value)


def find(connection: Connection) -> Iterator[str]:
    """Yield what is wrong, a line each."""
    table = table_of(CandidateRow)
    unlinked = select(table.c.term, table.c.status).where(table.c.status.in_(_LINKED), table.c.entry_id.is_(None))
    for row in connection.execute(unlinked):
        why = f"it is {row.status}, but no entry has it"
        yield f"candidate {row.term}: {why}; let it wait again with: glossary db check --repair"
    changes = table_of(ProposedChangeRow)
    for row_id, *states in connection.execute(select(changes.c.id, changes.c.base, changes.c.proposed)):
        if states == [None, None]:
            yield f"proposed change {row_id}: it changes nothing"
        elif not all(_is_entry(state) for state in states if state is not None):
            yield f"proposed change {row_id}: what it holds is no entry"
    synced = table_of(SyncedEntryRow)
    for identifier, place, state in connection.execute(select(synced.c.identifier, synced.c.place, synced.c.state)):
        if not _is_entry(state):
            yield f"entry {identifier}, as it was in {place}: what was kept of it is no entry"


def mend(connection: Connection) -> None:
    """Let candidates wait again whose entry is gone."""
    table = table_of(CandidateRow)
    is_unlinked = table.c.status.in_(_LINKED) & table.c.entry_id.is_(None)
    connection.execute(update(table).where(is_unlinked).values(status=CandidateStatus.PENDING.value))


def _is_entry(state: object) -> bool:
    try:
        return isinstance(state, dict) and bool(from_snapshot(state).sections)
    except (KeyError, TypeError, ValueError):
        return False
