"""Looks through documents in the background, the newest state of each, and tells who waits for it."""

from __future__ import annotations

import logging
import time
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from glossary.errors import GlossaryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.serve.lsp.documents import Document
    from glossary.serve.lsp.server import GlossaryServer

logger = logging.getLogger(__name__)

#: After a keystroke so much is waited for the next one, in seconds.
PAUSE = 0.12

Result = TypeVar("Result")


class Done(NamedTuple, Generic[Result]):
    """What came of one state of a document."""

    document: Document
    basis: tuple[object, ...]
    result: Result


class Analyst(Generic[Result]):
    """One kind of work on documents, done in a thread of its own, one document after the other.

    Args:
        server: whose documents they are.
        work: looks through a document; called in the thread of the analyst.
        finished: told, in the thread that answers, what came of the newest state of a document.
        name: of the thread.
    """

    def __init__(
        self,
        server: GlossaryServer,
        work: Callable[[Document], Result],
        finished: Callable[[Done[Result]], None] = lambda _done: None,
        *,
        name: str,
    ) -> None:
        self._server = server
        self._work = work
        self._finished = finished
        self._name = name
        self._condition = Condition()
        self._due: dict[str, float] = {}
        self._is_stopped = False
        self._thread: Thread | None = None
        # Only the thread that answers touches these.
        self._done: dict[str, Done[Result]] = {}
        self._waiting: dict[str, list[Callable[[Result | None], None]]] = {}

    def request(self, uri: str, *, pause: float = 0.0) -> None:
        """Have a document looked through after a pause; a request before that puts it off."""
        with self._condition:
            self._due[uri] = time.monotonic() + pause
            if self._thread is None and not self._is_stopped:
                self._thread = Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._condition.notify()

    def is_awaited(self, uri: str) -> bool:
        """Tell whether a request waits for a document."""
        return uri in self._waiting

    def when_done(self, document: Document, action: Callable[[Result | None], None]) -> None:
        """Do something with what comes of a document, at once if its newest state was looked through.

        It is done in the thread that answers; with None where nothing can come of it.
        """
        done = self.find(document)
        if done is not None:
            action(done)
            return
        self._waiting.setdefault(document.uri, []).append(action)
        self.request(document.uri)

    def find(self, document: Document) -> Result | None:
        """Return what came of this very state of a document, by termbase and settings as they are now."""
        done = self._done.get(document.uri)
        if done is None or done.document is not document or done.basis != self._server.basis():
            return None
        return done.result

    def forget(self, uri: str) -> None:
        """Drop what is known of a document that was closed."""
        self._done.pop(uri, None)
        for action in self._waiting.pop(uri, ()):
            action(None)

    def stop(self) -> None:
        """Begin nothing new."""
        with self._condition:
            self._is_stopped = True
            self._due.clear()
            self._condition.notify()

    def _run(self) -> None:
        while (uri := self._next()) is not None:
            document = self._server.documents.get(uri)
            if document is None:
                continue
            try:
                basis = self._server.basis()
                done = Done(document, basis, self._work(document))
            except GlossaryError as error:
                self._post(document, None, str(error))
            except Exception as error:
                logger.exception("%s", uri)
                self._post(document, None, f"{document.name}: {type(error).__name__}: {error}")
            else:
                self._post(document, done, "")

    def _next(self) -> str | None:
        """Return the next document whose pause is over; None when stopped."""
        with self._condition:
            while not self._is_stopped:
                if not self._due:
                    self._condition.wait()
                    continue
                uri = min(self._due, key=self._due.__getitem__)
                rest = self._due[uri] - time.monotonic()
                if rest <= 0:
                    del self._due[uri]
                    return uri
                self._condition.wait(rest)
        return None

    def _post(self, document: Document, done: Done[Result] | None, reason: str) -> None:
        self._server.post(lambda: self._finish(document, done, reason))

    def _finish(self, document: Document, done: Done[Any] | None, reason: str) -> None:
        uri = document.uri
        if reason:
            self._server.log(reason)
        if self._server.documents.get(uri) is not document:
            # What was found of an older state helps nobody, but who waits gets the newest.
            if self._server.documents.get(uri) is not None and self.is_awaited(uri):
                self.request(uri)
            return
        if done is not None:
            self._done[uri] = done
        for action in self._waiting.pop(uri, ()):
            action(done.result if done is not None else None)
        if done is not None:
            self._finished(done)
