"""Rows and cells of a table with their places in the text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import FormatError
from glossary.exchange.bitext.mapped_text import TextBuilder, map_slice
from glossary.exchange.bitext.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exchange.bitext.mapped_text import MappedText

_MOST_COLUMNS = 1_000


class Cell(NamedTuple):
    """A cell: where its content stands, without the quotation marks around it."""

    start: int
    end: int
    is_quoted: bool

    def read(self, text: str) -> str:
        """Return what the cell holds, without space around it."""
        content = text[self.start : self.end]
        return (content.replace('""', '"') if self.is_quoted else content).strip()

    def map(self, text: str) -> MappedText:
        """Return what the cell holds with its places."""
        if not self.is_quoted:
            return map_slice(text, self.start, self.end, Syntax.BARE_CELL)
        built, at = TextBuilder(), self.start
        while (mark := text.find('""', at, self.end)) >= 0:
            built.add(text[at:mark], at, mark)
            built.add('"', mark, mark + 2)
            at = mark + 2
        built.add(text[at : self.end], at, self.end)
        return built.build(self.start, Syntax.QUOTED_CELL)


class Row(NamedTuple):
    """A row and its place, with the end of its line."""

    cells: list[Cell]
    start: int
    end: int


def find_rows(text: str, delimiter: str, name: str, *, lenient: bool) -> Iterator[Row]:
    """Yield the rows that have anything in them.

    Args:
        text: the table.
        delimiter: what separates cells.
        name: the file, for messages.
        lenient: take a cell whose quotation mark is never closed up to the end of its line.

    Raises:
        FormatError: a quotation mark is never closed, or a row has more cells than a table can have.
    """
    pattern = _cell_pattern(delimiter)
    at = start = 1 if text.startswith("\ufeff") else 0
    cells: list[Cell] = []
    while at < len(text):
        match = pattern.match(text, at)
        if match is None:  # never: a bare cell may be empty
            return
        if match["quoted"] is None and text.startswith('"', at) and not lenient:
            reason = "has a cell whose quotation mark isn't closed, or with text behind it; mend the row"
            raise FormatError(name, reason, text.count("\n", 0, at) + 1)
        group = "bare" if match["quoted"] is None else "quoted"
        cells.append(Cell(*match.span(group), group == "quoted"))
        at = match.end()
        if len(cells) > _MOST_COLUMNS:
            raise FormatError(name, f"has a row of more than {_MOST_COLUMNS} cells", text.count("\n", 0, at) + 1)
        if match["separator"] != delimiter:
            if any(cell.end > cell.start for cell in cells):
                yield Row(cells, start, match.end())
            cells, start = [], at
    if cells:
        yield Row(cells, start, len(text))


@cache
def _cell_pattern(delimiter: str) -> re.Pattern[str]:
    separator = re.escape(delimiter)
    quoted = r'"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"[ ]*'
    return re.compile(rf"(?:{quoted}|(?P<bare>[^{separator}\r\n]*+))(?P<separator>{separator}|\r\n?|\n|\Z)")
