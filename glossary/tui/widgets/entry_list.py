"""The list of entries: it finds what a filter lets through, the first at once and the rest after a pause."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.message import Message

from glossary.errors import NotFound
from glossary.store.entries.listing import Sort, find_row_ids, get_summaries
from glossary.store.entries.search import Filter, count_identifiers
from glossary.tui.background import Renewal, in_background
from glossary.tui.language import t
from glossary.tui.widgets.columns import Column
from glossary.tui.widgets.row_pages import Row
from glossary.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from sqlalchemy import Connection
    from textual.timer import Timer

    from glossary.store.database import Database
    from glossary.store.entries.listing import EntrySummary
    from glossary.tui.app import GlossaryApp

#: So many entries are shown at once; the rest follows.
FIRST = 100
#: How long the list waits for the next key before it looks for the rest, in seconds.
PAUSE = 0.3
#: How long it waits where nobody types, so that the first entries are drawn before, in seconds.
AT_ONCE = 0.02
#: So many rows are remembered as they were last seen, to be drawn while they are fetched anew.
REMEMBERED = 4_096

COLUMNS = (
    Column(name="english", title="English", share=5, least=26, sortable=True),
    Column(name="chinese", title="Chinese", share=3, least=14, sortable=True),
    Column(name="pinyin", title="Pinyin", share=4, least=18, rank=2, sortable=True),
    Column(name="subject_field", title="Subject field", share=2, least=14, rank=3, sortable=True),
    Column(name="changed", title="Changed", least=10, rank=4, sortable=True),
)
_SORTS = {
    "english": Sort.ENGLISH,
    "chinese": Sort.CHINESE,
    "pinyin": Sort.CHINESE,
    "subject_field": Sort.SUBJECT_FIELD,
    "changed": Sort.CHANGED,
}
#: The row of an entry that was deleted since the list was made.
_GONE = Row(("…",))


@dataclass(frozen=True, slots=True)
class _Found:
    """What a search for something has found: ids, whether these are all, and how many entries there are at all."""

    wanted: tuple[Filter, Sort, bool]
    ids: array[int]
    is_all: bool
    total: int | None


class EntryList(VirtualList):
    """Entries, a line each: English, Chinese, pinyin, subject field, date of the last change."""

    class Counted(Message):
        """All is found; ``shown`` entries of ``total``."""

        def __init__(self, shown: int, total: int) -> None:
            super().__init__()
            self.shown = shown
            self.total = total

    class Counting(Message):
        """The first entries are shown, and the rest is being looked for."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__([replace(column, title=t(column.title)) for column in COLUMNS], self._summaries, id=id)
        self.wanted = Filter()
        self._pause: Timer | None = None
        self._total: int | None = None
        self._is_new = True
        self._is_shown = False
        self._seen: dict[int, Row] = {}
        self._renewal = Renewal(self, self._find_all, self._show_renewed, group="find")

    @property
    def _database(self) -> Database:
        return cast("GlossaryApp", self.app).database

    def find(self, wanted: Filter) -> None:
        """Show what a filter lets through."""
        self.wanted = wanted
        self._is_new = True
        self._find(limit=FIRST, pause=PAUSE)

    def find_again(self) -> None:
        """Find anew what was wanted last: the termbase has changed."""
        self._total = None
        if self._is_shown:
            self._renewal.ask()
        else:
            self._find(limit=FIRST)

    def sort_by(self, column: str, *, descending: bool = False) -> None:
        """Sort by a column from now on."""
        self.sorted_by = (column, descending)
        self._find(limit=FIRST)

    def _summaries(self, row_ids: Sequence[int]) -> list[Row | None]:
        with self._database.reading() as connection:
            return [_row(summary) if summary else _GONE for summary in get_summaries(connection, row_ids)]

    def row_at(self, index: int) -> Row | None:
        """Return a row; while it is fetched anew, as it was last seen."""
        found = super().row_at(index)
        if index >= len(self.ids):
            return None
        if found is None:
            return self._seen.get(self.ids[index])
        if len(self._seen) >= REMEMBERED:
            self._seen.clear()
        self._seen[self.ids[index]] = found
        return found

    @property
    def is_complete(self) -> bool:
        """Whether all that is wanted is found, and none of it is being looked for."""
        return self._pause is None

    def _find(self, *, limit: int | None, pause: float = 0) -> None:
        self._stop_pause()
        find = partial(self._find_some, self._order(), limit, self._total)
        in_background(self, find, lambda found: self._show_found(found, pause), group="find")

    def _find_all(self) -> _Found:
        return self._find_some(self._order(), None, None)

    def _find_some(self, wanted: tuple[Filter, Sort, bool], limit: int | None, total: int | None) -> _Found:
        """Return what is wanted, and the number of all entries where it isn't known."""
        conditions, sort, descending = wanted
        with self._database.reading() as connection:
            ids = find_row_ids(connection, conditions, sort=sort, descending=descending, limit=limit)
            is_all = limit is None or len(ids) < limit
            known = count_identifiers(connection, Filter()) if total is None and is_all else total
            return _Found(wanted, ids, is_all, known)

    def _order(self) -> tuple[Filter, Sort, bool]:
        if self.sorted_by is None:
            return self.wanted, (Sort.RELEVANCE if self.wanted.query else Sort.ENGLISH), False
        return self.wanted, _SORTS[self.sorted_by[0]], self.sorted_by[1]

    def _stop_pause(self) -> None:
        if self._pause:
            self._pause.stop()
            self._pause = None

    def _show_renewed(self, found: _Found) -> None:
        if found.wanted != self._order():
            return  # something else is being looked for by now
        self._stop_pause()
        if found.ids == self.ids and not self._is_new:
            self.renew()
        else:
            self.show(found.ids, keep_cursor=not self._is_new)
        self._tell_found(found, 0)

    def _show_found(self, found: _Found, pause: float) -> None:
        if found.wanted != self._order():
            return
        shown = len(self.ids)
        if shown and len(found.ids) > shown and found.ids[:shown] == self.ids:
            self.extend(found.ids)
        else:
            self.show(found.ids, keep_cursor=not self._is_new)
        self._tell_found(found, pause)

    def _tell_found(self, found: _Found, pause: float) -> None:
        self._is_new, self._is_shown = False, True
        if found.is_all and found.total is not None:
            self._total = found.total
            self.post_message(self.Counted(len(found.ids), found.total))
        else:
            self.post_message(self.Counting())
            self._pause = self.set_timer(max(pause, AT_ONCE), partial(self._find, limit=None))


def identifiers_of(connection: Connection, row_ids: Sequence[int]) -> list[str]:
    """Return the ids of the entries of some rows of the list.

    Raises:
        NotFound: one of them is gone.
    """
    summaries = get_summaries(connection, row_ids)
    found = [summary.id for summary in summaries if summary]
    if len(found) < len(row_ids):
        raise NotFound(t("An entry is gone meanwhile; nothing was changed."))
    return found


def _row(summary: EntrySummary) -> Row:
    cells = (
        summary.english or "—",
        summary.chinese or "—",
        summary.pinyin,
        summary.subject_field,
        summary.changed_at.astimezone().strftime("%Y-%m-%d"),
    )
    return Row(cells, look="" if summary.chinese and summary.english else "warning")
