"""The spans that are worth a closer look: chosen by their words, before any of them is encoded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.mine.comparable.words import Floats, SpanWords
    from glossary.mine.encoding import Encoder

ENCODE_ALL = 40_000
"""Spans up to which all are encoded: half a minute of work."""

ROUGH = 500
"""Spans of a term that are encoded where there are more."""

MEASURED = 120
"""Spans of a term that all features are computed for."""

_LINKED = 0.6
_ANSWERED = 0.3
_LENGTH = 0.15


def rough_scores(term: str, content: Sequence[str], size: float, words: SpanWords, encoder: Encoder) -> Floats:
    """Return for all spans how well their words fit: mean of their vectors, dictionary, length.

    Args:
        term: as it is written.
        content: its words that carry meaning.
        size: its length in Chinese characters, about.
        words: of the spans.
        encoder: says what they mean.
    """
    own = encoder.encode([term, *content])
    meant = own[0] + own[1:].mean(axis=0)
    links = words.links(content)
    covered = words.sum(links.max(axis=0) * words.lengths) / np.maximum(words.sizes, size)
    answered = np.mean([words.sum(row) > 0 for row in links], axis=0)
    length = np.abs(np.log((words.sizes + 0.5) / (size + 0.5)))
    scores = words.likeness(meant / np.linalg.norm(meant)) + _LINKED * covered + _ANSWERED * answered
    fits: Floats = (scores - _LENGTH * length).astype(np.float32)
    return fits


def best(scores: Floats, most: int) -> list[int]:
    """Return the places of the highest scores, best first."""
    if most < len(scores):
        chosen = np.argpartition(-scores, most)[:most]
        return [int(i) for i in chosen[np.argsort(-scores[chosen], kind="stable")]]
    return [int(i) for i in np.argsort(-scores, kind="stable")]
