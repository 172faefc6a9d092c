"""The server: what an editor sends comes in by one queue and is dealt with in one thread."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from glossary.errors import GlossaryError
from glossary.serve.lsp.acting import Acting
from glossary.serve.lsp.client import Client
from glossary.serve.lsp.commands import Commands
from glossary.serve.lsp.configuration import EditorSettings
from glossary.serve.lsp.diagnosing import Diagnosing
from glossary.serve.lsp.documents import Documents
from glossary.serve.lsp.errors import Stopped
from glossary.serve.lsp.frames import BadFrame, Frames
from glossary.serve.lsp.lifecycle import Lifecycle
from glossary.serve.lsp.navigating import Navigating
from glossary.serve.lsp.outlining import Outlining
from glossary.serve.lsp.places import Place, find_place
from glossary.serve.lsp.protocol import Protocol
from glossary.serve.lsp.registry import register_features
from glossary.serve.lsp.synchronising import Synchronising
from glossary.serve.lsp.termbase import Termbase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cattrs import Converter

    from glossary.serve.lsp.documents import Document
    from glossary.serve.lsp.frames import ByteStream
    from glossary.serve.lsp.protocol import Later
    from glossary.settings import Settings

#: While documents are checked in the background, an answer waits no longer for the interpreter than this.
_SWITCH_SECONDS = 0.0005


class Descriptor:
    """Bytes of an open file, taken as they come: a thread that waits for a buffered stream can't be left behind."""

    def __init__(self, number: int) -> None:
        self._number = number

    def read1(self, size: int, /) -> bytes:
        """Return at most so many bytes, as soon as there are any; none at the end."""
        return os.read(self._number, size)


