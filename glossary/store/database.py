"""Opening a termbase, and the two kinds of transaction: reading and writing.

A writing transaction begins with BEGIN IMMEDIATE: it waits for its turn at the start, so it never fails in
the middle because another process wrote (SQLITE_BUSY_SNAPSHOT, which no timeout mends). On a server it waits for a
lock that all writers take; see ``postgresql``.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING, Self

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from glossary.errors import DatabaseError, GlossaryError
from glossary.settings import BackupSettings
from glossary.store import schema, sqlite_errors
from glossary.store.copies.backups import UPGRADE, Backup, back_up, remove_old
from glossary.store.entries.search_columns import begins_word, toned
from glossary.store.files import Access, access_to, check_file, file_of, identity_of, uri_of
from glossary.store.location import shown
from glossary.store.people import permissions
from glossary.store.postgresql import clock
from glossary.store.postgresql import engine as postgresql
from glossary.store.sqlite_errors import READ_ONLY
from glossary.store.table_rows import to_json
from glossary.store.turns import turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection
    from sqlalchemy.pool import PoolProxiedConnection

#: How long a writer waits for its turn, in milliseconds.
BUSY_TIMEOUT = 30_000
#: How much of the file a connection keeps in memory, in KiB; SQLite's own 2,000 are too few for a long list.
CACHE_SIZE = 4_000
#: The copies that are kept unless the settings say otherwise.
_BACKUPS = BackupSettings()


class Database:
    """A termbase that is open, for any number of threads.

    ``location`` is the path or URL as the user knows it, without a password; ``is_read_only`` says that no writing
    transaction can be begun, because of the rights of the file or its folder, or those on the server; ``learns``
    whether the ranking of candidates follows the decisions, which the settings can switch off; ``user`` on whose behalf
    the work is done, by the settings. On a server's database the login of the connection counts in its place, unless
    the work ``is_for_another``, whom a server has proved by a token. ``backups`` says which copies of a file are kept
    before large changes, ``tell`` is told in a line what went otherwise than it should but stopped nothing.
    ``patience`` is how long a writer waits for its turn, in seconds; ``on_wait`` is told that it waits for another
    program, and that this is over.
    """

    def __init__(self, engine: Engine, location: str, *, is_read_only: bool = False) -> None:
        self._engine = engine
        self._reader = postgresql.for_reading(engine) if engine.dialect.name == "postgresql" else engine
        self._writer = for_writing(engine)
        self.location = shown(location)
        self.is_read_only = is_read_only
        self.learns = True
        self.user = ""
        self.is_for_another = False
        self.backups = _BACKUPS
        self.tell: Callable[[str], None] = _tell_nobody
        self.patience = BUSY_TIMEOUT / 1000
        self.on_wait: Callable[[bool], object] = _tell_nobody
        self._path = file_of(location)
        self._identity: tuple[int, int] | None = None
        event.listen(engine, "do_connect", self._require_same_file)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the termbase throughout.

        Raises:
            DatabaseError: the database can't be read.
        """
        with explained(self.location), self._reader.begin() as connection:
            yield connection

    def acting_for(self, user: str) -> Self:
        """Return the same termbase as somebody else's, whom a server has proved by a token; it isn't to be closed."""
        other = copy(self)
        other.user, other.is_for_another = user, True
        return other

    @contextmanager
    def writing(
        self, *, action: str = permissions.ANYTHING, who: str | None = None, dry_run: bool = False
    ) -> Iterator[Connection]:
        """Open a transaction that is kept whole when the block ends and dropped whole when it raises.

        Args:
            action: what is to be done, which in a termbase with users not everyone may; see ``permissions``.
            who: does it; ``user`` unless given.
            dry_run: drop the transaction in any case.

        Raises:
            DatabaseError: the database can't be written.
            NotAllowed: whoever asks may not do this.
        """
        with self.admitting(action=action, who=who, dry_run=dry_run) as (connection, _):
            yield connection

    @contextmanager
    def admitting(
        self, *, action: str, who: str | None = None, dry_run: bool = False
    ) -> Iterator[tuple[Connection, permissions.Person]]:
        """Open a transaction as ``writing`` does, and say who it is for."""
        name = self.user if who is None else who
        if self.is_read_only and self._path is None:
            # The role says more than the rights on the server that follow from it.
            with self.reading() as connection:
                permissions.admit(connection, name, action, for_another=self.is_for_another)
        with self._changing(dry_run=dry_run) as connection:
            yield connection, permissions.admit(connection, name, action, for_another=self.is_for_another)

    def require(self, action: str) -> None:
        """Check that whoever works on the termbase may do something, before it is begun.

        Raises:
            DatabaseError: the database can't be read.
            NotAllowed: it may not be done.
        """
        with self.reading() as connection:
            permissions.admit(connection, self.user, action, for_another=self.is_for_another)

    @contextmanager
    def _changing(self, *, dry_run: bool) -> Iterator[Connection]:
        if self.is_read_only:
            raise DatabaseError(f"{self.location}: {READ_ONLY}")
        self._require_same_file()
        with (
            explained(self.location),
            self._writer.connect() as connection,
            turn(connection, self.patience, self.on_wait) as transaction,
        ):
            yield connection
            if dry_run:
                transaction.rollback()
            elif connection.dialect.name == "postgresql":
                clock.tick(connection)

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

    @property
    def address(self) -> str:
        """What opens the same termbase again, with a password where there is one: not to be shown to anybody."""
        return self._engine.url.render_as_string(hide_password=False) if self._path is None else self.location

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_database(
    location: str,
    *,
    create: bool = False,
    upgrade: bool = False,
    busy_timeout: int = BUSY_TIMEOUT,
    backups: BackupSettings = _BACKUPS,
    user: str | None = None,
) -> Database:
    """Open the termbase at a path or URL.

    Args:
        location: a path of an SQLite file, or an SQLAlchemy URL.
        create: create it where it is missing, and upgrade it.
        upgrade: bring an older schema up to date, after a copy of the file.
        busy_timeout: how long a writer waits for its turn, in milliseconds.
        backups: which copies of the file are kept; without any, none is made before an upgrade either.
        user: on whose behalf, so that only who may do so upgrades a termbase with users; not asked unless told.

    Raises:
        DatabaseError: there is none and ``create`` is false, or it can't be used.
        SchemaOutdated: the schema is older, and neither ``create`` nor ``upgrade`` is set.
        SchemaTooNew: the schema is newer than the program.
        NotAllowed: the schema is older, and the user may not upgrade it.
    """
    path = file_of(location)
    if path is not None:
        check_file(path, create=create)
    engine = make_engine(location, busy_timeout=busy_timeout)
    is_read_only = path is not None and access_to(path) is not Access.WRITING
    database = Database(engine, location, is_read_only=is_read_only)
    database.backups = backups
    database.patience = busy_timeout / 1000
    database.user = user or ""
    try:
        with database.reading() as connection:
            found = schema.state(connection)
            is_new, is_old = found is schema.SchemaState.EMPTY, found is schema.SchemaState.OUTDATED
            if is_old and (create or upgrade) and user is not None and schema.has_users(connection):
                permissions.admit(connection, user, "upgrade")
        if (create and is_new) or ((create or upgrade) and is_old):
            _bring_up_to_date(database, engine, path if is_old else None)
        with database.reading() as connection:
            schema.require_current(connection, database.location)
            if path is None:
                database.is_read_only = not postgresql.may_write(connection)
    except BaseException:
        engine.dispose()
        raise
    database.hold_to_file()
    return database


