"""Lines and columns of a text, as editors and compilers count them."""

from __future__ import annotations

import re
from bisect import bisect_right

from glossary.lookup.checking.finding import Place

_LINE_END = re.compile(r"\r\n?|\n")


class LineIndex:
    """Says on which line of a text an offset is; lines end with LF, CRLF or CR.

    Args:
        text: of the file.
        file: its name.
    """

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

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
