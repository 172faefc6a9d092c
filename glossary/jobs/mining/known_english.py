"""What the termbase calls its Chinese terms in English."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.concept import ProposedEquivalent
from glossary.jobs.seeds import ORIGIN
from glossary.mine.equivalents.termbase import BASE_CONFIDENCE, IMPORT_CONFIDENCE
from glossary.vocabulary import Language, Method

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from glossary.concept import Candidate, ConceptEntry


def with_english(
    candidates: Iterable[Candidate], entries: Iterable[ConceptEntry], origins: Mapping[str, str]
) -> Iterator[Candidate]:
    """Yield Chinese candidates, those that an entry has with its English terms, the preferred one first."""
    by_id = {entry.id: entry for entry in entries}
    for candidate in candidates:
        entry = by_id.get(candidate.entry or "")
        if entry is None:
            yield candidate
        else:
            is_base = origins.get(entry.id) == ORIGIN
            yield replace(candidate, equivalents=tuple(_proposals(entry, is_base=is_base)))


def _proposals(entry: ConceptEntry, *, is_base: bool) -> Iterator[ProposedEquivalent]:
    first, other = BASE_CONFIDENCE if is_base else IMPORT_CONFIDENCE
    preferred = entry.preferred(Language.ENGLISH)
    accepted = [term for _, term in entry.find_terms(Language.ENGLISH) if term.status.is_accepted]
    for term in sorted(accepted, key=lambda term: term is not preferred):
        yield ProposedEquivalent(
            term=term.term,
            language=Language.ENGLISH,
            method=Method.BASE if is_base else Method.IMPORT,
            confidence=first if term is preferred else other,
            source=term.source or ("policy-terms.tbx" if is_base else "termbase"),
            evidence=f"entry {entry.id}",
        )
