"""What every engine can do: run one step on many blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from glossary.mine.blocks.shelf import Shelf

    Step = Callable[..., "Done"]
    """A function of a module: takes the shared values, those it reads, the arguments, and last what it calls with the
    number of units done, several times a second."""

    Tell = Callable[[int], object]
    """Is called with the number of units done."""


class Done(NamedTuple):
    """What a step made: the parts of each value to put on the shelf, and what the caller gets."""

    written: Sequence[Sequence[object]] = ()
    result: Any = None


class Task(NamedTuple):
    """A step on one block.

    ``reads`` names values on the shelf and the part of each; ``writes`` what it makes; ``size`` is how much work it
    is, in units that the progress counts.
    """

    reads: Sequence[tuple[str, int]] = ()
    writes: Sequence[str] = ()
    arguments: Sequence[Any] = ()
    size: int = 1


class Engine(Protocol):
    """Runs steps on blocks; each is a pure function, so that it may run anywhere, and again where a worker died."""

    sees_files: bool
    """Whether its workers have the files of this machine."""

    def spreads(self, tasks: int) -> bool:
        """Return whether so many tasks are worth other processes, which share no memory with this one."""

    def run(
        self, step: Step, tasks: Sequence[Task], shelf: Shelf, *, shared: Sequence[str], tell: Tell
    ) -> Iterator[Any]:
        """Yield the results in the order of the tasks.

        Args:
            step: what is done.
            tasks: on what.
            shelf: where the values are read and written.
            shared: names of values that all tasks take first; a worker reads each once.
            tell: is called with the number of units done, several times a second; what it raises ends the run.
        """

    def close(self) -> None:
        """End what was begun for the work; no worker is left."""


def perform(step: Step, task: Task, shelf: Shelf, shared: Sequence[Any], tick: Tell) -> Any:  # noqa: ANN401 - of any step
    """Run a step on one block: read, do, write; return the result."""
    read = [shelf.get(name, part) for name, part in task.reads]
    done = step(*shared, *read, *task.arguments, tick)
    for name, parts in zip(task.writes, done.written, strict=True):
        shelf.put(name, parts)
    return done.result
