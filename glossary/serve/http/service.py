"""What the routes share: the termbase, who writes to it, and threads for what takes long."""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from glossary.errors import GlossaryError
from glossary.serve.http.attempts import Attempts
from glossary.serve.http.problems import Problem
from glossary.serve.http.sessions import EndedSessions
from glossary.serve.http.visitors import visitor_of
from glossary.settings import CheckSettings
from glossary.store.people.tokens import note_use

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


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One running server.

    ``names`` are those by which it may be asked for. ``token`` opens a termbase without users for writing (None: nobody
    may write) and, where ``is_open`` is false, for everything; one with users has their tokens for that. ``user`` is on
    whose behalf the termbase is changed, a visitor where it ``is_for_visitor``. ``checks`` is what checks leave out.
    ``epoch`` tells its answers from those of a server before it, ``key`` signs the cookies of readers, ``ended`` are
    the sessions that they ended, ``attempts`` counts wrong tokens, ``now`` tells the time.
    """

    live: LiveTermbase
    store: FollowingDatabase
    user: str
    token: str | None = field(default=None, repr=False)
    names: frozenset[str] = frozenset()
    is_everywhere: bool = False
    is_open: bool = True
    most_bytes: int = MOST_BYTES
    checks: CheckSettings = field(default_factory=CheckSettings)
    epoch: str = field(default_factory=lambda: secrets.token_hex(4))
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    ended: EndedSessions = field(default_factory=EndedSessions)
    attempts: Attempts = field(default_factory=Attempts)
    now: Callable[[], datetime] = _now
    is_for_visitor: bool = False
    _readers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(_READERS, "answers"))
    _workers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(_WORKERS, "texts"))
    _writer: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "changes"))

    @property
    def database(self) -> Database:
        """The termbase for writing and listing.

        Raises:
            DatabaseError: it can't be used any more.
        """
        database = self.store.current()
        return database.acting_for(self.user) if self.is_for_visitor else database

    def note_use(self, user: str, token_id: int) -> None:
        """Write that a token was used just now, when nothing else is written; nobody waits for it."""
        self._writer.submit(_note_use, self.store, user, token_id, self.now())

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
    """Return the service that a request is for, on behalf of whoever sends it."""
    service: Service = request.app.state.service
    visitor = visitor_of(request.scope)
    return service if visitor is None else replace(service, user=visitor.user, is_for_visitor=True)


def _note_use(store: FollowingDatabase, user: str, token_id: int, at: datetime) -> None:
    # Where the termbase can't be written, the token is as good as ever.
    with suppress(GlossaryError), store.current().acting_for(user).writing(action="sign in") as connection:
        note_use(connection, token_id, at)


async def _within(seconds: float, pool: ThreadPoolExecutor, job: Callable[[], _Result]) -> _Result:
    try:
        async with asyncio.timeout(seconds):
            return await asyncio.get_running_loop().run_in_executor(pool, job)
    except TimeoutError as error:
        raise Problem(503, "this takes too long now; try again later", headers={"Retry-After": "5"}) from error
