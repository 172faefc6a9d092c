"""The programs that are measured, and what is measured of each.

- ours: ``glossary tui``. Filter keys come at 150 ms from each other, as a person types, whatever the list does; the
  entry beside the list and the search for all matches are part of what a key costs.
- DataTable and fastdatatable: the smallest app with a filter above the list (``lists.py``). It fills the whole table
  before the first row is seen, and anew at every key.
- visidata: opens the rows as CSV. harlequin: opens them as one SQLite table and runs ``select * from terms`` as soon
  as its editor is at rest (two waits of 0.12 s are in its time). Both for their start only.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from tests.benchmarks.terminal.measures import (
    HELD,
    TYPED,
    first_row,
    page_down,
    resting,
    summed_up,
    type_and_wait,
    type_at_speed,
)
from tests.benchmarks.terminal.peers import command_of
from tests.benchmarks.terminal.pseudo_terminal import PATIENCE, PseudoTerminal
from tests.benchmarks.terminal.rows import table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.terminal.measures import Typing

#: Figures by the names of their rows in the table; a text says why there is none.
Figures: TypeAlias = dict[str, float | str]

OURS = "glossary"
LISTS = ("DataTable", "fastdatatable")
PEERS = (*LISTS, "visidata", "harlequin")
#: Texts typed over and over by a person; a slow list is typed at for so long, in seconds.
TIMES, ENOUGH = 4, 120.0
#: A start that takes longer is measured once, in seconds.
SLOW = 5.0
_LISTS = Path(__file__).with_name("lists.py")
_CONNECTED = "Database Connected"
_ASK, _RUN = "select * from terms", "\n"


def measure(program: str, termbase: Path, size: int, runs: int) -> Figures:
    """Return all figures of a program on a termbase of so many rows; times of starts are medians."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        command = _command(program, termbase, home)
        figures = _starts(program, command, home, size, runs)
        if program in (OURS, *LISTS) and not isinstance(figures["first row, s"], str):
            figures |= _use(program, command, home)
    return figures


def _command(program: str, termbase: Path, home: Path) -> Sequence[str | Path]:
    if program == OURS:
        settings = home / "tui.toml"
        return [Path(sys.executable).with_name("glossary"), "--db", termbase, "tui", "--settings", settings]
    if program in LISTS:
        return [command_of("python"), _LISTS, program.lower(), termbase]
    plain, comma = table_of(termbase)
    if program == "visidata":
        return [command_of("vd"), comma]
    options = ("--adapter", "sqlite", "--profile", "None", "--no-download-tzdata", "--read-only")
    return [command_of("harlequin"), *options, plain]


def _starts(program: str, command: Sequence[str | Path], home: Path, size: int, runs: int) -> Figures:
    """Start a program again and again; the first start only warms the caches of the machine."""
    found: list[tuple[float, float, float]] = []
    ready: list[float] = []
    for run in range(runs + 1):
        with PseudoTerminal(command, home) as terminal:
            if program == "harlequin" and terminal.wait_for_text(_CONNECTED) is not None:
                terminal.wait_for_rest()
                terminal.press(_ASK)
                terminal.wait_for_rest()
                terminal.press(_RUN)
            first = first_row(terminal, PATIENCE)
            if first is None:
                return {"first row, s": f"> {PATIENCE:g}"}
            memory = terminal.memory
            counted = terminal.wait_for_text(f"{size:,} entries") if program in (OURS, *LISTS) else None
        is_slow = first[0] > SLOW
        if run or is_slow:
            found.append((*first, memory))
            ready += [] if counted is None else [counted]
        if is_slow:
            break
    seconds, cpu, megabytes = (median(column) for column in zip(*found, strict=True))
    figures: Figures = {"first row, s": seconds, "first row, CPU s": cpu, "memory at first, MB": megabytes}
    return figures | ({"all rows, s": median(ready)} if ready else {})


def _use(program: str, command: Sequence[str | Path], home: Path) -> Figures:
    """Scroll and filter."""
    with PseudoTerminal(command, home) as terminal:
        first_row(terminal, PATIENCE)
        terminal.wait_for_rest()
        figures: Figures = {
            "page down, CPU ms": page_down(terminal, TYPED),
            "page down held, CPU ms": page_down(terminal, HELD),
            "at rest, CPU ms/s": resting(terminal),
        }
        keys = type_and_wait(terminal, PATIENCE if program == OURS else ENOUGH)
        typing = type_at_speed(terminal, keys, TIMES) if program == OURS else summed_up(keys)
        return figures | _figures_of(typing) | {"memory after use, MB": terminal.memory}


def _figures_of(typing: Typing) -> Figures:
    if not typing.latencies:
        return {"filter key, CPU ms": "not in time"}
    return {
        "filter key, CPU ms": typing.cpu,
        "filter key p50, ms": typing.p50,
        "filter key p95, ms": typing.p95,
        "filter keys measured": len(typing.latencies),
        "filter keys late": typing.late,
    }
