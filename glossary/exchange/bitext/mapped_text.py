"""A text as a reader sees it, with the place in the file of each of its characters."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from glossary.exchange.bitext.syntax import Syntax


class MappedText(NamedTuple):
    """A plain text, and where it stands in the raw text of its file.

    Escapes are resolved and tags are left out. The characters are kept in runs: in a run that is as long in
    the file as here one character stands for one, any other run is a single character that is written as
    something else, such as ``&amp;``, or stands for a tag and has no room of its own. All offsets are code
    points.
    """

    text: str
    starts: array[int]
    raw_starts: array[int]
    raw_ends: array[int]
    syntax: Syntax

    def to_raw(self, offset: int) -> int:
        """Return where a character begins in the file; of the end of the text, where its last one ends."""
        if offset >= len(self.text):
            return self.raw_ends[-1]
        run = self._run(offset)
        return self.raw_starts[run] + (offset - self.starts[run] if self._is_plain(run) else 0)

    def span_to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the file from the first to the last character of a span, tags between included."""
        first = self.to_raw(start)
        if end <= start:
            return first, first
        run = self._run(end - 1)
        last = self.raw_starts[run] + end - self.starts[run] if self._is_plain(run) else self.raw_ends[run]
        return first, last

    def from_raw(self, place: int) -> int | None:
        """Return the offset of the character that stands at a place of the file, None where none does."""
        run = bisect_right(self.raw_starts, place) - 1
        if run < 0 or place >= self.raw_ends[run]:
            return None
        return self.starts[run] + (place - self.raw_starts[run] if self._is_plain(run) else 0)

    def is_contiguous(self, start: int, end: int) -> bool:
        """Whether no tag or line break of the file stands within a span, so that it can be replaced whole."""
        if end <= start:
            return True
        first, last = self._run(start), self._run(end - 1)
        return all(self.raw_ends[run] == self.raw_starts[run + 1] for run in range(first, last)) and all(
            self.raw_ends[run] > self.raw_starts[run] for run in range(first, last + 1)
        )

    def escape(self, text: str) -> str | None:
        """Return how a text is written at this place of the file, None if it can't be."""
        return self.syntax.escape(text)

    def _run(self, offset: int) -> int:
        return max(bisect_right(self.starts, offset) - 1, 0)

    def _is_plain(self, run: int) -> bool:
        end = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        return end - self.starts[run] == self.raw_ends[run] - self.raw_starts[run]


class TextBuilder:
    """Puts a mapped text together from pieces in the order of the file."""

    __slots__ = ("_is_plain", "_length", "_parts", "_raw_ends", "_raw_starts", "_starts")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts = array("q")
        self._raw_starts = array("q")
        self._raw_ends = array("q")
        self._length = 0
        self._is_plain = False

    def __len__(self) -> int:
        return self._length

    def add(self, text: str, raw_start: int, raw_end: int) -> None:
        """Add a piece: as it stands in the file, or one character that is written otherwise."""
        if not text:
            return
        is_plain = len(text) == raw_end - raw_start
        if is_plain and self._is_plain and self._raw_ends[-1] == raw_start:
            self._raw_ends[-1] = raw_end
        else:
            self._starts.append(self._length)
            self._raw_starts.append(raw_start)
            self._raw_ends.append(raw_end)
        self._is_plain = is_plain
        self._parts.append(text)
        self._length += len(text)

    def build(self, place: int, syntax: Syntax) -> MappedText:
        """Return the text.

        Args:
            place: where the text would stand in the file if it is empty.
            syntax: how texts are written there.
        """
        if not self._starts:
            return MappedText("", array("q", [0]), array("q", [place]), array("q", [place]), syntax)
        return MappedText("".join(self._parts), self._starts, self._raw_starts, self._raw_ends, syntax)


def map_slice(raw: str, start: int, end: int, syntax: Syntax) -> MappedText:
    """Return a part of a file that is written as it is read."""
    return MappedText(raw[start:end], array("q", [0]), array("q", [start]), array("q", [end]), syntax)
