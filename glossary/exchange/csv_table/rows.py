"""The rows of a table as entries, whatever kind of file they stand in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.errors import FormatError
from glossary.exchange.csv_table.guessing import read_part_of_speech
from glossary.exchange.csv_table.header import SOURCE_COLUMN, TARGET_COLUMN
from glossary.exchange.csv_table.row_reader import RowError, read_row
from glossary.exchange.identifiers import UniqueIds
from glossary.exchange.report import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.concept import ConceptEntry
    from glossary.exchange.csv_table.header import Header

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")


def read_rows(
    path: str, header: Header, rows: Iterable[tuple[int, list[str]]], issues: list[Issue]
) -> Iterator[ConceptEntry]:
    """Yield the entry of each row that has a term.

    Args:
        path: the file, as the user named it.
        header: its header.
        rows: the line of each row, and its cells, of which some may be missing at the end.
        issues: takes rows without a term and ids that were used before.

    Raises:
        FormatError: a cell can't be understood.
    """
    columns = frozenset(column for column in header.columns if column)
    guessed = [column for column in header.guessed.values() if column.endswith("_part_of_speech")]
    ids = UniqueIds(issues)
    for line, cells in _turn(header, rows):
        named = {column: cell for column, cell in zip(header.columns, cells, strict=False) if column and cell}
        for column in guessed:
            _translate(named, column, line, issues)
        try:
            entry = read_row(named, columns)
        except RowError as error:
            raise FormatError(path, str(error), line) from error
        if not entry.sections:
            issues.append(Issue(message="has no term; skipped", line=line, entry=entry.id, is_lost=True))
            continue
        yield replace(entry, id=ids.take(entry.id, line=line))


def is_from_chinese(source: str, target: str) -> bool:
    """Whether a source is Chinese and its target isn't."""
    return bool(_HAN.search(source)) and not _HAN.search(target)


def _turn(header: Header, rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that aren't empty, the right way round."""
    swap: bool | None = None
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if swap is None:
            swap = header.has_direction and _is_swapped(header, cells)
        yield line, _swap(header, cells) if swap else cells


def _is_swapped(header: Header, cells: list[str]) -> bool:
    """Whether what the header only calls source is Chinese and the target isn't, to judge by a row."""
    source, target = header.columns.index(SOURCE_COLUMN), header.columns.index(TARGET_COLUMN)
    return len(cells) > max(source, target) and is_from_chinese(cells[source], cells[target])


def _swap(header: Header, cells: list[str]) -> list[str]:
    """Return the cells with source and target exchanged."""
    source, target = header.columns.index(SOURCE_COLUMN), header.columns.index(TARGET_COLUMN)
    padded = cells + [""] * (len(header.columns) - len(cells))
    padded[source], padded[target] = padded[target], padded[source]
    return padded


def _translate(named: dict[str, str], column: str, line: int, issues: list[Issue]) -> None:
    """Put the part of speech that somebody wrote into our words, or leave it out."""
    text = named.get(column, "")
    if not text.strip():
        return
    known = read_part_of_speech(text)
    if known:
        named[column] = known.value
    else:
        del named[column]
        issues.append(Issue(message=f"the part of speech “{text.strip()[:40]}” isn't known; left out", line=line))
