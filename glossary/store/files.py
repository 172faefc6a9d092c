"""The file of an SQLite termbase: whether it is one, whether it may be written, and its copy."""

from __future__ import annotations

import os
import shutil
import sqlite3
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from urllib.parse import quote

from sqlalchemy.engine import make_url

from glossary.errors import DatabaseError


class Access(Enum):
    """What may be done with a file, by the parameters of its URI.

    A write-ahead log needs files beside the termbase, also for reading. Where they can't be made nobody
    writes: the file is what it is, and can be read without them.
    """

    WRITING = ""
    READING = "mode=ro"
    READING_ALONE = "mode=ro&immutable=1"


def file_of(location: str) -> Path | None:
    """Return the file that a path or URL names, None for a server or memory."""
    if "://" not in location:
        return Path(location).expanduser()
    if not location.startswith("sqlite"):
        return None
    name = make_url(location).database
    return Path(name) if name and name != ":memory:" else None


def check_file(path: Path, *, create: bool) -> None:
    """Check that a file is a database, or make the folder of a new one.

    Raises:
        DatabaseError: it is none, or there is none and ``create`` is false.
    """
    if path.is_dir():
        raise DatabaseError(f"{path}: this is a folder; --db takes a file")
    try:
        if not path.exists():
            if not create:
                raise DatabaseError(f"{path}: there is no termbase here yet; begin with: glossary mine, import or add")
            path.parent.mkdir(parents=True, exist_ok=True)
            return
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        done = "read" if path.exists() else "made"
        raise DatabaseError(f"{error.filename or path}: it can't be {done} ({error.strerror})") from error
    if head and head != b"SQLite format 3\0":
        raise DatabaseError(f"{path}: this is no SQLite database; name another file with --db")


def access_to(path: Path) -> Access:
    """Return what may be done with a file, as far as its rights and those of its folder tell."""
    if not path.exists():
        return Access.WRITING
    folder = path.absolute().parent
    if _may_write(path) and _may_write(folder):
        return Access.WRITING
    has_log = path.with_name(f"{path.name}-wal").exists()
    return Access.READING if has_log or _may_write(folder) else Access.READING_ALONE


def identity_of(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one of the same name, None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def uri_of(path: Path, access: Access) -> str:
    """Return the name under which SQLite opens a file in this way."""
    return f"file:{quote(str(path))}?{access.value}".rstrip("?")


def back_up(path: Path) -> Path:
    """Copy an SQLite file, with what is still in its WAL, beside itself; return the copy's path."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = path.with_name(f"{path.name}.{stamp}.bak")
    source = sqlite3.connect(path)
    target = sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
    shutil.copymode(path, copy)
    return copy


def _may_write(path: Path) -> bool:
    effective = os.access in os.supports_effective_ids
    return os.access(path, os.W_OK, effective_ids=effective)
