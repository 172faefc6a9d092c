"""An entry of a file and one of the termbase made one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.review.drafting import with_terms
from glossary.text.pinyin import pinyin

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry, LanguageSection


def filled(old: ConceptEntry, new: ConceptEntry) -> ConceptEntry:
    """Return the old entry with what it lacks of the new one."""
    entry = replace(
        old,
        subject_field=old.subject_field or new.subject_field,
        definition=old.definition or new.definition,
        notes=old.notes or new.notes,
        references=old.references or new.references,
    )
    for section in new.sections:
        entry = with_terms(entry, section.language, section.terms)
    return entry


def overwritten(old: ConceptEntry, new: ConceptEntry) -> ConceptEntry:
    """Return the new entry; a reading that a person wrote stays where the file has none by hand."""
    by_hand = {(lang, term.term): term.pinyin for lang, term in old.find_terms() if term.pinyin_by_hand}

    def kept(section: LanguageSection) -> LanguageSection:
        terms = tuple(
            term
            if term.pinyin_by_hand or (section.language, term.term) not in by_hand
            else replace(term, pinyin=by_hand[section.language, term.term], pinyin_by_hand=True)
            for term in section.terms
        )
        return replace(section, terms=terms)

    return replace(new, sections=tuple(kept(section) for section in new.sections))


def with_pinyin(entry: ConceptEntry) -> ConceptEntry:
    """Return an entry whose Chinese terms all have a reading."""

    def read(section: LanguageSection) -> LanguageSection:
        if not section.language.startswith("zh") or all(term.pinyin for term in section.terms):
            return section
        terms = tuple(term if term.pinyin else replace(term, pinyin=pinyin(term.term)) for term in section.terms)
        return replace(section, terms=terms)

    return replace(entry, sections=tuple(read(section) for section in entry.sections))
