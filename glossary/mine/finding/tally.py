"""How often each key was found in a block, and in all blocks: what says which keys are worth a closer look."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.mine.blocks.hashing import hash_text, hash_texts
from glossary.mine.blocks.ranges import cut
from glossary.mine.finding.spans import KNOWN, MAXIMAL, QUOTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from glossary.mine.blocks.hashing import Hashes
    from glossary.mine.finding.spans import Spans

PROMISING = MAXIMAL | QUOTED | KNOWN
"""What a key that occurs once must have to be looked at."""


class Tally(NamedTuple):
    """Some keys of a block, by their hashes in ascending order; all have the shape (n,).

    ``flags`` has for each key what any of its occurrences has.
    """

    hashes: Hashes
    counts: NDArray[np.uint32]
    flags: NDArray[np.uint8]


def tally(spans: Spans, parts: int) -> list[Tally]:
    """Return the counts of all keys of a block, cut into so many ranges."""
    hashes = hash_texts(spans.ids)
    order = np.argsort(hashes)
    key = np.frombuffer(spans.key, dtype=np.uint32)
    counts = np.bincount(key, minlength=len(hashes)).astype(np.uint32)
    flags = np.zeros(len(hashes), dtype=np.uint8)
    np.bitwise_or.at(flags, key, np.frombuffer(spans.flags, dtype=np.uint8))
    hashes, counts, flags = hashes[order], counts[order], flags[order]
    return [Tally(hashes[part], counts[part], flags[part]) for part in cut(hashes, parts)]


@dataclass(slots=True)
class Census:
    """What the tallies of all blocks say together.

    ``worth`` are the hashes of the keys that are met twice or stand out, in ascending order; ``counts`` and ``last``
    give for the keys that were asked for how often they were met, and the last block that has them.
    """

    worth: Hashes
    counts: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)


class CensusTaker:
    """Takes the tallies of all blocks, one range after the other.

    Args:
        asked: the keys whose numbers are asked for.
    """

    def __init__(self, asked: Iterable[str]) -> None:
        self._key_of = {hash_text(key): key for key in asked}
        self._asked = np.array(sorted(self._key_of), dtype=np.uint64)
        self._worth: list[Hashes] = []
        self._census = Census(np.zeros(0, dtype=np.uint64))

    def add(self, tallies: Sequence[Tally]) -> None:
        """Take one range of every block, in the order of the blocks."""
        hashes, places = np.unique(np.concatenate([part.hashes for part in tallies]), return_inverse=True)
        counts = np.bincount(
            places, weights=np.concatenate([part.counts for part in tallies]), minlength=len(hashes)
        ).astype(np.int64)
        promising = np.concatenate([part.flags for part in tallies]) & PROMISING != 0
        worth = (counts > 1) | (np.bincount(places, weights=promising, minlength=len(hashes)) > 0)
        self._worth.append(hashes[worth])
        here = np.isin(hashes, self._asked, assume_unique=True)
        for found, count in zip(hashes[here].tolist(), counts[here].tolist(), strict=True):
            self._census.counts[self._key_of[found]] = count
        for block, part in enumerate(tallies):
            for found in part.hashes[np.isin(part.hashes, self._asked, assume_unique=True)].tolist():
                self._census.last[self._key_of[found]] = block

    def census(self, heads: Iterable[str] = ()) -> Census:
        """Return what was found; ``heads`` are worth a look whatever their numbers are."""
        self._census.worth = np.unique(np.concatenate([*self._worth, hash_texts(heads)]))
        return self._census
