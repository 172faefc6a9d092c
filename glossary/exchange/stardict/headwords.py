"""Under which words an entry stands in a dictionary, and which other words lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.exchange.published.keys import PinyinKeys, single_line
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.concept import TermSection

#: Programs keep a word in so many bytes, with the one that ends it.
MOST_BYTES = 255
_FEWEST_BYTES_TO_CUT = MOST_BYTES // 4


class Heading(NamedTuple):
    """One word that an entry stands under, and what leads to it.

    ``beginnings`` do so only if few others share them; of ``simplified`` words the Traditional writing does, too.
    """

    word: str
    synonyms: list[str]
    beginnings: list[str]
    simplified: list[str]


def find_headings(terms: Sequence[tuple[str, TermSection]]) -> list[Heading]:
    """Return the headings of an entry that has these terms: one in Chinese and one in English where it has both."""
    headings: list[Heading] = []
    by_family: dict[str, Heading] = {}
    for language, term in terms:
        word = fit(term.term)
        if not word:
            continue
        family = language[:2]
        heading = by_family.get(family)
        if heading is None and (not headings or family in {"zh", "en"}):
            heading = by_family[family] = Heading(word, [], [], [])
            headings.append(heading)
        heading = heading or headings[0]
        _add_keys(heading, language, word, term.pinyin)
    return headings


def fit(text: str) -> str:
    """Return a word on one line, cut to what programs can keep."""
    word = single_line(text)
    if len(word) < _FEWEST_BYTES_TO_CUT:
        return word
    encoded = word.encode()
    return word if len(encoded) <= MOST_BYTES else encoded[:MOST_BYTES].decode(errors="ignore").rstrip()


def _add_keys(heading: Heading, language: str, word: str, pinyin: str | None) -> None:
    found = {word}
    if language == Language.SIMPLIFIED_CHINESE:
        heading.simplified.append(word)
    if pinyin:
        keys = PinyinKeys(pinyin)
        found.update(map(_fit_key, (keys.joined, keys.spaced, keys.initials)))
        if keys.beginning:
            heading.beginnings.append(_fit_key(keys.beginning))
    found -= {heading.word, ""}
    heading.synonyms.extend(found)


def _fit_key(key: str) -> str:
    return key[:MOST_BYTES] if key.isascii() else fit(key)
