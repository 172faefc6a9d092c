"""A step that changed very many entries is taken back and done again as one, and leaves nothing else in the history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.jobs import undoing
from glossary.review import edits
from glossary.store.entries.access import find_entries, save_entry
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import BATCH, revising

if TYPE_CHECKING:
    from glossary.store.database import Database


def _fields(database: Database) -> set[str | None]:
    with database.reading() as connection:
        return {entry.subject_field for entry in find_entries(connection)}


def test_undoing_more_than_a_batch_makes_no_step_of_its_own(database: Database) -> None:
    """What is taken back in many entries is in the log already; undo and redo add no step to it."""
    with revising(database, who="tester", action="add") as revision:
        for number in range(BATCH + 1):
            save_entry(revision, edits.new_entry(f"term {chr(97 + number % 26)}{chr(97 + number // 26)}x"))
    with revising(database, who="tester", action="edit", summary="all into a field") as revision:
        for entry in list(find_entries(revision.connection)):
            save_entry(revision, replace(entry, subject_field="law"))

    assert undoing.undo(database, who="tester").summary == "all into a field"
    assert _fields(database) == {None}
    assert undoing.redo(database, who="tester").summary == "all into a field"
    assert _fields(database) == {"law"}
    with database.reading() as connection:
        assert [(step.action, step.state) for step in find_revisions(connection)] == [("edit", "done"), ("add", "done")]
