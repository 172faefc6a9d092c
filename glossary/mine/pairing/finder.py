"""Finding the equivalents of terms in sentence pairs, from one occurrence or from many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.mine.pairing.chinese import Chinese
from glossary.mine.pairing.counts import Occurrences
from glossary.mine.pairing.english import English
from glossary.mine.pairing.features import Resources, SpanCounts, SpanInPair, TermFeatures
from glossary.mine.pairing.lexicon import load_lexicon
from glossary.mine.pairing.model import load_models
from glossary.mine.pairing.pairs import PairedEquivalent
from glossary.mine.pairing.preselection import Preselection
from glossary.mine.pairing.translation import WordTranslation
from glossary.progress import Progress, ticking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.mine.encoding import Encoder
    from glossary.mine.pairing.features import Floats
    from glossary.mine.pairing.pairs import SentencePair, TermInPairs
    from glossary.mine.pairing.side import Side

LOOKED_AT = 12
"""Pairs of a frequent term whose spans are looked at; all of its pairs are counted."""

MEASURED = 25
"""Spans of a term that all features are computed for."""

ENCODED = 60
"""Spans of a term that are encoded where there are too many to encode all."""

ENCODE_ALL = 300
"""Pairs up to which every span is encoded: about a minute of work."""

_AT_ONCE = 40
_COVERAGE = 0.15
_RECURS = 4
"""From so many pairs on, a span must stand in two of them to be looked at."""


class MeasuredSpans(NamedTuple):
    """The spans of a term that were looked at closely, with their features and counts.

    ``term_count`` is in how many pairs the term stands, those of the background too.
    """

    spans: tuple[SpanInPair, ...]
    counts: tuple[SpanCounts, ...]
    features: Floats
    term_count: int


class PairFinder:
    """Finds what terms are called in the other language.

    Args:
        pairs: in which the terms stand.
        language: of the terms, ``en`` or ``zh``; the other side of the pairs is in the other one.
        encoder: says what spans mean; without one words and counts must do.
        background: more pairs, to learn from how words are translated.
        term_pairs: terms with their equivalents, to learn likewise.
        progress: told how far the work is.
    """

    def __init__(
        self,
        pairs: Sequence[SentencePair],
        *,
        language: str,
        encoder: Encoder | None = None,
        background: Sequence[SentencePair] = (),
        term_pairs: Iterable[tuple[str, str]] = (),
        progress: Progress | None = None,
    ) -> None:
        self._pairs = pairs
        source, target = (English(), Chinese()) if language == "en" else (Chinese(), English())
        known = [*pairs, *background]
        self._occurrences = Occurrences([target.fold(pair.target) for pair in known])
        learned = ticking([*known, *term_pairs], progress, "learning how words are translated", len(known))
        self._resources = Resources(
            source=source,
            target=target,
            pairs=pairs,
            lexicon=load_lexicon(),
            translation=WordTranslation((_stems(source, a), _stems(target, b)) for a, b in learned),
            encoder=encoder,
            english_first=language == "en",
        )
        self._in_background = Occurrences([source.fold(pair.source) for pair in background])
        self._preselection = Preselection(self._resources)
        self._encodes_all = encoder is not None and len(pairs) <= ENCODE_ALL
        self._model = load_models()[f"{language}-{'counts' if encoder is None else 'meaning'}"]

    def find(
        self, terms: Sequence[TermInPairs], *, limit: int = 5, progress: Progress | None = None
    ) -> Iterator[list[PairedEquivalent]]:
        """Yield for each term its equivalents, likeliest first; none for a term without pairs.

        Args:
            terms: with the pairs in which they stand.
            limit: at most so many for each.
            progress: told how far the work is.
        """
        for start in range(0, len(terms), _AT_ONCE):
            batch = terms[start : start + _AT_ONCE]
            measured = self.measure(batch)
            told = ticking(batch, progress, "finding equivalents", len(terms), every=_AT_ONCE, start=start)
            for _, spans in zip(told, measured, strict=True):
                yield self._equivalents(spans, limit)

    def measure(self, terms: Sequence[TermInPairs]) -> list[MeasuredSpans]:
        """Return the likeliest spans of some terms with their features, in no order that says anything."""
        numbers = [self._pairs_of(term) for term in terms]
        chosen = [self._choose(term) for term in terms]
        features = [
            TermFeatures(term.term, max(len(own), 1), self._resources) for term, own in zip(terms, numbers, strict=True)
        ]
        if self._resources.encoder is not None:
            wanted = set()
            for term_features, spans in zip(features, chosen, strict=True):
                wanted |= term_features.strings(spans)
            self._resources.encoder.encode(sorted(wanted))
        measured = []
        for own, term_features, spans in zip(numbers, features, chosen, strict=True):
            counts = self._count_spans(own, spans)
            found = term_features.compute(spans, counts)
            measured.append(MeasuredSpans(tuple(spans), tuple(counts), found, max(len(own), 1)))
        return measured

    def _choose(self, term: TermInPairs) -> list[SpanInPair]:
        """Return the spans of a term that are to be measured."""
        spans, together = self._collect(term)
        if not spans:
            return []
        encoder = self._resources.encoder
        if encoder is None or not self._encodes_all:
            texts = self._preselection.choose(term.term, spans, together, MEASURED if encoder is None else ENCODED)
            together = [together[place] for place in _places(spans, texts)]
        else:
            texts = list(spans)
        if encoder is not None:
            likeness = encoder.encode(texts) @ encoder.encode([term.term])[0]
            likeness = likeness + _COVERAGE * np.asarray(together, np.float32) / max(together)
            texts = [texts[i] for i in np.argsort(-likeness, kind="stable")[:MEASURED]]
        return [spans[text] for text in texts]

    def _collect(self, term: TermInPairs) -> tuple[dict[str, SpanInPair], list[int]]:
        """Return the different spans of a term's pairs, and in how many of these each stands."""
        numbers = term.pairs
        step = max(len(numbers) / LOOKED_AT, 1.0)
        looked_at = [numbers[int(i * step)] for i in range(min(len(numbers), LOOKED_AT))]
        spans: dict[str, SpanInPair] = {}
        together: Counter[str] = Counter()
        for number in looked_at:
            target = self._pairs[number].target
            here = {target[a:b]: (a, b) for a, b in reversed(self._resources.target.spans(target))}
            together.update(here.keys())
            for text, (a, b) in here.items():
                spans.setdefault(text, SpanInPair(text, number, a, b))
        if len(looked_at) >= _RECURS:
            recurring = {text: span for text, span in spans.items() if together[text] > 1}
            spans = recurring or spans
        return spans, [together[text] for text in spans]

    def _pairs_of(self, term: TermInPairs) -> frozenset[int]:
        """Return the numbers of all pairs that have a term, those of the background behind the others."""
        behind = self._in_background.find(self._resources.source.fold(term.term))
        first = len(self._pairs)
        return frozenset(term.pairs) | {first + number for number in behind}

    def _count_spans(self, numbers: frozenset[int], spans: Sequence[SpanInPair]) -> list[SpanCounts]:
        folded = [self._resources.target.fold(span.text) for span in spans]
        found = [self._occurrences.find(text) for text in folded]
        counts = []
        for text, own in zip(folded, found, strict=True):
            around = max((len(n) for other, n in zip(folded, found, strict=True) if text in other != text), default=0)
            longer = around / len(own) if len(own) > 1 else 0.0
            counts.append(SpanCounts(len(numbers.intersection(own)), len(own), longer))
        return counts

    def _equivalents(self, measured: MeasuredSpans, limit: int) -> list[PairedEquivalent]:
        if not measured.spans:
            return []
        scores = self._model.score(measured.features)
        confidences = self._model.confidences(measured.features, scores, measured.term_count)
        order = np.argsort(-scores, kind="stable")[:limit]
        # What ranks behind is never surer.
        confidences[order] = np.minimum.accumulate(confidences[order])
        return [
            PairedEquivalent(
                term=measured.spans[i].text,
                confidence=round(float(confidences[i]), 3),
                pairs=measured.counts[i].together,
                pair=measured.spans[i].pair,
                start=measured.spans[i].start,
                end=measured.spans[i].end,
            )
            for i in order
        ]


def _places(spans: dict[str, SpanInPair], texts: Sequence[str]) -> list[int]:
    place = {text: i for i, text in enumerate(spans)}
    return [place[text] for text in texts]


def _stems(side: Side, text: str) -> list[str]:
    """Return the words of a text that carry meaning, each without its ending."""
    words = (text[a:b] for a, b in side.words(text))
    return [side.stem(word) for word in words if not side.is_function_word(word)]
