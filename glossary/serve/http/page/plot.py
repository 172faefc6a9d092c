"""Plots of use as inline SVG: lengths in percent and pixels, so that letters keep their size on any screen."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from glossary.serve.http.page.html import Html, element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.serve.http.page.reader import Reader
    from glossary.store.entries.uses import Uses

#: So many documents have a bar of their own.
SHOWN = 12
_ROW, _BAR, _BASELINE = 46, 8, 17
_WIDEST = 88.0
_LONGEST_TITLE = 90
_HEIGHT, _LABELS = 120, 22
_MONTH = len("2025-01")
_MOST_MONTHS = 120
#: How wide a column is, in pixels, by how many months there are.
_WIDTHS = ((12, 22), (24, 10), (60, 4), (_MOST_MONTHS, 2))
#: Columns so narrow have no room for their counts.
_NARROW = 4


def plot_documents(uses: Sequence[Uses], reader: Reader) -> Html:
    """Return a bar for each document that mentions a term most often."""
    shown = sorted(uses, key=lambda use: -use.count)[:SHOWN]
    most = max(use.count for use in shown)
    rows = [_document_row(number, use, most) for number, use in enumerate(shown)]
    told = "; ".join(f"{_title(use)}: {use.count}" for use in shown)
    return _svg(reader.t("By document"), told, len(shown) * _ROW, rows)


def plot_months(uses: Sequence[Uses], reader: Reader) -> Html | None:
    """Return a column for each month from the first to the last with a mention; None for less than two months."""
    counts: Counter[str] = Counter()
    for use in uses:
        if use.date and len(use.date) >= _MONTH:
            counts[use.date[:_MONTH]] += use.count
    months = _months_between(min(counts), max(counts)) if len(counts) > 1 else []
    if not 1 < len(months) <= _MOST_MONTHS:
        return None
    most, step = max(counts.values()), 100 / len(months)
    width = next(width for limit, width in _WIDTHS if len(months) <= limit)
    columns = [
        _column((number + 0.5) * step, width, counts[month] / most, f"{month}: {counts[month]}")
        for number, month in enumerate(months)
        if counts[month]
    ]
    axis = element("line", x1="0", x2="100%", y1=_HEIGHT, y2=_HEIGHT, class_="axis")
    first = element("text", months[0], x="0", y=_HEIGHT + 16, class_="date")
    last = element("text", months[-1], x="100%", y=_HEIGHT + 16, class_="date end")
    told = "; ".join(f"{month}: {counts[month]}" for month in months if counts[month])
    return _svg(reader.t("By month"), told, _HEIGHT + _LABELS, [*columns, axis, first, last])


def _document_row(number: int, use: Uses, most: int) -> Html:
    top = number * _ROW
    share = f"{max(use.count / most * _WIDEST, 1):.2f}%"
    dated = f"{use.date}  " if use.date else ""
    bar = element("rect", x="0", y=top + 25, width=share, height=_BAR, rx=_BAR // 2, class_="bar")
    count = element("text", str(use.count), x="100%", y=top + 33, class_="count end")
    date = element("tspan", dated, class_="date") if dated else None
    title = element("text", date, _short(_title(use)), x="0", y=top + _BASELINE, class_="title")
    return element("g", element("title", f"{dated}{_title(use)}: {use.count}"), title, bar, count)


def _column(middle: float, width: int, share: float, told: str) -> Html:
    """Return a column; a thick line keeps its width in pixels where its place is in percent."""
    top = f"{_HEIGHT - max(share * (_HEIGHT - 20), 2):.1f}"
    place = f"{middle:.3f}%"
    line = element("line", x1=place, x2=place, y1=_HEIGHT, y2=top, stroke_width=width, class_="column")
    count = told.rpartition(" ")[2]
    label = element("text", count, x=place, y=top, dy="-5", class_="count middle") if width > _NARROW else None
    return element("g", element("title", told), line, label)


def _svg(name: str, told: str, height: int, parts: Sequence[Html]) -> Html:
    return element(
        "svg",
        element("title", name),
        element("desc", told),
        *parts,
        class_="plot",
        role="img",
        width="100%",
        height=height,
        aria_label=f"{name}: {told}",
    )


def _title(use: Uses) -> str:
    return use.title or PurePath(use.path).name


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"


def _months_between(first: str, last: str) -> list[str]:
    """Return the months from the first to the last; none where a date isn't one."""
    try:
        (year, month), (last_year, last_month) = (map(int, found.split("-")) for found in (first, last))
    except ValueError:
        return []
    count = (last_year - year) * 12 + last_month - month + 1
    if not 0 < count <= _MOST_MONTHS:
        return []
    return [f"{year + (month - 1 + n) // 12:04}-{(month - 1 + n) % 12 + 1:02}" for n in range(count)]
