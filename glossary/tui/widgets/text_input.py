"""A line of text whose caret stands where an input method expects it."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.widgets import Input

from glossary.tui.letting_go import let_go_of


class TextInput(Input):
    """Textual's input, mended in two places.

    At the end of the text Textual reports the caret one cell too far to the right, and input methods put their
    window of characters at the caret that is reported. And it lays out the whole screen anew at every key,
    although the field stays as wide as it is.
    """

    value: Reactive[str] = reactive("", layout=False, init=False)
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    @property
    def _cursor_offset(self) -> int:
        return self._position_to_cell(self.cursor_position)

    def on_unmount(self) -> None:
        """Be forgotten."""
        let_go_of(self)
