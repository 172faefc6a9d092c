"""A copy of an SQLite termbase: of one moment, whatever is written meanwhile, and whole or not there."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from glossary.errors import DatabaseError, TermbaseDamaged
from glossary.part_files import part_file, sync_folder
from glossary.store import location as locations
from glossary.store.files import Access, access_to, uri_of
from glossary.store.sqlite_errors import explain, is_damage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: How long a copy waits for a program that writes, in seconds.
PATIENCE = 30.0
#: A copy is made only where so many times its size are free: what is done next wants room as well.
_ROOM = 2


def copy_file(source: Path, target: Path, *, named: str | None = None, is_thorough: bool = False) -> None:
    """Copy a termbase; the copy takes the target's place when it is complete.

    Args:
        source: the termbase; programs may go on reading and writing it.
        target: the copy.
        named: what the copy is called until then, where targets have ever new names: by it the next copy finds what is
            left of one that was killed.
        is_thorough: also compare each index of the copy with its table.

    Raises:
        TermbaseDamaged: the termbase is damaged.
        DatabaseError: it can't be read, or the copy can't be written.
    """
    require_room(source, target)
    try:
        with part_file(target.with_name(named or target.name)) as (file, beside):
            copy_pages(source, beside)
            require_sound(beside, said_of=source, is_thorough=is_thorough)
            os.fsync(file.fileno())
            shutil.copymode(source, beside)
            beside.replace(target)
            sync_folder(target.parent)
    except sqlite3.Error as error:
        raise explain(str(source if is_damage(error) else target), error) from error
    except OSError as error:
        raise DatabaseError(f"{target}: the copy can't be written ({error.strerror})") from error


def pour(source: Path, target: Path) -> None:
    """Give a termbase the content of another in one transaction: programs that have it open see it at their next look.

    Raises:
        TermbaseDamaged: one of them is damaged.
        DatabaseError: one can't be read or the other not be written.
    """
    try:
        with closing(_open(source)) as origin, closing(sqlite3.connect(target, timeout=PATIENCE)) as goal:
            goal.execute("PRAGMA synchronous=FULL")
            goal.execute("SELECT count(*) FROM sqlite_master").fetchone()  # else its log isn't known, and not used
            origin.backup(goal, progress=_until(time.monotonic() + PATIENCE, str(target)))
    except sqlite3.Error as error:
        raise explain(str(target), error) from error


def require_sound(path: Path, *, said_of: Path | None = None, is_thorough: bool = False) -> None:
    """Check the structure of a database that nobody writes to.

    Args:
        path: the database.
        said_of: the file that the message names, where it isn't this one.
        is_thorough: also compare each index with its table, which takes several times as long.

    Raises:
        TermbaseDamaged: it is damaged.
    """
    named = str(said_of or path)
    try:
        with closing(sqlite3.connect(uri_of(path, Access.READING_ALONE), uri=True)) as connection:
            check = "integrity_check" if is_thorough else "quick_check"
            found = connection.execute(f"PRAGMA {check}(1)").fetchone()[0]
    except sqlite3.Error as error:
        raise explain(named, error) from error
    if found != "ok":
        reason = " ".join(found.split())
        raise TermbaseDamaged(f"{named}: the file is damaged ({reason}); bring back a copy with: glossary db restore")


def copy_pages(source: Path, target: Path) -> None:
    """Write the pages of one moment into a new file, in which no log or journal is needed."""
    with closing(_open(source)) as origin, closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA journal_mode=OFF")
        copy.execute("PRAGMA synchronous=OFF")  # it is synchronised once, at its end
        origin.backup(copy, progress=_until(time.monotonic() + PATIENCE, str(source)))


def _open(path: Path) -> sqlite3.Connection:
    """Open a termbase for reading; where it may be written, with a part in its write-ahead log."""
    access = access_to(path)
    name = locations.uri_of(str(path), access.value or "mode=rw")
    return sqlite3.connect(name, uri=True, timeout=PATIENCE)


def _until(end: float, location: str) -> Callable[[int, int, int], None]:
    """Return what ends a copy that waits too long for another program; SQLite's driver would wait for ever."""

    def look(code: int, _remaining: int, _total: int) -> None:
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > end:
            raise DatabaseError(f"{location}: another program is writing to it; try again; nothing was changed")

    return look


def require_room(source: Path, target: Path) -> None:
    """Check that a copy leaves room on its disk.

    Raises:
        DatabaseError: it doesn't.
    """
    try:
        log = source.with_name(f"{source.name}-wal")
        size = source.stat().st_size + (log.stat().st_size if log.exists() else 0)
        free = shutil.disk_usage(target.parent).free
    except OSError as error:
        raise DatabaseError(f"{error.filename or target}: no copy can be made ({error.strerror})") from error
    if free < size * _ROOM:
        told = f"{size * _ROOM / 1e6:,.1f} MB are wanted for a copy and what comes after it, {free / 1e6:,.1f} are free"
        raise DatabaseError(f"{target}: there is no room for it: {told}; make room and try again")
