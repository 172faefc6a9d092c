"""Aligning paragraphs by their lengths and the numbers in them.

The costs are those of Gale and Church, “A Program for Aligning Sentences in Bilingual Corpora” (1993); how
much longer the one language is, is taken from the texts themselves.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# How many paragraphs of each side make a pair, with what it costs: minus the logarithm of how probable it is.
_MOVES = ((1, 1, 0.12), (1, 2, 3.1), (2, 1, 3.1), (1, 0, 5.3), (0, 1, 5.3))
# The variance of the length for each character, from the paper.
_VARIANCE = 6.8
# What one pair costs is bounded, so that an odd paragraph doesn't move all that follow.
_MOST_FOR_LENGTH = 14.0
_FOR_NUMBER = 1.5
_MOST_NUMBERS = 4
# The least that each paragraph costs that one side still has more than the other.
_FOR_SURPLUS = 3.1
# Only paths that are about as good as the best one are followed: some twenty on each row.
_BEAM = 35.0


class Paragraph(NamedTuple):
    """What is compared: how long a paragraph is, and the numbers in it."""

    length: int
    numbers: frozenset[str]


class Pair(NamedTuple):
    """Paragraphs ``sources[0]`` up to ``sources[1]``, excluded, are translated by those of ``targets``."""

    sources: tuple[int, int]
    targets: tuple[int, int]


def align(sources: Sequence[Paragraph], targets: Sequence[Paragraph]) -> list[Pair]:
    """Return the pairs: one to one, one to two, two to one, or a paragraph without its like.

    Time and memory grow with the number of paragraphs, not with its square.
    """
    ratio = max(sum(each.length for each in targets), 1) / max(sum(each.length for each in sources), 1)
    costs: list[dict[int, float]] = [{} for _ in range(len(sources) + 3)]
    moves: list[dict[int, int]] = [{} for _ in range(len(sources) + 3)]
    costs[0][0] = 0.0
    for i in range(len(sources) + 1):
        row = costs[i]
        # The end must be reached, however much is left over.
        surplus = len(sources) - i - len(targets)
        limit = min(cost + _FOR_SURPLUS * abs(surplus + j) for j, cost in row.items()) + _BEAM
        limit = limit if i < len(sources) else math.inf
        j = min(row)
        # The move to the right adds cells to the row while it is gone through.
        while j <= len(targets):
            cost = row.get(j)
            if cost is not None and cost + _FOR_SURPLUS * abs(surplus + j) <= limit:
                for move, (down, right, price) in enumerate(_MOVES):
                    if i + down > len(sources) or j + right > len(targets):
                        continue
                    new = cost + price
                    if down and right:
                        new += _compare(sources[i : i + down], targets[j : j + right], ratio)
                    if new < costs[i + down].get(j + right, math.inf):
                        costs[i + down][j + right] = new
                        moves[i + down][j + right] = move
            j += 1
            if cost is None and j > max(row):
                break
        costs[i] = {}
    return _trace(moves, len(sources), len(targets))


def _compare(sources: Sequence[Paragraph], targets: Sequence[Paragraph], ratio: float) -> float:
    """Return what it costs to take paragraphs for translations of each other."""
    expected = sum(each.length for each in sources) * ratio
    length = sum(each.length for each in targets)
    mean = max((expected + length) / 2, 1.0)
    delta = abs(length - expected) / math.sqrt(mean * _VARIANCE)
    probability = math.erfc(delta / math.sqrt(2))
    cost = min(-math.log(probability), _MOST_FOR_LENGTH) if probability > 0 else _MOST_FOR_LENGTH
    here = frozenset().union(*(each.numbers for each in sources))
    shared = sum(len(here & each.numbers) for each in targets) if here else 0
    return cost - _FOR_NUMBER * min(shared, _MOST_NUMBERS)


def _trace(moves: list[dict[int, int]], i: int, j: int) -> list[Pair]:
    """Go back from the end to the beginning."""
    pairs = []
    while i or j:
        down, right, _ = _MOVES[moves[i][j]]
        pairs.append(Pair((i - down, i), (j - right, j)))
        i, j = i - down, j - right
    return pairs[::-1]
