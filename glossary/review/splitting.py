"""One entry made two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, CrossReference, LanguageSection
from glossary.errors import Conflict, InputError
from glossary.review.learning import decide
from glossary.review.named_terms import require_term
from glossary.store.candidates.decisions import find_candidates_of_entry, link_known
from glossary.store.candidates.mined import get_candidate
from glossary.store.entries.access import find_entries, get_entry, new_identifier, save_entry
from glossary.store.entries.search_columns import search_key
from glossary.vocabulary import AdministrativeStatus, CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.store.log.revisions import Revision


def split(
    revision: Revision, entry_id: str, terms: Sequence[str], *, new_id: str | None = None
) -> tuple[ConceptEntry, ConceptEntry]:
    """Move terms of an entry into a new one, and return what is left of the first, and the new one.

    The new entry has the same subject field; each refers to the other. Where a language of one of them has
    lost its preferred term, the first accepted one becomes preferred. Candidates that were accepted into the
    entry go with their terms.

    Args:
        revision: the step this is part of.
        entry_id: the entry to split.
        terms: those that move.
        new_id: id of the new entry; made of its first term unless given.

    Raises:
        NotFound: no such entry, or it has no such term.
        InputError: no term is named, or none would be left.
        Conflict: the new id is taken.
    """
    connection = revision.connection
    entry = get_entry(connection, entry_id)
    for term in terms:
        require_term(entry, term)
    moved, left = _part(entry, set(terms), inside=True), _part(entry, set(terms), inside=False)
    if not moved or not any(section.terms for section in left):
        raise InputError(f"{entry_id}: name some of its terms, not all: both entries need at least one")
    new = ConceptEntry(
        id=(new_id or "").strip(),
        subject_field=entry.subject_field,
        references=(CrossReference(target=entry_id),),
        sections=moved,
    )
    new = replace(new, id=new.id or _free_identifier(revision, new))
    if any(True for _ in find_entries(connection, [new.id])):
        raise Conflict(f"{new.id}: an entry with this id is in the termbase already")
    save_entry(revision, new)
    remaining = replace(entry, sections=left, references=(*entry.references, CrossReference(target=new.id)))
    save_entry(revision, remaining)
    keys = {(language, search_key(language, term.term)) for language, term in new.find_terms()}
    for candidate_id in find_candidates_of_entry(connection, entry_id):
        candidate = get_candidate(connection, str(candidate_id))
        if (candidate.language, candidate.key) in keys:
            decide(revision, candidate, CandidateStatus.ACCEPTED, entry=new.id)
    link_known(connection)
    revision.summary = f"split {new.id} off {entry_id}"
    return remaining, new


def _part(entry: ConceptEntry, terms: set[str], *, inside: bool) -> tuple[LanguageSection, ...]:
    """Return the sections with only the terms that are named, or only the others; emptied ones go.

    What a language has beside its terms stays with the others.
    """
    sections = []
    for section in entry.sections:
        kept = tuple(term for term in section.terms if (term.term in terms) is inside)
        if kept and inside:
            sections.append(_with_preferred(LanguageSection(language=section.language, terms=kept)))
        elif not inside and (kept or not section.terms):
            sections.append(_with_preferred(replace(section, terms=kept)) if kept != section.terms else section)
    return tuple(sections)


def _with_preferred(section: LanguageSection) -> LanguageSection:
    preferred = AdministrativeStatus.PREFERRED
    if any(term.status is preferred for term in section.terms):
        return section
    first = next((term for term in section.terms if term.status.is_accepted), None)
    terms = tuple(replace(term, status=preferred) if term is first else term for term in section.terms)
    return replace(section, terms=terms)


def _free_identifier(revision: Revision, entry: ConceptEntry) -> str:
    stem = new_identifier(entry, set())
    taken = {found.id for found in find_entries(revision.connection, [stem])}
    count = 1
    while taken:
        count += 1
        taken = {found.id for found in find_entries(revision.connection, [f"{stem}-{count}"])}
    return stem if count == 1 else f"{stem}-{count}"
