"""Turns a run of Han characters into words with readings: each edge of the lattice, by where it came from.

pypinyin's reading of the whole run is kept wherever the dictionary allows it; names are divided and
capitalised as CC-CEDICT does, idioms are hyphenated, longer entries divided into their words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.text.pinyin_dictionary import dictionary, heard
from glossary.text.pinyin_joining import join
from glossary.text.pinyin_lattice import IDIOM, LONGEST_SUBWORD, cheapest_path
from glossary.text.pinyin_names import (
    COMMON,
    COUNTRIES,
    DIVISIONS,
    FEATURE_NAMES,
    FEATURES,
    INSTITUTIONS,
    PROVINCES,
    PROVINCES_TOO,
)
from glossary.text.pinyin_numbers import DIGITS, name_word, number_words
from glossary.text.pinyin_syllables import split_word
from glossary.text.pinyin_word import Word
from glossary.text.pinyin_words import JOINED, PARALLEL, PRONOUN_NOUNS, PRONOUNS, READINGS, SPLIT_FIRST, SPLIT_MEASURES

if TYPE_CHECKING:
    from glossary.text.pinyin_word import Kind

# Words that stay in lower case within a name of the dictionary.
_LOWER = frozenset("之 的 和 与 系数 指数 定律 效应".split())
_DIRECTIONS = frozenset(["", "大", "新", "市", "总", "副", "小", "老", "省"])
_GENERIC = sorted(("地区 自治区 自治州 自治县 新区 特区 半岛 海峡 高原 平原 盆地 群岛 山脉 流域 三角洲 铁路 高铁 公路 大桥 论坛 系数 指数").split(), key=len, reverse=True)
_IDIOM_JOINS = (frozenset("以与"), frozenset("之而于所其如若为乎然"), frozenset("之而于以若似如为所其乎无"))
_SANDHI = {"一": "yī", "不": "bù"}
_ALONE = {"长": "cháng", "还": "hái", "得": "de", "地": "dì", "了": "le", "着": "zhe", "行": "xíng", "重": "zhòng", "个": "gè"}


def divide(run: str) -> list[Word]:
    """Divide a run of Simplified Han characters into words with readings; singles and affixes aren't joined yet."""
    readings = heard(run)
    if len(readings) != len(run):
        readings = [heard(ch)[0] for ch in run]
    readings = [_SANDHI.get(ch, reading) for ch, reading in zip(run, readings, strict=True)]
    words: list[Word] = []
    path = cheapest_path(run)
    edges = {(start, end) for start, end, _ in path}
    for start, end, source in path:
        before_division = (end, end + 1) in edges and run[end] in DIVISIONS
        words.extend(_words(run[start:end], tuple(readings[start:end]), source, before_division))
    return words


@lru_cache(maxsize=4096)
def _words(text: str, readings: tuple[str, ...], source: str, before_division: bool) -> tuple[Word, ...]:  # noqa: FBT001 - a cache key
    """Return the words of one edge."""
    if source == "number":
        return number_words(text)
    if source == "numeral name":
        return (name_word(text),)
    if source == "abbreviation" or text in PARALLEL:
        inner = tuple(range(1, len(text)))
        if text in PARALLEL:
            return (Word(text, readings, "fixed", inner),)
        return (Word(text, readings, "name", inner, (0, *inner)),)
    if source == "idiom":
        return (Word(text, readings, "idiom", (2,)),)
    if text in READINGS:
        return _laid_out(text, READINGS[text])
    if text in DIGITS or text == "十":
        return number_words(text)
    if len(text) == 1:
        return (Word(text, (_ALONE.get(text, readings[0]),), "single"),)
    if text in INSTITUTIONS:
        return _institution(text, readings)
    if text in FEATURE_NAMES or (text in dictionary().features and text[-1] in FEATURES):
        return _feature(text, readings)
    return _from_dictionary(text, readings, before_division=before_division)


