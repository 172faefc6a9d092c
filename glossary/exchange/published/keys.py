"""What a reader may type to find an entry."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from glossary.exchange.files.characters import strip_illegal
from glossary.text.pinyin import initials, plain

_BETWEEN = re.compile(r"[^\w]+")


def single_line(text: str) -> str:
    """Return a text on one line, without characters that no file may hold."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(strip_illegal(text).split())


class PinyinKeys:
    """The ways to type pinyin: in one word, in words, by initials, and the first two words of more."""

    __slots__ = ("beginning", "initials", "joined", "spaced")

    def __init__(self, pinyin: str) -> None:
        words = pinyin.split()
        read = [_read(word) for word in words]
        self.initials = "".join([initials for _, initials in read])
        self.spaced = " ".join([spaced for spaced, _ in read if spaced])
        self.joined = self.spaced.replace(" ", "")
        first = self.spaced.split(" ", 2)
        self.beginning = first[0] + first[1] if len(first) > 2 else ""  # noqa: PLR2004 - two are a beginning


@lru_cache(maxsize=1 << 16)
def _read(word: str) -> tuple[str, str]:
    """Return a word of pinyin as it is typed, no tones, no capitals, v for ü, in parts, and its initials."""
    composed = unicodedata.normalize("NFC", strip_illegal(word))
    return " ".join(_BETWEEN.sub(" ", plain(composed)).lower().split()), initials(composed)
