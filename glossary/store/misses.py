"""What was looked up and not found, counted in the termbase: terms that a translator missed.

It is written beside the work on the entries, without a revision, and never in anybody's way: where the termbase is
busy or can't be written, a miss isn't counted.
"""

from __future__ import annotations

import re
import sqlite3
import time
import unicodedata

from glossary.errors import DatabaseError
from glossary.store.location import WRITING, access_to, path_of, uri_of
from glossary.text.chinese import has_han

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Self

    from glossary.store.postgresql.misses import ServerMisses
    from glossary.store.reader import Reader

#: What is longer isn't looked up as a term, but by mistake.
LONGEST = 200
#: How long a miss waits for the file, in seconds.
TIMEOUT = 0.1
_BLANK = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff\ufffd]+")
_INSERT = """
INSERT INTO lookup_misses (key, query, language, count, first_at, last_at) VALUES (:key, :query, :language, 1, :at, :at)
ON CONFLICT (key) DO UPDATE SET query = :query, count = count + 1, last_at = :at
"""
#: So many are kept; beyond, what was missed least and longest ago makes room.
MOST = 10_000
_MAKE_ROOM = """
DELETE FROM lookup_misses WHERE key IN (
    SELECT key FROM lookup_misses ORDER BY count, last_at
    LIMIT max(0, (SELECT count(*) FROM lookup_misses) - :most)
)
"""


class Miss:
    """A query that found nothing: as it was typed last, how often, and when first and last (UTC, ISO 8601)."""

    __slots__ = ("count", "first_at", "language", "last_at", "query")

    def __init__(self, query: str, language: str, count: int, first_at: str, last_at: str) -> None:
        self.query = query
        self.language = language
        self.count = count
        self.first_at = first_at
        self.last_at = last_at


class MissLog:
    """Counts in one termbase what isn't found; closes what it opened when left."""

    def __init__(self, location: str) -> None:
        self._location = location
        self._path = path_of(location)
        self._server: ServerMisses | None = None

    def record(self, query: str) -> bool:
        """Count a query that found nothing, unless it can be no term; return whether it was counted.

        Args:
            query: as it was typed.
        """
        typed = _BLANK.sub(" ", query).strip()
        if len(typed) > LONGEST or not any(ch.isalnum() for ch in typed):
            return False
        values = {
            "key": unicodedata.normalize("NFKC", typed).casefold(),
            "query": typed,
            "language": "zh" if has_han(typed) else "en",
            "at": time.strftime("%Y-%m-%d %H:%M:%S.000000", time.gmtime()),
        }
        return self._record_on_server(values) if self._path is None else self._record_in_file(self._path, values)

    def _record_in_file(self, path: str, values: dict[str, Any]) -> bool:
        if access_to(path) != WRITING:
            return False
        try:
            _write(path, (_INSERT, values), (_MAKE_ROOM, {"most": MOST}))
        except sqlite3.Error:
            return False
        return True

    def _record_on_server(self, values: dict[str, Any]) -> bool:
        if self._server is None:
            from glossary.store.postgresql.misses import ServerMisses  # noqa: PLC0415 - only for a server

            self._server = ServerMisses(self._location)
        return self._server.record({**values, "most": MOST})

    def close(self) -> None:
        """Close the connection to a server; a file is closed after each miss."""
        if self._server is not None:
            self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def record_miss(location: str, query: str) -> bool:
    """Count one query that found nothing, as ``MissLog.record`` does, in the termbase at a path or URL."""
    with MissLog(location) as log:
        return log.record(query)


def find_misses(reader: Reader) -> Iterator[Miss]:
    """Yield what was looked up and not found, the most frequent first, then what was missed last.

    Raises:
        DatabaseError: the termbase can't be read.
    """
    columns = "query, language, count, first_at, last_at"
    for row in reader.rows(f"SELECT {columns} FROM lookup_misses ORDER BY count DESC, last_at DESC, key"):  # noqa: S608 - ours
        query, language, count, *times = row
        yield Miss(query, language, count, *(f"{at[:19].replace(' ', 'T')}+00:00" for at in times))


def clear_misses(location: str) -> None:
    """Forget all of them.

    Raises:
        DatabaseError: the termbase can't be written.
    """
    path = path_of(location)
    if path is None:
        from glossary.store.postgresql.misses import clear_server_misses  # noqa: PLC0415 - only for a server

        clear_server_misses(location)
        return
    if access_to(path) != WRITING:
        raise DatabaseError(f"{location}: the termbase is read-only; nothing was changed")
    try:
        _write(path, ("DELETE FROM lookup_misses", {}))
    except sqlite3.Error as error:
        raise DatabaseError(f"{location}: {error}; nothing was changed") from error


def _write(path: str, *statements: tuple[str, dict[str, Any]]) -> None:
    connection = sqlite3.connect(uri_of(path, "mode=rw"), uri=True, timeout=TIMEOUT, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous=NORMAL")  # the last miss may be lost with the power
        for statement, values in statements:
            connection.execute(statement, values)
    finally:
        connection.close()
