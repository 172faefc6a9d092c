"""Entries out of a termbase into a file, with usage examples that were mined for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.store.candidates import find_usages_of_entries
from glossary.store.entries import find_entries
from glossary.store.search import Filter, find_identifiers
from glossary.text.english import fold
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry, LanguageSection, TermSection, Usage

#: Entries are read in batches of this size.
BATCH = 500


def entries_to_export(connection: Connection, wanted: Filter, *, examples: int) -> Iterator[ConceptEntry]:
    """Yield the entries that a filter lets through, in the order of their ids.

    Args:
        connection: in any transaction.
        wanted: which entries.
        examples: fill up the contexts of each preferred English term to so many with mined sentences.
    """
    identifiers = list(find_identifiers(connection, wanted))
    usages = find_usages_of_entries(connection) if examples else {}
    for start in range(0, len(identifiers), BATCH):
        for entry in find_entries(connection, identifiers[start : start + BATCH]):
            yield _with_examples(entry, usages.get(entry.id, ()), examples)


def _with_examples(entry: ConceptEntry, usages: Sequence[Usage], examples: int) -> ConceptEntry:
    preferred = entry.preferred(Language.ENGLISH)
    if preferred is None or not usages:
        return entry
    sections = tuple(_fill_section(section, preferred, usages, examples) for section in entry.sections)
    return replace(entry, sections=sections)


def _fill_section(
    section: LanguageSection, preferred: TermSection, usages: Sequence[Usage], examples: int
) -> LanguageSection:
    if section.language != Language.ENGLISH:
        return section
    return replace(
        section,
        terms=tuple(_fill(term, usages, examples) if term is preferred else term for term in section.terms),
    )


def _fill(term: TermSection, usages: Sequence[Usage], examples: int) -> TermSection:
    there = {fold(context.text) for context in term.contexts}
    new = [usage for usage in usages if fold(usage.text) not in there]
    missing = max(0, examples - len(term.contexts))
    added = tuple(usage.as_context() for usage in new[:missing])
    return replace(term, contexts=(*term.contexts, *added))
