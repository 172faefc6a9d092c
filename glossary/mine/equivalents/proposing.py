"""All layers together: what is proposed for a candidate, in which order, with which reading."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.mine.equivalents.composition import compose
from glossary.mine.equivalents.dictionary import DictionaryLayer
from glossary.mine.equivalents.glosses import GlossLayer
from glossary.mine.equivalents.rewording import find_reworded
from glossary.mine.equivalents.termbase import TermbaseLayer
from glossary.text.pinyin import pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glossary.concept import Candidate, ConceptEntry, Document, ProposedEquivalent


class Proposer:
    """Proposes Chinese equivalents for the candidates of one mining.

    Args:
        entries: the termbase.
        origins: where each entry came from, by its id; ``base`` counts most.
        documents: the corpus, for its inline glosses.
        hand_pinyin: readings that a person wrote, by Chinese term; they win over every machine's.
        shipped: the curated base, where the termbase hasn't taken it in.
    """

    def __init__(
        self,
        entries: Iterable[ConceptEntry],
        origins: Mapping[str, str],
        documents: Iterable[Document],
        hand_pinyin: Mapping[str, str] | None = None,
        shipped: Sequence[ConceptEntry] = (),
    ) -> None:
        base = TermbaseLayer(shipped, {entry.id: "base" for entry in shipped})
        self._termbases = (TermbaseLayer(entries, origins), base)
        self._glosses = GlossLayer(documents)
        self._hand_pinyin = hand_pinyin or {}

    def propose_all(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates with their proposed equivalents, best first."""
        found = [self._sure(candidate) for candidate in candidates]
        open_terms = [
            term
            for candidate, proposals in zip(candidates, found, strict=True)
            if not proposals
            for term in _spellings(candidate)
        ]
        dictionary = DictionaryLayer(open_terms)
        completed = []
        for candidate, proposals in zip(candidates, found, strict=True):
            answers = proposals or dictionary.propose(_spellings(candidate))
            completed.append(replace(candidate, equivalents=tuple(self._read(p) for p in _distinct(answers))))
        return completed

    def _sure(self, candidate: Candidate) -> list[ProposedEquivalent]:
        spellings = _spellings(candidate)
        proposals: list[ProposedEquivalent] = []
        for termbase in self._termbases:
            proposals += termbase.propose(spellings, candidate.entry)
            for term in spellings:
                proposals += compose(term, termbase)
        if not proposals:
            proposals = [
                found for termbase in self._termbases for term in spellings for found in find_reworded(term, termbase)
            ]
        proposals += self._glosses.propose(spellings)
        return sorted(proposals, key=lambda proposal: -proposal.confidence)

    def _read(self, proposal: ProposedEquivalent) -> ProposedEquivalent:
        reading = self._hand_pinyin.get(proposal.term) or proposal.pinyin or pinyin(proposal.term)
        return replace(proposal, pinyin=reading)


def _spellings(candidate: Candidate) -> list[str]:
    return list(dict.fromkeys([candidate.term, *(variant.term for variant in candidate.variants)]))


def _distinct(proposals: Iterable[ProposedEquivalent]) -> Iterator[ProposedEquivalent]:
    seen: set[str] = set()
    for proposal in proposals:
        if proposal.term not in seen:
            seen.add(proposal.term)
            yield proposal
