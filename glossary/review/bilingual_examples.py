"""Sentence pairs as usage examples: the sentence of a term with its translation, each with the term that it shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.store.units import find_unit_contexts
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from glossary.concept import Candidate, ConceptEntry, Context, ProposedEquivalent, TermSection


def with_bilingual_examples(
    connection: Connection, candidate: Candidate, choices: Sequence[str], entry: ConceptEntry
) -> ConceptEntry:
    """Return the entry of a candidate with the sentence pairs that its chosen equivalents were found in.

    Args:
        connection: in any transaction.
        candidate: with its proposals.
        choices: as for ``choose_equivalents``; typed terms have no sentence pair unless they are a proposal's.
        entry: made of the candidate.
    """
    chosen = [proposal for choice in choices if (proposal := _proposal(candidate, choice)) and proposal.unit_id]
    units = find_unit_contexts(connection, [proposal.unit_id for proposal in chosen if proposal.unit_id])
    for proposal in chosen:
        contexts = units.get(proposal.unit_id or 0)
        if contexts is None:
            continue
        own, other = contexts if candidate.language == Language.ENGLISH else contexts[::-1]
        first = next((term for _, term in entry.find_terms(candidate.language)), None)
        if first is not None:
            entry = _with_context(entry, candidate.language, first.term, own)
        entry = _with_context(entry, proposal.language, proposal.term, other)
    return entry


def _proposal(candidate: Candidate, choice: str) -> ProposedEquivalent | None:
    if choice.isdecimal():
        return candidate.equivalents[int(choice) - 1] if 1 <= int(choice) <= len(candidate.equivalents) else None
    return next((each for each in candidate.equivalents if each.term == choice.strip()), None)


def _with_context(entry: ConceptEntry, language: str, term: str, context: Context) -> ConceptEntry:
    """Return an entry with a usage example first among those of a term, and without those that are a part of it."""
    sections = tuple(
        replace(section, terms=tuple(_placed(each, term, context) for each in section.terms))
        if section.language[:2] == language[:2]
        else section
        for section in entry.sections
    )
    return replace(entry, sections=sections)


def _placed(section: TermSection, term: str, context: Context) -> TermSection:
    if section.term != term:
        return section
    others = tuple(each for each in section.contexts if each.text not in context.text)
    return replace(section, contexts=(context, *others))
