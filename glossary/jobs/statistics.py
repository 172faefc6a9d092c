"""What a termbase holds and how the work on it goes, in figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from glossary.store import statistics
from glossary.store.candidates.mined import count_by_status
from glossary.store.documents import describe
from glossary.store.entries.access import count_entries

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

#: Bins of the histogram of scores.
BINS = 10
#: Days of recent activity, today included.
DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCount:
    """The entries of one subject field (``""`` for none), and how many of them have no Chinese."""

    subject_field: str
    entries: int
    missing_chinese: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreBin:
    """Candidates with a score from ``low`` to below ``high`` (the last one: up to it), by status."""

    low: float
    high: float
    by_status: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of one document the termbase has.

    ``candidates`` are the different ones that occur in it, ``settled`` those of them that an entry has; a Chinese
    document has characters in the place of ``words``.
    """

    document: int
    title: str
    words: int
    candidates: int
    settled: int

    @property
    def share(self) -> float:
        """The share of the candidates that are settled, 0 to 1; 0 where there are none."""
        return self.settled / self.candidates if self.candidates else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """In how many documents entries occur."""

    none: int
    one: int
    several: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What was done on one day, in UTC: steps that stand, and the things they changed."""

    day: date
    revisions: int
    changes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """All figures of a termbase; ``terms`` by language and status, ``activity`` a day each, oldest first."""

    entries: int
    by_subject_field: tuple[FieldCount, ...]
    by_origin: dict[str, int]
    terms: dict[tuple[str, str], int]
    candidates: dict[str, int]
    scores: tuple[ScoreBin, ...]
    coverage: tuple[Coverage, ...]
    spread: Spread
    activity: tuple[Activity, ...]


def gather_statistics(connection: Connection, *, today: date | None = None) -> Statistics:
    """Return the figures of a termbase.

    Args:
        connection: in any transaction.
        today: the last of the days of recent activity; the present one in UTC unless given.
    """
    entries = count_entries(connection)
    one, several = statistics.count_spread(connection)
    return Statistics(
        entries=entries,
        by_subject_field=tuple(
            FieldCount(subject_field=field, entries=count, missing_chinese=missing)
            for field, count, missing in statistics.count_by_subject_field(connection)
        ),
        by_origin=statistics.count_by_origin(connection),
        terms=statistics.count_terms(connection),
        candidates=count_by_status(connection),
        scores=_scores(connection),
        coverage=tuple(
            Coverage(
                document=row.id,
                title=describe(row.path, row.title, row.date),
                words=row.words,
                candidates=row.candidates,
                settled=row.settled,
            )
            for row in statistics.count_coverage(connection)
        ),
        spread=Spread(none=entries - one - several, one=one, several=several),
        activity=_activity(connection, today or datetime.now(UTC).date()),
    )


def _scores(connection: Connection) -> tuple[ScoreBin, ...]:
    low, high, counts = statistics.count_scores(connection, BINS)
    if not counts:
        return ()
    width = (high - low) / BINS
    return tuple(
        ScoreBin(
            low=low + number * width,
            high=low + (number + 1) * width,
            by_status={status: count for (place, status), count in sorted(counts.items()) if place == number},
        )
        for number in range(BINS)
    )


def _activity(connection: Connection, today: date) -> tuple[Activity, ...]:
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    found = statistics.count_activity(connection, datetime.combine(days[0], time(), UTC))
    counts = [found.get(day.isoformat(), (0, 0)) for day in days]
    return tuple(
        Activity(day=day, revisions=revisions, changes=changes)
        for day, (revisions, changes) in zip(days, counts, strict=True)
    )
