"""The commands ``export`` and ``import``."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from glossary.cli.finding import filter_of
from glossary.cli.narration import progress_bar, say
from glossary.cli.opening import Work, open_work
from glossary.cli.shapes import VERSION, conflict_shape, print_json
from glossary.errors import UsageError
from glossary.exchange.formats import Format, format_for
from glossary.exchange.presets import preset_for
from glossary.jobs.exporting import export_file
from glossary.jobs.importing import ImportPreview, ImportReport, OnConflict, apply_import, preview_read, read_file
from glossary.settings import load_settings
from glossary.store.database import open_database

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from glossary.exchange.presets import Preset

_OUTCOMES = ("added", "filled", "overwritten", "same", "skipped", "empty")


def export(arguments: Namespace) -> int:
    """Write entries to a file and print its path."""
    preset = _preset(arguments)
    format_ = _format(arguments, preset)
    output = Path(arguments.output or Path("exports") / f"glossary{format_.extensions[0]}")
    with open_work(arguments) as work, progress_bar() as progress:
        if arguments.output is None:
            output.parent.mkdir(exist_ok=True)
        report = export_file(
            work.database,
            output,
            format=format_,
            wanted=filter_of(arguments),
            examples=arguments.examples,
            preset=preset,
            on_losses=lambda losses: say(f"glossary: {output} can't hold: {losses}") if losses else None,
            progress=progress,
        )
    for issue in report.issues:
        say(f"glossary: {output}: {issue}")
    say(f"glossary: {report.written} entries written")
    print(output)
    return 0


def import_(arguments: Namespace) -> int:
    """Read entries from a file into the termbase."""
    with progress_bar() as progress:
        # Before the termbase is opened, so that a broken file leaves nothing behind.
        entries, issues = read_file(arguments.file, format_name=arguments.format, progress=progress)
        with _target(arguments) as work:
            preview = preview_read(work.database, entries, arguments.file, issues=issues, progress=progress)
            report = apply_import(
                work.database,
                preview,
                who=work.user,
                default=OnConflict(arguments.on_conflict),
                decisions={number: OnConflict(choice) for number, choice in arguments.decide},
                dry_run=arguments.dry_run,
                progress=progress,
            )
    for issue in preview.issues:
        say(f"glossary: {arguments.file}: {issue}")
    _print_report(report, as_json=arguments.json, dry=arguments.dry_run)
    if arguments.dry_run:
        _print_conflicts(preview, as_json=arguments.json)
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


def _print_report(report: ImportReport, *, as_json: bool, dry: bool) -> None:
    counts = {what: len(getattr(report, what)) for what in _OUTCOMES}
    if as_json:
        print_json({"v": VERSION, "dry_run": dry, **counts})
    else:
        for what, count in counts.items():
            print(f"{what}\t{count}")
    for name in report.skipped:
        is_spared = name in report.spared
        reason = "somebody changed it meanwhile" if is_spared else "--on-conflict fill or overwrite takes it"
        say(f"glossary: {name} differs from the termbase and was skipped; {reason}")
    if dry:
        say("glossary: nothing was changed (--dry-run)")


def _print_conflicts(preview: ImportPreview, *, as_json: bool) -> None:
    """Print the entries that differ: an object each, or a line for each difference with number and id before it."""
    for conflict in preview.conflicts:
        if as_json:
            print_json(conflict_shape(conflict))
            continue
        for difference in conflict.differences:
            cells = (difference.field, difference.ours, difference.theirs)
            print("\t".join([str(conflict.position), conflict.present.id, *(" ".join(cell.split()) for cell in cells)]))


def _preset(arguments: Namespace) -> Preset | None:
    """Return what the program takes that the options name."""
    if arguments.tool is None:
        if arguments.chinese:
            raise UsageError("--chinese goes with --for TOOL; other files hold both writings")
        return None
    preset = preset_for(arguments.tool)
    return replace(preset, writing=arguments.chinese) if arguments.chinese else preset


def _format(arguments: Namespace, preset: Preset | None) -> Format:
    """Return the format that the options describe together."""
    format_ = format_for(arguments.format or (preset and preset.format) or arguments.output or "tbx")
    if arguments.dialect == "linguist" and arguments.tbx_version == 2:  # noqa: PLR2004 - a version
        raise UsageError("TBX version 2 knows no Linguist dialect; leave out --dialect or --tbx-version")
    if format_.name == "tbx" and arguments.dialect == "linguist":
        return format_for("tbx-linguist")
    if format_.name == "tbx" and arguments.tbx_version == 2:  # noqa: PLR2004 - a version
        return format_for("tbx-2")
    return format_for("csv-excel") if format_.name == "csv" and arguments.bom else format_
