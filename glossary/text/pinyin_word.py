"""The word of a layout: what division makes, joining joins and printing prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
        """Join two words into one, printed without a space; a name stays one, an apostrophe comes by itself."""
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
