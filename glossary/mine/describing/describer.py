"""A ranked key made a candidate: its form, variants, mentions and examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.concept import Candidate, Document, Mention, Mentions, Variant
from glossary.mine.describing.contexts import choose_contexts
from glossary.mine.describing.variants import find_variants
from glossary.text.english import fold
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.mine.corpus import Corpus
    from glossary.mine.finding.spans import Spans
    from glossary.mine.known import KnownTerms
    from glossary.mine.ranking.rank import Ranked


@dataclass(frozen=True, slots=True)
class Describer:
    """Knows where to look up what a candidate shows."""

    corpus: Corpus
    documents: Sequence[Document]
    spans: Spans
    known: KnownTerms

    def candidate(self, ranked: Ranked) -> Candidate:
        """Return the candidate of a ranked key.

        An acronym that the termbase has for its entry is listed even where the documents never use it,
        with a count of 0.
        """
        own = ranked.evidence
        variants = find_variants(self.corpus, self.documents, self.spans, own)
        term = _form_of_key(variants, own.key)
        entry = self.known.entry_of(own.key) if own.known else None
        if entry:
            present = {variant.term for variant in variants}
            preferred = self.known.preferred.get(entry)
            if preferred in present and fold(preferred) == own.key:
                term = preferred
            acronyms = self.known.acronyms.get(entry, ())
            variants += tuple(Variant(term=acronym, count=0) for acronym in acronyms if acronym not in present)
        tokens = [self.spans.start[i] for i in own.occurrences]
        mentions = [self._mention(i) for i in own.occurrences]
        return Candidate(
            term=term,
            key=own.key,
            status=CandidateStatus.KNOWN if entry else CandidateStatus.PENDING,
            entry=entry,
            score=round(ranked.score, 4),
            frequency=own.frequency,
            documents=own.documents,
            variants=variants,
            contexts=choose_contexts(self.corpus, self.documents, mentions, tokens),
            mentions=Mentions(mentions),
            parts=tuple(sorted(ranked.parts.items(), key=lambda item: (-abs(item[1]), item[0]))),
        )

    def _mention(self, occurrence: int) -> Mention:
        start, length = self.spans.start[occurrence], self.spans.length[occurrence]
        return Mention(
            document=self.corpus.document_of(start),
            start=self.corpus.offsets[start],
            end=self.corpus.end_offset(start + length - 1),
        )


def _form_of_key(variants: Sequence[Variant], key: str) -> str:
    """Return the commonest form that has the key itself: the full form before its acronym."""
    return next((variant.term for variant in variants if fold(variant.term) == key), variants[0].term)
