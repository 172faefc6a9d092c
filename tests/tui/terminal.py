"""The real program in a real terminal (tmux), driven by keys and read from the screen."""

from __future__ import annotations

import shlex
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: How often the screen is read while waiting, in seconds.
LOOK_EVERY = 0.1
#: At how many looks in a row a program must be found asleep to be at rest.
LOOKS_AT_REST = 4
#: How often a start is tried.
TRIES = 5


class Terminal:
    """One program in a tmux server of its own.

    Args:
        socket: names the server; beside it lie files with the program's process number and exit code.
        command: the program and its arguments.
        size: columns and lines.
        environment: variables for the program besides those of this process.
    """

    def __init__(
        self, socket: Path, command: Sequence[str], size: tuple[int, int], environment: Mapping[str, str]
    ) -> None:
        self._tmux = ["tmux", "-S", str(socket), "-f", "/dev/null"]
        variables = [f"{name}={value}" for name, value in environment.items()]
        self._pid, self._end = socket.with_suffix(".pid"), socket.with_suffix(".end")
        whole = shlex.join(["env", "-u", "COLUMNS", "-u", "LINES", *variables, *command])
        inner = shlex.join(["sh", "-c", f"echo $$ > {self._pid}; exec {whole}"])
        columns, lines = size
        # tmux itself doesn't tell reliably how a program ended.
        outer = f"{inner}; echo $? > {self._end}; sleep 600"
        start = ("new-session", "-d", "-x", str(columns), "-y", str(lines), outer)
        for _ in range(TRIES):  # a server that is just ending still holds the socket
            try:
                self._run(*start)
            except subprocess.CalledProcessError:
                time.sleep(1)
            else:
                return
        self._run(*start)

    def keys(self, *keys: str) -> None:
        """Press keys, by tmux's names for them."""
        for key in keys:
            self._run("send-keys", key)

    def type(self, text: str) -> None:
        """Type a text."""
        self._run("send-keys", "-l", text)

    def screen(self) -> str:
        """Return what is on the screen."""
        return self._run("capture-pane", "-p")

    def cursor(self) -> tuple[int, int]:
        """Return column and line of the caret, from 0."""
        column, line = self._run("display-message", "-p", "#{cursor_x} #{cursor_y}").split()
        return int(column), int(line)

    def wait_for(self, text: str, *, seconds: float = 30, gone: bool = False) -> str:
        """Wait until a text is on the screen (or gone from it) and return the screen."""
        end = time.monotonic() + seconds
        while True:
            screen = self.screen()
            if (text in screen) is not gone:
                return screen
            if time.monotonic() > end:
                raise AssertionError(f"after {seconds} s, {text!r} is {'still' if gone else 'not'} there:\n{screen}")
            time.sleep(LOOK_EVERY)

    def wait_for_rest(self, *, seconds: float = 60) -> str:
        """Wait until the program has done all it was asked to and return the screen.

        A program at rest sleeps: its first thread waits for a key at every look, and the screen and the
        caret stay as they are.
        """
        end = time.monotonic() + seconds
        seen, looks = ("", (0, 0)), 0
        while looks < LOOKS_AT_REST:
            if time.monotonic() > end:
                raise AssertionError(f"after {seconds} s, the program is still at work:\n{seen[0]}")
            time.sleep(LOOK_EVERY / 2)
            now = (self.screen(), self.cursor())
            looks = looks + 1 if now == seen and self._is_asleep() else 0
            seen = now
        return seen[0]

    def _is_asleep(self) -> bool:
        """Whether the program's first thread waits (proc(5): the state follows the name in brackets)."""
        status = Path(f"/proc/{self.pid}/stat").read_text("utf-8", errors="replace")
        return status.rpartition(")")[2].split()[0] == "S"

    def wait_for_end(self, *, seconds: float = 30) -> int:
        """Wait until the program has ended and return its exit code."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._end.exists() and (code := self._end.read_text("ascii").strip()):
                return int(code)
            time.sleep(LOOK_EVERY)
        raise AssertionError(f"the program is still running:\n{self.screen()}")

    @property
    def pid(self) -> int:
        """The process of the program."""
        return int(self._pid.read_text("ascii"))

    def _run(self, *arguments: str) -> str:
        done = subprocess.run([*self._tmux, *arguments], check=True, capture_output=True, encoding="utf-8")
        return done.stdout.rstrip("\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)
        self._end.unlink(missing_ok=True)
