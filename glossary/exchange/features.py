"""What an entry can have, as far as formats differ in carrying it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from glossary.vocabulary import AdministrativeStatus, Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.concept import ConceptEntry, TermSection


class Feature(StrEnum):
    """Something that an entry may have and a format may be unable to carry; the value is what a user is told."""

    IDENTIFIERS = "ids of entries"
    SYNONYMS = "several terms of a language"
    STATUS = "which terms are admitted"
    REJECTED_TERMS = "deprecated and superseded terms"
    BOTH_WRITINGS = "Simplified and Traditional Chinese in one entry"
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


EVERYTHING = frozenset(Feature)


def features_of(entry: ConceptEntry) -> frozenset[Feature]:
    """Return what an entry has of what formats differ in."""
    return frozenset(_of_entry(entry)).union(*(_of_term(term) for _, term in entry.find_terms()))


def _of_entry(entry: ConceptEntry) -> Iterator[Feature]:
    languages = [section.language for section in entry.sections if section.terms]
    chinese = {Language.SIMPLIFIED_CHINESE.value, Language.TRADITIONAL_CHINESE.value}
    found = {
        Feature.IDENTIFIERS: entry.id,
        Feature.SYNONYMS: any(len(section.terms) > 1 for section in entry.sections),
        Feature.BOTH_WRITINGS: chinese <= set(languages),
        Feature.OTHER_LANGUAGES: set(languages) - chinese - {Language.ENGLISH.value},
        Feature.SUBJECT_FIELD: entry.subject_field,
        Feature.DEFINITION: entry.definition,
        Feature.DEFINITION_SOURCES: entry.definition and entry.definition.source,
        Feature.LANGUAGE_DETAILS: any(section.definition or section.notes for section in entry.sections),
        Feature.NOTES: entry.notes,
        Feature.REFERENCES: entry.references,
        Feature.OTHER: entry.other or any(section.other for section in entry.sections),
    }
    yield from (feature for feature, is_there in found.items() if is_there)


def _of_term(term: TermSection) -> frozenset[Feature]:
    found = {
        Feature.STATUS: term.status is AdministrativeStatus.ADMITTED,
        Feature.REJECTED_TERMS: not term.status.is_accepted,
        Feature.PINYIN: term.pinyin,
        Feature.PINYIN_BY_HAND: term.pinyin_by_hand,
        Feature.PART_OF_SPEECH: term.part_of_speech,
        Feature.TERM_TYPE: term.term_type,
        Feature.TERM_SOURCES: term.source,
        Feature.TERM_NOTES: term.notes,
        Feature.CONTEXTS: term.contexts,
        Feature.CONTEXT_PLACES: any(context.document is not None for context in term.contexts),
        Feature.OTHER: term.other,
    }
    return frozenset(feature for feature, is_there in found.items() if is_there)
