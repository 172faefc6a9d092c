"""The indexes of tables that a large load fills: set aside meanwhile, and built again at its end, each in its order."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from glossary.progress import Progress

#: How much of the file a connection keeps in memory while indexes are built, in KiB; sorting takes as much again.
CACHE_SIZE = 16_000
_OF_TABLE = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
# Those that are no constraint; a constraint's name is told by the schema, and it is what finds mistakes.
_OF_SERVER_TABLE = """
SELECT of_index.indexname, of_index.indexdef FROM pg_indexes of_index
WHERE of_index.schemaname = current_schema() AND of_index.tablename = %s
AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = of_index.indexname)
"""


class SecondaryIndexes:
    """The indexes of some tables, within one writing transaction.

    An index that grows row by row is written all over its place; built of all rows at once it is sorted and written
    in one go. What is set aside belongs to the transaction: when that fails, no index was ever gone. Until they are
    restored a search of these tables reads them whole.

    On a server whoever reads a table would wait until the transaction ends, so there it is only done where nobody else
    works on the termbase yet (``alone``).
    """

    def __init__(self, connection: Connection, tables: Iterable[str], *, alone: bool = False) -> None:
        self._connection = connection
        self._is_server = connection.dialect.name == "postgresql"
        self._waiting = list(tables) if alone or not self._is_server else []
        self._dropped: list[str] = []
        self._cache_size: int | None = None

    @property
    def are_gone(self) -> bool:
        """Whether an index is set aside."""
        return bool(self._dropped)

    def set_aside(self, most: int) -> None:
        """Set the indexes aside of those tables that have no more rows than so many."""
        for table in self._waiting.copy():
            if (self._connection.exec_driver_sql(f"SELECT max(id) FROM {table}").scalar() or 0) <= most:  # noqa: S608 - our own names
                self._waiting.remove(table)
                self._drop(table)

    def restore(self, progress: Progress | None = None) -> None:
        """Build the indexes again."""
        total = len(self._dropped)
        for done, statement in enumerate(self._dropped):
            if progress is not None:
                progress("building the indexes", done, total)
            self._connection.exec_driver_sql(statement)
        if progress is not None and total:
            progress("building the indexes", total, total)
        self._dropped = []
        if self._cache_size is not None:
            self._connection.exec_driver_sql(f"PRAGMA cache_size={self._cache_size}")
            self._cache_size = None

    def _drop(self, table: str) -> None:
        if self._is_server:
            for name, statement in self._connection.exec_driver_sql(_OF_SERVER_TABLE, (table,)).all():
                self._connection.exec_driver_sql(f'DROP INDEX "{name}"')
                self._dropped.append(statement)
            return
        if self._cache_size is None:
            self._cache_size = int(self._connection.exec_driver_sql("PRAGMA cache_size").scalar_one())
            self._connection.exec_driver_sql(f"PRAGMA cache_size=-{CACHE_SIZE}")
        for name, statement in self._connection.exec_driver_sql(_OF_TABLE, (table,)).all():
            try:
                self._connection.exec_driver_sql(f"DROP INDEX {name}")
            except OperationalError as error:
                if getattr(error.orig, "sqlite_errorcode", 0) != sqlite3.SQLITE_LOCKED:
                    raise
                return  # somebody reads from this connection meanwhile; indexes can't be dropped, only filled
            self._dropped.append(statement)
