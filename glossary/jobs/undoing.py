"""Undo and redo of any step, with what depends on it computed anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.jobs.mining import refresh_candidates
from glossary.jobs.reranking import rerank, rerank_after
from glossary.store import history

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from glossary.progress import Progress
    from glossary.store.database import Database
    from glossary.store.history import PastRevision


def undo(database: Database, *, who: str, progress: Progress | None = None) -> PastRevision:
    """Take back the newest step.

    Raises:
        NotFound: there is nothing to undo.
    """
    with database.writing() as connection:
        past = history.undo(connection, who=who)
        _compute_anew(connection, past, learns=database.learns, progress=progress)
        return past


def redo(database: Database, *, progress: Progress | None = None) -> PastRevision:
    """Do again what was undone last.

    Raises:
        NotFound: there is nothing to redo.
    """
    with database.writing() as connection:
        past = history.redo(connection)
        _compute_anew(connection, past, learns=database.learns, progress=progress)
        return past


def _compute_anew(connection: Connection, past: PastRevision, *, learns: bool, progress: Progress | None) -> None:
    if past.touches_documents:
        refresh_candidates(connection, progress=progress)
        rerank(connection, learns=learns, progress=progress)
    else:
        rerank_after(connection, past.action, learns=learns, progress=progress)
