"""Entries made ready for a program that takes less than they have: one Chinese writing, accepted terms only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.concept import ConceptEntry, LanguageSection


def without_rejected_terms(entry: ConceptEntry) -> ConceptEntry:
    """Return an entry with its preferred and admitted terms only; a language without any goes too."""
    sections = (
        replace(section, terms=tuple(term for term in section.terms if term.status.is_accepted))
        for section in entry.sections
    )
    return replace(entry, sections=tuple(section for section in sections if section.terms))


def in_one_writing(entry: ConceptEntry, writing: str) -> ConceptEntry:
    """Return an entry with its Chinese in one writing, ``zh-Hans`` or ``zh-Hant``; the other one is left out.

    Where the entry hasn't the wanted one, none is left: to convert is not to know.
    """
    other = Language.TRADITIONAL_CHINESE if writing == Language.SIMPLIFIED_CHINESE else Language.SIMPLIFIED_CHINESE
    return replace(entry, sections=tuple(section for section in entry.sections if section.language != other))


def prepare(
    entries: Iterable[ConceptEntry], *, writing: str | None = None, accepted_only: bool = False
) -> Iterator[ConceptEntry]:
    """Yield entries as a program wants them; one that has nothing left for it is passed over.

    Args:
        entries: in any order.
        writing: ``zh-Hans`` or ``zh-Hant`` where the program takes one Chinese writing only.
        accepted_only: leave out deprecated and superseded terms, which the program would offer like any other.
    """
    for entry in entries:
        made = without_rejected_terms(entry) if accepted_only else entry
        made = in_one_writing(made, writing) if writing else made
        if _has_both(made.sections) or (made is entry and not writing):
            yield made


def _has_both(sections: tuple[LanguageSection, ...]) -> bool:
    """Tell whether there are terms in English and in Chinese."""
    languages = {section.language[:2] for section in sections if section.terms}
    return {"en", "zh"} <= languages
