"""What was looked up on a server and not found, counted there by a connection of its own: a reader's only reads."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from glossary.errors import DatabaseError
from glossary.store.location import shown
from glossary.store.postgresql.reader import connect

if TYPE_CHECKING:
    from collections.abc import Mapping

    import psycopg

#: How long a miss waits for whoever writes, and who clears them waits, in milliseconds.
PATIENCE, CLEARING = 100, 10_000
#: How long a server may take to let a miss in, in seconds; the shortest that the driver knows.
_CONNECT_TIMEOUT = 2
#: Where too many are kept, the one that was missed once and longest ago becomes this one: to delete it isn't for
#: everyone who may count.
_MAKE_ROOM = """
UPDATE lookup_misses SET key = %(key)s, count = 0, first_at = %(at)s
WHERE id = (SELECT id FROM lookup_misses WHERE count <= 1 ORDER BY count, last_at LIMIT 1)
AND NOT EXISTS (SELECT 1 FROM lookup_misses WHERE key = %(key)s)
AND %(most)s <= (SELECT count(*) FROM lookup_misses)
"""
_INSERT = """
INSERT INTO lookup_misses (key, query, language, count, first_at, last_at)
SELECT %(key)s::varchar, %(query)s, %(language)s, 1, at, at FROM CAST(%(at)s AS timestamptz) at
WHERE EXISTS (SELECT 1 FROM lookup_misses WHERE key = %(key)s::varchar)
OR %(most)s > (SELECT count(*) FROM lookup_misses)
ON CONFLICT (key) DO UPDATE SET query = excluded.query, count = lookup_misses.count + 1, last_at = excluded.last_at
"""


class ServerMisses:
    """Counts misses in one termbase; where the server lets it not, it isn't asked again."""

    def __init__(self, location: str) -> None:
        self._location = location
        self._connection: psycopg.Connection[Any] | None = None
        self._is_over = False

    def record(self, values: Mapping[str, object]) -> bool:
        """Count a miss, unless it would have to wait; return whether it was counted.

        Args:
            values: of the columns, and ``most``, how many are kept.
        """
        if self._is_over:
            return False
        try:
            if self._connection is None:
                self._connection = _open(self._location, PATIENCE, timeout=_CONNECT_TIMEOUT)
        except DatabaseError:
            self._is_over = True
            return False
        import psycopg  # noqa: PLC0415 - an extra

        try:
            with self._connection.transaction():
                self._connection.execute(_MAKE_ROOM, values)
                self._connection.execute(_INSERT, values)
        except psycopg.Error as error:
            may_not = (psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction)
            if isinstance(error, may_not) or self._connection.closed:
                self.close()
            return False
        return True

    def close(self) -> None:
        """Count no more."""
        self._is_over = True
        if self._connection is not None:
            self._connection.close()


def clear_server_misses(location: str) -> None:
    """Forget all misses on a server.

    Raises:
        DatabaseError: the termbase can't be written.
    """
    with closing(_open(location, CLEARING)) as connection:
        import psycopg  # noqa: PLC0415 - an extra

        from glossary.store.postgresql.engine import meaning_of  # noqa: PLC0415 - loads what only an error needs

        try:
            connection.execute("DELETE FROM lookup_misses")
        except psycopg.Error as error:
            raise DatabaseError(f"{shown(location)}: {meaning_of(error)}") from error


def _open(location: str, patience: int, **options: int) -> psycopg.Connection[Any]:
    connection = connect(location, **options)
    settings = {
        "default_transaction_read_only": "off",
        "enable_seqscan": "on",  # rows are counted here, which a reader never does
        "lock_timeout": str(patience),
        "statement_timeout": str(patience),
    }
    try:
        for setting in settings.items():
            connection.execute("SELECT set_config(%s, %s, false)", setting)
    except BaseException:
        connection.close()
        raise
    return connection
