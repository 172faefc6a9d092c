"""One of a few things, as one line of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from glossary.tui.dialogs.choice import ChoiceDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class ChoiceInput(Widget, can_focus=True):
    """Shows what is chosen; ← and → go on to the next choice, Enter, ↓ or a click shows all.

    It is one widget where Textual's own is six: a long form opens in half the time.

    Args:
        title: of the list of choices, in the language of the interface.
        choices: each by its text in the draft, and by its title.
        value: the text that is chosen.
    """

    class Changed(Message):
        """Another thing was chosen."""

        def __init__(self, sender: ChoiceInput, value: str) -> None:
            super().__init__()
            self.sender = sender
            self.value = value

        @property
        def control(self) -> ChoiceInput:
            """The field."""
            return self.sender

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        value: str,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._title = title
        self._choices = list(choices)
        self.value = value

    def render(self) -> Content:
        """Draw what is chosen."""
        title = dict(self._choices).get(self.value, self.value)
        return Content(title).truncate(max(1, self.size.width - 2), ellipsis=True, pad=True) + Content(" ▾")

    def show(self, value: str) -> None:
        """Show another choice that nobody made here."""
        self.value = value
        self.refresh()

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; what is chosen stays."""
        self._choices = list(choices)
        self.refresh()

    def choose(self, value: str | None) -> None:
        """Choose something; None leaves it as it is."""
        if value is not None and value != self.value:
            self.show(value)
            self.post_message(self.Changed(self, value))

    def on_key(self, event: events.Key) -> None:
        """Go on to the next choice, or show all."""
        values = [value for value, _ in self._choices]
        place = values.index(self.value) if self.value in values else 0
        if event.key in {"left", "right"}:
            event.stop()
            self.choose(values[(place + (1 if event.key == "right" else -1)) % len(values)])
        elif event.key in {"enter", "down", "space"}:
            event.stop()
            self._show_all(place)

    def on_click(self) -> None:
        """Show all choices."""
        self._show_all([value for value, _ in self._choices].index(self.value))

    def _show_all(self, place: int) -> None:
        self.app.push_screen(ChoiceDialog(self._title, self._choices, place=place), self.choose)
