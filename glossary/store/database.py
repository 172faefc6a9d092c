"""Opening a termbase, and the two kinds of transaction: reading and writing.

A writing transaction begins with BEGIN IMMEDIATE: it waits for its turn at the start, so it never fails in
the middle because another process wrote (SQLITE_BUSY_SNAPSHOT, which no timeout mends).
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from glossary.errors import DatabaseError, GlossaryError
from glossary.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

#: How long a writer waits for its turn, in milliseconds.
BUSY_TIMEOUT = 30_000


class Database:
    """A termbase that is open. ``location`` is the path or URL as the user knows it."""

    def __init__(self, engine: Engine, location: str) -> None:
        self._engine = engine
        self._writer = engine.execution_options(begin_immediate=True)
        self.location = location

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the termbase throughout.

        Raises:
            DatabaseError: the database can't be read.
        """
        with _explained(self.location), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, *, dry_run: bool = False) -> Iterator[Connection]:
        """Open a transaction that is kept whole when the block ends and dropped whole when it raises.

        ``dry_run`` drops it in any case.

        Raises:
            DatabaseError: the database can't be written.
        """
        with (
            _explained(self.location),
            self._writer.connect() as connection,
            connection.begin() as transaction,
        ):
            yield connection
            if dry_run:
                transaction.rollback()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_database(location: str, *, create: bool = False, upgrade: bool = False) -> Database:
    """Open the termbase at a path or URL.

    Args:
        location: a path of an SQLite file, or an SQLAlchemy URL.
        create: create it where it is missing, and upgrade it.
        upgrade: bring an older schema up to date, after a copy of the file.

    Raises:
        DatabaseError: there is none and ``create`` is false, or it can't be used.
        SchemaOutdated: the schema is older, and neither ``create`` nor ``upgrade`` is set.
        SchemaTooNew: the schema is newer than the program.
    """
    path = _file_of(location)
    if path is not None:
        _check_file(path, create=create)
    engine = make_engine(location)
    database = Database(engine, location)
    try:
        with database.reading() as connection:
            found = schema.state(connection)
        is_new, is_old = found is schema.SchemaState.EMPTY, found is schema.SchemaState.OUTDATED
        if (create and is_new) or ((create or upgrade) and is_old):
            if path is not None and is_old:
                back_up(path)
            with _explained(location):
                if path is not None:
                    _keep_a_write_ahead_log(engine)
                schema.upgrade(engine.execution_options(begin_immediate=True), location)
        with database.reading() as connection:
            schema.require_current(connection, location)
    except BaseException:
        engine.dispose()
        raise
    return database


def back_up(path: Path) -> Path:
    """Copy an SQLite file, with what is still in its WAL, beside itself; return the copy's path."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = path.with_name(f"{path.name}.{stamp}.bak")
    source = sqlite3.connect(path)
    target = sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
    shutil.copymode(path, copy)
    return copy


def _file_of(location: str) -> Path | None:
    if "://" not in location:
        return Path(location).expanduser()
    if not location.startswith("sqlite"):
        return None
    name = make_url(location).database
    return Path(name) if name and name != ":memory:" else None


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise DatabaseError(f"{path}: this is a folder; --db takes a file")
    if not path.exists():
        if not create:
            raise DatabaseError(f"{path}: there is no termbase here yet; begin with: glossary mine, import or add")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseError(f"{path.parent}: the folder can't be made ({error.strerror})") from error
        return
    with path.open("rb") as file:
        head = file.read(16)
    if head and head != b"SQLite format 3\0":
        raise DatabaseError(f"{path}: this is no SQLite database; name another file with --db")


def make_engine(location: str) -> Engine:
    """Return the engine of a path or URL, with transactions and connections as the program needs them.

    Raises:
        DatabaseError: it is no URL that can be used here.
    """
    path = _file_of(location)
    try:
        if path is None:
            return create_engine(location, json_serializer=_to_json)
        engine = create_engine(f"sqlite:///{path}", json_serializer=_to_json)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise DatabaseError(f"{location}: this is no database URL that can be used here ({error})") from error
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _keep_a_write_ahead_log(engine: Engine) -> None:
    """Let readers and a writer work side by side; the file remembers it, so it is said once."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _prepare_connection(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
    connection.isolation_level = None  # the driver must not begin transactions behind our back
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("begin_immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def _explained(location: str) -> Iterator[None]:
    try:
        yield
    except GlossaryError:
        raise
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise DatabaseError(f"{location}: {cause}; nothing was changed") from error
