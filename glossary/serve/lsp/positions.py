"""Columns as a client counts them: in UTF-8 or UTF-16 units, or in code points."""

from __future__ import annotations

import re
from typing import Protocol

from lsprotocol.types import PositionEncodingKind

#: Cheapest first: code points are what Python counts itself, UTF-8 says by its bytes where a character begins.
PREFERRED = (PositionEncodingKind.Utf32, PositionEncodingKind.Utf8, PositionEncodingKind.Utf16)
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Columns(Protocol):
    """Turns a client's column of a line into code points and back; what is beyond the line is its end."""

    def offset(self, line: str, units: int) -> int:
        """Return how many code points stand before a column; within a character, those before it."""
        ...

    def count(self, text: str) -> int:
        """Return how many units a text has."""
        ...


class CodePoints:
    """UTF-32: nothing to do."""

    def offset(self, line: str, units: int) -> int:
        """Return the column, at most the end of the line."""
        return min(max(units, 0), len(line))

    def count(self, text: str) -> int:
        """Return its length."""
        return len(text)


class Utf16:
    """UTF-16: two units beyond the Basic Multilingual Plane."""

    def offset(self, line: str, units: int) -> int:
        """Return the code points before a column."""
        if _ASTRAL.search(line, 0, max(units, 0)) is None:
            return min(max(units, 0), len(line))
        return len(line.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))

    def count(self, text: str) -> int:
        """Return its length, characters beyond the Basic Multilingual Plane counted twice."""
        return len(text) + (0 if text.isascii() else len(_ASTRAL.findall(text)))


class Utf8:
    """UTF-8: one to four units a character."""

    def offset(self, line: str, units: int) -> int:
        """Return the code points before a column."""
        if line.isascii():
            return min(max(units, 0), len(line))
        return len(line.encode()[: max(units, 0)].decode("utf-8", "ignore"))

    def count(self, text: str) -> int:
        """Return its bytes."""
        return len(text) if text.isascii() else len(text.encode())


_COLUMNS: dict[str, Columns] = {
    PositionEncodingKind.Utf8: Utf8(),
    PositionEncodingKind.Utf16: Utf16(),
    PositionEncodingKind.Utf32: CodePoints(),
}


def choose_encoding(offered: list[PositionEncodingKind | str] | None) -> PositionEncodingKind:
    """Return the cheapest of the encodings that a client offers; UTF-16 where it says nothing."""
    return next((encoding for encoding in PREFERRED if encoding in (offered or ())), PositionEncodingKind.Utf16)


def columns_of(encoding: PositionEncodingKind) -> Columns:
    """Return how columns are counted in an encoding."""
    return _COLUMNS[encoding]
