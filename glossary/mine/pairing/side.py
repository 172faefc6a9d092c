"""What must be known of a language to look for terms in its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

Place = tuple[int, int]
"""Where something begins and ends in a sentence."""

CACHED = 50_000
"""Sentences whose words and spans are remembered."""


class Side(Protocol):
    """One language of a sentence pair."""

    def words(self, text: str) -> tuple[Place, ...]:
        """Return where the words of a sentence stand, without marks."""
        ...

    def spans(self, text: str) -> tuple[Place, ...]:
        """Return all places of a sentence that may be a term."""
        ...

    def cuts(self, text: str, start: int, end: int) -> int:
        """Return how many ends of a span lie within a word or a number."""
        ...

    def is_function_word(self, word: str) -> bool:
        """Whether a word belongs to grammar alone."""
        ...

    def is_ending(self, word: str) -> bool:
        """Whether a word makes another one of that before it."""
        ...

    def stem(self, word: str) -> str:
        """Return what the forms of a word have in common."""
        ...

    def size(self, words: Sequence[str]) -> float:
        """Return how long words are in Chinese characters, about: so that both languages can be compared."""
        ...

    def fold(self, text: str) -> str:
        """Return a sentence, or a term, so that the one has the other as a part where it has it as a term."""
        ...
