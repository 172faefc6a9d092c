"""The likeliest way through two texts: beads that follow each other and leave nothing out unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.mine.alignment.features import MOVES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from glossary.mine.alignment.features import Floats


class Step(NamedTuple):
    """A bead: ``move`` says how many sentences it takes from each side, from ``source`` and ``target`` on."""

    source: int
    target: int
    move: tuple[int, int]


def find_path(scores: Mapping[tuple[int, int], Floats], sources: int, targets: int) -> list[Step]:
    """Return the steps with the highest sum, by dynamic programming.

    Args:
        scores: for each kind of bead an array ``(first source, first target)``.
        sources: how many sentences the one side has.
        targets: how many the other.
    """
    best = np.full((sources + 1, targets + 1), -np.inf)
    taken = np.full((sources + 1, targets + 1), -1, np.int8)
    best[0, 0] = 0.0
    skip = MOVES.index((0, 1))
    for i in range(sources + 1):
        row = best[i]
        for number, (down, right) in enumerate(MOVES):
            if not down or i < down:
                continue
            reach = best[i - down, : targets + 1 - right] + scores[down, right][i - down]
            _take(row[right:], taken[i, right:], reach, number)
        # Leaving out targets is the one move within a row: it costs the same from wherever it begins.
        cost = np.concatenate(([0.0], np.cumsum(scores[0, 1][i])))
        carried = np.maximum.accumulate(row - cost) + cost
        is_carried = carried > row + _ROUNDING
        taken[i][is_carried] = skip
        row[is_carried] = carried[is_carried]
    return _trace(taken, sources, targets)


_ROUNDING = 1e-9


def _take(row: NDArray[np.float64], taken: NDArray[np.int8], reach: NDArray[np.float64], number: int) -> None:
    """Put what is better into a row, in place."""
    better = reach > row
    row[better] = reach[better]
    taken[better] = number


def _trace(taken: NDArray[np.int8], i: int, j: int) -> list[Step]:
    steps = []
    while i or j:
        move = MOVES[taken[i, j]]
        i, j = i - move[0], j - move[1]
        steps.append(Step(i, j, move))
    return steps[::-1]
