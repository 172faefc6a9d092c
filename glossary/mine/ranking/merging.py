"""What all blocks say of the keys in one range of hashes, added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.mine.ranking.partial import NOWHERE, NUMBERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.mine.blocks.hashing import Hashes
    from glossary.mine.ranking.partial import Pairs, Partial

_BLOCK = np.int64(32)
"""Bits of a place within a block: of a key among its keys, of an occurrence among those of its key."""


class Merged(NamedTuple):
    """The evidence of some keys: ``numbers`` as in ``Partial``, the neighbours counted, the commonest form.

    ``first`` puts keys in the order in which the corpus has them.
    """

    keys: list[str]
    first: NDArray[np.int64]
    numbers: NDArray[np.int64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    words: list[str]
    tags: list[str]


class Shares(NamedTuple):
    """In which blocks the keys of a range are, all of shape (n,).

    ``before`` counts the occurrences of a key in the blocks before, ``strict`` says which of its rows counts.
    """

    hashes: Hashes
    block: NDArray[np.int64]
    before: NDArray[np.int64]
    strict: NDArray[np.uint8]


def merge(partials: Sequence[Partial]) -> tuple[Merged, Shares]:
    """Return what the blocks, in their order, say together of one range."""
    hashes = np.concatenate([part.hashes for part in partials])
    strict = np.concatenate([part.strict for part in partials])
    numbers = np.concatenate([part.numbers for part in partials])
    block = np.repeat(np.arange(len(partials)), [len(part.hashes) for part in partials])
    found, key = np.unique(hashes, return_inverse=True)
    is_known = np.zeros(len(found), dtype=bool)
    is_known[key[numbers[:, NUMBERS.index("known")] > 0]] = True
    counts = strict == is_known[key]  # whether a row counts: the strict one of a key that any block knows
    rows = np.flatnonzero(counts)
    first = _first(np.concatenate([part.first for part in partials])[rows], block[rows], key[rows], len(found))
    words, tags = _commonest(partials, np.where(counts, key, -1), len(found))
    merged = Merged(
        keys=_names(partials, key, len(found)),
        first=first,
        numbers=_sums(numbers[rows], key[rows], len(found)),
        left=_distinct([part.left for part in partials], partials, np.where(counts, key, -1), len(found)),
        right=_distinct([part.right for part in partials], partials, np.where(counts, key, -1), len(found)),
        words=words,
        tags=tags,
    )
    return merged, _shares(found, key[rows], block[rows], numbers[rows, 0], strict[rows])


def _names(partials: Sequence[Partial], key: NDArray[np.int64], count: int) -> list[str]:
    names = [""] * count
    rows = (name for part in partials for name in part.keys)
    for number, name in zip(key.tolist(), rows, strict=True):
        names[number] = name
    return names


def _first(first: NDArray[np.int64], block: NDArray[np.int64], key: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    places = np.full(count, NOWHERE, dtype=np.int64)
    np.minimum.at(places, key, np.where(first == NOWHERE, NOWHERE, (block << _BLOCK) + first))
    return places


def _sums(numbers: NDArray[np.int64], key: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    sums = np.zeros((count, len(NUMBERS)), dtype=np.int64)
    np.add.at(sums, key, numbers)
    return sums


def _keys_of(
    rows: Sequence[NDArray[np.int64]], partials: Sequence[Partial], key: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the keys for row numbers that count within each block; -1 for rows that don't count."""
    begin = np.cumsum([0, *(len(part.hashes) for part in partials)])
    places = np.concatenate([row + start for row, start in zip(rows, begin[:-1], strict=True)])
    return np.take(key, places)


def _distinct(
    pairs: Sequence[Pairs], partials: Sequence[Partial], key: NDArray[np.int64], count: int
) -> NDArray[np.int64]:
    """Return how many different neighbours every key has."""
    keys = _keys_of([found.row for found in pairs], partials, key)
    hashes = np.concatenate([found.hash for found in pairs])
    keys, hashes = keys[keys >= 0], hashes[keys >= 0]
    order = np.lexsort((hashes, keys))
    keys, hashes = keys[order], hashes[order]
    new = np.ones(len(keys), dtype=bool)
    new[1:] = (keys[1:] != keys[:-1]) | (hashes[1:] != hashes[:-1])
    return np.bincount(keys[new], minlength=count)


def _commonest(partials: Sequence[Partial], key: NDArray[np.int64], count: int) -> tuple[list[str], list[str]]:
    """Return the words and classes of the commonest form of every key.

    Of two that are as common the one is taken that reached its number first; its last occurrence shows the classes.
    """
    forms = [part.forms for part in partials]
    keys = _keys_of([form.row for form in forms], partials, key)
    hashes = np.concatenate([form.hash for form in forms])
    weights = np.concatenate([form.weight for form in forms])
    block = np.repeat(np.arange(len(forms)), [len(form.row) for form in forms])
    last = (block << _BLOCK) + np.concatenate([form.last for form in forms])
    order = np.lexsort((last, hashes, keys))
    order = order[keys[order] >= 0]
    keys, hashes = keys[order], hashes[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (keys[1:] != keys[:-1]) | (hashes[1:] != hashes[:-1])
    starts = np.flatnonzero(new)
    total = np.add.reduceat(weights[order], starts) if len(starts) else weights[:0]
    ends = order[np.append(starts[1:], len(order)) - 1] if len(starts) else order
    best = np.lexsort((last[ends], -total, keys[starts]))
    leading = best[np.flatnonzero(np.diff(keys[starts][best], prepend=-1))]
    words, tags = [""] * count, [""] * count
    all_words = [text for form in forms for text in form.words]
    all_tags = [text for form in forms for text in form.tags]
    for number, place in zip(keys[starts][leading].tolist(), ends[leading].tolist(), strict=True):
        words[number], tags[number] = all_words[place], all_tags[place]
    return words, tags


def _shares(
    hashes: Hashes,
    key: NDArray[np.int64],
    block: NDArray[np.int64],
    frequency: NDArray[np.int64],
    strict: NDArray[np.uint8],
) -> Shares:
    order = np.lexsort((block, key))
    key, frequency = key[order], frequency[order]
    total = np.cumsum(frequency) - frequency
    start = np.flatnonzero(np.diff(key, prepend=-1))
    before = total - np.repeat(total[start], np.diff(np.append(start, len(key))))
    return Shares(hashes[key], block[order], before, strict[order])
