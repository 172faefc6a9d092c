"""How words translate each other in given pairs: IBM Model 1 in both directions (Brown et al. 1993)."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

ROUNDS = 5
_SMOOTHING = 0.5  # a word met once translates nothing surely
_LEAST = 0.01
_MOST_LINKS = 20_000_000
"""Links between words beyond which the other pairs aren't learned from: a gigabyte of memory."""


class WordTranslation:
    """The strength, 0–1, of the link between two words: the geometric mean of both directions.

    Args:
        pairs: the words of each sentence, or term, and of its translation.
    """

    def __init__(self, pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> None:
        self._sources: dict[str, int] = {}
        self._targets: dict[str, int] = {}
        ours, theirs, numbers = self._links(pairs)
        self._strength: dict[tuple[int, int], float] = {}
        if not len(ours):
            return
        code = ours * len(self._targets) + theirs
        kinds, kind_of = np.unique(code, return_inverse=True)
        sources, targets = kinds // len(self._targets), kinds % len(self._targets)
        forward = _learn(numbers, theirs, kind_of, sources)
        backward = _learn(numbers, ours, kind_of, targets)
        strength = np.sqrt(forward * backward)
        for i in np.flatnonzero(strength > _LEAST):
            self._strength[int(sources[i]), int(targets[i])] = float(strength[i])

    def strength(self, source: str, target: str) -> float:
        """Return how surely two words translate each other, 0 for words that never met."""
        ours, theirs = self._sources.get(source), self._targets.get(target)
        return 0.0 if ours is None or theirs is None else self._strength.get((ours, theirs), 0.0)

    def _links(
        self, pairs: Iterable[tuple[Sequence[str], Sequence[str]]]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return all links of all pairs: source word, target word, number of the pair."""
        parts: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        links = 0
        for source, target in pairs:
            ours = [self._sources.setdefault(word, len(self._sources)) for word in dict.fromkeys(source)]
            theirs = [self._targets.setdefault(word, len(self._targets)) for word in dict.fromkeys(target)]
            if ours and theirs:
                parts.append((np.repeat(ours, len(theirs)), np.tile(theirs, len(ours))))
                links += len(ours) * len(theirs)
            if links > _MOST_LINKS:
                break
        if not parts:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64)
        numbers = [np.fromiter(repeat(k, len(part[0])), np.int64) for k, part in enumerate(parts)]
        return (
            np.concatenate([part[0] for part in parts]),
            np.concatenate([part[1] for part in parts]),
            np.concatenate(numbers),
        )


def _learn(
    numbers: NDArray[np.int64],
    explained: NDArray[np.int64],
    kind_of: NDArray[np.int64],
    given: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return for each kind of link how probable its one word is, given the other, by expectation maximisation.

    Args:
        numbers: of each link the pair.
        explained: of each link the word that the others of its pair explain.
        kind_of: of each link which kind it is.
        given: of each kind the word that explains.
    """
    _, group = np.unique(numbers * (int(explained.max()) + 1) + explained, return_inverse=True)
    probability = np.ones(len(given))
    for _ in range(ROUNDS):
        weight = probability[kind_of]
        share = weight / np.bincount(group, weight)[group]
        count = np.bincount(kind_of, share, len(given))
        total = np.bincount(given, count)
        probability = count / (total[given] + _SMOOTHING)
    return probability
