"""The entry under the cursor of a list, to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.containers import VerticalScroll
from textual.widgets import Static

from glossary.errors import NotFound
from glossary.store.entries.access import get_entry
from glossary.store.entries.listing import get_summaries
from glossary.tui.background import Renewal
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
        self._asked: int | None = None
        self._rest: Timer | None = None
        self._renewal = Renewal(self, self._read, self._take, group="preview")

    def compose(self) -> ComposeResult:
        """Yield the text."""
        yield Static("", markup=False)

    def show(self, row_id: int | None) -> None:
        """Show the entry of a row of the list; the one that is shown already is read anew at once."""
        if row_id == self._asked and self._rest is not None:
            self._renewal.ask()
            return
        if self._rest:
            self._rest.stop()
        self._asked = row_id
        self._rest = self.set_timer(REST, self._renewal.ask)

    def _read(self) -> tuple[int | None, ConceptEntry | None]:
        row_id = self._asked
        with cast("GlossaryApp", self.app).database.reading() as connection:
            summary = get_summaries(connection, [row_id])[0] if row_id is not None else None
            try:
                return row_id, get_entry(connection, summary.id) if summary else None
            except NotFound:
                return row_id, None

    def _take(self, found: tuple[int | None, ConceptEntry | None]) -> None:
        row_id, entry = found
        if row_id != self._asked or entry == self.entry:
            return
        is_same = entry is not None and self.entry is not None and entry.id == self.entry.id
        self.entry = entry
        self.query_one(Static).update(entry_text(entry) if entry else t("No entry here."))
        if not is_same:
            self.scroll_home(animate=False)
