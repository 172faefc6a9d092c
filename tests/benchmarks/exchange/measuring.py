"""What a piece of work costs, measured by the process that does it, and tables of that."""

from __future__ import annotations

import json
import resource
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Cost(NamedTuple):
    """CPU-seconds of the work, megabytes that the process grew by while at it, and had at its most, all told."""

    cpu: float
    growth: float
    peak: float


def measure(work: Callable[[], object]) -> None:
    """Do the work and print its cost for `cost_of`."""
    used, had = _cpu(), _peak()
    work()
    print(json.dumps([_cpu() - used, _peak() - had, _peak()]))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak() -> float:
    """Return what the process had at its most; getrusage would count its parent's memory before it began."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split(maxsplit=1)[0]) / 1024


def cost_of(command: Sequence[object], runs: int) -> Cost:
    """Run a command so many times, which ends with `measure`; return the cost of the run that took the least CPU."""
    costs = []
    for _ in range(runs):
        done = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
        costs.append(Cost(*json.loads(done.stdout.splitlines()[-1])))
    return min(costs)


def print_costs(title: str, costs: dict[str, Cost]) -> None:
    """Print a table with the first row as one."""
    print(f"\n{title}\n{'':64}{'CPU s':>8}{'times':>8}{'MB more':>9}{'MB all':>8}")
    one = next(iter(costs.values())).cpu
    for name, cost in costs.items():
        print(f"{name:64}{cost.cpu:8.2f}{cost.cpu / one:8.2f}{cost.growth:9.0f}{cost.peak:8.0f}")
