"""Copies of a termbase on a server: files of SQLite in a folder of the user's, as the server's disk isn't ours."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from glossary.errors import DatabaseError
from glossary.part_files import part_file, sync_folder
from glossary.settings_file import data_folder
from glossary.store.copies.backups import PART, Backup, add_backup, remove_old_in
from glossary.store.copies.copying import copy_termbase, open_empty
from glossary.store.location import shown

if TYPE_CHECKING:
    from glossary.progress import Progress
    from glossary.store.database import Database

#: What can stand in the name of a folder everywhere.
_OTHERS = re.compile(r"[^\w.@-]+")
_PORT = 5432


def server_folder(location: str) -> Path:
    """Return the folder that has the copies of the termbase at a URL: ``DATABASE@HOST.backups`` in the user's data.

    Raises:
        DatabaseError: it is no URL.
    """
    try:
        url = make_url(location)
    except (ArgumentError, ValueError) as error:
        raise DatabaseError(f"{shown(location)}: this is no database URL") from error
    host = url.host or str(url.query.get("host", "localhost"))
    place = f"{url.database or url.username or 'database'}@{host}"
    if url.port not in {None, _PORT}:
        place += f"-{url.port}"
    return Path(data_folder(os.environ)) / f"{_OTHERS.sub('-', place)}.backups"


def back_up_server(database: Database, location: str, reason: str, *, progress: Progress | None = None) -> Backup:
    """Copy a termbase on a server into its folder of copies, which nobody else may open.

    Args:
        database: programs may go on reading and writing it.
        location: its URL.
        reason: before what, or by whom.
        progress: told how far it is.

    Raises:
        DatabaseError: it can't be read, or the copy can't be written.
        NotAllowed: whoever asks is no admin of the termbase.
    """

    def make(copy: Path) -> None:
        copy_server(database, copy, named=PART, progress=progress)

    return add_backup(server_folder(location), reason, make, is_private=True)


def back_up_server_before(database: Database, location: str, reason: str) -> None:
    """Keep a copy of a termbase on a server as it is committed, unless none is wanted; where none can be made, say so.

    It may be called within the transaction of the change that it comes before.
    """
    if not database.backups.keep:
        return
    try:
        back_up_server(database, location, reason)
    except DatabaseError as error:
        database.tell(f"no copy was kept before this step: {error}")
    else:
        remove_old_in(server_folder(location), database.backups)


def copy_server(
    database: Database, target: Path, *, named: str | None = None, progress: Progress | None = None
) -> None:
    """Copy a termbase on a server into a file, which takes the target's place when it is complete and compared.

    Args:
        database: the termbase.
        target: the copy.
        named: what the copy is called until then; see ``copy_file``.
        progress: told how far it is.

    Raises:
        DatabaseError: it can't be read, or the copy can't be written.
        NotAllowed: whoever asks is no admin of the termbase.
    """
    try:
        with part_file(target.with_name(named or target.name)) as (file, beside):
            with open_empty(str(beside)) as copy:
                copy.location = str(target)
                copy_termbase(database, copy, progress=progress)
            os.fsync(file.fileno())
            beside.replace(target)
            sync_folder(target.parent)
    except OSError as error:
        raise DatabaseError(f"{target}: the copy can't be written ({error.strerror})") from error
