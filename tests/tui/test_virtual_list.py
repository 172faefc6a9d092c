"""A list of any length draws only what is seen, in exact cells, and never jumps under the hand."""

from __future__ import annotations

import threading
from array import array
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from glossary.tui.widgets.columns import GUTTER, Column, cells_of, fit, widths_of
from glossary.tui.widgets.row_pages import PAGE, Row
from glossary.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = (
    Column(name="a", title="A", share=2, least=10),
    Column(name="b", title="B", share=1, least=6, rank=1),
    Column(name="c", title="C", least=5, rank=2, right=True),
)
#: What real cells hold: Latin, Chinese, half of a surrogate's worth of rarer characters, quotes, controls.
texts = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("汉字“”—…·é\u0301𠮷😀\t\n\x1b[]\u200d")), max_size=60
)


class _ListApp(App[None]):
    """One list of numbered rows; it counts what is fetched."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.fetched: list[int] = []
        self.may_fetch = threading.Event()
        self.may_fetch.set()

    def compose(self) -> ComposeResult:
        yield VirtualList(COLUMNS, self.fetch)

    def on_mount(self) -> None:
        self.rows.show(array("q", range(self.count)))
        self.rows.focus()

    @property
    def rows(self) -> VirtualList:
        return self.query_one(VirtualList)

    def fetch(self, row_ids: Sequence[int]) -> list[Row | None]:
        self.may_fetch.wait()
        self.fetched.extend(row_ids)
        return [Row((f"row {row_id}", "汉字", str(row_id))) for row_id in row_ids]

    def line(self, y: int) -> str:
        return self.rows.render_line(y).text


@given(text=texts, width=st.integers(1, 40), right=st.booleans())
def test_a_cell_is_exactly_as_wide_as_asked(text: str, width: int, *, right: bool) -> None:
    """Whatever a cell holds, it takes its width in cells, on one line, without a control character."""
    laid = fit(text, width, right=right)

    assert cell_len(laid) == width
    assert not any(ord(character) < 32 or ord(character) == 127 for character in laid)


@given(cells=st.tuples(texts, texts, texts), width=st.integers(12, 200))
def test_a_row_never_is_wider_than_the_list(cells: tuple[str, str, str], width: int) -> None:
    """Columns share the room they have, and those of least importance are left out where there is none."""
    widths = widths_of(COLUMNS, width)

    assert cell_len(cells_of(cells, widths, COLUMNS)) + GUTTER <= width


def test_columns_are_left_out_by_rank() -> None:
    """The column with the highest rank goes first; the first column always stays."""
    assert [bool(width) for width in widths_of(COLUMNS, 80)] == [True, True, True]
    assert [bool(width) for width in widths_of(COLUMNS, 22)] == [True, True, False]
    assert [bool(width) for width in widths_of(COLUMNS, 14)] == [True, False, False]


async def test_only_what_is_seen_is_fetched() -> None:
    """A million rows cost the fetching of a page or two."""
    app = _ListApp(1_000_000)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "row 0" in app.line(1)
        assert len(app.fetched) <= 2 * PAGE

        await pilot.press("end")
        await pilot.pause()
        assert "row 999999" in app.line(19)
        assert len(app.fetched) <= 4 * PAGE


async def test_moving_and_paging() -> None:
    """Keys move by a row, a screen, to the ends; the cursor stays in sight."""
    app = _ListApp(1000)
    async with app.run_test(size=(60, 20)) as pilot:
        for key, cursor in (
            ("down", 1),
            ("j", 2),
            ("k", 1),
            ("pagedown", 19),
            ("pageup", 1),
            ("end", 999),
            ("home", 0),
        ):
            await pilot.press(key)
            assert app.rows.cursor == cursor
            top = app.rows.scroll_offset.y
            assert top <= cursor < top + app.rows.rows_shown


async def test_slow_rows_do_not_hold_up_the_screen() -> None:
    """While rows are being fetched, keys work and blank rows are drawn; then the rows appear by themselves."""
    app = _ListApp(1000)
    async with app.run_test(size=(60, 20)) as pilot:
        app.may_fetch.clear()
        await pilot.press("end", "up", "up")
        assert app.rows.cursor == 997
        assert "…" in app.line(19)
        app.may_fetch.set()
        await pilot.pause(0.2)
        assert "row 999" in app.line(19)


async def test_the_cursor_stays_on_its_row_when_others_come_and_go() -> None:
    """New rows above and lost rows leave the cursor on its row, at its height on the screen."""
    app = _ListApp(100)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*["down"] * 30)
        height = app.rows.cursor - app.rows.scroll_offset.y
        app.rows.show(array("q", [*range(500, 540), *range(10, 100)]))
        await pilot.pause()
        assert app.rows.row_id == 30
        assert app.rows.cursor - app.rows.scroll_offset.y == height

        app.rows.show(array("q", [5, 6, 7]))
        await pilot.pause()
        assert app.rows.row_id == 7


async def test_ranges_and_single_marks() -> None:
    """A range follows the cursor until it is ended; single marks add to it; the order is the list's."""
    app = _ListApp(100)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("v", "down", "down")
        assert app.rows.chosen_ids == [0, 1, 2]
        await pilot.press("up")
        assert app.rows.chosen_ids == [0, 1]
        await pilot.press("v", "down", "down", "space")
        assert app.rows.chosen_ids == [0, 1, 3]
        await pilot.press("minus")
        assert app.rows.chosen_ids == [4]
        await pilot.press("asterisk")
        assert len(app.rows.chosen_ids) == 100


async def test_the_mouse_moves_and_opens() -> None:
    """A click puts the cursor on a row."""
    app = _ListApp(100)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.click(VirtualList, offset=(5, 7))
        assert app.rows.cursor == 6
