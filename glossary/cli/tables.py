"""Rows laid out in columns; widths are terminal cells, of which a Chinese character takes two."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GAP = "  "
#: No column but the last is wider than this.
WIDEST = 48


def layout(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; cells too wide end in an ellipsis, numbers stand to the right."""
    table = [list(header), *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [min(WIDEST, max(cell_len(row[column]) for row in table)) for column in range(len(header))]
    widths[-1] = max(10, shutil.get_terminal_size((120, 24)).columns - sum(widths[:-1]) - 2 * len(widths) + 2)
    numeric = [all(_is_number(row[column]) for row in table[1:]) for column in range(len(header))]
    for row in table:
        cells = [_fit(cell, width, right=right) for cell, width, right in zip(row, widths, numeric, strict=True)]
        yield _GAP.join(cells).rstrip()


def _fit(cell: str, width: int, *, right: bool) -> str:
    if cell_len(cell) > width:
        return set_cell_size(cell, width - 1) + "…"
    padding = " " * (width - cell_len(cell))
    return padding + cell if right else cell + padding


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace("-", "", 1).isdecimal()
