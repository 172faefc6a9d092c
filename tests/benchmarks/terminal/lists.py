"""The smallest app with a list of others: a filter above a table, as their manuals show it.

Usage: ``lists.py (datatable | fastdatatable) TERMBASE``; run by the path of this file, in an environment that has
Textual and, for the second, textual-fastdatatable. A filter key asks SQLite again and fills the table anew.
"""

from __future__ import annotations

import sqlite3
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import App
from textual.binding import Binding
from textual.widgets import DataTable, Input, Static

if TYPE_CHECKING:
    from textual.app import ComposeResult

TITLES = ("English", "Chinese", "Pinyin", "Subject field")
ALL = "SELECT english, chinese, pinyin, subject_field FROM concept_entries e {} ORDER BY english_key, id"
# What our own search asks first: a part of a term, or the beginning of a reading or its initials.
WHERE = """WHERE id IN (
    SELECT entry_id FROM term_sections
    WHERE term LIKE '%' || :q || '%' OR pinyin_joined LIKE :q || '%' OR pinyin_initials LIKE :q || '%'
)"""


class ListApp(App[None]):
    """A filter, a count and a table."""

    CSS = "DataTable { height: 1fr } #filter { border: none; height: 1 }"
    BINDINGS = [Binding("slash", "search"), Binding("escape", "leave")]  # noqa: RUF012 - as the manual writes it

    def __init__(self, path: str) -> None:
        super().__init__()
        self.connection = sqlite3.connect(path)

    def compose(self) -> ComposeResult:
        """Yield the filter, the count and the table."""
        yield Input(id="filter", compact=True)
        yield Static("", id="count")
        yield self.make_table()

    def rows(self, query: str = "") -> list[Any]:
        """Return the rows that a query asks for."""
        return self.connection.execute(ALL.format(WHERE if query else ""), {"q": query}).fetchall()

    def make_table(self) -> Any:  # noqa: ANN401 - of either library
        """Return an empty table."""
        return DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Begin; handlers of Textual run for every class that has one, so others replace ``begin``."""
        self.begin()

    def begin(self) -> None:
        """Fill the table."""
        self.table.add_columns(*TITLES)
        self.fill(self.rows())
        self.table.focus()

    @property
    def table(self) -> Any:  # noqa: ANN401 - of either library
        """The table that is shown."""
        return self.query_one(DataTable)

    def fill(self, rows: list[Any]) -> None:
        """Put rows into the table."""
        self.table.clear()
        self.table.add_rows(rows)
        self.tell(rows)

    def tell(self, rows: list[Any]) -> None:
        """Show the count."""
        self.query_one("#count", Static).update(f"{len(rows):,} entries")

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        """Show what the filter lets through."""
        self.fill(self.rows(event.value))

    def action_search(self) -> None:
        """Go to the filter."""
        self.query_one("#filter").focus()

    def action_leave(self) -> None:
        """Go to the table."""
        self.table.focus()


class FastListApp(ListApp):
    """The same with textual-fastdatatable, whose rows are Arrow columns; it takes other rows as a new table."""

    def make_table(self, rows: list[Any] | None = None) -> Any:  # noqa: ANN401 - of the library
        """Return a table of rows."""
        package = import_module("textual_fastdatatable")
        arrow = import_module("pyarrow")
        columns = zip(*rows, strict=True) if rows else [()] * len(TITLES)
        strings = [arrow.array(column, arrow.string()) for column in columns]
        backend = package.ArrowBackend(arrow.table(strings, names=list(TITLES)))
        return package.DataTable(backend=backend, cursor_type="row", max_column_content_width=40, render_markup=False)

    def compose(self) -> ComposeResult:
        """Yield the filter, the count and the full table."""
        rows = self.rows()
        yield Input(id="filter", compact=True)
        yield Static(f"{len(rows):,} entries", id="count")
        yield self.make_table(rows)

    def begin(self) -> None:
        """Go to the table."""
        self.table.focus()

    @property
    def table(self) -> Any:  # noqa: ANN401 - of the library
        """The table that is shown."""
        return self.query_one(import_module("textual_fastdatatable").DataTable)

    def fill(self, rows: list[Any]) -> None:
        """Show another table."""
        self.table.remove()
        self.mount(self.make_table(rows))
        self.tell(rows)


if __name__ == "__main__":
    (FastListApp if sys.argv[1] == "fastdatatable" else ListApp)(sys.argv[2]).run()
