"""An entry as its fields, each with what leads to it and its text: what states of it are compared by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.review.clashes import told
from glossary.review.merging_terms import align_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.concept import ConceptEntry, LanguageSection, TermSection

Field = tuple[str, ...]
"""Such as ``("subject_field",)``, ``("en", "definition")`` or ``("en", "tea", "status")``."""


def fields_of(entry: ConceptEntry | None, *, like: ConceptEntry | None = None) -> dict[Field, str]:
    """Return the texts of an entry's fields, in its order; of no entry there are none.

    Args:
        entry: the entry.
        like: another state of it: a term that is only spelled otherwise there has its name there.
    """
    return {} if entry is None else dict(_fields(entry, like))


def _fields(entry: ConceptEntry, like: ConceptEntry | None) -> Iterator[tuple[Field, str]]:
    yield from _said(("subject_field",), entry.subject_field)
    yield from _said(("definition",), told(entry.definition))
    yield from _numbered(("note",), entry.notes)
    for reference in entry.references:
        yield ("reference", reference.target), reference.text or reference.target
    known = {section.language: section.terms for section in like.sections} if like else {}
    for section in entry.sections:
        yield from _section(section, known.get(section.language, ()))
    yield from _numbered(("other",), entry.other)


def _section(section: LanguageSection, known: Sequence[TermSection]) -> Iterator[tuple[Field, str]]:
    name = (section.language,)
    yield from _said((*name, "definition"), told(section.definition))
    yield from _numbered((*name, "note"), section.notes)
    yield from _numbered((*name, "other"), section.other)
    for place, (key, term) in enumerate(align_terms(known, section.terms).items()):
        yield from _term((*name, key[0]), term, place)


def _term(name: Field, term: TermSection, place: int) -> Iterator[tuple[Field, str]]:
    yield name, term.term
    yield (*name, "place"), str(place + 1)
    yield (*name, "status"), term.status.value
    yield from _said((*name, "part_of_speech"), term.part_of_speech)
    yield from _said((*name, "term_type"), term.term_type)
    yield from _said((*name, "pinyin"), term.pinyin)
    yield from _said((*name, "pinyin_by_hand"), "yes" if term.pinyin_by_hand else None)
    yield from _said((*name, "source"), term.source)
    yield from _numbered((*name, "note"), term.notes)
    examples = [f"{context.text} — {context.source}" if context.source else context.text for context in term.contexts]
    yield from _numbered((*name, "example"), examples)
    yield from _numbered((*name, "other"), term.other)


def _said(name: Field, text: str | None) -> Iterator[tuple[Field, str]]:
    if text:
        yield name, text


def _numbered(name: Field, texts: Sequence[str]) -> Iterator[tuple[Field, str]]:
    """Yield texts, told apart by their numbers where there are several."""
    for number, text in enumerate(texts, 1):
        yield (*name[:-1], f"{name[-1]} {number}") if len(texts) > 1 else name, text
