"""Whether somebody else has changed the termbase since one looked last."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from glossary.errors import DatabaseError
from glossary.store.database import explained
from glossary.store.postgresql.reader import open_server

if TYPE_CHECKING:
    from glossary.store.database import Database


class Watcher:
    """Tells of changes by any other connection, of this program or another, by a connection of its own.

    It may be asked from any thread, and often: a look is one short question. SQLite is asked for its own counter of
    changes, a server for ours.

    Args:
        database: what to watch; it must stay open longer than the watcher.

    Raises:
        DatabaseError: the database can't be read.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.connect_directly()
        self._reader = None if self._connection is not None else open_server(database.address)
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
            if self._reader is not None:
                self._reader.close()

    def _look(self) -> int:
        if self._reader is not None:
            return self._reader.data_version()
        if self._connection is None:
            raise DatabaseError(f"{self._database.location}: the watcher is closed")
        with explained(self._database.location):
            cursor = self._connection.cursor()
            cursor.execute("PRAGMA data_version")
            (version,) = cursor.fetchone() or (0,)
            cursor.close()
            return int(version)
