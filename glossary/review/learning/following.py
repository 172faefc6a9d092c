"""The ranking follows the decisions: after every fifth, in the transaction of that one.

Each time the best candidates that wait are read and written, which takes some tenths of a second; a decision between
takes no longer than before. What is learned is a function of the decisions that stand, in their order, up to the last
fifth, and of nothing else: undoing, redoing or mining again brings exactly the scores that were there, and learning
twice changes nothing. That is why the history has no word of it. Candidates that were learned from keep the score
that was mined, and are marked: by the marks it is seen whether the ranking is up to date. Candidates that somebody
proposed have their place already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.progress import Progress, ticking
from glossary.store.candidates import decisions, reranking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from glossary.concept import Candidate
    from glossary.review.learning.ranking import Taste
    from glossary.store.candidates.reranking import Parts, RankedRow
    from glossary.store.log.revisions import Revision
    from glossary.vocabulary import CandidateStatus

#: Decisions between two times of learning.
STEP = 5
#: So many candidates are ranked by what was learned, the best as they were mined; nobody reads further.
BEST = 2_000
#: Older decisions than so many are forgotten: time grows with the third power, and tastes change.
MEMORY = 1_000
#: Candidates between two reports of progress.
TELL_EVERY = 2_000


def decide(
    revision: Revision,
    candidate: Candidate,
    status: CandidateStatus,
    *,
    entry: str | None = None,
    term: str | None = None,
) -> None:
    """Give a candidate a status (see ``decisions.decide``) and let the ranking follow at the end of the step."""
    decisions.decide(revision, candidate, status, entry=entry, term=term)
    revision.follow_with(follow)


def follow(revision: Revision) -> None:
    """Bring the ranking up to date with the decisions, where it isn't."""
    follow_decisions(revision.connection, learns=revision.learns)


def follow_decisions(connection: Connection, *, learns: bool) -> None:
    """Bring the ranking up to date with the decisions, where it isn't; within a writing transaction."""
    decided = reranking.find_decided(connection) if learns else []
    past = _learned_from(decided)
    if not reranking.is_learned_from(connection, past[-MEMORY:], len(past)):
        _rerank(connection, decided, None)


def rerank(connection: Connection, *, learns: bool, progress: Progress | None = None) -> int:
    """Rank the candidates anew by what the decisions teach, and return how many of them it changed.

    Args:
        connection: in a writing transaction.
        learns: without it they are ranked as they were mined.
        progress: told how far the work is.
    """
    return _rerank(connection, reranking.find_decided(connection) if learns else [], progress)


def _learned_from(decided: Sequence[int]) -> Sequence[int]:
    """Return those of the candidates, in the order of the decisions, that it is time to learn from."""
    return decided[: len(decided) // STEP * STEP]


def _rerank(connection: Connection, decided: Sequence[int], progress: Progress | None) -> int:
    past = _learned_from(decided)
    recent, latest = past[-MEMORY:], decided[len(past) :]
    rows = reranking.read_rows(connection, [*recent, *latest], BEST if past else 0)
    taste = _learn(rows, recent) if recent else None
    taken = set(past)
    waiting = [row for row in rows if row.row_id not in taken and not row.is_proposed] if taste else []
    best = {row.row_id for row in sorted(waiting, key=lambda row: (-row.score, row.row_id))[:BEST]}
    mark: Parts = ((f"{reranking.MARK}{len(past)}", 0.0),)
    marked = set(recent)
    changed = []
    for row in ticking(rows, progress, "learning from decisions", len(rows), every=TELL_EVERY):
        learned: Parts = mark if row.row_id in marked else ()
        if taste and row.row_id in best:
            learned = taste.parts_of(row)
        if learned != row.learned:
            changed.append((row, learned))
    return reranking.write_learned(connection, changed)


def _learn(rows: Sequence[RankedRow], recent: Sequence[int]) -> Taste | None:
    from glossary.review.learning.ranking import learn  # noqa: PLC0415 - brings numpy, which a decision doesn't need

    by_id = {row.row_id: row for row in rows}
    return learn([by_id[row_id] for row_id in recent])
