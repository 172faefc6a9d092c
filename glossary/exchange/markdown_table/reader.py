"""Markdown in: every table whose headings name languages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import FormatError
from glossary.exchange.files.text_file import read_text
from glossary.exchange.identifiers import UniqueIds
from glossary.exchange.markdown_table.cells import plain, split_cell, split_row
from glossary.exchange.markdown_table.writer import OWN_MARK
from glossary.exchange.report import Issue
from glossary.exchange.table_columns import Part, read_headings
from glossary.exchange.table_rows import build_entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry
    from glossary.exchange.table_columns import Column

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_DELIMITERS = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
# What the pattern takes grows with the square of the blanks in a line.
_LONGEST_DELIMITERS = 1000
_BOLD = re.compile(r"\*\*[^*]+\*\*|__[^_]+__")
_LINE_END = re.compile(r"\r\n?")
_LISTS = frozenset({Part.TERMS, Part.PINYIN})


class _Row(NamedTuple):
    line: int
    cells: list[str]


class _Table(NamedTuple):
    line: int
    columns: list[Column | None]
    rows: list[_Row]


def read_markdown(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
    """Yield an entry for each row of the tables in a Markdown text whose headings name two languages.

    Several terms in a cell are separated by ``<br>`` or a semicolon; the first one is preferred, one that is
    struck through deprecated.

    Args:
        path: the file; its text is held in memory.
        issues: takes columns that aren't known, rows without a term and ids that were used before.

    Raises:
        InputError: the file can't be read.
        FormatError: it is no text, or has no such table.
    """
    told = issues if issues is not None else []
    text = _LINE_END.sub("\n", read_text(path))
    is_own = text.startswith(OWN_MARK)
    ids = UniqueIds(told)
    has_table = False
    for table in _find_tables(text.split("\n"), told):
        has_table = True
        for row in table.rows:
            if not is_own and _is_subheading(row.cells):
                told.append(
                    Issue(message=f"{plain(row.cells[0])[:40]} is a heading; skipped", line=row.line, is_lost=True)
                )
                continue
            cells = [
                split_cell(cell, is_own=is_own, has_list=bool(column and column.part in _LISTS))
                for cell, column in zip(row.cells, table.columns, strict=False)
            ]
            entry = build_entry(table.columns, cells)
            if not entry.sections:
                told.append(Issue(message="has no term; skipped", line=row.line, is_lost=True))
                continue
            yield replace(entry, id=ids.take(entry.id, line=row.line))
    if not has_table:
        reason = "has no table of terms; its headings must name the languages, such as | English | Chinese |"
        raise FormatError(str(path), reason)


def _is_subheading(cells: list[str]) -> bool:
    """Whether a row is nothing but a text in bold at its beginning, such as the letter that terms begin with."""
    return len(cells) > 1 and not any(cells[1:]) and _BOLD.fullmatch(cells[0]) is not None


def _find_tables(lines: list[str], issues: list[Issue]) -> Iterator[_Table]:
    """Yield the tables of terms; those in blocks of code aren't any."""
    fence = ""
    index = 0
    while index < len(lines):
        opening = _FENCE.match(lines[index])
        if fence or opening:
            fence = _follow_fence(fence, opening)
        elif "|" in lines[index] and index + 1 < len(lines) and _has_delimiters(lines[index + 1]):
            table, index = _read_table(lines, index, issues)
            if table:
                yield table
            continue
        index += 1


def _has_delimiters(line: str) -> bool:
    """Whether a line is the one below the headings of a table."""
    return len(line) <= _LONGEST_DELIMITERS and _DELIMITERS.fullmatch(line) is not None


def _follow_fence(fence: str, line: re.Match[str] | None) -> str:
    """Return the fence that is open after a line."""
    if line is None:
        return fence
    if not fence:
        return line[1]
    return "" if line[1].startswith(fence) and not line.string[line.end() :].strip() else fence


def _read_table(lines: list[str], index: int, issues: list[Issue]) -> tuple[_Table | None, int]:
    """Return a table, None if it isn't one of terms, and the number of the line behind it."""
    headings = [plain(cell) for cell in split_row(lines[index])]
    columns = read_headings(headings)
    first = end = index + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    if columns is None or len(split_row(lines[index + 1])) != len(headings):
        return None, end
    for heading, column in zip(headings, columns, strict=True):
        if column is None and heading:
            message = f"the column {heading} isn't known or there twice; ignored"
            issues.append(Issue(message=message, line=index + 1))
    rows = [_Row(number + 1, split_row(lines[number])) for number in range(first, end)]
    return _Table(index + 1, columns, rows), end
