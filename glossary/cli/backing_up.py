"""The commands ``db backup``, ``db backups`` and ``db restore``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glossary.cli.narration import say
from glossary.cli.shapes import VERSION, print_json
from glossary.cli.tables import print_table
from glossary.errors import SchemaOutdated, SchemaTooNew, TermbaseDamaged, UsageError
from glossary.settings import load_settings
from glossary.store import backups as store
from glossary.store.database import open_database
from glossary.store.file_copy import copy_file
from glossary.store.files import check_file, file_of
from glossary.store.restoring import restore as restore_termbase

if TYPE_CHECKING:
    from argparse import Namespace

    from glossary.settings import Settings


def backup(arguments: Namespace) -> int:
    """Copy the termbase as it is now, whoever works on it meanwhile."""
    path = _path_of(load_settings(arguments.db), "copy it with: glossary db copy, or with pg_dump")
    check_file(path, create=False)
    target = Path(arguments.file).expanduser() if arguments.file else None
    if target is not None and target.exists():
        if target.is_dir():
            raise UsageError(f"{target}: is a folder; name a file in it")
        if target.samefile(path):
            raise UsageError(f"{target}: this is the termbase itself; name another file")
        if not arguments.force:
            raise UsageError(f"{target}: there is a file here already; --force replaces it")
    if target is None:
        target = store.back_up(path, store.BY_HAND).path
    else:
        copy_file(path, target, is_thorough=True)
    print(target)
    return 0


def backups(arguments: Namespace) -> int:
    """List the copies of the termbase, newest first."""
    settings = load_settings(arguments.db)
    path = _path_of(settings, "its copies are kept by those who look after the server")
    found = store.find_backups(path)
    if arguments.json:
        for each in found:
            shape = {"file": str(each.path), "at": each.at.isoformat(), "before": each.reason, "bytes": each.size}
            print_json({"v": VERSION, **shape})
        return 0 if found else 1
    if not found:
        say(f"glossary: there is no copy of {path} yet; make one with: glossary db backup")
        return 1
    rows = [
        (f"{each.at:%Y-%m-%d %H:%M:%S}", each.reason, f"{each.size / 1e6:,.1f} MB", str(each.path)) for each in found
    ]
    print_table(("made (UTC)", "before", "size", "file"), rows)
    return 0


def restore(arguments: Namespace) -> int:
    """Bring the termbase back from a copy."""
    settings = load_settings(arguments.db)
    path = _path_of(settings, "restore it with pg_restore, or copy a termbase into a new one with: glossary db copy")
    is_damaged = not _require_right(path, settings)
    source = None if arguments.file in {None, "newest"} else Path(arguments.file).expanduser()
    done = restore_termbase(
        path,
        source,
        keeps_former=not arguments.no_copy,
        settings=settings.backups,
        tell=lambda line: say(f"glossary: {line}"),
    )
    if done.former:
        say(f"glossary: what it was before is kept: {done.former}")
    if is_damaged:
        say("glossary: users and tokens are those of the copy; look through them with: glossary users, glossary tokens")
    print(f"restored\t{done.source}")
    return 0


def _require_right(path: Path, settings: Settings) -> bool:
    """Check that whoever asks may do this; return whether the termbase is whole enough to tell."""
    if not path.exists() or not path.stat().st_size:
        return False
    try:
        with open_database(settings.db) as database:
            database.user = settings.user
            database.require("restore backup")
    except TermbaseDamaged:
        return False
    except (SchemaOutdated, SchemaTooNew):  # the one knows no users, the other's can't be read
        return True
    return True


def _path_of(settings: Settings, instead: str) -> Path:
    """Return the file of the termbase.

    Raises:
        UsageError: it is on a server.
    """
    path = file_of(settings.db)
    if path is None:
        raise UsageError(f"this is for a termbase in a file; one on a server isn't: {instead}")
    return path
