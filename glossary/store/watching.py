"""Whether somebody else has changed the termbase since one looked last."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from glossary.store.database import explained
from glossary.store.postgresql.clock import read_clock

if TYPE_CHECKING:
    from glossary.store.database import Database


class Watcher:
    """Tells of changes by any other connection, of this program or another, by a connection of its own.

    It may be asked from any thread. SQLite is asked for its own counter of changes, a server for ours.

    Args:
        database: what to watch; it must stay open longer than the watcher.

    Raises:
        DatabaseError: the database can't be read.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.connect_directly()
        self._lock = Lock()
        self._seen = self._look()

    def has_changed(self) -> bool:
        """Return whether anything was changed since the last call, or since the watcher was made.

        Raises:
            DatabaseError: the database can't be read.
        """
        with self._lock:
            before, self._seen = self._seen, self._look()
            return before != self._seen

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _look(self) -> tuple[int, ...]:
        if self._connection is not None:
            with explained(self._database.location):
                cursor = self._connection.cursor()
                cursor.execute("PRAGMA data_version")
                (version,) = cursor.fetchone() or (0,)
                cursor.close()
                return (version,)
        with self._database.reading() as connection:
            return (read_clock(connection),)
