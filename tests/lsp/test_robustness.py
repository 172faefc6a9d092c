"""A server that stays, whatever it is sent, and goes when it should."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.errors import UsageError
from glossary.serve.lsp.configuration import EditorSettings
from glossary.serve.lsp.frames import BadFrame, Frames
from glossary.serve.lsp.ports import parse_address
from tests.lsp.client import GLOSSARY, ServerError, frame, read_frame, span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from importlib.resources.abc import Traversable

    from tests.lsp.client import Editor

HELLO = {"jsonrpc": "2.0", "method": "$/nothing"}


def answers(editor: Editor) -> bool:
    """Tell whether the server still answers as it should."""
    uri = editor.open("still-there.txt", "new quality productive forces")
    return editor.hover(uri, 0, 3) is not None


@pytest.mark.parametrize(
    "noise",
    [
        b"\r\n\r\n",
        b"garbage without end",
        b"Content-Length: many\r\n\r\n{}",
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: 999999999999999\r\n\r\n{}",
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 4\r\n\r\nnull",
        b"Content-Length: 9\r\n\r\n{broken:}",
        b"Content-Length: 3\r\n\r\n\xff\xfe\xfd",
        b"Content-Length: 60000\r\n\r\n" + b"[" * 60000,
        b"Content-Type: text/plain\r\n\r\n",
        b"Content-Length: 10\r\n\r\n" + json.dumps(HELLO).encode(),
        b"Content-Length: 200\r\n\r\n" + json.dumps(HELLO).encode(),
        b"x" * 100_000,
        b"\0" * 100,
        frame(b'{"jsonrpc":"2.0"}'),
        frame(b'{"jsonrpc":"1.0","id":1,"method":"shutdown"}'),
        frame(b'{"jsonrpc":"2.0","id":{},"method":"shutdown"}'),
        frame(b'{"jsonrpc":"2.0","id":null,"method":"shutdown"}'),
        frame(b'{"jsonrpc":"2.0","id":"nobody","result":{}}'),
        frame(b'{"jsonrpc":"2.0","id":"nobody","error":{"code":1,"message":""}}'),
        frame(b'{"jsonrpc":"2.0","method":7}'),
        frame(b'{"jsonrpc":"2.0","method":"textDocument/didChange","params":null}'),
        frame(b'{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":3}}}'),
        frame(b'{"jsonrpc":"2.0","method":"textDocument/didClose","params":[1]}'),
        frame(b'{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":[]}}'),
        frame(b'{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":[1,2]}}'),
        frame(b'{"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{"changes":7}}'),
    ],
)
def test_noise_is_passed_over(editor: Editor, noise: bytes) -> None:
    """Bytes that are no message, and messages that make no sense, cost nobody their server."""
    editor.send_bytes(noise)
    if not noise.startswith(b"Content-Length: 2") and not noise.endswith((b"}", b"]")):
        editor.send_bytes(b"\r\n\r\n")

    # A header that claims too much swallows what follows it, up to the next header.
    editor.send(HELLO)
    editor.send(HELLO)
    editor.send(HELLO)

    assert answers(editor)


def test_what_is_no_json_is_answered(editor: Editor) -> None:
    """A message that can't be read is answered by an error without an id."""
    editor.send_bytes(frame(b"{broken"))

    editor.wait_until(lambda: editor.errors)

    assert editor.errors[0]["code"] == -32700


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("no/such", {}, -32601),
        ("textDocument/didOpen", {}, -32601),
        ("initialize", {"capabilities": {}}, -32600),
        ("textDocument/hover", None, -32602),
        ("textDocument/hover", [], -32602),
        ("textDocument/hover", {"textDocument": {"uri": "x"}}, -32602),
        ("textDocument/hover", {"textDocument": {"uri": "x"}, "position": {"line": "a", "character": {}}}, -32602),
        ("textDocument/completion", {"textDocument": 3, "position": {"line": 0, "character": 0}}, -32602),
        ("textDocument/codeAction", {"textDocument": {"uri": "x"}, "range": span(0, 0, 0)}, -32602),
        ("workspace/executeCommand", {}, -32602),
        ("workspace/executeCommand", {"command": "glossary.addTerm", "arguments": [1, 2]}, -32803),
    ],
)
def test_wrong_requests_are_answered(editor: Editor, method: str, params: object, code: int) -> None:
    """Each request has an answer; a wrong one says in one line what is wrong."""
    with pytest.raises(ServerError) as failed:
        editor.request(method, params)

    assert failed.value.code == code
    assert failed.value.message
    assert "\n" not in failed.value.message
    assert answers(editor)


