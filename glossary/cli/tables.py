"""Rows laid out in columns; widths are terminal cells, of which a Chinese character takes two."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GAP = "  "
#: A column is not cut narrower than this, however small the terminal is.
NARROWEST = 8


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table that fits the terminal; nothing is cut where the output goes into a file or a pipe."""
    width = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else None
    for line in layout(header, rows, width):
        print(line)


def layout(header: Sequence[str], rows: Iterable[Sequence[str]], width: int | None = None) -> Iterator[str]:
    """Yield the lines of a table; numbers stand to the right.

    Where ``width`` is given, the widest columns are cut, with an ellipsis, until the table fits.
    """
    table = [list(header), *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [max(cell_len(row[column]) for row in table) for column in range(len(header))]
    if width is not None:
        _shrink(widths, width - len(_GAP) * (len(widths) - 1))
    numeric = [all(_is_number(row[column]) for row in table[1:]) for column in range(len(header))]
    for row in table:
        cells = [_fit(cell, wide, right=right) for cell, wide, right in zip(row, widths, numeric, strict=True)]
        yield _GAP.join(cells).rstrip()


def _shrink(widths: list[int], room: int) -> None:
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1


def _fit(cell: str, width: int, *, right: bool) -> str:
    if cell_len(cell) > width:
        return set_cell_size(cell, width - 1) + "…"
    padding = " " * (width - cell_len(cell))
    return padding + cell if right else cell + padding


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace("-", "", 1).isdecimal()
