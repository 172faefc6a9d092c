"""The curated base, put into a termbase that has no entries yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.jobs.seeds import ORIGIN, load_base
from glossary.progress import Progress, ticking
from glossary.store.entries.access import add_entries, count_entries
from glossary.store.log.revisions import Revision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry
    from glossary.store.database import Database


def add_base(database: Database, *, who: str, progress: Progress | None = None) -> int:
    """Put the curated base into a termbase that has no entries yet; return how many were added."""
    base = base_for(database, progress)
    if not base:
        return 0
    with database.admitting(action="import", who=who) as (connection, person):
        return put_base(connection, base, who=person.name, progress=progress)


def base_for(database: Database, progress: Progress | None) -> tuple[ConceptEntry, ...]:
    """Return the base for a termbase that has no entries yet, nothing for another."""
    with database.reading() as connection:
        has_entries = count_entries(connection) > 0
    return () if has_entries else load_base(progress)


def put_base(connection: Connection, base: Sequence[ConceptEntry], *, who: str, progress: Progress | None) -> int:
    """Add the base as a step of its own, where there are still no entries; return how many were added."""
    if not base or count_entries(connection):
        return 0
    revision = Revision(connection, who=who, action="import", summary="import the curated base")
    added = add_entries(revision, ticking(base, progress, "adding the base", len(base)), origin=ORIGIN)
    revision.finish()
    return len(added)
