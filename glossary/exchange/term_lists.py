"""Entries of formats that know little more than words and their translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.concept import LanguageSection, TermSection
from glossary.exchange.files.characters import strip_illegal
from glossary.vocabulary import AdministrativeStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.concept import ConceptEntry


def build_sections(terms: Iterable[tuple[str, TermSection]]) -> tuple[LanguageSection, ...]:
    """Return a section for each language, in the order in which they come."""
    by_language: dict[str, list[TermSection]] = {}
    for language, term in terms:
        by_language.setdefault(language, []).append(term)
    return tuple(LanguageSection(language=language, terms=tuple(terms)) for language, terms in by_language.items())


def sections_of_words(words: Iterable[tuple[str, str]]) -> tuple[LanguageSection, ...]:
    """Return the sections of words with their languages: the first word of each is preferred, others are admitted."""
    terms: list[tuple[str, TermSection]] = []
    languages: set[str] = set()
    for language, word in dict.fromkeys(words):
        status = AdministrativeStatus.ADMITTED if language in languages else AdministrativeStatus.PREFERRED
        languages.add(language)
        terms.append((language, TermSection(term=word, status=status)))
    return build_sections(terms)


def preferred_word(entry: ConceptEntry, language: str) -> str:
    """Return the preferred term of a language, or else its first accepted one, as files hold it; ``""`` without."""
    term = entry.preferred(language)
    return strip_illegal(term.term).strip() if term else ""


def joined_sections(entry: ConceptEntry) -> dict[str, list[LanguageSection]]:
    """Return the sections of an entry by language, in order: there may be several of one."""
    joined: dict[str, list[LanguageSection]] = {}
    for section in entry.sections:
        joined.setdefault(section.language, []).append(section)
    return joined
