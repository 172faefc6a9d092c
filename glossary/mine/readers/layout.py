"""From runs of text on a page to lines, columns and paragraphs in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from glossary.text.cleaning.script import count_han, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text with its box in points; the origin is the lower left corner of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of the line, about the size of the type."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a column; ``place`` is how far down the page it stands (0 top, 1 bottom).

    ``size`` is its height; ``column`` counts the stretches of the page in reading order.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    place: float
    column: int


# A gutter is at least this wide, in heights of a line; a column has this many lines of this many characters.
_GUTTER = 0.8
_FEWEST_LINES = 3
_FEWEST_CHARACTERS = 10
_SAME_LINE = 0.5
_BIG_GAP = 1.45
_INDENT = 0.9
_OTHER_SIZE = 1.15
_SHORT = 0.85


def read_lines(runs: Iterable[Run], *, height: float) -> list[Line]:
    """Return the lines of a page in reading order, each column from top to bottom before the next."""
    regions = list(_regions(list(runs)))
    return [line for column, region in enumerate(regions) for line in _lines(region, height, column)]


def find_paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph.

    A paragraph ends before a gap, an indented line, another size of type or column, and behind a short line
    that ends a sentence.
    """
    edges: dict[int, tuple[float, float]] = {}
    for line in lines:
        left, right = edges.get(line.column, (line.left, line.right))
        edges[line.column] = min(left, line.left), max(right, line.right)
    pitch = _pitch(lines)
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _begins_paragraph(paragraph, line, edges[line.column], pitch):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _begins_paragraph(paragraph: list[Line], line: Line, edges: tuple[float, float], pitch: float) -> bool:
    last = paragraph[-1]
    if line.column != last.column or max(line.size, last.size) > _OTHER_SIZE * min(line.size, last.size):
        return True
    if last.bottom - line.bottom > max(_BIG_GAP * pitch, 1.0 * line.size):
        return True
    left, right = edges
    is_indented = line.left - left > _INDENT * line.size and last.left - left < _INDENT * line.size
    if is_indented and line.left - left < 5 * line.size:
        return True
    return ends_sentence(last.text) and last.right - left < _SHORT * (right - left)


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance of two lines."""
    steps = [
        above.bottom - below.bottom
        for above, below in pairwise(lines)
        if above.column == below.column and 0 < above.bottom - below.bottom < 4 * above.size
    ]
    return median(steps) if steps else 0.0


def _regions(runs: list[Run], fewest_lines: int = _FEWEST_LINES) -> Iterator[list[Run]]:
    """Yield stretches of one column each, in reading order.

    A page is cut at its gutters; what reaches over a gutter, such as a headline, cuts it from left to right.
    Once there are columns, another may be as short as one line.
    """
    gutter = _find_gutter(runs, fewest_lines)
    if gutter is None:
        if runs:
            yield runs
        return
    across = [run for run in runs if run.left < gutter < run.right]
    rest = sorted((run for run in runs if not run.left < gutter < run.right), key=lambda run: -run.top)
    bars = sorted(across, key=lambda run: -run.top)
    while bars or rest:
        limit = bars[0].top if bars else float("-inf")
        band = [run for run in rest if (run.top + run.bottom) / 2 > limit]
        rest = rest[len(band) :] if band == rest[: len(band)] else [run for run in rest if run not in band]
        if band:
            yield from _regions([run for run in band if run.right <= gutter], 1)
            yield from _regions([run for run in band if run.left >= gutter], 1)
        stack: list[Run] = []
        while bars and not any((run.top + run.bottom) / 2 > bars[0].top for run in rest):
            stack.append(bars.pop(0))
        if stack:
            yield stack


def _find_gutter(runs: list[Run], fewest_lines: int) -> float | None:
    """Return the middle of the widest gap from top to bottom that has a column of text on either side.

    Runs that are wider than half of all don't count: they are headlines, or the page has no columns.
    """
    if len(runs) < 2 * fewest_lines:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    narrow = sorted((run for run in runs if run.right - run.left < 0.55 * (right - left)), key=lambda run: run.left)
    if sum(len(run.text) for run in narrow) < 0.5 * sum(len(run.text) for run in runs):
        return None
    height = median(run.height for run in runs)
    best: tuple[float, float] | None = None
    reach = float("-inf")
    for index, run in enumerate(narrow):
        gap = run.left - reach
        if (
            index
            and gap >= _GUTTER * height
            and _is_column(narrow[:index], fewest_lines)
            and _is_column(narrow[index:], fewest_lines)
            and (best is None or gap > best[0])
        ):
            best = gap, reach + gap / 2
        reach = max(reach, run.right)
    return best[1] if best else None


def _is_column(runs: list[Run], fewest_lines: int) -> bool:
    """Whether runs make lines of text; a column of numbers or bullets is part of a table or a list."""
    height = max(1.0, median(run.height for run in runs))
    lines = {round(run.bottom / height * 2) for run in runs}
    return len(lines) >= fewest_lines and sum(_letters(run.text) for run in runs) >= _FEWEST_CHARACTERS * len(lines)


def _letters(text: str) -> int:
    return len(text) + count_han(text)


def _lines(runs: list[Run], height: float, column: int) -> Iterator[Line]:
    """Yield the runs of one column as lines, from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -(run.top + run.bottom)):
        middle = (run.top + run.bottom) / 2
        if rows and abs((rows[-1][0].top + rows[-1][0].bottom) / 2 - middle) < _SAME_LINE * min(
            run.height, rows[-1][0].height
        ):
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda run: run.left)
        bottom, top = min(run.bottom for run in row), max(run.top for run in row)
        yield Line(
            text=" ".join(run.text for run in row),
            left=row[0].left,
            right=max(run.right for run in row),
            bottom=bottom,
            top=top,
            size=median(run.height for run in row),
            place=1 - (bottom + top) / 2 / height if height else 0.5,
            column=column,
        )
