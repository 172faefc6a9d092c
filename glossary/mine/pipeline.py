"""Mining from end to end: documents in, ranked candidates out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.mine.corpus import read_corpus
from glossary.mine.describing.describer import Describer
from glossary.mine.finding.acronyms import find_acronyms
from glossary.mine.finding.finders import find_spans
from glossary.mine.finding.groups import find_groups
from glossary.mine.known import KnownTerms
from glossary.mine.ranking.evidence import gather
from glossary.mine.ranking.rank import rank
from glossary.mine.trace import Explanation, Trace, explain
from glossary.progress import Progress, ticking
from glossary.text.english.tagging import PatternTagger, Tagger
from glossary.vocabulary import Strictness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.concept import Candidate, Document

__all__ = ["Explanation", "KnownTerms", "Progress", "Trace", "explain", "mine_candidates"]


def mine_candidates(
    documents: Sequence[Document],
    *,
    known: KnownTerms | None = None,
    strictness: Strictness = Strictness.BALANCED,
    progress: Progress | None = None,
    trace: Trace | None = None,
    tagger: Tagger | None = None,
) -> list[Candidate]:
    """Return the candidates of English documents, best first.

    Args:
        documents: what to mine; mentions refer to their order.
        known: terms to find wherever they stand and to rank higher.
        strictness: how sure a candidate must be.
        progress: is told the step, how much of it is done, and of how much.
        trace: is filled with what each step did, for ``explain``.
        tagger: gives word classes; TextBlob's unless told.
    """
    known = known or KnownTerms()
    corpus = read_corpus(documents, progress)
    spans = find_spans(corpus, tagger or PatternTagger(), known, progress)
    groups = find_groups(find_acronyms(corpus, spans), known, spans, trace)
    evidence = gather(corpus, spans, groups, progress)
    ranked = rank(corpus, evidence, groups, known=known, strictness=strictness, trace=trace, progress=progress)
    describer = Describer(corpus, documents, spans, known)
    candidates = []
    for item in ticking(ranked, progress, "choosing examples", len(ranked)):
        candidate = describer.candidate(item)
        candidates.append(candidate)
        if trace:
            trace.terms[candidate.key] = candidate.term
    return candidates
