"""English sentences: words between blanks, and the spans that may be terms."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.mine.pairing.side import CACHED
from glossary.text.english import fold_word
from glossary.text.english.stopwords import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.mine.pairing.side import Place

_WORD = re.compile(r"[^\W_](?:[\w'’.&-]*[^\W_])?")
_BREAK = re.compile(r"[,;:.!?()\[\]“”\"]|\s[—–-]\s|\n")
_LONGEST_PHRASE = 7
LETTERS_A_CHARACTER = 2.6
"""Letters of English that say as much as one Chinese character, about."""
_LEAST_STEM = 3
_ENDINGS = (
    *("ations", "ation", "ments", "ment", "ingly", "ing", "ies", "ied", "ers", "er", "ors", "or", "ness", "ity"),
    *("ized", "izes", "ize", "ise", "ed", "ly", "al", "ive", "es", "s", "e", "y"),
)


class English:
    """English: words between blanks, spans of up to seven of them that no grammar begins or ends."""

    @lru_cache(maxsize=CACHED)  # noqa: B019 - there is one object for the whole run
    def words(self, text: str) -> tuple[Place, ...]:
        """Return where the words of a sentence stand, without marks."""
        return tuple(match.span() for match in _WORD.finditer(text))

    @lru_cache(maxsize=CACHED)  # noqa: B019 - likewise
    def spans(self, text: str) -> tuple[Place, ...]:
        """Return all places of a sentence that may be a term."""
        words = self.words(text)
        free = [not self.is_function_word(text[a:b]) for a, b in words]
        found = []
        for i, (start, _) in enumerate(words):
            for j in range(i, min(len(words), i + _LONGEST_PHRASE)):
                if j > i and _BREAK.search(text, words[j - 1][1], words[j][0]):
                    break
                if free[i] and free[j]:
                    found.append((start, words[j][1]))
        return tuple(found)

    def cuts(self, text: str, start: int, end: int) -> int:  # noqa: ARG002 - every side is asked
        """Return 0: spans consist of whole words."""
        return 0

    def is_function_word(self, word: str) -> bool:
        """Whether a word belongs to grammar alone."""
        return word.lower() in FUNCTION_WORDS

    def is_ending(self, word: str) -> bool:  # noqa: ARG002 - every side is asked
        """Return False: English endings are no words."""
        return False

    @lru_cache(maxsize=CACHED)  # noqa: B019 - likewise
    def stem(self, word: str) -> str:
        """Return what is left of a word without its ending: “modern” of “modernization”."""
        lower = word.lower()
        for ending in _ENDINGS:
            if lower.endswith(ending) and len(lower) - len(ending) >= _LEAST_STEM:
                return lower.removesuffix(ending)
        return lower

    def size(self, words: Sequence[str]) -> float:
        """Return how many Chinese characters say as much as some words, about."""
        return sum(map(len, words)) / LETTERS_A_CHARACTER

    def fold(self, text: str) -> str:
        """Return the words of a text, each in its singular, with blanks around them."""
        return f" {' '.join(fold_word(text[a:b]) for a, b in self.words(text))} "
