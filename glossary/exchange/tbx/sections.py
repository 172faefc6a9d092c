"""Terms and language sections as a termbase has them, of what was found in a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.concept_making import make_section, make_term
from glossary.exchange.files.xml_text import escape
from glossary.vocabulary import AdministrativeStatus

if TYPE_CHECKING:
    from glossary.concept import LanguageSection
    from glossary.exchange.tbx.interpretation import Found


def build_section(found: Found, terms: list[Found]) -> LanguageSection:
    """Return the section of what was found at its level and of its terms.

    Where no term is said to be preferred the first one without status is.
    """
    for term in terms:
        if term.status is None or term.definition is not None:
            _raise_definitions(found, terms)
            _give_statuses(terms)
            break
    made = [
        make_term(
            term.term,
            term.status or AdministrativeStatus.ADMITTED,
            term.part_of_speech,
            term.term_type,
            term.pinyin,
            term.pinyin_by_hand,
            term.source,
            term.notes,
            term.contexts,
            term.other,
        )
        for term in terms
    ]
    return make_section(found.language, tuple(made), found.definition, found.notes, found.other)


def _raise_definitions(section: Found, terms: list[Found]) -> None:
    """Move definitions of terms, which older versions allow, to the language section or to its notes."""
    for term in terms:
        if term.definition and not section.definition:
            section.definition = term.definition
        elif term.definition and term.definition != section.definition:
            term.notes += (term.definition.text,)


def _give_statuses(terms: list[Found]) -> None:
    is_open = all(term.status is not AdministrativeStatus.PREFERRED for term in terms)
    for found in terms:
        if found.status is None:
            found.status = AdministrativeStatus.PREFERRED if is_open else AdministrativeStatus.ADMITTED
            is_open = False


def join_sections(sections: list[tuple[str, LanguageSection]]) -> tuple[LanguageSection, ...]:
    """Join the sections of one language; where tags differ each term keeps its own as geographicalUsage."""
    if len({section.language for _, section in sections}) == len(sections):
        return tuple([section for _, section in sections])
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