@pytest.mark.parametrize(("line", "character"), [(2**31, 2**31), (-1, -1), (0, 2**63), (2**64, 0)])
def test_places_that_no_text_has(editor: Editor, line: int, character: int) -> None:
    """A place beyond all limits is an edge of the text; no request fails by it."""
    uri = editor.open("a.txt", "new quality productive forces")

    editor.hover(uri, line, character)
    editor.complete(uri, line, character)
    editor.change(uri, {"range": {"start": {"line": line, "character": character}, "end": {}}, "text": "!"})
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 2**40, "character": 2**40}}
    editor.actions(uri, whole)
    editor.change(uri, {"range": whole, "text": "high-quality development"})

    assert "高质量发展" in editor.hover(uri, 0, 3)["contents"]["value"]


@pytest.mark.parametrize(
    "uri", ["", "nonsense", "file://", "file:///%00", "http://[", "untitled:Untitled-1", "file:///a%ff.txt", "\ud800"]
)
def test_documents_of_any_name(editor: Editor, uri: str) -> None:
    """Whatever an editor calls a document, its terms are found."""
    item = {"uri": uri, "languageId": "", "version": 1, "text": "new quality productive forces"}
    editor.notify("textDocument/didOpen", {"textDocument": item})

    assert editor.hover(uri, 0, 3) is not None
    editor.actions(uri, span(0, 0, 29))
    editor.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})


def test_nothing_is_answered_before_the_introduction(launch: Callable[..., Editor]) -> None:
    """The first request is initialize; before it there are only errors, and notifications are nothing."""
    editor = launch()
    editor.notify("textDocument/didOpen", {"textDocument": {}})
    with pytest.raises(ServerError) as failed:
        editor.request("textDocument/hover", {})
    assert failed.value.code == -32002

    editor.start()

    assert answers(editor)


def test_nothing_is_answered_after_the_farewell(launch: Callable[..., Editor]) -> None:
    """After shutdown each request has an error, and exit ends the process with 0."""
    editor = launch()
    editor.start()
    assert editor.request("shutdown") is None
    with pytest.raises(ServerError) as failed:
        editor.hover("x", 0, 0)
    assert failed.value.code == -32600

    editor.notify("exit")

    assert editor.leave() == 0


def test_exit_without_shutdown_is_no_success(launch: Callable[..., Editor]) -> None:
    """As the protocol wants, exit alone ends with 1."""
    editor = launch()
    editor.start()
    editor.notify("exit")

    assert editor.leave() == 1


@pytest.mark.parametrize("is_started", [True, False])
def test_the_end_of_the_stream_ends_the_server(launch: Callable[..., Editor], *, is_started: bool) -> None:
    """An editor that is gone leaves no process behind."""
    editor = launch()
    if is_started:
        editor.start()

    assert editor.leave() == 1


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the end of the stream tells it")
def test_the_death_of_the_editor_ends_the_server(launch: Callable[..., Editor], folder: Path) -> None:
    """Even when its stream stays open, for another process holds it."""
    parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    editor = launch()
    editor.request("initialize", {"processId": parent.pid, "rootUri": folder.as_uri(), "capabilities": {}})
    editor.notify("initialized", {})
    assert answers(editor)

    parent.communicate(b"\n")

    assert editor.process.wait(10) == 1


def test_a_request_that_waits_can_be_cancelled(launch: Callable[..., Editor]) -> None:
    """Who doesn't want an answer any more gets the error that says so, or the answer, and never both."""
    editor = launch()
    editor.start()
    uri = editor.open("a.txt", "new-type productive forces. " * 20_000)
    identifier = editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    editor.notify("$/cancelRequest", {"id": identifier})

    with pytest.raises(ServerError) as failed:
        editor.wait_for(identifier)

    assert failed.value.code == -32800
    assert answers(editor)


