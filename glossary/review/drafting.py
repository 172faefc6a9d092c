"""New entries and term sections from what a person typed or accepted: pure functions on concept entries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, Context, LanguageSection, TermSection
from glossary.errors import InputError
from glossary.text.chinese import has_han, to_traditional
from glossary.text.english import fold
from glossary.text.pinyin import pinyin, validate
from glossary.vocabulary import AdministrativeStatus, Language, PartOfSpeech, TermType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.concept import Candidate

#: Marks a Traditional term that no person wrote; its note in every export.
DERIVED_SOURCE = "derived from Simplified Chinese by OpenCC, not checked"


def chinese_term(
    term: str,
    *,
    reading: str | None = None,
    status: AdministrativeStatus = AdministrativeStatus.PREFERRED,
    part_of_speech: PartOfSpeech | None = PartOfSpeech.NOUN,
    source: str | None = None,
) -> TermSection:
    """Return a Simplified Chinese term with its pinyin: as a person wrote it, else by rule.

    Raises:
        InputError: the term has no Chinese character, or the reading can't be one of it.
    """
    term = term.strip()
    if not has_han(term):
        raise InputError(f"{term!r}: a Chinese term has at least one Chinese character")
    if reading is not None:
        reading = reading.strip()
        problems = validate(term, reading)
        if problems:
            raise InputError(f"{reading!r} can't be the pinyin of {term}: {problems[0]}")
    return TermSection(
        term=term,
        status=status,
        part_of_speech=part_of_speech,
        pinyin=reading or pinyin(term),
        pinyin_by_hand=reading is not None,
        source=source,
    )


def english_term(
    term: str,
    *,
    status: AdministrativeStatus = AdministrativeStatus.PREFERRED,
    part_of_speech: PartOfSpeech | None = PartOfSpeech.NOUN,
    contexts: tuple[Context, ...] = (),
) -> TermSection:
    """Return an English term; one in capitals without blanks counts as an acronym.

    Raises:
        InputError: the term is empty.
    """
    term = " ".join(term.split())
    if not term:
        raise InputError("an English term can't be empty")
    is_acronym = term.isupper() and term.isalpha() and len(term) > 1
    return TermSection(
        term=term,
        status=status,
        part_of_speech=part_of_speech,
        term_type=TermType.ACRONYM if is_acronym else None,
        contexts=contexts,
    )


def entry_of_candidate(
    candidate: Candidate, equivalents: Sequence[TermSection], *, subject_field: str | None = None
) -> ConceptEntry:
    """Return the entry that a candidate makes with the terms of the other language that a person chose.

    Variants that differ in more than case, hyphens, blanks and plural come in as admitted terms.
    """
    contexts = tuple(usage.as_context() for usage in candidate.contexts)
    if Language(candidate.language).is_chinese:
        own = replace(chinese_term(candidate.term), contexts=contexts)
        return entry_of_terms(equivalents, [own], subject_field=subject_field, chinese_language=candidate.language)
    english = [english_term(candidate.term, contexts=contexts)]
    keys = {fold(candidate.term)}
    for variant in candidate.variants:
        if fold(variant.term) not in keys:
            keys.add(fold(variant.term))
            english.append(english_term(variant.term, status=AdministrativeStatus.ADMITTED))
    return entry_of_terms(english, equivalents, subject_field=subject_field)


def entry_of_terms(
    english: Sequence[TermSection],
    chinese: Sequence[TermSection],
    *,
    subject_field: str | None = None,
    chinese_language: str = Language.SIMPLIFIED_CHINESE,
) -> ConceptEntry:
    """Return an entry of English and Chinese terms; an empty language gets no section."""
    sections = [
        LanguageSection(language=language, terms=tuple(terms))
        for language, terms in ((Language.ENGLISH, english), (chinese_language, chinese))
        if terms
    ]
    return ConceptEntry(subject_field=subject_field, sections=tuple(sections))


def with_terms(entry: ConceptEntry, language: str, terms: Iterable[TermSection]) -> ConceptEntry:
    """Return an entry with terms added to a language; a term that is there already stays as it is.

    A second preferred term of a language comes in as admitted.
    """
    section = next((s for s in entry.sections if s.language == language), None)
    old = section.terms if section else ()
    there = {term.term for term in old}
    has_preferred = any(term.status is AdministrativeStatus.PREFERRED for term in old)
    added = []
    for term in terms:
        if term.term in there:
            continue
        there.add(term.term)
        is_second = has_preferred and term.status is AdministrativeStatus.PREFERRED
        added.append(replace(term, status=AdministrativeStatus.ADMITTED) if is_second else term)
        has_preferred = has_preferred or term.status is AdministrativeStatus.PREFERRED
    if section is None:
        new = LanguageSection(language=language, terms=tuple(added))
        return replace(entry, sections=(*entry.sections, new)) if added else entry
    changed = replace(section, terms=(*old, *added))
    return replace(entry, sections=tuple(changed if s is section else s for s in entry.sections))


def with_traditional(entry: ConceptEntry) -> ConceptEntry:
    """Return an entry with a Traditional section derived from the Simplified one, marked as derived.

    An entry that has a Traditional section already is returned as it is.
    """
    languages = {section.language for section in entry.sections}
    if Language.TRADITIONAL_CHINESE in languages or Language.SIMPLIFIED_CHINESE not in languages:
        return entry
    derived: dict[str, TermSection] = {}
    for _, term in entry.find_terms(Language.SIMPLIFIED_CHINESE):
        form = to_traditional(term.term)
        derived.setdefault(form, replace(term, term=form, source=DERIVED_SOURCE, contexts=(), notes=(), other=()))
    section = LanguageSection(language=Language.TRADITIONAL_CHINESE, terms=tuple(derived.values()))
    return replace(entry, sections=(*entry.sections, section))
