"""Whole files into a termbase, each in one step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import InputError
from glossary.exchange.formats import reader_for
from glossary.jobs.importing.entries import import_entries
from glossary.jobs.importing.report import ImportReport, OnConflict
from glossary.progress import Progress, ticking
from glossary.store.revisions import revising

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.concept import ConceptEntry
    from glossary.exchange.report import Issue
    from glossary.store.database import Database


def read_file(
    path: str | Path, *, format_name: str | None = None, progress: Progress | None = None
) -> tuple[list[ConceptEntry], list[Issue]]:
    """Return the entries of a file, and what was wrong with it and didn't stop the reading.

    Args:
        path: the file.
        format_name: of the file; by its ending unless given.
        progress: told how far the work is.

    Raises:
        InputError: there is no such file.
        FormatError: it can't be read as that format.
        UsageError: there is no such format.
    """
    if not Path(path).is_file():
        raise InputError(f"{path}: there is no such file")
    issues: list[Issue] = []
    read = reader_for(format_name or path)(path, issues=issues)
    return list(ticking(read, progress, "reading the file")), issues


def import_file(
    database: Database,
    path: str | Path,
    *,
    who: str,
    format_name: str | None = None,
    on_conflict: OnConflict = OnConflict.SKIP,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> tuple[ImportReport, list[Issue]]:
    """Import a file in one step, and return what became of its entries and what was wrong with the file.

    Args:
        database: the termbase.
        path: the file.
        who: who imports it.
        format_name: of the file; by its ending unless given.
        on_conflict: what happens to entries that differ from those in the termbase.
        dry_run: change nothing.
        progress: told how far the work is.

    Raises:
        InputError: there is no such file.
        FormatError: the file can't be read as that format; nothing was changed.
        UsageError: there is no such format.
    """
    entries, issues = read_file(path, format_name=format_name, progress=progress)
    report = import_read(database, entries, path, who=who, on_conflict=on_conflict, dry_run=dry_run, progress=progress)
    return report, issues


def import_read(
    database: Database,
    entries: Iterable[ConceptEntry],
    path: str | Path,
    *,
    who: str,
    on_conflict: OnConflict = OnConflict.SKIP,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import in one step what ``read_file`` returned for a path; see ``import_file``."""
    summary = f"import {Path(path).name}"
    with revising(database, who=who, action="import", summary=summary, dry_run=dry_run) as revision:
        return import_entries(revision, entries, on_conflict, progress=progress)
