"""What the user is told beside the data: lines and progress bars, all on stderr."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from glossary.errors import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def say(line: str) -> None:
    """Tell one line; where nobody can hear it any more, the work goes on."""
    with suppress(OSError):
        print(printable(line), file=sys.stderr)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None] | None]:
    """Show a progress bar while the block runs; None where nobody looks at a terminal.

    What it yields is called with what is being done, how much of it is done, and how much there is, 0 where nobody
    knows.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import, and only for a terminal
    from rich.progress import Progress, TaskID  # noqa: PLC0415 - likewise

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total or None)
            bar.update(tasks[what], completed=done, total=total or None)

        yield show
