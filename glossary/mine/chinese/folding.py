"""One form for all writings of a Chinese text, character by character, so that offsets stay."""

from __future__ import annotations

import re
import unicodedata

from glossary.text.chinese import fold_chinese, to_simplified
from glossary.vocabulary import Language

MARKS = "“”‘’\"'「」『』《》〈〉"
"""Quotation and title marks: of two writings of one term one may have them."""

SPACES = " \t\u00a0\u2002\u2003\u3000\u200b\ufeff"
"""What may stand inside of a term; a line break may not."""


class _Folds(dict[int, str]):
    """A table for ``str.translate`` that fills itself: width, compatibility forms and case."""

    def __missing__(self, code: int) -> str:
        ch = chr(code)
        folded = unicodedata.normalize("NFKC", ch).casefold()
        self[code] = folded if len(folded) == 1 and ch not in SPACES else ch
        return self[code]


class _Simplified(dict[int, str]):
    """A table for ``str.translate`` that fills itself: Simplified for Traditional, one for one."""

    def __missing__(self, code: int) -> str:
        simple = to_simplified(chr(code))
        self[code] = simple if len(simple) == 1 else chr(code)
        return self[code]


_FOLDS = _Folds()
_SIMPLIFIED = _Simplified()


def fold_text(text: str, language: str) -> str:
    """Return a text in Simplified characters, half width and lower case, of the same length.

    Only a text in Traditional characters is converted: some of its characters are Simplified ones of other
    words (著, 乾), which a Simplified text has rightly.
    """
    folded = text.translate(_FOLDS)
    if language != Language.TRADITIONAL_CHINESE:
        return folded
    simple = _PARTICLE.sub("着", to_simplified(folded))
    return simple if len(simple) == len(folded) else folded.translate(_SIMPLIFIED)


# The converter leaves 著 as it is, which is the particle 着 but in words of writing and of fame.
_PARTICLE = re.compile("(?<![显名专原论译巨编土昭卓遗合所])著(?![名作称者述书录])")


def identity(term: str, language: str) -> str:
    """Return what all writings of a term have in common: with and without marks, in either script."""
    bare = fold_chinese(term)
    return _PARTICLE.sub("着", to_simplified(bare)) if language == Language.TRADITIONAL_CHINESE else bare
