"""Cells are counted as the terminal draws them, also where “ ” … are two cells wide, and at the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from glossary.tui.widgets.columns import fit
from glossary.tui.widgets.text_input import TextInput
from glossary.tui.widths import count_ambiguous_as

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def _wide() -> Iterator[None]:
    count_ambiguous_as(2)
    yield
    count_ambiguous_as(1)


TEXTS = {
    "“十五五”规划": (12, 14),
    "新质生产力": (10, 10),
    "a — b…": (6, 8),
    "拉丁·字母 é": (11, 13),
    "━┃": (2, 2),
    "plain": (5, 5),
}


@pytest.mark.parametrize("text", TEXTS)
def test_narrow_is_the_default(text: str) -> None:
    """Characters of ambiguous width count one cell unless the user says otherwise."""
    assert cell_len(text) == TEXTS[text][0]


@pytest.mark.usefixtures("_wide")
@pytest.mark.parametrize("text", TEXTS)
def test_wide_counts_two(text: str) -> None:
    """In a terminal that draws them wide, they count two; lines of borders stay one."""
    assert cell_len(text) == TEXTS[text][1]
    assert cell_len(fit(text, 30)) == 30


def test_the_setting_can_be_taken_back() -> None:
    """Wide and narrow again is as before."""
    count_ambiguous_as(2)
    count_ambiguous_as(1)

    assert cell_len("“十五五”规划") == 12


class _InputApp(App[None]):
    def compose(self) -> ComposeResult:
        yield TextInput()


@pytest.mark.parametrize("text", ["", "abc", "新质", "x新"])
async def test_the_caret_is_where_the_next_character_goes(text: str) -> None:
    """Input methods are told the cell right behind the text."""
    app = _InputApp()
    async with app.run_test() as pilot:
        field = app.query_one(TextInput)
        field.value = text
        field.cursor_position = len(text)
        await pilot.pause()
        assert field.cursor_screen_offset.x == field.content_region.x + cell_len(text)
