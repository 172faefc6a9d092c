"""Entries into the termbase: what is new is added, what is there is joined as the caller decides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.jobs.importing.matching import MatchedBy
from glossary.jobs.importing.placing import place_entries, read_index
from glossary.jobs.importing.report import Fate, ImportReport, OnConflict, Outcome
from glossary.jobs.importing.settling import Settlement
from glossary.progress import Progress, ticking
from glossary.store.decisions import link_known
from glossary.store.entries import add_entries, new_identifier, save_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from glossary.concept import ConceptEntry
    from glossary.jobs.importing.settling import Decide
    from glossary.store.revisions import Revision

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
    work = _Import(revision, list(entries), on_conflict, decide, reach, progress)
    outcomes, has_changed = work.carry_out(check)
    for _ in range(_MOST_ROUNDS):
        if not has_changed:
            break
        later, has_changed = work.carry_out()
        outcomes |= {at: outcome for at, outcome in later.items() if not outcomes[at].fate.changes}
    link_known(revision.connection)
    return ImportReport.of(outcomes)


class _Import:
    """The entries of a file on their way into the termbase."""

    def __init__(  # noqa: PLR0917 - what `import_entries` was given, in its order
        self,
        revision: Revision,
        entries: Sequence[ConceptEntry],
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

    def carry_out(self, check: Callable[[Sequence[int]], None] | None = None) -> tuple[dict[int, Outcome], bool]:
        """Settle all entries and write what comes of it; return what became of each, and whether any was changed."""
        connection, progress = self._revision.connection, self._progress
        index = read_index(connection, progress)
        settlement = Settlement(self._on_conflict, self._choose if self._decide else None)
        for placed in place_entries(connection, self._entries, index, reach=self._reach, progress=progress):
            settlement.take(placed)
        if check:
            check(settlement.conflicts)
        settlement.finish()
        changed = list(settlement.changed)
        for entry in ticking(changed, progress, "changing entries", len(changed)):
            save_entry(self._revision, entry)
        new = list(with_free_ids([placed.entry for placed in settlement.new], index.identifiers))
        ticked = ticking(new, progress, "adding entries", len(new))
        added = add_entries(self._revision, ticked, origin=ORIGIN, progress=progress)
        for placed, identifier in zip(settlement.new, added, strict=True):
            settlement.outcomes[placed.position] = Outcome(Fate.ADDED, identifier)
        self._own.update(added, (entry.id for entry in changed))
        return settlement.outcomes, bool(changed)

    def _choose(self, position: int, present: ConceptEntry) -> OnConflict | None:
        """Decide; what this import itself has changed is not what somebody else did meanwhile."""
        assert self._decide is not None  # noqa: S101 - only then is this asked
        choice = self._decide(position, present)
        return self._on_conflict if choice is None and present.id in self._own else choice


def with_free_ids(entries: Sequence[ConceptEntry], taken: Iterable[str]) -> Iterator[ConceptEntry]:
    """Yield new entries, each with an id that no other has; what an entry of the file is called, no other becomes."""
    known = set(taken)
    reserved = known | {entry.id for entry in entries}
    numbers: dict[str, int] = {}
    for entry in entries:
        if entry.id and entry.id not in known:
            known.add(entry.id)
            yield entry
            continue
        beginning = identifier = new_identifier(entry, ())
        while identifier in reserved:
            numbers[beginning] = numbers.get(beginning, 1) + 1
            identifier = f"{beginning}-{numbers[beginning]}"
        reserved.add(identifier)
        yield replace(entry, id=identifier)
