"""What a reviewer does with one candidate: accept, reject, merge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.errors import Conflict, HeldByAnother, InputError
from glossary.review.bilingual_examples import with_bilingual_examples
from glossary.review.drafting import chinese_term, english_term, entry_of_candidate, with_terms, with_traditional
from glossary.review.learning import decide
from glossary.store.candidates.claims import require_free
from glossary.store.candidates.decisions import find_decision, link_known
from glossary.store.candidates.mined import get_candidate
from glossary.store.entries.access import find_identifiers_of_term, get_entry, save_entry
from glossary.store.entries.search_columns import search_key
from glossary.text.chinese import has_han
from glossary.vocabulary import AdministrativeStatus, CandidateStatus, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from glossary.concept import Candidate, ConceptEntry, ProposedEquivalent, TermSection
    from glossary.store.log.revisions import Revision


def choose_equivalents(candidate: Candidate, choices: Sequence[str], reading: str | None = None) -> list[TermSection]:
    """Return the terms of the other language that a person chose: each the number of a proposal (from 1) or a term.

    Args:
        candidate: with its proposals.
        choices: the first becomes preferred, the others admitted.
        reading: pinyin of the first, by hand, where that is Chinese.

    Raises:
        InputError: a number has no proposal, a term isn't of the other language, or the reading can't be one of it.
    """
    if reading is not None and not choices:
        raise InputError(f"{candidate.term}: pinyin needs an equivalent to belong to; name one with --equivalent")
    if Language(candidate.language).is_chinese:
        return _choose_english(candidate, choices, reading)
    terms: list[TermSection] = []
    for position, choice in enumerate(choices):
        status = AdministrativeStatus.ADMITTED if position else AdministrativeStatus.PREFERRED
        by_hand = None if position else reading
        if not choice.isdecimal():
            terms.append(chinese_term(choice, reading=by_hand, status=status))
            continue
        proposal = _numbered(candidate, choice)
        term = chinese_term(proposal.term, reading=by_hand, status=status, source=proposal.source or None)
        if by_hand is None and proposal.pinyin:
            term = replace(term, pinyin=proposal.pinyin)
        terms.append(term)
    return terms


def _choose_english(candidate: Candidate, choices: Sequence[str], reading: str | None) -> list[TermSection]:
    """Return the English terms that a person chose for a Chinese candidate."""
    if reading is not None:
        raise InputError(
            f"{candidate.term}: its equivalent is English, which has no pinyin; give it with: glossary edit"
        )
    terms: list[TermSection] = []
    for position, choice in enumerate(choices):
        status = AdministrativeStatus.ADMITTED if position else AdministrativeStatus.PREFERRED
        if not choice.isdecimal():
            if has_han(choice):
                raise InputError(f"{choice}: the equivalent of a Chinese term is English")
            terms.append(english_term(choice, status=status))
            continue
        proposal = _numbered(candidate, choice)
        terms.append(replace(english_term(proposal.term, status=status), source=proposal.source or None))
    return terms


def _numbered(candidate: Candidate, number: str) -> ProposedEquivalent:
    """Return the proposal with a number, counted from 1."""
    if not 1 <= int(number) <= len(candidate.equivalents):
        raise InputError(f"{candidate.term}: no equivalent has number {number}; there are {len(candidate.equivalents)}")
    return candidate.equivalents[int(number) - 1]


def accept(
    revision: Revision,
    name: str,
    *,
    equivalents: Sequence[str] = (),
    reading: str | None = None,
    term: str | None = None,
    subject_field: str | None = None,
    traditional: bool = False,
    link: bool = True,
    force: bool = False,
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
        link: mark other candidates that are known now; a batch does so once at its end.
        force: also if somebody else reviews the candidate, or has rejected it.

    Raises:
        NotFound: no such candidate.
        Conflict: the termbase has the term already; merge instead.
        HeldByAnother: somebody else reviews the candidate, or has rejected it.
        InputError: see ``choose_equivalents``.
    """
    candidate = _undecided(revision, name, force=force)
    wording = replace(candidate, term=" ".join((term or candidate.term).split()))
    _require_new(revision.connection, candidate, candidate.language, wording.term)
    chosen = choose_equivalents(candidate, equivalents, reading)
    draft = entry_of_candidate(wording, chosen, subject_field=subject_field)
    draft = with_bilingual_examples(revision.connection, candidate, equivalents, draft)
    entry = save_entry(revision, with_traditional(draft) if traditional else draft, origin="review")
    return _accepted(revision, candidate, entry, wording.term, link=link)


def accept_entry(
    revision: Revision, name: str, entry: ConceptEntry, *, allow_duplicate: bool = False, force: bool = False
) -> ConceptEntry:
    """Save the entry that a reviewer made of a candidate, and mark the candidate as accepted into it.

    Args:
        revision: the step this is part of.
        name: id or term of the candidate.
        entry: as edited; with the id of an entry that is there already it takes that one's place.
        allow_duplicate: also if another entry has one of its English terms.
        force: see ``accept``.

    Raises:
        NotFound: no such candidate.
        Conflict: the candidate was accepted before, or another entry has one of the terms; merge instead.
        HeldByAnother: see ``accept``.
    """
    candidate = _undecided(revision, name, force=force)
    english = [term for _, term in entry.find_terms(Language.ENGLISH)]
    if not allow_duplicate:
        for term in english:
            _require_new(revision.connection, candidate, Language.ENGLISH, term.term, besides=entry.id)
    saved = save_entry(revision, entry, origin="review")
    same = (t.term for t in english if search_key(candidate.language, t.term) == candidate.key)
    return _accepted(revision, candidate, saved, next(same, candidate.term), link=True)


