"""Occurrences of a term in their contexts, the term below the term: keyword in context."""

from __future__ import annotations

from array import array
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from glossary.tui.language import t
from glossary.tui.widgets.columns import Column, fit
from glossary.tui.widgets.row_pages import Row
from glossary.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from glossary.jobs.occurrences import Occurrence


#: What an occurrence's row has; a document's has its number of occurrences and its source.
_CELLS = ("left", "text", "right")


class OccurrenceList(VirtualList):
    """A line for each document, and below it a line for each occurrence in it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"occurrences--term", "occurrences--document"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__([Column(name="context", title=t("In use"), share=1)], self._rows, id=id)
        self.occurrences: tuple[Occurrence, ...] = ()
        self._lines: list[int | tuple[str, int]] = []
        self._widest = 0

    def show_occurrences(self, occurrences: Sequence[Occurrence]) -> None:
        """Show other occurrences, those of one document after one another."""
        self.occurrences = tuple(occurrences)
        self._lines = []
        for _, group in groupby(enumerate(occurrences), key=lambda pair: pair[1].document):
            numbers = [number for number, _ in group]
            self._lines.append((occurrences[numbers[0]].source, len(numbers)))
            self._lines += numbers
        self._widest = max((cell_len(one.text) for one in occurrences), default=0)
        self.show(array("q", range(len(self._lines))))

    @property
    def number(self) -> int | None:
        """Which occurrence the cursor is on; that after a document's line; None where there are none."""
        for line in self._lines[self.cursor : self.cursor + 2]:
            if isinstance(line, int):
                return line
        return None

    def go_to(self, number: int) -> None:
        """Put the cursor on an occurrence."""
        if number in self._lines:
            self.move_to(self._lines.index(number))

    def _rows(self, ids: Sequence[int]) -> list[Row | None]:
        return [self._row(self._lines[row_id]) for row_id in ids]

    def _row(self, line: int | tuple[str, int]) -> Row:
        if isinstance(line, int):
            one = self.occurrences[line]
            return Row((one.left, one.text, one.right))
        return Row((f" ×{line[1]:,}", line[0]))

    def _strip(self, mark: str, cells: Sequence[str], widths: Sequence[int], style: Style, width: int) -> Strip:
        del widths
        is_plain = style == self.get_component_rich_style("list--row")
        if len(cells) < len(_CELLS):
            look = self.get_component_rich_style("occurrences--document") if is_plain else style
            count, source = cells if len(cells) > 1 else ("", cells[0])
            source = fit(source, min(cell_len(source), max(1, width - cell_len(count))))
            return Strip([Segment(source + count, look)]).adjust_cell_length(width, look)
        term = self.get_component_rich_style("occurrences--term") if is_plain else style
        left, text, right = cells
        middle = min(self._widest, width // 2)
        room = max(0, width - cell_len(mark) - middle - 2)
        before = room * 2 // 5
        after = room - before
        # What follows is moved up to the term, so that the sentence can be read.
        rest = " " * (middle - cell_len(text))
        return Strip(
            [
                Segment(f"{mark}{_end_of(left, before)} ", style),
                Segment(text if rest else fit(text, middle), term),
                Segment(fit(f" {right}{rest}", after + 1 + cell_len(rest)), style),
            ]
        ).adjust_cell_length(width, style)


def _end_of(text: str, width: int) -> str:
    """Return the end of a text in exactly so many cells."""
    text = fit(text, cell_len(text))
    if cell_len(text) <= width:
        return " " * (width - cell_len(text)) + text
    room = width - cell_len("…")
    kept = ""
    for character in reversed(text):
        if cell_len(kept) + cell_len(character) > room:
            break
        kept = character + kept
    return "…" + " " * (room - cell_len(kept)) + kept
