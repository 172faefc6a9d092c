"""An import looked at before it is done, with a decision for each conflict."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.exchange.report import GuessedColumn
from glossary.jobs.importing.comparing import Difference, find_differences
from glossary.jobs.importing.decisions import check_positions, decider
from glossary.jobs.importing.entries import import_entries
from glossary.jobs.importing.files import NO_COLUMNS, read_file, with_lost_rows
from glossary.jobs.importing.matching import MatchedBy
from glossary.jobs.importing.naming import NewIds
from glossary.jobs.importing.placing import Place, Placed, Places, place_entries
from glossary.jobs.importing.report import ImportReport, OnConflict
from glossary.jobs.importing.settling import Settlement
from glossary.jobs.importing.spooling import Spool, spooled
from glossary.store.log.revisions import revising

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glossary.concept import ConceptEntry
    from glossary.exchange.report import Issue
    from glossary.progress import Progress
    from glossary.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportConflict:
    """An entry of the file that the termbase has otherwise; ``position`` counts the entries of the file from 1."""

    position: int
    incoming: ConceptEntry
    present: ConceptEntry
    matched_by: MatchedBy

    @classmethod
    def of(cls, placed: Placed, present: ConceptEntry, matched_by: MatchedBy) -> ImportConflict:
        """Return the conflict of an entry that was placed so."""
        return cls(position=placed.position, incoming=placed.incoming, present=present, matched_by=matched_by)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What differs in the two, the entry's own fields first."""
        return tuple(find_differences(self.present, self.incoming))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What an import would meet.

    ``issues`` are what was wrong with the file; ``entries`` are those of the file, ``ambiguous`` those that may be any
    of several; ``reach`` is how far the matching went.
    """

    path: str
    issues: tuple[Issue, ...] = ()
    entries: Spool = field(default_factory=Spool, repr=False)
    places: Places = field(default_factory=Places, repr=False)
    conflicts: tuple[ImportConflict, ...] = ()
    ambiguous: tuple[Placed, ...] = ()
    reach: MatchedBy = MatchedBy.VARIANT

    @property
    def new(self) -> int:
        """How many entries the termbase doesn't have."""
        return self.places.count(Place.NEW)

    @property
    def same(self) -> int:
        """How many entries the termbase has as they are."""
        return self.places.count(Place.SAME)

    @property
    def differing(self) -> int:
        """How many entries the termbase has otherwise."""
        return len(self.conflicts)

    @property
    def empty(self) -> int:
        """How many entries have no term."""
        return self.places.count(Place.EMPTY)

    @property
    def placed(self) -> Iterator[Placed]:
        """Every entry of the file with its place, in the order of the file."""
        conflicts, ambiguous = iter(self.conflicts), iter(self.ambiguous)
        for position, (entry, (place, identifier)) in enumerate(zip(self.entries, self.places, strict=True), 1):
            if place is Place.CONFLICT:
                found = next(conflicts)
                yield Placed(position, entry, place, identifier, found.present, found.matched_by)
            elif place is Place.AMBIGUOUS:
                yield next(ambiguous)
            else:
                yield Placed(position, entry, place, identifier)

    @property
    def columns(self) -> tuple[GuessedColumn, ...]:
        """What the columns of a table were taken for, where their names don't say it."""
        return tuple(issue for issue in self.issues if isinstance(issue, GuessedColumn))


def preview_import(
    database: Database,
    path: str | Path,
    *,
    format_name: str | None = None,
    columns: Mapping[str, str] = NO_COLUMNS,
    reach: MatchedBy = MatchedBy.VARIANT,
    progress: Progress | None = None,
) -> ImportPreview:
    """Read a file, compare it with the termbase and change nothing.

    Args:
        database: the termbase.
        path: the file.
        format_name: of the file; by its ending unless given.
        columns: our columns by the names of the table's, where they shall not be guessed.
        reach: how far matching goes.
        progress: told how far the work is.

    Raises:
        InputError: there is no such file.
        FormatError: it can't be read as that format.
        UsageError: there is no such format, or it has no such columns.
    """
    entries, issues = read_file(path, format_name=format_name, columns=columns, progress=progress)
    return preview_read(database, entries, path, issues=issues, reach=reach, progress=progress)


def preview_read(
    database: Database,
    entries: Iterable[ConceptEntry],
    path: str | Path,
    *,
    issues: Sequence[Issue] = (),
    reach: MatchedBy = MatchedBy.VARIANT,
    progress: Progress | None = None,
) -> ImportPreview:
    """Compare with the termbase what ``read_file`` returned for a path."""
    spool, places = spooled(entries), Places()
    conflicts: list[ImportConflict] = []
    ambiguous: list[Placed] = []
    with database.reading() as connection:
        names = NewIds(connection)
        for placed in place_entries(connection, spool, reach=reach, progress=progress):
            places.append(placed.place, placed.identifier)
            if placed.place is Place.NEW:
                names.take(placed.entry, is_free=placed.has_free_id)
            elif placed.place is Place.AMBIGUOUS:
                ambiguous.append(placed)
            elif placed.present is not None and placed.matched_by is not None:
                conflicts.append(ImportConflict.of(placed, placed.present, placed.matched_by))
        places.name_new(names.choose())
    return ImportPreview(
        path=str(path),
        issues=tuple(issues),
        entries=spool,
        places=places,
        conflicts=tuple(conflicts),
        ambiguous=tuple(ambiguous),
        reach=reach,
    )


def try_import(
    preview: ImportPreview,
    *,
    default: OnConflict = OnConflict.SKIP,
    decisions: Mapping[int, OnConflict] | None = None,
) -> ImportReport:
    """Return what an import would do, without doing it.

    Args:
        preview: of the file.
        default: what would happen to entries that differ from those in the termbase.
        decisions: what would happen to single ones instead, by the position of the conflict.

    Raises:
        InputError: a decision is about no conflict of the preview.
    """
    settlement = Settlement(default, decider(default, decisions))
    for placed in preview.placed:
        settlement.take(placed)
    check_positions(preview.path, settlement.conflicts, decisions)
    settlement.finish()
    settlement.outcomes.name_added(preview.places.find_new())
    return with_lost_rows(ImportReport.of(settlement.outcomes), preview.issues)


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
    overwritten, only filled, given variants, or skipped.

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
    if dry_run:
        return try_import(preview, default=default, decisions=decisions)
    seen = {conflict.position: conflict.present for conflict in preview.conflicts}
    decide = decider(default, decisions)
    check_positions(preview.path, seen, decisions)

    def guarded(position: int, present: ConceptEntry) -> OnConflict | None:
        choice = decide(position, present)
        return None if choice is OnConflict.OVERWRITE and seen.get(position) != present else choice

    summary = f"import {Path(preview.path).name}"
    with revising(database, who=who, action="import", summary=summary) as revision:
        report = import_entries(
            revision, preview.entries, default, decide=guarded, reach=preview.reach, progress=progress
        )
    return with_lost_rows(report, preview.issues)
