"""The lines of a file in UTF-8, which is read as it is needed."""

from __future__ import annotations

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
        FormatError: it is no UTF-8, has NUL bytes or a line beyond measure; perhaps after lines were yielded.
    """
    number = 0
    while raw := file.readline(_LONGEST_LINE):
        number += 1
        if number == 1:
            if raw.startswith(_UTF_16):
                raise FormatError(path, "is UTF-16; save it as UTF-8")
            raw = raw.removeprefix(_BOM)
        if b"\0" in raw:
            raise FormatError(path, "has NUL bytes: it is no text", number)
        if len(raw) == _LONGEST_LINE:
            raise FormatError(path, "has a line of more than 10 MB: it is no table", number)
        try:
            yield raw.decode()
        except UnicodeDecodeError as error:
            reason = f"is no UTF-8 (byte {raw[error.start]:#04x}); save it as UTF-8"
            raise FormatError(path, reason, number) from error
