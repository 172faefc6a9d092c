"""What the database engine itself keeps: pages, indexes, pointers, full text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Table, func, inspect, select, text
from sqlalchemy.exc import DatabaseError

from glossary.store.models import Model, TermSectionRow
from glossary.store.postgresql.search import search_indexes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Index

#: The tables of SQLite that find terms by their words and by their letters.
FULL_TEXT_INDEXES = ("term_search", "term_trigrams")


def find(connection: Connection) -> Iterator[str]:
    """Yield what is wrong, a line each."""
    if connection.dialect.name == "sqlite":
        for row in connection.execute(text("PRAGMA integrity_check")):
            if row[0] != "ok":
                yield f"database file: {' '.join(row[0].split())}"
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"{row[0]}: row {row[1]} points to a missing row of {row[2]}; mend with: glossary db check --repair"
        yield from _full_text_problems(connection)
    for index in _missing_indexes(connection):
        yield f"index {index.name}: it is missing; mend with: glossary db check --repair"


def mend(connection: Connection) -> None:
    """Take out what points to nothing, build indexes again."""
    if connection.dialect.name == "sqlite":
        _mend_pointers(connection)
        connection.execute(text("REINDEX"))
    for index in _missing_indexes(connection):
        index.create(connection)
    if connection.dialect.name == "sqlite":
        for name in FULL_TEXT_INDEXES:
            connection.execute(text(f"INSERT INTO {name}({name}) VALUES ('rebuild')"))  # noqa: S608 - our own names


def _full_text_problems(connection: Connection) -> Iterator[str]:
    terms = connection.scalar(select(func.count()).select_from(TermSectionRow))
    for name in FULL_TEXT_INDEXES:
        try:
            is_whole = connection.scalar(select(func.count()).select_from(text(f"{name}_docsize"))) == terms
        except DatabaseError:  # it isn't there at all
            is_whole = False
        if not is_whole:
            yield f"{name}: the index does not hold every term; rebuild it with: glossary db check --repair"


def _missing_indexes(connection: Connection) -> list[Index]:
    """Return the indexes that aren't there, but for those that a server has its own for."""
    inspector = inspect(connection)
    others = search_indexes() if connection.dialect.name == "postgresql" else {}
    missing = []
    for table in Model.metadata.sorted_tables:
        there = {index["name"] for index in inspector.get_indexes(table.name)}
        missing += [index for index in table.indexes if index.name not in {*there, *others}]
    return missing


def _mend_pointers(connection: Connection) -> None:
    """Do to rows what the deletion of the row would have done that they point to: remove them, or the pointer."""
    while broken := connection.execute(text("PRAGMA foreign_key_check")).all():
        for name, row_id, _, number in broken:
            table = Model.metadata.tables[name]
            column = connection.execute(text(f"PRAGMA foreign_key_list({name})")).all()[-1 - number][3]
            _drop_pointer(connection, table, column, row_id)


def _drop_pointer(connection: Connection, table: Table, column: str, row_id: int) -> None:
    if table.c[column].nullable:
        connection.execute(table.update().where(table.c.id == row_id).values({column: None}))
    else:
        connection.execute(table.delete().where(table.c.id == row_id))
