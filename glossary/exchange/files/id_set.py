"""Ids that were met, in little memory however many they are."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: So many are kept in memory, in a few megabytes; the others in a temporary file that SQLite opens when it must.
_MOST_IN_MEMORY = 30_000
_CACHE = "PRAGMA cache_size=-4000"


class IdSet:
    """A set of ids that only grows. Ids that come in their order are the fastest."""

    def __init__(self) -> None:
        self._recent: set[str] = set()
        self._greatest = ""
        self._stored: sqlite3.Connection | None = None

    def __contains__(self, identifier: object) -> bool:
        if not isinstance(identifier, str) or identifier > self._greatest:
            return False
        return identifier in self._recent or self._is_stored(identifier)

    def __iter__(self) -> Iterator[str]:
        yield from self._recent
        if self._stored is not None:
            for (found,) in self._stored.execute("SELECT id FROM ids"):
                yield _decode(found)

    def __bool__(self) -> bool:
        return bool(self._recent) or self._stored is not None

    def add(self, identifier: str) -> None:
        """Take in an id; one that is there already changes nothing."""
        self._recent.add(identifier)
        self._greatest = max(self._greatest, identifier)
        if len(self._recent) >= _MOST_IN_MEMORY:
            self._store()

    def _is_stored(self, identifier: str) -> bool:
        if self._stored is None:
            return False
        found = self._stored.execute("SELECT 1 FROM ids WHERE id = ?", (_encode(identifier),))
        return found.fetchone() is not None

    def _store(self) -> None:
        if self._stored is None:
            self._stored = sqlite3.connect("", isolation_level=None)
            self._stored.execute(_CACHE)
            self._stored.execute("PRAGMA journal_mode=OFF")
            self._stored.execute("CREATE TABLE ids (id BLOB PRIMARY KEY) WITHOUT ROWID")
        rows = [(_encode(identifier),) for identifier in sorted(self._recent)]
        self._stored.execute("BEGIN")
        self._stored.executemany("INSERT OR IGNORE INTO ids VALUES (?)", rows)
        self._stored.execute("COMMIT")
        self._recent.clear()


def _encode(identifier: str) -> bytes:
    """Return an id as bytes: it may have halves of surrogate pairs, which no text of a database can."""
    return identifier.encode("utf-8", "surrogatepass")


def _decode(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogatepass")
