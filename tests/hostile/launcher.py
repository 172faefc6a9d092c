"""Hostile command lines: each in a process of its own, with little memory and time, started in no time.

Run as ``python -m tests.hostile.launcher``; takes an order as JSON, one a line, and answers each with the exit code.
The process is forked from one that has loaded what commands load, which is all that differs from the command itself.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from glossary.cli import main

#: What a command may take: address space in bytes, seconds of the clock.
MEMORY = 3_000_000_000
SECONDS = 60
_LEFT_OUT = {"__init__", "serving_mcp"}  # the latter's library needs a while, and starts threads
# What Python returns where the last of the output can't be written at exit.
_NOT_FLUSHED = 120


def launch(order: dict[str, Any]) -> dict[str, float]:
    """Run a command line as an order says, and return its exit code, its peak of memory and its time."""
    child = os.fork()
    if child == 0:
        code = _NOT_FLUSHED
        try:
            code = _run(order)
            sys.stdout.flush()
        except OSError:
            code = _NOT_FLUSHED
        finally:
            os._exit(code)
    _, status, usage = os.wait4(child, 0)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "megabytes": usage.ru_maxrss / 1000,
        "seconds": usage.ru_utime + usage.ru_stime,
    }


def _run(order: dict[str, Any]) -> int:
    os.chdir(order["folder"])
    for number, (path, flags) in enumerate(
        ((order["stdin"], os.O_RDONLY), (order["stdout"], os.O_WRONLY), (order["stderr"], os.O_WRONLY))
    ):
        opened = os.open(path, flags)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.clear()
    os.environ.update(order["environment"])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(SECONDS)
    try:
        return main(order["words"])
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001 - it is what is looked for, and told as Python tells it
        with suppress(OSError):
            traceback.print_exc()
        return 1


def _load() -> None:
    """Load what commands load, so that no child has to."""
    for path in sorted((Path(__file__).resolve().parents[2] / "glossary" / "cli").glob("*.py")):
        if path.stem not in _LEFT_OUT:
            import_module(f"glossary.cli.{path.stem}")


if __name__ == "__main__":
    _load()
    for line in sys.stdin:
        answer = launch(json.loads(line))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
