"""What is measured of a program with a list, by its keys and what it draws."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING

from tests.benchmarks.terminal.rows import FIRST

if TYPE_CHECKING:
    from tests.benchmarks.terminal.pseudo_terminal import PseudoTerminal
    from tests.benchmarks.terminal.screen import Screen

#: What is typed into the filter, letter by letter, and taken back.
QUERIES = ("new quality productive", "xzscl", "新质", "belt and road")
BACKSPACE, ESCAPE, PAGE_DOWN, HOME = "\x7f", "\x1b", "\x1b[6~", "\x1b[H"
#: A person types a key, and a key that is held down repeats, in seconds.
TYPED, HELD = 0.15, 0.033
PRESSES = 40
#: Where the lists show their first columns: below filter and header, left of anything beside them.
_LIST = (3, 34, 0, 56)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the filter: what the list then shows, how long that took (None: longer than until the next key)."""

    key: str
    shown: int
    changes_rows: bool
    latency: float | None
    cpu: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """All keys of the filter together: CPU in ms a key, latencies in ms, and how many came too late."""

    cpu: float
    latencies: tuple[float, ...]
    late: int = 0

    @property
    def p50(self) -> float:
        """The latency of every second key, in ms."""
        return median(self.latencies)

    @property
    def p95(self) -> float:
        """The latency of all but every twentieth key, in ms."""
        return quantiles(self.latencies, n=20, method="inclusive")[-1]


def first_row(program: PseudoTerminal, limit: float) -> tuple[float, float] | None:
    """Return after how many seconds the first row stands there, and the CPU-seconds until then; None: never."""
    seconds = program.wait_for_text(FIRST, limit)
    return None if seconds is None else (seconds, program.cpu)


def page_down(program: PseudoTerminal, pause: float) -> float:
    """Return the CPU of a page down in ms, with so many seconds from press to press."""
    program.press(HOME)
    program.wait_for_rest()
    before = program.cpu
    for _ in range(PRESSES):
        program.press(PAGE_DOWN)
        program.read_for(pause)
    program.wait_for_rest()
    return (program.cpu - before) / PRESSES * 1000


def resting(program: PseudoTerminal, seconds: float = 4.0) -> float:
    """Return what the program works while nobody does anything, in ms of CPU a second."""
    before = program.cpu
    program.read_for(seconds)
    return (program.cpu - before) / seconds * 1000


def type_and_wait(program: PseudoTerminal, limit: float) -> list[Key]:
    """Type the queries and take them back, each key when all that the one before brought is done."""
    end = time.perf_counter() + limit
    keys: list[Key] = []
    _go_to_filter(program)
    shown = _rows_of(program.screen)
    for key in _keys():
        if time.perf_counter() > end:
            break
        before, at = program.cpu, program.press(key)
        program.read_for(TYPED)
        if not program.wait_for_rest():
            break
        changes = _looks(program)
        after = changes[-1][1] if changes else shown
        arrived = _last_change(changes, shown)
        latency = None if arrived is None else arrived - at
        keys.append(Key(key, after, after != shown, latency, program.cpu - before))
        shown = after
    return keys


def summed_up(keys: list[Key]) -> Typing:
    """Return the figures of keys that were waited for."""
    latencies = [key.latency * 1000 for key in keys if key.changes_rows and key.latency is not None]
    return Typing(cpu=sum(key.cpu for key in keys) / max(1, len(keys)) * 1000, latencies=tuple(latencies))


def type_at_speed(program: PseudoTerminal, expected: list[Key], times: int) -> Typing:
    """Type the same keys as a person does, waiting for nothing, and see when the rows that belong to each came.

    A key whose rows were not there before the next key counts with the time between the keys.
    """
    latencies: list[float] = []
    cpu = late = 0.0
    for _ in range(times):
        _go_to_filter(program)
        pressed: list[float] = []
        before = program.cpu
        for key in expected:
            pressed.append(program.press(key.key))
            program.read_for(TYPED)
        program.wait_for_rest()
        cpu += program.cpu - before
        looks = _looks(program)
        for at, following, key in zip(pressed, [*pressed[1:], pressed[-1] + TYPED], expected, strict=True):
            if not key.changes_rows:
                continue
            arrived = next((moment for moment, rows in looks if at < moment < following and rows == key.shown), None)
            late += arrived is None
            latencies.append((following if arrived is None else arrived) * 1000 - at * 1000)
    return Typing(cpu=cpu / times / max(1, len(expected)) * 1000, latencies=tuple(latencies), late=int(late))


def _go_to_filter(program: PseudoTerminal) -> None:
    """Begin with the empty filter above the first row."""
    for key in (ESCAPE, HOME, "/"):
        program.press(key)
        program.wait_for_rest()
    program.replay(lambda *_: None)


def _keys() -> list[str]:
    return [key for query in QUERIES for key in (*query, *(BACKSPACE for _ in query))]


def _looks(program: PseudoTerminal) -> list[tuple[float, int]]:
    """Return what the list showed after each piece of new output, with its time."""
    found: list[tuple[float, int]] = []
    program.replay(lambda moment, screen: found.append((moment, _rows_of(screen))))
    return found


def _rows_of(screen: Screen) -> int:
    return hash(tuple(screen.lines(*_LIST)))


def _last_change(changes: list[tuple[float, int]], shown: int) -> float | None:
    last = None
    for moment, rows in changes:
        if rows != shown:
            last, shown = moment, rows
    return last
