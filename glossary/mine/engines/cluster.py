"""A Dask cluster, one that runs already or one of our own on this machine.

The machines of a cluster need not share a disk: what a step reads goes to it by value, and what it makes comes back so
(some eight megabytes a block of 200,000 words). A few tasks a worker are on their way at once, so that neither the
scheduler nor this process ever holds the corpus. A task whose worker dies is done again by another one.
"""

from __future__ import annotations

import logging
import pickle
import warnings
from asyncio import CancelledError
from collections import deque
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version
from itertools import islice
from time import sleep
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from glossary.errors import GlossaryError, UsageError
from glossary.mine.blocks.shelf import TemporaryShelf
from glossary.mine.engines.engine import Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.mine.blocks.shelf import Shelf
    from glossary.mine.engines.engine import Done, Step, Tell

distributed: Any = None  # publishes no types
with suppress(ModuleNotFoundError):  # the extra isn't there
    distributed = import_module("distributed")

PATIENCE = 5
"""Seconds that a cluster has for its first answer."""

AHEAD = 2
"""Tasks a worker has at once: one at work, one on its way."""

TELL_EVERY = 0.05
"""Seconds between two reports while the workers work."""

PIECE = 4_000_000
"""Bytes of a shared value that go in one message."""


class ClusterEngine:
    """Runs the steps on a Dask cluster.

    Args:
        address: of the scheduler, such as ``tcp://host:8786``; None for a cluster of our own on this machine.
        workers: processes of our own cluster; as many as there are cores unless told.

    Raises:
        UsageError: the extra isn't installed, or the cluster can't be used.
    """

    sees_files = False

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        if distributed is None:
            raise UsageError("the engine dask isn't installed; install it with: pip install 'policy-glossary[cluster]'")
        # Of the logs of a cluster nothing is for the user: what fails is told in one line.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._shelf: TemporaryShelf | None = None  # for what its workers write
        self._cluster: Any = None
        self._client: Any = None
        try:
            if address is None:
                self._shelf = TemporaryShelf()
                self._cluster = _begin(workers, str(self._shelf.folder))
            self._client = _connect(address or self._cluster, address or "on this machine")
        except BaseException:
            self.close()
            raise

    def spreads(self, tasks: int) -> bool:
        """Return yes: who names a cluster wants it."""
        del tasks
        return True

    def run(
        self, step: Step, tasks: Sequence[Task], shelf: Shelf, *, shared: Sequence[str], tell: Tell
    ) -> Iterator[Any]:
        """Yield the results in the order of the tasks; see ``Engine``.

        Raises:
            GlossaryError: a block took its worker with it again and again.
        """
        values = [self._share(shelf.get(name)) for name in shared]
        ahead = AHEAD * max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))
        waiting, sent, done = deque(tasks), deque[tuple[Task, Any]](), 0
        try:
            while waiting or sent:
                while waiting and len(sent) < ahead:
                    task = waiting.popleft()
                    sent.append((task, self._send(step, task, shelf, values)))
                task, future = sent[0]
                tell(done)
                finished = _outcome(future)
                if finished is None:
                    continue
                sent.popleft()
                for name, parts in zip(task.writes, finished.written, strict=True):
                    shelf.put(name, parts)
                done += task.size
                yield finished.result
            tell(done)
        finally:
            for _, future in sent:
                future.cancel(force=True)

    def close(self) -> None:
        """Leave the cluster; our own ends with all its workers."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of workers that were still at work
            if self._client is not None:
                self._client.close(timeout=PATIENCE)
            if self._cluster is not None:
                self._cluster.close(timeout=PATIENCE)
            if self._shelf is not None:
                self._shelf.close()

    def _share(self, value: object) -> _Shared:
        """Give a value to the cluster, in pieces; the scheduler has them, so that no worker takes them with it."""
        data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        name = f"shared-{uuid4()}"
        pieces = [data[start : start + PIECE] for start in range(0, len(data), PIECE)]
        futures = [self._client.submit(bytes, piece, key=f"{name}-{n}") for n, piece in enumerate(pieces)]
        return _Shared(name, futures)

    def _send(self, step: Step, task: Task, shelf: Shelf, shared: Sequence[_Shared]) -> Any:  # noqa: ANN401 - a future
        """Send a step with all that it reads."""
        read = [shelf.get(name, part) for name, part in task.reads]
        data = pickle.dumps([*read, *task.arguments], protocol=pickle.HIGHEST_PROTOCOL)
        names = [(value.name, len(value.pieces)) for value in shared]
        pieces = [piece for value in shared for piece in value.pieces]
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Sending large graph")  # once a block, and it must get there
            return self._client.submit(_do, step, data, names, *pieces, key=f"step-{uuid4()}")


class _Shared(NamedTuple):
    """A value that all tasks take: its name, and the futures of its pieces."""

    name: str
    pieces: Sequence[Any]


def _do(step: Step, data: bytes, names: Sequence[tuple[str, int]], *pieces: bytes) -> Done:
    """Run a step, on a worker."""
    shared = []
    rest = iter(pieces)
    for name, count in names:
        shared.append(_kept(name, b"".join(islice(rest, count))))
    return step(*shared, *pickle.loads(data), _stay)  # noqa: S301 - from the process that began the work


_KEPT: dict[str, Any] = {}
"""The newest shared values that this worker made of their bytes."""

_KEPT_AT_ONCE = 6


def _kept(name: str, data: bytes) -> Any:  # noqa: ANN401 - whatever is shared
    if name not in _KEPT:
        _KEPT[name] = pickle.loads(data)  # noqa: S301 - from the process that began the work
        while len(_KEPT) > _KEPT_AT_ONCE:
            del _KEPT[next(iter(_KEPT))]
    return _KEPT[name]


def _stay(done: int) -> None:
    """Tell nobody: the one that asks tells of whole tasks."""
    del done


def _begin(workers: int | None, folder: str) -> Any:  # noqa: ANN401 - distributed publishes no types
    """Start a cluster of our own; the app of its scheduler, which nobody asked for, stays off."""
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},  # any port but one that is in use
        memory_limit=None,
        silence_logs=logging.CRITICAL,
        local_directory=folder,
    )


def _connect(address: Any, called: str) -> Any:  # noqa: ANN401 - distributed publishes no types
    """Return a client of a cluster whose workers can do our steps."""
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise UsageError(f"the cluster {called} can't be reached: {_first_line(error)}; is its scheduler up?") from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        versions = set(client.run(_version).values())
    except TimeoutError:
        client.close()
        raise UsageError(f"the cluster {called} has no workers; start some with: dask worker {called}") from None
    except Exception as error:  # noqa: BLE001 - whatever workers answer that know nothing of us
        client.close()
        raise UsageError(
            f"the workers of the cluster {called} can't mine ({_first_line(error)}); install policy-glossary there"
        ) from None
    if versions != {_version()}:
        client.close()
        others = ", ".join(sorted(versions - {_version()}))
        raise UsageError(f"workers of the cluster {called} have version {others} of this program; install {_version()}")
    return client


def _version() -> str:
    return version("policy-glossary")


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _outcome(future: Any) -> Done | None:  # noqa: ANN401 - distributed publishes no types
    """Return what a step made, or None, after a moment, while it is at work."""
    if not future.done():
        sleep(TELL_EVERY)
        return None
    try:
        done: Done = future.result()
    except distributed.KilledWorker:
        raise GlossaryError(
            "workers of the cluster died again and again at the same documents; mine them apart"
        ) from None
    except CancelledError:
        raise GlossaryError("the cluster was lost; nothing was changed") from None
    return done
