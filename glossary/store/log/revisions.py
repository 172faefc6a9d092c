"""The change log: every write goes through a revision, which keeps what was before and what came after."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from glossary.errors import NotAllowed
from glossary.store.copies.backups import LARGE, back_up_before
from glossary.store.models import ChangeRow, RevisionRow
from glossary.store.table_rows import insert_rows, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from glossary.store.database import Database

#: The kind of change of which suggestions are.
SUGGESTION = "proposed_change"
#: Changes are written in batches of this size, so that a bulk import needs no memory for them.
BATCH = 500
_COLUMNS = ("revision_id", "kind", "target", "before", "after")


class Revision:
    """One step of work by one person, under way in a writing transaction.

    Writing functions of the store take it, write on its ``connection`` and ``record`` what they did.
    ``summary`` says in a few words what the step was, for the history; ``learns`` whether the ranking of candidates
    follows the decisions; ``is_final`` that no undo takes the step back. Where it ``suggests``, the person may only
    propose what was asked for, and nothing but ``suggestions``, the ids of proposed changes, comes of it. A revision
    that isn't logged does again, or takes back, what the log has already.
    ``before_large`` is called once, when the step turns out to be a large one.
    """

    def __init__(
        self, connection: Connection, *, who: str, action: str, summary: str = "", is_logged: bool = True
    ) -> None:
        self.connection = connection
        self.who = who
        self.action = action
        self.summary = summary
        self.at = datetime.now(UTC)
        self.id: int | None = None
        self.learns = True
        self.is_final = False
        self.suggests = False
        self.suggestions: list[int] = []
        self.before_large: Callable[[], object] | None = None
        self._count = 0
        self._followers: dict[Callable[[Revision], None], None] = {}
        self._is_logged = is_logged
        self._changes: list[tuple[str, str, str | None, str | None]] = []

    def record(self, kind: str, target: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """Keep that a thing changed from one state to another; nothing is kept where they are equal.

        Raises:
            NotAllowed: the person may only suggest, and this is no suggestion.
        """
        if before == after:
            return
        if self.suggests and kind != SUGGESTION:
            raise NotAllowed(f"{self.who} may only suggest this to a reviewer; nothing was changed")
        self._count += 1
        if self._count == LARGE and self.before_large:
            self.before_large()
        if not self._is_logged:
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
        """Make the revision's row; what the same person has undone can't be redone after it, unless it is final."""
        if not self.is_final:
            undone = update(RevisionRow).where(RevisionRow.state == "undone")
            own = (RevisionRow.undone_by == self.who) | RevisionRow.undone_by.is_(None)
            self.connection.execute(undone.where(own).values(state="discarded"))
        identity = (self.connection.scalar(select(func.max(RevisionRow.id))) or 0) + 1
        state = "final" if self.is_final else "done"
        values = {"id": identity, "at": self.at, "who": self.who, "action": self.action}
        self.connection.execute(insert(RevisionRow).values(**values, summary=self.summary, state=state))
        return identity


def _as_json(state: dict[str, Any] | None) -> str | None:
    return None if state is None else to_json(state)


@contextmanager
def revising(
    database: Database, *, who: str, action: str, summary: str = "", dry_run: bool = False
) -> Iterator[Revision]:
    """Open a revision; it is kept whole when the block ends, and nothing is left of it when it raises.

    A revision that changes nothing leaves no trace, nor does one that is only tried out (``dry_run``).

    Args:
        database: the termbase.
        who: does it, by the settings; the revision has the name that counts, on a server's database the login.
        action: what the history calls it, and what the person must be allowed to do.
        summary: what is done, in a few words.
        dry_run: leave no trace.

    Raises:
        DatabaseError: the database can't be written.
        NotAllowed: the person may neither do nor suggest this.
    """
    with database.admitting(action=action, who=who, dry_run=dry_run) as (connection, person):
        suggests = person.suggests(action)
        revision = Revision(connection, who=person.name, action="suggest" if suggests else action, summary=summary)
        revision.suggests = suggests
        revision.learns = database.learns
        if not dry_run:
            revision.before_large = lambda: back_up_before(database, action)
        yield revision
        revision.finish()
