"""Hostile files are refused in one clear line or read without harm: little memory, little time, nothing let out."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.hostile.attacks import ATTACKS, EITHER, HIDDEN
from tests.hostile.sandbox import SECONDS, Outcome
from tests.hostile.seeds import READABLE, READERS, extension, seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.hostile.attacks import Attack

#: What reading may take beyond what the program takes when it has loaded all readers.
MOST_MEGABYTES = 700
_LONGEST_MESSAGE = 500
_ROWS: list[tuple[str, str, Outcome]] = []


class Sandbox:
    """A process that reads files in processes of their own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.sandbox"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def read(self, name: str, path: Path | str) -> Outcome:
        """Return what becomes of a file."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([name, str(path)]) + "\n")
        self._process.stdin.flush()
        return Outcome(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """Return a process that reads files."""
    opened = Sandbox()
    yield opened
    opened.close()
    sys.stdout.write("\n" + "\n".join(_table()) + "\n")


def _table() -> Iterator[str]:
    """Yield the lines of a table of what became of each file; ``pytest -s`` shows it."""
    width = max((len(name) for name, _, _ in _ROWS), default=0)
    yield f"{'attack':{width}}  {'format':12}  outcome    MB     s  said"
    for name, known, outcome in _ROWS:
        said = outcome.message.rpartition(": ")[2][:70] or f"{outcome.entries} entries, {outcome.issues} remarks"
        yield f"{name:{width}}  {known:12}  {outcome.kind:8} {outcome.megabytes:4.0f} {outcome.seconds:5.2f}  {said}"


@pytest.fixture(scope="module")
def web() -> Iterator[socket.socket]:
    """Return a server that nobody may ask for anything."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)  # noqa: FBT003 - its only argument
        yield server


def _check(outcome: Outcome, path: Path | str) -> None:
    """Hold what became of a file against what every file may do."""
    assert outcome.kind in {"refused", "read"}, outcome.message
    assert outcome.megabytes < MOST_MEGABYTES
    assert outcome.seconds < SECONDS
    if outcome.kind == "refused":
        assert outcome.message.startswith(str(path))
        assert len(outcome.message.splitlines()) == 1
        assert outcome.message.isprintable()
        assert len(outcome.message) < len(str(path)) + _LONGEST_MESSAGE
    assert HIDDEN not in outcome.texts + outcome.message
    assert "root:" not in outcome.texts


def _cases() -> list[tuple[str, Attack]]:
    slow = {name for name in READABLE if name not in READERS}
    return [(name, attack) for attack in ATTACKS for name in attack.formats if name not in slow]


@pytest.mark.parametrize(("name", "attack"), _cases(), ids=lambda value: getattr(value, "name", value))
def test_a_hostile_file_does_no_harm(
    tmp_path: Path, sandbox: Sandbox, web: socket.socket, name: str, attack: Attack
) -> None:
    """Each attack ends in one line with the path of the file, or the file is read as the harmless text that it is."""
    secret = tmp_path / "secret"
    secret.write_text(HIDDEN)
    address = f"http://127.0.0.1:{web.getsockname()[1]}/x"
    path = tmp_path / f"hostile{extension(name)}"
    path.write_bytes(attack.make(seed(name, tmp_path), secret.as_uri(), address))
    outcome = sandbox.read(name, path)
    path.unlink()
    _ROWS.append((attack.name, name, outcome))

    _check(outcome, path)
    assert attack.expected in {EITHER, outcome.kind}, outcome.message
    with pytest.raises(BlockingIOError):
        web.accept()


@pytest.mark.parametrize("name", READABLE)
def test_a_valid_file_is_read(tmp_path: Path, sandbox: Sandbox, name: str) -> None:
    """What the attacks are made of is no attack."""
    path = tmp_path / f"seed{extension(name)}"
    path.write_bytes(seed(name, tmp_path))
    outcome = sandbox.read(name, path)
    assert (outcome.kind, outcome.entries > 0) == ("read", True)


@pytest.mark.parametrize("name", READERS)
def test_what_is_no_file_is_refused(tmp_path: Path, sandbox: Sandbox, name: str) -> None:
    """A folder, a pipe that nobody writes to, a device without end, a loop of links, no file, and evil names."""
    ending = extension(name)
    (tmp_path / f"folder{ending}").mkdir()
    os.mkfifo(tmp_path / f"pipe{ending}")
    (tmp_path / f"loop{ending}").symlink_to(tmp_path / f"loop{ending}")
    (tmp_path / f"zero{ending}").symlink_to("/dev/zero")
    for stem in ("folder", "pipe", "loop", "zero", "none", "n" * 300):
        path = tmp_path / f"{stem}{ending}"
        outcome = sandbox.read(name, path)
        _ROWS.append((f"path: {stem[:10]}", name, outcome))
        _check(outcome, path)
        assert outcome.kind == "refused"
    outcome = sandbox.read(name, "nul\0name")
    assert (outcome.kind, outcome.message) == ("refused", "'nul\\x00name': can't be read: embedded null byte")


@pytest.mark.parametrize("name", READERS)
def test_a_gigabyte_is_refused_or_read_in_little_memory(tmp_path: Path, sandbox: Sandbox, name: str) -> None:
    """A file of a gigabyte, nearly all of it a hole, ends like any other."""
    path = tmp_path / f"large{extension(name)}"
    path.write_bytes(seed(name, tmp_path))
    os.truncate(path, 1 << 30)
    outcome = sandbox.read(name, path)
    _ROWS.append(("a gigabyte", name, outcome))
    _check(outcome, path)
    assert outcome.kind == "refused"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_refused(tmp_path: Path, sandbox: Sandbox) -> None:
    """A file without permission ends in one line."""
    path = tmp_path / "closed.tbx"
    path.write_bytes(seed("tbx", tmp_path))
    path.chmod(0)
    outcome = sandbox.read("tbx", path)
    _check(outcome, path)
    assert outcome.kind == "refused"
