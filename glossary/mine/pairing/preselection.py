"""The spans that are worth a closer look: chosen by what is known of their words, without encoding any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossary.mine.encoding import Encoder
    from glossary.mine.pairing.features import Floats, Resources, SpanInPair

_LINKED = 0.5  # a word that the dictionary has counts half of one that the pairs translate surely
_WORDS = 0.6
_COVERED = 0.3
_LENGTH = 0.15


class Preselection:
    """Ranks spans roughly: mean of the vectors of their words, links of their words, length, how often they recur."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def choose(self, term: str, spans: Mapping[str, SpanInPair], together: Sequence[int], most: int) -> list[str]:
        """Return the best spans of a term, at most so many, best first.

        Args:
            term: as it is written.
            spans: of its pairs, each once.
            together: in how many of the pairs that were looked at each stands.
            most: to return.
        """
        resources = self._resources
        words = [term[a:b] for a, b in resources.source.words(term)]
        content = [word for word in words if not resources.source.is_function_word(word)] or words
        size = resources.source.size(content) + 0.5
        inside = [
            [span.text[a:b] for a, b in resources.target.words(span.text)] or [span.text] for span in spans.values()
        ]
        vocabulary = list(dict.fromkeys(word for span in inside for word in span))
        links = dict(zip(vocabulary, self._links(content, vocabulary), strict=True))
        lengths = np.array([resources.target.size(span) for span in inside], np.float32)
        wanted = max(len(content), 1)
        linked = np.array([sum(links[word] for word in span) / max(len(span), wanted) for span in inside], np.float32)
        score = _WORDS * linked - _LENGTH * np.abs(np.log((lengths + 0.5) / size))
        score += _COVERED * np.asarray(together, np.float32) / max(together)
        if resources.encoder is not None:
            score += _mean_likeness(term, content, inside, resources.encoder)
        texts = list(spans)
        return [texts[i] for i in np.argsort(-score, kind="stable")[:most]]

    def _links(self, content: Sequence[str], words: Sequence[str]) -> list[float]:
        """Return how surely each word of the other language answers one of the term."""
        resources = self._resources
        return [
            max(max(resources.strength(own, word), _LINKED * resources.is_linked(own, word)) for own in content)
            for word in words
        ]


def _mean_likeness(term: str, content: Sequence[str], spans: Sequence[Sequence[str]], encoder: Encoder) -> Floats:
    """Return the cosine of a term with the mean of the words of each span."""
    vocabulary = list(dict.fromkeys(word for span in spans for word in span))
    place = {word: i for i, word in enumerate(vocabulary)}
    vectors = encoder.encode(vocabulary)
    means = np.stack([vectors[[place[word] for word in span]].mean(axis=0) for span in spans])
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    own = encoder.encode([term, *content])
    meant = own[0] + own[1:].mean(axis=0)
    likeness: Floats = means @ (meant / np.linalg.norm(meant))
    return likeness
