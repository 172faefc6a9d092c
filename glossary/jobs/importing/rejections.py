"""The list of what an import didn't take, as a table."""

from __future__ import annotations

import csv
import io
from typing import IO, TYPE_CHECKING

from glossary.exchange.files.atomic_file import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from glossary.jobs.importing.report import NotTaken

_FORMULA = frozenset("=+-@\t\r")
_HEADER = ("position", "line", "entry", "term", "reason")


def write_not_taken(rows: Iterable[NotTaken], path: str | Path) -> None:
    """Write what wasn't taken as CSV in UTF-8, all or nothing.

    Raises:
        GlossaryError: the file can't be written.
    """
    with replace_file(path) as file:
        fill_report(rows, file)


def fill_report(rows: Iterable[NotTaken], file: IO[bytes]) -> None:
    """Write what wasn't taken to an open file."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    table = csv.writer(text)
    table.writerow(_HEADER)
    table.writerows((row.position or "", row.line or "", *map(_bare, (row.entry, row.term, row.why))) for row in rows)
    text.flush()
    text.detach()


def _bare(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in _FORMULA else text
