"""Mining from end to end: documents in, ranked candidates out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from glossary.concept import Candidate, Document, Mention, Variant
from glossary.mine.acronyms import find_acronyms
from glossary.mine.contexts import choose_contexts
from glossary.mine.corpus import Corpus, read_corpus
from glossary.mine.evidence import Evidence, gather
from glossary.mine.finders import find_spans
from glossary.mine.groups import find_groups
from glossary.mine.known import KnownTerms
from glossary.mine.score import Corpora, score_parts
from glossary.mine.selection import refusal
from glossary.mine.spans import Spans
from glossary.mine.subsumption import find_fragments
from glossary.mine.trace import Explanation, Trace, explain
from glossary.mine.variants import find_variants
from glossary.text.english import fold_word
from glossary.text.tagging import PatternTagger, Tagger
from glossary.vocabulary import CandidateStatus, Strictness

__all__ = ["Explanation", "KnownTerms", "Trace", "explain", "mine_candidates"]

Progress = Callable[[str, int, int], None]


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
    evidence = gather(corpus, spans, groups)
    ranked = _rank(corpus, evidence, strictness, trace)
    candidates = []
    for number, (score, parts, own) in enumerate(ranked, 1):
        candidates.append(_candidate(corpus, documents, spans, known, own, score, parts))
        if trace:
            trace.terms[own.key] = candidates[-1].term
        if progress and (number % 500 == 0 or number == len(ranked)):  # noqa: PLR2004 - now and then
            progress("describe", number, len(ranked))
    return candidates


def _rank(
    corpus: Corpus, evidence: dict[str, Evidence], strictness: Strictness, trace: Trace | None
) -> list[tuple[float, dict[str, float], Evidence]]:
    """Return what is kept, best first."""
    fragments = find_fragments(evidence)
    words: dict[str, int] = {}
    for i in corpus.word_ids:
        key = corpus.folded[i]
        words[key] = words.get(key, 0) + 1
    whole = Corpora(len(corpus), len(corpus.document_sentences) - 1, words)
    ranked = []
    for key, own in evidence.items():
        if key in fragments:
            if trace:
                trace.note(key, "subsumption", f"dropped, never stands outside of “{fragments[key]}”")
            continue
        parts = score_parts(own, [fold_word(word) for word in own.words], whole)
        score = sum(parts.values())
        reason = refusal(own, score, strictness)
        if trace:
            trace.parts[key] = parts
            trace.note(key, "selection", f"dropped, {reason}" if reason else f"kept with score {score:.2f}")
        if reason is None:
            ranked.append((score, parts, own))
    ranked.sort(key=lambda item: (-item[0], item[2].key))
    return ranked


def _candidate(
    corpus: Corpus,
    documents: Sequence[Document],
    spans: Spans,
    known: KnownTerms,
    own: Evidence,
    score: float,
    parts: dict[str, float],
) -> Candidate:
    variants = find_variants(corpus, documents, spans, own)
    mentions = []
    tokens = []
    for i in own.occurrences:
        start, length = spans.start[i], spans.length[i]
        tokens.append(start)
        mentions.append(
            Mention(
                document=corpus.document_of(start),
                start=corpus.offsets[start],
                end=corpus.end_offset(start + length - 1),
            )
        )
    entry = known.entry_of(own.key)
    if entry:
        present = {variant.term for variant in variants}
        variants += tuple(Variant(term=a, count=0) for a in known.acronyms(entry) if a not in present)
    return Candidate(
        term=_best(variants, own.key),
        key=own.key,
        status=CandidateStatus.KNOWN if entry else CandidateStatus.PENDING,
        entry=entry,
        score=round(score, 4),
        frequency=own.frequency,
        documents=own.documents,
        variants=variants,
        contexts=choose_contexts(corpus, documents, mentions, tokens),
        mentions=tuple(mentions),
        parts=tuple(sorted(parts.items(), key=lambda item: (-abs(item[1]), item[0]))),
    )


def _best(variants: tuple[Variant, ...], key: str) -> str:
    """Return the commonest form that has the key itself: the full form before its acronym."""
    from glossary.text.english import fold

    return next((variant.term for variant in variants if fold(variant.term) == key), variants[0].term)
