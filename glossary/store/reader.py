"""A termbase opened for reading by SQLite's own driver: no database library is loaded."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from glossary.errors import DatabaseError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Reader:
    """An open termbase that can only be read, from any thread."""

    def __init__(self, connection: sqlite3.Connection, location: str) -> None:
        self._connection = connection
        self._lock = Lock()
        self.location = location

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a statement.

        Raises:
            DatabaseError: the termbase can't be read.
        """
        try:
            with self._lock:
                return self._connection.execute(statement, parameters).fetchall()
        except sqlite3.Error as error:
            raise DatabaseError(f"{self.location}: {error}") from error

    def data_version(self) -> int:
        """Return a number that differs after any other connection changed the termbase."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()


def open_reader(location: str) -> Reader:
    """Open the termbase at a path for reading.

    Raises:
        DatabaseError: there is none.
    """
    path = Path(location)
    if not path.is_file():
        raise DatabaseError(f"{location}: there is no termbase; begin with: glossary mine, import or add")
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
    return Reader(connection, location)
