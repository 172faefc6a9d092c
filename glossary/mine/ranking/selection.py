"""Which keys are kept: by score and evidence, per strictness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.mine.finding.phrases import NUMBER_WORDS
from glossary.vocabulary import Strictness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.mine.ranking.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least score, and the occurrences that a string needs which nothing but its frequency supports."""

    score: float
    occurrences: int


THRESHOLDS: Mapping[Strictness, Threshold] = {
    Strictness.STRICT: Threshold(score=4.0, occurrences=2),
    Strictness.BALANCED: Threshold(score=2.8, occurrences=1),
    Strictness.WIDE: Threshold(score=2.0, occurrences=1),
}


def refusal(evidence: Evidence, score: float, strictness: Strictness) -> str | None:
    """Return why a key is not kept, or None when it is."""
    threshold = THRESHOLDS[strictness]
    if evidence.known:
        return None
    if (
        evidence.words[0] in NUMBER_WORDS
        and not evidence.numbered
        and not evidence.quoted
        and "one" not in evidence.words
    ):
        return "begins with a number that is no part of it"
    if score < threshold.score:
        return f"score {score:.2f} is below {threshold.score} ({strictness})"
    supported = evidence.quoted or evidence.is_name
    if evidence.frequency < threshold.occurrences and not supported:
        return f"occurs {evidence.frequency} time(s), {strictness} asks for {threshold.occurrences}"
    return None