def _bring_up_to_date(database: Database, engine: Engine, old_file: Path | None) -> None:
    """Make the tables, or upgrade them after a copy of the file that is old."""
    if database.is_read_only:
        raise DatabaseError(f"{database.location}: {READ_ONLY}")
    kept: list[Backup] = []

    def keep_a_copy() -> None:
        if old_file is not None and database.backups.keep:
            kept.append(back_up(old_file, UPGRADE))
            remove_old(old_file, database.backups)

    try:
        with explained(database.location):
            if file_of(database.location) is not None:
                _keep_a_write_ahead_log(engine)
            schema.upgrade(for_writing(engine), database.location, before=keep_a_copy)
    except DatabaseError as error:
        if not kept:
            raise
        raise DatabaseError(f"{error}; there is a copy of it: {kept[0].path}") from error


def make_engine(location: str, *, busy_timeout: int = BUSY_TIMEOUT) -> Engine:
    """Return the engine of a path or URL, with transactions and connections as the program needs them.

    Args:
        location: a path of an SQLite file, or an SQLAlchemy URL.
        busy_timeout: how long a writer waits for its turn, in milliseconds.

    Raises:
        DatabaseError: it is no URL that can be used here.
    """
    path = file_of(location)
    if path is None:
        return postgresql.make_engine(location, busy_timeout=busy_timeout)
    access = access_to(path)
    name = f"{path}?" if access is Access.WRITING else f"{uri_of(path, access)}&uri=true"
    try:
        # Last in, first out: one connection with a warm cache serves what several would hold in memory.
        engine = create_engine(f"sqlite:///{name}".rstrip("?"), json_serializer=to_json, pool_use_lifo=True)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise DatabaseError(f"{location}: this is no database URL that can be used here ({error})") from error

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        _prepare_connection(connection, busy_timeout)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


def for_writing(engine: Engine) -> Engine:
    """Return the same engine with transactions that write, one after the other."""
    if engine.dialect.name == "postgresql":
        engine = postgresql.for_writing(engine)
    return engine.execution_options(begin_immediate=True)


def _keep_a_write_ahead_log(engine: Engine) -> None:
    """Let readers and a writer work side by side; the file remembers it, so it is said once."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        # Somebody else makes or upgrades it just now, and has said it, or the file does already.
    finally:
        raw.close()


def _tell_nobody(_what: object) -> None:
    """Let pass what nobody wants to hear."""


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
    except PoolTimeout as error:
        raise DatabaseError(f"{shown(location)}: too much is asked of it at once; try again") from error
    except Exception as error:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
        if isinstance(error, GlossaryError):
            raise
        if isinstance(cause, sqlite3.Error):
            raise sqlite_errors.explain(shown(location), cause) from error
        meaning = postgresql.meaning_of(cause)
        if meaning is None:
            raise
        raise DatabaseError(f"{shown(location)}: {meaning}") from error
