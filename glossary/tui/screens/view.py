"""What all views have in common: the bars, the keys, and how they hear of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.screen import Screen

from glossary.store.entries.search import Filter
from glossary.tui.widgets.bars import KeyBar, ViewBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from glossary.tui.app import GlossaryApp

#: The views by name, in their order, with their titles.
VIEWS = {"browse": "Entries", "review": "Review", "statistics": "Statistics", "history": "History"}


class View(Screen[None]):
    """A screen that fills the terminal. Subclasses compose their body and reload when told."""

    NAME: ClassVar[str] = ""

    @property
    def glossary(self) -> GlossaryApp:
        """The app, by its own type."""
        return cast("GlossaryApp", self.app)

    def compose(self) -> ComposeResult:
        """Put the body between the bars."""
        yield ViewBar(VIEWS, self.NAME, self.glossary.place)
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """Yield what is between the bars."""
        yield from ()

    def reload(self) -> None:
        """Read the termbase anew: it has changed, by this app or by another program."""

    @property
    def selection(self) -> tuple[Filter, list[int]]:
        """What an export from here would take: the entries of a filter, and the rows that are marked."""
        return Filter(), []

    def on_screen_resume(self) -> None:
        """Catch up with what changed while another view was shown."""
        self.reload()
        for bar in self.query(ViewBar):
            bar.waiting = self.glossary.waiting
