"""What Textual keeps of widgets that are gone, and how it is made to forget them.

Whoever opens forms all day would have all of them in memory, and each search for garbage would go through them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._styles_cache import StylesCache

if TYPE_CHECKING:
    from textual.widget import Widget


def let_go_of(widget: Widget) -> None:
    """Take a widget that is being taken away off the signals that it listens to, and free the lines that it drew."""
    widget.app.theme_changed_signal.unsubscribe(widget)
    widget.screen.text_selection_started_signal.unsubscribe(widget)
    widget._styles_cache.clear()  # noqa: SLF001 - there is no other way


def let_go_of_drawn() -> None:
    """Forget the lines of widgets that were drawn: two colors are kept for each, and with them all that it drew."""
    StylesCache.get_inner_outer.cache_clear()
