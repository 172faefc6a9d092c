"""Writing the glossary of a project, once or whenever the termbase changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.errors import GlossaryError, UsageError
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.pair_lists.omegat import render_omegat
from glossary.store.entries.access import find_entries
from glossary.store.entries.search import Filter, find_identifiers
from glossary.store.watching import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from threading import Event

    from glossary.concept import ConceptEntry
    from glossary.editors.omegat.project import Project
    from glossary.store.database import Database

#: How often it is asked whether the termbase has changed.
_SECONDS = 0.25
_BATCH = 500


def write_once(database: Database, project: Project) -> bool:
    """Write the glossary of a project, and tell whether it is another than before; the same isn't written again.

    Raises:
        GlossaryError: it can't be written.
    """
    try:
        project.glossaries.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{project.glossaries}: can't be made ({error.strerror or error})") from error
    content = render_omegat(_entries(database), project.source, project.target)
    if project.file.is_file() and project.file.read_bytes() == content:
        return False
    with replace_file(project.file) as file:
        file.write(content)
    return True


def write_and_follow(database: Database, project: Project, stopped: Event, tell: Callable[[str], None]) -> None:
    """Write the glossary of a project now and after each change of the termbase, until it is stopped.

    Args:
        database: the termbase.
        project: where it goes.
        stopped: set by whoever wants the end.
        tell: is told each writing, and what keeps one from being done; it is tried again then.

    Raises:
        GlossaryError: the first writing failed.
    """
    watcher = Watcher(database)
    try:
        write_once(database, project)
        tell(f"{project.file}: written")
        is_due = is_told = False
        while not stopped.wait(_SECONDS):
            try:
                is_due = watcher.has_changed() or is_due
                if is_due and write_once(database, project):
                    tell(f"{project.file}: written again")
                is_due = is_told = False
            except (GlossaryError, OSError) as error:
                if not is_told:
                    tell(f"{error}; tried again")
                is_due = is_told = True
    finally:
        watcher.close()


def _entries(database: Database) -> Iterator[ConceptEntry]:
    with database.reading() as connection:
        identifiers = list(find_identifiers(connection, Filter()))
        for start in range(0, len(identifiers), _BATCH):
            yield from find_entries(connection, identifiers[start : start + _BATCH])
