"""Where each entry of a file belongs: it is new, there already, there otherwise, or nobody can tell."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from glossary.jobs.importing.joining import with_pinyin
from glossary.jobs.importing.matching import Ambiguity, Candidates, Index, MatchedBy
from glossary.progress import Progress, ticking
from glossary.store.entries import find_entries
from glossary.store.term_keys import find_identifiers, find_term_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry

#: So many entries of the file are compared at a time; those of the termbase are held no longer.
_BATCH = 500


class Place(StrEnum):
    """What an entry of a file is to the termbase."""

    NEW = "new"
    SAME = "same"
    CONFLICT = "conflict"
    AMBIGUOUS = "ambiguous"
    EMPTY = "empty"


class Placed(NamedTuple):
    """An entry of a file and where it belongs.

    ``position`` counts the entries of the file from 1; ``identifier`` is the id of the entry of the termbase that it
    is, and ``present`` that entry, where they differ; ``others`` are the ids of those which it may be.
    """

    position: int
    entry: ConceptEntry
    place: Place
    identifier: str = ""
    present: ConceptEntry | None = None
    matched_by: MatchedBy | None = None
    others: tuple[str, ...] = ()

    @property
    def incoming(self) -> ConceptEntry:
        """The entry of the file under the id that it has in the termbase."""
        is_named = not self.identifier or self.identifier == self.entry.id
        return self.entry if is_named else replace(self.entry, id=self.identifier)


def read_index(connection: Connection, progress: Progress | None) -> Index:
    """Return by what the entries of the termbase are found."""
    terms = ticking(find_term_keys(connection), progress, "reading the termbase", every=5_000)
    return Index(find_identifiers(connection), terms)


def place_entries(
    connection: Connection,
    entries: Sequence[ConceptEntry],
    index: Index,
    *,
    reach: MatchedBy = MatchedBy.VARIANT,
    progress: Progress | None = None,
) -> Iterator[Placed]:
    """Yield where each entry of a file belongs in the termbase as it is now.

    Args:
        connection: in any transaction.
        entries: those of the file, in its order; no two of them are taken for one.
        index: of the termbase.
        reach: how far matching goes.
        progress: told how far the work is.
    """
    ticked = ticking(entries, progress, "comparing entries", len(entries))
    numbered = enumerate((with_pinyin(entry) for entry in ticked), 1)
    while batch := list(islice(numbered, _BATCH)):
        names = [index.find(entry) for _, entry in batch]
        known = Candidates()
        for _ in range(2):  # most are settled by the entry that has their id
            wanted = {
                name for (_, entry), found in zip(batch, names, strict=True) for name in known.find_wanted(entry, found)
            }
            known.add(find_entries(connection, sorted(wanted)))
        for (position, entry), found in zip(batch, names, strict=True):
            yield _place(position, entry, found, known, reach)


def _place(position: int, entry: ConceptEntry, names: Sequence[str], known: Candidates, reach: MatchedBy) -> Placed:
    if not any(True for _ in entry.find_terms()):
        return Placed(position, entry, Place.EMPTY)
    match = known.match(entry, names, reach)
    if match is None:
        return Placed(position, entry, Place.NEW)
    if isinstance(match, Ambiguity):
        return Placed(position, entry, Place.AMBIGUOUS, others=match.entries)
    if match.by is None:
        return Placed(position, entry, Place.SAME, match.entry.id)
    return Placed(position, entry, Place.CONFLICT, match.entry.id, match.entry, match.by)
