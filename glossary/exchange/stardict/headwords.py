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
_FAMILIES = frozenset({"zh", "en"})
_SIMPLIFIED = Language.SIMPLIFIED_CHINESE.value


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
        if heading is not None:
            heading.synonyms.append(word)
        elif not headings or family in _FAMILIES:
            heading = by_family[family] = Heading(word, [], [], [])
            headings.append(heading)
        else:
            heading = headings[0]
            heading.synonyms.append(word)
        if language == _SIMPLIFIED:
            heading.simplified.append(word)
        if term.pinyin:
            _add_readings(heading, term.pinyin)
    return headings


def fit(text: str) -> str:
    """Return a word on one line, cut to what programs can keep."""
    word = single_line(text)
    if len(word) < _FEWEST_BYTES_TO_CUT:
        return word
    encoded = word.encode()
    return word if len(encoded) <= MOST_BYTES else encoded[:MOST_BYTES].decode(errors="ignore").rstrip()


def _add_readings(heading: Heading, pinyin: str) -> None:
    keys = PinyinKeys(pinyin)
    readings, beginning = (keys.spaced, keys.joined, keys.initials), keys.beginning
    if len(keys.spaced) >= _FEWEST_BYTES_TO_CUT:
        readings, beginning = (fit(keys.spaced), fit(keys.joined), fit(keys.initials)), fit(beginning)
    heading.synonyms.extend(readings if readings[0] != readings[1] else readings[1:])
    if beginning:
        heading.beginnings.append(beginning)
