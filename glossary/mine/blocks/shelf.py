"""Where the steps of a mining put what the next ones take: in memory, or in a folder that ends with the run."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from glossary.errors import UsageError
from glossary.mine.blocks.parts import read_part, write_parts

try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

PREFIX = "glossary-mining-"
_LOCK = "lock"


class Shelf(Protocol):
    """Keeps values by name, each in one part or more."""

    def put(self, name: str, parts: Sequence[object]) -> None:
        """Keep a value, in the place of one with the same name."""

    def get(self, name: str, part: int = 0) -> Any:  # noqa: ANN401 - what was put there
        """Return one part of a value."""

    def drop(self, name: str) -> None:
        """Forget a value; one that isn't there does no harm."""


class MemoryShelf:
    """A shelf for a small corpus."""

    def __init__(self) -> None:
        self._values: dict[str, Sequence[object]] = {}

    def put(self, name: str, parts: Sequence[object]) -> None:
        """Keep a value, in the place of one with the same name."""
        self._values[name] = parts

    def get(self, name: str, part: int = 0) -> Any:  # noqa: ANN401 - what was put there
        """Return one part of a value."""
        return self._values[name][part]

    def drop(self, name: str) -> None:
        """Forget a value; one that isn't there does no harm."""
        self._values.pop(name, None)


class FolderShelf:
    """A shelf for a corpus of any size, a file a value; other processes may use it too.

    A value is written beside and renamed, so that what a worker leaves that dies is never taken for a value.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, parts: Sequence[object]) -> None:
        """Keep a value, in the place of one with the same name."""
        beside = self._beside(name)
        with beside.open("wb") as file:
            write_parts(file, parts)
        beside.replace(self.folder / name)

    def get(self, name: str, part: int = 0) -> Any:  # noqa: ANN401 - what was put there
        """Return one part of a value."""
        with (self.folder / name).open("rb") as file:
            return read_part(file, part)

    def drop(self, name: str) -> None:
        """Forget a value; one that isn't there does no harm."""
        (self.folder / name).unlink(missing_ok=True)

    def _beside(self, name: str) -> Path:
        return self.folder / f"{name}.{os.getpid()}"


class TemporaryShelf(FolderShelf):
    """A shelf in a folder of its own, which goes when it is closed or nobody has it any more.

    Other runs keep off it by its lock; what a run left that was killed has none, and the next run removes it.

    Raises:
        UsageError: no folder can be made.
    """

    def __init__(self) -> None:
        _remove_abandoned()
        try:
            folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        except OSError as error:
            raise UsageError(f"no folder for the work can be made ({error.strerror}); set TMPDIR to one") from None
        super().__init__(folder)
        self._end = weakref.finalize(self, _end, folder, _locked(folder))

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        self._end()


def _locked(folder: Path) -> BinaryIO | None:
    """Return the locked file that says that a folder is in use; no file where files can't be locked."""
    if fcntl is None:
        return None
    file = (folder / "unlocked").open("wb")
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    (folder / "unlocked").replace(folder / _LOCK)  # nobody ever sees it without its lock
    return file


def _end(folder: Path, lock: BinaryIO | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if lock:
        lock.close()


def _remove_abandoned() -> None:
    """Remove the folders of runs that were killed: those that have a lock which nobody holds."""
    if fcntl is None:
        return
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{_LOCK}"):
        try:
            with path.open("r+b") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path.parent, ignore_errors=True)
        except OSError:  # held by its run, or another user's
            continue
