"""Many rows into a table at once, as values that the driver takes as they are."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table

from glossary.store.models import ConceptEntryRow, TermSectionRow, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from glossary.store.models import Model

#: From so many rows on it pays to hand them over in one statement, where there is a way.
MANY = 20
_STAGED = "staged_terms"
_MARKS = {"qmark": "?", "format": "%s", "pyformat": "%s"}

to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def insert_rows(
    connection: Connection, model: type[Model] | Table, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows whose values stand in the order of the columns.

    JSON is given as text (``to_json``), times as ``to_time`` makes them.
    """
    table = model if isinstance(model, Table) else table_of(model)
    is_large = len(rows) >= MANY
    if is_large and connection.dialect.name == "postgresql":
        _copy(connection, table.name, columns, rows)
    elif is_large and table is table_of(TermSectionRow) and connection.dialect.name == "sqlite":
        _insert_staged(connection, columns, rows)
    else:
        connection.exec_driver_sql(_insertion(table.name, columns, connection.dialect.paramstyle), list(rows))


def to_time(connection: Connection, at: datetime) -> object:
    """Return a time as the driver of this connection writes it."""
    dialect = connection.dialect
    processor = ConceptEntryRow.created_at.type.dialect_impl(dialect).bind_processor(dialect)
    return processor(at) if processor else at


def _copy(connection: Connection, table: str, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows by PostgreSQL's own way for many of them."""
    names = ", ".join(f'"{column}"' for column in columns)
    with (
        connection.connection.cursor() as cursor,  # type: ignore[attr-defined]
        cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _insert_staged(connection: Connection, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert terms by way of a temporary table, all by one statement.

    The full text indexes write out what they hold in memory at the beginning of every statement, a piece for each
    term where terms come one at a time; that is four fifths of the work.
    """
    names = ", ".join(f'"{column}"' for column in columns)
    terms = table_of(TermSectionRow).name
    connection.exec_driver_sql(f"CREATE TEMP TABLE IF NOT EXISTS {_STAGED} ({names})")
    connection.exec_driver_sql(_insertion(_STAGED, columns, connection.dialect.paramstyle), list(rows))
    staged = f"SELECT {names} FROM temp.{_STAGED} ORDER BY rowid"  # noqa: S608 - our own names
    connection.exec_driver_sql(f"INSERT INTO {terms} ({names}) {staged}")
    connection.exec_driver_sql(f"DELETE FROM temp.{_STAGED}")  # noqa: S608 - likewise


@cache
def _insertion(table: str, columns: tuple[str, ...], style: str) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join([_MARKS[style]] * len(columns))
    return f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
