"""Tables of what tests measured, printed when all tests are through, whichever processes ran them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

_KEY = "result table"


def add_row(record: Callable[[str, object], None], title: str, row: dict[str, object]) -> None:
    """Add a row to a table by pytest's ``record_property``."""
    record(_KEY, (title, row))


def print_tables(reporter: pytest.TerminalReporter) -> None:
    """Print all tables of a run."""
    tables: dict[str, list[dict[str, object]]] = defaultdict(list)
    for outcome in ("passed", "failed"):
        for report in reporter.stats.get(outcome, []):
            for key, value in getattr(report, "user_properties", ()):
                if key == _KEY and report.when == "call":
                    tables[value[0]].append(dict(value[1]))
    for title, rows in tables.items():
        reporter.section(title)
        cells = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            reporter.write_line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
