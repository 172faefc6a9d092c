"""The lines of OmegaT's glossary: source, target and comment, separated by tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.concept import ConceptEntry, TermSection

#: A comment is read at a glance.
_COMMENT_LENGTH = 300
_WRITINGS = {
    Language.SIMPLIFIED_CHINESE: Language.TRADITIONAL_CHINESE,
    Language.TRADITIONAL_CHINESE: Language.SIMPLIFIED_CHINESE,
}


def render_table(entries: Iterable[ConceptEntry], source: Language, target: Language) -> bytes:
    """Return the file, UTF-8 without a header, which OmegaT would take for a term.

    A term of the source that is deprecated stays, for the texts it stands in, and its comment says so; a deprecated
    target is only named in the comment as what not to write.
    """
    seen: set[tuple[str, str]] = set()
    lines = []
    for entry in entries:
        for term, equivalent, comment in _rows(entry, source, target):
            if (term, equivalent) not in seen:
                seen.add((term, equivalent))
                lines.append(f"{term}\t{equivalent}\t{comment}\n")
    return "".join(lines).encode()


def _rows(entry: ConceptEntry, source: Language, target: Language) -> Iterator[tuple[str, str, str]]:
    terms, equivalents = _terms(entry, source), _terms(entry, target)
    accepted = [equivalent for equivalent in equivalents if equivalent.status.is_accepted]
    refused = [equivalent.term for equivalent in equivalents if not equivalent.status.is_accepted]
    best = next((term.term for term in terms if term.status.is_accepted), None)
    for term in terms:
        for equivalent in accepted:
            comment = _comment(entry, term, equivalent, best=best, refused=refused)
            yield _cell(term.term), _cell(equivalent.term), comment


def _terms(entry: ConceptEntry, language: Language) -> list[TermSection]:
    """Return the terms of a language, the accepted ones first; Chinese in the other writing if only that is there."""
    terms = [term for _, term in entry.find_terms(language)]
    if not terms and language in _WRITINGS:
        terms = [term for _, term in entry.find_terms(_WRITINGS[language])]
    return sorted(terms, key=lambda term: not term.status.is_accepted)


def _comment(
    entry: ConceptEntry, term: TermSection, equivalent: TermSection, *, best: str | None, refused: list[str]
) -> str:
    parts = []
    if not term.status.is_accepted:
        parts.append(f"{term.status.value} in the source" + (f", better: {best}" if best else ""))
    parts.extend(reading for reading in (term.pinyin, equivalent.pinyin) if reading)
    if refused:
        parts.append(f"not: {', '.join(refused)} (deprecated)")
    if entry.subject_field:
        parts.append(entry.subject_field)
    if entry.definition:
        parts.append(entry.definition.text)
    comment = _cell("; ".join(parts))
    return comment if len(comment) <= _COMMENT_LENGTH else f"{comment[: _COMMENT_LENGTH - 1]}…"


def _cell(text: str) -> str:
    """Return a text without what separates cells and lines."""
    return " ".join(text.split())
