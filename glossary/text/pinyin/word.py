"""The word of a layout: what division makes, joining joins and printing prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from glossary.text.pinyin.syllables import split_word

Kind = Literal["word", "fixed", "name", "idiom", "number", "single", "foreign", "mark"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the layout: its characters, their syllables in lower case with tones, and how it is printed.

    ``hyphens`` are the indices of syllables that a hyphen precedes, ``capitals`` of those with a capital.
    Words of kind ``foreign`` and ``mark`` have their own text as the only syllable. ``kind`` ``fixed`` is a
    word of our own lists, printed as it is there.
    """

    text: str
    syllables: tuple[str, ...]
    kind: Kind = "word"
    hyphens: tuple[int, ...] = ()
    capitals: tuple[int, ...] = ()

    def __add__(self, other: Word) -> Word:
        """Join two words into one, printed without a space; a name stays one."""
        count = len(self.syllables)
        return Word(
            self.text + other.text,
            self.syllables + other.syllables,
            "name" if self.kind == "name" else "word",
            self.hyphens + tuple(count + i for i in other.hyphens),
            self.capitals + tuple(count + i for i in other.capitals if other.hyphens),
        )

    def capitalised(self) -> Word:
        """Return the word as part of a name."""
        if self.capitals:
            return self
        halves = () if self.kind == "number" else self.hyphens
        return Word(self.text, self.syllables, "name", self.hyphens, (0, *halves))


def laid_out(text: str, layout: str) -> tuple[Word, ...]:
    """Return the words of a text whose pinyin is given as it shall be printed."""
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
