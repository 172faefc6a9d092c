"""How long the form of an entry takes to open, by how many notes it has, and what closed forms leave in memory.

Usage: ``python -m tests.benchmarks.terminal.forms [--notes 0 10 50] [--runs 10]``. The app runs in this process, on
a terminal of 120 × 36 that nobody sees. Nothing is asserted: times depend on the machine; to compare two versions,
run both.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from glossary.store.database import open_database
from glossary.tui.app import GlossaryApp
from glossary.tui.preferences import Preferences
from glossary.tui.screens.editor import EditorScreen
from glossary.tui.widgets.text_box import TextBox
from tests.tui.forms import ENTRY, add_notes, small_termbase, until

#: What a form does after it can be typed into is over by then, in seconds.
QUIET = 0.6


class Opening(NamedTuple):
    """Seconds until a form can be typed into, and CPU-seconds until nothing more is done."""

    ready: float
    cpu: float


async def _open(app: GlossaryApp) -> Opening:
    began, cpu = time.perf_counter(), time.process_time()
    screen = EditorScreen.for_entry(ENTRY)
    app.push_screen(screen)
    await until(lambda: screen.form is not None and screen.form.is_attached and screen.form.focused_field is not None)
    ready = time.perf_counter() - began
    await asyncio.sleep(QUIET)
    opening = Opening(ready, time.process_time() - cpu)
    screen.action_leave()
    await until(lambda: screen not in app.screen_stack)
    await asyncio.sleep(QUIET)
    return opening


async def measure(notes: int, runs: int) -> tuple[list[Opening], int]:
    """Open a form several times; return how that went, but for the first time, and how many text boxes are left."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_STATE_HOME"] = name  # where drafts are kept
        path = small_termbase(folder / "termbase.db")
        add_notes(path, notes)
        with open_database(str(path)) as database:
            app = GlossaryApp(database, "tester", Preferences(path=folder / "tui.toml"))
            async with app.run_test(size=(120, 36)):
                openings = [await _open(app) for _ in range(runs + 1)]
                gc.collect()
                gc.unfreeze()
                left = sum(isinstance(found, TextBox) for found in gc.get_objects())
    return openings[1:], left


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, nargs="+", default=[0, 10, 50])
    parser.add_argument("--runs", type=int, default=10, help="beside the first, which loads what readings need")
    options = parser.parse_args()
    print(f"{options.runs} openings each (load {os.getloadavg()[0]:.1f})")
    print(f"{'notes':>6}{'ready, ms':>12}{'at most':>10}{'CPU, ms':>10}{'text boxes left':>18}")
    for notes in options.notes:
        openings, left = asyncio.run(measure(notes, options.runs))
        ready = [found.ready * 1000 for found in openings]
        cpu = median(found.cpu for found in openings) * 1000
        print(f"{notes:6}{median(ready):12.0f}{max(ready):10.0f}{cpu:10.0f}{left:18}", flush=True)


if __name__ == "__main__":
    main()
