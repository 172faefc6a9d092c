"""The words of a proper name that a dictionary or one of our lists has, divided and capitalised.

CC-CEDICT's capitals show where the words of a name begin; where they don't, its generic parts and the
common words in it do.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from glossary.text.pinyin.dictionary import dictionary
from glossary.text.pinyin.joining import join
from glossary.text.pinyin.lattice import LONGEST_SUBWORD, cheapest_path
from glossary.text.pinyin.names import (
    COMMON,
    COUNTRIES,
    DIVISIONS,
    FEATURE_NAMES,
    FEATURES,
    GENERIC_PARTS,
    PROVINCES,
    PROVINCES_TOO,
)
from glossary.text.pinyin.numbers import NUMERAL, number_words
from glossary.text.pinyin.readings import READINGS
from glossary.text.pinyin.word import Word, laid_out
from glossary.text.pinyin.words import JOINED, NEGATED, PARALLEL

if TYPE_CHECKING:
    from glossary.text.pinyin.word import Kind

# Words that stay in lower case within a name of the dictionary.
_LOWER = frozenset(["之", "的", "和", "与", "系数", "指数", "定律", "效应"])
_DIRECTIONS = frozenset(["", "大", "新", "市", "总", "副", "小", "老", "省"])
_ABBREVIATIONS = PROVINCES | PROVINCES_TOO | COUNTRIES
_NEGATIONS = frozenset("不非反泛无")
_PAIR = 2


def institution_words(text: str, readings: tuple[str, ...]) -> tuple[Word, ...]:
    """Return the words of an institution, each capitalised but conjunctions."""
    if len(text) <= LONGEST_SUBWORD:
        return (Word(text, readings, "name", (), (0,)),)
    words = subdivide(text, readings)
    return tuple(word if word.text in {"和", "与"} else word.capitalised() for word in join(words))


def feature_words(text: str, syllables: tuple[str, ...]) -> tuple[Word, ...]:
    """Return the words of a river, mountain or sea: the generic part stands apart."""
    if _tail(text):
        return tuple(_name_part(text, syllables))
    if len(text) > _PAIR and text[-2] in FEATURES and text[-1] in FEATURES and text[:-1] in FEATURE_NAMES:
        cuts = [0, len(text) - 2, len(text) - 1, len(text)]
    else:
        cuts = [0, len(text) - 1, len(text)]
    return tuple(Word(text[a:b], syllables[a:b], "name", (), (0,)) for a, b in pairwise(cuts))


def subdivide(text: str, readings: tuple[str, ...]) -> tuple[Word, ...]:
    """Divide a long entry into words of up to three characters, keeping its readings."""
    words: list[Word] = []
    for start, end, _ in cheapest_path(text, LONGEST_SUBWORD):
        part = text[start:end]
        if part[0] == "第" and NUMERAL.fullmatch(part):
            words.extend(number_words(part))
            continue
        if part in READINGS and len(part) < len(text):
            words.extend(laid_out(part, READINGS[part]))
            continue
        raw = dictionary().readings.get(part, "a")
        if len(part) > 1 and raw[0].isupper() and part not in COMMON and part not in JOINED:
            capitals = tuple(i for i, syllable in enumerate(raw.split("|")[0].split()) if syllable[0].isupper())
            words.extend(name_words(part, readings[start:end], capitals))
            continue
        hyphens = tuple(range(1, len(part))) if part in PARALLEL else ()
        kind: Kind = "single" if len(part) == 1 else "fixed" if part in JOINED else "word"
        words.append(Word(part, readings[start:end], kind, hyphens))
    return tuple(words)


def name_words(text: str, syllables: tuple[str, ...], capitals: tuple[int, ...]) -> tuple[Word, ...]:
    """Return the words of a proper name; the dictionary's capitals show where they begin."""
    if all(ch in _ABBREVIATIONS for ch in text) and len(capitals) == len(text) and text not in COMMON:
        return (Word(text, syllables, "name", tuple(range(1, len(text))), capitals),)
    if len(text) <= LONGEST_SUBWORD and text not in dictionary().persons and text[-1] not in DIVISIONS:
        return (Word(text, syllables, "name", (), (0,)),)
    if len(text) <= LONGEST_SUBWORD and text[-1] in DIVISIONS:
        apart = text[-1] == "县" or (len(text) > _PAIR and text[-1] != "州")  # 沙市 is one word
        capitals = (0, len(text) - 1) if apart else (0,)
    bounds = [*capitals, len(text)] if capitals[0] == 0 else [0, *capitals, len(text)]
    words: list[Word] = []
    for a, b in pairwise(bounds):
        words.extend(_name_part(text[a:b], syllables[a:b]))
    return tuple(_hyphenate(words))