def _laid_out(text: str, layout: str) -> tuple[Word, ...]:
    """Return the words of one of our own entries, as it is laid out there."""
    words, at = [], 0
    for group in layout.split(" "):
        parts = [split_word(part) for chunk in group.split("-") for part in chunk.split("'")]
        marks = re.findall(r"[-']", group)
        flat: list[str] = []
        hyphens = []
        for i, part in enumerate(parts):
            if i and marks[i - 1] == "-":
                hyphens.append(len(flat))
            flat.extend(part)
        capitals = tuple(i for i, part in enumerate(flat) if part[0].isupper())
        kind: Kind = "name" if capitals else "fixed"
        words.append(Word(text[at : at + len(flat)], tuple(s.lower() for s in flat), kind, tuple(hyphens), capitals))
        at += len(flat)
    return tuple(words)


def _institution(text: str, readings: tuple[str, ...]) -> tuple[Word, ...]:
    words = _subdivide(text, readings)
    return tuple(word if word.text in {"和", "与"} else word.capitalised() for word in join(words))


def _feature(text: str, readings: tuple[str, ...]) -> tuple[Word, ...]:
    syllables = _choose(text, readings)[0]
    if len(text) > 2 and text[-2] in FEATURES and text[-1] in FEATURES and text[:-1] in FEATURE_NAMES:  # noqa: PLR2004
        cuts = (0, len(text) - 2, len(text) - 1, len(text))
    else:
        cuts = (0, len(text) - 1, len(text))
    return tuple(Word(text[a:b], syllables[a:b], "name", (), (0,)) for a, b in zip(cuts, cuts[1:], strict=False))


def _choose(text: str, readings: tuple[str, ...], *, name: bool = False) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the dictionary's reading nearest to what pypinyin reads, and its capitals."""
    options = dictionary().find_readings(text)
    options = [option for option in options if len(option) == len(text)]
    if not options:
        return readings, ()
    if name:
        options = [option for option in options if option[0][0].isupper()] or options
    elif text in COMMON:
        options = [[s.lower() for s in option] for option in options]
    lower = [tuple(s.lower() for s in option) for option in options]
    at = lower.index(readings) if readings in lower else 0
    return lower[at], tuple(i for i, s in enumerate(options[at]) if s[0].isupper())


def _from_dictionary(text: str, readings: tuple[str, ...], *, before_division: bool) -> tuple[Word, ...]:
    syllables, capitals = _choose(text, readings, name=before_division)
    if capitals and text not in JOINED:
        return _name(text, syllables, capitals)
    if _stands_apart(text):
        return (Word(text[:1], syllables[:1], "number" if text[0] in DIGITS else "word"), Word(text[1:], syllables[1:], "number"))
    if text in dictionary().verb_phrases:
        return (Word(text[:1], syllables[:1], "word"), Word(text[1:], syllables[1:]))
    if len(text) <= LONGEST_SUBWORD or text in JOINED:
        return (Word(text, syllables, "fixed" if text in JOINED else "word"),)
    if len(text) == 4 and (text in dictionary().idioms or IDIOM.fullmatch(text)):  # noqa: PLR2004 - four syllables
        return (Word(text, syllables, "idiom", () if _is_whole(text) else (2,)),)
    return _subdivide(text, syllables)


def _stands_apart(text: str) -> bool:
    """Tell whether a dictionary word is two words of the standard: a numeral or a pronoun and what it counts."""
    if len(text) != 2:  # noqa: PLR2004 - two characters
        return False
    if text[0] in SPLIT_FIRST:
        return text[1] in SPLIT_MEASURES
    return text[0] in PRONOUNS and text[1] in PRONOUN_NOUNS


def _is_whole(idiom: str) -> bool:
    """Tell whether an idiom doesn't divide into two halves: a particle holds its middle together."""
    return idiom[1] in _IDIOM_JOINS[1] or idiom[2] in _IDIOM_JOINS[2] or (idiom[0] in _IDIOM_JOINS[0] and idiom[2] == "为")


def _subdivide(text: str, readings: tuple[str, ...]) -> tuple[Word, ...]:
    """Divide a long entry into words of up to three characters, keeping its readings."""
    words: list[Word] = []
    for start, end, _ in cheapest_path(text, LONGEST_SUBWORD):
        part = text[start:end]
        if part in READINGS and len(part) < len(text):
            words.extend(_laid_out(part, READINGS[part]))
            continue
        raw = dictionary().readings.get(part, "a")
        if len(part) > 1 and raw[0].isupper() and part not in COMMON and part not in JOINED:
            capitals = tuple(i for i, syllable in enumerate(raw.split("|")[0].split()) if syllable[0].isupper())
            words.extend(_name(part, readings[start:end], capitals))
            continue
        hyphens = tuple(range(1, len(part))) if part in PARALLEL else ()
        kind: Kind = "single" if len(part) == 1 else "fixed" if part in JOINED else "word"
        words.append(Word(part, readings[start:end], kind, hyphens))
    return tuple(words)


