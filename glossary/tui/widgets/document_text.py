"""The text of a document with places in it that are lit; only the lines on the screen are drawn."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from glossary.tui.actions import bindings_of
from glossary.tui.background import in_background
from glossary.tui.wrapping import Lines, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style

    from glossary.concept import Document

#: Lines are no wider than this: longer ones are hard to read.
WIDEST = 100
#: The room at the left, in cells.
MARGIN = 2


class DocumentText(ScrollView, can_focus=True):
    """Shows a document; one of its places is the current one."""

    BINDINGS = bindings_of("text")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"document--term", "document--current", "document--heading"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._text = ""
        self._headings: tuple[tuple[int, int], ...] = ()
        self._places: tuple[tuple[int, int], ...] = ()
        self._starts: tuple[int, ...] = ()
        self._lines: Lines | None = None
        self._wrapped_to = 0
        self.current = 0

    def show(self, document: Document, places: Sequence[tuple[int, int]], current: int) -> None:
        """Show a document, with the current one of its places in view.

        Args:
            document: with its whole text.
            places: where the term stands, in order, as offsets into the text.
            current: which of them.
        """
        self._text = document.text
        self._headings = document.headings
        self._places = tuple(places)
        self._starts = tuple(start for start, _ in places)
        self.current = current
        self._lines = None
        self._wrapped_to = 0
        self._wrap()

    def go_to(self, place: int) -> None:
        """Make another place the current one, and bring it into view."""
        self.current = place
        self._bring_into_view()
        self.refresh()

    def on_resize(self) -> None:
        """Break the text anew for another width."""
        self._wrap()

    def _wrap(self) -> None:
        width = max(10, min(WIDEST, self.size.width - 2 * MARGIN))
        if not self._text or width == self._wrapped_to or not self.size.width:
            return
        self._wrapped_to = width
        text = self._text
        in_background(self, lambda: wrap(text, width), self._take, group="wrap")

    def _take(self, lines: Lines) -> None:
        self._lines = lines
        self.virtual_size = Size(self.size.width, len(lines))
        self._bring_into_view()
        self.refresh()

    def _bring_into_view(self) -> None:
        """Scroll until the current place is on the screen, a third from its top where it wasn't."""
        if self._lines is None or not self._places:
            return
        line = max(0, bisect_right(self._lines.starts, self._places[self.current][0]) - 1)
        top, height = self.scroll_offset.y, self.size.height
        if not top <= line < top + height:
            self.scroll_to(y=max(0, line - height // 3), animate=False, immediate=True, force=True)

    # --- drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        index = y + self.scroll_offset.y
        if self._lines is None or index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        start, end = self._lines.starts[index], self._lines.ends[index]
        segments = [Segment(" " * MARGIN, self.rich_style), *self._segments(start, end)]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _segments(self, start: int, end: int) -> Iterator[Segment]:
        base = self._base_style(start)
        position = start
        first = max(0, bisect_right(self._starts, start) - 1)
        for place in range(first, len(self._places)):
            from_, to = self._places[place]
            if from_ >= end:
                break
            if to <= position:
                continue
            from_ = max(from_, position)
            if from_ > position:
                yield Segment(self._text[position:from_], base)
            look = "document--current" if place == self.current else "document--term"
            position = min(to, end)
            yield Segment(self._text[from_:position], self.get_component_rich_style(look))
        if position < end:
            yield Segment(self._text[position:end], base)

    def _base_style(self, start: int) -> Style:
        if any(from_ <= start < to for from_, to in self._headings):
            return self.get_component_rich_style("document--heading")
        return self.rich_style
