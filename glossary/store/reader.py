"""A termbase opened for reading by the driver of its database alone: no database library is loaded."""

from __future__ import annotations

import sqlite3
from _thread import allocate_lock

from glossary.errors import DatabaseError
from glossary.store.location import WRITING, access_to, check_readable, path_of, uri_of
from glossary.store.schema_version import require_version
from glossary.store.sqlite_errors import explain, is_damage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Self

#: How long a reader waits for a writer that holds the file alone, in seconds.
TIMEOUT = 5.0


class Reader:
    """An open termbase that can only be read, from any thread; closes the termbase when left.

    ``location`` is the path or URL as the user knows it; ``is_server`` tells whether it is on a server.
    """

    is_server = False

    def __init__(self, connection: sqlite3.Connection, location: str) -> None:
        self._connection = connection
        self._lock = allocate_lock()
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
            if is_damage(error):
                raise explain(self.location, error) from error
            raise DatabaseError(f"{self.location}: it can't be read ({error})") from error
        except UnicodeError as error:
            raise DatabaseError(f"{self.location}: it can't be read ({error})") from error

    def data_version(self) -> int:
        """Return a number that differs after any other connection changed the termbase.

        Raises:
            DatabaseError: the termbase can't be read.
        """
        return int(self.rows("PRAGMA data_version")[0][0])

    def close(self) -> None:
        """Close the file; what is read later is an error."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_reader(location: str) -> Reader:
    """Open the termbase at a path or URL for reading.

    Raises:
        DatabaseError: there is none, or it can't be read.
        SchemaOutdated: its schema is older than the program.
        SchemaTooNew: its schema is newer than the program.
    """
    path = path_of(location)
    if path is None:
        from glossary.store.postgresql.reader import open_server  # noqa: PLC0415 - only for a server

        return open_server(location)
    check_readable(path)
    reader = Reader(_connect(path, location), location)
    try:
        _require_current(reader)
    except BaseException:
        reader.close()
        raise
    return reader


def _connect(path: str, location: str) -> sqlite3.Connection:
    """Return a connection that reads.

    It takes its part in the write-ahead log where that may be written, and takes the log away with it when it
    is the last; a connection that may only read would leave it lying there.
    """
    access = access_to(path)
    try:
        connection = sqlite3.connect(
            uri_of(path, access or "mode=rw"),
            uri=True,
            timeout=TIMEOUT,
            isolation_level=None,
            check_same_thread=False,
        )
    except sqlite3.Error as error:
        raise DatabaseError(f"{location}: it can't be opened ({error})") from error
    if access == WRITING:
        connection.execute("PRAGMA query_only=ON")
    return connection


def _require_current(reader: Reader) -> None:
    """Check that the termbase has the schema of the program."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    try:
        versions = {row[0] for row in reader.rows("SELECT version_num FROM alembic_version")}
    except DatabaseError:
        tables = reader.rows(names)  # raises where it isn't the table that is missing
        if ("alembic_version",) in tables:
            raise
        require_version(None, reader.location, has_tables=bool(tables))
    else:
        require_version(versions, reader.location)
