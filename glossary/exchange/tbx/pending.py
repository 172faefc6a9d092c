"""References on their way into a file whose targets may never come."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator


class Place(NamedTuple):
    """Bytes ``start`` to ``end`` of the file, which must go unless an entry ``target`` comes."""

    start: int
    end: int
    target: str
    entry: str


class Pending:
    """Places in the order of the file; in a temporary database, as a large termbase has a million of them."""

    def __init__(self) -> None:
        self._stored: sqlite3.Connection | None = None

    def add(self, places: list[Place]) -> None:
        """Take in places that stand behind all those before."""
        if self._stored is None:
            self._stored = sqlite3.connect("", isolation_level=None)
            self._stored.execute("PRAGMA journal_mode=OFF")
            self._stored.execute("CREATE TABLE places (start, stop, target, entry)")
            self._stored.execute("BEGIN")
        rows = [(place.start, place.end, place.target, _encode(place.entry)) for place in places]
        self._stored.executemany("INSERT INTO places VALUES (?, ?, ?, ?)", rows)

    def find_dangling(self, names: Container[str]) -> Iterator[Place]:
        """Yield the places whose target isn't among the names."""
        if self._stored is None:
            return
        for start, end, target, entry in self._stored.execute("SELECT * FROM places ORDER BY rowid"):
            if target not in names:
                yield Place(start, end, target, entry.decode("utf-8", "surrogatepass"))


def _encode(entry: str) -> bytes:
    """Return an id as bytes: it may have halves of surrogate pairs, which no text of a database can."""
    return entry.encode("utf-8", "surrogatepass")
