"""Where candidates stand: every span of tokens that may be a term, with its key."""

from __future__ import annotations

from array import array

MAXIMAL = 1  # nothing before or after it belongs to the same phrase
QUOTED = 2
NAME = 4  # every word of it has a capital where that says something
BRIDGED = 8  # holds of, and, for, ...
KNOWN = 16  # a term of the termbase, longest match
SET_NUMBER = 32  # begins with a number that is a part of it
PLAIN_CASE = 64  # its capitals say nothing: a headline, or the first word of a sentence
HEADING = 128


class Spans:
    """The occurrences of all keys in parallel arrays, 10 bytes each, in the order in which they were found.

    ``start[i]`` and ``length[i]`` count tokens of the corpus; ``key[i]`` numbers the keys of ``ids``.
    """

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.key = array("I")
        self.start = array("I")
        self.length = bytearray()
        self.flags = bytearray()

    def add(self, key: str, start: int, length: int, flags: int) -> None:
        """Append an occurrence."""
        self.key.append(self.ids.setdefault(key, len(self.ids)))
        self.start.append(start)
        self.length.append(length)
        self.flags.append(flags)
