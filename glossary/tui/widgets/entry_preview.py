"""The entry under the cursor of a list, to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.containers import VerticalScroll
from textual.widgets import Static

from glossary.errors import NotFound
from glossary.store.entries import get_entry
from glossary.store.listing import get_summaries
from glossary.tui.background import in_background
from glossary.tui.language import t
from glossary.tui.widgets.entry_text import entry_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from glossary.concept import ConceptEntry
    from glossary.tui.app import GlossaryApp

#: How long the cursor rests on an entry before it is shown, in seconds.
REST = 0.2


class EntryPreview(VerticalScroll, can_focus=False):
    """Shows an entry soon after it is asked for; while the cursor runs, it waits."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.entry: ConceptEntry | None = None
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield the text."""
        yield Static("", markup=False)

    def show(self, row_id: int | None) -> None:
        """Show the entry of a row of the list."""
        if self._rest:
            self._rest.stop()
        self._rest = self.set_timer(REST, lambda: self._read(row_id))

    def _read(self, row_id: int | None) -> None:
        database = cast("GlossaryApp", self.app).database

        def read() -> ConceptEntry | None:
            with database.reading() as connection:
                summary = get_summaries(connection, [row_id])[0] if row_id is not None else None
                try:
                    return get_entry(connection, summary.id) if summary else None
                except NotFound:
                    return None

        in_background(self, read, self._take, group="preview")

    def _take(self, entry: ConceptEntry | None) -> None:
        if entry == self.entry:
            return
        self.entry = entry
        self.query_one(Static).update(entry_text(entry) if entry else t("No entry here."))
        self.scroll_home(animate=False)
