"""A review played again: a reviewer who knows the gold list decides on the best candidates, a few at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from glossary.review.learning.following import MEMORY, STEP
from glossary.review.learning.ranking import learn
from glossary.store.candidates.reranking import RankedRow
from glossary.text.chinese import fold_chinese, has_han
from glossary.text.english import fold
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from random import Random

    from glossary.concept import Candidate

#: What a reviewer does with a candidate, given whether it is a term.
Reviewer: TypeAlias = "Callable[[bool], bool]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Candidates that wait, best first, and which of them are terms."""

    rows: tuple[RankedRow, ...]
    terms: tuple[bool, ...]

    def sample(self, rng: Random, share: float) -> Queue:
        """Return a part of the queue, in the same order."""
        kept = sorted(rng.sample(range(len(self.rows)), round(share * len(self.rows))))
        return Queue(rows=tuple(self.rows[i] for i in kept), terms=tuple(self.terms[i] for i in kept))


def queue_of(candidates: Sequence[Candidate], gold: Collection[str]) -> Queue:
    """Return what waits of the candidates of a mining; ``gold`` has the keys of the terms."""
    waiting = [candidate for candidate in candidates if candidate.status is CandidateStatus.PENDING]
    spellings = [{candidate.term, *(variant.term for variant in candidate.variants)} for candidate in waiting]
    return Queue(
        rows=tuple(_row(number, candidate) for number, candidate in enumerate(waiting)),
        terms=tuple(any(key_of(term) in gold for term in terms) for terms in spellings),
    )


def key_of(term: str) -> str:
    """Return what the spellings of a term have in common, in English or Chinese; marks around it don't count."""
    return fold_chinese(term).strip("“”") if has_han(term) else fold(term)


def faithful(is_term: bool) -> bool:  # noqa: FBT001 - the one thing that a reviewer is shown
    """Accept terms and reject the rest."""
    return is_term


def careless(rng: Random, mistakes: float) -> Reviewer:
    """Return a reviewer who decides wrongly on a share of the candidates."""
    return lambda is_term: is_term != (rng.random() < mistakes)


def coin(rng: Random) -> Reviewer:
    """Return a reviewer who looks at nothing."""
    return lambda _: rng.random() < 0.5


def replay(queue: Queue, reviewer: Reviewer = faithful, *, learns: bool = True, limit: int | None = None) -> list[bool]:
    """Return whether each candidate is a term, in the order in which they come before the reviewer.

    Args:
        queue: what waits.
        reviewer: decides; what is returned is the truth, whatever the decision was.
        learns: whether the ranking follows after every few decisions.
        limit: after so many decisions the rest comes as it is ranked then.
    """
    verdicts = [reviewer(is_term) for is_term in queue.terms]
    points = [0.0] * len(queue.rows)
    waiting, decided = set(range(len(queue.rows))), list[int]()
    while waiting:
        if limit is not None and len(decided) >= limit:
            decided += _ranked(queue, points, waiting)
            break
        best = _ranked(queue, points, waiting)[:STEP]
        waiting.difference_update(best)
        decided += best
        if not learns:
            continue
        taste = learn([queue.rows[i]._replace(is_accepted=verdicts[i]) for i in decided[-MEMORY:]])
        for i in waiting:
            points[i] = sum(value for _, value in taste.parts_of(queue.rows[i])) if taste else 0.0
    return [queue.terms[i] for i in decided]


def average_precision(order: Sequence[bool]) -> float:
    """Return the mean, over the terms, of the share of terms among what came up to each."""
    found = 0
    total = 0.0
    for place, is_term in enumerate(order, start=1):
        if is_term:
            found += 1
            total += found / place
    return total / found if found else 0.0


def _ranked(queue: Queue, points: Sequence[float], waiting: Collection[int]) -> list[int]:
    return sorted(waiting, key=lambda i: (-(queue.rows[i].score + points[i]), i))


def _row(number: int, candidate: Candidate) -> RankedRow:
    return RankedRow(
        row_id=number,
        term=candidate.term,
        is_accepted=False,
        score=candidate.score,
        mined=candidate.parts,
        learned=(),
        method=candidate.equivalents[0].method.value if candidate.equivalents else None,
        is_proposed=False,
    )
