"""Lines and columns of a text, as editors and compilers count them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from glossary.lookup.checking.finding import Place


class LineIndex:
    """Says on which line of a text an offset is; lines end with LF, CRLF or CR.

    Args:
        text: of the file.
        file: its name.
    """

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        # Every end of a line as one LF where the line's end is, nothing moved.
        plain = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
        self._starts = list(accumulate((len(line) + 1 for line in plain.split("\n")), initial=0))[:-1]

    def place(self, start: int, end: int) -> Place:
        """Return a stretch of the text with its lines and columns."""
        line, column = self._position(start)
        end_line, end_column = self._position(end)
        return Place(self._file, start, end, line, column, end_line, end_column, self._text[start:end])

    def line(self, number: int) -> str:
        """Return a line without its end, counted from 1."""
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[self._starts[number - 1] : end].rstrip("\r\n")

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
