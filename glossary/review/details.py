"""Edits of what hangs on an entry and its terms: usage examples, notes, sources, references, order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, Context, CrossReference, Definition
from glossary.errors import InputError, NotFound
from glossary.review.named_terms import change_term, require_term

if TYPE_CHECKING:
    from glossary.concept import LanguageSection, TermSection

#: The source of a usage example that a user typed without naming one.
OWN_SOURCE = "entered by hand"


def with_context(entry: ConceptEntry, term: str, text: str, *, source: str = "") -> ConceptEntry:
    """Return an entry with one usage example more for a term.

    Raises:
        NotFound: the entry has no such term.
        InputError: the example is empty.
    """
    if not text.strip():
        raise InputError(f"{term}: a usage example can't be empty")
    context = Context(text=text.strip(), source=source.strip() or OWN_SOURCE)
    return change_term(entry, term, lambda _, section: replace(section, contexts=(*section.contexts, context)))


def with_reference(entry: ConceptEntry, target: str) -> ConceptEntry:
    """Return an entry that points to another one, or to a page."""
    if target in {reference.target for reference in entry.references}:
        return entry
    return replace(entry, references=(*entry.references, CrossReference(target=target)))


def without_context(entry: ConceptEntry, term: str, number: int) -> ConceptEntry:
    """Return an entry without one usage example of a term, counted from 1.

    Raises:
        NotFound: the entry has no such term, or the term no such example.
    """

    def take(_: str, section: TermSection) -> TermSection:
        if not 1 <= number <= len(section.contexts):
            raise NotFound(f"{term}: no usage example has number {number}; there are {len(section.contexts)}")
        kept = (*section.contexts[: number - 1], *section.contexts[number:])
        return replace(section, contexts=kept)

    return change_term(entry, term, take)


def with_note(entry: ConceptEntry, note: str) -> ConceptEntry:
    """Return an entry with one note more; an empty text takes all away."""
    return replace(entry, notes=(*entry.notes, note.strip()) if note.strip() else ())


def without_note(entry: ConceptEntry, number: int) -> ConceptEntry:
    """Return an entry without one of its notes, counted from 1.

    Raises:
        NotFound: it has no such note.
    """
    if not 1 <= number <= len(entry.notes):
        raise NotFound(f"{entry.id}: no note has number {number}; there are {len(entry.notes)}")
    return replace(entry, notes=(*entry.notes[: number - 1], *entry.notes[number:]))


def without_reference(entry: ConceptEntry, target: str) -> ConceptEntry:
    """Return an entry that no longer points to another one, or to a page.

    Raises:
        NotFound: it doesn't point there.
    """
    kept = tuple(reference for reference in entry.references if reference.target != target)
    if len(kept) == len(entry.references):
        targets = ", ".join(reference.target for reference in entry.references) or "nothing"
        raise NotFound(f"{entry.id}: it has no reference to {target}; it points to: {targets}")
    return replace(entry, references=kept)


def with_language_definition(entry: ConceptEntry, language: str, text: str, source: str | None = None) -> ConceptEntry:
    """Return an entry with another definition in one of its languages; an empty text takes it away.

    The source of a definition goes with its text: another text has the source that is given with it, or none.

    Raises:
        NotFound: the entry has no term in that language.
    """
    if language not in {section.language for section in entry.sections}:
        raise NotFound(f"{entry.id}: it has no term in {language!r} that a definition could stand beside")

    def define(section: LanguageSection) -> LanguageSection:
        if section.language != language:
            return section
        return replace(section, definition=redefined(section.definition, text, source))

    return replace(entry, sections=tuple(define(section) for section in entry.sections))


def redefined(before: Definition | None, text: str, source: str | None = None) -> Definition | None:
    """Return a definition with another text, None for an empty one; the same text keeps the source that it had."""
    text = text.strip()
    if not text:
        return None
    known = before.source if before and before.text == text else None
    return Definition(text=text, source=source or known)


def with_term_note(entry: ConceptEntry, term: str, note: str) -> ConceptEntry:
    """Return an entry with one note more on a term; an empty one takes all notes of the term away.

    Raises:
        NotFound: the entry has no such term.
    """
    note = note.strip()
    return change_term(entry, term, lambda _, section: replace(section, notes=(*section.notes, note) if note else ()))


def with_term_source(entry: ConceptEntry, term: str, source: str) -> ConceptEntry:
    """Return an entry with another source of a term; an empty one takes it away.

    Raises:
        NotFound: the entry has no such term.
    """
    return change_term(entry, term, lambda _, section: replace(section, source=" ".join(source.split()) or None))


def with_term_moved(entry: ConceptEntry, term: str, places: int) -> ConceptEntry:
    """Return an entry with a term further up (-1) or down (1) in its language, at most to the end.

    Raises:
        NotFound: the entry has no such term.
    """
    require_term(entry, term)

    def move(section: LanguageSection) -> LanguageSection:
        names = [found.term for found in section.terms]
        if term not in names:
            return section
        terms = list(section.terms)
        moved = terms.pop(names.index(term))
        terms.insert(max(0, names.index(term) + places), moved)
        return replace(section, terms=tuple(terms))

    return replace(entry, sections=tuple(move(section) for section in entry.sections))
