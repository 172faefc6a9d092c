"""Concept entries made fast, for the loops that make hundreds of thousands of them.

To fill a frozen object field by field through its constructor takes five times as long as all else of making it.
Here an open object with the same slots is filled, and then given the class it is meant for: Python allows that for
classes whose slots are the same, so what comes of it is in nothing different.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, LanguageSection, TermSection

if TYPE_CHECKING:
    from glossary.concept import Context, CrossReference, Definition
    from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType


class _Term:
    __slots__ = TermSection.__slots__

    if TYPE_CHECKING:
        term: str
        status: AdministrativeStatus
        part_of_speech: PartOfSpeech | None
        term_type: TermType | None
        pinyin: str | None
        pinyin_by_hand: bool
        source: str | None
        notes: tuple[str, ...]
        contexts: tuple[Context, ...]
        other: tuple[str, ...]


class _Section:
    __slots__ = LanguageSection.__slots__

    if TYPE_CHECKING:
        language: str
        terms: tuple[TermSection, ...]
        definition: Definition | None
        notes: tuple[str, ...]
        other: tuple[str, ...]


class _Entry:
    __slots__ = ConceptEntry.__slots__

    if TYPE_CHECKING:
        id: str
        subject_field: str | None
        definition: Definition | None
        notes: tuple[str, ...]
        references: tuple[CrossReference, ...]
        sections: tuple[LanguageSection, ...]
        other: tuple[str, ...]


def make_term(  # noqa: PLR0917 - its fields, in their order
    term: str,
    status: AdministrativeStatus,
    part_of_speech: PartOfSpeech | None,
    term_type: TermType | None,
    pinyin: str | None,
    pinyin_by_hand: bool,  # noqa: FBT001 - named arguments cost a third more
    source: str | None,
    notes: tuple[str, ...],
    contexts: tuple[Context, ...],
    other: tuple[str, ...],
) -> TermSection:
    """Return a term section with these fields, in the order of the class."""
    made = _Term()
    made.term = term
    made.status = status
    made.part_of_speech = part_of_speech
    made.term_type = term_type
    made.pinyin = pinyin
    made.pinyin_by_hand = pinyin_by_hand
    made.source = source
    made.notes = notes
    made.contexts = contexts
    made.other = other
    made.__class__ = TermSection  # type: ignore[assignment]
    return made  # type: ignore[return-value]


def make_section(
    language: str,
    terms: tuple[TermSection, ...],
    definition: Definition | None,
    notes: tuple[str, ...],
    other: tuple[str, ...],
) -> LanguageSection:
    """Return a language section with these fields, in the order of the class."""
    made = _Section()
    made.language = language
    made.terms = terms
    made.definition = definition
    made.notes = notes
    made.other = other
    made.__class__ = LanguageSection  # type: ignore[assignment]
    return made  # type: ignore[return-value]


def make_entry(  # noqa: PLR0917 - its fields, in their order
    identifier: str,
    subject_field: str | None,
    definition: Definition | None,
    notes: tuple[str, ...],
    references: tuple[CrossReference, ...],
    sections: tuple[LanguageSection, ...],
    other: tuple[str, ...],
) -> ConceptEntry:
    """Return a concept entry with these fields, in the order of the class."""
    made = _Entry()
    made.id = identifier
    made.subject_field = subject_field
    made.definition = definition
    made.notes = notes
    made.references = references
    made.sections = sections
    made.other = other
    made.__class__ = ConceptEntry  # type: ignore[assignment]
    return made  # type: ignore[return-value]
