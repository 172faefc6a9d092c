"""Tables in: ours, and those of others with at least one column of terms."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from typing import IO, TYPE_CHECKING

from glossary.errors import FormatError, InputError
from glossary.exchange.csv_table.header import EXPECTED, SOURCE_COLUMN, TARGET_COLUMN, Header, find_header
from glossary.exchange.csv_table.row_reader import RowError, read_row
from glossary.exchange.identifiers import make_unique
from glossary.exchange.report import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry

_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_LINE = 10_000_000
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")


def read_csv(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
    """Yield the entry of each row of a table in UTF-8, with or without byte order mark.

    Comma, semicolon or tab separates, whichever fits the header. The header has the names of `COLUMNS` in
    any order, or those of a simple list: ``en,zh``, ``source,target``, ``English,Chinese``. Of rows with one
    id the later get a number behind it.

    Args:
        path: the file.
        issues: takes unknown columns, rows without a term and ids that were used before.

    Raises:
        InputError: the file can't be read.
        FormatError: it is no UTF-8 or no table, has no column of terms, or a cell can't be understood. Also
            when that shows after entries were yielded.
    """
    told = issues if issues is not None else []
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - path may be a str
            yield from _read(str(path), file, told)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from error


def _read(path: str, file: IO[bytes], issues: list[Issue]) -> Iterator[ConceptEntry]:
    lines = _decode(path, file)
    header = _find_header(path, next(lines, ""), issues)
    columns = frozenset(column for column in header.columns if column)
    ids: set[str] = set()
    for line, cells in _split_rows(path, lines, header):
        named = {column: cell for column, cell in zip(header.columns, cells, strict=False) if column and cell}
        try:
            entry = read_row(named, columns)
        except RowError as error:
            raise FormatError(path, str(error), line) from error
        if not entry.sections:
            issues.append(Issue(message="has no term; skipped", line=line, entry=entry.id))
            continue
        unique = make_unique(entry.id, ids) if entry.id else ""
        if unique != entry.id:
            message = f"the id is used before; this entry is {unique} now"
            issues.append(Issue(message=message, line=line, entry=entry.id))
        ids.add(unique)
        yield replace(entry, id=unique)


def _decode(path: str, file: IO[bytes]) -> Iterator[str]:
    """Yield the lines as text."""
    number = 0
    while raw := file.readline(_LONGEST_LINE):
        number += 1
        if number == 1:
            if raw.startswith(_UTF_16):
                raise FormatError(path, "is UTF-16; save it as UTF-8")
            raw = raw.removeprefix(_BOM)
        if b"\0" in raw:
            raise FormatError(path, "has NUL bytes: it is no text", number)
        if len(raw) == _LONGEST_LINE:
            raise FormatError(path, "has a line of more than 10 MB: it is no table", number)
        try:
            yield raw.decode()
        except UnicodeDecodeError as error:
            reason = f"is no UTF-8 (byte {raw[error.start]:#04x}); save it as UTF-8"
            raise FormatError(path, reason, number) from error


def _find_header(path: str, line: str, issues: list[Issue]) -> Header:
    if not line.strip():
        raise FormatError(path, f"has no header; the first line must name the columns: {EXPECTED}")
    header = find_header(line)
    if not header.has_terms:
        shown = line.strip()[:60]
        raise FormatError(path, f"has no column of terms in its header ({shown}): expected {EXPECTED}", 1)
    issues.extend(
        Issue(message=f"the column {name} isn't known or there twice; ignored", line=1) for name in header.unknown
    )
    return header


def _split_rows(path: str, lines: Iterator[str], header: Header) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which each row begins, and its cells, the right way round."""
    rows = csv.reader(lines, delimiter=header.delimiter, strict=True)
    swap: bool | None = None
    width = len(header.columns)
    while True:
        line = rows.line_num + 2  # the header is gone already
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise FormatError(path, f"is no table: {error}", line) from error
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > width:
            raise FormatError(path, f"has {len(cells)} cells here, but {width} columns", line)
        if swap is None:
            swap = header.has_direction and _is_from_chinese(header, cells)
        yield line, _swap(header, cells) if swap else cells


def _is_from_chinese(header: Header, cells: list[str]) -> bool:
    """Whether what the header only calls source is Chinese and the target isn't, to judge by a row."""
    source, target = header.columns.index(SOURCE_COLUMN), header.columns.index(TARGET_COLUMN)
    if len(cells) <= max(source, target):
        return False
    return bool(_HAN.search(cells[source])) and not _HAN.search(cells[target])


def _swap(header: Header, cells: list[str]) -> list[str]:
    """Return the cells with source and target exchanged."""
    source, target = header.columns.index(SOURCE_COLUMN), header.columns.index(TARGET_COLUMN)
    padded = cells + [""] * (len(header.columns) - len(cells))
    padded[source], padded[target] = padded[target], padded[source]
    return padded
