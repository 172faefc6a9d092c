"""A text of several lines in a form; Tab goes on to the next field."""

from __future__ import annotations

from textual.widgets import TextArea


class TextBox(TextArea):
    """A text area as high as its text."""

    def __init__(self, text: str, *, placeholder: str = "") -> None:
        super().__init__(
            text, placeholder=placeholder, compact=True, highlight_cursor_line=False, tab_behavior="focus", theme="css"
        )
