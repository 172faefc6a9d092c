"""What an entry can have, as far as formats differ in carrying it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from glossary.exchange.files.characters import has_layout
from glossary.vocabulary import AdministrativeStatus, Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias, TypeVar

    from glossary.concept import ConceptEntry, LanguageSection, TermSection

    _Part = TypeVar("_Part")
    TestsOf: TypeAlias = tuple[tuple["Feature", Callable[[_Part], object]], ...]
    Tests: TypeAlias = tuple[TestsOf[ConceptEntry], TestsOf[TermSection], TestsOf[str]]


class Feature(StrEnum):
    """Something that an entry may have and a format may be unable to carry; the value is what a user is told."""

    IDENTIFIERS = "ids of entries"
    SYNONYMS = "several terms of a language"
    STATUS = "which terms are preferred, where not just one of a language is"
    REJECTED_TERMS = "deprecated and superseded terms"
    SUPERSEDED = "which rejected terms are superseded"
    BOTH_WRITINGS = "Chinese in both writings"
    OTHER_LANGUAGES = "languages other than English and Chinese"
    PINYIN = "pinyin"
    PINYIN_BY_HAND = "which pinyin was written by hand"
    PART_OF_SPEECH = "parts of speech"
    TERM_TYPE = "types of terms"
    TERM_SOURCES = "sources of terms"
    TERM_NOTES = "notes on terms"
    CONTEXTS = "usage examples"
    CONTEXT_PLACES = "where usage examples stand in documents"
    SUBJECT_FIELD = "subject fields"
    DEFINITION = "definitions"
    DEFINITION_SOURCES = "sources of definitions"
    LANGUAGE_DETAILS = "definitions and notes of one language"
    NOTES = "notes on entries"
    REFERENCES = "cross-references"
    OTHER = "TBX elements of other programs"
    ORDER = "an order of terms and languages other than by status and English first"
    SPACE_AROUND = "space around texts"
    LAYOUT = "line ends, tabs and double spaces in texts"


EVERYTHING = frozenset(Feature)
_LANGUAGES = {language.value: place for place, language in enumerate(Language)}
_STATUSES = {status: place for place, status in enumerate(AdministrativeStatus)}


def features_of(entry: ConceptEntry) -> frozenset[Feature]:
    """Return what an entry has of what formats differ in."""
    return find_features(entry, _ALL)


def find_features(entry: ConceptEntry, tests: Tests) -> frozenset[Feature]:
    """Return which of the features that are tested for an entry has."""
    of_entry, of_term, of_text = tests
    found = [feature for feature, has in of_entry if has(entry)]
    if of_term:
        terms = [term for section in entry.sections for term in section.terms]
        found += [feature for feature, has in of_term if any(map(has, terms))]
    if of_text:
        texts = list(texts_of(entry))
        found += [feature for feature, has in of_text if any(map(has, texts))]
    return frozenset(found)


def tests_for(features: frozenset[Feature]) -> Tests:
    """Return what `find_features` needs to look for these alone: each costs time."""
    return _choose(_OF_ENTRY, features), _choose(_OF_TERM, features), _choose(_OF_TEXT, features)


def _choose(known: dict[Feature, Callable[[_Part], object]], features: frozenset[Feature]) -> TestsOf[_Part]:
    return tuple((feature, has) for feature, has in known.items() if feature in features)


def _languages_of(entry: ConceptEntry) -> set[str]:
    return {section.language for section in entry.sections if section.terms}


def _has_one_preferred(section: LanguageSection) -> bool:
    """Tell whether one term is preferred, as where the first is and the others are admitted; or none is in use."""
    preferred = sum(term.status is AdministrativeStatus.PREFERRED for term in section.terms)
    return preferred == 1 or not any(term.status.is_accepted for term in section.terms)


def _has_own_order(entry: ConceptEntry) -> bool:
    """Tell whether languages or the terms of one come otherwise than a table has them."""
    places = [_LANGUAGES.get(section.language, len(_LANGUAGES)) for section in entry.sections]
    orders = [places, *([_STATUSES[term.status] for term in section.terms] for section in entry.sections)]
    return any(order != sorted(order) for order in orders)


def texts_of(entry: ConceptEntry) -> Iterator[str]:
    """Yield all texts of an entry that a person wrote, but not the elements of other programs."""
    yield from filter(None, (entry.id, entry.subject_field, *entry.notes))
    for reference in entry.references:
        yield from (reference.target, reference.text)
    for definition in (entry.definition, *(section.definition for section in entry.sections)):
        if definition:
            yield from (definition.text, definition.source or "")
    for section in entry.sections:
        yield from section.notes
        for term in section.terms:
            yield from (term.term, term.pinyin or "", term.source or "", *term.notes)
            for context in term.contexts:
                yield from (context.text, context.source)


def _has_space_around(text: str) -> bool:
    return text != text.strip()


_CHINESE = frozenset({Language.SIMPLIFIED_CHINESE.value, Language.TRADITIONAL_CHINESE.value})
_OWN_LANGUAGES = _CHINESE | {Language.ENGLISH.value}
_OF_ENTRY: dict[Feature, Callable[[ConceptEntry], object]] = {
    Feature.IDENTIFIERS: lambda entry: entry.id,
    Feature.SYNONYMS: lambda entry: any(len(section.terms) > 1 for section in entry.sections),
    Feature.STATUS: lambda entry: not all(map(_has_one_preferred, entry.sections)),
    Feature.BOTH_WRITINGS: lambda entry: _languages_of(entry) >= _CHINESE,
    Feature.OTHER_LANGUAGES: lambda entry: _languages_of(entry) - _OWN_LANGUAGES,
    Feature.SUBJECT_FIELD: lambda entry: entry.subject_field,
    Feature.DEFINITION: lambda entry: entry.definition,
    Feature.DEFINITION_SOURCES: lambda entry: entry.definition and entry.definition.source,
    Feature.LANGUAGE_DETAILS: lambda entry: any(section.definition or section.notes for section in entry.sections),
    Feature.NOTES: lambda entry: entry.notes,
    Feature.REFERENCES: lambda entry: entry.references,
    Feature.OTHER: lambda entry: entry.other or any(section.other for section in entry.sections),
    Feature.ORDER: _has_own_order,
}
_OF_TERM: dict[Feature, Callable[[TermSection], object]] = {
    Feature.REJECTED_TERMS: lambda term: not term.status.is_accepted,
    Feature.SUPERSEDED: lambda term: term.status is AdministrativeStatus.SUPERSEDED,
    Feature.PINYIN: lambda term: term.pinyin,
    Feature.PINYIN_BY_HAND: lambda term: term.pinyin_by_hand,
    Feature.PART_OF_SPEECH: lambda term: term.part_of_speech,
    Feature.TERM_TYPE: lambda term: term.term_type,
    Feature.TERM_SOURCES: lambda term: term.source,
    Feature.TERM_NOTES: lambda term: term.notes,
    Feature.CONTEXTS: lambda term: term.contexts,
    Feature.CONTEXT_PLACES: lambda term: any(context.document is not None for context in term.contexts),
    Feature.OTHER: lambda term: term.other,
}
_OF_TEXT: dict[Feature, Callable[[str], object]] = {
    Feature.SPACE_AROUND: _has_space_around,
    Feature.LAYOUT: has_layout,
}
_ALL = tests_for(EVERYTHING)
