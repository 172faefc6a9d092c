"""A process that does steps for another one: asked on standard input, answering on standard output."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from glossary.errors import GlossaryError
from glossary.mine.blocks.shelf import FolderShelf
from glossary.mine.engines.engine import perform
from glossary.mine.engines.messages import Answer, write

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

    from glossary.mine.engines.messages import Order


def main() -> None:
    """Do what is asked until nobody asks any more: the one that asks has ended, however it did."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that asks decides what an interruption means
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what anybody prints is no answer
        while (order := _next(sys.stdin.buffer)) is not None:
            write(answers, _answer(order))


def _next(stream: IO[bytes]) -> Order | None:
    try:
        order: Order = pickle.load(stream)  # noqa: S301 - from the process that began this one
    except EOFError:
        return None
    return order


def _answer(order: Order) -> Answer:
    shelf = FolderShelf(order.folder)
    try:
        shared = [_shared(order.folder, name) for name in order.shared]
        return Answer(perform(order.step, order.task, shelf, shared, _stay))
    except Exception as error:  # noqa: BLE001 - told to the one that asked
        return Answer(error=_portable(error))


def _portable(error: Exception) -> Exception:
    """Return an error, or one that says the same if it doesn't survive the way."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - whatever an error of any library does
        return GlossaryError(f"{type(error).__name__}: {error}")
    return error


@lru_cache(maxsize=4)
def _shared(folder: Path, name: str) -> Any:  # noqa: ANN401 - whatever was put there
    return FolderShelf(folder).get(name)


def _stay(done: int) -> None:
    """Tell nobody: the one that asks tells of whole tasks."""
    del done


if __name__ == "__main__":
    main()
