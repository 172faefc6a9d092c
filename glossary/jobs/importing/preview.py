"""An import looked at before it is done, with a decision for each conflict."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import InputError
from glossary.jobs.importing.comparing import Difference, find_differences
from glossary.jobs.importing.entries import import_entries, read_present
from glossary.jobs.importing.files import read_file
from glossary.jobs.importing.joining import with_pinyin
from glossary.jobs.importing.matching import are_same
from glossary.jobs.importing.report import ImportReport, OnConflict
from glossary.progress import Progress, ticking
from glossary.store.revisions import revising

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossary.concept import ConceptEntry
    from glossary.exchange.report import Issue
    from glossary.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportConflict:
    """An entry of the file that the termbase has otherwise; ``position`` counts the entries of the file from 1."""

    position: int
    incoming: ConceptEntry
    present: ConceptEntry
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What an import would meet: how many entries are new, as they are, and without terms, and the conflicts.

    ``issues`` are what was wrong with the file, ``entries`` all that it has.
    """

    path: str
    new: int
    same: int
    empty: int
    conflicts: tuple[ImportConflict, ...]
    issues: tuple[Issue, ...] = ()
    entries: tuple[ConceptEntry, ...] = field(default=(), repr=False)

    @property
    def differing(self) -> int:
        """How many entries the termbase has otherwise."""
        return len(self.conflicts)


def preview_import(
    database: Database, path: str | Path, *, format_name: str | None = None, progress: Progress | None = None
) -> ImportPreview:
    """Read a file, compare it with the termbase and change nothing.

    Args:
        database: the termbase.
        path: the file.
        format_name: of the file; by its ending unless given.
        progress: told how far the work is.

    Raises:
        InputError: there is no such file.
        FormatError: it can't be read as that format.
        UsageError: there is no such format.
    """
    entries, issues = read_file(path, format_name=format_name, progress=progress)
    return preview_read(database, entries, path, issues=issues, progress=progress)


def preview_read(
    database: Database,
    entries: Sequence[ConceptEntry],
    path: str | Path,
    *,
    issues: Sequence[Issue] = (),
    progress: Progress | None = None,
) -> ImportPreview:
    """Compare with the termbase what ``read_file`` returned for a path."""
    with database.reading() as connection:
        present = read_present(connection, progress)
    new = same = empty = 0
    conflicts = []
    for position, raw in enumerate(ticking(entries, progress, "comparing entries", len(entries)), 1):
        entry = with_pinyin(raw)
        if not any(True for _ in entry.find_terms()):
            empty += 1
        elif (match := present.find(entry)) is None:
            new += 1
        elif are_same(incoming := replace(entry, id=match.id), match):
            same += 1
        else:
            differences = tuple(find_differences(match, incoming))
            conflict = ImportConflict(position=position, incoming=incoming, present=match, differences=differences)
            conflicts.append(conflict)
    return ImportPreview(
        path=str(path),
        new=new,
        same=same,
        empty=empty,
        conflicts=tuple(conflicts),
        issues=tuple(issues),
        entries=tuple(entries),
    )


def apply_import(
    database: Database,
    preview: ImportPreview,
    *,
    who: str,
    default: OnConflict = OnConflict.SKIP,
    decisions: Mapping[int, OnConflict] | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import in one step what was previewed.

    The file is compared with the termbase anew: an entry that isn't any more what the person saw is never
    overwritten, only filled or skipped.

    Args:
        database: the termbase.
        preview: of the file.
        who: who imports it.
        default: what happens to entries that differ from those in the termbase.
        decisions: what happens to single ones instead, by the position of the conflict.
        dry_run: change nothing.
        progress: told how far the work is.

    Raises:
        InputError: a decision is about no conflict of the preview.
    """
    chosen = dict(decisions or {})
    seen = {conflict.position: conflict.present for conflict in preview.conflicts}
    if unknown := sorted(set(chosen) - set(seen)):
        numbers = ", ".join(map(str, sorted(seen))) or "there are none"
        raise InputError(f"{preview.path}: no conflict has number {unknown[0]}; the conflicts are: {numbers}")
    spared: list[str] = []
    joined: set[str] = set()

    def decide(position: int, present: ConceptEntry) -> OnConflict:
        choice = chosen.get(position, default)
        is_another = present.id not in joined and seen.get(position) != present
        if choice is OnConflict.OVERWRITE and is_another:
            spared.append(present.id)
            return OnConflict.SKIP
        if choice is not OnConflict.SKIP:
            joined.add(present.id)
        return choice

    summary = f"import {Path(preview.path).name}"
    with revising(database, who=who, action="import", summary=summary, dry_run=dry_run) as revision:
        report = import_entries(revision, preview.entries, decide=decide, progress=progress)
    report.spared = spared
    return report
