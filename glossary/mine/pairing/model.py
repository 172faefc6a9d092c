"""The learned combination of the features, and how sure it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from glossary.mine.pairing.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from glossary.mine.pairing.features import Floats

_Number = TypeVar("_Number", np.float32, np.float64)

WEIGHTS = "weights.json"
"""The file with the learned numbers; ``tests/benchmarks/bilingual/learning.py`` writes it."""

CONFIDENCE = ("best", "ahead", "likeness", "dictionary", "translated", "together", "frequency")
"""What confidence is computed from: how probable the span is among all, how far ahead of the next, and features."""


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model: a span's score is the sum of its features, each with its weight.

    ``weights`` and ``offset`` are for features as they are; ``confidence`` are the weights of a logistic function
    over ``CONFIDENCE``, the last for a constant.
    """

    weights: Floats
    confidence: Floats

    def score(self, features: Floats) -> Floats:
        """Return the score of each span."""
        scores: Floats = features @ self.weights
        return scores

    def confidences(self, features: Floats, scores: Floats, count: int) -> Floats:
        """Return for each span how probable it is that it is the equivalent.

        Args:
            features: of all spans that were looked at.
            scores: of the same.
            count: in how many pairs the term stands.
        """
        shares = softmax(scores)
        order = np.argsort(-scores)
        found = np.zeros(len(scores), np.float32)
        for place, i in enumerate(order):
            rival = scores[order[0]] if place else (scores[order[1]] if len(order) > 1 else scores[i] - 10)
            inputs = confidence_inputs(features[i], float(shares[i]), float(scores[i] - rival), count)
            found[i] = 1 / (1 + np.exp(-float(inputs @ self.confidence)))
        return found


def softmax(scores: NDArray[_Number]) -> NDArray[_Number]:
    """Return the scores as shares of one."""
    powers = np.exp(scores - scores.max())
    shares: NDArray[_Number] = powers / powers.sum()
    return shares


def confidence_inputs(features: Floats, share: float, ahead: float, count: int) -> NDArray[np.float32]:
    """Return what the confidence in one span is computed from, in the order of ``CONFIDENCE``, and a one."""
    named = dict(zip(FEATURES, features, strict=True))
    return np.array(
        [
            share,
            np.clip(ahead, -5, 5) / 5,
            named["likeness"],
            named["term in the dictionary"],
            named["term translated"],
            named["met together"],
            np.log(count),
            1.0,
        ],
        np.float32,
    )


@cache
def load_models() -> Mapping[str, Model]:
    """Return the models by name: ``DIRECTION-KNOWLEDGE``, as in ``en-meaning`` or ``zh-counts``.

    The direction is the language of the terms; ``counts`` is for where there is no encoder.
    """
    stored = json.loads((files("glossary.mine.pairing") / WEIGHTS).read_text("utf-8"))
    return {name: _model(model) for name, model in stored.items()}


def _model(stored: Mapping[str, Mapping[str, float]]) -> Model:
    return Model(
        np.array([stored["weights"].get(feature, 0.0) for feature in FEATURES], np.float32),
        _ordered(stored["confidence"], (*CONFIDENCE, "constant")),
    )


def _ordered(stored: Mapping[str, float], names: Sequence[str]) -> Floats:
    return np.array([stored[name] for name in names], np.float32)
