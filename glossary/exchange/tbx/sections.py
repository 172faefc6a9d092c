"""Terms and language sections as a termbase has them, of what was found in a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.concept import LanguageSection, TermSection
from glossary.exchange.tbx.xml_text import escape
from glossary.vocabulary import AdministrativeStatus

if TYPE_CHECKING:
    from glossary.exchange.tbx.interpretation import Found


def raise_definitions(section: Found, terms: list[Found]) -> None:
    """Move definitions of terms, which older versions allow, to the language section or to its notes."""
    for term in terms:
        if term.definition and not section.definition:
            section.definition = term.definition
        elif term.definition and term.definition != section.definition:
            term.notes.append(term.definition.text)


def build_terms(terms: list[Found]) -> tuple[TermSection, ...]:
    """Return the term sections. Where no term is said to be preferred the first one without status is."""
    is_open = all(term.status is not AdministrativeStatus.PREFERRED for term in terms)
    built = []
    for found in terms:
        status = found.status
        if status is None:
            status = AdministrativeStatus.PREFERRED if is_open else AdministrativeStatus.ADMITTED
            is_open = False
        built.append(
            TermSection(
                term=found.term,
                status=status,
                part_of_speech=found.part_of_speech,
                term_type=found.term_type,
                pinyin=found.pinyin,
                pinyin_by_hand=found.pinyin_by_hand,
                source=found.source,
                notes=tuple(found.notes),
                contexts=tuple(found.contexts),
                other=tuple(found.other),
            )
        )
    return tuple(built)


def join_sections(sections: list[tuple[str, LanguageSection]]) -> tuple[LanguageSection, ...]:
    """Join the sections of one language; where tags differ each term keeps its own as geographicalUsage."""
    joined: dict[str, LanguageSection] = {}
    tags: dict[str, set[str]] = {}
    for tag, section in sections:
        tags.setdefault(section.language, set()).add(tag)
    for tag, section in sections:
        differs = len(tags[section.language]) > 1 and tag != section.language
        part = _mark_usage(section, tag) if differs else section
        earlier = joined.get(section.language)
        joined[section.language] = part if earlier is None else _join(earlier, part)
    return tuple(joined.values())


def _mark_usage(section: LanguageSection, tag: str) -> LanguageSection:
    """Return the section with its tag at each of its terms."""
    usage = f'<termNote type="geographicalUsage">{escape(tag)}</termNote>'
    return replace(section, terms=tuple(replace(term, other=(usage, *term.other)) for term in section.terms))


def _join(first: LanguageSection, second: LanguageSection) -> LanguageSection:
    """Return two sections of a language as one; a second definition becomes a note."""
    extra = (second.definition.text,) if first.definition and second.definition else ()
    return replace(
        first,
        terms=first.terms + second.terms,
        definition=first.definition or second.definition,
        notes=first.notes + extra + second.notes,
        other=first.other + second.other,
    )
