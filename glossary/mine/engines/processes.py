"""Several processes on this machine, each with a block at a time."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.errors import GlossaryError
from glossary.mine.blocks.shelf import FolderShelf
from glossary.mine.engines.messages import Answer, Order, write
from glossary.mine.engines.serial import SerialEngine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.mine.blocks.shelf import Shelf
    from glossary.mine.engines.engine import Step, Task, Tell

WORTH = 8
"""So many blocks are worth other processes, which need a second to begin; of fewer the parts are soon done here."""

TRIES = 3
"""How often a block may lose its worker before the work is given up."""

TELL_EVERY = 0.1
"""Seconds between two reports while the workers work."""


class ProcessEngine:
    """Runs the steps of a large corpus in processes of their own, those of a small one here.

    A process that dies is replaced and its block done again; a block that takes three with it ends the work.

    Args:
        workers: processes at once; as many as there are cores unless told, and none for a small corpus.
    """

    sees_files = True

    def __init__(self, workers: int | None = None) -> None:
        self._is_told = workers is not None
        self._count = workers or _count_cores()
        self._workers: list[_Worker] = []

    def spreads(self, tasks: int) -> bool:
        """Return whether so many tasks are worth other processes."""
        return self._count > 1 and tasks >= (2 if self._is_told else WORTH)

    def run(
        self, step: Step, tasks: Sequence[Task], shelf: Shelf, *, shared: Sequence[str], tell: Tell
    ) -> Iterator[Any]:
        """Yield the results in the order of the tasks; see ``Engine``.

        Raises:
            GlossaryError: a worker died at the same block again and again.
        """
        if isinstance(shelf, FolderShelf) and self.spreads(len(tasks)):
            orders = [Order(step, task, shelf.folder, tuple(shared)) for task in tasks]
            return self._spread(orders, tell)
        return SerialEngine().run(step, tasks, shelf, shared=shared, tell=tell)

    def close(self) -> None:
        """Kill the workers, whatever they do, and wait for their end."""
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.kill()
        for worker in workers:
            worker.wait()

    def _spread(self, orders: Sequence[Order], tell: Tell) -> Iterator[Any]:
        while len(self._workers) < self._count:
            self._workers.append(_Worker())
        outcomes: SimpleQueue[_Outcome] = SimpleQueue()
        open_orders = _Open(orders)
        try:
            for worker in self._workers:
                open_orders.give(worker, outcomes)
            done, answers, ready = 0, {}, 0
            while ready < len(orders):
                tell(done)
                try:
                    outcome = outcomes.get(timeout=TELL_EVERY)
                except Empty:
                    continue
                if outcome.answer is None:
                    open_orders.take_back(outcome)
                    outcome.worker.wait()
                    outcome.worker.begin()
                else:
                    answers[outcome.number] = _result(outcome.answer)
                    done += orders[outcome.number].task.size
                open_orders.give(outcome.worker, outcomes)
                while ready in answers:
                    yield answers.pop(ready)
                    ready += 1
            tell(done)
        except BaseException:
            self.close()  # nobody wants to have what they are doing
            raise


class _Outcome(NamedTuple):
    """The end of one order: the answer, or none where the worker died, with its exit code."""

    number: int
    worker: _Worker
    answer: Answer | None


class _Open:
    """The orders that nobody has, and how often each lost its worker."""

    def __init__(self, orders: Sequence[Order]) -> None:
        self._orders = orders
        self._waiting = list(range(len(orders)))[::-1]
        self._lost = [0] * len(orders)

    def give(self, worker: _Worker, outcomes: SimpleQueue[_Outcome]) -> None:
        """Let a worker do the next order, if there is one."""
        if self._waiting:
            number = self._waiting.pop()
            Thread(target=worker.work, args=(number, self._orders[number], outcomes), daemon=True).start()

    def take_back(self, outcome: _Outcome) -> None:
        """Let an order wait again whose worker died."""
        self._lost[outcome.number] += 1
        if self._lost[outcome.number] == TRIES:
            code = outcome.worker.wait()
            how = f"killed by signal {-code}, perhaps for want of memory" if code < 0 else f"exit code {code}"
            raise GlossaryError(
                f"a worker died {TRIES} times at the same documents ({how}); mine them apart, or with --workers 1"
            )
        self._waiting.append(outcome.number)


class _Worker:
    """A process that does one order after the other."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Start the process, for the first time or after the last one died."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "glossary.mine.engines.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # an error is an answer; anything else would spoil the screen of an app
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    def work(self, number: int, order: Order, outcomes: SimpleQueue[_Outcome]) -> None:
        """Have an order done, and tell what came of it."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:  # never: both are pipes
            return
        try:
            write(stdin, order)
            answer: Answer | None = pickle.load(stdout)  # noqa: S301 - from the process that this one began
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            answer = None
        except Exception as error:  # noqa: BLE001 - told to the one that waits for it
            answer = Answer(error=error)
        outcomes.put(_Outcome(number, self, answer))

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()

    def wait(self) -> int:
        """Wait for the end of the process; return its exit code."""
        code = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                _close(stream)
        return code


def _close(stream: Any) -> None:  # noqa: ANN401 - a pipe of any kind
    try:
        stream.close()
    except OSError:  # what was not yet written goes nowhere
        return


def _result(answer: Answer) -> Any:  # noqa: ANN401 - of any step
    if answer.error is not None:
        raise answer.error
    return answer.result


def _count_cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
