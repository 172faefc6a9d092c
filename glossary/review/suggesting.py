"""What somebody who may not change entries asks for: a proposed change, on which a reviewer decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.store.proposed_changes import propose_change
from glossary.vocabulary import Language, ProposedKind

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry
    from glossary.store.log.revisions import Revision


def suggest(revision: Revision, *, base: ConceptEntry | None, proposed: ConceptEntry | None) -> None:
    """Let a change of an entry wait for a decision, unless nothing would change.

    Args:
        revision: the step this is part of; it has the id of the proposed change among its suggestions then.
        base: the entry as it is, None for a new one.
        proposed: what it shall be, None where it shall be deleted.
    """
    if base == proposed:
        return
    identifier = (base.id if base else "") or (proposed.id if proposed else "")
    kind = ProposedKind.SUGGESTION
    change_id = propose_change(revision, kind=kind, identifier=identifier, base=base, proposed=proposed)
    revision.suggestions.append(change_id)
    english = proposed.preferred(Language.ENGLISH) if proposed else None
    name = identifier or (english.term if english else "an entry")
    what = "add" if base is None else "delete" if proposed is None else "change"
    revision.summary = f"suggest to {what} {name}"
