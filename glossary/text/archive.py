"""Opening a ZIP file that came from outside."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO

from glossary.errors import UnreadableDocument

_MOST_BYTES = 200_000_000
_MOST_MEMBERS = 10_000
_HIGHEST_RATIO = 200
_SMALL = 10_000_000


def open_archive(source: bytes | IO[bytes], *, path: str) -> zipfile.ZipFile:
    """Return the archive after a look at the sizes it declares, before anything is unpacked.

    Raises:
        UnreadableDocument: it is damaged, encrypted, or would unpack to far more than a document needs.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableDocument(path, "the file is damaged: its ZIP archive can't be opened") from None
    members = archive.infolist()
    size = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if size > _MOST_BYTES or len(members) > _MOST_MEMBERS or (size > _SMALL and size / packed > _HIGHEST_RATIO):
        raise UnreadableDocument(
            path, f"it unpacks to {size / 1e6:,.0f} MB in {len(members)} parts, a zip bomb; not read"
        )
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableDocument(path, "it is encrypted; remove the password and try again")
    return archive


def read_member(archive: zipfile.ZipFile, name: str, *, path: str) -> bytes | None:
    """Return one part of the archive, or None if it has no such part.

    Raises:
        UnreadableDocument: the part is damaged.
    """
    if name not in archive.NameToInfo:
        return None
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError):
        raise UnreadableDocument(path, f"the file is damaged: {name} can't be unpacked") from None
