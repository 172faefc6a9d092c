"""Decisions carried out, and not yet written: what the entries of the termbase become, and what is told of it.

Every decision is made on what the termbase has before the import, so the same file a second time comes to the same
result: what was joined is saved once, and only where it isn't what is there.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from glossary.jobs.importing.comparing import find_clashes, find_differences
from glossary.jobs.importing.joining import extended, filled, overwritten
from glossary.jobs.importing.matching import without_places
from glossary.jobs.importing.placing import Place, Placed
from glossary.jobs.importing.report import Fate, NotTaken, OnConflict, Outcomes, Reason, name_some
from glossary.jobs.importing.shelving import States
from glossary.jobs.importing.spooling import Spool
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry

Decide = Callable[[int, "ConceptEntry"], OnConflict | None]
"""Called with the position of an entry in the file, from 1, and the entry of the termbase that differs.

It answers None where that isn't any more what the person saw who decided.
"""

_FATES = {
    OnConflict.FILL: Fate.FILLED,
    OnConflict.OVERWRITE: Fate.OVERWRITTEN,
    OnConflict.VARIANT: Fate.EXTENDED,
}


class _Joined(NamedTuple):
    """An entry of the file that was joined with one of the termbase, which ``has_changed`` by it."""

    position: int
    identifier: str
    choice: OnConflict
    has_changed: bool


class Settlement:
    """What an import does: how many entries are ``new``, and ``changed`` ones as they become.

    ``conflicts`` are the positions of the entries that the termbase has otherwise, ``outcomes`` what becomes of each
    entry of the file.

    Args:
        on_conflict: what happens to entries that the termbase has otherwise.
        decide: chooses for each of them instead.
    """

    def __init__(self, on_conflict: OnConflict = OnConflict.SKIP, decide: Decide | None = None) -> None:
        self.new = 0
        self.conflicts = array("Q")
        self.outcomes = Outcomes()
        self.changed = States()
        self._default = on_conflict
        self._decide = decide
        self._replaced: set[str] = set()
        self._joined: list[_Joined] = []
        self._without_change = Spool()

    def take(self, placed: Placed) -> None:
        """Decide on one entry of the file."""
        if placed.place is Place.NEW:
            self.new += 1
            self.outcomes.tell(placed.position, Fate.ADDED, placed.entry.id)
        elif placed.place is Place.SAME:
            self._take_same(placed)
        elif placed.present is not None:
            self.conflicts.append(placed.position)
            self._join(placed, placed.present)
        elif placed.place is Place.AMBIGUOUS:
            self._leave(placed.position, placed.entry, Fate.AMBIGUOUS, Reason.AMBIGUOUS, name_some(placed.others))
        else:
            self._leave(placed.position, placed.entry, Fate.EMPTY, Reason.NO_TERM)

    def finish(self) -> None:
        """Say what became of the entries that were joined, once every entry was taken."""
        without_change = iter(self._without_change)
        for position, identifier, choice, has_changed in self._joined:
            state = self.changed.get(identifier)
            if has_changed:
                self.outcomes.tell(position, _FATES[choice] if state else Fate.SAME, identifier)
                continue
            incoming, ours = next(without_change), state or self.changed.former(identifier)
            if ours and (clashes := tuple(find_clashes(ours, incoming))):
                reason = Reason.NO_NEW_TERM if choice is OnConflict.VARIANT else Reason.NOTHING_MISSING
                self._leave(position, incoming, Fate.SKIPPED, reason, name_some(clashes))
            else:
                self.outcomes.tell(position, Fate.SAME, identifier)

    def _take_same(self, placed: Placed) -> None:
        """Take an entry that says what the termbase does; it matters where another of the file replaces that."""
        name = placed.identifier
        self.outcomes.tell(placed.position, Fate.SAME, name)
        if self._default is OnConflict.OVERWRITE:
            former, state = self.changed.former(name), self.changed.get(name)
            if name in self._replaced and former and state:
                self.changed.put(former, filled(state, placed.incoming))
            self._replaced.add(name)

    def _join(self, placed: Placed, present: ConceptEntry) -> None:
        choice = self._decide(placed.position, present) if self._decide else self._default
        name, incoming = present.id, placed.incoming
        if choice is None:
            self._leave(placed.position, incoming, Fate.SPARED, Reason.CHANGED, name)
            return
        if choice is OnConflict.SKIP:
            fields = tuple(difference.field for difference in find_differences(present, incoming))
            self._leave(placed.position, incoming, Fate.SKIPPED, Reason.DIFFERS, name_some(fields))
            return
        state = self.changed.get(name) or present
        joined = self._carry_out(choice, state, incoming)
        # The places of contexts are ours: what differs in nothing else stays as it is.
        if without_places(joined) == without_places(present):
            joined = present
        self.changed.put(present, joined)
        self._joined.append(_Joined(placed.position, name, choice, joined != state))
        if joined == state:
            self._without_change.append(incoming)

    def _carry_out(self, choice: OnConflict, state: ConceptEntry, incoming: ConceptEntry) -> ConceptEntry:
        """Return an entry joined with one of the file; of several that replace it, the first does."""
        if choice is OnConflict.VARIANT:
            return extended(state, incoming)
        if choice is OnConflict.FILL or state.id in self._replaced:
            return filled(state, incoming)
        self._replaced.add(state.id)
        return overwritten(state, incoming)

    def _leave(self, position: int, entry: ConceptEntry, fate: Fate, reason: Reason, detail: str = "") -> None:
        row = NotTaken(reason=reason, detail=detail, position=position, entry=entry.id, term=name_of(entry))
        self.outcomes.tell(position, fate, entry.id, row)


def name_of(entry: ConceptEntry) -> str:
    """Return the term that stands for an entry: English, else Chinese, else any; ``""`` if it has none."""
    found = (entry.preferred(language) for language in Language)
    term = next((term for term in found if term), None) or next((term for _, term in entry.find_terms()), None)
    return term.term if term else ""
