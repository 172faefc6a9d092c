"""Every command, given what it can't take: one line, the right exit code, nothing changed, little time and memory."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.hostile.command_lines import COMMANDS, HARMLESS, Attempt, attempts
from tests.hostile.places import describe, furnish, unfurnish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST_LINE = 1_300
_MOST_MEGABYTES = 1_000
_MOST_SECONDS = 20
_ATTEMPTS = attempts()
_ROWS: list[tuple[Attempt, int, str]] = []


def unprivileged() -> list[str]:
    """Return what begins a command line so that rights of files hold for it, also where root runs the tests."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may read everything, and setpriv isn't there to give that up")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


class Launcher:
    """A process that runs command lines in processes of their own."""

    def __init__(self, place: Path, outside: Path) -> None:
        self.place = place
        self._outside = outside
        self._process = subprocess.Popen(
            [*unprivileged(), sys.executable, "-m", "tests.hostile.launcher"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, attempt: Attempt) -> tuple[int, bytes, bytes, float, float]:
        """Return the exit code of an attempt, what it wrote, and what memory and time it took."""
        assert self._process.stdin
        assert self._process.stdout
        out, error = self._outside / "out", self._outside / "error"
        out.write_bytes(b"")
        error.write_bytes(b"")
        words = attempt.words if attempt.db is None else ("--db", attempt.db, *attempt.words)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self._outside),
            "GLOSSARY_USER": "tester",
            "COLUMNS": "80",
            **attempt.environment,
        }
        order = {
            "words": words,
            "folder": str(self.place),
            "environment": environment,
            "stdin": attempt.stdin,
            "stdout": attempt.stdout or str(out),
            "stderr": str(error),
        }
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        ended = json.loads(self._process.stdout.readline())
        return ended["code"], out.read_bytes(), error.read_bytes(), ended["megabytes"], ended["seconds"]

    def close(self) -> None:
        """End it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@pytest.fixture(scope="module")
def launcher(tmp_path_factory: pytest.TempPathFactory, mined_file: Path) -> Iterator[Launcher]:
    """Return what runs command lines in a folder full of bad files."""
    place, outside = tmp_path_factory.mktemp("place"), tmp_path_factory.mktemp("outside")
    furnish(place, mined_file)
    opened = Launcher(place, outside)
    yield opened
    opened.close()
    unfurnish(place)
    sys.stdout.write("\n" + "\n".join(_table()) + "\n")


def _table() -> Iterator[str]:
    """Yield the lines of a table of what became of each command line; ``pytest -s`` shows it."""
    yield f"{'hostile command line':70}  code  said"
    for attempt, code, said in _ROWS:
        yield f"{attempt.name[:70]:70}  {code:4}  {said[:120]}"


def test_no_command_is_left_out() -> None:
    """The table has every command that the parser knows, and none that it doesn't."""
    assert set(COMMANDS) == set(HARMLESS)
    assert {attempt.command for attempt in _ATTEMPTS} == set(COMMANDS)
    assert len(_ATTEMPTS) > 100


@pytest.mark.parametrize("attempt", _ATTEMPTS, ids=lambda attempt: ascii(attempt.name)[1:81])
def test_a_hostile_command_line_does_no_harm(launcher: Launcher, attempt: Attempt) -> None:
    """One line that a terminal only shows, the exit code that is due, no output, and everything as it was."""
    before = describe(launcher.place)

    code, out, error, megabytes, seconds = launcher.run(attempt)

    said = error.decode("utf-8")
    _ROWS.append((attempt, code, said.strip()))
    assert "Traceback" not in said
    assert code == attempt.code, said
    assert out == b""
    assert said.count("\n") == 1, said
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", said), ascii(said)
    assert re.search(attempt.says, said), said
    assert "secret" not in said
    assert len(said) < _LONGEST_LINE
    assert describe(launcher.place) == before
    assert megabytes < _MOST_MEGABYTES
    assert seconds < _MOST_SECONDS
