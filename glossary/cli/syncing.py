"""The commands ``db dump``, ``db load`` and ``db merge-file``: the termbase as a folder of text files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.cli.narration import progress_bar, say
from glossary.cli.opening import open_work
from glossary.cli.shapes import VERSION, print_json
from glossary.jobs import syncing
from glossary.vocabulary import Side

if TYPE_CHECKING:
    from argparse import Namespace

    from glossary.jobs.syncing import LoadReport

#: So many names are told.
_SHOWN = 3


def dump(arguments: Namespace) -> int:
    """Write the termbase to a folder, one file an entry."""
    with open_work(arguments, upgrade=True) as work, progress_bar() as progress:
        report = syncing.dump(work.database, arguments.folder, force=arguments.force, progress=progress)
    if arguments.json:
        print_json(
            {
                "v": VERSION,
                "entries": report.entries,
                "written": list(report.written),
                "removed": list(report.removed),
                "held": list(report.held),
            }
        )
    else:
        for name, count in (("entries", report.entries), ("written", len(report.written))):
            print(f"{name}\t{count}")
        print(f"removed\t{len(report.removed)}")
    if report.held:
        names = ", ".join(report.held[:_SHOWN]) + (" and others" if len(report.held) > _SHOWN else "")
        say(f"glossary: left there as it was until you decide on what differs (glossary changes): {names}")
    return 0


def load(arguments: Namespace) -> int:
    """Take what was changed in a folder into the termbase."""
    with open_work(arguments, create=True) as work, progress_bar() as progress:
        report = syncing.load(
            work.database,
            arguments.folder,
            who=work.user,
            prefer=Side(arguments.prefer) if arguments.prefer else None,
            dry_run=arguments.dry_run,
            progress=progress,
        )
    if arguments.json:
        _print_shape(report)
    else:
        _print_report(report)
    waiting = [conflict for conflict in report.conflicts if conflict.change is not None]
    if report.is_dry:
        say("glossary: nothing was changed (--dry-run)")
    elif waiting:
        say("glossary: where both sides changed a field differently, yours was kept; decide with: glossary changes")
    return 1 if waiting else 0


def merge_file(arguments: Namespace) -> int:
    """Merge three files of one entry into the second."""
    is_clean = syncing.merge_files(arguments.base, arguments.ours, arguments.theirs)
    if not is_clean:
        say(f"glossary: {arguments.ours}: both sides changed a field differently; choose between the marks")
    return 0 if is_clean else 1


def _print_report(report: LoadReport) -> None:
    for what, names in (("added", report.added), ("changed", report.changed), ("deleted", report.deleted)):
        if report.is_dry:
            for name in names:
                print(f"{what}\t{name}")
        else:
            print(f"{what}\t{len(names)}")
    for what, count in (("rejected", report.rejected), ("reopened", report.reopened)):
        if count:
            print(f"{what}\t{count}")
    for conflict in report.conflicts:
        print("\t".join(("conflict", conflict.identifier, ", ".join(conflict.fields))))


def _print_shape(report: LoadReport) -> None:
    conflicts = [
        {"entry": conflict.identifier, "change": None if report.is_dry else conflict.change, "fields": conflict.fields}
        for conflict in report.conflicts
    ]
    print_json(
        {
            "v": VERSION,
            "files": report.files,
            "added": report.added,
            "changed": report.changed,
            "deleted": report.deleted,
            "conflicts": conflicts,
            "rejected": report.rejected,
            "reopened": report.reopened,
            "dry_run": report.is_dry,
        }
    )
