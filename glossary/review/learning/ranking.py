"""What decisions teach, as points for every candidate, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.review.learning.features import traits_of
from glossary.review.learning.guard import choose_share
from glossary.review.learning.model import Example, fit
from glossary.review.learning.reasons import Kind, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossary.review.learning.features import Feature
    from glossary.store.candidates.reranking import Parts, RankedRow

#: Nothing that is learned moves a candidate further, in points: as far as an official phrase list does.
FURTHEST = 3.0
#: So many reasons are told, of at least so many points; the others are summed up.
MOST_REASONS = 3
LEAST = 0.05
_DECIMALS = 3


class Taste(NamedTuple):
    """What a reviewer was learned to like: points for each feature, and how often it was accepted and rejected."""

    weights: Mapping[Feature, float]
    centres: Mapping[Feature, float]
    counts: Mapping[Feature, tuple[int, int]]

    def parts_of(self, row: RankedRow) -> Parts:
        """Return the learned parts of the score of a candidate; none where nothing is known."""
        points = self._points(row)
        total = sum(points.values())
        if abs(total) > FURTHEST:
            points = {feature: value * FURTHEST / abs(total) for feature, value in points.items()}
            total = sum(points.values())
        heaviest = sorted(points.items(), key=lambda item: (-abs(item[1]), item[0]))[:MOST_REASONS]
        reasons = [self._reason(feature, value) for feature, value in heaviest if abs(value) >= LEAST]
        rest = round(total - sum(reason.points for reason in reasons), _DECIMALS)
        if rest:
            reasons.append(Reason(Kind.REST, "", 0, 0, rest))
        return tuple(reason.part for reason in reasons)

    def _points(self, row: RankedRow) -> dict[Feature, float]:
        """Return the points of what the candidate has, and of the parts that others have and it lacks."""
        weights, centres = self.weights, self.centres
        values = dict.fromkeys(centres, 0.0) | dict(traits_of(row.term, row.mined, row.method))
        return {
            feature: weights[feature] * (value - centres.get(feature, 0.0))
            for feature, value in values.items()
            if feature in weights
        }

    def _reason(self, feature: Feature, points: float) -> Reason:
        accepted, rejected = (0, 0) if feature.kind is Kind.PART else self.counts[feature]
        return Reason(feature.kind, feature.name, accepted, rejected, round(points, _DECIMALS))


def learn(decided: Sequence[RankedRow]) -> Taste | None:
    """Learn from decisions, the oldest first; None where they say nothing beyond doubt.

    What somebody proposed by hand tells nothing of what the miner finds.

    The points are the share of what a model learned (``model.fit``) with which it would have ranked these same
    decisions better than the default (``guard.choose_share``).
    """
    examples = [
        Example(row.score, traits_of(row.term, row.mined, row.method), row.is_accepted)
        for row in decided
        if not row.is_proposed
    ]
    accepted = np.array([example.is_accepted for example in examples], dtype=bool)
    if not accepted.any() or accepted.all():
        return None
    found = fit(examples)
    share = choose_share(np.array([example.score for example in examples]), found.held_out, accepted)
    if not share:
        return None
    counts: dict[Feature, list[int]] = {}
    for example in examples:
        for trait in example.traits:
            counts.setdefault(trait.feature, [0, 0])[not example.is_accepted] += 1
    return Taste(
        weights={feature: share * weight for feature, weight in found.weights.items()},
        centres=found.centres,
        counts={feature: (accepted_ones, others) for feature, (accepted_ones, others) in counts.items()},
    )
