"""The commands ``history``, ``undo``, ``redo`` and ``db``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.cli.narration import progress_bar, say
from glossary.cli.opening import open_work
from glossary.cli.shapes import VERSION, print_json, revision_shape, statistics_shape
from glossary.errors import TermbaseDamaged
from glossary.jobs import undoing
from glossary.jobs.statistics import gather_statistics
from glossary.settings import load_settings
from glossary.store import integrity
from glossary.store.copies.backups import REPAIR, back_up_before
from glossary.store.copies.server_backups import back_up_server_before
from glossary.store.entries import access as entries
from glossary.store.files import file_of
from glossary.store.log.history import find_revisions

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from glossary.jobs.statistics import Statistics


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
            state = "" if revision.state in {"done", "final"} else f"  ({revision.state})"
            print(f"{revision.id}\t{revision.at:%Y-%m-%d %H:%M:%S}\t{revision.who}\t{revision.summary}{state}")
    return 0 if found else 1


def undo(arguments: Namespace) -> int:
    """Take back the newest step of one's own, or the one that is named."""
    with open_work(arguments, upgrade=True) as work, progress_bar() as progress:
        past = undoing.undo(work.database, who=work.user, revision_id=arguments.step, progress=progress)
    print(f"undone\t{past.id}\t{past.summary}")
    return 0


def redo(arguments: Namespace) -> int:
    """Do again what was undone last."""
    with open_work(arguments, upgrade=True) as work, progress_bar() as progress:
        past = undoing.redo(work.database, who=work.user, progress=progress)
    print(f"redone\t{past.id}\t{past.summary}")
    return 0


def upgrade(arguments: Namespace) -> int:
    """Bring the schema up to date; a file with data is copied first."""
    with open_work(arguments, upgrade=True) as work:
        say(f"glossary: {work.database.location} has the schema of this version")
    return 0


def check(arguments: Namespace) -> int:
    """Look for damage, and mend what can safely be mended."""
    try:
        problems = _find_problems(arguments)
    except TermbaseDamaged as error:
        problems = [str(error)]
    for problem in problems:
        print(problem)
    if not problems:
        say("glossary: the termbase is whole")
    return 1 if problems else 0


def _find_problems(arguments: Namespace) -> list[str]:
    with open_work(arguments, upgrade=arguments.repair) as work:
        if arguments.repair:
            location = load_settings(arguments.db).db
            with work.database.admitting(action="repair", who=work.user) as (connection, person):
                if file_of(location) is None:
                    back_up_server_before(work.database, location, REPAIR)
                else:
                    back_up_before(work.database, REPAIR)
                integrity.repair(connection, who=person.name)
        with work.database.reading() as connection:
            return list(integrity.find_problems(connection))


def stats(arguments: Namespace) -> int:
    """Print how much there is of everything."""
    with open_work(arguments) as work, work.database.reading() as connection:
        counts = integrity.count_rows(connection)
        found = gather_statistics(connection)
    if arguments.json:
        print_json({"v": VERSION, **counts, **statistics_shape(found)})
        return 0
    for name, count in counts.items():
        print(f"{name}\t{count}")
    for name, count in sorted(found.candidates.items()):
        print(f"candidates, {name}\t{count}")
    for line in _statistics_lines(found):
        print(line)
    return 0


def _statistics_lines(found: Statistics) -> Iterator[str]:
    for (language, status), count in found.terms.items():
        yield f"terms, {language}, {status}\t{count}"
    for origin, count in found.by_origin.items():
        yield f"entries, from {origin}\t{count}"
    for field in found.by_subject_field:
        yield f"entries, {field.subject_field or 'no subject field'}\t{field.entries}"
        if field.missing_chinese:
            yield f"entries without Chinese, {field.subject_field or 'no subject field'}\t{field.missing_chinese}"
    for name, count in (("no", found.spread.none), ("one", found.spread.one), ("several", found.spread.several)):
        yield f"entries in {name} document{'s' if name == 'several' else ''}\t{count}"
    for score in found.scores:
        yield f"candidates, score {score.low:.2f}–{score.high:.2f}\t{sum(score.by_status.values())}"
    for document in found.coverage:
        of = f"{document.settled} of {document.candidates} candidates in {document.words} words"
        yield f"coverage, {document.title}\t{document.share:.0%}\t{of}"
    for day in found.activity:
        if day.revisions:
            yield f"steps, {day.day}\t{day.revisions}\t{day.changes} changes"
