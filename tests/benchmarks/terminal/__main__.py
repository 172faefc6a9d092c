"""The terminal app beside other programs with lists, on the same rows, in a terminal of 120 × 36.

Usage: ``python -m tests.benchmarks.terminal [--no-peers] [--sizes 100000 1000000] [--runs 5]``. See ``programs.py``
for who is measured and how. Nothing is asserted: times depend on the machine and on what else it does, whose load is
printed; CPU depends on it less.
"""

from __future__ import annotations

import argparse
import os

from tests.benchmarks.terminal.peers import install_peers
from tests.benchmarks.terminal.programs import OURS, PEERS, Figures, measure
from tests.benchmarks.terminal.rows import termbase

SIZES = (100_000, 1_000_000)
#: What is printed: the figure's name, its digits, its target and the size that the target is for.
ROWS = {
    "first row, s": (2, 1.0, 100_000),
    "first row, CPU s": (2, None, 0),
    "all rows, s": (2, 3.0, 1_000_000),
    "memory at first, MB": (0, None, 0),
    "memory after use, MB": (0, 80.0, 100_000),
    "page down, CPU ms": (1, None, 0),
    "page down held, CPU ms": (1, 10.0, 100_000),
    "filter key, CPU ms": (1, 20.0, 100_000),
    "filter key p50, ms": (0, None, 0),
    "filter key p95, ms": (0, 60.0, 100_000),
    "filter keys measured": (0, None, 0),
    "filter keys late": (0, None, 0),
    "at rest, CPU ms/s": (1, None, 0),
}
_WIDTH = 17


def print_table(size: int, figures: dict[str, Figures]) -> None:
    """Print the figures of all programs; behind one of a peer stands how many times ours it is."""
    print(f"\n{size:,} rows (load {os.getloadavg()[0]:.1f})")
    print(f"{'':24}{'target':>8}" + "".join(f"{name:>{_WIDTH}}" for name in figures))
    ours = figures[OURS]
    for name, (digits, target, at) in ROWS.items():
        cells = []
        for program, found in figures.items():
            value = found.get(name)
            compared = target if program == OURS and at == size else ours.get(name) if program != OURS else None
            cells.append(_cell(value, compared, digits))
        shown = f"≤ {target:g}" if target and at == size else ""
        print(f"{name:24}{shown:>8}{''.join(f'{cell:>{_WIDTH}}' for cell in cells)}", flush=True)


def _cell(value: float | str | None, compared: float | str | None, digits: int) -> str:
    if value is None or isinstance(value, str):
        return value or "–"
    if not compared or isinstance(compared, str):
        return f"{value:,.{digits}f}"
    return f"{value:,.{digits}f} ({value / compared:.2g}×)" if value < 100 * compared else f"{value:,.{digits}f} (≫)"


def main() -> None:
    """Print a table for every size."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.terminal", description=__doc__)
    parser.add_argument("--no-peers", action="store_true", help="measure ours only")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="ROWS")
    parser.add_argument("--runs", type=int, default=5, help="how often a program is started")
    options = parser.parse_args()
    programs = [OURS]
    if not options.no_peers and (problem := install_peers()):
        print(f"the others can't be installed, so ours is alone: {problem}")
    elif not options.no_peers:
        programs += PEERS
    for size in options.sizes:
        path = termbase(size)
        figures = {}
        for program in programs:
            print(f"{size:,} rows: {program} …", end="\r", flush=True)
            figures[program] = measure(program, path, size, options.runs)
        print_table(size, figures)
    print("\nOurs: times its target in brackets, the others: times ours. Ours is typed at 150 ms a key and waits for")
    print("nothing; for the others each key waits until the one before is done. – : not measured.")


if __name__ == "__main__":
    main()
