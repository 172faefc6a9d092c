"""Which phrases are kept: by score and evidence, per strictness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.mine.chinese.kinds import KNOWN, QUOTE, VERB
from glossary.vocabulary import Strictness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.mine.chinese.counting import Tally


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least score, and the occurrences that a phrase needs which no marks support."""

    score: float
    occurrences: int


THRESHOLDS: Mapping[Strictness, Threshold] = {
    Strictness.STRICT: Threshold(score=4.5, occurrences=2),
    Strictness.BALANCED: Threshold(score=3.6, occurrences=1),
    Strictness.WIDE: Threshold(score=2.8, occurrences=1),
}

EXTENSION = 2
"""Occurrences that make a longer term of a known one and its neighbours."""

SET_PHRASE = 3
"""Occurrences that make a set phrase of what a verb opens."""


def refusal(own: Tally, score: float, strictness: Strictness) -> str | None:
    """Return why a phrase is not kept, or None when it is."""
    if own.known:
        return None
    threshold = THRESHOLDS[strictness]
    if own.kinds[0] == VERB and own.frequency < SET_PHRASE:
        return f"begins with a verb and occurs {own.frequency} time(s), a set phrase does {SET_PHRASE}"
    if own.frequency < EXTENSION and len(own.words) > 1 and not _needs_neighbour(own):
        core = next((what for kind, what in _COMPLETE.items() if kind in own.kinds), None)
        if core:
            return f"is {core} with what stands beside it, {own.frequency} time(s)"
    if score < threshold.score:
        return f"score {score:.2f} is below {threshold.score} ({strictness})"
    if own.frequency < threshold.occurrences and not own.marked:
        return f"occurs {own.frequency} time(s), {strictness} asks for {threshold.occurrences}"
    return None


_COMPLETE = {KNOWN: "a known term", QUOTE: "a quoted term"}
"""What is a term without its neighbours."""

_MODIFIER_ENDINGS = ("式", "型", "+", "性", "级")
"""What ends so in marks is only the beginning of a term: “内卷式”竞争, “人工智能+”行动."""


def _needs_neighbour(own: Tally) -> bool:
    """Whether a phrase begins with something in marks that is no term without what follows it."""
    return own.kinds[0] == QUOTE and own.words[0].endswith(_MODIFIER_ENDINGS)
