"""A value in parts as bytes, of which each part can be read without the others."""

from __future__ import annotations

import io
import pickle
import struct
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = struct.Struct("<Q")


def write_parts(file: BinaryIO, parts: Sequence[object]) -> None:
    """Write the parts one behind the other, then where each begins, then how many there are."""
    begin = file.tell()
    starts = []
    for part in parts:
        starts.append(file.tell() - begin)
        pickle.dump(part, file, protocol=pickle.HIGHEST_PROTOCOL)
    file.writelines(_NUMBER.pack(number) for number in (*starts, len(starts)))


def read_part(file: BinaryIO, part: int) -> Any:  # noqa: ANN401 - whatever was written
    """Return one part of what ``write_parts`` wrote; nobody else writes such files."""
    file.seek(-_NUMBER.size, io.SEEK_END)
    count = _NUMBER.unpack(file.read(_NUMBER.size))[0]
    file.seek(-_NUMBER.size * (count + 1 - range(count)[part]), io.SEEK_END)
    file.seek(_NUMBER.unpack(file.read(_NUMBER.size))[0])
    return pickle.load(file)  # noqa: S301 - of our own making, in a folder that only the user may open
