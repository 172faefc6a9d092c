"""Whether a text says a term in other words than the termbase has: moved, inflected, abbreviated, written out.

Asked only where a term wasn't recognised as it is. A person who reads the translation would take all of these for the
term; to report them as missing is what makes users turn a check off.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from glossary.text.chinese import HAN, fold_chinese
from glossary.text.english import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PIECE = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9&]+\b")
_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "its", "of", "on", "s", "the", "to", "up", "with")
)
#: Endings that make one word of another of the same stem, the longest first; so many letters stay at least.
_ENDINGS = tuple(
    sorted(
        (
            *("ization", "izing", "ized", "izer", "ize", "ational", "ation", "ating", "ated", "ate", "ition", "ion"),
            *("ment", "ness", "ship", "ance", "ence", "able", "ible", "ing", "ity", "ive", "ian", "ern", "al", "an"),
            *("ed", "er", "or", "ly", "es", "ic", "e", "i", "y"),
        ),
        key=len,
        reverse=True,
    )
)
_STEM = 4
#: Words of one stem that no ending shows.
_RELATED = {"scientific": "science", "strategic": "strategy", "agricultural": "agriculture", "legal": "law"}
#: What a Chinese name may be written without: “十四五”规划, 东北地区, 新华社.
_GENERIC = re.compile("(?:规划|規劃|计划|計劃|地区|地區|自治区|自治區|自治州|社|省|市|县|縣)$")
#: So many other words may stand among those of an English term.
_FILLERS = 3
#: From so many characters on a Chinese term may be abbreviated.
_LONG = 4


class LooseText:
    """A text that is asked for several terms."""

    def __init__(self, text: str) -> None:
        self._text = text

    def says(self, term: str, language: str) -> bool:
        """Tell whether the text says a term of a language in other words."""
        return self._says_chinese(term) if language.startswith("zh") else self._says_english(term)

    def names_shortly(self, term: str, language: str) -> bool:
        """Tell whether the text has the end of a name, as a name is called after it was introduced."""
        if language.startswith("zh"):
            return False
        words = _PIECE.findall(term)
        stems = _stems(words)
        if len(stems) <= 2 or not all(word[:1].isupper() for word in words if word.lower() not in _SMALL):  # noqa: PLR2004
            return False
        return _holds(self._stems, stems[-2:], 0)

    def _says_english(self, term: str) -> bool:
        words = _PIECE.findall(term)
        wanted = _stems(words)
        if not wanted:
            return False
        if _holds(self._stems, wanted, _FILLERS if len(wanted) > 1 else 0):
            return True
        initials = "".join(word[0] for word in words).upper()
        short = "".join(word[0] for word in words if word.lower() not in _SMALL).upper()
        return len(short) > 1 and not self._acronyms.isdisjoint((initials, short))

    def _says_chinese(self, term: str) -> bool:
        wanted = "".join(_HAN_OR_WORD.findall(fold_chinese(term)))
        text = self._folded
        if not wanted:
            return False
        shorter = _GENERIC.sub("", wanted)
        if wanted in text or (len(shorter) > 1 and shorter in text):
            return True
        return len(wanted) >= _LONG - 1 and (
            _is_written_out(wanted, text) or (len(wanted) >= _LONG and _is_abbreviated(wanted, text))
        )

    @cached_property
    def _folded(self) -> str:
        return "".join(_HAN_OR_WORD.findall(fold_chinese(self._text)))

    @cached_property
    def _stems(self) -> list[str]:
        return _stems(_PIECE.findall(self._text))

    @cached_property
    def _acronyms(self) -> frozenset[str]:
        return frozenset(_ACRONYM.findall(self._text))


_HAN_OR_WORD = re.compile(rf"[{HAN}]|[^\W_]")


def _stems(words: Iterable[str]) -> list[str]:
    return [_stem(word) for word in words if word.lower() not in _SMALL]


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """Return what related words have in common: ``modern`` of modernise, modernised and modernisation."""
    stem = fold_word(word) or word.lower()
    stem = _RELATED.get(stem, stem)
    while ending := next((e for e in _ENDINGS if stem.endswith(e) and len(stem) - len(e) >= _STEM), None):
        stem = stem[: -len(ending)]
    return stem


def _holds(stems: Sequence[str], wanted: Sequence[str], fillers: int) -> bool:
    """Tell whether all wanted stems stand near each other, in any order."""
    if not set(wanted) <= set(stems):
        return False
    width = len(wanted) + fillers
    return any(set(wanted) <= set(stems[start : start + width]) for start, stem in enumerate(stems) if stem in wanted)


def _is_abbreviated(term: str, text: str) -> bool:
    """Tell whether a text has a short form of a term: its first and last character and some between (总领事馆, 总领馆).

    Or the first character of every pair: 国有资产, 国资.
    """
    if len(term) % 2 == 0 and term[::2] in text:
        return True
    start = text.find(term[0])
    while start >= 0:
        place, end = 0, start + 1
        while end < len(text) and (following := term.find(text[end], place + 1)) > 0:
            place = following
            if place == len(term) - 1 or text[end] == term[-1]:
                return True
            end += 1
        start = text.find(term[0], start + 1)
    return False


def _is_written_out(term: str, text: str) -> bool:
    """Tell whether the characters of a term stand in order with some more between (自贸区, 自由贸易区)."""
    room = len(term) + max(2, len(term) // 2)
    start = text.find(term[0])
    while start >= 0:
        at: int = start
        for character in term[1:]:
            at = text.find(character, at + 1, start + room)
            if at < 0:
                break
        else:
            return True
        start = text.find(term[0], start + 1)
    return False
