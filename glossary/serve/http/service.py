"""What the routes share: the termbase, who writes to it, and threads for what takes long."""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from glossary.serve.http.problems import Problem
from glossary.settings import CheckSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from glossary.lookup.live import LiveTermbase
    from glossary.serve.http.following import FollowingDatabase
    from glossary.store.database import Database

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

#: The limit of a body unless the command line sets another, in bytes.
MOST_BYTES = 1024 * 1024
#: How long a request may work, in seconds.
SECONDS = 30.0
# One thread for what is quick: the open termbase answers one question at a time anyway, and threads that wait for
# each other cost more than they bring (p99 of lookups 4 ms instead of 11).
_READERS, _WORKERS = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One running server.

    ``names`` are those by which it may be asked for, ``token`` opens it for writing (None: nobody may write) and,
    where ``is_open`` is false, for everything. ``checks`` is what checks leave out. ``epoch`` tells its answers
    from those of a server before it.
    """

    live: LiveTermbase
    store: FollowingDatabase
    user: str
    token: str | None = None
    names: frozenset[str] = frozenset()
    is_everywhere: bool = False
    is_open: bool = True
    most_bytes: int = MOST_BYTES
    checks: CheckSettings = field(default_factory=CheckSettings)
    epoch: str = field(default_factory=lambda: secrets.token_hex(4))
    _readers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(_READERS, "answers"))
    _workers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(_WORKERS, "texts"))
    _writer: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "changes"))

    @property
    def database(self) -> Database:
        """The termbase for writing and listing.

        Raises:
            DatabaseError: it can't be used any more.
        """
        return self.store.current()

    def tag(self, *parts: str) -> str:
        """Return the mark of an answer that depends on the whole termbase, and on what else is named."""
        return "-".join((self.epoch, str(self.live.version), *parts))

    async def read(self, job: Callable[_Given, _Result], *given: _Given.args, **named: _Given.kwargs) -> _Result:
        """Do what takes milliseconds, beside the loop.

        Raises:
            Problem: it takes too long.
        """
        return await _within(SECONDS, self._readers, partial(job, *given, **named))

    async def work(self, job: Callable[_Given, _Result], *given: _Given.args, **named: _Given.kwargs) -> _Result:
        """Do what may take a second, such as a long text; few at a time.

        Raises:
            Problem: it takes too long.
        """
        return await _within(SECONDS, self._workers, partial(job, *given, **named))

    async def write(self, job: Callable[_Given, _Result], *given: _Given.args, **named: _Given.kwargs) -> _Result:
        """Do what changes the termbase, one after the other.

        Raises:
            Problem: another program keeps the termbase for too long.
        """
        return await _within(SECONDS * 2, self._writer, partial(job, *given, **named))

    def close(self) -> None:
        """Close the termbase; what waits for a thread isn't begun any more."""
        for pool in (self._readers, self._workers, self._writer):
            pool.shutdown(cancel_futures=True)
        self.live.close()
        self.store.close()


def service_of(request: Request) -> Service:
    """Return the service that a request is for."""
    service: Service = request.app.state.service
    return service


async def _within(seconds: float, pool: ThreadPoolExecutor, job: Callable[[], _Result]) -> _Result:
    try:
        async with asyncio.timeout(seconds):
            return await asyncio.get_running_loop().run_in_executor(pool, job)
    except TimeoutError as error:
        raise Problem(503, "this takes too long now; try again later", headers={"Retry-After": "5"}) from error
