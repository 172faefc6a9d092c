"""The columns of a list: how wide each is, and how a row is laid out in them. Widths are terminal cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The room before the first column, for the mark.
GUTTER = 2
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name, its title, and how wide it is.

    ``share`` is its part of the room that is left over, ``least`` its least width; a list that is too narrow
    leaves columns out, those with the highest ``rank`` first.
    """

    name: str
    title: str
    share: int = 0
    least: int = 4
    rank: int = 0
    right: bool = False
    sortable: bool = False

    def title_with_mark(self, sorted_by: tuple[str, bool] | None) -> str:
        """Return the title, with an arrow where the list is sorted by this column."""
        if sorted_by is None or sorted_by[0] != self.name:
            return self.title
        return f"{self.title} {'▼' if sorted_by[1] else '▲'}"


@lru_cache(maxsize=64)
def widths_of(columns: tuple[Column, ...], width: int) -> tuple[int, ...]:
    """Return the width of each column in a list of a width; 0 for columns that are left out."""
    shown = list(columns)
    room = width - GUTTER
    while len(shown) > 1 and sum(column.least + 1 for column in shown) > room:
        shown.remove(max(shown, key=lambda column: (column.rank, columns.index(column))))
    left = max(0, room - sum(column.least + 1 for column in shown))
    shares = sum(column.share for column in shown) or 1
    return tuple(column.least + left * column.share // shares if column in shown else 0 for column in columns)


def cells_of(cells: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> str:
    """Return a row laid out; what is too long ends in an ellipsis, and no cell can break the line."""
    laid = [
        fit(cell, width, right=column.right)
        for cell, width, column in zip(cells, widths, columns, strict=False)
        if width
    ]
    return " ".join(laid)


def fit(cell: str, width: int, *, right: bool = False) -> str:
    """Return a text in exactly so many cells, on one line."""
    cell = _BREAKS.sub(" ", cell)
    length = cell_len(cell)
    if length > width:
        return set_cell_size(cell, max(0, width - cell_len("…"))) + "…"
    padding = " " * (width - length)
    return padding + cell if right else cell + padding
