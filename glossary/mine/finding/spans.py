"""Where candidates stand: every span of tokens that may be a term, with its key."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.mine.corpus import Corpus
    from glossary.mine.finding.truecase import Truecaser

MAXIMAL = 1  # nothing before or after it belongs to the same phrase
QUOTED = 2
NAME = 4  # every word of it has a capital where that says something
BRIDGED = 8  # holds of, and, for, ...
KNOWN = 16  # a term of the termbase, longest match
SET_NUMBER = 32  # begins with a number that is a part of it
PLAIN_CASE = 64  # its capitals say nothing: a headline, or the first word of a sentence
HEADING = 128


class Spans:
    """The occurrences of all keys in parallel arrays, 15 bytes each, chained by key.

    ``start[i]`` and ``length[i]`` count tokens of the corpus; ``previous[i]`` is the occurrence before of the
    same key, plus one; ``head[key]`` the last, plus one.
    """

    def __init__(self, truecaser: Truecaser) -> None:
        self.truecaser = truecaser
        self.ids: dict[str, int] = {}
        self.head = array("I")
        self.count = array("I")
        self.start = array("I")
        self.length = bytearray()
        self.flags = bytearray()
        self.previous = array("I")

    def add(self, key: str, start: int, length: int, flags: int) -> None:
        """Append an occurrence."""
        number = self.ids.get(key)
        if number is None:
            number = self.ids[key] = len(self.head)
            self.head.append(0)
            self.count.append(0)
        self.start.append(start)
        self.length.append(length)
        self.flags.append(flags)
        self.previous.append(self.head[number])
        self.head[number] = len(self.start)
        self.count[number] += 1

    def occurrences(self, number: int) -> list[int]:
        """Return the indices of the occurrences of a key, first to last."""
        found = []
        i = self.head[number]
        while i:
            found.append(i - 1)
            i = self.previous[i - 1]
        found.reverse()
        return found


def surface(corpus: Corpus, text: str, start: int, length: int) -> str:
    """Return the characters of a span."""
    return text[corpus.offsets[start] : corpus.end_offset(start + length - 1)]