class Output:
    """Where answers go."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write

    def write(self, data: bytes) -> None:
        """Send all bytes at once."""
        self._write(data)

    def close(self) -> None:
        """Nothing to do: whoever opened the stream closes it."""


def _make_converter() -> Converter:
    """Return what makes objects of JSON, and stops at the first mistake: a long list of them takes minutes to tell."""
    converter: Converter = default_converter()  # type: ignore[no-untyped-call] # the library's own
    converter.detailed_validation = False
    return converter


class GlossaryServer(LanguageServer):
    """One conversation with one editor.

    Args:
        db: the termbase that the command line names, None where the settings decide.
    """

    protocol: Protocol

    def __init__(self, db: str | None = None) -> None:
        super().__init__(
            "glossary",
            version("policy-glossary"),
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            protocol_cls=Protocol,
            converter_factory=_make_converter,
        )
        self._events: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._waiting: list[Callable[[], None]] = []
        self.db = db
        self.client = Client()
        self.editor = EditorSettings()
        self.settings: Settings | None = None
        self.documents = Documents()
        self.raw_notifications: dict[str, Callable[[Any], None]] = {}
        self.current: Later | None = None
        self.termbase = Termbase(announce=lambda: self.post(self._termbase_was_read))
        self.lifecycle = Lifecycle(self)
        self.synchronising = Synchronising(self)
        self.diagnosing = Diagnosing(self)
        self.outlining = Outlining(self)
        self.navigating = Navigating(self)
        self.acting = Acting(self)
        self.commands = Commands(self)
        self._needy = register_features(self)

    # The conversation.

    def converse(self, stream: ByteStream, write: Callable[[bytes], object]) -> int:
        """Answer all messages of a stream until it ends, or the client says exit; return the exit code."""
        self.protocol.set_writer(Output(write))
        sys.setswitchinterval(_SWITCH_SECONDS)
        Thread(target=self._read, args=(Frames(stream),), name="reader", daemon=True).start()
        try:
            while (event := self._events.get()) is not None:
                event()
        except Stopped as stopped:
            return stopped.code
        except (BrokenPipeError, ConnectionError):
            return 1
        finally:
            self.lifecycle.stop()
            self.diagnosing.analyst.stop()
            self.outlining.analyst.stop()
            self.commands.stop()
            self.termbase.close()
        return 0 if self.protocol.was_shut_down else 1

    def post(self, event: Callable[[], None]) -> None:
        """Have something done in the thread that answers; from any thread."""
        self._events.put(event)

    def stop(self) -> None:
        """End the conversation; from any thread."""
        self._events.put(None)

    def _read(self, frames: Frames) -> None:
        """Put messages into the queue, in a thread of its own, so that a client may send while we answer."""
        try:
            while True:
                try:
                    body = frames.read()
                except BadFrame as noise:
                    self.post(partial(self.protocol.send_error, None, types.ErrorCodes.ParseError, str(noise)))
                    continue
                if body is None:
                    break
                if not looks_like_json(body):
                    frames.put_back(body)
                self.post(partial(self._receive, body))
        except (OSError, ValueError):
            pass
        self.stop()

    def _receive(self, body: bytes) -> None:
        self.protocol.receive(body)

    # Waiting for the termbase.

    def must_wait(self, method: str) -> bool:
        """Tell whether a request can't be answered yet."""
        return method in self._needy and self.termbase.is_loading and not self.termbase.is_open

    def when_ready(self, action: Callable[[], None]) -> None:
        """Do something once the termbase was read."""
        self._waiting.append(action)

    def _termbase_was_read(self) -> None:
        if self.termbase.is_loading and not self.termbase.is_open:
            # Meanwhile another one was chosen, and that is still being read.
            return
        self.lifecycle.termbase_was_read()
        waiting, self._waiting = self._waiting, []
        for action in waiting:
            action()

    # What features share.

    def find_place(self, document: Document, offset: int) -> Place | None:
        """Return the terms at a place of a document.

        Raises:
            DatabaseError: there is no termbase, or it can't be read.
        """
        recogniser = self.termbase.live.recogniser
        terms = self.outlining.analyst.find(document)
        if terms is not None and terms.is_bilingual:
            # What a reader takes for one term may be parted by tags and escapes of the file.
            winner = terms.at(offset)
            return Place(winner, ()) if winner is not None else None
        return find_place(document, offset, recogniser)

    def basis(self) -> tuple[object, ...]:
        """Return what all that is found in documents rests on; it differs when any of it has changed."""
        version = self.termbase.live.version if self.termbase.is_open else None
        return self.termbase.location, version, self.settings, self.editor

    def refresh(self) -> None:
        """Have everything looked at again: termbase or settings have changed."""
        if not self.termbase.is_open:
            return
        for document in self.documents:
            self.diagnosing.look_again(document.uri)
            self.outlining.look_again(document.uri)
        if self.client.pulls_diagnostics:
            self.workspace_diagnostic_refresh(None)
        if self.client.refreshes_hints:
            self.workspace_inlay_hint_refresh(None)
        if self.client.refreshes_lenses:
            self.workspace_code_lens_refresh(None)

    def move_to(self, folder: Path) -> None:
        """Work in another folder from now on."""
        self.client = replace(self.client, folder=folder)

    def tell(self, message: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Show a line to the user."""
        self.window_show_message(types.ShowMessageParams(type=kind, message=message))

    def log(self, message: str) -> None:
        """Leave a line in the client's log."""
        self.window_log_message(types.LogMessageParams(type=types.MessageType.Warning, message=message))

    def guarded(self, action: Callable[[], None]) -> None:
        """Do something of our own accord; what is wrong goes to the client's log."""
        try:
            action()
        except GlossaryError as error:
            self.log(str(error))


def looks_like_json(body: bytes) -> bool:
    """Tell whether a body may be one whole message; cheap, and enough to find a wrong length."""
    return body.lstrip()[:1] == b"{" and body.rstrip()[-1:] == b"}"


def serve_standard_streams(db: str | None = None) -> int:
    """Serve the editor at standard input and output; return the exit code.

    Nothing else may write to standard output: whatever prints, prints to standard error.
    """
    own = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with open(own, "wb", buffering=0) as out:  # noqa: PTH123 - a descriptor, no path
        return GlossaryServer(db).converse(Descriptor(sys.stdin.fileno()), partial(_write_all, out.fileno()))


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
