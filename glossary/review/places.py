"""Where usage examples stand in mined documents: places that mean something in one termbase only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.concept import ConceptEntry, Context, TermSection


def without_places(entry: ConceptEntry) -> ConceptEntry:
    """Return an entry whose usage examples name their source and no place."""

    def bare(_language: str, _term: TermSection, context: Context) -> Context:
        return replace(context, document=None, start=None, end=None)

    return _with_contexts(entry, bare)


def with_places_of(entry: ConceptEntry, other: ConceptEntry) -> ConceptEntry:
    """Return an entry with the places that another state of it knows of the same usage examples."""
    known = {
        (language, context.text, context.source): context
        for language, term in other.find_terms()
        for context in term.contexts
        if context.document is not None
    }
    if not known:
        return entry
    return _with_contexts(entry, lambda lang, _, context: known.get((lang, context.text, context.source), context))


def _with_contexts(entry: ConceptEntry, change: Callable[[str, TermSection, Context], Context]) -> ConceptEntry:
    if not any(term.contexts for _, term in entry.find_terms()):
        return entry
    sections = (
        replace(
            section,
            terms=tuple(
                replace(term, contexts=tuple(change(section.language, term, context) for context in term.contexts))
                for term in section.terms
            ),
        )
        for section in entry.sections
    )
    return replace(entry, sections=tuple(sections))
