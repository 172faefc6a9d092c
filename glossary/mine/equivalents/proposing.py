"""All layers together: what is proposed for a candidate, in which order, with which reading."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.mine.equivalents.composition import compose
from glossary.mine.equivalents.dictionary import DictionaryLayer
from glossary.mine.equivalents.glosses import GlossLayer
from glossary.mine.equivalents.rewording import find_reworded
from glossary.mine.equivalents.termbase import TermbaseLayer
from glossary.progress import Progress, ticking
from glossary.text.pinyin import pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glossary.concept import Candidate, ConceptEntry, Document, ProposedEquivalent
    from glossary.mine.encoding import Encoder
    from glossary.mine.equivalents.termbase import KnownEntry


TELL_EVERY = 500
"""Entries between two reports of progress."""


class Proposer:
    """Proposes Chinese equivalents for the candidates of one mining.

    Args:
        entries: the termbase.
        origins: where each entry came from, by its id; ``base`` counts most.
        documents: the corpus, for its inline glosses.
        hand_pinyin: readings that a person wrote, by Chinese term; they win over every machine's.
        shipped: the curated base, where the termbase hasn't taken it in.
        encoder: says where a term before a bracket begins; without one only marks do.
        progress: told how far the work is.
    """

    def __init__(
        self,
        entries: Iterable[ConceptEntry],
        origins: Mapping[str, str],
        documents: Iterable[Document],
        hand_pinyin: Mapping[str, str] | None = None,
        shipped: Sequence[ConceptEntry] = (),
        *,
        encoder: Encoder | None = None,
        progress: Progress | None = None,
    ) -> None:
        base = TermbaseLayer(shipped, {entry.id: "base" for entry in shipped})
        known = ticking(entries, progress, "looking at the termbase", every=TELL_EVERY)
        self._termbases = (TermbaseLayer(known, origins), base)
        self._glosses = GlossLayer(documents, encoder)
        self._hand_pinyin = hand_pinyin or {}

    def propose_all(self, candidates: Sequence[Candidate], progress: Progress | None = None) -> list[Candidate]:
        """Return the candidates with their proposed equivalents, best first."""
        total = len(candidates)
        found = [self._sure(candidate) for candidate in ticking(candidates, progress, "proposing Chinese", total)]
        open_terms = [
            term
            for candidate, proposals in zip(candidates, found, strict=True)
            if not proposals
            for term in candidate.spellings
        ]
        dictionary = DictionaryLayer(open_terms, progress)
        completed = []
        pairs = zip(candidates, found, strict=True)
        for candidate, proposals in ticking(pairs, progress, "reading the Chinese", total):
            answers = proposals or dictionary.propose(candidate.spellings)
            completed.append(replace(candidate, equivalents=tuple(self._read(p) for p in _distinct(answers))))
        return completed

    def propose_english(self, candidate: Candidate) -> Candidate:
        """Return a Chinese candidate with the English of its entry, or of glosses where it has none."""
        own = self._termbases[0].propose_english(candidate.entry)
        return replace(candidate, equivalents=tuple(own or self._glosses.propose_english(candidate.spellings)))

    def find_known(self, term: str) -> list[KnownEntry]:
        """Return the entries that have an English term, in any spelling."""
        return [known for termbase in self._termbases for known in termbase.find(term)]

    def _sure(self, candidate: Candidate) -> list[ProposedEquivalent]:
        spellings = candidate.spellings
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


def _distinct(proposals: Iterable[ProposedEquivalent]) -> Iterator[ProposedEquivalent]:
    seen: set[str] = set()
    for proposal in proposals:
        if proposal.term not in seen:
            seen.add(proposal.term)
            yield proposal
