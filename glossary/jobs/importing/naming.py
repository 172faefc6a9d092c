"""Ids for the new entries of a file: their own where it is free, else one made of their English term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.store.entries.access import new_identifier
from glossary.store.entries.rows import find_rows
from glossary.store.entries.term_keys import has_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry

#: So many ids are looked up in the termbase at a time, and at least so many numbers behind one.
_BATCH, _FEW = 500, 16


class NewIds:
    """Chooses the ids of new entries, in their order; what an entry of the file is called, no other becomes.

    Args:
        connection: in a transaction of the termbase that they go into.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._is_empty = not has_entries(connection)
        self._names: list[str] = []
        self._is_made = bytearray()
        self._reserved: set[str] = set()
        self._numbers: dict[str, _Numbers] = {}

    def take(self, entry: ConceptEntry, *, is_free: bool) -> None:
        """Take in the next entry; ``is_free`` says that no entry of the termbase has its id."""
        is_own = bool(entry.id) and is_free and entry.id not in self._reserved
        self._names.append(entry.id if is_own else new_identifier(entry, ()))
        self._is_made.append(not is_own)
        if is_own:
            self._reserved.add(entry.id)

    def choose(self) -> list[str]:
        """Return the ids of all entries that were taken in."""
        if 1 not in self._is_made:
            return self._names
        for start in range(0, len(self._names), _BATCH):
            places = [at for at in range(start, min(start + _BATCH, len(self._names))) if self._is_made[at]]
            there = self._find_taken([self._names[at] for at in places])
            for at in places:
                name = self._names[at]
                self._names[at] = self._number(name) if name in self._reserved or name in there else name
                self._reserved.add(self._names[at])
        return self._names

    def _number(self, beginning: str) -> str:
        """Return an id with the first number behind it that is free."""
        numbers = self._numbers.setdefault(beginning, _Numbers())
        while True:
            numbers.last += 1
            if numbers.last > numbers.looked_up:
                first, numbers.looked_up = numbers.last, numbers.last + max(_FEW, numbers.last) - 1
                asked = [f"{beginning}-{number}" for number in range(first, numbers.looked_up + 1)]
                numbers.taken = self._find_taken(asked) or _NONE
            identifier = f"{beginning}-{numbers.last}"
            if identifier not in self._reserved and identifier not in numbers.taken:
                return identifier

    def _find_taken(self, identifiers: Sequence[str]) -> frozenset[str]:
        return _NONE if self._is_empty else frozenset(find_rows(self._connection, identifiers))


class _Numbers:
    """How far the numbers behind an id are given, and which of those that were looked up the termbase has."""

    __slots__ = ("last", "looked_up", "taken")

    def __init__(self) -> None:
        self.last = self.looked_up = 1
        self.taken = _NONE


_NONE: frozenset[str] = frozenset()
