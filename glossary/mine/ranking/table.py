"""The evidence of all keys of a corpus in columns: some 150 bytes a key, where objects take a thousand."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from glossary.mine.ranking.evidence import Evidence
from glossary.mine.ranking.partial import NUMBERS
from glossary.progress import Progress, ticking
from glossary.text.english import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from glossary.mine.ranking.merging import Merged

TELL_EVERY = 1_000
"""Keys between two reports of progress."""

_POSSESSIVE = "S"
_COLUMNS = (*NUMBERS, "left", "right")
_FREQUENCY, _ALONE, _KNOWN = (_COLUMNS.index(name) for name in ("frequency", "alone", "known"))


class EvidenceTable(Mapping[str, Evidence]):
    """The evidence of keys, in the order in which the corpus has them.

    An ``Evidence`` is made anew whenever it is asked for: a change of one changes nothing here.
    """

    def __init__(self, merged: list[Merged]) -> None:
        first = np.concatenate([part.first for part in merged])
        order = np.argsort(first, kind="stable").tolist()
        self._keys = _sorted([part.keys for part in merged], order)
        self._words = _sorted([part.words for part in merged], order)
        patterns: dict[str, str] = {}  # there are few: each is kept once
        self._tags = [patterns.setdefault(tags, tags) for tags in _sorted([part.tags for part in merged], order)]
        numbers = np.concatenate([np.column_stack([part.numbers, part.left, part.right]) for part in merged])
        self._numbers = [_array(column[order]) for column in numbers.T]
        self._row = {key: row for row, key in enumerate(self._keys) if any(self._kept(row))}
        self._nested_in = array("I", bytes(4 * len(order)))
        self._longest = array("I", bytes(4 * len(order)))
        self._longest_row = array("I", bytes(4 * len(order)))

    def __len__(self) -> int:
        """Count the keys."""
        return len(self._row)

    def __iter__(self) -> Iterator[str]:
        """Yield the keys."""
        return iter(self._row)

    def __contains__(self, key: object) -> bool:
        return key in self._row

    def __getitem__(self, key: str) -> Evidence:
        """Return the evidence of a key."""
        row = self._row[key]
        tags, kept, longest = self._tags[row], self._kept(row), self._longest[row]
        frequency, documents, alone, names, cased, *more = [column[row] for column in self._numbers]
        quoted, bridged, known, numbered, in_headings, left, right = more
        return Evidence(
            key=key,
            words=[word.lower() for word, keep in zip(self._words[row].split(" "), kept, strict=True) if keep],
            pattern="".join([tag for tag, keep in zip(tags, kept, strict=True) if keep]),
            frequency=frequency,
            documents=documents,
            alone=alone,
            names=names,
            cased=cased,
            quoted=quoted,
            bridged=bridged,
            known=known,
            numbered=numbered,
            in_headings=in_headings,
            left=left,
            right=right,
            possessive=_POSSESSIVE in tags,
            nested_in=self._nested_in[row],
            longest=longest,
            longest_key=self._keys[self._longest_row[row]] if longest else "",
        )

    def count_known_words(self) -> int:
        """Count the words of all occurrences of known terms."""
        known = self._numbers[_KNOWN]
        return sum(known[row] * sum(self._kept(row)) for row in self._row.values() if known[row])

    def count_known(self, key: str) -> None:
        """Take what a key has alone for occurrences of a known term."""
        row = self._row[key]
        self._numbers[_KNOWN][row] = self._numbers[_ALONE][row]

    def count_nesting(self, progress: Progress | None) -> None:
        """Count for every key the longer ones that hold it (Frantzi et al. 2000, C-value)."""
        rows = ticking(self._row.values(), progress, "looking into terms", len(self), every=TELL_EVERY)
        for outer in rows:
            if sum(self._kept(outer)) == 1:
                continue
            parts = [fold_word(word) for word in self._words[outer].split(" ")]
            for key in _inner_keys(parts):
                inner = self._row.get(key)
                if inner is not None and inner != outer:
                    self._nest(inner, outer)

    def _nest(self, inner: int, outer: int) -> None:
        """Note that a key is a part of another one."""
        frequency, longest = self._numbers[_FREQUENCY][outer], self._longest[inner]
        self._nested_in[inner] += 1
        if frequency > longest or (
            frequency == longest and len(self._keys[outer]) > len(self._keys[self._longest_row[inner]])
        ):
            self._longest[inner], self._longest_row[inner] = frequency, outer

    def _kept(self, row: int) -> list[bool]:
        """Return which words of the commonest form of a key carry meaning."""
        words = self._words[row].split(" ")
        return [tag != _POSSESSIVE and fold_word(word) != "" for word, tag in zip(words, self._tags[row], strict=True)]


def _inner_keys(parts: list[str]) -> set[str]:
    """Return the keys of all pieces of a phrase but the whole."""
    count = len(parts)
    found = set()
    for start in range(count):
        key = ""
        for stop in range(start, count):
            key += parts[stop]
            if stop - start + 1 < count:
                found.add(key)
    return found


def _sorted(parts: list[list[str]], order: list[int]) -> list[str]:
    strings = [text for part in parts for text in part]
    return [strings[place] for place in order]


def _array(column: NDArray[np.int64]) -> array[int]:
    return array("I", column.astype(np.uint32).tobytes())
