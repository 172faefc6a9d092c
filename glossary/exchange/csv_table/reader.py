"""Tables in: ours, and those of others with at least one column of terms."""

from __future__ import annotations

import csv
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

from glossary.errors import FormatError, InputError
from glossary.exchange.csv_table.formulas import unshield
from glossary.exchange.csv_table.header import EXPECTED, Header, check_header, find_header
from glossary.exchange.csv_table.rows import read_rows
from glossary.exchange.files.utf8_lines import decode_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from glossary.concept import ConceptEntry
    from glossary.exchange.report import Issue

_LONGEST_HEADER = 50_000
AS_THE_HEADER_SAYS: Mapping[str, str] = MappingProxyType({})


def read_csv(
    path: str | Path, *, issues: list[Issue] | None = None, columns: Mapping[str, str] = AS_THE_HEADER_SAYS
) -> Iterator[ConceptEntry]:
    """Yield the entry of each row of a table in UTF-8, with or without byte order mark.

    Comma, semicolon or tab separates, whichever fits the header. The header has the names of `COLUMNS` in
    any order, or those of a simple list: ``en,zh``, ``source,target``, ``English,Chinese``; other names are
    guessed. Of rows with one id the later get a number behind it.

    Args:
        path: the file.
        issues: takes what columns were guessed, unknown ones, rows without a term and ids that were used before.
        columns: our columns by the names of theirs, where a guess isn't wanted; with an empty one it is ignored.

    Raises:
        InputError: the file can't be read.
        UsageError: ``columns`` names what isn't there, or no column of ours.
        FormatError: it is no UTF-8 or no table, has no column of terms, or a cell can't be understood. Also
            when that shows after entries were yielded.
    """
    told = issues if issues is not None else []
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - path may be a str
            yield from _read(str(path), file, told, columns)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from error


def _read(path: str, file: IO[bytes], issues: list[Issue], columns: Mapping[str, str]) -> Iterator[ConceptEntry]:
    lines = decode_lines(path, file)
    header = _find_header(path, next(lines, ""), issues, columns)
    yield from read_rows(path, header, _split_rows(path, lines, header), issues)


def _find_header(path: str, line: str, issues: list[Issue], columns: Mapping[str, str]) -> Header:
    if not line.strip():
        raise FormatError(path, f"has no header; the first line must name the columns: {EXPECTED}")
    if len(line) > _LONGEST_HEADER:
        raise FormatError(path, f"has a header of more than {_LONGEST_HEADER:,} characters: it is no table of terms", 1)
    try:
        header = find_header(line, columns)
    except csv.Error as error:
        raise FormatError(path, f"has no header that can be read: {error}", 1) from error
    check_header(path, header, line, issues)
    return header


def _split_rows(path: str, lines: Iterator[str], header: Header) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which each row begins, and its cells."""
    rows = csv.reader(lines, delimiter=header.delimiter, strict=True)
    width = len(header.columns)
    while True:
        line = rows.line_num + 2  # the header is gone already
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise FormatError(path, f"is no table: {error}", line) from error
        if len(cells) > width and any(cell.strip() for cell in cells):
            raise FormatError(path, f"has {len(cells)} cells here, but {width} columns", line)
        yield line, [unshield(cell) for cell in cells]
