"""An entry as an article of a dictionary: plain HTML that needs no style sheet and runs nothing."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from glossary.exchange.published.html import escape_html
from glossary.vocabulary import AdministrativeStatus, Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.concept import ConceptEntry, Definition, TermSection

_TAG = re.compile(r"<[^>]*>")
_ORDER = {Language.SIMPLIFIED_CHINESE.value: 0, Language.TRADITIONAL_CHINESE.value: 1, Language.ENGLISH.value: 2}
#: What is said of a term beside it; that a term is preferred is seen by its place.
_TYPES = {
    "fullForm": "full form",
    "acronym": "acronym",
    "abbreviation": "abbreviation",
    "shortForm": "short form",
    "variant": "variant",
    "phrase": "phrase",
}
_STANDING = {
    AdministrativeStatus.PREFERRED: 0,
    AdministrativeStatus.ADMITTED: 1,
    AdministrativeStatus.SUPERSEDED: 2,
    AdministrativeStatus.DEPRECATED: 3,
}


def render_article(entry: ConceptEntry, terms: list[tuple[str, TermSection]]) -> str:
    """Return an entry as HTML: its ordered terms, then what is said of the concept and of each term."""
    pieces = [_term(language, term) for language, term in terms]
    if entry.subject_field:
        pieces.append(f"<div><small>{escape_html(entry.subject_field)}</small></div>")
    if entry.definition:
        pieces.append(_definition(entry.definition))
    pieces += [_definition(section.definition) for section in entry.sections if section.definition]
    pieces += [f"<div>{escape_html(note)}</div>" for note in entry.notes]
    for section in entry.sections:
        pieces += [f"<div>{escape_html(note)}</div>" for note in section.notes]
    for language, term in terms:
        if term.source or term.notes or term.contexts:
            pieces += _details(language, term)
    return "".join(pieces)


def render_text(entry: ConceptEntry, terms: list[tuple[str, TermSection]]) -> str:
    """Return the article of an entry as lines of plain text."""
    article = render_article(entry, terms)
    return unescape(_TAG.sub("", article.replace("</div>", "\n").replace("</blockquote>", "\n"))).rstrip("\n")


def ordered_terms(entry: ConceptEntry) -> list[tuple[str, TermSection]]:
    """Return the terms as readers want them: Chinese, English, others; what may be used before what may not."""
    last = len(_ORDER)
    sections = sorted(entry.sections, key=lambda section: _ORDER.get(section.language, last))
    if last < len(sections) or len({section.language for section in sections}) < len(sections):
        found = [(section.language, term) for section in entry.sections for term in section.terms]
        return sorted(found, key=lambda pair: (_ORDER.get(pair[0], last), _STANDING[pair[1].status]))
    return [(section.language, term) for section in sections for term in _by_standing(section.terms)]


def _by_standing(terms: Sequence[TermSection]) -> Sequence[TermSection]:
    return sorted(terms, key=lambda term: _STANDING[term.status]) if len(terms) > 1 else terms


def describe_term(term: TermSection) -> list[str]:
    """Return the short words that stand beside a term: part of speech, type, that it isn't to be used."""
    told = [term.part_of_speech.value] if term.part_of_speech else []
    if term.term_type:
        told.append(_TYPES[term.term_type.value])
    if not term.status.is_accepted:
        told.append(term.status.value)
    return told


def _term(language: str, term: TermSection) -> str:
    mark = "b" if term.status.is_accepted else "s"
    pinyin = f" <i>{escape_html(term.pinyin)}</i>" if term.pinyin else ""
    beside = ""
    if term.part_of_speech or term.term_type or mark == "s":
        beside = f" <small>{', '.join(describe_term(term))}</small>"
    return f'<div lang="{escape_html(language)}"><{mark}>{escape_html(term.term)}</{mark}>{pinyin}{beside}</div>'


def _definition(definition: Definition) -> str:
    source = f" <small>{escape_html(definition.source)}</small>" if definition.source else ""
    return f"<div>{escape_html(definition.text)}{source}</div>"


def _details(language: str, term: TermSection) -> Iterator[str]:
    if term.source:
        yield f"<div><small>{escape_html(term.term)}: {escape_html(term.source)}</small></div>"
    for note in term.notes:
        yield f"<div>{escape_html(note)}</div>"
    for context in term.contexts:
        source = f" <small>{escape_html(context.source)}</small>" if context.source else ""
        yield f'<blockquote lang="{escape_html(language)}">{escape_html(context.text)}{source}</blockquote>'
