"""Files while they are being written: beside the one whose place they take, under a lock that dies with the program."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

try:
    import fcntl
except ImportError:  # a system without such locks
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What the name of such a file ends with.
ENDING = ".part"
#: So many characters of a name are kept, so that what is added never makes it too long.
_KEPT = 80
#: What SQLite keeps beside a database.
COMPANIONS = ("-wal", "-shm", "-journal")


@contextmanager
def part_file(target: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """Yield a new, locked, hidden file beside a target, and its path; what is still there at the end is removed.

    What earlier programs left there that were killed is removed first.

    Raises:
        OSError: no file can be made there.
    """
    remove_abandoned(target)
    file, path = _open_locked(target)
    with file:
        try:
            yield file, path
        finally:
            remove_whole(path)


def remove_abandoned(target: Path) -> None:
    """Remove the files beside a target that were to take its place and that no program writes any more."""
    if fcntl is None:
        return
    beginning = _beginning(target)
    try:
        names = [name for name in os.listdir(target.parent) if name.startswith(beginning) and name.endswith(ENDING)]  # noqa: PTH208 - names are enough
    except OSError:
        return
    for name in names:
        path = target.parent / name
        with suppress(OSError), path.open("rb") as file:  # it is held, another user's, or gone by now
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            remove_whole(path)


def sync_folder(folder: Path) -> None:
    """Make new names survive a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_whole(path: Path) -> None:
    """Remove a file, with what SQLite keeps beside a database, as far as it is there and can be removed."""
    for companion in ("", *COMPANIONS):
        with suppress(OSError):
            path.with_name(path.name + companion).unlink()


def _open_locked(target: Path) -> tuple[IO[bytes], Path]:
    while True:
        handle, name = tempfile.mkstemp(prefix=_beginning(target), suffix=ENDING, dir=target.parent)
        if fcntl is not None:
            with suppress(OSError):  # a file system without locks
                fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return os.fdopen(handle, "w+b"), Path(name)
        os.close(handle)  # before it was locked, somebody took it for abandoned


def _beginning(target: Path) -> str:
    return f".{target.name[:_KEPT]}."
