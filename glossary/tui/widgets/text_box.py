"""A text of several lines in a form; Tab goes on to the next field."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rich.style import Style
from textual.reactive import Reactive, reactive
from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme

from glossary.tui.letting_go import let_go_of

if TYPE_CHECKING:
    from textual._types import WatchCallbackType
    from textual.dom import DOMNode

_NONE = Style()
#: As Textual's own that goes by the style sheet, which is asked for nothing that a box doesn't show: lines have no
#: numbers, and none is marked. A form with fifty notes would ask four hundred times.
_THEME = TextAreaTheme(
    "text box",
    gutter_style=_NONE,
    cursor_line_style=_NONE,
    cursor_line_gutter_style=_NONE,
    bracket_matching_style=Style(underline=True),
)


class TextBox(TextArea):
    """A text area as high as its text."""

    #: The class that Textual adds for it has all styles looked up again, so it is there from the beginning.
    compact: Reactive[bool] = reactive(default=True)

    def __init__(self, text: str) -> None:
        super().__init__(
            text, compact=True, highlight_cursor_line=False, tab_behavior="focus", classes="-textual-compact"
        )
        self.register_theme(_THEME)
        self.theme = _THEME.name

    @classmethod
    @cache
    def _get_component_classes(cls) -> frozenset[str]:
        return frozenset({"text-area--cursor", "text-area--selection"})

    def watch(self, obj: DOMNode, attribute_name: str, callback: WatchCallbackType, init: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        """Hear of a change of the app's theme, for as long as the box is there.

        The app keeps whoever watches it, so that no text area of any form would ever be let go
        (https://github.com/Textualize/textual/issues/6666).
        """
        if obj is self.app and attribute_name == "theme":
            self.app.theme_changed_signal.subscribe(self, lambda _: self._app_theme_changed())
        else:
            super().watch(obj, attribute_name, callback, init)

    def on_unmount(self) -> None:
        """Be forgotten."""
        let_go_of(self)
        self._line_cache.clear()
