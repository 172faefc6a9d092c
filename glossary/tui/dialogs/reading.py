"""A longer text to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from glossary.tui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content


class ReadingDialog(Dialog[None]):
    """Shows a text that scrolls.

    Args:
        title: in the frame, in the language of the interface.
        text: what is shown.
    """

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._title = title
        self._text = text

    @property
    def dialog_title(self) -> str:
        """The title in the frame."""
        return self._title

    def compose_body(self) -> ComposeResult:
        """Yield the text."""
        with VerticalScroll(classes="reading-scroll"):
            yield Static(self._text)
