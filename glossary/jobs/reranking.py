"""Ranking what waits for a decision by what was decided before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.review import learning

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from glossary.progress import Progress

#: The step of the history that takes candidates out of the hands of the ranking, or gives them back.
_PROPOSING = "propose"


def rerank(connection: Connection, *, learns: bool, progress: Progress | None = None) -> int:
    """Rank the candidates of a new mining by what was learned before; return how many scores that changed.

    Args:
        connection: in a writing transaction.
        learns: the setting ``learn``; without it candidates are ranked as they were mined.
        progress: told how far the work is.
    """
    return learning.rerank(connection, learns=learns, progress=progress)


def rerank_after(connection: Connection, action: str, *, learns: bool, progress: Progress | None = None) -> None:
    """Rank the candidates as they were before a step that was undone, or after one that was done again.

    Args:
        connection: in a writing transaction.
        action: what the step did, as the history calls it.
        learns: the setting ``learn``.
        progress: told how far the work is.
    """
    if action == _PROPOSING:
        learning.rerank(connection, learns=learns, progress=progress)
    else:
        learning.follow_decisions(connection, learns=learns)
