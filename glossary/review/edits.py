"""Single edits of an entry as pure functions: each returns the changed entry or says why it can't be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, Context
from glossary.errors import InputError
from glossary.review.details import (
    OWN_SOURCE,
    redefined,
    with_context,
    with_language_definition,
    with_note,
    with_reference,
    with_term_moved,
    with_term_note,
    with_term_source,
    without_context,
    without_note,
    without_reference,
)
from glossary.review.drafting import (
    chinese_term,
    english_term,
    entry_of_terms,
    with_terms,
    with_traditional,
)
from glossary.review.named_terms import change_term, choose, require_term
from glossary.text.chinese import has_han
from glossary.text.pinyin import pinyin, validate
from glossary.vocabulary import AdministrativeStatus, Language, PartOfSpeech, TermType

if TYPE_CHECKING:
    from glossary.concept import LanguageSection, TermSection

__all__ = [
    "OWN_SOURCE",
    "new_entry",
    "with_context",
    "with_fields",
    "with_language_definition",
    "with_new_term",
    "with_note",
    "with_part_of_speech",
    "with_pinyin",
    "with_reference",
    "with_renamed",
    "with_status",
    "with_term_moved",
    "with_term_note",
    "with_term_source",
    "with_term_type",
    "with_traditional",
    "without_context",
    "without_note",
    "without_reference",
    "without_term",
]


def new_entry(
    english: str,
    chinese: str | None = None,
    *,
    reading: str | None = None,
    subject_field: str | None = None,
    definition: str | None = None,
    source: str | None = None,
    context: str | None = None,
    note: str | None = None,
    traditional: bool = False,
) -> ConceptEntry:
    """Return an entry as a user types it.

    Raises:
        InputError: a term is empty, the Chinese isn't Chinese, or the reading can't be one of it.
    """
    if reading and not chinese:
        raise InputError(f"{reading!r}: pinyin needs a Chinese term to belong to")
    contexts = (Context(text=context, source=source or OWN_SOURCE),) if context else ()
    first = replace(english_term(english, contexts=contexts), source=source)
    second = [chinese_term(chinese, reading=reading, source=source)] if chinese else []
    entry = entry_of_terms([first], second, subject_field=subject_field)
    entry = with_fields(entry, subject_field=None, definition=definition, note=note)
    return with_traditional(entry) if traditional else entry


def with_fields(
    entry: ConceptEntry,
    *,
    subject_field: str | None,
    definition: str | None,
    note: str | None = None,
    definition_source: str | None = None,
) -> ConceptEntry:
    """Return an entry with other fields; None leaves one as it is, an empty text takes it away.

    The source of a definition goes with its text: another text has the source that is given with it, or none.

    Raises:
        InputError: a source is given, and there is no definition.
    """
    if subject_field is not None:
        entry = replace(entry, subject_field=subject_field.strip() or None)
    if definition is not None:
        entry = replace(entry, definition=redefined(entry.definition, definition))
    if definition_source is not None:
        if entry.definition is None:
            raise InputError(f"{entry.id}: there is no definition that a source could belong to; give --definition too")
        entry = replace(entry, definition=replace(entry.definition, source=definition_source.strip() or None))
    if note is not None:
        entry = with_note(entry, note)
    return entry


def with_new_term(entry: ConceptEntry, language: str, term: str) -> ConceptEntry:
    """Return an entry with one term more; the first of its language is preferred, others are admitted.

    Raises:
        InputError: the language isn't one of ours, or the term can't be of it.
    """
    known = choose(language, Language, "language")
    section = chinese_term(term) if known.is_chinese else english_term(term)
    return with_terms(entry, known.value, [section])


def with_renamed(entry: ConceptEntry, old: str, new: str) -> ConceptEntry:
    """Return an entry with a term spelled otherwise; a Chinese one gets the pinyin of its new spelling.

    Raises:
        NotFound: the entry has no such term.
        InputError: the new spelling is empty, or a Chinese term would have no Chinese character.
    """
    new = " ".join(new.split())
    if not new:
        raise InputError(f"{old}: the new spelling is empty; to take a term away use --remove-term")

    def rename(language: str, term: TermSection) -> TermSection:
        if not language.startswith("zh"):
            return replace(term, term=new)
        if not has_han(new):
            raise InputError(f"{new!r}: a Chinese term has at least one Chinese character")
        return replace(term, term=new, pinyin=pinyin(new), pinyin_by_hand=False)

    return change_term(entry, old, rename)


def without_term(entry: ConceptEntry, term: str) -> ConceptEntry:
    """Return an entry without a term; a language without terms goes too.

    Raises:
        NotFound: the entry has no such term.
        InputError: it is the last one; delete the entry instead.
    """
    require_term(entry, term)
    sections = tuple(
        replace(section, terms=tuple(found for found in section.terms if found.term != term))
        for section in entry.sections
    )
    left = tuple(section for section in sections if section.terms)
    if not left:
        raise InputError(f"{entry.id}: {term} is its last term; take the entry away with: glossary delete {entry.id}")
    return replace(entry, sections=left)


def with_pinyin(entry: ConceptEntry, term: str, reading: str) -> ConceptEntry:
    """Return an entry with a reading that a person wrote; an empty one gives it back to the rules.

    Raises:
        NotFound: the entry has no such term.
        InputError: the reading can't be one of the term, or the term isn't Chinese.
    """

    def read(language: str, section: TermSection) -> TermSection:
        if not language.startswith("zh"):
            raise InputError(f"{term}: only Chinese terms have pinyin")
        if not reading:
            return replace(section, pinyin=pinyin(term), pinyin_by_hand=False)
        if problems := validate(term, reading):
            raise InputError(f"{reading!r} can't be the pinyin of {term}: {problems[0]}")
        return replace(section, pinyin=reading, pinyin_by_hand=True)

    return change_term(entry, term, read)


def with_status(entry: ConceptEntry, term: str, status: str) -> ConceptEntry:
    """Return an entry with a term of another status; a new preferred term makes the former one admitted.

    Raises:
        NotFound: the entry has no such term.
        InputError: there is no such status.
    """
    wanted = choose(status, AdministrativeStatus, "status")
    require_term(entry, term)
    preferred = AdministrativeStatus.PREFERRED

    def section_of(section: LanguageSection) -> LanguageSection:
        if term not in {found.term for found in section.terms}:
            return section

        def status_of(found: TermSection) -> AdministrativeStatus:
            if found.term == term:
                return wanted
            is_former = wanted is preferred and found.status is preferred
            return AdministrativeStatus.ADMITTED if is_former else found.status

        return replace(section, terms=tuple(replace(found, status=status_of(found)) for found in section.terms))

    return replace(entry, sections=tuple(section_of(section) for section in entry.sections))


def with_part_of_speech(entry: ConceptEntry, term: str, value: str) -> ConceptEntry:
    """Return an entry with another part of speech of a term.

    Raises:
        NotFound: the entry has no such term.
        InputError: there is no such part of speech.
    """
    wanted = choose(value, PartOfSpeech, "part of speech")
    return change_term(entry, term, lambda _, section: replace(section, part_of_speech=wanted))


def with_term_type(entry: ConceptEntry, term: str, value: str) -> ConceptEntry:
    """Return an entry with another type of a term.

    Raises:
        NotFound: the entry has no such term.
        InputError: there is no such type.
    """
    wanted = choose(value, TermType, "term type")
    return change_term(entry, term, lambda _, section: replace(section, term_type=wanted))
