"""How often strings stand in the targets of the pairs."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_GRAM = 2


class Occurrences:
    """An index of sentences by their pairs of characters, for counting those that have a string.

    Args:
        sentences: as strings are looked for in them, folded.
    """

    def __init__(self, sentences: Sequence[str]) -> None:
        self._sentences = sentences
        self._by_gram: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, sentence in enumerate(sentences):
            for gram in {sentence[i : i + _GRAM] for i in range(len(sentence) - 1)}:
                self._by_gram[gram].append(number)

    def find(self, text: str) -> list[int]:
        """Return the numbers of the sentences that have a string."""
        if len(text) < _GRAM:
            return [number for number, sentence in enumerate(self._sentences) if text in sentence]
        grams = {text[i : i + _GRAM] for i in range(len(text) - 1)}
        rarest = min((self._by_gram.get(gram, ()) for gram in grams), key=len)
        return [number for number in rarest if text in self._sentences[number]]
