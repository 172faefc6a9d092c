"""Chinese numerals: where one stands in a text, and how it is printed (GB/T 16159-2012, 6.1.5)."""

from __future__ import annotations

import re
from itertools import pairwise

from glossary.text.pinyin.word import Word

DIGITS = "一二三四五六七八九"
NUMERAL = re.compile(
    rf"第(?:[{DIGITS}]?[十百千万两零][{DIGITS}十百千万两零〇]*|[{DIGITS}])"
    rf"|[{DIGITS}两]?(?:[十百千万亿])[{DIGITS}十百千万亿两零〇]*"
    rf"|[〇零{DIGITS}]{{2,}}(?=年)|[〇零{DIGITS}]{{4,}}"
)
# Names made of numerals: the five-year plans by their number (十四五), the congresses of the Party (二十大).
NUMERAL_NAME = re.compile(
    rf"十[{DIGITS}]五(?=规划|时期|期间|计划|开局|末|以来|$)"
    rf"|(?:二?十[{DIGITS}]?|[八九])大(?=报告|精神|以来|代表|部署|提出|召开|闭幕|开幕|主席团|后|$)"
)
_READINGS = dict(
    zip(
        "〇零两十百千万亿" + DIGITS,
        [
            "líng",
            "líng",
            "liǎng",
            "shí",
            "bǎi",
            "qiān",
            "wàn",
            "yì",
            "yī",
            "èr",
            "sān",
            "sì",
            "wǔ",
            "liù",
            "qī",
            "bā",
            "jiǔ",
        ],
        strict=True,
    )
)


def number_words(text: str) -> tuple[Word, ...]:
    """Return the words of a numeral.

    Hundreds and thousands join the digit before them, ten thousands do after a single one (yīyì, but
    liǎngqiān wàn); an ordinal takes a hyphen (dì-shísì); digits read one by one stand apart (èr líng sān wǔ).
    """
    if not re.search("[十百千万亿第]", text):
        return tuple(Word(ch, (_READINGS[ch],), "number") for ch in text)
    ordinal, digits = (text[:1], text[1:]) if text[0] == "第" else ("", text)
    pieces = [piece for piece in _pieces(digits) if piece]
    words = [Word(piece, tuple(_READINGS[ch] for ch in piece), "number") for piece in pieces]
    if ordinal:
        first = words[0]
        words[0] = Word(ordinal + first.text, ("dì", *first.syllables), "number", (1,))
    return tuple(words)


def _pieces(digits: str) -> list[str]:
    """Cut a numeral after each hundred, thousand, ten thousand and hundred million."""
    pieces: list[str] = []
    current = ""
    for ch in digits:
        if ch in "万亿" and len(current) != 1:
            pieces += [current, ch]
            current = ""
        elif ch in "百千万亿":
            pieces.append(current + ch)
            current = ""
        elif ch in "零〇":
            pieces += [current, ch]
            current = ""
        else:
            current += ch
    return [*pieces, current]


def name_words(text: str) -> tuple[Word, ...]:
    """Return a name made of numerals: Shísìwǔ is one word, Èrshí Dà two."""
    syllables = tuple(_READINGS.get(ch, "dà") for ch in text)
    cuts = [0, len(text) - 1, len(text)] if text[-1] == "大" else [0, len(text)]
    return tuple(Word(text[a:b], syllables[a:b], "name", (), (0,)) for a, b in pairwise(cuts))
