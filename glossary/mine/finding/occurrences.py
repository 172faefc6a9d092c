"""The occurrences of the keys that are looked at, those of one term together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.mine.blocks.hashing import hash_texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from glossary.mine.blocks.hashing import Hashes
    from glossary.mine.finding.spans import Spans


@dataclass(frozen=True, slots=True)
class Groups:
    """Keys that are one term; ``head`` gives the key that stands for each of the others, ``heads`` those."""

    head: Mapping[str, str]
    heads: frozenset[str]

    @classmethod
    def of(cls, members: Mapping[str, Sequence[str]]) -> Groups:
        """Return the groups that ``find_groups`` found."""
        return cls({other: head for head, others in members.items() for other in others}, frozenset(members))


class Occurrences(NamedTuple):
    """Spans of some keys, in the order of the keys' hashes, then of the text.

    ``spans`` are indices of ``Spans``, ``key`` numbers ``keys`` for each of them, both of shape (n,).
    ``hashes`` are those of ``keys``, ascending; ``number`` their numbers in ``Spans.ids``, -1 for what isn't in it.
    """

    keys: list[str]
    hashes: Hashes
    number: NDArray[np.int64]
    spans: NDArray[np.int64]
    key: NDArray[np.int64]


def find_occurrences(spans: Spans, groups: Groups, wanted: Hashes) -> Occurrences:
    """Return the occurrences of the wanted keys, and under them those of their groups.

    Of a group only what is inside of no other occurrence of it counts: “Bay Area” in “Greater Bay Area”.

    Args:
        spans: all of a block.
        groups: of the corpus.
        wanted: hashes of keys, ascending.
    """
    names = list(spans.ids)
    head, names = _heads(spans, groups, names)
    hashes = hash_texts(names)
    by_hash = np.argsort(hashes)
    chosen = by_hash[np.isin(hashes[by_hash], wanted)]
    chosen = chosen[np.isin(chosen, head)]
    place = np.full(len(names), -1, dtype=np.int64)
    place[chosen] = np.arange(len(chosen))
    places = place[head[np.frombuffer(spans.key, dtype=np.uint32)]]
    found = np.flatnonzero(places >= 0)
    found = found[np.argsort(places[found], kind="stable")]
    keys = [names[number] for number in chosen.tolist()]
    found, key = _outermost(spans, found, places[found], [key in groups.heads for key in keys])
    return Occurrences(keys, hashes[chosen], np.where(chosen < len(spans.ids), chosen, -1), found, key)


def _heads(spans: Spans, groups: Groups, names: list[str]) -> tuple[NDArray[np.int64], list[str]]:
    """Return for the number of every key that of the one it counts for, and all keys: heads may be met nowhere."""
    head = np.arange(len(names), dtype=np.int64)
    numbers: dict[str, int] = {}
    for other, key in groups.head.items():
        own = spans.ids.get(other)
        if own is not None:
            number = spans.ids.get(key, numbers.get(key))
            if number is None:
                number = numbers[key] = len(names) + len(numbers)
            head[own] = number
    return head, [*names, *numbers]


def _outermost(
    spans: Spans, found: NDArray[np.int64], key: NDArray[np.int64], is_group: list[bool]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the occurrences, of groups without those inside of another, with their keys."""
    keep = np.ones(len(found), dtype=bool)
    for number in np.flatnonzero(is_group).tolist():
        a, b = np.searchsorted(key, [number, number + 1]).tolist()
        kept: list[int] = []
        covered = 0
        for i in sorted(found[a:b].tolist(), key=lambda i: (spans.start[i], -spans.length[i])):
            end = spans.start[i] + spans.length[i]
            if end > covered:
                kept.append(i)
                covered = end
        found[a : a + len(kept)] = kept
        keep[a + len(kept) : b] = False
    return found[keep], key[keep]
