"""Opening a termbase, and the two kinds of transaction: reading and writing.

A writing transaction begins with BEGIN IMMEDIATE: it waits for its turn at the start, so it never fails in
the middle because another process wrote (SQLITE_BUSY_SNAPSHOT, which no timeout mends).
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError

from glossary.errors import DatabaseError, GlossaryError
from glossary.store import schema
from glossary.store.files import Access, access_to, back_up, check_file, file_of, identity_of, uri_of
from glossary.store.search_columns import begins_word, toned
from glossary.store.table_rows import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection
    from sqlalchemy.pool import PoolProxiedConnection

#: How long a writer waits for its turn, in milliseconds.
BUSY_TIMEOUT = 30_000
#: How much of the file a connection keeps in memory, in KiB; SQLite's own 2,000 are too few for a long list.
CACHE_SIZE = 4_000
_READ_ONLY = "the termbase is read-only; nothing was changed"
_MEANINGS = {
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_BUSY: "another program is writing to it; try again; nothing was changed",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; try again; nothing was changed",
    sqlite3.SQLITE_CANTOPEN: "the file can't be opened; look at the rights of the file and its folder",
}


class Database:
    """A termbase that is open, for any number of threads.

    ``location`` is the path or URL as the user knows it; ``is_read_only`` says that no writing transaction
    can be begun, because of the rights of the file or its folder; ``learns`` whether the ranking of candidates
    follows the decisions, which the settings can switch off.
    """

    def __init__(self, engine: Engine, location: str, *, is_read_only: bool = False) -> None:
        self._engine = engine
        self._writer = engine.execution_options(begin_immediate=True)
        self.location = location
        self.is_read_only = is_read_only
        self.learns = True
        self._path = file_of(location)
        self._identity: tuple[int, int] | None = None
        event.listen(engine, "do_connect", self._require_same_file)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the termbase throughout.

        Raises:
            DatabaseError: the database can't be read.
        """
        with explained(self.location), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, *, dry_run: bool = False) -> Iterator[Connection]:
        """Open a transaction that is kept whole when the block ends and dropped whole when it raises.

        ``dry_run`` drops it in any case.

        Raises:
            DatabaseError: the database can't be written.
        """
        if self.is_read_only:
            raise DatabaseError(f"{self.location}: {_READ_ONLY}")
        self._require_same_file()
        with (
            explained(self.location),
            self._writer.connect() as connection,
            connection.begin() as transaction,
        ):
            yield connection
            if dry_run:
                transaction.rollback()

    def hold_to_file(self) -> None:
        """Refuse, from now on, any other file that comes to stand in the place of this one."""
        self._identity = identity_of(self._path)

    def _require_same_file(self, *_: object) -> None:
        """Check that the file is still the one that was opened; what is written to another is lost, or harms it.

        Raises:
            DatabaseError: it was deleted, moved, or replaced.
        """
        if self._identity is not None and identity_of(self._path) != self._identity:
            raise DatabaseError(
                f"{self.location}: the file was moved, deleted or replaced meanwhile; nothing was changed; "
                "put it back, or leave and open it where it is"
            )

    def connect_directly(self) -> PoolProxiedConnection | None:
        """Return a connection of SQLite's driver in no transaction, None for any other database.

        Raises:
            DatabaseError: the database can't be opened.
        """
        with explained(self.location):
            return self._engine.raw_connection() if self._engine.dialect.name == "sqlite" else None

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_database(
    location: str, *, create: bool = False, upgrade: bool = False, busy_timeout: int = BUSY_TIMEOUT
) -> Database:
    """Open the termbase at a path or URL.

    Args:
        location: a path of an SQLite file, or an SQLAlchemy URL.
        create: create it where it is missing, and upgrade it.
        upgrade: bring an older schema up to date, after a copy of the file.
        busy_timeout: how long a writer waits for its turn, in milliseconds.

    Raises:
        DatabaseError: there is none and ``create`` is false, or it can't be used.
        SchemaOutdated: the schema is older, and neither ``create`` nor ``upgrade`` is set.
        SchemaTooNew: the schema is newer than the program.
    """
    path = file_of(location)
    if path is not None:
        check_file(path, create=create)
    engine = make_engine(location, busy_timeout=busy_timeout)
    is_read_only = path is not None and access_to(path) is not Access.WRITING
    database = Database(engine, location, is_read_only=is_read_only)
    try:
        with database.reading() as connection:
            found = schema.state(connection)
        is_new, is_old = found is schema.SchemaState.EMPTY, found is schema.SchemaState.OUTDATED
        if (create and is_new) or ((create or upgrade) and is_old):
            _bring_up_to_date(database, engine, path if is_old else None)
        with database.reading() as connection:
            schema.require_current(connection, location)
    except BaseException:
        engine.dispose()
        raise
    database.hold_to_file()
    return database


def _bring_up_to_date(database: Database, engine: Engine, old_file: Path | None) -> None:
    """Make the tables, or upgrade them after a copy of the file that is old."""
    if database.is_read_only:
        raise DatabaseError(f"{database.location}: {_READ_ONLY}")
    with explained(database.location):
        if old_file is not None:
            back_up(old_file)
        if file_of(database.location) is not None:
            _keep_a_write_ahead_log(engine)
        schema.upgrade(engine.execution_options(begin_immediate=True), database.location)


def make_engine(location: str, *, busy_timeout: int = BUSY_TIMEOUT) -> Engine:
    """Return the engine of a path or URL, with transactions and connections as the program needs them.

    Args:
        location: a path of an SQLite file, or an SQLAlchemy URL.
        busy_timeout: how long a writer waits for its turn, in milliseconds.

    Raises:
        DatabaseError: it is no URL that can be used here.
    """
    path = file_of(location)
    try:
        if path is None:
            return create_engine(location, json_serializer=to_json)
        access = access_to(path)
        name = f"{path}?" if access is Access.WRITING else f"{uri_of(path, access)}&uri=true"
        # Last in, first out: one connection with a warm cache serves what several would hold in memory.
        engine = create_engine(f"sqlite:///{name}".rstrip("?"), json_serializer=to_json, pool_use_lifo=True)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise DatabaseError(f"{location}: this is no database URL that can be used here ({error})") from error

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        _prepare_connection(connection, busy_timeout)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _keep_a_write_ahead_log(engine: Engine) -> None:
    """Let readers and a writer work side by side; the file remembers it, so it is said once."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()


def _prepare_connection(connection: sqlite3.Connection, busy_timeout: int) -> None:
    connection.isolation_level = None  # the driver must not begin transactions behind our back
    connection.execute(f"PRAGMA busy_timeout={busy_timeout}")
    connection.execute(f"PRAGMA cache_size=-{CACHE_SIZE}")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.create_function("toned", 1, toned, deterministic=True)
    connection.create_function("begins_word", 2, begins_word, deterministic=True)


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("begin_immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def explained(location: str) -> Iterator[None]:
    """Say what a database refuses in one line.

    Raises:
        DatabaseError: in the place of an error of the driver.
    """
    try:
        yield
    except GlossaryError:
        raise
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the rest of the code tells kinds of it apart
        raise DatabaseError(f"{location}: {_MEANINGS.get(code, f'{cause}; nothing was changed')}") from error
