"""A line of text whose caret stands where an input method expects it."""

from __future__ import annotations

from textual.widgets import Input


class TextInput(Input):
    """Textual's input; at the end of the text it reports its caret one cell too far to the right.

    Input methods put their window of characters at the caret that is reported to the terminal.
    """

    @property
    def _cursor_offset(self) -> int:
        return self._position_to_cell(self.cursor_position)