def reject(revision: Revision, name: str, *, force: bool = False) -> Candidate:
    """Reject a candidate, so that no mining proposes it again; ``force`` also if somebody else reviews it.

    Raises:
        NotFound: no such candidate.
        Conflict: it was accepted; delete its entry first.
        HeldByAnother: somebody else reviews it.
    """
    candidate = get_candidate(revision.connection, name)
    if candidate.status is CandidateStatus.ACCEPTED:
        raise Conflict(f"{candidate.term}: accepted into entry {candidate.entry}; delete that entry first")
    if not force:
        require_free(revision.connection, candidate, revision.who, revision.at)
    decide(revision, candidate, CandidateStatus.REJECTED)
    revision.summary = f"reject {candidate.term}"
    return replace(candidate, status=CandidateStatus.REJECTED, entry=None)


def reopen(revision: Revision, name: str) -> Candidate:
    """Let a rejected candidate wait for a decision again; linking it to an entry that has it is the caller's.

    Raises:
        NotFound: no such candidate.
        Conflict: it wasn't rejected.
    """
    candidate = get_candidate(revision.connection, name)
    if candidate.status is not CandidateStatus.REJECTED:
        raise Conflict(f"{candidate.term}: it is {candidate.status}, only rejected candidates can be reopened")
    decide(revision, candidate, CandidateStatus.PENDING)
    revision.summary = f"reopen {candidate.term}"
    return replace(candidate, status=CandidateStatus.PENDING)


def merge(revision: Revision, name: str, entry_id: str, *, force: bool = False) -> ConceptEntry:
    """Add a candidate to an entry that is there already, as an admitted term with its usage examples.

    Args:
        revision: the step this is part of.
        name: id or term of the candidate.
        entry_id: the entry.
        force: see ``accept``.

    Raises:
        NotFound: no such candidate or entry.
        Conflict: the candidate was accepted into another entry.
        HeldByAnother: see ``accept``.
    """
    candidate = get_candidate(revision.connection, name)
    if candidate.status is CandidateStatus.ACCEPTED and candidate.entry != entry_id:
        raise Conflict(f"{candidate.term}: accepted already, into entry {candidate.entry}")
    if not force:
        _require_own(revision, candidate)
    entry = get_entry(revision.connection, entry_id)
    drafted = entry_of_candidate(candidate, ())
    terms = [term for _, term in drafted.find_terms(candidate.language)]
    merged = save_entry(revision, with_terms(entry, candidate.language, terms))
    decide(revision, candidate, CandidateStatus.ACCEPTED, entry=entry_id)
    link_known(revision.connection)
    revision.summary = f"merge {candidate.term} into {entry_id}"
    return merged


def _undecided(revision: Revision, name: str, *, force: bool) -> Candidate:
    candidate = get_candidate(revision.connection, name)
    if candidate.status is CandidateStatus.ACCEPTED:
        by = _by_whom(revision.connection, candidate)
        raise Conflict(f"{candidate.term}: accepted already{by}, into entry {candidate.entry}")
    if not force:
        _require_own(revision, candidate)
    return candidate


def _require_own(revision: Revision, candidate: Candidate) -> None:
    """Make sure that nobody else reviews a candidate just now, or has rejected it."""
    require_free(revision.connection, candidate, revision.who, revision.at)
    if candidate.status is not CandidateStatus.REJECTED:
        return
    decision = find_decision(revision.connection, candidate)
    if decision is not None and decision[0] != revision.who:
        raise HeldByAnother(
            f"{candidate.term}: rejected{_by_whom(revision.connection, candidate)}; "
            f"let it wait again with: glossary reopen {candidate.id}"
        )


def _by_whom(connection: Connection, candidate: Candidate) -> str:
    """Return who decided about a candidate, and when; nothing where the log has nothing."""
    decision = find_decision(connection, candidate)
    return f" by {decision[0]} at {decision[1]:%Y-%m-%d %H:%M} UTC" if decision else ""


def _require_new(connection: Connection, candidate: Candidate, language: str, term: str, *, besides: str = "") -> None:
    taken = [found for found in find_identifiers_of_term(connection, language, term) if found != besides]
    if taken:
        raise Conflict(
            f"{term}: entry {taken[0]} has this term already; join them with: glossary merge {candidate.id} {taken[0]}"
        )


def _accepted(revision: Revision, candidate: Candidate, entry: ConceptEntry, term: str, *, link: bool) -> ConceptEntry:
    decide(revision, candidate, CandidateStatus.ACCEPTED, entry=entry.id, term=term)
    if link:
        link_known(revision.connection)
    revision.summary = f"accept {term}"
    return entry
