"""Hearing of changes of the termbase by whatever program, while the app draws and waits for keys."""

from __future__ import annotations

from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from glossary.errors import GlossaryError
from glossary.store.watching import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.store.database import Database

#: How often it is looked whether the termbase has changed, in seconds; a look costs less than a thousandth of it.
LOOK_EVERY = 0.1


class Follower:
    """Looks in a thread of its own whether the termbase has changed, however busy the app is.

    Whoever is told takes the change by ``take``; until then nothing more is told, so that what a busy app hasn't got
    to yet doesn't pile up.

    Args:
        database: what is followed; it must stay open longer.
        tell: is told in any thread that there is a change to take.
        fail: is told in any thread why the termbase can't be read; once until it can be read again.

    Raises:
        DatabaseError: the termbase can't be read.
    """

    def __init__(self, database: Database, tell: Callable[[], object], fail: Callable[[GlossaryError], object]) -> None:
        self._watcher = Watcher(database)
        self._tell = tell
        self._fail = fail
        self._is_stale = False
        self._is_told = False
        self._is_failing = False
        self._lock = Lock()
        self._stopped = Event()
        self._thread = Thread(target=self._keep_on, name="following", daemon=True)

    def begin(self) -> None:
        """Look from now on."""
        self._thread.start()

    def look(self) -> None:
        """Look now, in the thread that asks.

        Raises:
            DatabaseError: the termbase can't be read.
        """
        has_changed = self._watcher.has_changed()  # without the lock: nobody waits for a server that doesn't answer
        with self._lock:
            # A change stays to be taken, whoever has seen it.
            self._is_stale = self._is_stale or has_changed
            is_to_tell = self._is_stale and not self._is_told
            self._is_told = self._is_told or is_to_tell
        if is_to_tell:
            self._tell()

    def take(self) -> bool:
        """Return whether there is a change; from now on another one is told."""
        with self._lock:
            is_stale, self._is_stale, self._is_told = self._is_stale, False, False
            return is_stale

    def close(self) -> None:
        """Look no more."""
        self._stopped.set()
        if self._thread.ident is not None:
            self._thread.join()
        self._watcher.close()

    def _keep_on(self) -> None:
        while not self._stopped.wait(LOOK_EVERY):
            try:
                self.look()
                self._is_failing = False
            except GlossaryError as error:
                if not self._is_failing:
                    self._is_failing = True
                    self._fail(error)
