"""A list of any length: it holds ids only, and fetches the rows that are on the screen, page by page."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from glossary.tui.actions import bindings_of
from glossary.tui.widgets.columns import GUTTER, Column, cells_of, widths_of
from glossary.tui.widgets.marking import Marking
from glossary.tui.widgets.row_pages import Row, RowPages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual import events

    from glossary.errors import GlossaryError

#: The header's height, in lines.
HEADER = 1


class VirtualList(ScrollView, can_focus=True):
    """A table of one line a row with a cursor, marks and a header that sorts.

    Rows come from a function that is given ids and called in a thread of its own; it returns a row for each,
    or None where the thing is gone. Drawing never waits longer than ``PATIENCE`` for it.
    """

    DEFAULT_CSS = """
    VirtualList { overflow-x: hidden; overflow-y: scroll; scrollbar-size-horizontal: 0; scrollbar-size-vertical: 1; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--row",
        "list--cursor",
        "list--resting",
        "list--header",
        "list--marked",
        "list--done",
        "list--dim",
        "list--warning",
    }
    BINDINGS = bindings_of("list")
    # A longer or shorter list moves its scroll bar only; Textual would lay out the whole screen anew.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    class Moved(Message):
        """The cursor stands on another row; ``row_id`` is None in an empty list."""

        def __init__(self, sender: VirtualList, row_id: int | None) -> None:
            super().__init__()
            self.sender = sender
            self.row_id = row_id

        @property
        def control(self) -> VirtualList:
            """The list."""
            return self.sender

    class Chosen(Moved):
        """A row was opened."""

    class MarksChanged(Moved):
        """Other rows are marked."""

    class SortAsked(Message):
        """The header of a column was clicked."""

        def __init__(self, sender: VirtualList, column: str) -> None:
            super().__init__()
            self.sender = sender
            self.column = column

        @property
        def control(self) -> VirtualList:
            """The list."""
            return self.sender

    class Failed(Message):
        """Rows could not be fetched."""

        def __init__(self, error: GlossaryError) -> None:
            super().__init__()
            self.error = error

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Callable[[Sequence[int]], Sequence[Row | None]],
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.ids: array[int] = array("q")
        self.cursor = 0
        self.sorted_by: tuple[str, bool] | None = None
        self.marking = Marking()
        self._pages = RowPages(fetch, self._arrive, lambda error: self.post_message(self.Failed(error)))

    # --- what the list holds

    def show(self, ids: array[int], *, keep_cursor: bool = True) -> None:
        """Show other rows; the cursor stays on its row, at the same height, where that is still there."""
        place = self.cursor - self.scroll_offset.y
        current = self.row_id
        self.ids = ids
        self._pages.forget()
        self.marking.keep(ids)
        self.virtual_size = Size(self.size.width, len(ids) + HEADER)
        target = 0
        if keep_cursor and current is not None and current in ids:
            target = ids.index(current)
        elif keep_cursor:
            target = min(self.cursor, max(0, len(ids) - 1))
        self.cursor = target
        self.scroll_to(y=max(0, target - place), animate=False, immediate=True)
        self._keep_in_view()
        self.refresh()
        self.post_message(self.Moved(self, self.row_id))

    def extend(self, ids: array[int]) -> None:
        """Show more rows after those that are shown already; nothing else moves."""
        is_end_seen = self.scroll_offset.y + self.rows_shown >= len(self.ids)
        self._pages.forget_from(len(self.ids))
        self.ids = ids
        self.virtual_size = Size(self.size.width, len(ids) + HEADER)
        if is_end_seen:
            self.refresh()

    def renew(self) -> None:
        """Fetch the rows anew: what they say has changed, which they are has not."""
        self._pages.forget()
        self.refresh()

    @property
    def row_id(self) -> int | None:
        """The id of the row that the cursor is on."""
        return self.ids[self.cursor] if self.cursor < len(self.ids) else None

    @property
    def chosen_ids(self) -> list[int]:
        """The marked rows in their order; without marks the one under the cursor."""
        if self.marking.ids:
            return self.marking.in_order(self.ids)
        return [] if self.row_id is None else [self.row_id]

    def row_at(self, index: int) -> Row | None:
        """Return a row as far as it is fetched, else None."""
        return self._pages.row(self.ids, index)

    # --- drawing

    def render_line(self, y: int) -> Strip:
        """Draw the header, or one row."""
        width = self.size.width
        widths = widths_of(self.columns, width)
        if y < HEADER:
            titles = [column.title_with_mark(self.sorted_by) for column in self.columns]
            style = self.get_component_rich_style("list--header")
            return self._strip("  ", titles, widths, style, width)
        index = y - HEADER + self.scroll_offset.y
        if index >= len(self.ids):
            return Strip.blank(width, self.get_component_rich_style("list--row"))
        row = self.row_at(index)
        style = self._style_of(index, row)
        mark = "● " if self.ids[index] in self.marking.ids else "  "
        if row is None:
            return self._strip(mark, ("…",), widths, style, width)
        return self._strip(mark, row.cells, widths, style, width)

    def _strip(self, mark: str, cells: Sequence[str], widths: Sequence[int], style: Style, width: int) -> Strip:
        shown = [column_width for column_width, _ in zip(widths, cells, strict=False) if column_width]
        rest = width - GUTTER - sum(shown) - max(0, len(shown) - 1)
        if rest < 0:  # narrower than the first column
            text = mark + cells_of(cells, widths, self.columns)
            return Strip([Segment(text, style)]).adjust_cell_length(width, style)
        return Strip([Segment(mark + cells_of(cells, widths, self.columns) + " " * rest, style)], width)

    def _style_of(self, index: int, row: Row | None) -> Style:
        if index == self.cursor:
            cursor = self.get_component_rich_style("list--cursor")
            return cursor if self.has_focus else self.get_component_rich_style("list--resting")
        if self.ids[index] in self.marking.ids:
            return self.get_component_rich_style("list--marked")
        if row is not None and row.look:
            return self.get_component_rich_style(f"list--{row.look}")
        return self.get_component_rich_style("list--row")

    def _arrive(self, take: Callable[[], bool]) -> None:
        """Draw rows that came late; called in the thread that fetched them."""
        self.call_later(lambda: self.refresh() if take() else None)

    def on_unmount(self) -> None:
        """Let the fetching thread end."""
        self._pages.close()

    # --- moving

    def move_to(self, index: int) -> None:
        """Put the cursor on a row, scrolling no further than needed."""
        index = max(0, min(len(self.ids) - 1, index))
        if not self.ids or index == self.cursor:
            return
        former, self.cursor = self.cursor, index
        repaint = self._keep_in_view()
        if self.marking.stretch(self.ids, index):
            self.refresh()
            self.post_message(self.MarksChanged(self, self.row_id))
        elif not repaint:
            self._refresh_row(former)
            self._refresh_row(index)
        self.post_message(self.Moved(self, self.row_id))

    def _refresh_row(self, index: int) -> None:
        self.refresh(Region(0, index - self.scroll_offset.y + HEADER, self.size.width, 1))

    def _keep_in_view(self) -> bool:
        """Scroll until the cursor is on the screen; return whether that was needed."""
        top, height = self.scroll_offset.y, self.rows_shown
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + height > top:
            self.scroll_to(y=self.cursor - height + 1, animate=False, immediate=True)
        else:
            return False
        return True

    @property
    def rows_shown(self) -> int:
        """How many rows fit on the screen."""
        return max(1, self.scrollable_content_region.height - HEADER)

    def on_resize(self) -> None:
        """Keep the width of what is drawn, and the cursor on the screen."""
        self.virtual_size = Size(self.size.width, len(self.ids) + HEADER)
        self._keep_in_view()

    def on_focus(self) -> None:
        """Show the cursor as active."""
        self._refresh_row(self.cursor)

    def on_blur(self) -> None:
        """Show the cursor as resting."""
        self._refresh_row(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; open the row by a double click; sort by a click on the header."""
        if event.y < HEADER:
            name = self._column_at(event.x)
            if name:
                self.post_message(self.SortAsked(self, name))
            return
        index = event.y - HEADER + self.scroll_offset.y
        if index < len(self.ids):
            self.move_to(index)
            if event.chain > 1:
                self.action_choose()

    def _column_at(self, x: int) -> str | None:
        edge = 2
        for column, width in zip(self.columns, widths_of(self.columns, self.size.width), strict=True):
            edge += width + 1
            if x < edge:
                return column.name if column.sortable else None
        return None

    def action_move(self, rows: int) -> None:
        """Move by so many rows."""
        self.move_to(self.cursor + rows)

    def action_page(self, pages: int) -> None:
        """Move by so many screens."""
        self.move_to(self.cursor + pages * max(1, self.rows_shown - 1))

    def action_first(self) -> None:
        """Go to the first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.move_to(len(self.ids) - 1)

    def action_choose(self) -> None:
        """Open the row under the cursor."""
        if self.row_id is not None:
            self.post_message(self.Chosen(self, self.row_id))

    # --- marking

    def action_mark(self) -> None:
        """Mark or unmark the row under the cursor, and go on to the next."""
        if self.row_id is not None:
            self.marking.toggle(self.row_id)
            self._marks_changed()
            self.action_move(1)

    def action_mark_range(self) -> None:
        """Begin to mark a range, or end it."""
        self.marking.begin_or_end(self.ids, self.cursor)
        self._marks_changed()

    def action_mark_all(self) -> None:
        """Mark all rows."""
        self.marking.mark_all(self.ids)
        self._marks_changed()

    def action_unmark(self) -> None:
        """Take all marks away."""
        self.marking.clear()
        self._marks_changed()

    def _marks_changed(self) -> None:
        self.refresh()
        self.post_message(self.MarksChanged(self, self.row_id))
