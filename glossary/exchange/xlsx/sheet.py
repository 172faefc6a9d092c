"""The rows of a sheet as texts."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from glossary.errors import FormatError
from glossary.exchange.xlsx.workbook import read_elements, read_text, unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from glossary.exchange.xlsx.workbook import Workbook

_REFERENCE = re.compile("([A-Z]{1,3})[0-9]{1,7}")
_MOST_COLUMNS = 16_384
_LAST_DAY = 2_958_466
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - days of a sheet have no time zone
_FIRST_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - likewise


def split_rows(workbook: Workbook) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each row that isn't empty, and its cells as texts, without empty ones at the end.

    Raises:
        FormatError: the sheet is damaged.
    """
    number = 0
    for row in read_elements(workbook.path, workbook.archive, workbook.sheet, "row"):
        given = row.get("r", "")
        number = int(given) if given.isdecimal() and len(given) < 10 else number + 1  # noqa: PLR2004 - no sheet has more
        try:
            cells = _read_cells(workbook, row)
        except (ValueError, IndexError, OverflowError) as error:
            raise FormatError(workbook.path, "is damaged: a cell of this row can't be read", number) from error
        if any(cell.strip() for cell in cells):
            yield number, cells


def _read_cells(workbook: Workbook, row: etree._Element) -> list[str]:
    cells: list[str] = []
    column = -1
    for cell in row.iterfind("{*}c"):
        column = _column_of(cell.get("r"), column + 1)
        text = _read_cell(workbook, cell)
        if text:
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = text
    return cells


def _column_of(reference: str | None, following: int) -> int:
    """Return the index of a column such as ``AB`` in ``AB12``; without one it is that after the last cell."""
    if reference is None:
        return _within(following)
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise ValueError(reference)
    index = 0
    for letter in match[1]:
        index = index * 26 + ord(letter) - ord("A") + 1
    return _within(index - 1)


def _within(column: int) -> int:
    if column >= _MOST_COLUMNS:
        raise ValueError(column)
    return column


def _read_cell(workbook: Workbook, cell: etree._Element) -> str:
    """Return the text that a cell shows; none for the error of a formula."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return "" if inline is None else read_text(inline)
    value = cell.findtext("{*}v") or ""
    if kind == "s":
        return workbook.strings[int(value)] if value and int(value) >= 0 else ""
    if kind == "str":
        return unescape(value)
    if kind == "b":
        return "yes" if value.strip() == "1" else "no"
    if kind == "e":
        return ""
    style = cell.get("s", "")
    is_date = kind == "n" and style.isdecimal() and int(style) in workbook.dates
    return _show_date(workbook, float(value)) if is_date and value else _show_number(value)


def _show_number(value: str) -> str:
    """Return a number as people write it: ``1`` for ``1.0``, ``0.1`` for ``0.10000000000000001``."""
    try:
        return f"{float(value):.15g}" if len(value) > 15 or "." in value else value  # noqa: PLR2004 - what is exact
    except ValueError:
        return value


def _show_date(workbook: Workbook, days: float) -> str:
    """Return a date in ISO 8601, with the time if it isn't midnight; the time alone before the first day."""
    if not 0 <= days < _LAST_DAY:
        return _show_number(str(days))
    start = _FIRST_DAY_1904 if workbook.has_1904 else _FIRST_DAY
    moment = start + timedelta(seconds=round(days * 86_400))
    if days < 1:
        return moment.time().isoformat()
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat(sep=" ")