def _tail(text: str) -> int:
    """Return the length of a generic part that ends a name written as one word: 地区 of 阿克苏地区."""
    return next(
        (len(head) for head in GENERIC_PARTS if text.endswith(head) and text[: -len(head)] not in _DIRECTIONS),
        0,
    )


def _name_part(text: str, syllables: tuple[str, ...]) -> list[Word]:
    """Return one capitalised part; a long one divides where its pieces are words."""
    if text in READINGS:
        return [word.capitalised() for word in laid_out(text, READINGS[text])]
    if text in FEATURE_NAMES:
        return list(feature_words(text, syllables))
    at = _cut(text)
    if at:
        return [*_name_part(text[:at], syllables[:at]), *_name_part(text[at:], syllables[at:])]
    if len(text) > LONGEST_SUBWORD and (parts := _divided(text, syllables)):
        return parts
    if text in _LOWER:
        return [Word(text, syllables, "single" if len(text) == 1 else "word")]
    return [Word(text, syllables, "name", (), (0,))]


def _cut(text: str) -> int:
    """Return where one word divides, after a feature or before a generic part; 0 if nowhere."""
    if len(text) > _PAIR and text[0] in FEATURES | DIVISIONS and text[1:] in dictionary().readings:
        return 1
    feature = next((i for i in range(len(text) - 1, 1, -1) if text[:i] in FEATURE_NAMES), 0)
    if feature:
        return feature
    if (len(text) > 1 and text[-1] in "与和") or (text[:-1] in READINGS and text[-1] in DIVISIONS):
        return len(text) - 1
    tail = _tail(text)
    return len(text) - tail if tail else 0


def _divided(text: str, syllables: tuple[str, ...]) -> list[Word]:
    """Return the words within a long name; none where it doesn't divide into words, as 齐齐哈尔."""
    pieces = subdivide(text, syllables)
    parts = join(pieces)
    loose = any(a.kind == b.kind == "single" for a, b in pairwise(pieces))
    if loose or len(parts) == 1 or any(len(part.text) == 1 or part.hyphens for part in parts):
        return []
    whole = all(part.kind != "name" for part in parts)
    return [part.capitalised() if whole else part for part in parts]


def _hyphenate(words: list[Word]) -> list[Word]:
    """Join single characters side by side within a name; abbreviations of places take hyphens: 港珠澳大桥."""
    joined: list[Word] = []
    for word in words:
        before = joined[-1] if joined else None
        if (
            before is not None
            and word.text in _ABBREVIATIONS
            and all(ch in _ABBREVIATIONS for ch in before.text)
            and word.capitals
        ):
            count = len(before.text)
            joined[-1] = Word(
                before.text + word.text,
                before.syllables + word.syllables,
                "name",
                (*before.hyphens, count),
                (*before.capitals, count),
            )
        elif before is not None and (before.text + word.text in JOINED or _is_split(before, word)):
            text = before.text + word.text
            ours = laid_out(text, READINGS[text]) if text in READINGS else ()
            joined[-1:] = ours or [Word(text, before.syllables + word.syllables, "name", (), (0,))]
        else:
            joined.append(word)
    return joined


def _is_split(before: Word, word: Word) -> bool:
    """Tell whether the dictionary capitalised each character of one word: 人大, 北斗, or 区 of 湾区."""
    if before.text in _NEGATIONS:
        return before.text != "不" or before.text + word.text in NEGATED
    if len(word.text) != 1 or not word.capitals:
        return False
    if len(before.text) == 1:
        return before.kind == "name" and word.text not in DIVISIONS | FEATURES
    return word.text in DIVISIONS and before.text not in dictionary().readings
