"""Things brought back to states of the log: one after the other, but entries that come or go many at a time."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import delete, select, update

from glossary.store import documents, proposed_changes, synced_entries
from glossary.store.candidates import decisions, proposals, rejections
from glossary.store.candidates.decisions import apply_decision
from glossary.store.candidates.proposal_rows import apply_proposal
from glossary.store.entries import access as entries
from glossary.store.entries.snapshots import from_snapshot
from glossary.store.entries.writer import EntryWriter
from glossary.store.log.revisions import Revision
from glossary.store.models import ConceptEntryRow, DocumentRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

#: So many entries are looked for at once.
BATCH = 500
#: The kind of a thing, what it is called in the log, and the state that it had; None where it didn't exist.
Step = tuple[str, str, dict[str, Any] | None]
_Item = TypeVar("_Item")


def replay(connection: Connection, steps: Iterable[Step]) -> None:
    """Bring things to states of the log, in order; the step itself is in the log already."""
    unlogged = Revision(connection, who="", action="restore", is_logged=False)
    for (is_entry, exists), run in groupby(steps, key=lambda step: (step[0] == entries.KIND, step[2] is not None)):
        if not is_entry:
            for kind, target, state in run:
                _apply(connection, kind, target, state)
        elif exists:
            _restore_entries(unlogged, ((target, state) for _, target, state in run if state is not None))
        else:
            _delete_entries(connection, (target for _, target, _ in run))


def _apply(connection: Connection, kind: str, target: str, state: dict[str, Any] | None) -> None:
    if kind == decisions.KIND and state is not None:
        apply_decision(connection, target, state)
    elif kind == proposals.KIND:
        apply_proposal(connection, target, state)
    elif kind == proposed_changes.KIND:
        proposed_changes.apply_proposed_change(connection, target, state)
    elif kind == rejections.KIND:
        rejections.apply_rejection(connection, target, state)
    elif kind == synced_entries.KIND:
        synced_entries.apply_synced(connection, target, state)
    elif kind == documents.KIND:
        withdrawn = True if state is None else state["withdrawn"]
        connection.execute(update(DocumentRow).where(DocumentRow.id == int(target)).values(withdrawn=withdrawn))


def _delete_entries(connection: Connection, targets: Iterator[str]) -> None:
    for batch in _batches(targets):
        connection.execute(delete(ConceptEntryRow).where(ConceptEntryRow.identifier.in_(batch)))


def _restore_entries(unlogged: Revision, states: Iterator[tuple[str, dict[str, Any]]]) -> None:
    """Add the entries that are missing, and give the others their state."""
    connection = unlogged.connection
    writer = EntryWriter(connection)
    for batch in _batches(states):
        wanted = select(ConceptEntryRow.identifier).where(ConceptEntryRow.identifier.in_([name for name, _ in batch]))
        there = set(connection.execute(wanted).scalars())
        for target, state in batch:
            if target not in there:
                writer.add(from_snapshot(state), origin=state["origin"], at=unlogged.at)
                there.add(target)
                continue
            # What replaces an entry numbers its rows by those that are written, and so does what comes after it.
            writer.flush()
            entries.save_entry(unlogged, from_snapshot(state), origin=state["origin"])
            entries.set_origin(unlogged, target, state["origin"])
            writer = EntryWriter(connection)
        writer.write()
    writer.flush()


def _batches(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    while batch := list(islice(items, BATCH)):
        yield batch
