"""The figures as bars: the right numbers, in the right widths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App
from textual.widgets import Static

from glossary.jobs.statistics import gather_statistics
from glossary.review import workflow
from glossary.store.entries.search import Filter, find_identifiers
from glossary.store.log.revisions import revising
from glossary.tui.charts import CHARTS
from glossary.tui.preferences import load_preferences
from glossary.tui.widgets.bar_chart import Bar, BarChart, lengths_of
from tests.tui.conftest import settle

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from tests.tui.conftest import OpenApp


async def test_the_view_shows_the_figures_of_the_termbase(open_app: OpenApp) -> None:
    """F4 shows a bar for each subject field, document and status with its exact number."""
    async with open_app() as (app, pilot):
        await pilot.press("f4")
        await settle(pilot)
        with app.database.reading() as connection:
            figures = gather_statistics(connection)
        fields = {bar.label: bar.total for bar in app.screen.query_one("#chart-fields", BarChart).bars}
        statuses = {bar.label: bar.total for bar in app.screen.query_one("#chart-statuses", BarChart).bars}
        scores = app.screen.query_one("#chart-scores", BarChart).bars

        assert fields == {one.subject_field: one.entries for one in figures.by_subject_field}
        assert statuses == {status: figures.candidates.get(status, 0) for status in statuses}
        assert sum(bar.total for bar in scores) == sum(figures.candidates.values())
        assert len(app.screen.query_one("#chart-coverage", BarChart).bars) == 11
        assert f"{figures.entries:,} entries" in str(app.screen.query_one("#statistics-title", Static).content)


async def test_the_view_follows_changes(open_app: OpenApp) -> None:
    """A deleted entry is gone from the bars soon, whoever deleted it."""
    async with open_app() as (app, pilot):
        await pilot.press("f4")
        await settle(pilot)
        spread = app.screen.query_one("#chart-spread", BarChart)
        before = sum(bar.total for bar in spread.bars)
        with revising(app.database, who="another", action="delete", summary="delete one") as revision:
            name = next(find_identifiers(revision.connection, Filter()))
            workflow.delete(revision, name)
        app.look_for_changes()
        await settle(pilot)

        assert sum(bar.total for bar in spread.bars) == before - 1


@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("ambiguous", ["narrow", "wide"])
async def test_no_line_is_wider_than_its_chart(open_app: OpenApp, tmp_path: Path, width: int, ambiguous: str) -> None:
    """Chinese labels, long ones and curly quotation marks never push a number off its line."""
    (tmp_path / "tui.toml").write_text(f'ambiguous_width = "{ambiguous}"\n', "utf-8")
    preferences = load_preferences(tmp_path / "tui.toml")
    async with open_app(size=(width, 24), preferences=preferences) as (app, pilot):
        await pilot.press("f4")
        await settle(pilot)
        charts = list(app.screen.query(BarChart))

        assert len(charts) == len(CHARTS)
        for chart in charts:
            for bar, line in zip(chart.bars[::-1], chart.render().plain.split("\n")[::-1], strict=False):
                assert cell_len(line) <= chart.size.width
                assert line.rstrip().endswith(bar.shown) or width < 80
        if ambiguous == "wide":
            assert not any(sign in chart.render().plain for chart in charts for sign in "█▓▒░")


class ChartApp(App[None]):
    """An app with one chart."""

    def compose(self) -> ComposeResult:
        """Yield it."""
        yield BarChart("Title", legend=("good", "bad"))


async def test_bars_are_as_long_as_their_numbers() -> None:
    """The largest bar fills the line, half of it takes half; what is nothing has no bar."""
    app = ChartApp()
    async with app.run_test(size=(60, 10)) as pilot:
        chart = app.query_one(BarChart)
        chart.show(
            [Bar(label="经济", parts=(30, 10)), Bar(label="law", parts=(20, 0)), Bar(label="none", parts=(0, 0))]
        )
        await pilot.pause()
        _, legend, first, second, third = chart.render().plain.split("\n")

        assert "██ good  ▓▓ bad" in legend
        assert abs(first.count("█") - 3 * first.count("▓")) <= 3
        assert abs(2 * second.count("█") - first.count("█") - first.count("▓")) <= 1
        assert not set(third) & set("█▓")
        assert {cell_len(line) for line in (first, second, third)} == {cell_len(first)}


@given(st.lists(st.integers(0, 10**9), max_size=6), st.integers(0, 10**10), st.integers(0, 300))
def test_parts_of_a_bar_fit_into_it(parts: list[int], more: int, cells: int) -> None:
    """Lengths are never negative, their sum is never too long, and nothing is drawn for nothing."""
    full = max(1, sum(parts) + more)
    lengths = lengths_of(parts, full, cells)

    assert len(lengths) == len(parts)
    assert all(length >= 0 for length in lengths)
    assert sum(lengths) <= cells
    assert all(length == 0 for part, length in zip(parts, lengths, strict=True) if part == 0)
