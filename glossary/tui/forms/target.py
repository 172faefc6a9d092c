"""What a form is open for: an entry, a new one, a candidate that becomes one, or a change that was proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.review import workflow
from glossary.review.draft import EntryDraft
from glossary.review.drafting import entry_of_candidate
from glossary.review.proposed import accept_edited
from glossary.store.entries.access import get_entry
from glossary.tui.forms.drafts import NEW
from glossary.tui.forms.state import pristine_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from glossary.concept import Candidate, ConceptEntry
    from glossary.review.proposed import ComparedChange
    from glossary.store.log.revisions import Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingTerms:
    """On what terms a form may be saved.

    ``base`` is what the termbase must still have, as it was when the form was opened. The others are what a person
    was asked: a second entry with the same term is meant, it ``brings_back`` an entry that was deleted, and a
    candidate is taken from somebody else who reviews it, or has rejected it.
    """

    base: ConceptEntry
    allows_duplicate: bool = False
    brings_back: bool = False
    is_forced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTarget:
    """An entry by its id, or a candidate with the number of the equivalent to begin with; else a new entry.

    ``change`` is a proposed change of an entry, which the form begins with and which saving it decides.
    """

    entry: str | None = None
    candidate: Candidate | None = None
    equivalent: int | None = None
    change: ComparedChange | None = None

    @property
    def key(self) -> str:
        """What its drafts are kept under."""
        if self.candidate is not None:
            return f"candidate {self.candidate.id}"
        if self.change is not None:
            return f"change {self.change.change.id}"
        return NEW if self.entry is None else f"entry {self.entry}"

    @property
    def action(self) -> str:
        """What the history calls saving it."""
        if self.candidate is not None:
            return "accept"
        if self.change is not None:
            return "decide"
        return "add" if self.entry is None else "edit"

    def load(self, connection: Connection) -> EntryDraft:
        """Return the draft to begin with.

        Raises:
            NotFound: there is no such entry.
        """
        if self.change is not None and self.change.outcome is not None:
            return EntryDraft.of(self.change.outcome)
        if self.entry is not None:
            return EntryDraft.of(get_entry(connection, self.entry))
        if self.candidate is None:
            return pristine_of(EntryDraft().original)
        choices = [str(self.equivalent)] if self.equivalent else []
        return EntryDraft.of(entry_of_candidate(self.candidate, workflow.choose_equivalents(self.candidate, choices)))

    def save(self, revision: Revision, entry: ConceptEntry, terms: SavingTerms) -> ConceptEntry:
        """Save what was typed.

        Args:
            revision: the step this is part of.
            entry: as typed.
            terms: what must be so.

        Raises:
            ChangedMeanwhile: the stored entry isn't the base any more.
            Conflict: another entry has one of its English terms, or the candidate was accepted meanwhile.
            HeldByAnother: somebody else reviews the candidate, or has rejected it.
        """
        if self.candidate is not None:
            name, twice = str(self.candidate.id), terms.allows_duplicate
            return workflow.accept_entry(revision, name, entry, allow_duplicate=twice, force=terms.is_forced)
        if self.change is not None:
            # What the form was opened with is proposed, not stored; after a comparison the base is what is stored.
            base = self.change.ours if terms.base == self.change.outcome else terms.base
            twice = terms.allows_duplicate
            return accept_edited(revision, self.change.change.id, entry, base=base, allow_duplicate=twice)
        if self.entry is None:
            return workflow.add(revision, entry, allow_duplicate=terms.allows_duplicate)
        if terms.brings_back:
            return workflow.bring_back(revision, entry)
        return workflow.change(revision, entry, base=terms.base)
