"""Terms spotted in running text, in every spelling that is the same term."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.text.chinese import fold_chinese, is_han
from glossary.text.english import fold_word
from glossary.text.english.folding import IRREGULAR
from glossary.text.english.tokens import find_tokens, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: What may stand inside of a term without being a part of its key.
_INNER_MARKS = frozenset("-‐‑–—/&+.'’“”\"‘")
#: All spellings of a word begin with the same letters (sky, skies), but for a few plurals (mouse, mice).
_COMMON_LETTERS = 2


class Spotter:
    """Finds the terms it was given.

    Args:
        terms: pairs of language and term; several spellings of one term are met by any of them.
    """

    def __init__(self, terms: Iterable[tuple[str, str]]) -> None:
        self._surfaces: dict[str, set[str] | None] = {}
        self._chinese: set[str] = set()
        beginnings = set()
        for language, term in terms:
            if language.startswith("zh"):
                self._chinese.add(fold_chinese(term))
                continue
            pieces = [piece for piece in map(fold_word, words(term)) if piece]
            if not pieces:
                continue
            self._add(term, "".join(pieces))
            letters = pieces[0][: 1 if pieces[0] in IRREGULAR.values() else _COMMON_LETTERS]
            beginnings.add(r"\W*".join(map(re.escape, letters)))
        self._chinese.discard("")
        self._longest = max(map(len, self._surfaces), default=0)
        self._beginning = re.compile("|".join(sorted(beginnings)), re.IGNORECASE) if beginnings else None

    def find(self, text: str, language: str) -> Iterator[tuple[int, int]]:
        """Yield ``(start, end)`` of the terms in a paragraph, left to right, the longest where several begin.

        English terms are looked for in texts of other languages than Chinese, Chinese ones in all.
        """
        spans = set(self._find_chinese(text))
        if not language.startswith("zh") and self._beginning and self._beginning.search(text):
            spans.update(self._find_english(text))
        covered = 0
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            if start >= covered:
                yield start, end
                covered = end

    def _add(self, term: str, key: str) -> None:
        """Keep a term; a single word with capitals is met in these only: WHO is no “who”."""
        needs_case = len(words(term)) == 1 and any(map(str.isupper, term))
        if not needs_case:
            self._surfaces[key] = None
        elif (surfaces := self._surfaces.setdefault(key, set())) is not None:
            surfaces.add(term.rstrip("s"))

    def _find_english(self, text: str) -> Iterator[tuple[int, int]]:
        tokens = [(start, end, fold_word(text[start:end])) for start, end in find_tokens(text)]
        for first, (start, _, piece) in enumerate(tokens):
            key = ""
            for _, end, following in tokens[first:] if piece else ():
                if not following and text[end - 1] not in _INNER_MARKS and not text[end - 1].isalpha():
                    break
                key += following
                if len(key) > self._longest:
                    break
                if following and key in self._surfaces and self._fits(key, text[start:end]):
                    yield start, end

    def _fits(self, key: str, surface: str) -> bool:
        wanted = self._surfaces[key]
        return wanted is None or surface.rstrip("s") in wanted

    def _find_chinese(self, text: str) -> Iterator[tuple[int, int]]:
        possible = [term for term in self._chinese if not is_han(term[0]) or term[0] in text]
        if not possible:
            return
        folded, places = "", []
        for place, character in enumerate(text):
            form = _fold_character(character)
            folded += form
            places.extend([place] * len(form))
        for term in possible:
            at = folded.find(term)
            while at >= 0:
                yield places[at], places[at + len(term) - 1] + 1
                at = folded.find(term, at + 1)


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    return fold_chinese(character)
