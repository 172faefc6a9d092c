"""A termbase brought back from a copy of it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import DatabaseError, NotFound, SchemaOutdated, TermbaseDamaged
from glossary.part_files import COMPANIONS, part_file, sync_folder
from glossary.settings import BackupSettings
from glossary.store.copies.backups import REPAIR, RESTORE, back_up, damaged_name, find_backups, folder_of, remove_old
from glossary.store.copies.file_copy import copy_pages, pour, require_room, require_sound
from glossary.store.database import open_database
from glossary.store.files import Access, check_file, uri_of
from glossary.store.schema_version import require_version
from glossary.store.sqlite_errors import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NONE_KEPT = BackupSettings(keep=0, days=0)
#: What was revoked or disabled since a copy was made stays so.
_KEEP_REVOKED = (
    """UPDATE tokens SET revoked_at = coalesce(
         (SELECT present.revoked_at FROM present.tokens AS present WHERE present.hash = tokens.hash),
         strftime('%Y-%m-%d %H:%M:%f000', 'now'))
       WHERE revoked_at IS NULL AND hash NOT IN (SELECT hash FROM present.tokens WHERE revoked_at IS NULL)""",
    """UPDATE users SET disabled_at = (SELECT disabled_at FROM present.users AS present WHERE present.name = users.name)
       WHERE disabled_at IS NULL AND name IN (SELECT name FROM present.users WHERE disabled_at IS NOT NULL)""",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """From which copy a termbase was brought back, and where what it was before is kept; None if nowhere."""

    source: Path
    former: Path | None


def restore(
    path: Path,
    source: Path | None = None,
    *,
    keeps_former: bool = True,
    settings: BackupSettings = _NONE_KEPT,
    tell: Callable[[str], None] = lambda _line: None,
) -> Restored:
    """Bring a termbase back from a copy, in one transaction: programs that have it open see it at their next look.

    Only a file that is damaged or missing is replaced. An older copy is brought up to the schema of the program.

    Args:
        path: the termbase.
        source: the copy; the newest whole one that was kept by itself or by hand unless given.
        keeps_former: keep a copy of what the termbase is now.
        settings: which copies stay.
        tell: told which copies were passed over.

    Raises:
        NotFound: there is no copy.
        TermbaseDamaged: the copy is damaged.
        SchemaTooNew: it was made by a newer program.
        DatabaseError: it is no termbase, or the termbase can't be written.
    """
    real = Path(os.path.realpath(path))
    folder = folder_of(real)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with part_file(folder / "restored.db") as (_, staged):
            used = _stage(real, staged, source, tell)
            former = _put(staged, real, keeps_former=keeps_former)
            if settings.keep:
                remove_old(real, settings)
    except OSError as error:
        raise DatabaseError(f"{error.filename or path}: it can't be written ({error.strerror})") from error
    finally:
        with suppress(OSError):
            folder.rmdir()  # which only an empty one can be
    return Restored(source=used, former=former)


def _stage(path: Path, staged: Path, source: Path | None, tell: Callable[[str], None]) -> Path:
    """Copy the copy, so that it stays what it is, and make of it what the termbase shall be."""
    if source is not None:
        _stage_one(path, staged, source)
        return source
    for candidate in _find_candidates(path):
        try:
            _stage_one(path, staged, candidate)
        except TermbaseDamaged as error:
            tell(f"passed over: {error}")
        else:
            return candidate
    raise NotFound(f"{path}: no copy of it was kept that is whole; name one with: glossary db restore FILE")


def _find_candidates(path: Path) -> Iterator[Path]:
    """Yield the copies of states that nobody wanted to leave, newest first."""
    return (backup.path for backup in find_backups(path) if backup.reason not in {RESTORE, REPAIR})


def _stage_one(path: Path, staged: Path, source: Path) -> None:
    check_file(source, create=False)
    if path.exists() and source.samefile(path):
        raise DatabaseError(f"{source}: this is the termbase itself; name a copy of it")
    require_room(source, staged)
    try:
        staged.write_bytes(b"")  # another copy may have been tried before
        copy_pages(source, staged)
        require_sound(staged, said_of=source, is_thorough=True)
        shutil.copymode(source, staged)
        _require_termbase(staged, source)
    except sqlite3.Error as error:
        raise explain(str(source), error) from error


def _require_termbase(staged: Path, source: Path) -> None:
    """Check that a copy is of a termbase, and bring it up to the schema of the program."""
    with closing(sqlite3.connect(uri_of(staged, Access.READING_ALONE), uri=True)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        versions = None
        if "alembic_version" in names:
            versions = {version for (version,) in connection.execute("SELECT version_num FROM alembic_version")}
    try:
        require_version(versions, str(source), has_tables=bool(names))
    except SchemaOutdated:
        open_database(str(staged), upgrade=True, backups=_NONE_KEPT).close()


def _put(staged: Path, path: Path, *, keeps_former: bool) -> Path | None:
    """Give the termbase the new content; return where a copy of what it was is kept."""
    if not path.exists():
        _replace(staged, path)
        return None
    former = None
    try:
        if keeps_former:
            former = back_up(path, RESTORE).path
        _keep_revoked(staged, path)
        pour(staged, path)
    except TermbaseDamaged:
        return _put_aside(path, staged)
    return former


def _keep_revoked(staged: Path, path: Path) -> None:
    try:
        with closing(sqlite3.connect(staged, isolation_level=None)) as connection:
            connection.execute("ATTACH ? AS present", (str(path),))
            if connection.execute("SELECT 1 FROM present.sqlite_master WHERE name = 'tokens'").fetchone():
                for statement in _KEEP_REVOKED:
                    connection.execute(statement)
            connection.execute("PRAGMA main.wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise explain(str(path), error) from error


def _put_aside(path: Path, staged: Path) -> Path:
    """Replace a damaged termbase; it is kept as it is, with its log, which isn't to be taken for that of the new."""
    aside = damaged_name(path, datetime.now(UTC))
    path.rename(aside)
    for companion in COMPANIONS:
        with suppress(FileNotFoundError):
            path.with_name(path.name + companion).rename(aside.with_name(aside.name + companion))
    aside_mode = aside.stat().st_mode
    _replace(staged, path)
    path.chmod(aside_mode & 0o777)
    return aside


def _replace(staged: Path, path: Path) -> None:
    for companion in COMPANIONS:  # of a file that is gone
        path.with_name(path.name + companion).unlink(missing_ok=True)
    with staged.open("rb") as file:
        os.fsync(file.fileno())
    staged.replace(path)
    sync_folder(path.parent)
