"""How a term is spelt: blanks that don't belong there, and scripts that don't belong together."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from glossary.lookup.checking.writing import count_writing
from glossary.text.chinese import HAN
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE_MARKS = "，。；：！？、）】》〉”’％"
_STRAY_SPACE = re.compile(
    rf"^\s+|\s+$|\s\s+|[\t\n\r\v\f]|(?<=[{HAN}])\s+(?=[{HAN}])|\s+(?=[{_WIDE_MARKS}])|(?<=[（【《〈“‘，。；：！？、])\s+"
)
_LATIN = re.compile(r"[A-Za-z]")
# Letters of other alphabets that look like Latin ones: a word of both is no word of either.
_LOOK_ALIKE = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")
_FULL_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_HALF_WIDTH = re.compile("[0-9A-Za-z]")


def without_stray_spaces(term: str) -> str:
    """Return a term without the blanks that don't belong there."""
    tidy = _STRAY_SPACE.sub(lambda match: "" if _is_needless(match) else " ", term)
    return tidy.strip()


def find_mixtures(term: str, language: str) -> Iterator[tuple[str, str | None]]:
    """Yield what a term mixes, in words, and the term as it should be, where that is sure."""
    for word in _WORD.findall(term):
        if _LATIN.search(word) and (found := _LOOK_ALIKE.search(word)):
            name = unicodedata.name(found.group(), "a foreign letter").lower()
            yield f"“{word}” has {name} among Latin letters", None
    if _FULL_WIDTH.search(term) and _HALF_WIDTH.search(term):
        narrow = _FULL_WIDTH.sub(lambda match: unicodedata.normalize("NFKC", match.group()), term)
        yield "full-width and half-width letters or digits", narrow
    counts = count_writing(term)
    if language.startswith("zh") and counts.simplified and counts.traditional:
        yield "Simplified and Traditional characters", None
    elif language == Language.SIMPLIFIED_CHINESE and counts.traditional:
        yield "Traditional characters in a term in zh-Hans", None
    elif language == Language.TRADITIONAL_CHINESE and counts.simplified:
        yield "Simplified characters in a term in zh-Hant", None


def _is_needless(match: re.Match[str]) -> bool:
    """Tell whether words are apart without these blanks too: Chinese ones are."""
    text, start, end = match.string, match.start(), match.end()
    if start == 0 or end == len(text):
        return True
    around = text[start - 1] + text[end]
    return not around.isascii() and not any(map(_is_latin, around))


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN")
