"""Undo and redo of any step, with what depends on it computed anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.jobs.mining import refresh_candidates
from glossary.store import history

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.store.database import Database
    from glossary.store.history import PastRevision


def undo(database: Database, *, who: str, progress: Callable[[str, int, int], None] | None = None) -> PastRevision:
    """Take back the newest step.

    Raises:
        NotFound: there is nothing to undo.
    """
    with database.writing() as connection:
        past = history.undo(connection, who=who)
        if past.touches_documents:
            refresh_candidates(connection, progress=progress)
        return past


def redo(database: Database, *, progress: Callable[[str, int, int], None] | None = None) -> PastRevision:
    """Do again what was undone last.

    Raises:
        NotFound: there is nothing to redo.
    """
    with database.writing() as connection:
        past = history.redo(connection)
        if past.touches_documents:
            refresh_candidates(connection, progress=progress)
        return past
