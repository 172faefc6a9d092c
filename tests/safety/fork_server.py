"""A process that has loaded the program and forks one that runs a command, so that no command waits for the start.

Run as ``python -m tests.safety.fork_server``; it takes a line of JSON for each run and answers with one.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.cli import main
from tests.safety import acting

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, NoReturn, Self

ROOT = Path(__file__).resolve().parent.parent.parent
#: What a command may take at most, in seconds, on a machine that has much else to do.
PATIENCE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a command ended: its exit code, None where it was killed; how long it ran; what it printed.

    ``written`` is the most that its logs and the parts of its files ever had, in bytes.
    """

    code: int | None
    seconds: float
    written: int
    out: str
    err: str


class ForkServer:
    """The process, as the tests see it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        environment = {
            **os.environ,
            "GLOSSARY_USER": "tester",
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONPATH": str(ROOT),
            "XDG_DATA_HOME": str(folder),
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.safety.fork_server", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=folder,
            env=environment,
        )

    def run(
        self,
        argv: list[str],
        *,
        kill_after: float | None = None,
        kill_at: int | None = None,
        watched: Path | None = None,
    ) -> Run:
        """Run a command in a process of its own, and kill it, if it still runs by then.

        Args:
            argv: the command.
            kill_after: so many seconds.
            kill_at: so many bytes that it has written to logs and parts of files.
            watched: the folder in which it writes, where that is to be measured.
        """
        asked = {"kill_after": kill_after, "kill_at": kill_at, "watched": str(watched) if watched else None}
        return Run(**self._ask({"argv": argv, **asked}))

    def warm_up(self, argv: list[str]) -> None:
        """Run a command in the server itself, so that all that it loads is there for the others."""
        self._ask({"argv": argv, "here": True})

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(question).encode() + b"\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._process.communicate()


def _serve(folder: Path) -> None:
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a command prints in the server itself is no answer
    gc.freeze()
    for line in sys.stdin:
        asked = json.loads(line)
        if asked.get("here"):
            _act(asked["argv"])
            gc.freeze()
            answer = {}
        else:
            answer = _run(folder, asked)
        answers.write(json.dumps(answer).encode() + b"\n")


def _run(folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    out, err = folder / "stdout", folder / "stderr"
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _run_in_child(asked["argv"], out, err, writer)
    os.close(writer)
    os.read(reader, 1)
    os.close(reader)
    began = time.monotonic()
    handle = os.pidfd_open(child)
    patience, written = asked["kill_after"] or PATIENCE, 0
    if asked["watched"]:
        patience, written = _watch(handle, asked["watched"], asked["kill_at"] or sys.maxsize)
    if not select.select([handle], [], [], patience)[0]:
        os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(handle)
    seconds = time.monotonic() - began
    code = os.waitstatus_to_exitcode(status)
    texts = {"out": out.read_text("utf-8"), "err": err.read_text("utf-8")}
    return {"code": None if code == -signal.SIGKILL else code, "seconds": seconds, "written": written, **texts}


def _watch(handle: int, folder: str, most: int) -> tuple[float, int]:
    """Wait until a process ends or has written so much; return how long to wait from then on, and how much it was."""
    written, end = 0, time.monotonic() + PATIENCE
    while written < most and time.monotonic() < end and not select.select([handle], [], [], 0)[0]:
        written = max(written, _size(folder))
    return 0.0, written


def _size(folder: str) -> int:
    """Return how much there is of logs and of parts of files."""
    size = 0
    with suppress(FileNotFoundError), os.scandir(folder) as found:
        for each in found:
            with suppress(FileNotFoundError):
                if each.name.endswith(("-wal", ".part")):
                    size += each.stat().st_size
                elif each.is_dir():
                    size += _size(each.path)
    return size


def _run_in_child(argv: list[str], out: Path, err: Path, writer: int) -> NoReturn:
    code = 70
    try:
        os.setpgid(0, 0)
        for number, path in ((1, out), (2, err)):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        os.write(writer, b"!")
        code = _act(argv)
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 70
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _act(argv: list[str]) -> int:
    """Run a command of the program, or one of those that stand for a program that works for long."""
    return acting.COMMANDS[argv[0]](argv[1:]) if argv[0] in acting.COMMANDS else main(argv)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
