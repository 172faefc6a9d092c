"""A termbase on a server brought back from a copy in a file."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import delete, literal, select

from glossary.errors import Conflict, DatabaseError, NotFound, SchemaOutdated
from glossary.settings import BackupSettings
from glossary.store.copies.backups import REPAIR, RESTORE, find_backups_in, remove_old_in
from glossary.store.copies.copying import fill, state_of
from glossary.store.copies.file_copy import copy_file
from glossary.store.copies.restoring import Restored
from glossary.store.copies.server_backups import back_up_server, server_folder
from glossary.store.database import explained, open_database
from glossary.store.files import check_file
from glossary.store.models import Model, RevisionRow, TokenRow, UserRow, table_of
from glossary.store.people.grants import apply_grants, may_grant, owner_of
from glossary.store.people.permissions import has_users, identify
from glossary.store.reader import open_reader
from glossary.store.schema import SchemaState
from glossary.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from glossary.progress import Progress
    from glossary.store.database import Database

_NONE_KEPT = BackupSettings(keep=0, days=0)


def restore_server(
    location: str,
    source: Path | None = None,
    *,
    user: str = "",
    keeps_former: bool = True,
    settings: BackupSettings = _NONE_KEPT,
    progress: Progress | None = None,
) -> Restored:
    """Bring a termbase on a server back from a copy, in one transaction, and compare what came.

    Until it ends others read what was there before. Users and tokens stay what they are on the server, where it has
    any: they go with its logins, and a copy brings no right back that was taken away.

    Args:
        location: the URL of the termbase, or of an empty database.
        source: the copy; the newest one that was made by hand or by itself unless given.
        user: on whose behalf.
        keeps_former: keep a copy of what the termbase is now.
        settings: which copies stay.
        progress: told how far it is.

    Raises:
        NotFound: there is no copy.
        TermbaseDamaged: the copy is damaged.
        SchemaTooNew: it was made by a newer program.
        Conflict: nobody could manage the termbase any more.
        DatabaseError: the copy is no termbase, or the login doesn't own the tables.
        NotAllowed: whoever asks is no admin of the termbase.
    """
    used = source or _newest(location)
    former = None
    with (
        _opened(used) as copy,
        open_database(location, create=_is_empty(location), user=user) as database,
        database.writing(action="restore backup") as connection,
    ):
        _require_owner(connection, database.location)
        _hold(connection)
        if keeps_former and _has_content(connection):
            former = back_up_server(database, location, RESTORE, progress=progress).path
        _replace(copy, connection, database.location, progress)
    if settings.keep:
        remove_old_in(server_folder(location), settings)
    return Restored(source=used, former=former)


def _is_empty(location: str) -> bool:
    """Tell whether there is nothing in a database, which can become a termbase then."""
    return state_of(location) is SchemaState.EMPTY


def _newest(location: str) -> Path:
    found = (each.path for each in find_backups_in(server_folder(location)) if each.reason not in {RESTORE, REPAIR})
    newest = next(found, None)
    if newest is None:
        raise NotFound("no copy of this termbase was kept; name one with: glossary db restore FILE")
    return newest


@contextmanager
def _opened(source: Path) -> Iterator[Database]:
    """Open a copy of the copy, which is checked and brought up to the schema of the program; the copy stays."""
    check_file(source, create=False)
    with suppress(SchemaOutdated):
        open_reader(str(source)).close()
    with tempfile.TemporaryDirectory(prefix="glossary-restore-") as folder:
        staged = Path(folder) / "restored.db"
        copy_file(source, staged, is_thorough=True)
        with open_database(str(staged), upgrade=True, backups=_NONE_KEPT) as opened:
            yield opened


def _require_owner(connection: Connection, location: str) -> None:
    if not may_grant(connection):
        told = f"only {owner_of(connection)}, who owns the tables, can restore it; nothing was changed"
        raise DatabaseError(f"{location}: {told}; a database of your own takes the copy with: glossary db copy")


def _hold(connection: Connection) -> None:
    """Let nobody write until the end, by whatever program; who reads goes on."""
    names = ", ".join(table.name for table in Model.metadata.sorted_tables)
    connection.exec_driver_sql(f"LOCK TABLE {names} IN EXCLUSIVE MODE")


def _has_content(connection: Connection) -> bool:
    """Tell whether there is anything that could be lost: whatever was done has a step in the history."""
    return connection.execute(select(literal(1)).select_from(RevisionRow).limit(1)).first() is not None


def _replace(copy: Database, connection: Connection, location: str, progress: Progress | None) -> None:
    people = {table_of(UserRow), table_of(TokenRow)}
    is_team = has_users(connection)
    tables = [table for table in Model.metadata.sorted_tables if not (is_team and table in people)]
    for table in reversed(tables):
        connection.execute(delete(table))
    with copy.reading() as old, explained(location):
        fill(old, connection, location, tables, alone=False, progress=progress)
    if not is_team and has_users(connection):
        person = identify(connection, "")
        if person.role is not Role.ADMIN:
            told = f"the copy has users, and {person.name}, as whom you are logged in, is no admin among them"
            raise Conflict(f"{location}: {told}, so nobody could manage it; nothing was changed")
        apply_grants(connection)
