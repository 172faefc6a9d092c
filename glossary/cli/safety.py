"""The commands ``history``, ``undo``, ``redo`` and ``db``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.cli.narration import progress_bar, say
from glossary.cli.opening import open_work
from glossary.cli.shapes import VERSION, print_json, revision_shape
from glossary.jobs import undoing
from glossary.store import entries, integrity
from glossary.store.candidates import count_by_status
from glossary.store.history import find_revisions

if TYPE_CHECKING:
    from argparse import Namespace


def history(arguments: Namespace) -> int:
    """Print the change log, newest first."""
    kind = entries.KIND if arguments.entry else None
    with open_work(arguments) as work, work.database.reading() as connection:
        found = list(find_revisions(connection, kind=kind, target=arguments.entry, limit=arguments.limit))
    if not found:
        say(f"glossary: nothing in the history of {arguments.entry}" if arguments.entry else "glossary: no history yet")
    for revision in found:
        if arguments.json:
            print_json(revision_shape(revision))
        else:
            state = "" if revision.state == "done" else f"  ({revision.state})"
            print(f"{revision.id}\t{revision.at:%Y-%m-%d %H:%M:%S}\t{revision.who}\t{revision.summary}{state}")
    return 0 if found else 1


def undo(arguments: Namespace) -> int:
    """Take back the newest step."""
    with open_work(arguments, upgrade=True) as work, progress_bar() as progress:
        past = undoing.undo(work.database, who=work.user, progress=progress)
    print(f"undone\t{past.id}\t{past.summary}")
    return 0


def redo(arguments: Namespace) -> int:
    """Do again what was undone last."""
    with open_work(arguments, upgrade=True) as work, progress_bar() as progress:
        past = undoing.redo(work.database, progress=progress)
    print(f"redone\t{past.id}\t{past.summary}")
    return 0


def upgrade(arguments: Namespace) -> int:
    """Bring the schema up to date; a file with data is copied first."""
    with open_work(arguments, upgrade=True) as work:
        say(f"glossary: {work.database.location} has the schema of this version")
    return 0


def check(arguments: Namespace) -> int:
    """Look for damage, and mend what can safely be mended."""
    with open_work(arguments, upgrade=arguments.repair) as work:
        if arguments.repair:
            with work.database.writing() as connection:
                integrity.repair(connection)
        with work.database.reading() as connection:
            problems = list(integrity.find_problems(connection))
    for problem in problems:
        print(problem)
    if not problems:
        say("glossary: the termbase is whole")
    return 1 if problems else 0


def stats(arguments: Namespace) -> int:
    """Print how much there is of everything."""
    with open_work(arguments) as work, work.database.reading() as connection:
        counts = integrity.count_rows(connection)
        by_status = count_by_status(connection)
    if arguments.json:
        print_json({"v": VERSION, **counts, "candidates_by_status": by_status})
        return 0
    for name, count in counts.items():
        print(f"{name}\t{count}")
    for name, count in sorted(by_status.items()):
        print(f"candidates, {name}\t{count}")
    return 0
