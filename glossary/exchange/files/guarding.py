"""What holds for every reader: it gets a regular file, and what is beyond the machine ends in one clear line."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from glossary.errors import FormatError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry


def check_regular(path: str | Path) -> None:
    """Refuse what can't be read from its beginning more than once, or never ends: pipes, devices, folders.

    Raises:
        InputError: there is no such file, or it is no regular one.
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - path may be a str
    except OSError as error:
        raise InputError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from error
    except ValueError as error:  # a NUL in its name
        raise InputError(f"{str(path)!r}: can't be read: {error}") from error
    if stat.S_ISDIR(mode):
        raise InputError(f"{path}: can't be read: is a directory")
    if not stat.S_ISREG(mode):
        raise InputError(f"{path}: can't be read: is a pipe or a device; save it to a file first")


def guard(path: str | Path, read: Callable[[], Iterator[ConceptEntry]]) -> Iterator[ConceptEntry]:
    """Yield what is read of a file.

    Raises:
        InputError: it is no regular file, or whatever the reader raises.
        FormatError: it needs more memory than there is, or goes deeper than the program.
    """
    check_regular(path)
    try:
        yield from read()
    except MemoryError:
        raise FormatError(str(path), "needs more memory than there is; divide it") from None
    except RecursionError:
        raise FormatError(str(path), "is nested too deep") from None
