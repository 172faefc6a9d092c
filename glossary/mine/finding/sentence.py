"""One sentence as the finders see it: words in their true case, word classes, boundaries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NOMINAL = "NPAGDO"
"""Classes that a noun phrase is made of."""

BARRIER = "H"
"""The class of words that no candidate may hold: persons, companies."""

_RUN = re.compile(r"[NPAGDO](?:[NPAGDO]|S(?=[NPAGDO]))*")
_TRAIL = re.compile(r"(?<=[NPG])[ADO]+$")
"""Adjectives after the last noun: “keep supply chains stable”."""


@dataclass(slots=True)
class Sentence:
    """Words in true case, one class letter each, the index of the first token in the corpus.

    ``gaps[i]`` says whether a space stands before word i; ``plain_case`` that capitals say nothing.
    """

    words: list[str]
    tags: str
    first: int
    gaps: list[bool]
    plain_case: bool
    heading: bool
    is_ordinary: Callable[[str], bool] = bool
    """Whether a word with a capital is an ordinary word in a name, and no name by itself."""

    def runs(self) -> list[tuple[int, int]]:
        """Return the longest stretches of nominal words."""
        found = []
        for match in _RUN.finditer(self.tags):
            trail = _TRAIL.search(match.group())
            found.append((match.start(), match.start() + trail.start() if trail else match.end()))
        return found
