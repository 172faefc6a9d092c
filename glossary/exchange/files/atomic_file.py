"""Writing a file so that it is never seen half-written."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from glossary.errors import GlossaryError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replace_file(path: str | Path) -> Iterator[IO[bytes]]:
    """Open a binary file beside ``path`` that takes its place once the block has ended well.

    Whatever stops the block, an error or an interrupt, leaves the earlier file as it was and nothing beside
    it. What is no regular file (``/dev/stdout``, a pipe) is written directly.

    Raises:
        UsageError: the folder doesn't exist or may not be written, or ``path`` is a folder.
        GlossaryError: writing failed later, for example on a full disk.
    """
    target = Path(path).resolve()  # a link stays a link, the file it points to is replaced
    if target.is_dir():
        raise UsageError(f"{path}: is a folder; name a file in it")
    if target.exists() and not target.is_file():
        with target.open("wb") as direct, tempfile.TemporaryFile() as spool:
            yield spool
            spool.seek(0)
            while chunk := spool.read(1 << 20):
                direct.write(chunk)
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise UsageError(f"{path}: can't be written: {_explain(error)}") from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(_find_mode(target))
        beside.replace(target)
        _sync_folder(target.parent)
    except BaseException as error:
        with suppress(OSError):
            beside.unlink()
        if isinstance(error, OSError):
            raise GlossaryError(f"{path}: can't be written: {_explain(error)}; nothing changed") from error
        raise


def _find_mode(target: Path) -> int:
    """Return the permissions of the file to be replaced, or those that a new file would get."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explain(error: OSError) -> str:
    """Return the system's words in the style of our messages."""
    return (error.strerror or str(error)).lower()
