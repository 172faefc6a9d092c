"""The keys that are kept, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.mine.ranking.score import Whole, score_parts
from glossary.mine.ranking.selection import refusal
from glossary.mine.ranking.subsumption import find_fragments
from glossary.progress import Progress, ticking
from glossary.text.english import fold_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.mine.corpus import Corpus
    from glossary.mine.known import KnownTerms
    from glossary.mine.ranking.evidence import Evidence
    from glossary.mine.trace import Trace
    from glossary.vocabulary import Strictness


TELL_EVERY = 1_000
"""Keys between two reports of progress."""

FLUENT = 0.08
"""The share of known terms in the tokens of a text from which on it is written in their language."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A key with its evidence, its score and the parts of that."""

    evidence: Evidence
    score: float
    parts: Mapping[str, float]


def rank(
    corpus: Corpus,
    evidence: Mapping[str, Evidence],
    groups: Mapping[str, list[str]],
    *,
    known: KnownTerms,
    strictness: Strictness,
    trace: Trace | None = None,
    progress: Progress | None = None,
) -> list[Ranked]:
    """Return what is no fragment and good enough, best first; equals in the order of their keys."""
    for key, own in evidence.items():
        if not own.known and own.alone and key in known.by_key and not known.needs_case(key):
            # Met alone, though always inside of a longer known term too.
            own.known = own.alone
    fragments = find_fragments(evidence, groups)
    # A longer phrase that its end never leaves keeps its beginning: “new quality productive forces”.
    sealed = {longer for key, longer in fragments.items() if longer.endswith(key)}
    whole = _whole(corpus)
    affinity = _affinity(corpus, evidence)
    ranked = []
    for key, own in ticking(evidence.items(), progress, "ranking terms", len(evidence), every=TELL_EVERY):
        if key in fragments:
            if trace:
                trace.note(key, "subsumption", f"dropped in favour of “{fragments[key]}”, which it is a part of")
            continue
        folded = [fold_word(word) for word in own.words]
        parts = score_parts(own, folded, whole, kinship=affinity * known.kinship(folded), sealed=key in sealed)
        score = sum(parts.values())
        reason = refusal(own, score, strictness)
        if trace:
            trace.parts[key] = parts
            trace.note(key, "selection", f"dropped, {reason}" if reason else f"kept with score {score:.2f}")
        if reason is None:
            ranked.append(Ranked(own, score, parts))
    ranked.sort(key=lambda item: (-item.score, item.evidence.key))
    return ranked


def _affinity(corpus: Corpus, evidence: Mapping[str, Evidence]) -> float:
    """Return how far the texts speak the language of the known terms, from 0 to 1.

    What a termbase of policy says about the making of its phrases says nothing about a text on dressage.
    """
    known = sum(own.known * own.length for own in evidence.values())
    return min(known / (len(corpus) or 1) / FLUENT, 1.0)


def _whole(corpus: Corpus) -> Whole:
    words: dict[str, int] = {}
    for i in corpus.word_ids:
        key = corpus.folded[i]
        words[key] = words.get(key, 0) + 1
    return Whole(len(corpus), words)
