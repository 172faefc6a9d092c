"""How much a phrase is made like known terms: of their heads and of what stands before these."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FAMILIAR = 10
"""So many known terms make a word wholly familiar."""


@dataclass(slots=True)
class Kinship:
    """The heads and the modifiers of known terms, with how many terms have each."""

    _heads: dict[str, int] = field(default_factory=dict)
    _modifiers: dict[str, int] = field(default_factory=dict)

    def learn(self, words: Sequence[str]) -> None:
        """Count the words of one term; a single word has no head."""
        if len(words) > 1:
            self._heads[words[-1]] = self._heads.get(words[-1], 0) + 1
            for word in words[:-1]:
                self._modifiers[word] = self._modifiers.get(word, 0) + 1

    def of(self, words: Sequence[str]) -> float:
        """Return 0–1, how much a phrase is made of these words."""
        if len(words) < 2 or not self._heads:  # noqa: PLR2004 - a phrase has both
            return 0.0
        head = _grade(self._heads.get(words[-1], 0))
        modifiers = sum(_grade(self._modifiers.get(word, 0)) for word in words[:-1]) / (len(words) - 1)
        return (head + modifiers) / 2


def _grade(count: int) -> float:
    """Return 0 for a word that no known term has, 1 for one that enough have."""
    return min(math.log1p(count) / math.log1p(FAMILIAR), 1.0)
