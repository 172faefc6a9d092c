"""Workbooks in: the first sheet that is shown, ours or somebody else's list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.errors import FormatError, InputError
from glossary.exchange.csv_table.header import EXPECTED, check_header, read_header
from glossary.exchange.csv_table.reader import AS_THE_HEADER_SAYS
from glossary.exchange.csv_table.rows import read_rows
from glossary.exchange.report import Issue
from glossary.exchange.xlsx.sheet import split_rows
from glossary.exchange.xlsx.workbook import open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from glossary.concept import ConceptEntry


def read_xlsx(
    path: str | Path, *, issues: list[Issue] | None = None, columns: Mapping[str, str] = AS_THE_HEADER_SAYS
) -> Iterator[ConceptEntry]:
    """Yield the entry of each row of the first sheet that isn't hidden.

    Its first row that isn't empty is the header, with names as in other tables. Of a formula the value counts that
    was saved with it; dates are read as ISO 8601.

    Args:
        path: the file.
        issues: takes what columns were guessed, unknown ones, other sheets, rows without a term, used ids.
        columns: our columns by the names of theirs, where a guess isn't wanted; with an empty one it is ignored.

    Raises:
        InputError: the file can't be read, is damaged, encrypted or a zip bomb.
        UsageError: ``columns`` names what isn't there, or no column of ours.
        FormatError: it is no workbook, has no column of terms, or a cell can't be understood. Also when that shows
            after entries were yielded.
    """
    told = issues if issues is not None else []
    name = str(path)
    try:
        with open(path, "rb") as file, open_workbook(name, file) as workbook:  # noqa: PTH123 - path may be a str
            if workbook.others:
                told.append(Issue(message=f"only its sheet “{workbook.title}” is read, not {workbook.others}"))
            rows = split_rows(workbook)
            _, cells = next(rows, (0, []))
            if not cells:
                raise FormatError(name, f"has no header; the first row must name the columns: {EXPECTED}")
            header = read_header(cells, columns)
            check_header(name, header, ", ".join(cells), told)
            yield from read_rows(name, header, _cut(rows, len(cells), told), told)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from error


def _cut(rows: Iterator[tuple[int, list[str]]], width: int, issues: list[Issue]) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells below the header; what stands beside it is told once."""
    is_told = False
    for line, cells in rows:
        if len(cells) > width and not is_told:
            is_told = True
            issues.append(Issue(message="what stands to the right of the header is ignored", line=line))
        yield line, cells[:width]
