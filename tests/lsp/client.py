"""A small editor: speaks the protocol over the standard streams of the real server, and remembers what it was told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

GLOSSARY = Path(sys.executable).with_name("glossary")
#: Longer than any answer takes; a test that waits so long fails.
PATIENCE = 20.0
MARKDOWN = {"contentFormat": ["markdown", "plaintext"]}
CAPABILITIES: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "hover": MARKDOWN,
        "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": False}},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}}
        },
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "publishDiagnostics": {"relatedInformation": True, "tagSupport": {"valueSet": [1, 2]}},
    },
}


class ServerError(Exception):
    """The server answered that a request failed."""

    def __init__(self, error: Mapping[str, Any]) -> None:
        super().__init__(f"{error['code']}: {error['message']}")
        self.code: int = error["code"]
        self.message: str = error["message"]


class Editor:
    """One running server and what it has said."""

    def __init__(self, *arguments: str, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.environment = dict(os.environ if environment is None else environment)
        self.process = subprocess.Popen(
            [str(GLOSSARY), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=self.environment,
        )
        self.notifications: list[dict[str, Any]] = []
        self.requests: list[dict[str, Any]] = []
        self.answers: dict[str, Callable[[Any], object]] = {}
        self.errors: list[dict[str, Any]] = []
        self.encoding = "utf-16"
        self.capabilities: dict[str, Any] = {}
        self._messages: Queue[dict[str, Any] | None] = Queue()
        self._responses: dict[object, dict[str, Any]] = {}
        self._versions: dict[str, int] = {}
        self._next = 0
        self.stderr = bytearray()
        self._listeners = [Thread(target=listen, daemon=True) for listen in (self._listen, self._overhear)]
        for listener in self._listeners:
            listener.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Conversation.

    def start(
        self,
        capabilities: Mapping[str, Any] | None = None,
        *,
        encodings: Sequence[str] | None = None,
        options: object = None,
        root: Path | None = None,
    ) -> dict[str, Any]:
        """Introduce the editor and return what the server answers."""
        offered: dict[str, Any] = json.loads(json.dumps(CAPABILITIES if capabilities is None else capabilities))
        if encodings is not None:
            offered.setdefault("general", {})["positionEncodings"] = list(encodings)
        params: dict[str, Any] = {
            "processId": None,
            "rootUri": (root or self.folder).as_uri(),
            "capabilities": offered,
            "initializationOptions": options,
        }
        result: dict[str, Any] = self.request("initialize", params)
        self.capabilities = result["capabilities"]
        self.encoding = self.capabilities.get("positionEncoding", "utf-16")
        self.notify("initialized", {})
        return result

    def request(self, method: str, params: object = None) -> Any:  # noqa: ANN401 - JSON
        """Return the answer to a request.

        Raises:
            ServerError: it failed.
        """
        return self.wait_for(self.ask(method, params))

    def ask(self, method: str, params: object = None) -> int:
        """Send a request and return its id."""
        self._next += 1
        message: dict[str, Any] = {"jsonrpc": "2.0", "id": self._next, "method": method}
        if params is not None:
            message["params"] = params
        self.send(message)
        return self._next

    def wait_for(self, identifier: object, patience: float = PATIENCE) -> Any:  # noqa: ANN401 - JSON
        """Return the answer to a request that was sent."""
        limit = time.monotonic() + patience
        while identifier not in self._responses:
            self._take(limit)
        response = self._responses.pop(identifier)
        if "error" in response:
            raise ServerError(response["error"])
        return response["result"]

    def notify(self, method: str, params: object = None) -> None:
        """Send a notification."""
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def send(self, message: object) -> None:
        """Send a message."""
        self.send_bytes(frame(json.dumps(message).encode()))

    def send_bytes(self, data: bytes) -> None:
        """Send anything."""
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def wait_until(self, found: Callable[[], Any], patience: float = PATIENCE) -> Any:  # noqa: ANN401 - JSON
        """Take what the server says until something holds; return that."""
        limit = time.monotonic() + patience
        while not (value := found()):
            self._take(limit)
        return value

    def listen(self, seconds: float) -> None:
        """Take what the server says for a while."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            try:
                self._take(limit)
            except TimeoutError:
                return

    def close(self) -> int:
        """Leave as an editor should, and return the exit code."""
        if self.process.poll() is None:
            with suppress(OSError, ServerError, TimeoutError, EOFError):
                self.request("shutdown")
                self.notify("exit")
        return self.leave()

    def leave(self) -> int:
        """Hang up and return the exit code."""
        assert self.process.stdin is not None
        with suppress(OSError):
            self.process.stdin.close()
        try:
            return self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.process.wait()
            for listener in self._listeners:
                listener.join(PATIENCE)
            for stream in (self.process.stdout, self.process.stderr):
                assert stream is not None
                stream.close()

    # Documents.

    def begin_anew(self) -> None:
        """Close all documents and forget what was said."""
        for uri in list(self._versions):
            self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        # What the server still has to say of them comes before this answer.
        with suppress(ServerError):
            self.request("glossary/nothing")
        self._versions.clear()
        self.notifications.clear()
        self.requests.clear()
        self.errors.clear()

    def open(self, name: str, text: str, language: str = "plaintext") -> str:
        """Open a document and return its URI."""
        uri = (self.folder / name).as_uri()
        self._versions[uri] = 1
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return uri

    def change(self, uri: str, *changes: Mapping[str, Any]) -> int:
        """Change a document and return its version."""
        self._versions[uri] += 1
        item = {"uri": uri, "version": self._versions[uri]}
        self.notify("textDocument/didChange", {"textDocument": item, "contentChanges": list(changes)})
        return self._versions[uri]

    def at(self, uri: str, line: int, character: int, **more: object) -> dict[str, Any]:
        """Return the parameters of a request about a place."""
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}, **more}

    def hover(self, uri: str, line: int, character: int) -> Any:  # noqa: ANN401 - JSON
        """Return what is shown at a place."""
        return self.request("textDocument/hover", self.at(uri, line, character))

    def complete(self, uri: str, line: int, character: int) -> list[dict[str, Any]]:
        """Return what may be written at a place."""
        found: dict[str, Any] = self.request("textDocument/completion", self.at(uri, line, character))
        items: list[dict[str, Any]] = found["items"]
        return items

    def actions(self, uri: str, range_: Mapping[str, Any], only: Sequence[str] | None = None) -> list[dict[str, Any]]:
        """Return what can be done in a range."""
        context: dict[str, Any] = {"diagnostics": []}
        if only is not None:
            context["only"] = list(only)
        params = {"textDocument": {"uri": uri}, "range": range_, "context": context}
        return self.request("textDocument/codeAction", params) or []

    def execute(self, command: str, *arguments: object) -> Any:  # noqa: ANN401 - JSON
        """Run a command."""
        return self.request("workspace/executeCommand", {"command": command, "arguments": list(arguments)})

    def diagnostics(self, uri: str, version: int | None = None) -> list[dict[str, Any]]:
        """Return the diagnostics that were pushed for a document, or for a version of it."""

        def find() -> dict[str, Any] | None:
            for told in reversed(self.notifications):
                params = told.get("params")
                if told["method"] == "textDocument/publishDiagnostics" and params["uri"] == uri:
                    return params if version is None or params.get("version") == version else None
            return None

        found: list[dict[str, Any]] = self.wait_until(find)["diagnostics"]
        return found

    def messages(self, method: str = "window/showMessage") -> list[str]:
        """Return what the user was told."""
        return [told["params"]["message"] for told in self.notifications if told["method"] == method]

    # Streams.

    def _take(self, limit: float) -> None:
        try:
            message = self._messages.get(timeout=max(limit - time.monotonic(), 0))
        except Empty:
            raise TimeoutError(f"the server says nothing; {bytes(self.stderr).decode(errors='replace')}") from None
        if message is None:
            self._messages.put(None)
            raise EOFError(f"the server is gone; {bytes(self.stderr).decode(errors='replace')}")
        if "method" not in message:
            if message.get("id") is None:
                self.errors.append(message["error"])
            else:
                self._responses[message["id"]] = message
        elif "id" in message:
            self.requests.append(message)
            answer = self.answers.get(message["method"])
            result = answer(message.get("params")) if answer is not None else None
            self.send({"jsonrpc": "2.0", "id": message["id"], "result": result})
        else:
            self.notifications.append(message)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while (body := read_frame(self.process.stdout)) is not None:
            self._messages.put(json.loads(body))
        self._messages.put(None)

    def _overhear(self) -> None:
        assert self.process.stderr is not None
        while chunk := os.read(self.process.stderr.fileno(), 4096):
            self.stderr += chunk


def frame(body: bytes) -> bytes:
    """Return a message with its header."""
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Return the next message, whose header must be right, None at the end."""
    length = None
    while (line := stream.readline()).strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    if not line:
        return None
    assert length is not None, "a header without a length"
    return stream.read(length)


def span(line: int, start: int, end: int) -> dict[str, Any]:
    """Return a range within a line."""
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}
