"""Finding the equivalents of English terms in Chinese texts on the same matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.concept import ProposedEquivalent
from glossary.mine.comparable.features import Shared, TermFeatures
from glossary.mine.comparable.model import load_model
from glossary.mine.comparable.pool import Pool
from glossary.mine.comparable.preselection import ENCODE_ALL, MEASURED, ROUGH, best, rough_scores
from glossary.mine.comparable.words import SpanWords
from glossary.mine.pairing.chinese import Chinese
from glossary.mine.pairing.english import English
from glossary.progress import Progress, ticking
from glossary.text.chinese import fold_chinese
from glossary.text.english import fold
from glossary.vocabulary import Method

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from glossary.concept import Document
    from glossary.mine.comparable.pool import Span
    from glossary.mine.comparable.terms import ComparableTerm
    from glossary.mine.comparable.words import Floats
    from glossary.mine.encoding import Encoder, Vectors

_AT_ONCE = 40
_ENCODED_AT_ONCE = 2000
_ROUGHLY = 0.3


class MeasuredTerm(NamedTuple):
    """The spans of a term that were looked at closely, with their features."""

    spans: tuple[Span, ...]
    features: Floats


class ComparableFinder:
    """Proposes Chinese equivalents out of texts that are on the same matter as the terms, but no translations.

    Args:
        documents: in Chinese.
        encoder: says what strings mean; there is no finding without one.
        known_terms: Chinese terms that are known or were mined, which are likelier than other spans.
        term_pairs: English terms with their equivalents, to learn from how words are translated.
        name_of: what to call a document as the source of a proposal; its path unless given.
        progress: told how far the work is.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        encoder: Encoder,
        *,
        known_terms: Collection[str] = (),
        term_pairs: Sequence[tuple[str, str]] = (),
        name_of: Callable[[Document], str] | None = None,
        progress: Progress | None = None,
    ) -> None:
        self._documents = documents
        self._name_of = name_of or (lambda document: document.path)
        self._encoder = encoder
        self._pool = Pool(documents, known=known_terms, progress=progress)
        self._words = SpanWords(self._pool.spans, encoder, term_pairs)
        self._vectors: Vectors | None = None
        if len(self._pool.spans) <= ENCODE_ALL:
            self._vectors = self._encode_all(progress)
        self._model = load_model()

    def __len__(self) -> int:
        return len(self._pool.spans)

    @property
    def spans(self) -> Sequence[Span]:
        """All spans that are searched."""
        return self._pool.spans

    def sentence_words(self) -> list[list[str]]:
        """Return the words of every sentence, in the order that ``Span.sentences`` counts."""
        chinese = Chinese()
        return [[text[a:b] for a, b in chinese.words(text)] for text, _ in self._pool.sentences]

    def find(
        self, terms: Sequence[ComparableTerm], *, limit: int = 5, progress: Progress | None = None
    ) -> Iterator[list[ProposedEquivalent]]:
        """Yield for each term the likeliest equivalents, best first; none where there is no text.

        Args:
            terms: all that are looked for, since two of them seldom share an equivalent.
            limit: at most so many for each.
            progress: told how far the work is.
        """
        told = ticking(self.measure(terms), progress, "finding equivalents", len(terms), every=_AT_ONCE)
        for measured in told:
            yield self._propose(measured, limit)

    def measure(self, terms: Sequence[ComparableTerm]) -> Iterator[MeasuredTerm]:
        """Yield for each term the spans that are worth a closer look, with their features."""
        shared = Shared(
            self._pool,
            self._words,
            self._encoder,
            self._encoder.encode([term.term for term in terms]),
            English(),
            Chinese(),
        )
        keys = [{fold(spelling) for spelling in (term.term, *term.spellings)} for term in terms]
        for start in range(0, len(terms), _AT_ONCE):
            batch = [
                TermFeatures(term, [i for i, other in enumerate(keys) if not other & keys[start + at]], shared)
                for at, term in enumerate(terms[start : start + _AT_ONCE])
            ]
            self._encoder.encode(sorted(set().union(*(features.strings() for features in batch))))
            for features, chosen in zip(batch, self._choose(batch), strict=True):
                spans = tuple(self._pool.spans[i] for i in chosen)
                yield MeasuredTerm(spans, features.compute(spans))

    def _choose(self, batch: Sequence[TermFeatures]) -> list[list[int]]:
        """Return for some terms the places of the spans that are to be measured."""
        if not self._pool.spans:
            return [[] for _ in batch]
        rough = [rough_scores(each.spellings[0], each.content, each.size, self._words, self._encoder) for each in batch]
        if self._vectors is not None:
            everything = range(len(self._pool.spans))
            return [
                self._nearest(each, everything, self._vectors, scores)
                for each, scores in zip(batch, rough, strict=True)
            ]
        among = [best(scores, ROUGH) for scores in rough]
        self._encode(sorted(set().union(*among)))
        return [
            self._nearest(each, places, self._encode(places), scores[places])
            for each, places, scores in zip(batch, among, rough, strict=True)
        ]

    def _nearest(self, term: TermFeatures, places: Sequence[int], vectors: Vectors, rough: Floats) -> list[int]:
        """Return those of some spans that fit a term best, with what their words say counted in."""
        likeness = (vectors @ self._encoder.encode(term.spellings).T).max(axis=1)
        return [places[i] for i in best(likeness + _ROUGHLY * rough, MEASURED)]

    def _encode(self, places: Sequence[int]) -> Vectors:
        return self._encoder.encode([self._pool.spans[i].text for i in places])

    def _encode_all(self, progress: Progress | None) -> Vectors:
        texts = [span.text for span in self._pool.spans]
        parts = [
            self._encoder.encode(texts[start : start + _ENCODED_AT_ONCE])
            for start in ticking(
                range(0, len(texts), _ENCODED_AT_ONCE),
                progress,
                "encoding spans",
                len(texts) // _ENCODED_AT_ONCE + 1,
                every=1,
            )
        ]
        return np.concatenate(parts) if parts else self._encoder.encode([])

    def _propose(self, measured: MeasuredTerm, limit: int) -> list[ProposedEquivalent]:
        if not measured.spans:
            return []
        scores = self._model.score(measured.features)
        confidences = self._model.confidences(measured.features, scores)
        found: dict[str, ProposedEquivalent] = {}
        for i in np.argsort(-scores, kind="stable"):
            span = measured.spans[i]
            found.setdefault(fold_chinese(span.text), self._proposal(span, float(confidences[i])))
            if len(found) == limit:
                break
        return list(found.values())

    def _proposal(self, span: Span, confidence: float) -> ProposedEquivalent:
        sentence = self._pool.sentences[span.sentences[0]]
        document = self._documents[sentence.document]
        return ProposedEquivalent(
            term=span.text,
            language=document.language,
            method=Method.COMPARABLE,
            confidence=round(confidence, 3),
            source=self._name_of(document),
            evidence=sentence.text,
        )
