"""The file of an SQLite termbase: whether it is one, whether it may be written, and its copy."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from glossary.errors import DatabaseError
from glossary.store import location as locations


class Access(Enum):
    """What may be done with a file, by the parameters of its URI."""

    WRITING = locations.WRITING
    READING = locations.READING
    READING_ALONE = locations.READING_ALONE


def file_of(location: str) -> Path | None:
    """Return the file that a path or URL names, None for a server or memory."""
    path = locations.path_of(location)
    return None if path is None else Path(path)


def check_file(path: Path, *, create: bool) -> None:
    """Check that a file is a database, or make the folder of a new one.

    Raises:
        DatabaseError: it is none, or there is none and ``create`` is false.
    """
    try:
        is_new = create and not path.exists()
        if is_new:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(f"{error.filename or path}: it can't be made ({error.strerror})") from error
    if not is_new:
        locations.check_readable(str(path))


def access_to(path: Path) -> Access:
    """Return what may be done with a file, as far as its rights and those of its folder tell."""
    return Access(locations.access_to(str(path)))


def identity_of(path: Path | None) -> tuple[int, int] | None:
    """Return what tells a file from another one of the same name, None where there is none."""
    try:
        found = path.stat() if path else None
    except OSError:
        return None
    if found is None:
        return None
    return found.st_dev, found.st_ino


def uri_of(path: Path, access: Access) -> str:
    """Return the name under which SQLite opens a file in this way."""
    return locations.uri_of(str(path), access.value)
