"""Tables out: CSV by RFC 4180, the same bytes for the same entries."""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from glossary.exchange.csv_table.columns import COLUMNS
from glossary.exchange.csv_table.formulas import shield
from glossary.exchange.csv_table.row_writer import render_row
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.report import Issue, WriteReport

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from glossary.concept import ConceptEntry


@dataclass(frozen=True, slots=True)
class _Utf8:
    """What the csv module writes to: a binary file behind the encoding."""

    file: IO[bytes]

    def write(self, text: str) -> None:
        """Write a row."""
        self.file.write(text.encode())


def write_csv(
    entries: Iterable[ConceptEntry],
    path: str | Path,
    *,
    bom: bool = False,
    delimiter: str = ",",
    for_spreadsheet: bool = False,
) -> WriteReport:
    """Write a row for each entry, with the `COLUMNS`; the file appears at once when all are written.

    Reading the file and writing it again gives the same bytes. A table doesn't hold languages other than
    ours, TBX elements of other programs, where contexts stand in documents, and space around texts.

    Args:
        entries: what to write.
        path: the file.
        delimiter: what separates cells.
        bom: begin with a byte order mark, without which Excel doesn't see that it is UTF-8.
        for_spreadsheet: put ``'`` before cells that a spreadsheet would take for formulas; reading takes it off.

    Raises:
        UsageError: the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    issues: list[Issue] = []
    written = 0
    with replace_file(path, keeps_earlier=True) as file:
        if bom:
            file.write(codecs.BOM_UTF8)
        rows = csv.writer(_Utf8(file), delimiter=delimiter, lineterminator="\r\n")
        rows.writerow([column.name for column in COLUMNS])
        for entry in entries:
            row = render_row(entry, issues)
            if row is not None:
                rows.writerow([shield(cell, for_spreadsheet=for_spreadsheet) for cell in row])
                written += 1
    return WriteReport(written=written, issues=tuple(issues))
