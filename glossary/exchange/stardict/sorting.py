"""Many short records in their order, in little memory: runs of them wait in temporary files until they are merged."""

from __future__ import annotations

from contextlib import ExitStack
from heapq import merge
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

#: So many are kept in memory, in some 60 megabytes.
_MOST_IN_MEMORY = 600_000
_AT_ONCE = 10_000


class Sorter:
    """Takes records of bytes in any order and yields them, once, in theirs."""

    def __init__(self) -> None:
        self._files = ExitStack()
        self._runs: list[IO[bytes]] = []
        self._recent: list[bytes] = []

    def extend(self, records: list[bytes]) -> None:
        """Take in records."""
        self._recent += records
        if len(self._recent) >= _MOST_IN_MEMORY:
            self._store()

    def __iter__(self) -> Iterator[bytes]:
        self._recent.sort()
        if self._runs:
            yield from merge(*map(_read, self._runs), self._recent)
        else:
            yield from self._recent

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    def _store(self) -> None:
        self._recent.sort()
        run: IO[bytes] = self._files.enter_context(TemporaryFile())  # noqa: SIM115 - closed with the others
        for start in range(0, len(self._recent), _AT_ONCE):
            records = self._recent[start : start + _AT_ONCE]
            run.write(b"".join([len(record).to_bytes(2) + record for record in records]))
        run.seek(0)
        self._runs.append(run)
        self._recent.clear()


def _read(run: IO[bytes]) -> Iterator[bytes]:
    read = run.read
    while size := read(2):
        yield read(size[0] << 8 | size[1])
