"""Pinyin beside its term: the initials it is found by, and what is wrong with pinyin that a person wrote."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from glossary.text.chinese import HAN, to_simplified
from glossary.text.pinyin.dictionary import possible_readings, readings_in_words
from glossary.text.pinyin.syllables import is_valid_syllable, plain, split_word, syllables, without_tones

_HAN = re.compile(f"[{HAN}]")
_FOREIGN = re.compile(rf"[^\W_{HAN}]+")
_TOKEN = re.compile(r"[^\W_]+")
_ERHUA = "r"


def initials(tone_marked: str, term: str = "") -> str:
    """Return the first letter of each syllable, in lower case: ``xzscl``, a search key.

    Made from laid-out pinyin rather than characters, so that what a person corrected counts. Digits and
    foreign words are kept whole (``5gjz``); ``term``, where given, tells which words are foreign, else
    words are that have a digit or two capitals running.
    """
    foreign = _foreign_words(term) if term else frozenset()
    tokens = _tokens(tone_marked)
    return "".join(plain(token).lower() if token in foreign else _initials_of(token) for token in tokens)


@lru_cache(maxsize=65536)
def _initials_of(token: str) -> str:
    """Return the initials of one run of letters and digits: words come again and again."""
    parts = [] if _is_foreign(token, frozenset()) else split_word(token)
    if parts and all(is_valid_syllable(part) or part == _ERHUA for part in parts):
        return "".join(plain(part)[0].lower() for part in parts if part != _ERHUA)
    return plain(token).lower()


def validate(term: str, tone_marked: str) -> list[str]:
    """Return what is wrong with the pinyin of a term, one clause a problem; an empty list if nothing is.

    Each syllable must exist, with its mark on the right vowel, and be a reading of its character by pypinyin
    or CC-CEDICT; the neutral tone is allowed everywhere. There must be as many syllables as characters; 儿
    that only colours the syllable before it may be written ``r``. Layout isn't judged.
    """
    characters = _HAN.findall(unicodedata.normalize("NFKC", term))
    foreign = _foreign_words(term)
    written = [part for token in _tokens(tone_marked) if not _is_foreign(token, foreign) for part in syllables(token)]
    if not characters and not written:
        return []
    problems = [f"{syllable!r} is no syllable of pinyin" for syllable in written if not _exists(syllable)]
    if problems:
        return problems
    if len(written) != len(characters):
        hint = "; an apostrophe parts syllables, as in Xī'ān" if len(written) < len(characters) else ""
        return [f"{len(characters)} characters but {len(written)} syllables{hint}"]
    return [
        f"{character} can't be read {syllable.lower()}, only {_listed(character)}"
        for character, syllable in zip(characters, written, strict=True)
        if not _may_be_read(character, syllable.lower())
    ]


def _listed(character: str) -> str:
    return ", ".join(sorted(possible_readings(character)))


def _tokens(tone_marked: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFC", tone_marked))


def _foreign_words(term: str) -> frozenset[str]:
    return frozenset(_FOREIGN.findall(unicodedata.normalize("NFKC", term)))


def _is_foreign(token: str, foreign: frozenset[str]) -> bool:
    return token in foreign or any(ch.isdigit() for ch in token) or (len(token) > 1 and token[:2].isupper())


def _exists(syllable: str) -> bool:
    return syllable == _ERHUA or is_valid_syllable(syllable)


def _may_be_read(character: str, syllable: str) -> bool:
    if syllable == _ERHUA:
        return character in "儿兒"
    readings = possible_readings(character) | possible_readings(to_simplified(character))
    if not readings or syllable in readings:
        return True
    if syllable in readings_in_words(character):
        return True
    return syllable == without_tones(syllable) and syllable in {without_tones(reading) for reading in readings}
