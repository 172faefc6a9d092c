"""Termbases that several people work on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from glossary.review import edits, workflow
from glossary.store.database import open_database
from glossary.store.entries.search_columns import search_key
from glossary.store.log.revisions import revising
from glossary.store.models import CandidateRow

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.store.database import Database


def write_entries(place: Path | str, *terms: str) -> None:
    """Make a termbase with an entry for each English term."""
    with (
        open_database(str(place), create=True) as database,
        revising(database, who="tester", action="add") as revision,
    ):
        for term in terms:
            workflow.add(revision, edits.new_entry(term))


def place_of(database: Database) -> str:
    """Return what opens a termbase that is open already: on a server with the password, which its location hides."""
    url = database._engine.url
    return database.location if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=False)


def add_candidates(database: Database, count: int, *, stem: str = "candidate") -> list[int]:
    """Add candidates that wait, best first, and return their rows."""
    with database.writing() as connection:
        first = (connection.scalar(select(func.max(CandidateRow.id))) or 0) + 1
        rows: list[dict[str, object]] = [
            {
                "id": first + number,
                "language": "en",
                "key": search_key("en", f"{stem} {number:05}"),
                "term": f"{stem} {number:05}",
                "status": "pending",
                "entry_id": None,
                "score": 1 - number / (count + 1),
                "frequency": 3,
                "documents": 1,
                "variants": [],
                "parts": [],
            }
            for number in range(count)
        ]
        connection.execute(insert(CandidateRow), rows)
    return list(range(first, first + count))
