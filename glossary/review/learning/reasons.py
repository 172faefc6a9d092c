"""Why a candidate was moved, as a part of its score: what it shares with candidates that were decided on.

Such a part has the name ``learned:KIND:ACCEPTED:REJECTED:NAME``, so that every reader of the parts finds the reason
beside the points, and the score that was mined is what is left without them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from glossary.store.candidates.reranking import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(StrEnum):
    """What candidates may have in common."""

    HEAD = "head"
    WORD = "word"
    SHAPE = "shape"
    PART = "part"
    REST = "rest"


class Reason(NamedTuple):
    """What a candidate shares, and how many that were accepted and rejected have it too.

    ``name`` is the word, the shape or the part of the score; ``points`` is what that adds to the score.
    ``Kind.REST`` sums up what is too little to be told; it has no name and no counts, as ``Kind.PART`` has none.
    """

    kind: Kind
    name: str
    accepted: int
    rejected: int
    points: float

    @property
    def part(self) -> tuple[str, float]:
        """The part of the score."""
        return f"{PREFIX}{self.kind}:{self.accepted}:{self.rejected}:{self.name}", self.points


def reasons_of(parts: Iterable[tuple[str, float]]) -> list[Reason]:
    """Return the reasons among the parts of a score, the weightiest first."""
    found = [_reason(name.removeprefix(PREFIX), points) for name, points in parts if name.startswith(PREFIX)]
    return sorted(found, key=lambda reason: (reason.kind is Kind.REST, -abs(reason.points), reason))


def describe(reason: Reason) -> str:
    """Return a reason in words, such as ``head “zone”: 4 accepted, 0 rejected``."""
    if reason.kind is Kind.REST:
        return "smaller likenesses"
    if reason.kind is Kind.PART:
        return f"what “{reason.name}” was worth so far"
    what = reason.name if reason.kind is Kind.SHAPE else f"{reason.kind} “{reason.name}”"
    return f"{what}: {reason.accepted} accepted, {reason.rejected} rejected"


def _reason(text: str, points: float) -> Reason:
    kind, accepted, rejected, name = text.split(":", 3)
    return Reason(Kind(kind), name, int(accepted), int(rejected), points)
