"""The command ``import``."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from glossary.cli.narration import progress_bar, say
from glossary.cli.opening import Work, open_work
from glossary.cli.shapes import VERSION, conflict_shape, not_taken_shape, print_json
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.report import GuessedColumn
from glossary.jobs.importing import (
    MatchedBy,
    OnConflict,
    Reason,
    fill_report,
    import_read,
    preview_read,
    read_file,
    try_import,
)
from glossary.settings import load_settings
from glossary.store.database import open_database

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator
    from typing import IO

    from glossary.exchange.report import Issue
    from glossary.jobs.importing import ImportPreview, ImportReport

_OUTCOMES = ("added", "filled", "extended", "overwritten", "same", "skipped", "ambiguous", "empty")
#: So many rows that weren't taken are told; a report has them all.
_SHOWN_ROWS = 20


def import_(arguments: Namespace) -> int:
    """Read entries from a file into the termbase."""
    # The report is opened first: where it can't be written, nothing is imported.
    with _report_file(arguments.report) as report_file:
        issues, report, preview = _import(arguments)
        if report_file is not None:
            fill_report(report.not_taken, report_file)
    _tell_issues(arguments.file, issues)
    _print_report(report, as_json=arguments.json, dry=arguments.dry_run)
    if preview is not None:
        _print_conflicts(preview, as_json=arguments.json)
    _tell_not_taken(report, arguments.report)
    if arguments.dry_run:
        say("glossary: nothing was changed (--dry-run)")
    return 0


def _import(arguments: Namespace) -> tuple[list[Issue], ImportReport, ImportPreview | None]:
    """Return what was wrong with the file, what became of it, and the preview where it was only tried."""
    path, reach = arguments.file, MatchedBy(arguments.match)
    default = OnConflict(arguments.on_conflict)
    decisions = {number: OnConflict(choice) for number, choice in arguments.decide}
    with progress_bar() as progress:
        # Before the termbase is opened, so that a broken file leaves nothing behind.
        entries, issues = read_file(
            path, format_name=arguments.format, columns=dict(arguments.columns or ()), progress=progress
        )
        with _target(arguments) as work:
            if arguments.dry_run:
                preview = preview_read(work.database, entries, path, issues=issues, reach=reach, progress=progress)
                return issues, try_import(preview, default=default, decisions=decisions), preview
            report = import_read(
                work.database,
                entries,
                path,
                who=work.user,
                issues=issues,
                on_conflict=default,
                decisions=decisions,
                reach=reach,
                progress=progress,
            )
            return issues, report, None


@contextmanager
def _report_file(path: str | None) -> Iterator[IO[bytes] | None]:
    """Open the file that the report goes to, where there shall be one; it appears when the block ends well."""
    if path is None:
        yield None
        return
    with replace_file(path) as file:
        yield file


@contextmanager
def _target(arguments: Namespace) -> Iterator[Work]:
    """Open the termbase to import into; a dry run without one works on a new one that is thrown away."""
    location = load_settings(arguments.db).db
    if not arguments.dry_run or "://" in location or Path(location).exists():
        with open_work(arguments, create=not arguments.dry_run) as work:
            yield work
        return
    with TemporaryDirectory() as folder, open_database(f"{folder}/new.db", create=True) as database:
        yield Work(database=database, user="")


def _print_report(report: ImportReport, *, as_json: bool, dry: bool) -> None:
    counts = {what: len(getattr(report, what)) for what in _OUTCOMES}
    if as_json:
        not_taken = [not_taken_shape(row) for row in report.not_taken]
        print_json({"v": VERSION, "dry_run": dry, **counts, "not_taken": not_taken})
        return
    for what, count in counts.items():
        print(f"{what}\t{count}")


def _tell_not_taken(report: ImportReport, path: str | None) -> None:
    for row in report.not_taken[:_SHOWN_ROWS]:
        say(f"glossary: not taken: {row}")
    if (more := len(report.not_taken) - _SHOWN_ROWS) > 0:
        say(f"glossary: … and {more} more; {path or '--report FILE'} lists them all")
    if any(row.reason is Reason.DIFFERS for row in report.not_taken):
        say("glossary: --on-conflict or --decide with fill, overwrite or variant takes what differs")


def _print_conflicts(preview: ImportPreview, *, as_json: bool) -> None:
    """Print the entries that differ: an object each, or a line for each difference.

    The line begins with the number and the id, and ends with that by which the entry was matched.
    """
    for conflict in preview.conflicts:
        if as_json:
            print_json(conflict_shape(conflict))
            continue
        for difference in conflict.differences:
            cells = (difference.field, difference.ours, difference.theirs)
            head = (str(conflict.position), conflict.present.id)
            print("\t".join([*head, *(" ".join(cell.split()) for cell in cells), conflict.matched_by.value]))


def _tell_issues(path: str, issues: Iterable[Issue]) -> None:
    """Tell what was wrong with the file; rows that are lost are told with what wasn't taken."""
    guessed = []
    for issue in issues:
        if isinstance(issue, GuessedColumn):
            guessed.append(issue)
        elif not issue.is_lost:
            say(f"glossary: {path}: {issue}")
    if guessed:
        taken = ", ".join(f"“{column.name}” as {column.column}" for column in guessed if column.column)
        ignored = ", ".join(f"“{column.name}”" for column in guessed if not column.column)
        said = "; ".join(filter(None, (f"taken {taken}" if taken else "", f"ignored {ignored}" if ignored else "")))
        say(f"glossary: {path}: columns: {said}; --columns HEADER=COLUMN says it otherwise")
