"""Entries into the termbase: what is new is added, what is there is joined as the caller decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.jobs.importing.matching import MatchedBy
from glossary.jobs.importing.naming import NewIds
from glossary.jobs.importing.placing import Place, place_entries
from glossary.jobs.importing.report import ImportReport, OnConflict
from glossary.jobs.importing.settling import Settlement
from glossary.jobs.importing.spooling import spooled
from glossary.progress import Progress, ticking
from glossary.store.candidates.decisions import link_known
from glossary.store.entries.access import add_entries, save_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from glossary.concept import ConceptEntry
    from glossary.jobs.importing.report import Outcomes
    from glossary.jobs.importing.settling import Decide
    from glossary.jobs.importing.spooling import Spool
    from glossary.store.log.revisions import Revision

ORIGIN = "import"
#: How often at most the entries are gone through again; each time brings entries together that were apart before.
_MOST_ROUNDS = 5


def import_entries(
    revision: Revision,
    entries: Iterable[ConceptEntry],
    on_conflict: OnConflict = OnConflict.SKIP,
    *,
    decide: Decide | None = None,
    check: Callable[[Sequence[int]], None] | None = None,
    reach: MatchedBy = MatchedBy.VARIANT,
    progress: Progress | None = None,
) -> ImportReport:
    """Import entries; the same ones twice change nothing.

    Which of them the termbase has already is decided by the order in ``glossary.jobs.importing.matching``. An id that
    another concept has is replaced by a new one. Where one entry of the file gives an entry of the termbase the terms
    by which another one of the file would be found to be it as well, that is carried out at once, not the next time.

    Args:
        revision: the step this is part of.
        entries: those of the file, in its order.
        on_conflict: what happens to entries that differ from those in the termbase.
        decide: chooses for each of them instead.
        check: is called with the positions of the conflicts before anything is written, and may raise.
        reach: how far matching goes: by id only, by terms too, or by their variants.
        progress: told how far the work is.
    """
    work = _Import(revision, spooled(entries), on_conflict, decide, reach, progress)
    outcomes, has_changed = work.carry_out(check)
    for _ in range(_MOST_ROUNDS):
        if not has_changed:
            break
        later, has_changed = work.carry_out()
        outcomes.follow_with(later)
    link_known(revision.connection)
    return ImportReport.of(outcomes)


class _Import:
    """The entries of a file on their way into the termbase."""

    def __init__(  # noqa: PLR0917 - what `import_entries` was given, in its order
        self,
        revision: Revision,
        entries: Spool,
        on_conflict: OnConflict,
        decide: Decide | None,
        reach: MatchedBy,
        progress: Progress | None,
    ) -> None:
        self._revision = revision
        self._entries = entries
        self._on_conflict = on_conflict
        self._decide = decide
        self._reach = reach
        self._progress = progress
        self._own: set[str] = set()

    def carry_out(self, check: Callable[[Sequence[int]], None] | None = None) -> tuple[Outcomes, bool]:
        """Settle all entries and write what comes of it; return what became of each, and whether any was changed."""
        progress = self._progress
        settlement = self._settle(check)
        outcomes = settlement.outcomes
        for entry in ticking(settlement.changed, progress, "changing entries", settlement.changed.changed):
            save_entry(self._revision, entry)
        # Only where entries were changed there is a next time, in which these are met again.
        if settlement.changed.changed:
            self._own.update(filter(None, outcomes.find_added()), (entry.id for entry in settlement.changed))
        new = self._entries.under(outcomes.find_added())
        ticked = ticking(new, progress, "adding entries", settlement.new)
        add_entries(self._revision, ticked, origin=ORIGIN, progress=progress)
        return outcomes, bool(settlement.changed.changed)

    def _settle(self, check: Callable[[Sequence[int]], None] | None) -> Settlement:
        """Decide what becomes of all entries, and write nothing."""
        connection = self._revision.connection
        settlement = Settlement(self._on_conflict, self._choose if self._decide else None)
        names = NewIds(connection)
        placed = place_entries(connection, self._entries, reach=self._reach, progress=self._progress)
        for each in placed:
            settlement.take(each)
            if each.place is Place.NEW:
                names.take(each.entry, is_free=each.has_free_id)
        if check:
            check(settlement.conflicts)
        settlement.finish()
        settlement.outcomes.name_added(names.choose())
        return settlement

    def _choose(self, position: int, present: ConceptEntry) -> OnConflict | None:
        """Decide; what this import itself has changed is not what somebody else did meanwhile."""
        assert self._decide is not None  # noqa: S101 - only then is this asked
        choice = self._decide(position, present)
        return self._on_conflict if choice is None and present.id in self._own else choice
