"""What the termbase holds and how the work goes, in bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from glossary.tui.actions import bindings_of
from glossary.tui.background import Renewal
from glossary.tui.charts import CHART_TEXTS, CHARTS
from glossary.tui.language import t, tn
from glossary.tui.screens.view import View
from glossary.tui.widgets.bar_chart import BarChart

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from glossary.jobs.statistics import Statistics

#: Terminals at least so wide show two charts side by side.
WIDE_ENOUGH = 130


class Charts(VerticalScroll):
    """All charts, scrolled together."""

    BINDINGS = bindings_of("text")


class StatisticsScreen(View):
    """Charts below one another; they are drawn anew when the termbase changes."""

    NAME = "statistics"
    BINDINGS = bindings_of("statistics")
    AUTO_FOCUS = "#charts"

    def __init__(self) -> None:
        super().__init__()
        self._renewal = Renewal(self, self._gather, self._show, group="gather")

    def compose_body(self) -> ComposeResult:
        """Yield the total and the charts."""
        yield Static(t("counting…"), id="statistics-title", markup=False)
        with Charts(id="charts"):
            for chart in CHARTS:
                legend = [t(meaning) for meaning in chart.legend]
                yield BarChart(t(CHART_TEXTS[chart.name]), legend=legend, full=chart.full, id=f"chart-{chart.name}")

    def on_resize(self) -> None:
        """Use the room of a wide terminal."""
        self.query_one("#charts").set_class(self.size.width >= WIDE_ENOUGH, "-wide")

    def reload(self) -> None:
        """Count anew."""
        self._renewal.ask()

    def _gather(self) -> Statistics:
        from glossary.jobs.statistics import gather_statistics  # noqa: PLC0415 - loaded in the thread

        with self.glossary.database.reading() as connection:
            return gather_statistics(connection)

    def _show(self, figures: Statistics) -> None:
        candidates = sum(figures.candidates.values())
        said = (
            tn("{count} entry", "{count} entries", figures.entries),
            tn("{count} term", "{count} terms", sum(figures.terms.values())),
            tn("{count} candidate", "{count} candidates", candidates),
            tn("{count} document", "{count} documents", len(figures.coverage)),
        )
        self.query_one("#statistics-title", Static).update(" " + " · ".join(said))
        for chart in CHARTS:
            self.query_one(f"#chart-{chart.name}", BarChart).show(chart.bars(figures))

    def action_refresh(self) -> None:
        """Count anew."""
        self.reload()
