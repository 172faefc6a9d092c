"""What a process that has work to do and one that does it say to each other."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

    from glossary.mine.engines.engine import Step, Task


class Order(NamedTuple):
    """One task: the step, the folder with the values, and the names of the shared ones."""

    step: Step
    task: Task
    folder: Path
    shared: tuple[str, ...]


class Answer(NamedTuple):
    """What a task gave: its result, or the error that it raised."""

    result: Any = None
    error: BaseException | None = None


def write(stream: IO[bytes], message: object) -> None:
    """Write a message and see it off."""
    pickle.dump(message, stream, protocol=pickle.HIGHEST_PROTOCOL)
    stream.flush()
