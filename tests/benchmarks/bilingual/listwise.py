"""Two small models that the learning scripts share: which of some answers is right, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossary.mine.pairing.model import softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

STEPS = 500
_FAST = 0.03


def fit_shares(
    features: Sequence[NDArray[np.float64]], right: Sequence[NDArray[np.bool_]], *, penalty: float, steps: int = STEPS
) -> NDArray[np.float64]:
    """Return the weights with which a softmax over the answers of each question gives most to the right ones.

    A listwise logistic loss, by Adam.

    Args:
        features: of each question an array ``(answer, feature)``, each feature on about the same scale.
        right: of each question which answers are.
        penalty: on the square of the weights.
        steps: of Adam.
    """
    weights = np.zeros(features[0].shape[1])
    momentum, size = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        gradient = penalty * weights * len(features)
        for answers, is_right in zip(features, right, strict=True):
            shares = softmax(answers @ weights)
            target = shares * is_right
            gradient += answers.T @ (shares - target / (target.sum() + 1e-12))
        gradient /= len(features)
        momentum = 0.9 * momentum + 0.1 * gradient
        size = 0.999 * size + 0.001 * gradient**2
        weights -= _FAST * (momentum / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.999**step)) + 1e-8)
    return weights


def fit_logistic(inputs: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights of a logistic regression, by Newton's method with a small penalty."""
    weights = np.zeros(inputs.shape[1])
    for _ in range(30):
        probability = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (probability - right) + weights
        curve = (inputs * (probability * (1 - probability))[:, None]).T @ inputs + np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights
