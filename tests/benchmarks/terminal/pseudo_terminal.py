"""A program in a pseudo terminal: keys go in, what it draws is kept with its times, its CPU and memory are read."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from tests.benchmarks.terminal.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COLUMNS, ROWS = 120, 36
#: A program is at rest when it has written nothing for so long, and worked for less than a part of that, in seconds.
SILENCE, WORKED = 0.12, 0.03
#: No wait is longer than this, in seconds.
PATIENCE = 120.0
_CPU_CLOCK = 2


class Chunk(NamedTuple):
    """Bytes that came at once, and when."""

    at: float
    data: bytes


class PseudoTerminal:
    """A program that was just started in a terminal of 120 × 36.

    Times are seconds of ``time.perf_counter``. Output is only collected while one of the methods waits.
    """

    def __init__(self, command: Sequence[str | Path], home: Path) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "HOME": str(home)}
        self.screen = Screen(COLUMNS, ROWS)
        self.chunks: list[Chunk] = []
        self._replayed = 0
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            [str(part) for part in command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=kept | terminal,
            cwd=home,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    @property
    def cpu(self) -> float:
        """What all its threads have worked so far, user and system, in seconds; the clock counts nanoseconds."""
        return time.clock_gettime((~self._process.pid << 3) | _CPU_CLOCK)

    @property
    def memory(self) -> float:
        """Its resident set, in MB."""
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2

    def press(self, key: str) -> float:
        """Send a key, or several at once; return when."""
        at = time.perf_counter()
        os.write(self._master, key.encode())
        return at

    def read_for(self, seconds: float) -> None:
        """Collect what it writes for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def wait_for_text(self, text: str, limit: float = PATIENCE) -> float | None:
        """Wait until it has written a text since it started; return after how long, None where it takes too long."""
        return self._wait(lambda: text in self.screen.stream, limit)

    def wait_for_rest(self, limit: float = PATIENCE) -> bool:
        """Wait until it neither writes nor works; return whether it came to that."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            written, worked = len(self.chunks), self.cpu
            self.read_for(SILENCE)
            if len(self.chunks) == written and self.cpu - worked < WORKED:
                return True
        return False

    def replay(self, seen: Callable[[float, Screen], object]) -> None:
        """Put what was collected on the screen, and look at it after every chunk."""
        for chunk in self.chunks[self._replayed :]:
            self.screen.feed(chunk.data)
            seen(chunk.at, self.screen)
        self._replayed = len(self.chunks)

    def _wait(self, is_there: Callable[[], bool], limit: float) -> float | None:
        while time.perf_counter() - self.started < limit:
            self.replay(lambda *_: None)
            if is_there():
                return self.chunks[-1].at - self.started
            if not self._read(0.5) and self._process.poll() is not None:
                return None
        return None

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # the program has ended
            time.sleep(seconds)
            return False
        self.chunks.append(Chunk(time.perf_counter(), data))
        return True
