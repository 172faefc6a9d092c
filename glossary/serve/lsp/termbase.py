"""The termbase behind the server: opened in the background, opened anew when another one is chosen."""

from __future__ import annotations

from importlib import import_module
from threading import Lock, Thread
from typing import TYPE_CHECKING

from glossary.errors import DatabaseError, GlossaryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.lookup.live import LiveTermbase


_NEEDED = ("glossary.jobs.checking", "glossary.serve.lsp.terms", "glossary.text.markup.ignoring")


def load_needed() -> None:
    """Import all that the threads need: of a package that two begin to import at once, one may see a half."""
    for name in _NEEDED:
        import_module(name)


class Termbase:
    """Holds the open termbase, or says why there is none.

    Args:
        announce: called, in a thread of its own, when a termbase was opened or could not be.
    """

    def __init__(self, announce: Callable[[], None]) -> None:
        self._announce = announce
        self._lock = Lock()
        self._live: LiveTermbase | None = None
        self._wanted: str | None = None
        self.failure: str | None = None
        self.is_loading = False

    @property
    def location(self) -> str | None:
        """Where the termbase is, or should be."""
        return self._wanted

    @property
    def live(self) -> LiveTermbase:
        """The open termbase.

        Raises:
            DatabaseError: there is none.
        """
        live = self._live
        if live is None:
            raise DatabaseError(self.failure or "the termbase is being read")
        return live

    @property
    def is_open(self) -> bool:
        """Whether there is one to ask."""
        return self._live is not None

    def open(self, location: str) -> None:
        """Begin to open the termbase at a location, instead of any other."""
        with self._lock:
            self._wanted, self.is_loading = location, True
        Thread(target=self._load, args=(location,), name="termbase", daemon=True).start()

    def reopen(self) -> None:
        """Begin to open the same termbase anew."""
        if self._wanted is not None:
            self.open(self._wanted)

    def close(self) -> None:
        """Close the termbase."""
        with self._lock:
            live, self._live, self._wanted = self._live, None, None
        if live is not None:
            live.close()

    def _load(self, location: str) -> None:
        load_needed()
        from glossary.lookup.live import LiveTermbase  # noqa: PLC0415 - so that initialize needn't wait for it

        live: LiveTermbase | None = None
        failure: str | None = None
        try:
            live = LiveTermbase(location)
            live.load()
        except GlossaryError as error:
            failure = str(error)
        except Exception as error:  # noqa: BLE001 - a worker reports, it never dies silently
            failure = f"{location}: {type(error).__name__}: {error}"
        with self._lock:
            if location != self._wanted:
                before = live
            else:
                before, self._live, self.failure = self._live, live, failure
                self.is_loading = False
        if before is not None:
            before.close()
        self._announce()
