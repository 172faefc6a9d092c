"""The index and the synonyms of a dictionary, in the order that StarDict searches them."""

from __future__ import annotations

import struct
from array import array
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from typing import IO, TYPE_CHECKING, Self

from glossary.exchange.stardict.headwords import fit
from glossary.exchange.stardict.sorting import Sorter
from glossary.text.chinese import to_traditional

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from glossary.exchange.stardict.headwords import Heading

    Place = tuple[int, int]

_PLACE = struct.Struct(">II")
_HEADING = struct.Struct(">III")
_NUMBER = struct.Struct(">I")
_LINK = struct.Struct(">I?")
#: A beginning of pinyin that more headings than these share would find too much.
MOST_SHARING = 12
#: So many words are converted in one go, and so many records handed on, as each go costs more than a word.
_AT_ONCE = 1000


class Index:
    """Where the articles of each heading stand, and which other words lead to it.

    Records sort as StarDict wants its words: the comparison is g_ascii_strcasecmp, then strcmp. A key is therefore
    the word in small letters and the word, each with a zero behind it, which no word has.
    """

    def __init__(self) -> None:
        self._files = ExitStack()
        self._headings = self._files.enter_context(Sorter())
        self._links = self._files.enter_context(Sorter())
        #: How many headings were written.
        self.words = 0
        self._count = 0
        self._new_headings: list[bytes] = []
        self._new_links: list[bytes] = []
        self._simplified: list[tuple[str, int]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    def add(self, place: Place, headings: Iterable[Heading]) -> None:
        """Take in an article, the offset and size of which are ``place``."""
        for heading in headings:
            number = self._count
            self._count += 1
            word = heading.word.encode()
            self._new_headings.append(b"%b\0%b\0%b" % (word.lower(), word, _HEADING.pack(number, *place)))
            self._link([synonym for synonym in heading.synonyms if synonym != heading.word], number)
            if heading.beginnings:
                self._link(heading.beginnings, number, is_beginning=True)
            if heading.simplified:
                self._simplified += [(simplified, number) for simplified in heading.simplified]
        if len(self._new_headings) >= _AT_ONCE:
            self._hand_on()

    def write(self, file: IO[bytes], join: Callable[[list[Place]], Place]) -> array[int]:
        """Write the headings and return the place of each in their order, by the order in which they came.

        ``join`` makes one article of several that stand under one heading, and returns where it is.
        """
        self._hand_on()
        ranks = array("I", bytes(_NUMBER.size * self._count))
        out: list[bytes] = []
        for key, records in groupby(self._headings, itemgetter(slice(-_HEADING.size))):
            found = [_HEADING.unpack_from(record, len(key)) for record in records]
            for number, _, _ in found:
                ranks[number] = self.words
            places = list(dict.fromkeys([(offset, size) for _, offset, size in found]))
            place = places[0] if len(places) == 1 else join(places)
            out.append(key[len(key) >> 1 :] + _PLACE.pack(*place))
            self.words += 1
            if len(out) >= _AT_ONCE:
                _flush(out, file)
        _flush(out, file)
        return ranks

    def write_synonyms(self, file: IO[bytes], ranks: array[int]) -> int:
        """Write what leads to the headings and return how many words that are."""
        count = 0
        out: list[bytes] = []
        for key, records in groupby(self._links, itemgetter(slice(-_LINK.size))):
            found = [_LINK.unpack_from(record, len(key)) for record in records]
            if len(found) == 1:
                out.append(key[len(key) >> 1 :] + _NUMBER.pack(ranks[found[0][0]]))
            else:
                is_rare = sum([is_beginning for _, is_beginning in found]) <= MOST_SHARING
                leads_to = {ranks[number] for number, is_beginning in found if is_rare or not is_beginning}
                out += [key[len(key) >> 1 :] + _NUMBER.pack(rank) for rank in sorted(leads_to)]
            if len(out) >= _AT_ONCE:
                count += _flush(out, file)
        return count + _flush(out, file)

    def _link(self, words: Iterable[str], number: int, *, is_beginning: bool = False) -> None:
        packed = _LINK.pack(number, is_beginning)
        self._new_links += [b"%b\0%b\0%b" % (key.lower(), key, packed) for key in map(str.encode, words) if key]

    def _hand_on(self) -> None:
        """Give what is new to the sorters, and the words that are written otherwise in Traditional characters."""
        words = [word for word, _ in self._simplified]
        converted = to_traditional("\n".join(words)).split("\n") if words else []
        for (word, number), traditional in zip(self._simplified, converted, strict=True):
            if traditional != word:
                self._link((fit(traditional),), number)
        self._headings.extend(self._new_headings)
        self._links.extend(self._new_links)
        for handed_on in (self._simplified, self._new_headings, self._new_links):
            handed_on.clear()


def _flush(out: list[bytes], file: IO[bytes]) -> int:
    """Write the records, empty the list, and return how many they were."""
    count = len(out)
    file.write(b"".join(out))
    out.clear()
    return count
