"""The documents that an editor has open: their text, and where its lines begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from lsprotocol.types import Position, Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.serve.lsp.positions import Columns

_LINE_END = re.compile(r"\r\n|\r|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")
_revisions = count(1)


class Document:
    """One state of an open document; a change makes a new one.

    ``revision`` differs between any two states of any documents of this run, unlike ``version``, which the
    client counts. ``name`` is the last part of the path.
    """

    __slots__ = ("_counted", "columns", "language_id", "line_starts", "name", "revision", "text", "uri", "version")

    def __init__(self, uri: str, language_id: str, version: int | None, text: str, columns: Columns) -> None:
        self.uri = uri
        self.language_id = language_id
        self.version = version
        self.text = whole(text)
        self.columns = columns
        self.name = name_of(uri)
        self.line_starts = [0, *(found.end() for found in _LINE_END.finditer(self.text))]
        self.revision = next(_revisions)
        self._counted = (-1, 0, 0)

    def replaced(self, version: int | None, changes: list[Any]) -> Document:
        """Return the document after a client's content changes, each a JSON object, applied one after the other."""
        new = object.__new__(Document)
        new.uri, new.language_id, new.version, new.name = self.uri, self.language_id, version, self.name
        new.columns, new.revision = self.columns, next(_revisions)
        new.text, new.line_starts = self.text, self.line_starts
        new._counted = (-1, 0, 0)
        for change in changes:
            if isinstance(change, dict) and isinstance(text := change.get("text"), str):
                new._apply(change.get("range"), whole(text))
        return new

    def _apply(self, range_: object, text: str) -> None:
        if range_ is None:
            self.text = text
            self.line_starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
            return
        if not isinstance(range_, dict):
            return
        start, end = sorted((self._place(range_.get("start")), self._place(range_.get("end"))))
        # A line end may join what stands before the change, so the lines are sought anew from the one before it.
        first = max(bisect_right(self.line_starts, max(start - 1, 0)) - 1, 0)
        behind = bisect_right(self.line_starts, end)
        window = self.line_starts[first]
        old_limit = self.line_starts[behind] if behind < len(self.line_starts) else len(self.text)
        shift = len(text) - (end - start)
        self.text = f"{self.text[:start]}{text}{self.text[end:]}"
        limit = old_limit + shift
        found = [match.end() for match in _LINE_END.finditer(self.text, window, limit)]
        if behind < len(self.line_starts) and found and found[-1] == limit:
            found.pop()
        moved = self.line_starts[behind:]
        if shift:
            moved = [place + shift for place in moved]
        self.line_starts = [*self.line_starts[: first + 1], *found, *moved]

    def _place(self, position: object) -> int:
        if not isinstance(position, dict):
            return len(self.text)
        line, character = position.get("line"), position.get("character")
        if not isinstance(line, int) or not isinstance(character, int):
            return len(self.text)
        return self.offset(line, character)

    def offset(self, line: int, character: int) -> int:
        """Return the code points before a client's position; what is beyond a line or the text is its end."""
        if line < 0:
            return 0
        if line >= len(self.line_starts):
            return len(self.text)
        written = self.line(line)
        return self.line_starts[line] + self.columns.offset(written, min(character, 4 * len(written)))

    def line(self, number: int) -> str:
        """Return a line without its end."""
        start = self.line_starts[number]
        if number + 1 == len(self.line_starts):
            return self.text[start:]
        end = self.line_starts[number + 1] - 1
        if end > start and self.text[end] == "\n" and self.text[end - 1] == "\r":
            end -= 1
        return self.text[start:end]

    def line_of(self, offset: int) -> int:
        """Return the number of the line in which a code point stands."""
        return bisect_right(self.line_starts, offset) - 1

    def offset_of(self, position: Position) -> int:
        """Return the code points before a client's position."""
        return self.offset(position.line, position.character)

    def coordinates(self, offset: int) -> tuple[int, int]:
        """Return the client's line and column of a code point."""
        number = bisect_right(self.line_starts, offset) - 1
        start = self.line_starts[number]
        # Places are mostly asked for in their order, and a line may be as long as the text.
        known_line, known_offset, units = self._counted
        if known_line != number or known_offset > offset:
            known_offset, units = start, 0
        units += self.columns.count(self.text[known_offset:offset])
        self._counted = number, offset, units
        return number, units

    def position(self, offset: int) -> Position:
        """Return the client's position of a code point."""
        return Position(*self.coordinates(offset))

    def range(self, start: int, end: int) -> Range:
        """Return the client's range of some code points."""
        return Range(self.position(start), self.position(end))

    def span_of(self, range_: Range) -> tuple[int, int]:
        """Return the code points of a client's range, in their order."""
        start, end = sorted((self.offset_of(range_.start), self.offset_of(range_.end)))
        return start, end


class Documents:
    """All open documents, by URI."""

    def __init__(self) -> None:
        self._open: dict[str, Document] = {}

    def __iter__(self) -> Iterator[Document]:
        return iter(list(self._open.values()))

    def get(self, uri: str) -> Document | None:
        """Return an open document."""
        return self._open.get(uri)

    def put(self, document: Document) -> None:
        """Keep a document, or its new state."""
        self._open[document.uri] = document

    def drop(self, uri: str) -> Document | None:
        """Forget a document that was closed."""
        return self._open.pop(uri, None)


def whole(text: str) -> str:
    """Return a text without halves of surrogate pairs, which no encoding can write."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def name_of(uri: str) -> str:
    """Return the last part of a URI's path."""
    try:
        path = urlsplit(uri).path
    except ValueError:
        path = uri
    return PurePosixPath(unquote(path)).name
