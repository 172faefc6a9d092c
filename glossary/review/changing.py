"""What a person does with one entry: add, change, deprecate, delete; whoever may not do so suggests it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.errors import ChangedMeanwhile, Conflict, NotFound
from glossary.review.learning import decide
from glossary.review.suggesting import suggest
from glossary.store.candidates.decisions import find_candidates_of_entry, link_known
from glossary.store.candidates.mined import get_candidate
from glossary.store.entries.access import (
    KIND,
    delete_entry,
    find_entries,
    find_identifiers_of_term,
    get_entry,
    save_entry,
)
from glossary.store.entries.snapshots import version_of
from glossary.store.entries.stamps import get_stamps
from glossary.store.log.history import find_revisions, find_versions
from glossary.vocabulary import AdministrativeStatus, CandidateStatus, Language

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry, TermSection
    from glossary.store.entries.stamps import Stamps
    from glossary.store.log.revisions import Revision


def add(revision: Revision, entry: ConceptEntry, *, allow_duplicate: bool = False) -> ConceptEntry:
    """Add a new entry that a person wrote.

    Raises:
        Conflict: another entry has one of its English terms, and ``allow_duplicate`` is false.
    """
    for language, term in entry.find_terms(Language.ENGLISH):
        taken = find_identifiers_of_term(revision.connection, language, term.term)
        if taken and not allow_duplicate:
            raise Conflict(f"{term.term}: entry {taken[0]} has this term already; edit that, or add --allow-duplicate")
    if revision.suggests:
        suggest(revision, base=None, proposed=entry)
        return entry
    saved = save_entry(revision, entry)
    link_known(revision.connection)
    revision.summary = f"add {saved.id}"
    return saved


def change(revision: Revision, entry: ConceptEntry, *, base: ConceptEntry | None = None) -> ConceptEntry:
    """Save an entry that a person edited.

    Args:
        revision: the step this is part of.
        entry: as edited.
        base: the entry as it was when the person began; None saves over whatever is there.

    Raises:
        ChangedMeanwhile: the stored entry isn't the base any more.
    """
    if base is not None:
        _require_unchanged(revision.connection, base)
    if revision.suggests:
        suggest(revision, base=next(find_entries(revision.connection, [entry.id]), None), proposed=entry)
        return entry
    saved = save_entry(revision, entry)
    link_known(revision.connection)
    revision.summary = f"{revision.action} {entry.id}"
    return saved


def bring_back(revision: Revision, entry: ConceptEntry) -> ConceptEntry:
    """Save an entry that somebody else deleted while a person edited it, under the id that it had.

    Raises:
        ChangedMeanwhile: there is one with its id again.
    """
    current = next(find_entries(revision.connection, [entry.id]), None)
    if current is not None:
        by = _by_whom(revision.connection, entry.id)
        raise ChangedMeanwhile(
            f"{entry.id}: this entry was added again{by} while you edited it; compare the two before you save", current
        )
    return change(revision, entry)


def require_version(revision: Revision, entry_id: str, version: str | None, *, may_be_deleted: bool = False) -> None:
    """Make sure that an entry is what a person has seen; None for a person who doesn't care.

    Args:
        revision: the step in which it is to be changed.
        entry_id: the entry.
        version: its mark; see ``version_of``.
        may_be_deleted: one that was deleted counts as it was last.

    Raises:
        NotFound: no such entry.
        ChangedMeanwhile: it is another by now.
    """
    if version is None:
        return
    current = find_deleted(revision.connection, entry_id) if may_be_deleted else None
    current = current or get_entry(revision.connection, entry_id)
    if version_of(current) != version:
        by = _by_whom(revision.connection, entry_id)
        raise ChangedMeanwhile(
            f"{entry_id}: this entry was changed{by} after the version that you have seen; nothing was changed; "
            f"see it with: glossary show {entry_id} --json, and what changed with: glossary history {entry_id} --json",
            current,
        )


def find_deleted(connection: Connection, identifier: str) -> ConceptEntry | None:
    """Return what an entry was when it was deleted; None for one that is there, or that the history doesn't know."""
    if next(find_entries(connection, [identifier]), None) is not None:
        return None
    standing = (found for found in find_versions(connection, identifier) if found.revision.state == "done")
    last = next(standing, None)
    return None if last is None else last.entry or last.before


def require_stamps(connection: Connection, stamps: Stamps) -> list[str]:
    """Make sure that entries are what they were when a person was asked about them, and return their ids.

    Args:
        connection: in the transaction in which they are to be changed.
        stamps: of the entries then, by their ids.

    Raises:
        ChangedMeanwhile: one of them is another by now, is gone, or came again.
    """
    identifiers = list(stamps)
    for identifier, stamp in get_stamps(connection, identifiers).items():
        if stamp != stamps[identifier]:
            by = _by_whom(connection, identifier)
            message = f"{identifier}: this entry was changed{by} while you were asked; nothing was changed"
            raise ChangedMeanwhile(
                f"{message}; look at it and try again", next(find_entries(connection, [identifier]), None)
            )
    return identifiers


def deprecate(revision: Revision, entry_id: str, term: str) -> ConceptEntry:
    """Mark a term of an entry as deprecated.

    Raises:
        NotFound: no such entry, or the entry has no such term.
    """
    entry = get_entry(revision.connection, entry_id)
    if term not in {section.term for _, section in entry.find_terms()}:
        raise NotFound(f"{entry_id}: this entry has no term {term!r}")
    sections = tuple(
        replace(section, terms=tuple(_deprecated(found, term) for found in section.terms)) for section in entry.sections
    )
    return change(revision, replace(entry, sections=sections))


def delete(revision: Revision, entry_id: str, *, link: bool = True) -> ConceptEntry:
    """Delete an entry; candidates that were accepted into it wait for a decision again.

    Args:
        revision: the step this is part of.
        entry_id: the entry.
        link: look what candidates are known now; a batch does so once at its end.

    Raises:
        NotFound: no such entry.
    """
    entry = get_entry(revision.connection, entry_id)
    if revision.suggests:
        suggest(revision, base=entry, proposed=None)
        return entry
    for candidate_id in find_candidates_of_entry(revision.connection, entry_id):
        candidate = get_candidate(revision.connection, str(candidate_id))
        decide(revision, candidate, CandidateStatus.PENDING)
    deleted = delete_entry(revision, entry_id)
    if link:
        link_known(revision.connection)
    revision.summary = f"delete {entry_id}"
    return deleted


def _require_unchanged(connection: Connection, base: ConceptEntry) -> None:
    current = next(find_entries(connection, [base.id]), None)
    if current == base:
        return
    what = "deleted" if current is None else "changed"
    message = f"{base.id}: this entry was {what}{_by_whom(connection, base.id)} while you edited it"
    raise ChangedMeanwhile(f"{message}; compare the two before you save", current)


def _by_whom(connection: Connection, identifier: str) -> str:
    """Return who touched an entry last, and when, by doing or undoing; nothing where the log has nothing."""
    touched = []
    for past in find_revisions(connection, kind=KIND, target=identifier):
        touched.append((past.at, past.who))
        if past.undone_at is not None:
            touched.append((past.undone_at, past.undone_by or ""))
    if not touched:
        return ""
    at, who = max(touched)
    return f" by {who} at {at:%Y-%m-%d %H:%M} UTC"


def _deprecated(found: TermSection, term: str) -> TermSection:
    return replace(found, status=AdministrativeStatus.DEPRECATED) if found.term == term else found
