"""Logistic regression with a strong prior: what decisions say beside the default ranking.

A decision is taken for a coin that falls on “accepted” with log odds ``intercept + SLOPE · default score + θ·x``.
The weights θ are normal around 0 with the deviation of the kind of their feature, so that without decisions the
default ranking stands, and a word that was met once moves little. The posterior mode is found by Newton steps in the
space of the decisions (Rasmussen and Williams 2006, algorithm 3.1), of which there are fewer than features; what each
decision would have been given had it not been there follows from the same matrices (their section 5.4.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.review.learning.reasons import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from glossary.review.learning.features import Feature, Trait

#: Log odds that a point of the default score is worth: 0.3 to 1.2, by corpus, where candidates were marked by hand.
SLOPE = 0.8
#: How far the weight of a feature lies from 0, in log odds, or for parts in log odds a point.
DEVIATIONS = {Kind.HEAD: 0.5, Kind.WORD: 0.35, Kind.SHAPE: 0.35, Kind.PART: 0.2}
#: Nothing is presumed about how much a reviewer accepts.
INTERCEPT_DEVIATION = 5.0
#: Newton's method on a concave function: it is there after five or six.
STEPS = 20
CLOSE_ENOUGH = 1e-6


class Example(NamedTuple):
    """A decision: the default score in points, the traits, and whether the candidate was accepted."""

    score: float
    traits: Sequence[Trait]
    is_accepted: bool


class Fit(NamedTuple):
    """What was learned.

    ``weights`` are points of the score for 1 of each feature; ``centres`` what is subtracted from the values of parts
    before; ``held_out`` are the points (one a decision) that each decided candidate would get from all the others.
    """

    weights: Mapping[Feature, float]
    centres: Mapping[Feature, float]
    held_out: NDArray[np.float64]


def fit(examples: Sequence[Example]) -> Fit:
    """Learn from decisions; the same ones in the same order give the same to the last bit.

    Args:
        examples: at least one; time grows with the third power of their number: a thousand take a quarter of a second.
    """
    features, design, centres = _design(examples)
    accepted = np.array([example.is_accepted for example in examples], dtype=np.float64)
    scores = np.array([example.score for example in examples], dtype=np.float64)
    own = design @ design.T
    kernel = own + INTERCEPT_DEVIATION**2
    offset = SLOPE * (scores - scores.mean())
    gradient, curvature = _find_mode(kernel, offset, accepted)
    points = design.T @ gradient / SLOPE
    held_out = _hold_out(own, kernel, own @ gradient, gradient, curvature) / SLOPE
    deviations = np.array([DEVIATIONS[feature.kind] for feature in features])
    weights = points * deviations
    return Fit(dict(zip(features, weights.tolist(), strict=True)), centres, held_out)


def _design(
    examples: Sequence[Example],
) -> tuple[list[Feature], NDArray[np.float64], dict[Feature, float]]:
    """Return the features, a row a decision in units of their deviations, and the means of the parts."""
    places: dict[Feature, int] = {}
    for example in examples:
        for trait in example.traits:
            places.setdefault(trait.feature, len(places))
    design = np.zeros((len(examples), len(places)))
    for row, example in enumerate(examples):
        for trait in example.traits:
            design[row, places[trait.feature]] = trait.value
    centres = {}
    for feature, place in places.items():
        if feature.kind is Kind.PART:
            mean = float(design[:, place].mean())
            design[:, place] -= mean
            centres[feature] = mean
        design[:, place] *= DEVIATIONS[feature.kind]
    return list(places), design, centres


def _find_mode(
    kernel: NDArray[np.float64], offset: NDArray[np.float64], accepted: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the gradient and the curvature of the likelihood at the mode."""
    latent = np.zeros(len(accepted))
    for _ in range(STEPS):
        chance = _logistic(offset + latent)
        curvature = chance * (1 - chance)
        right = curvature * latent + accepted - chance
        root = np.sqrt(curvature)
        inner = np.eye(len(root)) + root[:, None] * kernel * root[None, :]
        step = right - root * np.linalg.solve(inner, root * (kernel @ right))
        following = kernel @ step
        moved = float(np.abs(following - latent).max())
        latent = following
        if moved < CLOSE_ENOUGH:
            break
    chance = _logistic(offset + latent)
    return accepted - chance, chance * (1 - chance)


def _hold_out(
    own: NDArray[np.float64],
    kernel: NDArray[np.float64],
    fitted: NDArray[np.float64],
    gradient: NDArray[np.float64],
    curvature: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return for each decision what the features alone would say of it, learned from all others but it."""
    root = np.sqrt(curvature)
    inner = np.eye(len(root)) + root[:, None] * kernel * root[None, :]
    solved = root[:, None] * np.linalg.solve(inner, root[:, None] * kernel)
    variance = np.diag(kernel) - np.einsum("ij,ji->i", kernel, solved)
    shared = np.diag(own) - np.einsum("ij,ji->i", own, solved)
    held: NDArray[np.float64] = fitted - shared * gradient / (1 - curvature * variance)
    return held


def _logistic(values: NDArray[np.float64]) -> NDArray[np.float64]:
    chances: NDArray[np.float64] = 0.5 * (1 + np.tanh(values / 2))
    return chances
