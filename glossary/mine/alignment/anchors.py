"""Sentences of a long text that are surely translations of each other: between them it is aligned piece by piece."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.mine.encoding import Vectors

PIECE = 400
"""About as many sentences of either side are aligned at once."""

_AHEAD = 0.1  # of the text: how far a sentence may have moved from where its length puts it
_LEAST_AHEAD = 150
_LIKE = 0.5
_MARGIN = 0.08


def find_pieces(sources: Vectors, targets: Vectors) -> Iterator[tuple[range, range]]:
    """Yield the pieces of both texts, in order, that are to be aligned with each other.

    Args:
        sources: the vectors of the sentences of the one side.
        targets: those of the other.
    """
    first = second = 0
    for i, j in _increasing(_sure_pairs(sources, targets)):
        if i - first >= PIECE or j - second >= PIECE:
            yield range(first, i), range(second, j)
            first, second = i, j
    yield range(first, len(sources)), range(second, len(targets))


def _sure_pairs(sources: Vectors, targets: Vectors) -> list[tuple[int, int]]:
    """Return the pairs that are each other's best by far, in the order of the sources."""
    n, m = len(sources), len(targets)
    width = max(_LEAST_AHEAD, int(_AHEAD * max(n, m)))
    chosen = np.full(n, -1)
    best_of_target = np.full(m, -1.0)
    best_source = np.full(m, -1)
    for i in range(n):
        centre = i * m // max(n, 1)
        low, high = max(0, centre - width), min(m, centre + width)
        if high - low < 2:  # noqa: PLR2004 - nothing to choose between
            continue
        cosine = sources[i] @ targets[low:high].T
        j = int(cosine.argmax())
        runner_up = float(np.partition(cosine, -2)[-2])
        better = cosine > best_of_target[low:high]
        best_of_target[low:high][better] = cosine[better]
        best_source[low:high][better] = i
        if cosine[j] >= _LIKE and cosine[j] - runner_up >= _MARGIN:
            chosen[i] = low + j
    return [(i, int(j)) for i, j in enumerate(chosen) if j >= 0 and best_source[j] == i]


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the pairs in which both sides go forward."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        if at == len(ends):
            ends.append(j)
            places.append(number)
        else:
            ends[at] = j
            places[at] = number
        before.append(places[at - 1] if at else -1)
    chain = []
    number = places[-1] if places else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]
