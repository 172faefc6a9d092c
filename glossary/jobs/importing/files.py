"""Whole files into a termbase, each in one step."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from glossary.errors import UsageError
from glossary.exchange.files.guarding import check_regular
from glossary.exchange.formats import FORMATS, format_to_read, reader_of
from glossary.jobs.importing.decisions import check_positions, decider
from glossary.jobs.importing.entries import import_entries
from glossary.jobs.importing.joining import with_pinyin
from glossary.jobs.importing.matching import MatchedBy
from glossary.jobs.importing.report import ImportReport, NotTaken, OnConflict
from glossary.jobs.importing.spooling import Spool
from glossary.jobs.importing.writing import WrongWritings
from glossary.progress import Progress, ticking
from glossary.store.log.revisions import revising

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from glossary.concept import ConceptEntry
    from glossary.exchange.report import Issue
    from glossary.store.database import Database

NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


def read_file(
    path: str | Path,
    *,
    format_name: str | None = None,
    columns: Mapping[str, str] = NO_COLUMNS,
    progress: Progress | None = None,
) -> tuple[Spool, list[Issue]]:
    """Return the entries of a file, and what was wrong with it and didn't stop the reading.

    Every Chinese term has a reading; those that the file has none for are made.

    Args:
        path: the file.
        format_name: of the file; by its ending unless given.
        columns: our columns by the names of the table's, where they shall not be guessed; with an empty one it is
            ignored.
        progress: told how far the work is.

    Raises:
        InputError: there is no such file.
        FormatError: it can't be read as that format.
        UsageError: there is no such format, or it has no such columns.
        GlossaryError: there is no room for a temporary copy of what is read.
    """
    check_regular(path)
    issues: list[Issue] = []
    format_ = format_to_read(format_name or path)
    read = reader_of(format_)
    if columns and not format_.has_columns:
        able = ", ".join(known.name for known in FORMATS if known.has_columns)
        raise UsageError(f"{path}: is read as {format_.name}, whose columns can't be named; those of {able} can")
    options = {"columns": columns} if columns else {}
    entries, wrong = Spool(), WrongWritings()
    for entry in ticking(read(path, issues=issues, **options), progress, "reading the file"):
        wrong.look_at(entry)
        entries.append(with_pinyin(entry))
    issues += wrong.find_issues()
    return entries, issues


def import_file(
    database: Database,
    path: str | Path,
    *,
    who: str,
    format_name: str | None = None,
    on_conflict: OnConflict = OnConflict.SKIP,
    columns: Mapping[str, str] = NO_COLUMNS,
    reach: MatchedBy = MatchedBy.VARIANT,
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
        columns: see ``read_file``.
        reach: how far an entry of the file is matched with one of the termbase.
        dry_run: change nothing.
        progress: told how far the work is.

    Raises:
        InputError: there is no such file.
        FormatError: the file can't be read as that format; nothing was changed.
        UsageError: there is no such format, or it has no such columns.
    """
    entries, issues = read_file(path, format_name=format_name, columns=columns, progress=progress)
    report = import_read(
        database,
        entries,
        path,
        who=who,
        issues=issues,
        on_conflict=on_conflict,
        reach=reach,
        dry_run=dry_run,
        progress=progress,
    )
    return report, issues


def import_read(
    database: Database,
    entries: Iterable[ConceptEntry],
    path: str | Path,
    *,
    who: str,
    issues: Sequence[Issue] = (),
    on_conflict: OnConflict = OnConflict.SKIP,
    decisions: Mapping[int, OnConflict] | None = None,
    reach: MatchedBy = MatchedBy.VARIANT,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import in one step what ``read_file`` returned for a path; see ``import_file``.

    Raises:
        InputError: one of ``decisions``, by the position of the conflict, is about none.
    """
    summary = f"import {Path(path).name}"
    with revising(database, who=who, action="import", summary=summary, dry_run=dry_run) as revision:
        report = import_entries(
            revision,
            entries,
            on_conflict,
            decide=decider(on_conflict, decisions),
            check=lambda conflicts: check_positions(str(path), conflicts, decisions),
            reach=reach,
            progress=progress,
        )
    return with_lost_rows(report, issues)


def with_lost_rows(report: ImportReport, issues: Iterable[Issue]) -> ImportReport:
    """Return a report with the rows that the reader could make no entry of, before the entries that weren't taken."""
    report.not_taken[:0] = [NotTaken.of_issue(issue) for issue in issues if issue.is_lost]
    return report
