"""A whole termbase into another database: every row of every table, as it is, and compared afterwards."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Text, cast, func, literal, select, type_coerce

from glossary.errors import Conflict, DatabaseError
from glossary.part_files import remove_whole
from glossary.store import schema
from glossary.store.database import explained, make_engine, open_database
from glossary.store.files import check_file, file_of
from glossary.store.location import shown
from glossary.store.models import DocumentRow, Model, table_of
from glossary.store.moments import as_utc
from glossary.store.postgresql.engine import number_on
from glossary.store.secondary_indexes import SecondaryIndexes
from glossary.store.table_rows import insert_rows, to_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Column, ColumnElement, Connection, Table

    from glossary.progress import Progress
    from glossary.store.database import Database

#: So many rows are in memory at once.
BATCH = 1_000
#: So many documents, which may have a megabyte each.
DOCUMENTS = 20
#: What is being done, for the progress.
COPYING, COMPARING = "copying the termbase", "comparing the copy"
_TAKEN = "there is a termbase in it, and a copy takes the place of none; name an empty database; nothing was changed"
Row = tuple[Any, ...]


@dataclass(slots=True)
class _Account:
    """How many rows a table has, and what is in them, told from other contents by a hash."""

    rows: int = 0
    hash: Any = field(default_factory=sha256)

    def add(self, rows: Sequence[Row]) -> None:
        """Count rows in."""
        self.rows += len(rows)
        for row in rows:
            self.hash.update(repr(row).encode())

    @property
    def total(self) -> tuple[int, str]:
        """The number of rows and the hash."""
        return self.rows, self.hash.hexdigest()


@contextmanager
def open_empty(location: str) -> Iterator[Database]:
    """Open a database for a copy, with all tables; a file that is new is gone again where the block fails.

    Raises:
        Conflict: there is a termbase in it.
        DatabaseError: it can't be used.
    """
    path = file_of(location)
    is_new = path is not None and not path.exists()
    if not is_new:
        _require_no_other(location)
    try:
        with open_database(location, create=True) as database:
            yield database
    except BaseException:
        if path is not None and is_new:
            remove_whole(path)
        raise


def copy_termbase(source: Database, target: Database, *, progress: Progress | None = None) -> dict[str, int]:
    """Copy all that a termbase has into one that has nothing; return how many rows each table has.

    Ids stay what they are, so that whatever points to an entry or a step of the history still does. The rows are read
    back and compared before the copy is kept.

    Raises:
        Conflict: there is something in the target.
        DatabaseError: the one can't be read, or the other not be written.
        NotAllowed: whoever asks is no admin of the termbase.
    """
    source.require("copy")
    with source.reading() as old, target.writing(action="copy") as new:
        _require_nothing(new, target.location)
        return fill(old, new, target.location, Model.metadata.sorted_tables, alone=True, progress=progress)


def fill(
    old: Connection,
    new: Connection,
    location: str,
    tables: Sequence[Table],
    *,
    alone: bool,
    progress: Progress | None = None,
) -> dict[str, int]:
    """Copy tables into those of the same names, which are empty, and compare; return how many rows each has.

    Args:
        old: in a reading transaction.
        new: in a writing transaction, which must not be kept where this fails.
        location: of the target, for messages.
        tables: those that others refer to before these.
        alone: nobody reads the target; see ``SecondaryIndexes``.
        progress: told how far it is.

    Raises:
        DatabaseError: the copy isn't the same.
    """
    names = [table.name for table in tables]
    total = sum(old.scalar(select(func.count()).select_from(table)) or 0 for table in tables)
    steps = _Steps(progress, total)
    indexes = SecondaryIndexes(new, names, alone=alone)
    indexes.set_aside(0)
    accounts = {table.name: _copy_rows(old, new, table, steps) for table in tables}
    indexes.restore(progress)
    steps = _Steps(progress, total, COMPARING)
    for table in tables:
        if _account_of(new, table, steps).total != accounts[table.name].total:
            raise DatabaseError(f"{location}: {table.name} came out otherwise; nothing was kept of the copy")
    number_on(new, names)
    return {name: account.rows for name, account in accounts.items()}


class _Steps:
    """Tells the progress of rows over all tables."""

    def __init__(self, progress: Progress | None, total: int, what: str = COPYING) -> None:
        self._progress = progress
        self._total = total
        self._what = what
        self._done = 0
        self.add(0)

    def add(self, rows: int) -> None:
        """Tell that so many rows more are done."""
        self._done += rows
        if self._progress is not None:
            self._progress(self._what, self._done, self._total)


def state_of(location: str) -> schema.SchemaState:
    """Return what a database is to the program, without opening it as a termbase, which would make it one.

    Raises:
        DatabaseError: it can't be read.
    """
    engine = make_engine(location)
    try:
        with explained(location), engine.connect() as connection:
            return schema.state(connection)
    finally:
        engine.dispose()


def _require_no_other(location: str) -> None:
    """Check that a database isn't a termbase of another version, which opening it for a copy would upgrade."""
    path = file_of(location)
    if path is not None:
        check_file(path, create=False)
    if state_of(location) in {schema.SchemaState.OUTDATED, schema.SchemaState.TOO_NEW}:
        raise Conflict(f"{shown(location)}: {_TAKEN}")


def _require_nothing(connection: Connection, location: str) -> None:
    for table in Model.metadata.sorted_tables:
        if connection.execute(select(literal(1)).select_from(table).limit(1)).first() is not None:
            raise Conflict(f"{location}: {_TAKEN}")


def _copy_rows(old: Connection, new: Connection, table: Table, steps: _Steps) -> _Account:
    account = _Account()
    times = [number for number, column in enumerate(table.columns) if column.type.python_type is datetime]
    for rows in _read(old, table):
        account.add(rows)
        insert_rows(new, table, tuple(table.columns.keys()), [_for_driver(new, row, times) for row in rows])
        steps.add(len(rows))
    return account


def _for_driver(connection: Connection, row: Row, times: Sequence[int]) -> Row:
    """Return a row with its times as the driver writes them; all else it takes as it is."""
    if not times:
        return row
    values = list(row)
    for number in times:
        values[number] = None if values[number] is None else to_time(connection, values[number])
    return tuple(values)


def _account_of(connection: Connection, table: Table, steps: _Steps) -> _Account:
    account = _Account()
    for rows in _read(connection, table):
        account.add(rows)
        steps.add(len(rows))
    return account


def _read(connection: Connection, table: Table) -> Iterator[list[Row]]:
    """Yield the rows of a table in the order of their ids, the same values whatever database they are in."""
    columns = list(table.columns)
    times = [number for number, column in enumerate(columns) if column.type.python_type is datetime]
    statement = select(*(_read_as(connection, column) for column in columns)).order_by(table.c.id)
    at_once = DOCUMENTS if table is table_of(DocumentRow) else BATCH
    with connection.execute(statement.execution_options(yield_per=at_once)) as result:
        for rows in result.partitions():
            yield [_with_zones(row, times) for row in rows]


def _read_as(connection: Connection, column: Column[Any]) -> ColumnElement[Any]:
    """Return what reads a column: JSON as its text, for which no two databases have different ideas."""
    if not isinstance(column.type, JSON):
        return column
    return cast(column, Text) if connection.dialect.name == "postgresql" else type_coerce(column, Text)


def _with_zones(row: Sequence[Any], times: Sequence[int]) -> Row:
    values = list(row)
    for number in times:
        values[number] = None if values[number] is None else as_utc(values[number])
    return tuple(values)
