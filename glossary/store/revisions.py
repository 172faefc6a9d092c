"""The change log: every write goes through a revision, which keeps what was before and what came after."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from glossary.store.models import ChangeRow, RevisionRow
from glossary.store.table_rows import insert_rows, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from glossary.store.database import Database

#: Changes are written in batches of this size, so that a bulk import needs no memory for them.
BATCH = 500
_COLUMNS = ("revision_id", "kind", "target", "before", "after")


class Revision:
    """One step of work by one person, under way in a writing transaction.

    Writing functions of the store take it, write on its ``connection`` and ``record`` what they did.
    ``summary`` says in a few words what the step was, for the history; ``learns`` whether the ranking of candidates
    follows the decisions.
    """

    def __init__(self, connection: Connection, *, who: str, action: str, summary: str = "") -> None:
        self.connection = connection
        self.who = who
        self.action = action
        self.summary = summary
        self.at = datetime.now(UTC)
        self.id: int | None = None
        self.learns = True
        self._followers: dict[Callable[[Revision], None], None] = {}
        self._changes: list[tuple[str, str, str | None, str | None]] = []

    def record(self, kind: str, target: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """Keep that a thing changed from one state to another; nothing is kept where they are equal."""
        if before == after:
            return
        self._changes.append((kind, target, _as_json(before), _as_json(after)))
        if len(self._changes) >= BATCH:
            self._write_changes()

    def follow_with(self, follower: Callable[[Revision], None]) -> None:
        """Let something follow once, in the same transaction, when all changes of the step are written."""
        self._followers[follower] = None

    def finish(self) -> None:
        """Write what is left, and the final summary; then do what follows."""
        self._write_changes()
        if self.id is not None:
            statement = update(RevisionRow).where(RevisionRow.id == self.id).values(summary=self.summary)
            self.connection.execute(statement)
        followers, self._followers = self._followers, {}
        for follow in followers:
            follow(self)

    def _write_changes(self) -> None:
        if not self._changes:
            return
        if self.id is None:
            self.id = self._begin()
        insert_rows(self.connection, ChangeRow, _COLUMNS, [(self.id, *change) for change in self._changes])
        self._changes = []

    def _begin(self) -> int:
        """Make the revision's row; what was undone before can't be redone any more."""
        undone = update(RevisionRow).where(RevisionRow.state == "undone")
        self.connection.execute(undone.values(state="discarded"))
        identity = (self.connection.scalar(select(func.max(RevisionRow.id))) or 0) + 1
        values = {"id": identity, "at": self.at, "who": self.who, "action": self.action}
        self.connection.execute(insert(RevisionRow).values(**values, summary=self.summary, state="done"))
        return identity


def _as_json(state: dict[str, Any] | None) -> str | None:
    return None if state is None else to_json(state)


@contextmanager
def revising(
    database: Database, *, who: str, action: str, summary: str = "", dry_run: bool = False
) -> Iterator[Revision]:
    """Open a revision; it is kept whole when the block ends, and nothing is left of it when it raises.

    A revision that changes nothing leaves no trace, nor does one that is only tried out (``dry_run``).

    Raises:
        DatabaseError: the database can't be written.
    """
    with database.writing(dry_run=dry_run) as connection:
        revision = Revision(connection, who=who, action=action, summary=summary)
        revision.learns = database.learns
        yield revision
        revision.finish()
