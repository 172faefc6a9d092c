"""The commands ``db backup``, ``db backups`` and ``db restore``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glossary.cli.narration import progress_bar, say
from glossary.cli.shapes import VERSION, print_json
from glossary.cli.tables import print_table
from glossary.errors import SchemaOutdated, SchemaTooNew, TermbaseDamaged, UsageError
from glossary.settings import load_settings
from glossary.store.copies import backups as store
from glossary.store.copies.file_copy import copy_file
from glossary.store.copies.restoring import restore as restore_termbase
from glossary.store.copies.server_backups import back_up_server, copy_server, server_folder
from glossary.store.copies.server_restoring import restore_server
from glossary.store.database import open_database
from glossary.store.files import check_file, file_of
from glossary.store.location import shown

if TYPE_CHECKING:
    from argparse import Namespace

    from glossary.settings import Settings
    from glossary.store.copies.restoring import Restored


def backup(arguments: Namespace) -> int:
    """Copy the termbase as it is now, whoever works on it meanwhile."""
    settings = load_settings(arguments.db)
    path = file_of(settings.db)
    if path is not None:
        check_file(path, create=False)
    target = _target(arguments, path)
    if path is None:
        print(_back_up_server(settings, target))
    elif target is None:
        print(store.back_up(path, store.BY_HAND).path)
    else:
        copy_file(path, target, is_thorough=True)
        print(target)
    return 0


def _target(arguments: Namespace, termbase: Path | None) -> Path | None:
    """Return the file for the copy that is named, where one may be."""
    target = Path(arguments.file).expanduser() if arguments.file else None
    if target is not None and target.exists():
        if target.is_dir():
            raise UsageError(f"{target}: is a folder; name a file in it")
        if termbase is not None and target.samefile(termbase):
            raise UsageError(f"{target}: this is the termbase itself; name another file")
        if not arguments.force:
            raise UsageError(f"{target}: there is a file here already; --force replaces it")
    return target


def _back_up_server(settings: Settings, target: Path | None) -> Path:
    """Copy a termbase on a server into a file, and return that."""
    with open_database(settings.db) as database, progress_bar() as progress:
        database.user = settings.user
        if target is None:
            return back_up_server(database, settings.db, store.BY_HAND, progress=progress).path
        copy_server(database, target, progress=progress)
        return target


def backups(arguments: Namespace) -> int:
    """List the copies of the termbase, newest first."""
    settings = load_settings(arguments.db)
    path = file_of(settings.db)
    found = store.find_backups_in(server_folder(settings.db) if path is None else store.folder_of(path))
    if arguments.json:
        for each in found:
            shape = {"file": str(each.path), "at": each.at.isoformat(), "before": each.reason, "bytes": each.size}
            print_json({"v": VERSION, **shape})
        return 0 if found else 1
    if not found:
        say(f"glossary: there is no copy of {shown(settings.db)} yet; make one with: glossary db backup")
        return 1
    rows = [
        (f"{each.at:%Y-%m-%d %H:%M:%S}", each.reason, f"{each.size / 1e6:,.1f} MB", str(each.path)) for each in found
    ]
    print_table(("made (UTC)", "before", "size", "file"), rows)
    return 0


def restore(arguments: Namespace) -> int:
    """Bring the termbase back from a copy."""
    settings = load_settings(arguments.db)
    path = file_of(settings.db)
    source = None if arguments.file in {None, "newest"} else Path(arguments.file).expanduser()
    if source is not None and not source.exists():
        raise UsageError(f"{source}: there is no such file; list the copies with: glossary db backups")
    keeps_former = not arguments.no_copy
    if path is None:
        done = _restore_server(settings, source, keeps_former=keeps_former)
    else:
        done = _restore_file(path, settings, source, keeps_former=keeps_former)
    print(f"restored\t{done.source}")
    return 0


def _restore_file(path: Path, settings: Settings, source: Path | None, *, keeps_former: bool) -> Restored:
    is_damaged = not _require_right(path, settings)
    done = restore_termbase(
        path,
        source,
        keeps_former=keeps_former,
        settings=settings.backups,
        tell=lambda line: say(f"glossary: {line}"),
    )
    _tell_former(done)
    if is_damaged:
        say("glossary: users and tokens are those of the copy; look through them with: glossary users, glossary tokens")
    return done


def _restore_server(settings: Settings, source: Path | None, *, keeps_former: bool) -> Restored:
    with progress_bar() as progress:
        done = restore_server(
            settings.db,
            source,
            user=settings.user,
            keeps_former=keeps_former,
            settings=settings.backups,
            progress=progress,
        )
    _tell_former(done)
    say("glossary: users and tokens are those of the server, where it had any, and not those of the copy")
    return done


def _tell_former(done: Restored) -> None:
    if done.former:
        say(f"glossary: what it was before is kept: {done.former}")


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
