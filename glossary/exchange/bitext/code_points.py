"""From places in bytes to places in a text."""

from __future__ import annotations


class CodePoints:
    """Counts code points in the UTF-8 of a text, from the place that was asked for before: places in order are cheap.

    Half a surrogate pair, which has no UTF-8, becomes a question mark in the bytes: one code point as well.
    """

    def __init__(self, text: str) -> None:
        self.data = text.encode("utf-8", "replace")
        self._text = text
        self._is_ascii = len(self.data) == len(text)
        self._byte = 0
        self._point = 0

    def of_byte(self, byte: int) -> int:
        """Return the code point that begins at a byte."""
        if self._is_ascii:
            return byte
        if byte >= self._byte:
            self._point += len(self.data[self._byte : byte].decode("utf-8", "ignore"))
        else:
            self._point -= len(self.data[byte : self._byte].decode("utf-8", "ignore"))
        self._byte = byte
        return self._point

    def to_byte(self, point: int) -> int:
        """Return the byte at which a code point begins."""
        if self._is_ascii:
            return point
        if point >= self._point:
            self._byte += len(self._text[self._point : point].encode("utf-8", "replace"))
        else:
            self._byte -= len(self._text[point : self._point].encode("utf-8", "replace"))
        self._point = point
        return self._byte
