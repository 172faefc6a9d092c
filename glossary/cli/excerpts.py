"""A line of a text with a mark below what is meant, in a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells

if TYPE_CHECKING:
    from glossary.lookup.checking.lines import LineIndex

# What a terminal would act on rather than show.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INDENT = "  "


def excerpt(lines: LineIndex, number: int, column: int, length: int, width: int) -> list[str]:
    """Return a line, cut to a width, and a line with carets below a stretch of it.

    Args:
        lines: of the text.
        number: of the line, from 1.
        column: where the stretch begins, in code points from 1.
        length: of the stretch in code points; what goes on behind the line is left out.
        width: terminal cells.
    """
    line = lines.line(number)
    before, marked, after = line[: column - 1], line[column - 1 : column - 1 + length], line[column - 1 + length :]
    before, marked, after = (show_safely(part) for part in (before, marked, after))
    room = width - len(_INDENT)
    marked = _first_cells(marked, room)
    left = _last_cells(before, max((room - cell_len(marked)) // 2, room - cell_len(marked) - cell_len(after)))
    right = _first_cells(after, room - cell_len(left) - cell_len(marked))
    carets = " " * cell_len(left) + "^" * max(cell_len(marked), 1)
    return [_INDENT + left + marked + right, _INDENT + carets]


def show_safely(text: str) -> str:
    """Return a text that a terminal shows and doesn't obey, tabs as one blank."""
    return _CONTROL.sub("\ufffd", text).replace("\t", " ")


def _first_cells(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return chop_cells(text, width - 1)[0] + "…" if width > 1 else ""


def _last_cells(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return "…" + chop_cells(text[::-1], width - 1)[0][::-1] if width > 1 else ""
