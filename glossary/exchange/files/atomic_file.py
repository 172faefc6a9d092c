"""Writing a file so that it is never seen half-written."""

from __future__ import annotations

import filecmp
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from glossary.errors import GlossaryError, UsageError
from glossary.part_files import part_file, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replace_file(path: str | Path, *, keeps_earlier: bool = False) -> Iterator[IO[bytes]]:
    """Open a binary file beside ``path`` that takes its place once the block has ended well.

    Whatever stops the block, an error or an interrupt, leaves the earlier file as it was and nothing beside
    it; what a killed program left there is removed by the next one that writes the same file. What is no regular
    file (``/dev/stdout``, a pipe) is written directly.

    Args:
        path: the file.
        keeps_earlier: whether an earlier file that is otherwise stays beside it, as ``NAME.bak``.

    Raises:
        UsageError: the folder doesn't exist or may not be written, or ``path`` is a folder.
        GlossaryError: writing failed later, for example on a full disk.
    """
    target = Path(os.path.realpath(path))  # a link stays a link, the file it points to is replaced
    if target.is_dir():
        raise UsageError(f"{path}: is a folder; name a file in it")
    if target.exists() and not target.is_file():
        with target.open("wb") as direct, tempfile.TemporaryFile() as spool:
            yield spool
            spool.seek(0)
            while chunk := spool.read(1 << 20):
                direct.write(chunk)
        return
    is_open = False
    try:
        with part_file(target) as (file, beside):
            is_open = True
            yield file
            file.flush()
            os.fsync(file.fileno())
            beside.chmod(_find_mode(target))
            if keeps_earlier:
                _keep(target, beside)
            beside.replace(target)
            sync_folder(target.parent)
    except OSError as error:
        if not is_open:
            raise UsageError(f"{path}: can't be written: {_explain(error)}") from error
        raise GlossaryError(f"{path}: can't be written: {_explain(error)}; nothing changed") from error


def _keep(target: Path, new: Path) -> None:
    """Give an earlier file that isn't the same as the new one a second name; it goes on to be there under its own."""
    if not target.exists() or filecmp.cmp(target, new, shallow=False):
        return
    kept = target.with_name(f"{target.name}.bak")
    with part_file(kept) as (copy, beside):
        copy.close()
        beside.unlink()
        try:
            beside.hardlink_to(target)
        except OSError:  # a file system without links
            shutil.copy2(target, beside)
        beside.replace(kept)


def _find_mode(target: Path) -> int:
    """Return the permissions of the file to be replaced, or those that a new file would get."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _explain(error: OSError) -> str:
    """Return the system's words in the style of our messages."""
    return (error.strerror or str(error)).lower()
