"""What a form is open for: an entry, a new one, or a candidate that becomes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.review import workflow
from glossary.review.draft import EntryDraft
from glossary.review.drafting import entry_of_candidate
from glossary.store.entries import get_entry
from glossary.tui.forms.drafts import NEW
from glossary.tui.forms.state import pristine_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from glossary.concept import Candidate, ConceptEntry
    from glossary.store.revisions import Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTarget:
    """An entry by its id, or a candidate with the number of the equivalent to begin with; else a new entry."""

    entry: str | None = None
    candidate: Candidate | None = None
    equivalent: int | None = None

    @property
    def key(self) -> str:
        """What its drafts are kept under."""
        if self.candidate is not None:
            return f"candidate {self.candidate.id}"
        return NEW if self.entry is None else f"entry {self.entry}"

    @property
    def action(self) -> str:
        """What the history calls saving it."""
        if self.candidate is not None:
            return "accept"
        return "add" if self.entry is None else "edit"

    def load(self, connection: Connection) -> EntryDraft:
        """Return the draft to begin with.

        Raises:
            NotFound: there is no such entry.
        """
        if self.entry is not None:
            return EntryDraft.of(get_entry(connection, self.entry))
        if self.candidate is None:
            return pristine_of(EntryDraft().original)
        choices = [str(self.equivalent)] if self.equivalent else []
        return EntryDraft.of(entry_of_candidate(self.candidate, workflow.choose_equivalents(self.candidate, choices)))

    def save(
        self, revision: Revision, entry: ConceptEntry, *, base: ConceptEntry | None, allow_duplicate: bool
    ) -> ConceptEntry:
        """Save what was typed.

        Args:
            revision: the step this is part of.
            entry: as typed.
            base: the entry as it was when the form was opened; None saves over whatever is there.
            allow_duplicate: also if another entry has one of its English terms.

        Raises:
            ChangedMeanwhile: the stored entry isn't the base any more.
            Conflict: another entry has one of its English terms, or the candidate was accepted meanwhile.
        """
        if self.candidate is not None:
            return workflow.accept_entry(revision, str(self.candidate.id), entry, allow_duplicate=allow_duplicate)
        if self.entry is None:
            return workflow.add(revision, entry, allow_duplicate=allow_duplicate)
        return workflow.change(revision, entry, base=base)
