"""Work in threads: a job never touches a widget; its result, or its error, comes back as a message."""

from __future__ import annotations

import asyncio
import time
from contextvars import copy_context
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from textual.worker import get_current_worker

from glossary.errors import GlossaryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.dom import DOMNode
    from textual.worker import Worker

    from glossary.tui.app import GlossaryApp

Result = TypeVar("Result")


def in_background(
    node: DOMNode,
    job: Callable[[], Result],
    then: Callable[[Result], object],
    *,
    group: str,
    failed: Callable[[GlossaryError], object] | None = None,
) -> Worker[None]:
    """Run a job in a thread and hand its result to ``then`` in the app's own thread.

    A later job of the same node and group makes the result of an earlier one worthless: it is dropped.

    Args:
        node: the view or widget that the result is for; when it is gone, so is the result.
        job: what is done; it may raise any GlossaryError.
        then: takes the result.
        group: of jobs that replace one another.
        failed: takes the error; unless given the app shows it.
    """

    def run() -> None:
        worker = get_current_worker()
        try:
            result = job()
        except GlossaryError as error:
            if not worker.is_cancelled:
                show = failed or cast("GlossaryApp", node.app).show_error
                node.call_later(show, error)
            return
        if not worker.is_cancelled:
            node.call_later(then, result)

    return node.run_worker(run, thread=True, group=group, exclusive=True)


class Renewal(Generic[Result]):
    """Reads the same thing anew as often as it has changed, one reading after the other.

    While one is under way, it isn't dropped for the next, so that results come however often something changes;
    then it is read once more, however often that was asked for. Between two readings the renewal rests for as long
    as one has taken, so that it leaves the machine to others. What ``in_background`` does for the same node and group
    ends a reading that is under way, as it has the newer state.

    Args:
        node: the view or widget that the result is for; when it is gone, so is the result.
        job: reads, in a thread; it may raise any GlossaryError, which the app shows.
        then: takes what was read, in the app's own thread.
        group: of jobs that replace one another.
    """

    def __init__(
        self, node: DOMNode, job: Callable[[], Result], then: Callable[[Result], object], *, group: str
    ) -> None:
        self._node = node
        self._job = job
        self._then = then
        self._group = group
        self._is_due = False
        self._worker: Worker[None] | None = None
        self._reading: asyncio.Future[None] | None = None
        self._is_taken = asyncio.Event()
        self._rests_until = 0.0

    def ask(self) -> None:
        """Read anew: at once, or after the reading that is under way."""
        self._is_due = True
        if self._worker is not None and not self._worker.is_cancelled and not self._worker.is_finished:
            return
        rests = self._rests_until > time.monotonic()
        self._worker = self._node.run_worker(self._keep_on(rests=rests), group=self._group, exclusive=True)
        if not rests:
            self._begin()  # without waiting for the worker: a busy app would get to it late

    async def _keep_on(self, *, rests: bool) -> None:
        if not rests:
            await self._end()
        while self._is_due:
            await asyncio.sleep(max(0.0, self._rests_until - time.monotonic()))
            self._begin()
            await self._end()

    async def _end(self) -> None:
        if self._reading is not None:
            await self._reading
            await self._is_taken.wait()

    def _begin(self) -> None:
        self._is_due = False
        self._is_taken = asyncio.Event()
        read = partial(copy_context().run, self._read, self._worker, self._is_taken)
        self._reading = asyncio.get_running_loop().run_in_executor(None, read)

    def _read(self, worker: Worker[None] | None, is_taken: asyncio.Event) -> None:
        """Read, in a thread, and let it be taken; time in which other programs are waited for is no work."""
        begun = time.thread_time()
        then: Callable[[], object]
        try:
            result = self._job()
        except GlossaryError as error:
            then = partial(self._fail, error, is_taken)
        else:
            then = partial(self._take, result, time.thread_time() - begun, is_taken)
        if worker is None or not worker.is_cancelled:
            self._node.call_later(then)

    def _fail(self, error: GlossaryError, is_taken: asyncio.Event) -> None:
        cast("GlossaryApp", self._node.app).show_error(error)
        is_taken.set()

    async def _take(self, result: Result, cost: float, is_taken: asyncio.Event) -> None:
        begun = time.monotonic()
        try:
            taken = self._then(result)
            if isawaitable(taken):
                await taken
        finally:
            ended = time.monotonic()
            self._rests_until = ended + cost + (ended - begun)
            is_taken.set()
