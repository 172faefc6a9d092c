"""Deciding on changes that were proposed: what somebody suggests, and what two people changed differently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.errors import ChangedMeanwhile, NotAllowed
from glossary.review.changing import add, delete
from glossary.review.fields import fields_of
from glossary.review.merging import merge_entries
from glossary.store.candidates.decisions import link_known
from glossary.store.entries.access import find_entries, save_entry
from glossary.store.proposed_changes import get_proposed_change, withdraw
from glossary.vocabulary import Language, Side

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry
    from glossary.review.fields import Field
    from glossary.store.log.revisions import Revision
    from glossary.store.proposed_changes import ProposedChange


#: So many parts lead to a term; of one that goes only the term is told, and of one that comes not where.
_OF_TERM = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that accepting a change would change; the texts are ``""`` where there is none."""

    field: Field
    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedChange:
    """A proposed change beside the entry as it is now, and what accepting it would make of the entry."""

    change: ProposedChange
    ours: ConceptEntry | None
    outcome: ConceptEntry | None

    @property
    def name(self) -> str:
        """What the entry is called: its id, or the term of one that is new."""
        if self.change.identifier:
            return self.change.identifier
        entry = self.change.proposed
        first = (
            entry.preferred(Language.ENGLISH) or next((term for _, term in entry.find_terms()), None) if entry else None
        )
        return first.term if first else ""

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The fields that would change, in the order of the entry."""
        states = (self.change.base, self.ours, self.outcome)
        base, ours, theirs = (fields_of(entry, like=self.ours) for entry in states)
        names = [name for name in dict.fromkeys((*ours, *theirs)) if ours.get(name, "") != theirs.get(name, "")]
        return tuple(
            Difference(field=name, base=base.get(name, ""), ours=ours.get(name, ""), theirs=theirs.get(name, ""))
            for name in names
            if name[:_OF_TERM] not in names
            or len(name) == _OF_TERM
            or (name[:_OF_TERM] in theirs and name[-1] != "place")
        )


def compare_change(connection: Connection, change: ProposedChange) -> ComparedChange:
    """Return a proposed change beside its entry as it is now."""
    ours = next(find_entries(connection, [change.identifier]), None) if change.identifier else None
    return ComparedChange(change=change, ours=ours, outcome=_outcome(change, ours))


def accept_change(revision: Revision, change_id: int, *, allow_duplicate: bool = False) -> ConceptEntry | None:
    """Change an entry as it was proposed, and return it, None where it is deleted.

    What else was changed in the entry since stays.

    Args:
        revision: the step this is part of.
        change_id: the proposed change.
        allow_duplicate: also where another entry has an English term of a new one.

    Raises:
        NotFound: there is no such change; it may have been decided already.
        Conflict: another entry has an English term of the one that shall be new.
    """
    connection = revision.connection
    compared = compare_change(connection, get_proposed_change(connection, change_id))
    ours, outcome = compared.ours, compared.outcome
    if outcome is None:
        if ours is not None:
            delete(revision, ours.id)
    elif compared.change.base is None and ours is None:
        outcome = add(revision, outcome, allow_duplicate=allow_duplicate)
    else:
        outcome = save_entry(revision, outcome)
        link_known(connection)
    withdraw(revision, change_id)
    revision.summary = f"accept change {change_id} of {compared.name}"
    return outcome


def accept_edited(
    revision: Revision, change_id: int, entry: ConceptEntry, *, base: ConceptEntry | None, allow_duplicate: bool = False
) -> ConceptEntry:
    """Save what a reviewer made of a proposed change, and be done with the change.

    Args:
        revision: the step this is part of.
        change_id: the proposed change.
        entry: as edited.
        base: the entry as the reviewer saw it, None where it wasn't there.
        allow_duplicate: also where another entry has an English term of a new one.

    Raises:
        NotFound: there is no such change; it may have been decided already.
        ChangedMeanwhile: the stored entry isn't the base any more.
        Conflict: another entry has an English term of the one that shall be new.
    """
    connection = revision.connection
    compared = compare_change(connection, get_proposed_change(connection, change_id))
    if compared.ours is None and base is None and compared.change.base is None:
        saved = add(revision, entry, allow_duplicate=allow_duplicate)
    else:
        if compared.ours != base:
            message = f"{compared.name}: this entry was changed while you edited it; compare the two before you save"
            raise ChangedMeanwhile(message, compared.ours)
        saved = save_entry(revision, entry)
        link_known(connection)
    withdraw(revision, change_id)
    revision.summary = f"edit {saved.id}, by change {change_id}"
    return saved


def reject_change(revision: Revision, change_id: int) -> ProposedChange:
    """Leave an entry as it is, whatever was proposed.

    Raises:
        NotFound: there is no such change; it may have been decided already.
    """
    change = withdraw(revision, change_id)
    revision.summary = f"reject change {change_id} of {compare_change(revision.connection, change).name}"
    return change


def withdraw_change(revision: Revision, change_id: int) -> ProposedChange:
    """Take back what one has proposed oneself.

    Raises:
        NotFound: there is no such change; it may have been decided already.
        NotAllowed: somebody else proposed it.
    """
    change = get_proposed_change(revision.connection, change_id)
    if change.who != revision.who:
        raise NotAllowed(f"{change_id}: {change.who} proposed this change; only a reviewer decides on it for another")
    withdraw(revision, change_id)
    revision.summary = f"withdraw change {change_id} of {compare_change(revision.connection, change).name}"
    return change


def _outcome(change: ProposedChange, ours: ConceptEntry | None) -> ConceptEntry | None:
    """Return what accepting makes of an entry: what the change changes, and of all else what is there now."""
    if change.proposed is None:
        return None
    if ours is None:
        return change.proposed
    return merge_entries(change.base, ours, change.proposed, prefer=Side.THEIRS).entry
