"""The JSON objects of a file, one after the other, however long the file is."""

from __future__ import annotations

import codecs
import json
import re
from typing import IO, TYPE_CHECKING, Any

from glossary.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = re.compile(r"[ \t\r\n]*")
_CHUNK = 1 << 16
_LONGEST = 10_000_000
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def split_objects(path: str, file: IO[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the line on which each object begins, and the object: of an array, or one after the other.

    Raises:
        FormatError: the file is no UTF-8 or no JSON, or holds anything but objects.
    """
    text = _Text(path, file)
    is_array = text.take("[")
    is_first = True
    while True:
        if is_array and text.take("]"):
            break
        if text.is_at_end():
            if is_array:
                raise FormatError(path, "ends within its array: it isn't whole", text.line)
            return
        if is_array and not is_first and not text.take(","):
            raise FormatError(path, "is no JSON: a comma is missing between two entries", text.line)
        is_first = False
        yield text.take_object()
    if not text.is_at_end():
        raise FormatError(path, "goes on behind its array; one array or one object a line is read", text.line)


class _Text:
    """The text of a file, of which a window is in memory; ``line`` is where it is read."""

    def __init__(self, path: str, file: IO[bytes]) -> None:
        self.line = 1
        self._path = path
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._json = json.JSONDecoder()
        self._window = ""
        self._place = 0
        self._is_whole = False
        self._read(_CHUNK)
        if self._window.startswith("\ufeff"):
            self._place = 1

    def is_at_end(self) -> bool:
        """Whether nothing but space is left."""
        return not self._peek()

    def take(self, sign: str) -> bool:
        """Go behind a sign if it is the next that is no space, and tell whether it was."""
        if self._peek() != sign:
            return False
        self._place += 1
        return True

    def take_object(self) -> tuple[int, dict[str, Any]]:
        """Return the line of the object that comes next, and the object.

        Raises:
            FormatError: there is none.
        """
        if self._peek() != "{":
            raise FormatError(self._path, "is no JSON of entries: an object is expected here", self.line)
        while True:
            try:
                value, end = self._json.raw_decode(self._window, self._place)
            except json.JSONDecodeError as error:
                if self._is_whole:
                    line = self.line + self._window.count("\n", self._place, error.pos)
                    raise FormatError(
                        self._path, f"is no JSON: {error.msg[:1].lower()}{error.msg[1:]}", line
                    ) from error
                if len(self._window) - self._place > _LONGEST:
                    raise FormatError(
                        self._path, "has an entry of more than 10 MB, or is no JSON", self.line
                    ) from error
                self._read(max(_CHUNK, len(self._window) - self._place))
            except (RecursionError, ValueError) as error:  # nested or numbered beyond all measure
                raise FormatError(self._path, "holds what no entry can be: too deep or too long", self.line) from error
            else:
                line = self.line
                self.line += self._window.count("\n", self._place, end)
                self._place = end
                return line, dict(value)

    def _peek(self) -> str:
        """Return the next sign that is no space, "" at the end."""
        while True:
            match = _SPACE.match(self._window, self._place)
            end = match.end() if match else self._place
            self.line += self._window.count("\n", self._place, end)
            self._place = end
            if end < len(self._window):
                return self._window[end]
            if self._is_whole:
                return ""
            self._read(_CHUNK)

    def _read(self, size: int) -> None:
        """Let the window begin here and reach further."""
        raw = self._file.read(size)
        if not self._window and raw.startswith(_UTF_16):
            raise FormatError(self._path, "is UTF-16; save it as UTF-8")
        self._is_whole = not raw
        kept = self._window[self._place :]
        try:
            more = self._decoder.decode(raw, final=self._is_whole)
        except UnicodeDecodeError as error:
            line = self.line + kept.count("\n") + error.object.count(b"\n", 0, error.start)
            byte = error.object[error.start]
            raise FormatError(self._path, f"is no UTF-8 (byte {byte:#04x}); save it as UTF-8", line) from error
        self._window = kept + more
        self._place = 0
