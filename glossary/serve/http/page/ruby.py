"""Pinyin over Chinese characters, word by word as GB/T 16159 divides it, where the two can be matched."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from glossary.serve.http.page.html import Html, element, joined
from glossary.text.chinese import HAN, is_han
from glossary.text.pinyin import syllables

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = re.compile(rf"[{HAN}]|[^\W\d_{HAN}]+|[^{HAN}]")
_BETWEEN_WORDS = re.compile(r"[\s\-–—·/]+")
_AROUND = '“”‘"（）()《》〈〉「」『』、，,.。:：;；!！?？'


class _Syllable(NamedTuple):
    """One syllable, or a word that is none; ``number`` counts the words, ``word`` is the whole of it."""

    text: str
    number: int
    word: str


class _Piece(NamedTuple):
    """A character or a run of letters, with the number of the word that is over it, -1 for none."""

    text: str
    number: int = -1
    reading: str = ""
    word: str = ""


def with_pinyin(chinese: str, pinyin: str | None) -> Html:
    """Return Chinese with its reading over it; over the whole where single words can't be told apart."""
    if not pinyin:
        return joined(chinese)
    words = align(chinese, pinyin)
    if words is None:
        return element("ruby", chinese, element("rt", pinyin))
    return joined(*(element("ruby", base, element("rt", over)) if over else base for base, over in words))


def align(chinese: str, pinyin: str) -> list[tuple[str, str]] | None:
    """Return the words of a term with their readings, ``""`` for what has none; None where the two don't match."""
    readings = _syllables_of(pinyin)
    pieces = list(_matched(chinese, readings))
    if None in pieces or next(readings, None) is not None:
        return None
    found = [piece for piece in pieces if piece]
    groups = [list(group) for _, group in groupby(found, key=lambda piece: piece.number)]
    return [("".join(piece.text for piece in group), _reading_of(group)) for group in groups]


def _reading_of(pieces: list[_Piece]) -> str:
    """Return the word over pieces as it is written, its syllables alone where it is over other pieces too."""
    word = pieces[0].word
    is_whole = len(syllables(word)) == len(pieces)
    return word if is_whole else "".join(piece.reading for piece in pieces)


def _syllables_of(pinyin: str) -> Iterator[_Syllable]:
    for number, word in enumerate(_BETWEEN_WORDS.split(pinyin)):
        bare = word.strip(_AROUND)
        for syllable in syllables(bare):
            yield _Syllable(syllable, number, bare)


def _matched(chinese: str, readings: Iterator[_Syllable]) -> Iterator[_Piece | None]:
    """Yield pieces with their readings, None where one is missing or can't be of its piece."""
    nothing = _Syllable("", -1, "")
    for text in _PIECE.findall(chinese):
        if is_han(text):
            over = next(readings, nothing)
            is_reading = over.text.islower() or over.text.istitle()  # capitals are letters of another word
            yield _Piece(text, over.number, over.text, over.word) if is_reading else None
        elif text[0].isalpha():
            yield _Piece(text) if _fold(next(readings, nothing).text) == _fold(text) else None
        else:
            yield _Piece(text)


def _fold(letters: str) -> str:
    return unicodedata.normalize("NFKC", letters).casefold()
