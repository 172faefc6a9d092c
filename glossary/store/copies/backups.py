"""Copies of an SQLite termbase that are kept beside it, in the folder ``NAME.backups``; see also ``server_backups``."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import DatabaseError, TermbaseDamaged
from glossary.store.copies.file_copy import copy_file
from glossary.store.files import Access, file_of, uri_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from glossary.settings import BackupSettings
    from glossary.store.database import Database

#: What somebody asked for is never removed by the program.
BY_HAND = "by-hand"
#: The reasons of copies of a state that somebody wanted to leave.
RESTORE, REPAIR = "restore", "repair"
#: The reason of those that an earlier version of the program can still read.
UPGRADE = "upgrade"
#: From so many changes on a step is a large one, before which a copy is kept.
LARGE = 100
#: What a copy is called that isn't complete.
PART = "copy.db"
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(?P<stamp>\d{8}T\d{6}Z)(\.(?P<number>\d+))?-(?P<reason>[a-z0-9-]+)\.db")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy of a termbase: when and before what it was made, and how many bytes it has."""

    path: Path
    at: datetime
    reason: str
    size: int
    number: int = 1


def folder_of(path: Path) -> Path:
    """Return the folder that has the copies of a termbase."""
    real = Path(os.path.realpath(path))  # what a link points to has one folder, whatever it is called by
    return real.with_name(f"{real.name}.backups")


def find_backups(path: Path) -> list[Backup]:
    """Return the copies of a termbase, newest first."""
    return find_backups_in(folder_of(path))


def find_backups_in(folder: Path) -> list[Backup]:
    """Return the copies in a folder of copies, newest first."""
    return sorted(_find_in(folder), key=lambda backup: (backup.at, backup.number), reverse=True)


def back_up(path: Path, reason: str) -> Backup:
    """Copy a termbase into its folder of copies.

    Args:
        path: the termbase; programs may go on reading and writing it.
        reason: before what, or by whom.

    Raises:
        TermbaseDamaged: the termbase is damaged.
        DatabaseError: it can't be read, or the copy can't be written.
    """
    return add_backup(folder_of(path), reason, lambda copy: copy_file(path, copy, named=PART))


def add_backup(folder: Path, reason: str, make: Callable[[Path], object], *, is_private: bool = False) -> Backup:
    """Add a copy to a folder of copies, which is made where there is none.

    Args:
        folder: of the copies.
        reason: before what, or by whom.
        make: makes the copy at the path that it is given, whole or not at all.
        is_private: a folder that is made can't be opened by anybody else; those above it are made too.

    Raises:
        DatabaseError: the folder can't be made.
    """
    try:
        if is_private:
            folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700 if is_private else 0o777, exist_ok=True)
    except OSError as error:
        raise DatabaseError(f"{folder}: the folder for copies can't be made ({error.strerror})") from error
    at = datetime.now(UTC).replace(microsecond=0)
    number, copy = _free_name(folder, at, _slug(reason))
    make(copy)
    return Backup(path=copy, at=at, reason=_slug(reason), size=copy.stat().st_size, number=number)


def damaged_name(path: Path, at: datetime) -> Path:
    """Return where a termbase goes that is damaged; the program never removes it."""
    return _free_name(folder_of(path), at, "before-restore", ending="damaged")[1]


def back_up_before(database: Database, reason: str) -> Backup | None:
    """Keep a copy of a termbase as it is committed, before a large change; None where none is wanted or can be made.

    It may be called within the transaction of the change.

    Raises:
        TermbaseDamaged: the termbase is damaged; copies of it must not push the good ones out.
    """
    path = file_of(database.location)
    if path is None or not database.backups.keep or not _has_content(path):
        return None
    try:
        made = back_up(path, reason)
    except TermbaseDamaged:
        raise
    except DatabaseError as error:
        database.tell(f"no copy was kept before this step: {error}")
        return None
    remove_old(path, database.backups)
    return made


def remove_old(path: Path, settings: BackupSettings) -> None:
    """Remove copies that the program made by itself and the settings don't want any more."""
    remove_old_in(folder_of(path), settings)


def remove_old_in(folder: Path, settings: BackupSettings) -> None:
    """Remove such copies from a folder of copies."""
    automatic = [backup for backup in find_backups_in(folder) if backup.reason != BY_HAND]
    kept = _kept(automatic, settings)
    for backup in automatic:
        if backup.path not in kept:
            with suppress(OSError):
                backup.path.unlink()


def _kept(newest_first: Sequence[Backup], settings: BackupSettings) -> Collection[Path]:
    """Return the newest, the last one of each of the last days, and the last one before an upgrade."""
    kept = {backup.path for backup in newest_first[: settings.keep]}
    kept.update(backup.path for backup in [each for each in newest_first if each.reason == UPGRADE][:1])
    first_day = datetime.now(UTC).date() - timedelta(days=settings.days)
    days = {backup.at.date(): backup.path for backup in reversed(newest_first) if backup.at.date() > first_day}
    return kept | set(days.values())


def _find_in(folder: Path) -> list[Backup]:
    found = []
    try:
        for file in folder.iterdir():
            if named := _NAME.fullmatch(file.name):
                at = datetime.strptime(named["stamp"], _STAMP).replace(tzinfo=UTC)
                size, number = file.stat().st_size, int(named["number"] or 1)
                found.append(Backup(path=file, at=at, reason=named["reason"], size=size, number=number))
    except (OSError, ValueError):  # there is no such folder, or a file of another origin in it
        pass
    return found


def _free_name(folder: Path, at: datetime, reason: str, *, ending: str = "db") -> tuple[int, Path]:
    """Return a name that no copy has, and its number among those of the same second, whatever their reasons."""
    stamp = f"{at:{_STAMP}}"
    number = 1 + max((backup.number for backup in _find_in(folder) if backup.at == at), default=0)
    path = folder / (f"{stamp}-{reason}.{ending}" if number == 1 else f"{stamp}.{number}-{reason}.{ending}")
    while path.exists():
        number += 1
        path = folder / f"{stamp}.{number}-{reason}.{ending}"
    return number, path


def _has_content(path: Path) -> bool:
    """Tell whether there is anything in a termbase that could be lost."""
    try:
        with closing(sqlite3.connect(uri_of(path, Access.READING), uri=True)) as connection:
            statement = "SELECT EXISTS (SELECT 1 FROM concept_entries) OR EXISTS (SELECT 1 FROM documents)"
            return bool(connection.execute(statement).fetchone()[0])
    except sqlite3.Error:
        return True  # the copy will say what is wrong


def _slug(reason: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-") or "change"
