"""An entry of a file and one of the termbase made one."""

from __future__ import annotations

from dataclasses import replace
from operator import is_
from typing import TYPE_CHECKING

from glossary.review.drafting import with_terms
from glossary.text.pinyin import pinyin
from glossary.vocabulary import AdministrativeStatus

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry, LanguageSection, TermSection


def filled(old: ConceptEntry, new: ConceptEntry) -> ConceptEntry:
    """Return the old entry with what it lacks of the new one: its own fields, its languages', terms, and theirs."""
    entry = replace(
        old,
        subject_field=old.subject_field or new.subject_field,
        definition=old.definition or new.definition,
        notes=old.notes or new.notes,
        references=old.references or new.references,
        other=old.other or new.other,
    )
    for section in new.sections:
        entry = with_terms(entry, section.language, section.terms)
    theirs = {section.language: section for section in reversed(new.sections)}
    sections = (_filled_section(own, theirs.get(own.language)) for own in entry.sections)
    return replace(entry, sections=tuple(sections))


def _filled_section(own: LanguageSection, their: LanguageSection | None) -> LanguageSection:
    if their is None:
        return own
    terms = {term.term: term for term in reversed(their.terms)}
    return replace(
        own,
        definition=own.definition or their.definition,
        notes=own.notes or their.notes,
        other=own.other or their.other,
        terms=tuple(_filled_term(term, terms[term.term]) if term.term in terms else term for term in own.terms),
    )


def _filled_term(own: TermSection, their: TermSection) -> TermSection:
    return replace(
        own,
        part_of_speech=own.part_of_speech or their.part_of_speech,
        term_type=own.term_type or their.term_type,
        pinyin=own.pinyin or their.pinyin,
        pinyin_by_hand=own.pinyin_by_hand if own.pinyin else their.pinyin_by_hand,
        source=own.source or their.source,
        notes=own.notes or their.notes,
        contexts=own.contexts or their.contexts,
        other=own.other or their.other,
    )


def extended(old: ConceptEntry, new: ConceptEntry) -> ConceptEntry:
    """Return the old entry with the terms that it lacks of the new one, as admitted; nothing else is taken.

    A term that the new one deprecates, or that is superseded there, stays that: it isn't admitted by coming along.
    """
    entry = old
    for section in new.sections:
        admitted = (
            replace(term, status=AdministrativeStatus.ADMITTED) if term.status.is_accepted else term
            for term in section.terms
        )
        entry = with_terms(entry, section.language, admitted)
    return entry


def overwritten(old: ConceptEntry, new: ConceptEntry) -> ConceptEntry:
    """Return the new entry; readings that a person wrote stay where the file has none by hand.

    So do the places in mined documents where usage examples were found, which no file has.
    """
    former = {(language, term.term): term for language, term in reversed(list(old.find_terms()))}

    def kept(section: LanguageSection) -> LanguageSection:
        terms = ((term, former.get((section.language, term.term))) for term in section.terms)
        return replace(section, terms=tuple(_with_work(own, term) if own else term for term, own in terms))

    return replace(new, sections=tuple(kept(section) for section in new.sections))


def _with_work(own: TermSection, term: TermSection) -> TermSection:
    """Return a term with what of the former one no file can bring back."""
    if own.pinyin_by_hand and not term.pinyin_by_hand:
        term = replace(term, pinyin=own.pinyin, pinyin_by_hand=True)
    known = {(context.text, context.source): context for context in own.contexts}
    contexts = tuple(known.get((context.text, context.source), context) for context in term.contexts)
    return term if contexts == term.contexts else replace(term, contexts=contexts)


def with_pinyin(entry: ConceptEntry) -> ConceptEntry:
    """Return an entry whose Chinese terms all have a reading."""

    def read(section: LanguageSection) -> LanguageSection:
        if not section.language.startswith("zh") or all(term.pinyin for term in section.terms):
            return section
        terms = tuple(term if term.pinyin else replace(term, pinyin=pinyin(term.term)) for term in section.terms)
        return replace(section, terms=terms)

    sections = tuple([read(section) for section in entry.sections])
    is_read = all(map(is_, sections, entry.sections))
    return entry if is_read else replace(entry, sections=sections)
