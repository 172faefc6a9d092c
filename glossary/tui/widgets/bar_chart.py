"""Bars with their labels and numbers; widths are terminal cells, so that Chinese labels stand right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from glossary.tui.language import t
from glossary.tui.widgets.columns import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

#: What the parts of a bar are drawn with; shades differ without colours too.
BLOCKS = "█▓▒░"
#: The same for terminals that can't draw blocks one cell wide.
SIGNS = "#=+."
#: The colours of the parts.
COLOURS = ("$primary", "$success", "$warning", "$secondary")
#: Labels take no more than this part of the width.
LABEL_SHARE = 0.4
#: Bars are at least so wide where there is any room.
LEAST_BAR = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its label, the numbers of its parts, and what stands behind it, the sum unless given."""

    label: str
    parts: tuple[int, ...]
    text: str = ""

    @property
    def total(self) -> int:
        """The sum of the parts."""
        return sum(self.parts)

    @property
    def shown(self) -> str:
        """What stands behind the bar."""
        return self.text or f"{self.total:,}"


class BarChart(Widget):
    """A titled chart of horizontal bars, a line each, as high as it needs to be.

    Args:
        title: above the bars, in the language of the interface.
        legend: what each part of a bar is, likewise; empty where bars have one part.
        full: the number that a whole line stands for; the largest bar unless given.
    """

    def __init__(
        self,
        title: str,
        *,
        legend: Sequence[str] = (),
        full: int | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._title = title
        self._legend = tuple(legend)
        self._full = full
        self.bars: tuple[Bar, ...] = ()

    def show(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self.bars = tuple(bars)
        self.refresh(layout=True)

    @property
    def _is_plain(self) -> bool:
        return self.app.has_class("-plain-lines")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the chart takes."""
        del container, viewport, width
        return 1 + bool(self._legend) + max(1, len(self.bars))

    def render(self) -> Content:
        """Draw the title, the legend and the bars."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        lines = [Content.styled(self._title, "$text-accent bold")]
        if self._legend:
            lines.append(self._legend_line())
        if not self.bars:
            return [*lines, Content.styled(f"  {t('nothing yet')}", "$text-muted")]
        full = max(1, self._full or max(bar.total for bar in self.bars))
        room = max(0, width - 4)
        texts = max(cell_len(bar.shown) for bar in self.bars)
        longest = max(cell_len(bar.label) for bar in self.bars)
        labels = min(longest, max(1, min(int(width * LABEL_SHARE), room - texts - LEAST_BAR)))
        cells = max(0, room - texts - labels)
        return lines + [self._line(bar, labels, cells, texts, full) for bar in self.bars]

    def _line(self, bar: Bar, labels: int, cells: int, texts: int, full: int) -> Content:
        signs = SIGNS if self._is_plain else BLOCKS
        lengths = lengths_of(bar.parts, full, cells)
        drawn = [
            Content.styled(signs[part % len(signs)] * length, COLOURS[part % len(COLOURS)])
            for part, length in enumerate(lengths)
        ]
        return Content.assemble(
            f"  {fit(bar.label, labels)} ",
            *drawn,
            " " * (cells - sum(lengths)),
            Content.styled(f" {fit(bar.shown, texts, right=True)}", "$text-muted"),
        )

    def _legend_line(self) -> Content:
        signs = SIGNS if self._is_plain else BLOCKS
        parts: list[Content | str] = ["  "]
        for number, meaning in enumerate(self._legend):
            parts += [Content.styled(signs[number % len(signs)] * 2, COLOURS[number % len(COLOURS)]), f" {meaning}  "]
        return Content.assemble(*parts)


def lengths_of(parts: Sequence[int], full: int, cells: int) -> list[int]:
    """Return how many cells each part of a bar takes, where ``full`` takes ``cells``.

    Ends are rounded, not lengths, so that the bar is as long as its sum; a part that isn't nothing is seen
    where there is room for it.
    """
    lengths = []
    reached = end = 0
    for part in parts:
        end += part
        stop = min(cells, max(round(end * cells / full), reached + (part > 0)))
        lengths.append(stop - reached)
        reached = stop
    return lengths
