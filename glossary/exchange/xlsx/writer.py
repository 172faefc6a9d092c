"""Workbooks out: every cell is text and stays text, the same bytes for the same entries."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from glossary.errors import GlossaryError, UsageError
from glossary.exchange.csv_table.columns import COLUMNS
from glossary.exchange.csv_table.row_writer import render_row
from glossary.exchange.features import EVERYTHING, Feature
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.report import Issue, WriteReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    from glossary.concept import ConceptEntry

CARRIES = EVERYTHING - {Feature.OTHER_LANGUAGES, Feature.OTHER, Feature.CONTEXT_PLACES, Feature.SPACE_AROUND}

_MOST_ROWS = 1_048_576
_LONGEST_CELL = 32_767
_CREATED = datetime(
    2000, 1, 1, tzinfo=UTC
)  # the program would write the time of day, and no file would be like another
_WIDTHS = {"id": 12, "en_preferred": 36, "zh-Hans_preferred": 28, "zh-Hant_preferred": 28, "definition": 40}
_WIDTH = 20


def write_xlsx(entries: Iterable[ConceptEntry], path: str | Path) -> WriteReport:
    """Write a row for each entry, with the `COLUMNS`; the file appears at once when all are written.

    It holds what our other tables hold. Cells are text, also what begins with ``=`` or looks like a number, and
    their format keeps them so when somebody edits them.

    Args:
        entries: what to write.
        path: the file.

    Raises:
        UsageError: the path can't be written, or there are more entries than a sheet has rows.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    issues: list[Issue] = []
    written = 0
    with (
        replace_file(path, keeps_earlier=True) as file,
        TemporaryDirectory() as folder,
        _sheet(file, folder) as (sheet, texts),
    ):
        for entry in entries:
            row = render_row(entry, issues)
            if row is None:
                continue
            written += 1
            if written >= _MOST_ROWS:
                raise UsageError(f"{path}: a sheet has no more than {_MOST_ROWS:,} rows; choose fewer entries or CSV")
            for column, cell in enumerate(row):
                if len(cell.encode("utf-16-le")) // 2 > _LONGEST_CELL:
                    name = COLUMNS[column].name
                    issues.append(
                        Issue(
                            message=f"{name} has more than {_LONGEST_CELL:,} characters, which no cell holds; left out",
                            entry=entry.id,
                        )
                    )
                elif cell:
                    sheet.write_string(written, column, cell, texts)
    return WriteReport(written=written, issues=tuple(issues))


@contextlib.contextmanager
def _sheet(file: IO[bytes], folder: str) -> Iterator[tuple[Worksheet, object]]:
    """Give an empty sheet with its header and the format of its cells; the file is written at the end."""
    workbook = Workbook(file, {"constant_memory": True, "tmpdir": folder})
    try:
        workbook.set_properties({"created": _CREATED})
        texts = workbook.add_format({"num_format": "@", "valign": "top"})
        heading = workbook.add_format({"bold": True, "num_format": "@"})
        sheet = workbook.add_worksheet("glossary")
        for index, column in enumerate(COLUMNS):
            sheet.set_column(index, index, _WIDTHS.get(column.name, _WIDTH), texts)
            sheet.write_string(0, index, column.name, heading)
        sheet.freeze_panes(1, 0)
        yield sheet, texts
    finally:  # after an error too: it closes what it has open, and the file is thrown away
        try:
            workbook.close()
        except XlsxWriterException as error:
            raise GlossaryError(f"the workbook can't be written: {error}; nothing changed") from error
