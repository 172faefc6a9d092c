"""A server's memory after a hundred thousand requests is what it was after the first few thousand.

``GLOSSARY_FULL=1`` asks them all; else a tenth, by which a leak of a tenth of a kilobyte a request shows as well.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.http.conftest import serving
from tests.leaks.asking import queries, resident
from tests.lsp.client import Editor
from tests.lsp.conftest import environment_of

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")

#: So many are asked before memory is looked at first: caches fill, the allocator takes what it needs.
WARM, ALL = (5_000, 100_000) if os.environ.get("GLOSSARY_FULL") else (3_000, 13_000)
MOST_GROWTH = 0.05
_AT_ONCE = 100


def hold(what: str, before: int, after: int) -> None:
    """Print how much memory grew, and hold it against what it may."""
    growth = after / before - 1
    sys.stdout.write(
        f"\n{what}: {before / 1e6:.1f} MB after {WARM:,}, {after / 1e6:.1f} MB after {ALL:,}: {growth:+.1%}\n"
    )
    assert growth < MOST_GROWTH


def test_a_reader_does_not_grow(mined_file: Path) -> None:
    """Looking up and completing, in every mode, keeps nothing of what was asked."""
    command = [sys.executable, "-m", "tests.leaks.looking_up", str(mined_file), str(WARM), str(ALL)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    before, after = map(int, done.stdout.split())
    hold("looking up in a process", before, after)


def test_the_http_server_does_not_grow(tmp_path: Path, mined_file: Path) -> None:
    """Queries, completions, pages, texts and mistakes, over connections that stay open and ones that don't."""
    file = tmp_path / "termbase.db"
    shutil.copy(mined_file, file)
    with serving(file) as server:
        process, asked, before = _process_at(server.port), queries(), 0
        for number in range(0, ALL, _AT_ONCE):
            if number == WARM:
                before = resident(process)
            _ask_http(server.port, [next(asked) for _ in range(_AT_ONCE)])
        hold("HTTP server", before, resident(process))


def _ask_http(port: int, asked: list[str]) -> None:
    """Send requests one behind the other over one connection, and read all answers."""
    requests = []
    for number, query in enumerate(asked):
        quoted = "".join(f"%{byte:02x}" for byte in query.encode())
        paths = (f"/v1/lookup?q={quoted}", f"/v1/complete?q={quoted}", f"/?q={quoted}", f"/v1/lookup?x={quoted}")
        last = "Connection: close\r\n" if number == len(asked) - 1 else ""
        if number % 10 == 9:
            body = json.dumps({"text": f"{query} new quality productive forces 新质生产力"}).encode()
            head = f"POST /v1/annotate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{last}"
            requests.append(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        else:
            path = paths[0 if number % 5 else (number // 5) % 4]
            requests.append(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{last}\r\n".encode())
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        answered = 0
        for start in range(0, len(requests), 10):
            connection.sendall(b"".join(requests[start : start + 10]))
        while chunk := connection.recv(1 << 20):
            answered += chunk.count(b"HTTP/1.1 ")
    assert answered >= len(asked) - 2  # a status line may be torn between two pieces


def _process_at(port: int) -> int:
    """Return the process that listens at a port of this machine."""
    wanted = f"{port:04X}"
    rows = (line.split() for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:])
    inode = next(row[9] for row in rows if row[1].endswith(f":{wanted}") and row[3] == "0A")
    for process in Path("/proc").iterdir():
        if process.name.isdecimal():
            try:
                if any(str(link.readlink()) == f"socket:[{inode}]" for link in (process / "fd").iterdir()):
                    return int(process.name)
            except OSError:
                continue
    raise LookupError(port)


def test_the_language_server_does_not_grow(tmp_path: Path, mined_file: Path) -> None:
    """Hovering, completing, typing, actions, symbols, and documents that are opened and closed again."""
    environment = environment_of(tmp_path / "home")
    with Editor("--db", str(mined_file), "lsp", folder=tmp_path, environment=environment) as editor:
        editor.start()
        asked, before = queries(), 0
        uri = editor.open("text.txt", "new quality productive forces and 新质生产力\n" * 20)
        for number in range(0, ALL, _AT_ONCE):
            if number == WARM:
                before = resident(editor.process.pid)
            identifiers = []
            for place in range(_AT_ONCE):
                query = next(asked)
                line, where = place % 20, {"textDocument": {"uri": uri}}
                at = {**where, "position": {"line": line, "character": place % 30}}
                if place % 4 == 0:
                    start = {"line": line, "character": 0}
                    edit = {"range": {"start": start, "end": {"line": line, "character": 5}}, "text": query[:5]}
                    editor.change(uri, edit)
                kind = place % 10
                if kind == 9 and place % 50 == 9:
                    other = editor.open(f"other-{number}-{place}.md", f"# {query}\n\nnew-type productive forces\n")
                    closing = {"textDocument": {"uri": other}}
                    identifiers.append(editor.ask("textDocument/documentSymbol", closing))
                    editor.notify("textDocument/didClose", closing)
                elif kind == 8:
                    identifiers.append(editor.ask("workspace/symbol", {"query": query}))
                else:
                    method = "textDocument/hover" if kind < 5 else "textDocument/completion"
                    identifiers.append(editor.ask(method, at))
            for identifier in identifiers:
                editor.wait_for(identifier)
            editor.notifications.clear()
            editor.requests.clear()
        hold("language server", before, resident(editor.process.pid))