def test_a_large_document_stops_nobody(editor: Editor) -> None:
    """While ten megabytes are being checked, hover elsewhere answers at once, and typing goes on."""
    line = "We foster new-type productive forces, and 高质量发展 too, in our county.\n"
    uri = editor.open("large.txt", line * (10_000_000 // len(line.encode())))
    other = editor.open("small.txt", "new quality productive forces")

    slowest = 0.0
    for _ in range(20):
        before = time.monotonic()
        assert editor.hover(other, 0, 3) is not None
        slowest = max(slowest, time.monotonic() - before)
    for number in range(5):
        editor.change(uri, {"range": span(number, 0, 0), "text": "x"})
    editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    # Checking takes seconds: whoever waited for it would wait far longer than this.
    assert slowest < 5
    assert answers(editor)


def test_a_cache_folder_that_cant_be_written_costs_nothing_else(launch: Callable[..., Editor]) -> None:
    """Where no page of an entry can be kept, the request for one fails in one line; findings lose only their link."""
    editor = launch()
    Path(editor.environment["HOME"], ".cache").write_text("no folder", encoding="utf-8")
    editor.start()
    uri = editor.open("a.txt", "new-type productive forces")

    with pytest.raises(ServerError, match="can't be written") as failed:
        editor.request("textDocument/definition", editor.at(uri, 0, 3))

    assert failed.value.code == -32803
    assert "codeDescription" not in editor.diagnostics(uri)[0]


@pytest.mark.parametrize(
    "profile", sorted(resources.files("pytest_lsp.clients").iterdir(), key=str), ids=lambda path: path.name
)
def test_real_editors_say_more_than_we_need(launch: Callable[..., Editor], profile: Traversable) -> None:
    """With all that Neovim, Emacs and VS Code say of themselves, the server answers and says only what they take."""
    if profile.name.endswith(".json"):
        offered = json.loads(profile.read_text(encoding="utf-8"))["capabilities"]
        editor = launch()
        editor.start(offered)
        uri = editor.open("a.txt", "new-type productive forces")

        assert editor.hover(uri, 0, 3) is not None
        assert editor.complete(uri, 0, 8)
        assert editor.actions(uri, span(0, 0, 5))
        # None of them can be told to ask again for diagnostics, so all are pushed to.
        assert "diagnosticProvider" not in editor.capabilities
        assert editor.diagnostics(uri)


def test_one_endless_line_is_checked(editor: Editor) -> None:
    """A text without line breaks, or without any blank, is a text like others."""
    uri = editor.open("line.txt", "new-type productive forces, " * 30_000)
    blank = editor.open("blank.txt", "新质生产力" * 100_000)

    assert len(editor.diagnostics(uri)) == EditorSettings().problems
    assert editor.diagnostics(blank) == []
    assert editor.hover(blank, 0, 250_001) is not None


def test_a_port_serves_this_machine(folder: Path, termbase: Path, environment: Mapping[str, str]) -> None:
    """With --tcp editors connect, one after the other or at once; an exit ends one conversation only."""
    arguments = [str(GLOSSARY), "--db", str(termbase), "lsp", "--tcp", "127.0.0.1:0"]
    server = subprocess.Popen(arguments, stderr=subprocess.PIPE, cwd=folder, env=dict(environment))
    try:
        assert server.stderr is not None
        port = int(server.stderr.readline().rpartition(b":")[2])
        with (
            socket.create_connection(("127.0.0.1", port), timeout=20) as first,
            socket.create_connection(("127.0.0.1", port), timeout=20) as second,
        ):
            for connection in (first, second, second):
                params: dict[str, object] = {"processId": None, "rootUri": None, "capabilities": {}}
                message = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}
                connection.sendall(frame(json.dumps(message).encode()))
            names = []
            for connection in (first, second):
                with connection.makefile("rb") as stream:
                    body = read_frame(stream)
                assert body is not None
                names.append(json.loads(body)["result"]["serverInfo"]["name"])
            first.sendall(frame(b'{"jsonrpc":"2.0","method":"exit"}'))
            assert first.recv(1) == b""
        assert names == ["glossary", "glossary"]
        assert server.poll() is None
    finally:
        server.send_signal(signal.SIGINT)
        _, complaint = server.communicate(timeout=60)
    assert b"Traceback" not in complaint, complaint.decode()


@pytest.mark.parametrize(
    "address", ["0.0.0.0:1", "192.168.0.1:80", "example.com:80", "127.0.0.1", "localhost:x", ":99999"]
)
def test_no_other_machine_is_served(address: str) -> None:
    """Only addresses of this machine can be listened at."""
    with pytest.raises(UsageError):
        parse_address(address)


def test_addresses_of_this_machine() -> None:
    """By name, by number, by version 6, or just a port."""
    assert parse_address("localhost:1") == ("127.0.0.1", 1)
    assert parse_address(":2") == ("127.0.0.1", 2)
    assert parse_address("[::1]:3") == ("::1", 3)
    assert parse_address("127.8.8.8:4") == ("127.8.8.8", 4)


BODIES = st.binary(max_size=50)
NOISE = st.one_of(
    st.binary(max_size=60).filter(lambda data: b"content-length" not in data.lower()),
    st.sampled_from([b"\r\n", b"\n\n", b"Content-Type: x\r\n\r\n", b"Content-Length: x\r\n\r\n", b":\r\n"]),
)


class Dribble(io.RawIOBase):
    """A stream that gives its bytes in pieces of any length."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__()
        self._data = io.BytesIO(data)
        self._size = size

    def read1(self, size: int, /) -> bytes:
        """Return the next piece."""
        return self._data.read(min(size, self._size))


@given(st.lists(st.tuples(NOISE, BODIES), max_size=6), st.integers(1, 40))
def test_messages_are_found_between_noise(parts: list[tuple[bytes, bytes]], size: int) -> None:
    """Whatever stands before a header, and in whatever pieces it comes, the message behind it is read whole."""
    data = b"".join(noise + frame(body) for noise, body in parts)

    found = list(bodies(Frames(Dribble(data, size))))

    assert found == [body for _, body in parts]


def bodies(frames: Frames) -> Iterator[bytes]:
    """Yield what is read, noise left out."""
    while True:
        try:
            body = frames.read()
        except BadFrame:
            continue
        if body is None:
            return
        yield body


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
METHODS = st.sampled_from(
    [
        "textDocument/hover",
        "textDocument/completion",
        "completionItem/resolve",
        "textDocument/definition",
        "textDocument/references",
        "textDocument/documentHighlight",
        "textDocument/documentSymbol",
        "textDocument/codeAction",
        "textDocument/codeLens",
        "textDocument/inlayHint",
        "textDocument/didOpen",
        "textDocument/didChange",
        "textDocument/didClose",
        "textDocument/didSave",
        "workspace/symbol",
        "workspace/executeCommand",
        "workspace/didChangeConfiguration",
        "workspace/didChangeWorkspaceFolders",
        "$/cancelRequest",
        "$/setTrace",
        "window/workDoneProgress/cancel",
    ]
)
PLACES = st.fixed_dictionaries({"line": st.integers(-2, 3) | JSON, "character": st.integers(-2, 40) | JSON})
PARAMS: st.SearchStrategy[object] = st.fixed_dictionaries(
    {},
    optional={
        "textDocument": st.fixed_dictionaries(
            {"uri": st.sampled_from(["file:///fuzz.md", "x"]) | JSON},
            optional={"text": st.text(max_size=40) | JSON, "version": JSON, "languageId": JSON},
        )
        | JSON,
        "position": PLACES | JSON,
        "range": st.fixed_dictionaries({"start": PLACES, "end": PLACES}) | JSON,
        "contentChanges": st.lists(
            st.fixed_dictionaries(
                {"text": st.text(max_size=20) | JSON},
                optional={"range": st.fixed_dictionaries({"start": PLACES, "end": PLACES}) | JSON},
            )
            | JSON,
            max_size=3,
        )
        | JSON,
        "context": st.just({"diagnostics": []}) | JSON,
        "command": st.sampled_from(["glossary.lookup", "glossary.ignoreInProject", "glossary.applyEdit"]) | JSON,
        "arguments": st.lists(st.fixed_dictionaries({}, optional={"query": JSON, "term": JSON, "edit": JSON}) | JSON)
        | JSON,
        "settings": JSON,
        "query": JSON,
        "label": JSON,
        "data": JSON,
        "id": JSON,
    },
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@given(method=METHODS, params=PARAMS | JSON, is_request=st.booleans())
def test_no_message_ends_the_server(editor: Editor, method: str, *, params: object, is_request: bool) -> None:
    """Each request is answered, whatever its parameters are, and what follows is answered too."""
    if is_request:
        identifier = editor.ask(method, params)
        try:
            editor.wait_for(identifier)
        except ServerError as error:
            assert error.code != -32603, error.message  # noqa: PT017 - an answer or an error, both are right
    else:
        editor.notify(method, params)
    assert editor.request("workspace/symbol", {"query": "高质量发展"})
    del editor.notifications[:], editor.requests[:]
