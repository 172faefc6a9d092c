"""The queue of candidates: a row that is decided stays where it is until the queue is found anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from textual.message import Message

from glossary.review.claiming import find_others
from glossary.store.candidates.queue import find_candidate_ids, get_candidate_summaries
from glossary.tui.background import Renewal, in_background
from glossary.tui.language import t
from glossary.tui.widgets.candidate_rows import COLUMNS, GONE, STATUSES, CandidateRow, Queue, Sign, row_of
from glossary.tui.widgets.virtual_list import VirtualList
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Sequence

    from glossary.store.candidates.claims import Claim
    from glossary.store.database import Database
    from glossary.tui.app import GlossaryApp
    from glossary.tui.widgets.row_pages import Row


@dataclass(frozen=True, slots=True)
class _Found:
    """What is in the termbase beside what was ``shown``: the queue, who waits for a decision, what others review."""

    shown: array[int]
    ids: array[int]
    undecided: set[int]
    held: dict[int, Claim]


class CandidateList(VirtualList):
    """Candidates, a line each, best first, with what was decided of them.

    ``undecided`` are the rows of the list that wait for a decision, ``skipped`` those left for later.
    ``held`` are the claims of others, by their rows.
    ``is_found`` says that there was a list already, ``is_finding`` that another one is about to come.
    """

    class Counted(Message):
        """The numbers are other ones: rows, rows that wait, candidates that came in since."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        columns = [replace(column, title=t(column.title) if column.title else "") for column in COLUMNS]
        super().__init__(columns, self._summaries, id=id)
        self.queue = Queue.PENDING
        self.query_text: str | None = None
        self.undecided: set[int] = set()
        self.skipped: set[int] = set()
        self.held: dict[int, Claim] = {}
        self.is_found = False
        self.is_finding = False
        self.new = 0
        self._signs: dict[int, Sign] = {}
        self._steps_under_way = 0
        self._merged: set[int] = set()
        self._seen: dict[int, CandidateRow] = {}
        self._renewal = Renewal(self, self._look, self._count, group="count")

    @property
    def _database(self) -> Database:
        return cast("GlossaryApp", self.app).database

    # --- finding

    def find(self, queue: Queue, query: str | None) -> None:
        """Show other candidates."""
        self.queue, self.query_text = queue, query
        self.is_finding = True
        in_background(self, self._look, self._show_found, group="find")

    def find_again(self) -> None:
        """Find the queue anew; the cursor stays on its row where that is still there."""
        in_background(self, self._look, self._show_again, group="find")

    def look_again(self) -> None:
        """Renew what the rows say, and count; which rows there are stays."""
        if self._steps_under_way:
            return  # the last of them will look
        self.renew()
        self._renewal.ask()

    def _look(self) -> _Found:
        shown, queue, query, user = self.ids, self.queue, self.query_text, cast("GlossaryApp", self.app).user
        with self._database.reading() as connection:
            ids = find_candidate_ids(connection, statuses=queue.statuses, query=query)
            held = find_others(connection, user)
            if query is None and queue.statuses == queue.undecided:
                return _Found(shown, ids, set(ids), held)
            return _Found(shown, ids, set(find_candidate_ids(connection, statuses=queue.undecided)), held)

    def _show_found(self, found: _Found) -> None:
        self.is_found, self.is_finding = True, False
        self.show(found.ids, keep_cursor=False)
        self._count(replace(found, shown=self.ids))

    def _show_again(self, found: _Found) -> None:
        self.is_found, self.is_finding = True, False
        self.show(found.ids)
        self._count(replace(found, shown=self.ids))

    def _count(self, found: _Found) -> None:
        if found.shown is not self.ids:
            return  # another queue is shown by now, and was counted
        there = set(self.ids)
        self.undecided = found.undecided & there
        self.held = found.held
        self.new = sum(row_id not in there for row_id in found.ids)
        self.post_message(self.Counted())

    @property
    def left(self) -> int:
        """How many rows wait for a decision, and none is under way."""
        return len(self.undecided) - sum(row_id in self.undecided for row_id in self._signs)

    # --- deciding

    def begin(self, row_ids: Sequence[int], sign: Sign) -> None:
        """Sign rows at once with what is being decided; from a row that waited, go on to the next one."""
        goes_on = self.row_id in row_ids and (self.row_id in self.undecided or not self.queue.undecided)
        self._steps_under_way += 1
        self._signs |= dict.fromkeys(row_ids, sign)
        if list(row_ids) == [self.row_id]:
            self._refresh_row(self.cursor)
        else:
            self.refresh()
        self.post_message(self.Counted())
        if goes_on:
            self.move_on()

    def finish(self, row_ids: Iterable[int]) -> None:
        """Note that what the signs of rows say is stored."""
        for row_id in row_ids:
            sign = self._signs.get(row_id, Sign.WAITS)
            if sign is not Sign.WAITS:
                self.undecided.discard(row_id)
                self.skipped.discard(row_id)
            self._merged.discard(row_id)
            if sign is Sign.MERGED:
                self._merged.add(row_id)
            if row_id in self._seen:
                self._seen[row_id] = replace(self._seen[row_id], status=STATUSES[sign])
        self._end_step()

    def give_up(self, row_ids: Iterable[int]) -> None:
        """Take the signs away again: nothing was decided."""
        for row_id in row_ids:
            self._signs.pop(row_id, None)
        self._end_step()

    def _end_step(self) -> None:
        self._steps_under_way -= 1
        if not self._steps_under_way:
            self._signs.clear()
            self.look_again()

    def is_under_way(self, row_id: int) -> bool:
        """Whether a decision about a row is being stored."""
        return row_id in self._signs

    def skip(self, row_ids: Iterable[int]) -> None:
        """Leave rows for later and go on."""
        self.skipped.update(row_ids)
        self.refresh()
        if self.row_id in self.skipped:
            self.move_on()

    def move_on(self) -> None:
        """Go to the next row that waits; without one below, stay: the list doesn't jump."""
        if not self.queue.undecided:
            self.action_move(1)
            return
        for index in range(self.cursor + 1, len(self.ids)):
            row_id = self.ids[index]
            is_free = row_id not in self._signs and row_id not in self.skipped and row_id not in self.held
            if row_id in self.undecided and is_free:
                self.move_to(index)
                return

    # --- rows

    def _summaries(self, row_ids: Sequence[int]) -> list[Row | None]:
        with self._database.reading() as connection:
            found = get_candidate_summaries(connection, row_ids)
        return [row_of(summary) if summary else GONE for summary in found]

    def row_at(self, index: int) -> Row | None:
        """Return a row with its sign; while it is fetched anew, as it was last seen."""
        found = super().row_at(index)
        if index >= len(self.ids):
            return None
        row_id = self.ids[index]
        row = found if isinstance(found, CandidateRow) else self._seen.get(row_id)
        if row is None or found is GONE:
            return found
        self._seen[row_id] = row
        sign = self._sign(row_id, row.status)
        return row.signed(sign)

    def _sign(self, row_id: int, status: CandidateStatus) -> Sign:
        if row_id in self._signs:
            return self._signs[row_id]
        if status is CandidateStatus.ACCEPTED:
            return Sign.MERGED if row_id in self._merged else Sign.ACCEPTED
        if status is CandidateStatus.REJECTED:
            return Sign.REJECTED
        if row_id in self.held:
            return Sign.HELD
        if row_id in self.skipped:
            return Sign.SKIPPED
        return Sign.KNOWN if status is CandidateStatus.KNOWN else Sign.WAITS
