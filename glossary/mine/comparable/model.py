"""The learned combination of the features, and how sure it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from glossary.mine.comparable.features import FEATURES, PLACE
from glossary.mine.pairing.model import softmax

if TYPE_CHECKING:
    from glossary.mine.comparable.words import Floats

WEIGHTS = "weights.json"
"""The file with the learned numbers; ``tests/benchmarks/bilingual/comparable.py --learn`` writes it."""

CONFIDENCE = ("share", "ahead", "likeness", "dictionary", "constant")
"""What confidence is computed from: the span's share of a softmax over all, how far it is ahead, and features."""

MOST_CONFIDENCE = 0.5
"""What no translation vouches for is never surer than this: parallel text comes first."""

SET_BY_HAND = {"known": 1.0, "sentences alike": 4.0}
"""Weights that aren't learned: what we learn from has translations, whose sentences are far too alike."""

_FAR_AHEAD = 5.0


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model: a span's score is the sum of its features, each with its weight.

    ``confidence`` are the weights of a logistic function over ``CONFIDENCE``.
    """

    weights: Floats
    confidence: Floats

    def score(self, features: Floats) -> Floats:
        """Return the score of each span."""
        scores: Floats = features @ self.weights
        return scores

    def confidences(self, features: Floats, scores: Floats) -> Floats:
        """Return for each span how probable it is that it is the equivalent, at most ``MOST_CONFIDENCE``."""
        inputs = confidence_inputs(features, scores)
        found: Floats = np.minimum(1 / (1 + np.exp(-inputs @ self.confidence)), MOST_CONFIDENCE)
        return found


def confidence_inputs(features: Floats, scores: Floats) -> Floats:
    """Return an array ``(span, input)`` in the order of ``CONFIDENCE``."""
    order = np.sort(scores)[::-1]
    runner_up = order[1] if len(order) > 1 else order[0] - _FAR_AHEAD
    rival = np.where(scores == order[0], runner_up, order[0])
    return np.stack(
        [
            softmax(scores),
            np.clip(scores - rival, -_FAR_AHEAD, _FAR_AHEAD) / _FAR_AHEAD,
            features[:, PLACE["likeness"]],
            features[:, PLACE["term in the dictionary"]],
            np.ones(len(scores), np.float32),
        ],
        axis=1,
    ).astype(np.float32)


@cache
def load_model() -> Model:
    """Return the model that the package ships."""
    stored = json.loads((files("glossary.mine.comparable") / WEIGHTS).read_text("utf-8"))
    return Model(
        np.array([stored["weights"].get(feature, 0.0) for feature in FEATURES], np.float32),
        np.array([stored["confidence"][name] for name in CONFIDENCE], np.float32),
    )
