"""What the tests of the HTTP server start from: the real command, in a process of its own, on a real termbase."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
import pytest

from glossary.lookup.live import LiveTermbase
from glossary.serve.http.following import FollowingDatabase
from glossary.serve.http.hosts import names_of
from glossary.serve.http.server import address_of, make_server, open_socket
from glossary.serve.http.service import Service
from glossary.serve.http.tokens import make_token

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that runs: its address, its token, and the file of its termbase."""

    address: str
    token: str
    file: Path

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.address.rpartition(":")[2])

    @property
    def bearer(self) -> dict[str, str]:
        """The header that shows the token."""
        return {"Authorization": f"Bearer {self.token}"}

    def client(self) -> httpx.Client:
        """Return a client of the server."""
        return httpx.Client(base_url=self.address, timeout=_PATIENCE, trust_env=False)


@contextmanager
def serving(file: Path, *arguments: str) -> Iterator[Server]:
    """Run ``glossary serve`` on a termbase, and stop it as Ctrl+C does; it must end well."""
    token_file = file.with_suffix(".token")
    command = [sys.executable, "-m", "glossary", "--db", str(file), "serve", "--port", "0"]
    command += ["--token-file", str(token_file), *arguments]
    environment = {**os.environ, "GLOSSARY_USER": "tester"}
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, encoding="utf-8", env=environment
    )
    assert process.stderr is not None
    said: list[str] = []
    for line in process.stderr:
        said.append(line)
        if found := re.search(r"at (http://\S+)", line):
            break
    else:
        pytest.fail(f"the server didn't begin: {''.join(said)}")
    try:
        token = token_file.read_text("utf-8").strip()
        yield Server(address=found[1], token=token, file=file)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            _, rest = process.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise
    assert process.returncode == 0, rest
    assert "Traceback" not in rest, rest


@pytest.fixture(scope="session")
def reading_server(tmp_path_factory: pytest.TempPathFactory, mined_file: Path) -> Iterator[Server]:
    """Return a server on the mined termbase that no test changes."""
    file = tmp_path_factory.mktemp("http") / "termbase.db"
    shutil.copy(mined_file, file)
    with serving(file) as server:
        yield server


@pytest.fixture
def get(reading_server: Server) -> Iterator[httpx.Client]:
    """Return a client of the server that no test changes."""
    with reading_server.client() as client:
        yield client


@pytest.fixture
def writable(tmp_path: Path, mined_file: Path) -> Iterator[Server]:
    """Return a server on a termbase of its own, in a thread of the tests: it is there at once."""
    file = tmp_path / "termbase.db"
    shutil.copy(mined_file, file)
    opened, is_ready = open_socket("127.0.0.1", 0), threading.Event()
    service = Service(
        live=LiveTermbase(str(file)),
        store=FollowingDatabase(str(file)),
        user="tester",
        token=make_token(),
        names=names_of("127.0.0.1"),
    )
    server = make_server(service, is_ready.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
    thread.start()
    try:
        assert is_ready.wait(_PATIENCE)
        yield Server(address=address_of(opened), token=service.token or "", file=file)
    finally:
        server.should_exit = True
        thread.join(_PATIENCE)
        service.close()
        opened.close()


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker of tests that need a browser."""
    config.addinivalue_line("markers", "browser: drives a real Chromium")
