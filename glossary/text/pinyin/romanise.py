"""Pinyin of Chinese terms: tone-marked, laid out by GB/T 16159-2012; and its forms for search.

Words are divided and joined by the standard's rules, proper names capitalised, abbreviations hyphenated, an
apostrophe parts syllables (Xī'ān). Tones are those of the words; 一 and 不 are always yī and bù. Where the
standard leaves a choice the layout is the one described at the top of ``tests/gold/pinyin.tsv``: Cháng Jiāng,
Yī Dài Yī Lù, shíshì-qiúshì.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from glossary.text.chinese import HAN, has_han, is_han, to_simplified
from glossary.text.pinyin.capitals import capitalise, capitalise_all
from glossary.text.pinyin.check import initials, validate
from glossary.text.pinyin.division import divide
from glossary.text.pinyin.joining import join
from glossary.text.pinyin.syllables import is_valid_syllable, joined, plain, syllables, without_tones
from glossary.text.pinyin.unlisted import find_unlisted, join_unlisted
from glossary.text.pinyin.word import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["initials", "is_valid_syllable", "joined", "pinyin", "plain", "syllables", "validate"]

_TOKEN = re.compile(rf"[{HAN}]+|[^\W{HAN}]+(?:[.,:/'’&+-][^\W{HAN}]+)*[%‰+]*|——|……|\s+|.", re.DOTALL)
# GB/T 15834 with the changes of GB/T 16159: 、 is a comma, 。 a full point, a connecting dash a hyphen.
_MARKS = str.maketrans("，、。；：？！（）【】—–～…％", ",,.;:?!()[]--~…%")
_OPENING = frozenset("“‘《〈「『([{")
_CLOSING = frozenset("”’》〉」』)]},.;:?!…%·")
_BASIC = "\uffff"
_TIGHT = frozenset("-~/·+×")


def pinyin(text: str, *, proper: bool | None = None) -> str:
    """Return the tone-marked pinyin of a text, laid out by GB/T 16159-2012.

    Args:
        text: Simplified or Traditional; Latin letters and digits are kept, punctuation is rendered.
        proper: True capitalises the whole as one name, False only the names that a dictionary has; None
            decides by how names of institutions, regions, laws and programmes begin and end.
    """
    words = find_unlisted(join(join_unlisted(list(_words(text)))))
    if proper:
        words = capitalise_all(words)
    elif proper is None:
        words = capitalise(words)
    return _print(words)


def _words(text: str) -> Iterator[Word]:
    """Yield the words of a text with its foreign words and marks between them."""
    folded = _fold(text)
    for token in _TOKEN.findall(folded):
        if is_han(token[0]):
            yield from divide(token)
        elif token.isspace():
            continue
        elif token[0].isalnum():
            yield Word(token, (token,), "foreign")
        else:
            yield Word(token, (token,), "mark")


def _fold(text: str) -> str:
    """Return the text in Simplified characters, marks as GB/T 16159 has them."""
    if has_han(text):
        text = _simplify(text)
    text = text.replace("——", " — ")
    return "".join(ch if ch in "“”‘’《》…" else unicodedata.normalize("NFKC", ch) for ch in text).translate(_MARKS)


def _simplify(text: str) -> str:
    """Return the text in Simplified characters, but none beyond the basic plane: they can't be read."""
    simplified = to_simplified(text)
    if len(simplified) != len(text):
        return simplified
    return "".join(new if new <= _BASIC else old for old, new in zip(text, simplified, strict=True))


@cache
def _capital(syllable: str) -> str:
    return syllable[0].upper() + syllable[1:]


def _print(words: list[Word]) -> str:
    """Return the words in a line, spaces where the standard has them."""
    parts: list[str] = []
    tight = True
    for word in words:
        if word.kind == "mark":
            if word.text in _OPENING:
                parts.append(word.text if tight else f" {word.text}")
                tight = True
            elif word.text in _CLOSING or word.text in _TIGHT:
                parts.append(word.text)
                tight = word.text in _TIGHT
            else:
                parts.append(word.text if tight else f" {word.text}")
                tight = False
            continue
        counted = word.kind == "foreign" and parts[-1:] in (["dì"], ["Dì"]) and word.text[0].isdigit()
        if counted or not tight:
            parts.append("-" if counted else " ")
        parts.append(_print_word(word))
        tight = word.kind == "foreign" and word.text[-1] == "+"
    return "".join(parts)


def _print_word(word: Word) -> str:
    if word.kind == "foreign":
        return word.text
    pieces: list[str] = []
    for i, syllable in enumerate(word.syllables):
        if i and i in word.hyphens:
            pieces.append("-")
        elif i and without_tones(syllable[0]) in "aoeAOE":
            pieces.append("'")
        pieces.append(_capital(syllable) if i in word.capitals else syllable)
    return "".join(pieces)
