"""Undo and redo of any step, with what depends on it computed anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.jobs.mining import refresh_candidates
from glossary.jobs.reranking import rerank, rerank_after
from glossary.store.copies.backups import LARGE, back_up_before
from glossary.store.log import history
from glossary.store.log.listing import count_changes

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from glossary.progress import Progress
    from glossary.store.database import Database
    from glossary.store.log.history import PastRevision


def undo(
    database: Database, *, who: str, revision_id: int | None = None, progress: Progress | None = None
) -> PastRevision:
    """Take back a step.

    Args:
        database: the termbase.
        who: who takes it back.
        revision_id: the step, whoever made it; the newest of one's own unless given.
        progress: told how far the work is.

    Raises:
        NotFound: there is nothing to undo.
        Conflict: what the step changed was changed since.
        NotAllowed: the step is somebody else's, and whoever asks is no reviewer.
    """
    with database.admitting(action="undo", who=who) as (connection, person):
        past = history.undo(connection, who=person.name, revision_id=revision_id)
        person.require_own("undo", past.who, past.action)
        _keep_a_copy(database, connection, past, "undo")
        _compute_anew(connection, past, learns=database.learns, progress=progress)
        return past


def redo(database: Database, *, who: str | None = None, progress: Progress | None = None) -> PastRevision:
    """Do again what was undone last, by anybody or by ``who``.

    Raises:
        NotFound: there is nothing to redo.
        Conflict: what the step changed is no more what it was before.
        NotAllowed: the step is somebody else's, and whoever asks is no reviewer.
    """
    with database.admitting(action="redo", who=who) as (connection, person):
        past = history.redo(connection, who=None if who is None else person.name)
        person.require_own("redo", past.who, past.action)
        _keep_a_copy(database, connection, past, "redo")
        _compute_anew(connection, past, learns=database.learns, progress=progress)
        return past


def _keep_a_copy(database: Database, connection: Connection, past: PastRevision, reason: str) -> None:
    """Keep a copy of the termbase as it was, which this transaction hasn't touched, where the step is a large one."""
    if past.touches_documents or count_changes(connection, past.id) >= LARGE:
        back_up_before(database, reason)


def _compute_anew(connection: Connection, past: PastRevision, *, learns: bool, progress: Progress | None) -> None:
    if past.touches_documents:
        refresh_candidates(connection, progress=progress)
        rerank(connection, learns=learns, progress=progress)
    else:
        rerank_after(connection, past.action, learns=learns, progress=progress)
