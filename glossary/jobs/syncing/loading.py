"""A folder of text files into the termbase: a three-way merge, in one step that can be undone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from glossary.exchange.text_form import open_folder
from glossary.jobs.syncing.agreement import find_agreed
from glossary.jobs.syncing.conflicts import find_conflicts
from glossary.jobs.syncing.origins import merge_origins
from glossary.jobs.syncing.reading import read_news
from glossary.jobs.syncing.rejections import load_rejections, read_rejected
from glossary.jobs.syncing.report import LoadConflict, LoadReport
from glossary.progress import ticking
from glossary.review.changing import delete
from glossary.review.merging import merge_entries
from glossary.review.places import without_places
from glossary.store.candidates.decisions import link_known
from glossary.store.entries.access import add_entries, find_entries, find_origins, save_entry, set_origin
from glossary.store.log.revisions import revising
from glossary.store.proposed_changes import NewChange, propose_changes, withdraw
from glossary.store.synced_entries import Synced, change_synced, find_synced, keep_synced
from glossary.vocabulary import ProposedKind, Side

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry
    from glossary.exchange.text_form import Rejection, TextFolder
    from glossary.jobs.syncing.reading import News
    from glossary.progress import Progress
    from glossary.review.merging import Merged
    from glossary.store.database import Database
    from glossary.store.log.revisions import Revision

#: What is between the parts of a field's name.
BETWEEN = " · "


def load(
    database: Database,
    path: str,
    *,
    who: str,
    prefer: Side | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> LoadReport:
    """Take what was changed in a folder into the termbase.

    What only one side changed since both agreed is taken from that side, field by field. Where both changed one field
    differently, the termbase keeps its own, and the folder's waits as a proposed change.

    Args:
        database: the termbase.
        path: the folder.
        who: does it.
        prefer: whose field is taken instead of letting it wait.
        dry_run: only tell what would be done.
        progress: told how far the work is.

    Raises:
        UsageError: no termbase is in the folder.
        InputError: files can't be used; it names them, each with its line, and nothing was changed.
        NotAllowed: the user may not do this.
    """
    folder = open_folder(path)
    database.require("load")
    with folder.held(writing=False):
        with database.reading() as connection:
            agreed = find_agreed(connection, folder.place)
        news = read_news(folder, agreed, progress)
        rejected = read_rejected(folder)
        with revising(database, who=who, action="load", dry_run=dry_run) as revision:
            return _Load(revision, folder, prefer, progress).carry_out(news, rejected, is_dry=dry_run)


@dataclass(slots=True, kw_only=True)
class _Outcome:
    """What becomes of the entries, by their ids."""

    added: dict[str, list[ConceptEntry]] = field(default_factory=lambda: defaultdict(list))
    changed: list[ConceptEntry] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    waiting: list[NewChange] = field(default_factory=list)
    clashes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    settled: list[int] = field(default_factory=list)


class _Load:
    """One load under way."""

    def __init__(self, revision: Revision, folder: TextFolder, prefer: Side | None, progress: Progress | None) -> None:
        self._revision = revision
        self._folder = folder
        self._prefer = prefer
        self._progress = progress

    def carry_out(self, news: News, rejected: set[Rejection] | None, *, is_dry: bool) -> LoadReport:
        """Merge what is new, and write what comes of it."""
        outcome = self._merge(news)
        changes = self._write(outcome)
        decided = (0, 0) if rejected is None else load_rejections(self._revision, self._folder.place, rejected)
        has_changed = bool(outcome.added or outcome.changed or outcome.deleted or changes or outcome.settled)
        self._agree(news, is_part=has_changed or bool(outcome.origins))
        report = LoadReport(
            files=news.files,
            added=tuple(sorted(entry.id for entries in outcome.added.values() for entry in entries)),
            changed=tuple(sorted(entry.id for entry in outcome.changed)),
            deleted=tuple(sorted(outcome.deleted)),
            conflicts=tuple(
                LoadConflict(identifier=name, change=changes.get(name), fields=fields)
                for name, fields in sorted(outcome.clashes.items())
            ),
            rejected=decided[0],
            reopened=decided[1],
            is_dry=is_dry,
        )
        self._revision.summary = f"load {self._folder.label}: {report.summary}"
        return report

    def _merge(self, news: News) -> _Outcome:
        connection, names = self._revision.connection, list(news.entries)
        bases = dict(find_synced(connection, self._folder.place, names))
        ours = {entry.id: entry for entry in find_entries(connection, names)}
        origins = find_origins(connection)
        conflicts = find_conflicts(connection, self._folder.label)
        outcome = _Outcome()
        for name, found in ticking(news.entries.items(), self._progress, "merging entries", len(names)):
            base, own = bases.get(name), ours.get(name)
            theirs = None if found is None else found.entry
            former = conflicts.get(name)
            since = former.base if former else (None if base is None else base.entry)
            merged = merge_entries(since, own, theirs, prefer=self._prefer or Side.OURS)
            self._settle(outcome, name, own, merged)
            if merged.entry is not None:
                known = (base.origin if base else None, origins.get(name), found.origin if found else None)
                self._place(outcome, merged.entry, own, known)
            if former is not None:
                outcome.settled.append(former.id)
            if merged.clashes and self._prefer is None:
                outcome.waiting.append(self._conflict(name, since, own, theirs))
        return outcome

    def _settle(self, outcome: _Outcome, name: str, own: ConceptEntry | None, merged: Merged) -> None:
        """Note what clashed, and that an entry is gone."""
        if merged.clashes:
            outcome.clashes[name] = tuple(dict.fromkeys(BETWEEN.join(clash.field) for clash in merged.clashes))
        if merged.entry is None and own is not None:
            outcome.deleted.append(name)

    def _place(
        self,
        outcome: _Outcome,
        entry: ConceptEntry,
        own: ConceptEntry | None,
        origins: tuple[str | None, str | None, str | None],
    ) -> None:
        """Note that an entry is new or changed, and where it came from."""
        origin = merge_origins(*origins)
        if own is None:
            outcome.added[origin].append(entry)
            return
        if entry != own:
            outcome.changed.append(entry)
        if origin != origins[1]:
            outcome.origins[entry.id] = origin

    def _conflict(
        self, name: str, base: ConceptEntry | None, own: ConceptEntry | None, theirs: ConceptEntry | None
    ) -> NewChange:
        """Return the change that waits: to what the folder has where both differ, and else to what was merged."""
        proposed = merge_entries(base, own, theirs, prefer=Side.THEIRS).entry
        return NewChange(
            kind=ProposedKind.CONFLICT,
            identifier=name,
            base=base,
            proposed=None if proposed is None else without_places(proposed),
            source=self._folder.label,
        )

    def _write(self, outcome: _Outcome) -> dict[str, int]:
        """Write what becomes of the entries; return the ids of the conflicts that wait, by their entries."""
        revision, progress = self._revision, self._progress
        for name in ticking(outcome.deleted, progress, "deleting entries", len(outcome.deleted)):
            delete(revision, name, link=False)
        for entry in ticking(outcome.changed, progress, "changing entries", len(outcome.changed)):
            save_entry(revision, entry)
        for name, origin in outcome.origins.items():
            set_origin(revision, name, origin)
        for origin, entries in outcome.added.items():
            ticked = ticking(entries, progress, "adding entries", len(entries))
            add_entries(revision, ticked, origin=origin, progress=progress)
        if outcome.added or outcome.changed or outcome.deleted:
            link_known(revision.connection)
        for change_id in outcome.settled:
            withdraw(revision, change_id)
        identities = propose_changes(revision, outcome.waiting)
        return {change.identifier: identity for change, identity in zip(outcome.waiting, identities, strict=True)}

    def _agree(self, news: News, *, is_part: bool) -> None:
        """Keep what the folder has; as part of the step where it changes anything, so that undoing forgets it."""
        agreed = {
            name: None if found is None else Synced(found.entry, found.origin) for name, found in news.entries.items()
        }
        if is_part:
            change_synced(self._revision, self._folder.place, agreed)
        else:
            keep_synced(self._revision.connection, self._folder.place, agreed.items())
