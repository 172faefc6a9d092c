"""What a reviewer does with candidates and entries; each is one revision, undone as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.errors import Conflict, InputError, NotFound
from glossary.review.drafting import chinese_term, entry_of_candidate, with_terms, with_traditional
from glossary.store.candidates import get_candidate
from glossary.store.decisions import decide, find_candidates_of_entry, link_known
from glossary.store.entries import (
    delete_entry,
    find_identifiers_of_term,
    get_entry,
    save_entry,
)
from glossary.vocabulary import AdministrativeStatus, CandidateStatus, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.concept import Candidate, ConceptEntry, TermSection
    from glossary.store.revisions import Revision


def choose_equivalents(candidate: Candidate, choices: Sequence[str], reading: str | None = None) -> list[TermSection]:
    """Return the Chinese terms that a person chose: each the number of a proposal (from 1) or a term.

    Args:
        candidate: with its proposals.
        choices: the first becomes preferred, the others admitted.
        reading: pinyin of the first, by hand.

    Raises:
        InputError: a number has no proposal, a term isn't Chinese, or the reading can't be one of it.
    """
    if reading is not None and not choices:
        raise InputError(f"{candidate.term}: pinyin needs an equivalent to belong to; name one with --equivalent")
    terms: list[TermSection] = []
    for position, choice in enumerate(choices):
        status = AdministrativeStatus.ADMITTED if position else AdministrativeStatus.PREFERRED
        by_hand = None if position else reading
        if not choice.isdecimal():
            terms.append(chinese_term(choice, reading=by_hand, status=status))
            continue
        if not 1 <= int(choice) <= len(candidate.equivalents):
            raise InputError(
                f"{candidate.term}: no equivalent has number {choice}; there are {len(candidate.equivalents)}"
            )
        proposal = candidate.equivalents[int(choice) - 1]
        term = chinese_term(proposal.term, reading=by_hand, status=status, source=proposal.source or None)
        if by_hand is None and proposal.pinyin:
            term = replace(term, pinyin=proposal.pinyin)
        terms.append(term)
    return terms


def accept(
    revision: Revision,
    name: str,
    *,
    equivalents: Sequence[str] = (),
    reading: str | None = None,
    term: str | None = None,
    subject_field: str | None = None,
    traditional: bool = False,
) -> ConceptEntry:
    """Make a concept entry of a candidate.

    Args:
        revision: the step this is part of.
        name: id or term of the candidate.
        equivalents: see ``choose_equivalents``; without any the entry has no Chinese yet.
        reading: pinyin of the first equivalent, by hand.
        term: the term as it should be written, where not as mined.
        subject_field: of the new entry.
        traditional: derive a Traditional section too, marked as derived.

    Raises:
        NotFound: no such candidate.
        Conflict: the termbase has the term already; merge instead.
        InputError: see ``choose_equivalents``.
    """
    candidate = get_candidate(revision.connection, name)
    if candidate.status is CandidateStatus.ACCEPTED:
        raise Conflict(f"{candidate.term}: accepted already, into entry {candidate.entry}")
    wording = replace(candidate, term=" ".join((term or candidate.term).split()))
    taken = find_identifiers_of_term(revision.connection, candidate.language, wording.term)
    if taken:
        raise Conflict(
            f"{wording.term}: entry {taken[0]} has this term already; join them with: "
            f"glossary merge {candidate.id} {taken[0]}"
        )
    chosen = choose_equivalents(candidate, equivalents, reading)
    draft = entry_of_candidate(wording, chosen, subject_field=subject_field)
    entry = save_entry(revision, with_traditional(draft) if traditional else draft, origin="review")
    decide(revision, candidate, CandidateStatus.ACCEPTED, entry=entry.id, term=wording.term)
    link_known(revision.connection)
    revision.summary = f"accept {wording.term}"
    return entry


def reject(revision: Revision, name: str) -> Candidate:
    """Reject a candidate, so that no mining proposes it again.

    Raises:
        NotFound: no such candidate.
        Conflict: it was accepted; delete its entry first.
    """
    candidate = get_candidate(revision.connection, name)
    if candidate.status is CandidateStatus.ACCEPTED:
        raise Conflict(f"{candidate.term}: accepted into entry {candidate.entry}; delete that entry first")
    decide(revision, candidate, CandidateStatus.REJECTED)
    revision.summary = f"reject {candidate.term}"
    return replace(candidate, status=CandidateStatus.REJECTED, entry=None)


def merge(revision: Revision, name: str, entry_id: str) -> ConceptEntry:
    """Add a candidate to an entry that is there already, as an admitted term with its usage examples.

    Raises:
        NotFound: no such candidate or entry.
        Conflict: the candidate was accepted into another entry.
    """
    candidate = get_candidate(revision.connection, name)
    if candidate.status is CandidateStatus.ACCEPTED and candidate.entry != entry_id:
        raise Conflict(f"{candidate.term}: accepted already, into entry {candidate.entry}")
    entry = get_entry(revision.connection, entry_id)
    drafted = entry_of_candidate(candidate, ())
    terms = [term for _, term in drafted.find_terms(candidate.language)]
    merged = save_entry(revision, with_terms(entry, candidate.language, terms))
    decide(revision, candidate, CandidateStatus.ACCEPTED, entry=entry_id)
    link_known(revision.connection)
    revision.summary = f"merge {candidate.term} into {entry_id}"
    return merged


def add(revision: Revision, entry: ConceptEntry, *, allow_duplicate: bool = False) -> ConceptEntry:
    """Add a new entry that a person wrote.

    Raises:
        Conflict: another entry has one of its English terms, and ``allow_duplicate`` is false.
    """
    for language, term in entry.find_terms(Language.ENGLISH):
        taken = find_identifiers_of_term(revision.connection, language, term.term)
        if taken and not allow_duplicate:
            raise Conflict(f"{term.term}: entry {taken[0]} has this term already; edit that, or add --allow-duplicate")
    saved = save_entry(revision, entry)
    link_known(revision.connection)
    revision.summary = f"add {saved.id}"
    return saved


def change(revision: Revision, entry: ConceptEntry) -> ConceptEntry:
    """Save an entry that a person edited."""
    saved = save_entry(revision, entry)
    link_known(revision.connection)
    revision.summary = f"{revision.action} {entry.id}"
    return saved


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


def delete(revision: Revision, entry_id: str) -> ConceptEntry:
    """Delete an entry; candidates that were accepted into it wait for a decision again.

    Raises:
        NotFound: no such entry.
    """
    get_entry(revision.connection, entry_id)
    for candidate_id in find_candidates_of_entry(revision.connection, entry_id):
        candidate = get_candidate(revision.connection, str(candidate_id))
        decide(revision, candidate, CandidateStatus.PENDING)
    deleted = delete_entry(revision, entry_id)
    link_known(revision.connection)
    revision.summary = f"delete {entry_id}"
    return deleted


def _deprecated(found: TermSection, term: str) -> TermSection:
    return replace(found, status=AdministrativeStatus.DEPRECATED) if found.term == term else found
