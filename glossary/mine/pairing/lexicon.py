"""Which Chinese and English words a dictionary has for each other."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from glossary.mine.pairing.english import English
from glossary.text.cedict import read_cedict

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"[A-Za-z]{2,}")
_REMARK = re.compile(r"\([^)]*\)")


class Lexicon:
    """The words of CC-CEDICT: not equivalents of terms, but a hint which words of a term answer which.

    A word that the dictionary lacks is answered by its characters.
    """

    def __init__(self) -> None:
        english = English()
        links: dict[str, set[str]] = defaultdict(set)
        for entry in read_cedict():
            for gloss in entry.glosses:
                for word in _WORD.findall(_REMARK.sub("", gloss)):
                    if not english.is_function_word(word):
                        links[entry.simplified].add(english.stem(word))
        self._links: Mapping[str, set[str]] = dict(links)
        self._known: dict[str, frozenset[str]] = {}

    def stems_of(self, chinese: str) -> frozenset[str]:
        """Return the stems of the English words that a Chinese word may mean."""
        known = self._known.get(chinese)
        if known is None:
            found = self._links.get(chinese)
            if found is None:
                found = set().union(*(self._links.get(character, ()) for character in chinese))
            known = self._known[chinese] = frozenset(found)
        return known


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon, read at the first call."""
    return Lexicon()
