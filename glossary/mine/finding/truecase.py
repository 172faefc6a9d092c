"""The case that a word would have inside of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.text.english.frequency import zipf

if TYPE_CHECKING:
    from glossary.mine.corpus import Corpus

HEADLINE_SHARE = 0.6
"""From this share of capitalised long words on, a sentence is a headline and its capitals say nothing."""


class CaseCounts:
    """How often words are written small, and large inside of a sentence, in texts that are no headlines."""

    def __init__(self) -> None:
        self.lower: dict[str, int] = {}
        self.upper: dict[str, int] = {}

    def count(self, words: list[str]) -> None:
        """Add the words of one sentence."""
        inside = False
        for word in words:
            if not word[0].isalpha():
                continue
            if word[0].islower():
                self.lower[word] = self.lower.get(word, 0) + 1
            elif inside:
                lower = word.lower()
                self.upper[lower] = self.upper.get(lower, 0) + 1
            inside = True

    def merge(self, other: CaseCounts) -> None:
        """Add what was counted elsewhere."""
        for own, more in ((self.lower, other.lower), (self.upper, other.upper)):
            for word, count in more.items():
                own[word] = own.get(word, 0) + count


def count_cases(corpus: Corpus) -> tuple[CaseCounts, bytearray]:
    """Return the counts of some documents, and for every sentence whether it is a headline."""
    counts, headlines = CaseCounts(), bytearray()
    for s in range(len(corpus.sentences) - 1):
        words = corpus.sentence_words(s)
        headline = looks_like_headline(words)
        headlines.append(headline)
        if not headline:
            counts.count(words)
    return counts, headlines


class Truecaser:
    """Knows from the corpus which words are names: those that keep their capital inside of sentences.

    Args:
        counts: of the whole corpus.
        headlines: for every sentence of the documents at hand whether it is one.
    """

    def __init__(self, counts: CaseCounts, headlines: bytearray) -> None:
        self._lower, self._upper = counts.lower, counts.upper
        self._is_headline = headlines

    def is_headline(self, sentence: int) -> bool:
        """Whether the capitals of a sentence say nothing."""
        return bool(self._is_headline[sentence])

    def apply(self, sentence: int, words: list[str]) -> list[str]:
        """Return the words of a sentence in the case they would have inside of one."""
        if self._is_headline[sentence]:
            return [self._cased(word, shouted=True) for word in words]
        for i, word in enumerate(words):
            if word[0].isalpha():
                if word[0].isupper() and not _is_acronym(word):
                    cased = self._cased(word, shouted=False)
                    if cased is not word:
                        return [*words[:i], cased, *words[i + 1 :]]
                break
        return words

    def is_ordinary(self, word: str) -> bool:
        """Whether a capitalised word is an ordinary one: “Innovation”, not “Hubei”."""
        lower = word.lower()
        return lower in self._lower or lower.endswith(_ABSTRACT_ENDINGS)

    def loses_capital(self, word: str) -> bool:
        """Whether the first word of a sentence would be written small inside of one.

        A word that is met nowhere else loses it, unless it says where somebody is from.
        """
        lower = word.lower()
        if word[:1].islower() or word[1:] != lower[1:]:
            return False
        below, above = self._lower.get(lower, 0), self._upper.get(lower, 0)
        return below > above or (below == above and not lower.endswith(_DEMONYMS))

    def _cased(self, word: str, *, shouted: bool) -> str:
        if not word[0].isupper():
            return word
        lower = word.lower()
        below, above = self._lower.get(lower, 0), self._upper.get(lower, 0)
        if _is_acronym(word) and (above > below or not shouted):
            return word
        if below > above or (below == above and below) or (shouted and not above and _is_ordinary(lower)):
            return lower
        # A name in capital letters, or an acronym: the short ones are.
        return word.capitalize() if word.isupper() and len(word) > _LONGEST_ACRONYM else word


_DEMONYMS = ("ese", "ish", "ian", "ean", "can")  # Chinese, British, Asian, European, African
_LONGEST_ACRONYM = 5
_ORDINARY_ZIPF = 4.0  # a word of every newspaper
_STOPS = frozenset('.!?"”’')
_ABSTRACT_ENDINGS = (
    *("tion", "sion", "ment", "ness", "ity", "ism", "ship"),
    *("ance", "ence", "ology", "ics", "ure"),
)


def looks_like_headline(words: list[str]) -> bool:
    """Whether nearly all longer words have capitals, and no full stop makes it a sentence full of names."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]  # noqa: PLR2004 - of, and, the
    capitals = sum(word[0].isupper() for word in long)
    if words[-1] in _STOPS and not all(word.isupper() for word in long):
        return False
    return len(long) >= 2 and capitals > HEADLINE_SHARE * len(long) and capitals > 1  # noqa: PLR2004


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and sum(map(str.isupper, word)) > 1


def _is_ordinary(word: str) -> bool:
    return zipf(word) >= _ORDINARY_ZIPF
