"""The index and the synonyms of a dictionary, in the order that StarDict searches them."""

from __future__ import annotations

import struct
from array import array
from collections import Counter
from typing import IO, TYPE_CHECKING

from glossary.exchange.stardict.headwords import fit
from glossary.text.chinese import to_traditional

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.exchange.stardict.headwords import Heading

_PLACE = struct.Struct(">II")
_NUMBER = struct.Struct(">I")
#: A beginning of pinyin that more headings than these share would find too much.
MOST_SHARING = 12
#: So many words are converted in one go, as each go costs more than a word.
_AT_ONCE = 1000


class _Links:
    """Words that lead to headings, in as little memory as may be: a dictionary has a million of them."""

    def __init__(self) -> None:
        self.keys: list[bytes] = []
        self.headings = array("I")

    def add(self, keys: Iterable[str], heading: int) -> None:
        for key in keys:
            self.keys.append(key.encode())
            self.headings.append(heading)

    def records(self, ranks: array[int]) -> Iterator[bytes]:
        """Yield records that sort as StarDict wants its synonyms: folded word, word, number of the heading."""
        for key, heading in zip(self.keys, self.headings, strict=True):
            yield b"%b\0%b\0%b" % (key.lower(), key, _NUMBER.pack(ranks[heading]))

    def in_traditional(self) -> _Links:
        """Return the words that are written otherwise in Traditional characters, so written."""
        found = _Links()
        for start in range(0, len(self.keys), _AT_ONCE):
            keys = self.keys[start : start + _AT_ONCE]
            converted = to_traditional(b"\n".join(keys).decode()).split("\n")
            for key, word, heading in zip(keys, converted, self.headings[start:], strict=False):
                if word.encode() != key:
                    found.add((fit(word),), heading)
        return found


class Index:
    """Where the articles of each heading stand, and which other words lead to it."""

    def __init__(self) -> None:
        self.articles: dict[bytes, list[tuple[int, int]]] = {}
        self._numbers: dict[bytes, int] = {}
        self._synonyms = _Links()
        self._beginnings = _Links()
        self._simplified = _Links()

    def add(self, place: tuple[int, int], headings: Iterable[Heading]) -> None:
        """Take in an article, the offset and size of which are ``place``."""
        for heading in headings:
            word = heading.word.encode()
            number = self._numbers.setdefault(word, len(self._numbers))
            self.articles.setdefault(word, []).append(place)
            self._synonyms.add(heading.synonyms, number)
            self._beginnings.add(heading.beginnings, number)
            self._simplified.add(heading.simplified, number)

    def write(self, file: IO[bytes], places: dict[bytes, tuple[int, int]]) -> array[int]:
        """Write the headings and return the place of each in their order, by the order in which they came."""
        ranks = array("I", bytes(4 * len(places)))
        # The comparison is g_ascii_strcasecmp, then strcmp; sorting is stable.
        ordered = sorted(sorted(places), key=bytes.lower)
        for rank, word in enumerate(ordered):
            ranks[self._numbers[word]] = rank
        file.write(b"".join(b"%b\0%b" % (word, _PLACE.pack(*places[word])) for word in ordered))
        return ranks

    def write_synonyms(self, file: IO[bytes], ranks: array[int]) -> int:
        """Write what leads to the headings and return how many words that are."""
        shared = Counter(self._beginnings.keys)
        beginnings = self._beginnings.records(ranks)
        rare = (record for record in beginnings if shared[record[: record.index(0)]] <= MOST_SHARING)
        traditional = self._simplified.in_traditional().records(ranks)
        ordered = sorted({*self._synonyms.records(ranks), *traditional, *rare})
        file.write(b"".join(record[(len(record) - _NUMBER.size) // 2 :] for record in ordered))
        return len(ordered)
