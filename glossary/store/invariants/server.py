"""What a PostgreSQL server is trusted with, and what its owner or a tool can take from it all the same.

The search has its indexes, pointers lead somewhere, numbers of new rows are free, and the clock by which others see a
change is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKeyConstraint, delete, func, select, text, update

from glossary.store.models import Model
from glossary.store.postgresql.engine import is_postgresql, number_on
from glossary.store.postgresql.search import search_indexes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column, Connection, Table

#: The tables whose rows the server numbers; the program numbers all others.
_NUMBERED = ("changes", "lookup_misses")
#: The last number that the server gave; nothing for a login that may give none, nor read the table.
_LAST = """
SELECT CASE WHEN has_sequence_privilege(name, 'USAGE') AND has_table_privilege(:table, 'SELECT')
    THEN coalesce(pg_sequence_last_value(CAST(name AS regclass)), 0) END
FROM pg_get_serial_sequence(:table, 'id') name
"""
_MAY_READ = "SELECT has_table_privilege(:table, 'SELECT')"
_INDEXES = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'term_sections'"
_TICKS = "SELECT count(*) FROM change_clock"
_MENDED = "mend with: glossary db check --repair"


def find(connection: Connection) -> Iterator[str]:
    """Yield what is wrong, a line each, as far as the login may read it."""
    if not is_postgresql(connection):
        return
    for name in _missing_indexes(connection):
        yield f"index {name}: it is missing; {_MENDED}"
    for table, column, parent in _pointers():
        for row_id in _dangling(connection, table, column, parent):
            yield f"{table.name}: row {row_id} points to a missing row of {parent.table.name}; {_MENDED}"
    for name in _behind(connection):
        yield f"{name}: the next row would get the number of one that is there; {_MENDED}"
    if connection.scalar(text(_TICKS)) != 1:
        yield f"change_clock: it doesn't have one row, so no program sees what others change; {_MENDED}"


def mend(connection: Connection) -> None:
    """Do to rows what the deletion of what they point to would have done, and number on from the last row."""
    if not is_postgresql(connection):
        return
    for statement in _missing_indexes(connection).values():
        connection.exec_driver_sql(statement)
    is_any_gone = True
    while is_any_gone:  # what pointed to a row that goes points to nothing then
        is_any_gone = False
        for table, column, parent in _pointers():
            rows = _dangling(connection, table, column, parent)
            if not rows:
                continue
            these = table.c.id.in_(rows)
            change = update(table).values({column: None}) if column.nullable else delete(table)
            connection.execute(change.where(these))
            is_any_gone = True
    if behind := _behind(connection):
        number_on(connection, behind)
    if connection.scalar(text(_TICKS)) != 1:
        connection.execute(text("DELETE FROM change_clock"))
        connection.execute(text("INSERT INTO change_clock SELECT coalesce(max(id), 0) FROM revisions"))


def _missing_indexes(connection: Connection) -> dict[str, str]:
    """Return the statements that create those indexes of the search that aren't there, by their names."""
    there = set(connection.execute(text(_INDEXES)).scalars())
    return {name: statement for name, statement in search_indexes().items() if name not in there}


def _pointers() -> Iterator[tuple[Table, Column[int], Column[int]]]:
    """Yield each table with a column that points to a row, and the column that it points to."""
    for table in Model.metadata.sorted_tables:
        for constraint in table.constraints:
            if isinstance(constraint, ForeignKeyConstraint):
                for key in constraint.elements:
                    yield table, key.parent, key.column


def _dangling(connection: Connection, table: Table, column: Column[int], parent: Column[int]) -> list[int]:
    if not connection.scalar(text(_MAY_READ), {"table": table.name}):
        return []
    other = parent.table.alias("pointed_to")
    leads = select(other.c[parent.name]).where(other.c[parent.name] == column).exists()
    return list(connection.execute(select(table.c.id).where(column.is_not(None), ~leads)).scalars())


def _behind(connection: Connection) -> list[str]:
    """Return the tables whose next number is one that a row has."""
    behind = []
    for name in _NUMBERED:
        last = connection.scalar(text(_LAST), {"table": name})
        if last is not None and last < (connection.scalar(select(func.max(Model.metadata.tables[name].c.id))) or 0):
            behind.append(name)
    return behind
