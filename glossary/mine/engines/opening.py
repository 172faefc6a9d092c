"""The engine that a user names."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from glossary.errors import UsageError
from glossary.mine.engines.processes import ProcessEngine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.mine.engines.engine import Engine

LOCAL = "local"
CLUSTER = "dask"


@contextmanager
def open_engine(name: str = LOCAL, workers: int | None = None) -> Iterator[Engine]:
    """Open an engine for some work; in the end none of its workers is left.

    Args:
        name: ``local``, ``dask`` for a Dask cluster on this machine, ``dask=ADDRESS`` for one that runs already.
        workers: processes on this machine at once; as many as are worth it unless told.

    Raises:
        UsageError: there is no such engine, it isn't installed, or the cluster can't be reached.
    """
    engine = _engine(name, workers)
    try:
        yield engine
    finally:
        engine.close()


def _engine(name: str, workers: int | None) -> Engine:
    kind, equals, address = name.partition("=")
    if kind == LOCAL and not equals:
        return ProcessEngine(workers)
    if kind == CLUSTER and (address or not equals):
        if address and workers:
            raise UsageError("--workers is for engines on this machine; the cluster has the workers that it has")
        from glossary.mine.engines.cluster import ClusterEngine  # noqa: PLC0415 - slow to load, and an extra

        return ClusterEngine(address or None, workers)
    raise UsageError(f"{name}: there is no such engine; take local, dask or dask=ADDRESS (dask=tcp://host:8786)")
