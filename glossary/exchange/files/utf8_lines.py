"""The lines of a file in UTF-8, or in UTF-16 with its mark, which is read as it is needed."""

from __future__ import annotations

import contextlib
import io
from typing import IO, TYPE_CHECKING

from glossary.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_LINE = 10_000_000


def decode_lines(path: str, file: IO[bytes]) -> Iterator[str]:
    """Yield the lines as text, with their ends and without byte order mark.

    Raises:
        FormatError: it is in no such encoding, has NUL characters or a line beyond measure; perhaps after lines were
            yielded.
    """
    number = 0
    while raw := file.readline(_LONGEST_LINE):
        number += 1
        if number == 1:
            if raw.startswith(_UTF_16):
                yield from _decode_utf_16(path, file)
                return
            raw = raw.removeprefix(_BOM)
            if not raw.endswith(b"\n") and b"\r" in raw.rstrip():
                raise FormatError(path, "has ends of lines as on old Macs (CR); save it with those of today", number)
        if b"\0" in raw:
            raise FormatError(path, "has NUL bytes: it is no text", number)
        if len(raw) == _LONGEST_LINE:
            raise FormatError(path, "has a line of more than 10 MB: it is no table", number)
        try:
            yield raw.decode()
        except UnicodeDecodeError as error:
            reason = f"is no UTF-8 (byte {raw[error.start]:#04x}); save it as UTF-8"
            raise FormatError(path, reason, number) from error


def _decode_utf_16(path: str, file: IO[bytes]) -> Iterator[str]:
    """Yield the lines of a file that begins with the mark of UTF-16, as memoQ and Excel write them."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding="utf-16", newline="\n")
    number = 0
    try:
        while line := text.readline(_LONGEST_LINE):
            number += 1
            if "\0" in line:
                raise FormatError(path, "has NUL characters: it is no text", number)
            if len(line) == _LONGEST_LINE:
                raise FormatError(path, "has a line of more than 10 MB: it is no table", number)
            yield line
    except UnicodeError as error:
        reason = "begins like UTF-16 and isn't; save it as UTF-8"
        raise FormatError(path, reason, number + 1) from error
    finally:
        with contextlib.suppress(ValueError):  # it is closed already where the reader was left
            text.detach()  # whoever opened the file closes it
