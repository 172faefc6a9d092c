"""Where each entry of a file belongs: it is new, there already, there otherwise, or nobody can tell."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from glossary.jobs.importing.matching import Ambiguity, Candidates, Found, Index, MatchedBy
from glossary.progress import Progress, ticking
from glossary.store.entries.rows import find_rows
from glossary.store.entries.term_keys import find_entries_of_rows, find_term_keys, has_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry
    from glossary.jobs.importing.spooling import Spool

#: So many entries of the file are compared at a time; those of the termbase are held no longer.
_BATCH = 500


class Place(StrEnum):
    """What an entry of a file is to the termbase."""

    NEW = "new"
    SAME = "same"
    CONFLICT = "conflict"
    AMBIGUOUS = "ambiguous"
    EMPTY = "empty"


_PLACES = tuple(Place)


class Placed(NamedTuple):
    """An entry of a file and where it belongs.

    ``position`` counts the entries of the file from 1; ``identifier`` is the id of the entry of the termbase that it
    is, and ``present`` that entry, where they differ; ``others`` are the ids of those which it may be;
    ``has_free_id`` says that none of the termbase has its id.
    """

    position: int
    entry: ConceptEntry
    place: Place
    identifier: str = ""
    present: ConceptEntry | None = None
    matched_by: MatchedBy | None = None
    others: tuple[str, ...] = ()
    has_free_id: bool = True

    @property
    def incoming(self) -> ConceptEntry:
        """The entry of the file under the id that it has in the termbase."""
        is_named = not self.identifier or self.identifier == self.entry.id
        return self.entry if is_named else replace(self.entry, id=self.identifier)


class Places:
    """The places of all entries of a file, in its order, and the id of each in the termbase, ``""`` without one."""

    def __init__(self) -> None:
        self._places = bytearray()
        self._identifiers: list[str] = []

    def __iter__(self) -> Iterator[tuple[Place, str]]:
        for place, identifier in zip(self._places, self._identifiers, strict=True):
            yield _PLACES[place], identifier

    def append(self, place: Place, identifier: str) -> None:
        """Say the place of the next entry."""
        self._places.append(_PLACES.index(place))
        self._identifiers.append(identifier)

    def count(self, place: Place) -> int:
        """Return how many entries have a place."""
        return self._places.count(_PLACES.index(place))

    def name_new(self, identifiers: Iterable[str]) -> None:
        """Say the ids that the new entries get, in their order."""
        new, found = _PLACES.index(Place.NEW), iter(identifiers)
        for number, place in enumerate(self._places):
            if place == new:
                self._identifiers[number] = next(found)

    def find_new(self) -> Iterator[str]:
        """Yield the ids that the new entries get."""
        return (identifier for place, identifier in self if place is Place.NEW)


def read_index(connection: Connection, progress: Progress | None) -> Index:
    """Return by what the entries of the termbase are found."""
    return Index(ticking(find_term_keys(connection), progress, "reading the termbase", every=5_000))


def place_entries(
    connection: Connection,
    entries: Spool,
    *,
    reach: MatchedBy = MatchedBy.VARIANT,
    progress: Progress | None = None,
) -> Iterator[Placed]:
    """Yield where each entry of a file belongs in the termbase as it is now.

    Args:
        connection: in any transaction.
        entries: those of the file, in its order; no two of them are taken for one.
        reach: how far matching goes.
        progress: told how far the work is.
    """
    index = read_index(connection, progress) if has_entries(connection) else None
    numbered = enumerate(ticking(entries, progress, "comparing entries", len(entries)), 1)
    if index is None:
        yield from (Placed(position, entry, _place_of_new(entry)) for position, entry in numbered)
        return
    while batch := list(islice(numbered, _BATCH)):
        rows = find_rows(connection, [entry.id for _, entry in batch if entry.id])
        found = [index.find(entry, rows.get(entry.id)) for _, entry in batch]
        known = Candidates()
        for _ in range(2):  # most are settled by the entry that has their id
            wanted = {
                row for (_, entry), each in zip(batch, found, strict=True) for row in known.find_wanted(entry, each)
            }
            known.add(find_entries_of_rows(connection, sorted(wanted)))
        for (position, entry), each in zip(batch, found, strict=True):
            placed = _place(position, entry, each, known, reach)
            yield placed._replace(has_free_id=False) if entry.id in rows else placed


def _place_of_new(entry: ConceptEntry) -> Place:
    """Return the place of an entry that the termbase doesn't have."""
    return Place.NEW if any(section.terms for section in entry.sections) else Place.EMPTY


def _place(position: int, entry: ConceptEntry, found: Found, known: Candidates, reach: MatchedBy) -> Placed:
    if _place_of_new(entry) is Place.EMPTY:
        return Placed(position, entry, Place.EMPTY)
    match = known.match(entry, found, reach)
    if match is None:
        return Placed(position, entry, Place.NEW)
    if isinstance(match, Ambiguity):
        return Placed(position, entry, Place.AMBIGUOUS, others=match.entries)
    if match.by is None:
        return Placed(position, entry, Place.SAME, match.entry.id)
    return Placed(position, entry, Place.CONFLICT, match.entry.id, match.entry, match.by)
