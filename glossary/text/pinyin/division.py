"""Turns a run of Han characters into words with readings: each edge of the lattice, by where it came from.

pypinyin's reading of the whole run is kept wherever the dictionary allows it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from glossary.text.pinyin.dictionary import dictionary, heard
from glossary.text.pinyin.entries import choose, corrected, entry_words
from glossary.text.pinyin.lattice import cheapest_path
from glossary.text.pinyin.names import (
    ABBREVIATION_READINGS,
    BODIES,
    COMMON,
    DIVISIONS,
    FEATURE_NAMES,
    FEATURES,
    INSTITUTIONS,
    LAWS,
)
from glossary.text.pinyin.numbers import DIGITS, number_words
from glossary.text.pinyin.numbers import name_words as numeral_name_words
from glossary.text.pinyin.proper import feature_words, institution_words
from glossary.text.pinyin.readings import READINGS
from glossary.text.pinyin.syllables import is_readable
from glossary.text.pinyin.word import Word, laid_out
from glossary.text.pinyin.words import PARALLEL

_PAIR = 2
_SANDHI = {"一": "yī", "不": "bù"}
# 以 … 为 …, to take as: 为 is wéi however far it stands.
_TAKEN_AS = re.compile("以[^以为]{1,6}为")
# Characters that pypinyin reads otherwise when they stand alone, or beside a word that it doesn't know.
_ALONE = {
    "长": "cháng",
    "还": "hái",
    "得": "de",
    "地": "dì",
    "了": "le",
    "着": "zhe",
    "行": "xíng",
    "重": "zhòng",
    "个": "gè",
}


def divide(run: str) -> list[Word]:
    """Return the words of a run of Simplified Han characters; single characters aren't joined yet."""
    readings = heard(run)
    if len(readings) != len(run):
        readings = [heard(ch)[0] for ch in run]
    readings = [_reading(ch, reading) for ch, reading in zip(run, readings, strict=True)]
    for match in _TAKEN_AS.finditer(run):
        readings[match.end() - 1] = "wéi"
    path = cheapest_path(run)
    edges = {(start, end) for start, end, _ in path}
    words: list[Word] = []
    for start, end, source in path:
        name = (end, end + 1) in edges and run[end] in DIVISIONS
        words.extend(_words(run[start:end], tuple(readings[start:end]), source, name))
    return words


def _reading(ch: str, reading: str) -> str:
    """Return the reading without sandhi; CC-CEDICT's where pypinyin has none."""
    if reading != ch:
        return _SANDHI.get(ch, reading)
    known = (found[0].lower() for found in dictionary().find_readings(ch) if len(found) == 1)
    return next((syllable for syllable in known if is_readable(syllable)), ch)


@lru_cache(maxsize=4096)
def _words(text: str, readings: tuple[str, ...], source: str, name: bool) -> tuple[Word, ...]:  # noqa: FBT001 - of a cache
    """Return the words of one edge; ``name`` as in `entry_words`."""
    if source != "word":
        return _shaped(text, readings, source)
    listed = _listed(text, readings)
    if listed:
        return listed
    if len(text) == 1 and not is_readable(readings[0]):
        return _unreadable(text, readings)
    if len(text) == 1:
        return (Word(text, (_ALONE.get(text, readings[0]),), "single"),)
    return entry_words(text, readings, name=name)


def _unreadable(text: str, readings: tuple[str, ...]) -> tuple[Word, ...]:
    """Return a character that pypinyin can't read, or an interjection without a vowel, as a word of its own."""
    if readings[0] != text:
        return (Word(text, readings),)
    return (Word(text, (text,), "foreign"),)


def _shaped(text: str, readings: tuple[str, ...], source: str) -> tuple[Word, ...]:
    """Return the words of an edge that a pattern made."""
    if source == "number":
        return number_words(text)
    if source == "numeral name":
        return numeral_name_words(text)
    if source == "phrase":
        return tuple(Word(ch, (reading,), "idiom") for ch, reading in zip(text, readings, strict=True))
    syllables = tuple(ABBREVIATION_READINGS.get(ch, reading) for ch, reading in zip(text, readings, strict=True))
    if source == "part of a province":
        return (Word(text, syllables, "name", (), (0,)),)
    inner = tuple(range(1, len(text)))
    return (Word(text, syllables, "name", inner, (0, *inner)),)


def _listed(text: str, readings: tuple[str, ...]) -> tuple[Word, ...]:
    """Return the words of an entry of our own lists; none for others."""
    if text in PARALLEL or (text in BODIES and len(text) > _PAIR):
        hyphens = tuple(range(1, len(text))) if text in PARALLEL else ()
        return (Word(text, corrected(text, readings), "fixed", hyphens),)
    if text in READINGS:
        return laid_out(text, READINGS[text])
    if text in DIGITS or text in "十两":
        return number_words(text)
    if text in INSTITUTIONS or text in LAWS:
        return institution_words(text, corrected(text, readings))
    if text in FEATURE_NAMES or (text in dictionary().features and text[-1] in FEATURES and text not in COMMON):
        return feature_words(text, choose(text, readings)[0])
    return ()
