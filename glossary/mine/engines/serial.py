"""All steps in this process, one block after the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from glossary.mine.engines.engine import perform

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.mine.blocks.shelf import Shelf
    from glossary.mine.engines.engine import Step, Task, Tell


class SerialEngine:
    """Runs the steps where it is called."""

    sees_files = True

    def spreads(self, tasks: int) -> bool:
        """Return no: one process needs no other."""
        del tasks
        return False

    def run(
        self, step: Step, tasks: Sequence[Task], shelf: Shelf, *, shared: Sequence[str], tell: Tell
    ) -> Iterator[Any]:
        """Yield the results in the order of the tasks; see ``Engine``."""
        values = [shelf.get(name) for name in shared]
        done = 0
        for task in tasks:
            yield perform(step, task, shelf, values, partial(_tell, tell, done))
            done += task.size
            tell(done)

    def close(self) -> None:
        """End nothing."""


def _tell(tell: Tell, before: int, done: int) -> None:
    tell(before + done)
