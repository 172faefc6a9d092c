"""Several entries made one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from glossary.errors import InputError
from glossary.review.drafting import with_terms
from glossary.review.learning import decide
from glossary.store.candidates.decisions import find_candidates_of_entry, link_known
from glossary.store.candidates.mined import get_candidate
from glossary.store.entries.access import (
    delete_entry,
    find_entries,
    find_identifiers_referring,
    get_entry,
    save_entry,
)
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.concept import ConceptEntry, CrossReference, LanguageSection, TermSection
    from glossary.store.log.revisions import Revision

_T = TypeVar("_T")


def join(revision: Revision, into_id: str, other_ids: Sequence[str]) -> ConceptEntry:
    """Make one entry of several: the others' terms come in, what the first lacks is filled, the others go.

    Cross-references to the others lead to the joined entry, and so do the candidates accepted into them.

    Raises:
        NotFound: no such entry.
        InputError: no other entry is named, or the first is among them.
    """
    connection = revision.connection
    others = list(dict.fromkeys(other_ids))
    if not others or into_id in others:
        raise InputError(f"{into_id}: name the other entries that are to be joined with it")
    joined = get_entry(connection, into_id)
    for identifier in others:
        joined = with_entry(joined, get_entry(connection, identifier))
    gone = {*others, into_id}
    joined = replace(joined, references=tuple(r for r in joined.references if r.target not in gone))
    save_entry(revision, joined)
    referring = [name for name in find_identifiers_referring(connection, others) if name not in gone]
    for entry in list(find_entries(connection, referring)):
        save_entry(revision, replace(entry, references=_led_to(into_id, others, entry.references)))
    for identifier in others:
        for candidate_id in find_candidates_of_entry(connection, identifier):
            candidate = get_candidate(connection, str(candidate_id))
            decide(revision, candidate, CandidateStatus.ACCEPTED, entry=into_id)
        delete_entry(revision, identifier)
    link_known(connection)
    what = others[0] if len(others) == 1 else f"{len(others)} entries"
    revision.summary = f"join {what} into {into_id}"
    return joined


def with_entry(entry: ConceptEntry, other: ConceptEntry) -> ConceptEntry:
    """Return an entry with what another one of the same concept has and it lacks."""
    filled = replace(
        entry,
        subject_field=entry.subject_field or other.subject_field,
        definition=entry.definition or other.definition,
        notes=_united(entry.notes, other.notes),
        references=_united(entry.references, other.references),
        other=_united(entry.other, other.other),
    )
    for section in other.sections:
        filled = with_terms(filled, section.language, section.terms)
    incoming = {section.language: section for section in other.sections}
    sections = tuple(
        _filled_section(section, incoming[section.language]) if section.language in incoming else section
        for section in filled.sections
    )
    return replace(filled, sections=sections)


def _filled_section(section: LanguageSection, other: LanguageSection) -> LanguageSection:
    incoming = {term.term: term for term in other.terms}
    return replace(
        section,
        terms=tuple(_filled_term(term, incoming.get(term.term, term)) for term in section.terms),
        definition=section.definition or other.definition,
        notes=_united(section.notes, other.notes),
        other=_united(section.other, other.other),
    )


def _filled_term(term: TermSection, other: TermSection) -> TermSection:
    own_reading = term.pinyin_by_hand or not other.pinyin_by_hand
    return replace(
        term,
        part_of_speech=term.part_of_speech or other.part_of_speech,
        term_type=term.term_type or other.term_type,
        pinyin=(term.pinyin or other.pinyin) if own_reading else other.pinyin,
        pinyin_by_hand=term.pinyin_by_hand or other.pinyin_by_hand,
        source=term.source or other.source,
        notes=_united(term.notes, other.notes),
        contexts=_united(term.contexts, other.contexts),
        other=_united(term.other, other.other),
    )


def _united(first: tuple[_T, ...], second: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _led_to(target: str, former: Sequence[str], references: Sequence[CrossReference]) -> tuple[CrossReference, ...]:
    """Return references with the former targets replaced; none leads to the new target twice."""
    led: dict[str, CrossReference] = {}
    for reference in references:
        moved = replace(reference, target=target) if reference.target in former else reference
        led.setdefault(moved.target, moved)
    return tuple(led.values())
