"""Files that are read whole: their text, within limits."""

from __future__ import annotations

import os

from glossary.errors import FormatError, InputError
from glossary.exchange.bitext import decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

#: What is larger is no list of terms, and wouldn't fit into the memory of every machine several times over.
LARGEST = 200_000_000


def read_bytes(path: str | Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        InputError: it can't be read.
        FormatError: it is larger than `LARGEST`.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - path may be a str
            is_large = os.fstat(file.fileno()).st_size > LARGEST
            data = b"" if is_large else file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from error
    if is_large or len(data) > LARGEST:
        raise FormatError(str(path), f"is larger than {LARGEST // 1_000_000} MB; divide it")
    return data


def read_text(path: str | Path) -> str:
    """Return the text of a file, in the encoding that it says or shows.

    Raises:
        InputError: it can't be read.
        FormatError: it is too large, no text, or not in that encoding.
    """
    text = decode(read_bytes(path), str(path))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FormatError(str(path), "has NUL characters: it is no text", line)
    return text
