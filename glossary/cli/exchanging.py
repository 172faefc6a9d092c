"""The commands ``export`` and ``import``."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from glossary.cli.finding import filter_of
from glossary.cli.narration import say
from glossary.cli.opening import Work, open_work
from glossary.errors import UsageError
from glossary.exchange.formats import Format, format_for
from glossary.jobs.exporting import entries_to_export
from glossary.jobs.importing import ImportReport, OnConflict, import_read, read_file
from glossary.settings import load_settings
from glossary.store.database import open_database

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator


def export(arguments: Namespace) -> int:
    """Write entries to a file and print its path."""
    format_ = _format(arguments)
    output = Path(arguments.output or Path("exports") / f"glossary{format_.extensions[0]}")
    with open_work(arguments) as work, work.database.reading() as connection:
        entries = list(entries_to_export(connection, filter_of(arguments), examples=arguments.examples))
        if not entries:
            say("glossary: no entry to export")
            return 1
        if arguments.output is None:
            output.parent.mkdir(exist_ok=True)
        report = format_.write(entries, output)
    for issue in report.issues:
        say(f"glossary: {output}: {issue}")
    say(f"glossary: {report.written} entries written")
    print(output)
    return 0


def import_(arguments: Namespace) -> int:
    """Read entries from a file into the termbase."""
    # Before the termbase is opened, so that a broken file leaves nothing behind.
    entries, issues = read_file(arguments.file, format_name=arguments.format)
    with _target(arguments) as work:
        report = import_read(
            work.database,
            entries,
            arguments.file,
            who=work.user,
            on_conflict=OnConflict(arguments.on_conflict),
            dry_run=arguments.dry_run,
        )
    for issue in issues:
        say(f"glossary: {arguments.file}: {issue}")
    _tell(report, dry=arguments.dry_run)
    return 0


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


def _tell(report: ImportReport, *, dry: bool) -> None:
    for what in ("added", "filled", "overwritten", "same", "skipped", "empty"):
        names = getattr(report, what)
        print(f"{what}\t{len(names)}")
    for name in report.skipped:
        say(f"glossary: {name} differs from the termbase and was skipped; --on-conflict fill or overwrite takes it")
    if dry:
        say("glossary: nothing was changed (--dry-run)")


def _format(arguments: Namespace) -> Format:
    """Return the format that the options describe together."""
    format_ = format_for(arguments.format or arguments.output or "tbx")
    if arguments.dialect == "linguist" and arguments.tbx_version == 2:  # noqa: PLR2004 - a version
        raise UsageError("TBX version 2 knows no Linguist dialect; leave out --dialect or --tbx-version")
    if format_.name == "tbx" and arguments.dialect == "linguist":
        return format_for("tbx-linguist")
    if format_.name == "tbx" and arguments.tbx_version == 2:  # noqa: PLR2004 - a version
        return format_for("tbx-2")
    return format_for("csv-excel") if format_.name == "csv" and arguments.bom else format_