def _name(text: str, syllables: tuple[str, ...], capitals: tuple[int, ...]) -> tuple[Word, ...]:
    """Return the words of a proper name; the dictionary's capitals show where they begin."""
    places = COUNTRIES | PROVINCES | PROVINCES_TOO | {"亚", "太"}
    if all(ch in places for ch in text) and len(capitals) == len(text) and text not in COMMON:
        return (Word(text, syllables, "name", tuple(range(1, len(text))), capitals),)
    if len(text) <= LONGEST_SUBWORD and text not in dictionary().persons and text[-1] not in DIVISIONS:
        return (Word(text, syllables, "name", (), (0,)),)
    if len(text) <= LONGEST_SUBWORD and text[-1] in DIVISIONS:
        apart = text[-1] == "县" or (len(text) > 2 and text[-1] != "州")  # noqa: PLR2004 - 沙市 is one word
        capitals = (0, len(text) - 1) if apart else (0,)
    bounds = [*capitals, len(text)] if capitals[0] == 0 else [0, *capitals, len(text)]
    words: list[Word] = []
    for a, b in zip(bounds, bounds[1:], strict=False):
        words.extend(_name_part(text[a:b], syllables[a:b]))
    return tuple(_hyphenate(words))


def _tail(text: str) -> int:
    """Return the length of a generic part that ends a name written as one word: 地区 of 阿克苏地区."""
    return next((len(head) for head in _GENERIC if text.endswith(head) and text[: -len(head)] not in _DIRECTIONS), 0)


def _name_part(text: str, syllables: tuple[str, ...]) -> list[Word]:
    """Return one capitalised part; a long one divides where its pieces are words."""
    if len(text) > 2 and text[0] in FEATURES | DIVISIONS and text[1:] in dictionary().readings:  # noqa: PLR2004
        return [*_name_part(text[:1], syllables[:1]), *_name_part(text[1:], syllables[1:])]
    if tail := _tail(text):
        return [*_name_part(text[:-tail], syllables[:-tail]), *_name_part(text[-tail:], syllables[-tail:])]
    if len(text) > LONGEST_SUBWORD:
        pieces = _subdivide(text, syllables)
        loose = any(a.kind == b.kind == "single" for a, b in zip(pieces, pieces[1:], strict=False))
        parts = join(pieces)
        if len(parts) > 1 and not loose and all(len(part.text) > 1 and not part.hyphens for part in parts):
            whole = all(part.kind != "name" for part in parts)
            return [part.capitalised() if whole else part for part in parts]
    if text in _LOWER:
        return [Word(text, syllables, "single" if len(text) == 1 else "word")]
    return [Word(text, syllables, "name", (), (0,))]


def _hyphenate(words: list[Word]) -> list[Word]:
    """Join single characters that stand side by side within a name, abbreviations of places with hyphens: 港珠澳大桥."""
    joined: list[Word] = []
    places = PROVINCES | PROVINCES_TOO | COUNTRIES
    for word in words:
        before = joined[-1] if joined else None
        if before is not None and word.text in places and all(ch in places for ch in before.text) and word.capitals:
            count = len(before.text)
            joined[-1] = Word(
                before.text + word.text, before.syllables + word.syllables, "name", (*before.hyphens, count), (*before.capitals, count)
            )
        elif before is not None and _is_split(before, word):
            joined[-1] = Word(before.text + word.text, before.syllables + word.syllables, "name", (), (0,))
        else:
            joined.append(word)
    return joined


def _is_split(before: Word, word: Word) -> bool:
    """Tell whether the dictionary capitalised each character of one word: 人大, 北斗; or the kind of a place that is none."""
    if len(word.text) != 1 or not word.capitals:
        return False
    if len(before.text) == 1:
        return before.kind == "name" and word.text not in DIVISIONS | FEATURES
    return word.text in DIVISIONS and before.text not in dictionary().readings
