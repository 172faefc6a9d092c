"""Characters of ambiguous width (“ ” … — ·): one cell or two, as the user's terminal draws them."""

from __future__ import annotations

import sys
import unicodedata
from functools import lru_cache

import rich.cells
from rich._unicode_data import load as load_table

#: Lines and blocks of which borders and scroll bars are drawn; the app avoids them where they would be wide.
_DRAWING = range(0x2500, 0x2600)


def count_ambiguous_as(cells: int) -> None:
    """Count characters of ambiguous width as one cell (what Rich does) or as two, in the whole process.

    Two is for terminals that are set so (in East Asian setups); there, every row with a curly quotation mark
    would be a cell too long otherwise.
    """
    setattr(rich.cells, "load_cell_table", load_table if cells == 1 else _widened)  # noqa: B010 - not exported
    rich.cells._is_single_cell_widths = (  # noqa: SLF001 - Rich has no public way to set widths
        rich.cells._SINGLE_CELLS if cells == 1 else frozenset(map(chr, range(0x20, 0x7F)))  # noqa: SLF001
    ).issuperset
    rich.cells.get_character_cell_size.cache_clear()
    rich.cells.cached_cell_len.cache_clear()


@lru_cache(maxsize=1)
def _widened(version: str = "auto") -> rich.cells.CellTable:
    """Return Rich's table of widths with the ambiguous characters as two cells."""
    table = load_table(version)
    special = {code: width for start, end, width in table.widths for code in range(start, end + 1)}
    for code in range(0xA0, sys.maxunicode + 1):
        if code not in special and code not in _DRAWING and _is_ambiguous(code):
            special[code] = 2
    widths = [(code, code, width) for code, width in sorted(special.items())]
    return table._replace(widths=tuple(_joined(widths)))


def _is_ambiguous(code: int) -> bool:
    character = chr(code)
    return unicodedata.east_asian_width(character) == "A" and unicodedata.category(character)[0] not in "MC"


def _joined(widths: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Join neighbours of the same width into ranges."""
    joined: list[tuple[int, int, int]] = []
    for start, end, width in widths:
        if joined and joined[-1][1] == start - 1 and joined[-1][2] == width:
            joined[-1] = (joined[-1][0], end, width)
        else:
            joined.append((start, end, width))
    return joined
