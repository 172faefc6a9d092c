"""Many files into a folder, each at once or not at all, and safe from a power cut without waiting for each alone."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import GlossaryError
from glossary.part_files import sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exchange.text_form.folder import TextFolder

_WAITING = "waiting-"
#: From so many files on, the system is asked once to write out all it holds, not for each.
_MANY = 64


class FolderWriter:
    """Collects files beside those whose place they take; ``commit`` puts them there.

    Who is stopped in between leaves files that are whole, old or new.
    """

    def __init__(self, folder: TextFolder, waiting: Path) -> None:
        self._folder = folder
        self._waiting = waiting
        self._files: list[tuple[Path, Path]] = []

    def write(self, path: str, raw: bytes) -> None:
        """Let a file wait for its place.

        Raises:
            GlossaryError: it can't be written.
        """
        beside = self._waiting / str(len(self._files))
        with _explained(self._folder.told(path)):
            beside.write_bytes(raw)
        self._files.append((beside, self._folder.path / path))

    def commit(self) -> None:
        """Give all files that wait their place.

        Raises:
            GlossaryError: one can't be written.
        """
        with _explained(self._folder.name):
            _make_durable([beside for beside, _ in self._files])
            folders = {target.parent for _, target in self._files}
            for folder in sorted(folders):
                folder.mkdir(parents=True, exist_ok=True)
            for beside, target in self._files:
                beside.replace(target)
            _make_names_durable(folders)
        self._files = []

    def remove(self, path: str) -> None:
        """Take a file away, and its folder where that was the last one.

        Raises:
            GlossaryError: it can't be removed.
        """
        target = self._folder.path / path
        with _explained(self._folder.told(path)):
            target.unlink(missing_ok=True)
        with suppress(OSError):  # something else is in it
            target.parent.rmdir()


@contextmanager
def writing_files(folder: TextFolder) -> Iterator[FolderWriter]:
    """Yield what writes to a folder that is held; what it leaves waiting is removed, also that of who was killed.

    Raises:
        GlossaryError: the folder can't be written.
    """
    with _explained(folder.name):
        for abandoned in folder.own.glob(f"{_WAITING}*"):
            shutil.rmtree(abandoned, ignore_errors=True)
        waiting = Path(tempfile.mkdtemp(prefix=_WAITING, dir=folder.own))
    try:
        yield FolderWriter(folder, waiting)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def _make_durable(files: list[Path]) -> None:
    """Have what files hold written out, before they get names that count."""
    if len(files) >= _MANY and hasattr(os, "sync"):
        os.sync()
        return
    for path in files:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _make_names_durable(folders: set[Path]) -> None:
    if len(folders) >= _MANY and hasattr(os, "sync"):
        os.sync()
        return
    for folder in folders:
        sync_folder(folder)


@contextmanager
def _explained(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise GlossaryError(f"{what}: can't be written: {reason}; mend that and run the same command again") from error
