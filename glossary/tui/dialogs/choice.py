"""A few things to choose one from, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from glossary.tui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult


class ChoiceDialog(Dialog[str]):
    """Asks for one of a few things.

    Args:
        title: in the frame, in the language of the interface.
        choices: each by the answer it gives and by its text; an answer of one character is its key too.
        place: of the one that the cursor begins on, from 0.
    """

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], *, place: int = 0) -> None:
        super().__init__()
        self._place = place
        self._title = title
        self._choices = list(choices)

    @property
    def dialog_title(self) -> str:
        """The title in the frame."""
        return self._title

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield OptionList(*(Option(self._line(answer, text)) for answer, text in self._choices), compact=True)

    def on_mount(self) -> None:
        """Put the cursor where it begins."""
        self.query_one(OptionList).highlighted = self._place

    def _line(self, answer: str, text: str) -> Content:
        return Content.assemble((f"{answer}  ", "bold"), text) if len(answer) == 1 else Content(text)

    def on_key(self, event: events.Key) -> None:
        """Answer by key."""
        if event.character and event.character in {answer for answer, _ in self._choices}:
            event.stop()
            self.dismiss(event.character)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer by Enter or mouse."""
        self.dismiss(self._choices[event.option_index][0])
