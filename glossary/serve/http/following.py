"""The termbase for writing and listing, as long as the server runs: whatever file is at its place now."""

from __future__ import annotations

from threading import Lock

from glossary.store.database import Database, open_database
from glossary.store.files import file_of, identity_of


class FollowingDatabase:
    """Opens the termbase, and opens it anew where another file comes to stand in its place.

    The terms for lookups are taken from such a file too, and row ids of the one mean nothing in the other.

    Args:
        location: the path of an SQLite termbase.
        learns: whether the ranking of candidates follows the decisions.

    Raises:
        DatabaseError: there is none, or it can't be used.
    """

    def __init__(self, location: str, *, learns: bool = True) -> None:
        self.location = location
        self._path = file_of(location)
        self._lock = Lock()
        self._identity = identity_of(self._path)
        self._learns = learns
        self._database = self._open()

    def current(self) -> Database:
        """Return the termbase of the file that is there now.

        Raises:
            DatabaseError: it can't be used.
        """
        identity = identity_of(self._path)
        with self._lock:
            if identity is not None and identity != self._identity:
                opened = self._open()
                self._database.close()
                self._database, self._identity = opened, identity
            return self._database

    def _open(self) -> Database:
        opened = open_database(self.location)
        opened.learns = self._learns
        return opened

    def close(self) -> None:
        """Close the termbase."""
        self._database.close()
