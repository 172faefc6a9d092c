"""Whether a step of the log can still be taken back, or done again: only where nobody has worked on its things since.

Of all steps that changed a thing and stand, each began with the state that the one before it left. So the last of
them can be taken back, and one that was taken back can be done again where its beginning is what is there.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from glossary.errors import Conflict
from glossary.store.entries import access as entries
from glossary.store.entries.snapshots import from_snapshot
from glossary.store.models import ChangeRow, RevisionRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from glossary.store.log.history import PastRevision
    from glossary.store.log.replaying import Step

#: The states of steps whose changes are in force.
STANDING = ("done", "final")
#: So many entries are looked at together.
BATCH = 500


def require_untouched(connection: Connection, past: PastRevision, verb: str) -> None:
    """Make sure that no later step that stands changed what this one did.

    Args:
        connection: in a writing transaction.
        past: the step.
        verb: what can't be done to it otherwise, such as ``undone``.

    Raises:
        Conflict: one did; it says which, by whom, and what to do.
    """
    later = (RevisionRow.id > past.id) & (RevisionRow.state.in_(STANDING))
    if not connection.scalar(select(exists().where(later))):
        return
    own, other = aliased(ChangeRow), aliased(ChangeRow)
    statement = (
        select(RevisionRow, other.kind, other.target)
        .select_from(own)
        .join(other, (other.kind == own.kind) & (other.target == own.target))
        .join(RevisionRow, RevisionRow.id == other.revision_id)
        .where(own.revision_id == past.id, later)
        .order_by(RevisionRow.id.desc())
        .limit(1)
    )
    row = connection.execute(statement).one_or_none()
    if row is not None:
        raise Conflict(
            f"{_told(past)} can't be {verb}: {_name_of(row.kind, row.target)} was changed since by {row.who}, "
            f"in step {row.id} at {row.at:%Y-%m-%d %H:%M} UTC; {_advice(row.kind, row.target, row.id, past.id)}"
        )


def require_beginning(connection: Connection, past: PastRevision, steps: Iterator[Step]) -> None:
    """Make sure that the entries are what they were before a step that shall be done again.

    Args:
        connection: in a writing transaction.
        past: the step.
        steps: what it changed, each with the state before.

    Raises:
        Conflict: one isn't.
    """
    while batch := list(islice(steps, BATCH)):
        expected = {target: state for kind, target, state in reversed(batch) if kind == entries.KIND}
        stored = {entry.id: entry for entry in entries.find_entries(connection, list(expected))}
        for target, state in expected.items():
            if stored.get(target) != (from_snapshot(state) if state else None):
                raise Conflict(
                    f"{_told(past)} can't be done again: entry {target} isn't what it was before it; "
                    f"see its versions with: glossary history {target}"
                )


def _told(past: PastRevision) -> str:
    return f"step {past.id} ({past.summary or past.action})"


def _name_of(kind: str, target: str) -> str:
    return f"candidate {target.partition(':')[2]}" if kind == "candidate" else f"{kind.replace('_', ' ')} {target}"


def _advice(kind: str, target: str, later: int, step: int) -> str:
    first = f"take that back first with: glossary undo {later}"
    if kind != entries.KIND:
        return first
    return f"{first}, or bring back what the entry was with: glossary restore {target} --revision {step} --before"
