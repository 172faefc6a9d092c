"""The rows of a list that are in memory: fetched page by page in a thread, the oldest forgotten first."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillFetching
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.errors import GlossaryError

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Sequence

#: Rows are fetched in pages of this many.
PAGE = 64
#: So many pages are kept.
KEPT = 32
#: How long drawing waits for a page before it goes on without, in seconds.
PATIENCE = 0.02


@dataclass(frozen=True, slots=True)
class Row:
    """What is shown of one thing: its cells by column, and a look (a component class) where it has one."""

    cells: tuple[str, ...]
    look: str = ""


class RowPages:
    """Rows by their place in a list of ids.

    Args:
        fetch: returns a row for each id it is given, None where the thing is gone; called in a thread.
        arrived: called in that thread with a function to be run in the app's own, when a page came too late.
        failed: called in the app's thread with an error of ``fetch``; the page counts as empty.
    """

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Sequence[Row | None]],
        arrived: Callable[[Callable[[], bool]], object],
        failed: Callable[[GlossaryError], object],
    ) -> None:
        self._fetch = fetch
        self._arrived = arrived
        self._failed = failed
        self._pages: OrderedDict[int, Sequence[Row | None]] = OrderedDict()
        self._pending: dict[int, Future[Sequence[Row | None]]] = {}
        self._generation = 0
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="rows")

    def row(self, ids: array[int], index: int) -> Row | None:
        """Return the row at a place, None while it is under way or where there is none."""
        number, offset = divmod(index, PAGE)
        page = self._page(ids, number)
        return page[offset] if page is not None and offset < len(page) else None

    def forget(self) -> None:
        """Forget all rows; what is under way is not wanted any more."""
        self._generation += 1
        for future in self._pending.values():
            future.cancel()
        self._pending.clear()
        self._pages.clear()

    def forget_from(self, index: int) -> None:
        """Forget the rows from a place on, and those that share a page with it."""
        for number in [number for number in self._pages if number >= index // PAGE]:
            del self._pages[number]

    def close(self) -> None:
        """Let the thread end."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _page(self, ids: array[int], number: int) -> Sequence[Row | None] | None:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        if number in self._pending:
            return None
        future = self._executor.submit(self._fetch, ids[number * PAGE : (number + 1) * PAGE].tolist())
        try:
            return self._keep(number, future.result(PATIENCE))
        except StillFetching:
            self._pending[number] = future
            generation = self._generation
            future.add_done_callback(lambda done: self._arrived(lambda: self._take(generation, number, done)))
        except GlossaryError as error:
            self._keep(number, ())
            self._failed(error)
        return None

    def _take(self, generation: int, number: int, done: Future[Sequence[Row | None]]) -> bool:
        """Keep a page that came late; return whether it is still wanted."""
        if generation != self._generation or done.cancelled():
            return False
        del self._pending[number]
        try:
            self._keep(number, done.result())
        except GlossaryError as error:
            self._keep(number, ())
            self._failed(error)
        return True

    def _keep(self, number: int, rows: Sequence[Row | None]) -> Sequence[Row | None]:
        self._pages[number] = rows
        if len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        return rows
