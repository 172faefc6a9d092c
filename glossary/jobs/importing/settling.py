"""Decisions carried out, in memory: what the entries of the termbase become, and what is told of it.

Every decision is made on what the termbase has before the import, so the same file a second time comes to the same
result: what was joined is saved once, and only where it isn't what is there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from glossary.jobs.importing.comparing import find_clashes, find_differences
from glossary.jobs.importing.joining import extended, filled, overwritten
from glossary.jobs.importing.matching import without_places
from glossary.jobs.importing.placing import Place, Placed
from glossary.jobs.importing.report import Fate, NotTaken, OnConflict, Outcome, Reason, name_some
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

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


class Settlement:
    """What an import does: ``new`` entries, and ``changed`` ones as they become.

    ``conflicts`` are the positions of the entries that the termbase has otherwise, ``outcomes`` what becomes of each
    entry of the file, by its position.

    Args:
        on_conflict: what happens to entries that the termbase has otherwise.
        decide: chooses for each of them instead.
    """

    def __init__(self, on_conflict: OnConflict = OnConflict.SKIP, decide: Decide | None = None) -> None:
        self.new: list[Placed] = []
        self.conflicts: list[int] = []
        self.outcomes: dict[int, Outcome] = {}
        self._default = on_conflict
        self._decide = decide
        self._former: dict[str, ConceptEntry] = {}
        self._states: dict[str, ConceptEntry] = {}
        self._replaced: set[str] = set()
        self._joined: list[tuple[Placed, OnConflict, bool]] = []

    def take(self, placed: Placed) -> None:
        """Decide on one entry of the file."""
        if placed.place is Place.NEW:
            self.new.append(placed)
            self._tell(placed, Fate.ADDED)
        elif placed.place is Place.SAME:
            self._take_same(placed)
        elif placed.present is not None:
            self.conflicts.append(placed.position)
            self._join(placed, placed.present)
        elif placed.place is Place.AMBIGUOUS:
            self._leave(placed, Fate.AMBIGUOUS, Reason.AMBIGUOUS, name_some(placed.others))
        else:
            self._leave(placed, Fate.EMPTY, Reason.NO_TERM)

    def finish(self) -> None:
        """Say what became of the entries that were joined, once every entry was taken."""
        for placed, choice, has_changed in self._joined:
            identifier = placed.identifier
            if self._states[identifier] != self._former[identifier] and has_changed:
                self._tell(placed, _FATES[choice])
            elif not has_changed and (clashes := tuple(find_clashes(self._states[identifier], placed.incoming))):
                reason = Reason.NO_NEW_TERM if choice is OnConflict.VARIANT else Reason.NOTHING_MISSING
                self._leave(placed, Fate.SKIPPED, reason, name_some(clashes))
            else:
                self._tell(placed, Fate.SAME)

    @property
    def changed(self) -> Iterable[ConceptEntry]:
        """The entries of the termbase that become other than they are."""
        return (state for name, state in self._states.items() if state != self._former[name])

    def _take_same(self, placed: Placed) -> None:
        """Take an entry that says what the termbase does; it matters where another of the file replaces that."""
        name = placed.identifier
        self._tell(placed, Fate.SAME)
        if self._default is OnConflict.OVERWRITE:
            if name in self._replaced and name in self._states:
                self._states[name] = filled(self._states[name], placed.incoming)
            self._replaced.add(name)

    def _join(self, placed: Placed, present: ConceptEntry) -> None:
        choice = self._decide(placed.position, present) if self._decide else self._default
        name = present.id
        if choice is None:
            self._leave(placed, Fate.SPARED, Reason.CHANGED, name)
            return
        if choice is OnConflict.SKIP:
            fields = tuple(difference.field for difference in find_differences(present, placed.incoming))
            self._leave(placed, Fate.SKIPPED, Reason.DIFFERS, name_some(fields))
            return
        self._former.setdefault(name, present)
        state = self._states.get(name, present)
        joined = self._carry_out(choice, state, placed.incoming)
        # The places of contexts are ours: what differs in nothing else stays as it is.
        if without_places(joined) == without_places(present):
            joined = present
        self._states[name] = joined
        self._joined.append((placed, choice, joined != state))

    def _carry_out(self, choice: OnConflict, state: ConceptEntry, incoming: ConceptEntry) -> ConceptEntry:
        """Return an entry joined with one of the file; of several that replace it, the first does."""
        if choice is OnConflict.VARIANT:
            return extended(state, incoming)
        if choice is OnConflict.FILL or state.id in self._replaced:
            return filled(state, incoming)
        self._replaced.add(state.id)
        return overwritten(state, incoming)

    def _tell(self, placed: Placed, fate: Fate) -> None:
        self.outcomes[placed.position] = Outcome(fate, placed.identifier or placed.entry.id)

    def _leave(self, placed: Placed, fate: Fate, reason: Reason, detail: str = "") -> None:
        row = NotTaken(
            reason=reason,
            detail=detail,
            position=placed.position,
            entry=placed.identifier or placed.entry.id,
            term=name_of(placed.entry),
        )
        self.outcomes[placed.position] = Outcome(fate, row.entry, row)


def name_of(entry: ConceptEntry) -> str:
    """Return the term that stands for an entry: English, else Chinese, else any; ``""`` if it has none."""
    found = (entry.preferred(language) for language in Language)
    term = next((term for term in found if term), None) or next((term for _, term in entry.find_terms()), None)
    return term.term if term else ""
