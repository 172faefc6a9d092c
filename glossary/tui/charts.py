"""The figures of a termbase as bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.tui.filter_words import origin_name
from glossary.tui.language import t
from glossary.tui.widgets.bar_chart import Bar
from glossary.tui.widgets.entry_text import language_name
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossary.jobs.statistics import Statistics

#: Where a share is drawn, a whole line stands for this.
PERCENT = 100
#: The titles of the charts by their names.
CHART_TEXTS = {
    "fields": "Entries by subject field",
    "statuses": "Candidates by status",
    "scores": "Candidates by score",
    "coverage": "Documents: how many of their candidates the termbase has",
    "spread": "Entries by the documents they occur in",
    "terms": "Terms by language and status",
    "origins": "Entries by where they come from",
    "activity": "Steps of work by day",
}
_FIELD_TEXTS = ("with Chinese", "no Chinese")
_STATUSES = (CandidateStatus.ACCEPTED, CandidateStatus.KNOWN, CandidateStatus.PENDING, CandidateStatus.REJECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart: its name, its legend in English, how its bars are made, and what a whole line is."""

    name: str
    bars: Callable[[Statistics], Sequence[Bar]]
    legend: tuple[str, ...] = ()
    full: int | None = None


def _by_subject_field(figures: Statistics) -> list[Bar]:
    bars = []
    for one in sorted(figures.by_subject_field, key=lambda one: (-one.entries, one.subject_field)):
        missing = t("{count} without Chinese", count=f"{one.missing_chinese:,}")
        text = f"{one.entries:,}  {missing}" if one.missing_chinese else f"{one.entries:,}"
        parts = (one.entries - one.missing_chinese, one.missing_chinese)
        bars.append(Bar(label=one.subject_field or t("no subject field"), parts=parts, text=text))
    return bars


def _by_score(figures: Statistics) -> list[Bar]:
    return [
        Bar(
            label=f"{bin_.low:5.1f} – {bin_.high:.1f}",
            parts=tuple(bin_.by_status.get(status.value, 0) for status in _STATUSES),
        )
        for bin_ in reversed(figures.scores)
    ]


def _by_status(figures: Statistics) -> list[Bar]:
    return [Bar(label=t(status.value), parts=(figures.candidates.get(status.value, 0),)) for status in _STATUSES]


def _coverage(figures: Statistics) -> list[Bar]:
    bars = []
    for one in figures.coverage:
        counts = t("{settled} of {total}", settled=f"{one.settled:,}", total=f"{one.candidates:,}")
        text = f"{one.share:.0%}  {counts}" if one.candidates else "–"
        bars.append(Bar(label=one.title, parts=(round(one.share * PERCENT),), text=text))
    return bars


def _spread(figures: Statistics) -> list[Bar]:
    spread = figures.spread
    return [
        Bar(label=t("in several documents"), parts=(spread.several,)),
        Bar(label=t("in one document"), parts=(spread.one,)),
        Bar(label=t("in no document"), parts=(spread.none,)),
    ]


def _activity(figures: Statistics) -> list[Bar]:
    return [
        Bar(
            label=one.day.isoformat(),
            parts=(one.revisions,),
            text=t("{steps} ({changes} changed)", steps=f"{one.revisions:,}", changes=f"{one.changes:,}"),
        )
        for one in reversed(figures.activity)
        if one.revisions
    ]


def _terms(figures: Statistics) -> list[Bar]:
    return [
        Bar(label=f"{language_name(language)}, {t(status)}", parts=(count,))
        for (language, status), count in sorted(figures.terms.items(), key=lambda item: -item[1])
    ]


def _by_origin(figures: Statistics) -> list[Bar]:
    found = sorted(figures.by_origin.items(), key=lambda item: -item[1])
    return [Bar(label=origin_name(origin), parts=(count,)) for origin, count in found]


#: The charts in their order.
CHARTS = (
    Chart(name="fields", bars=_by_subject_field, legend=_FIELD_TEXTS),
    Chart(name="statuses", bars=_by_status),
    Chart(name="scores", bars=_by_score, legend=tuple(status.value for status in _STATUSES)),
    Chart(name="coverage", bars=_coverage, full=PERCENT),
    Chart(name="spread", bars=_spread),
    Chart(name="terms", bars=_terms),
    Chart(name="origins", bars=_by_origin),
    Chart(name="activity", bars=_activity),
)
