"""Undo among several people: each takes back what is one's own, and nobody's later work is lost by it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from glossary.errors import Conflict, NotFound
from glossary.jobs.undoing import redo, undo
from glossary.review import edits, workflow
from glossary.store.database import open_database
from glossary.store.entries.access import find_entries, get_entry
from glossary.store.integrity import find_problems
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from tests.backends import place
from tests.several.termbases import place_of, write_entries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry
    from glossary.store.database import Database


@pytest.fixture
def li(tmp_path: Path) -> Iterator[Database]:
    """Return a termbase with two entries, as Li Mei has it open."""
    write_entries(place(tmp_path / "termbase.db"), "lake chief", "river chief")
    with open_database(place(tmp_path / "termbase.db")) as opened:
        yield opened


@pytest.fixture
def wang(li: Database) -> Iterator[Database]:
    """Return the same termbase by another connection, as Wang Wei has it open."""
    with open_database(place_of(li)) as opened:
        yield opened


def _annotate(database: Database, who: str, identifier: str, note: str) -> int:
    """Add a note to an entry, and return the number of the step."""
    with revising(database, who=who, action="edit") as revision:
        entry = get_entry(revision.connection, identifier)
        workflow.change(revision, replace(entry, notes=(*entry.notes, note)))
    assert revision.id is not None
    return revision.id


def _notes(database: Database) -> dict[str, tuple[str, ...]]:
    with database.reading() as connection:
        assert list(find_problems(connection)) == []
        return {entry.id: entry.notes for entry in find_entries(connection)}


def test_undo_takes_back_ones_own_step(li: Database, wang: Database) -> None:
    """What somebody else did a moment ago stays; one's own newest step is taken back, and done again."""
    _annotate(li, "Li Mei", "lake-chief", "by Li")
    _annotate(wang, "Wang Wei", "river-chief", "by Wang")
    assert undo(li, who="Li Mei").who == "Li Mei"
    assert _notes(wang) == {"lake-chief": (), "river-chief": ("by Wang",)}
    assert redo(li, who="Li Mei").who == "Li Mei"
    assert _notes(wang) == {"lake-chief": ("by Li",), "river-chief": ("by Wang",)}


def test_undo_never_overwrites_a_later_change(li: Database, wang: Database) -> None:
    """A step whose entry somebody changed since isn't taken back: it is told who did, and nothing changes."""
    first = _annotate(li, "Li Mei", "lake-chief", "by Li")
    second = _annotate(wang, "Wang Wei", "lake-chief", "by Wang")
    with pytest.raises(Conflict, match=rf"entry lake-chief was changed since by Wang Wei, in step {second} at"):
        undo(li, who="Li Mei")
    assert _notes(li)["lake-chief"] == ("by Li", "by Wang")
    undo(li, who="Li Mei", revision_id=second)
    undo(li, who="Li Mei", revision_id=first)
    assert _notes(li)["lake-chief"] == ()


def test_redo_needs_what_was_there_before(li: Database, wang: Database) -> None:
    """A step is done again only on the entry that it began with, whatever others took back meanwhile."""
    _annotate(li, "Li Mei", "lake-chief", "by Li")
    second = _annotate(wang, "Wang Wei", "lake-chief", "by Wang")
    undo(wang, who="Wang Wei")
    undo(li, who="Li Mei")
    with pytest.raises(Conflict, match=rf"step {second} .* can't be done again: entry lake-chief isn't what it was"):
        redo(wang, who="Wang Wei")
    assert _notes(li)["lake-chief"] == ()
    redo(li, who="Li Mei")
    redo(wang, who="Wang Wei")
    assert _notes(li)["lake-chief"] == ("by Li", "by Wang")


def test_redo_over_a_later_change_is_refused(li: Database, wang: Database) -> None:
    """What one took back isn't done again over what somebody else did since."""
    _annotate(li, "Li Mei", "lake-chief", "by Li")
    undo(li, who="Li Mei")
    _annotate(wang, "Wang Wei", "lake-chief", "by Wang")
    with pytest.raises(Conflict, match="can't be done again: entry lake-chief was changed since by Wang Wei"):
        redo(li, who="Li Mei")
    assert _notes(li)["lake-chief"] == ("by Wang",)


def test_the_work_of_others_keeps_what_can_be_done_again(li: Database, wang: Database) -> None:
    """A new step ends what its own author can do again, and nobody else's."""
    _annotate(li, "Li Mei", "lake-chief", "by Li")
    undo(li, who="Li Mei")
    _annotate(wang, "Wang Wei", "river-chief", "by Wang")
    redo(li, who="Li Mei")
    undo(li, who="Li Mei")
    _annotate(li, "Li Mei", "river-chief", "again")
    with pytest.raises(NotFound, match="nothing to redo"):
        redo(li, who="Li Mei")


def test_who_has_done_nothing_is_told_whose_the_newest_step_is(li: Database) -> None:
    """Without a step of one's own, undo says what could be taken back, and how, and changes nothing."""
    step = _annotate(li, "Li Mei", "lake-chief", "by Li")
    with pytest.raises(NotFound, match=rf"the newest step is {step} \(edit lake-chief\) by Li Mei.*undo {step}"):
        undo(li, who="Zhao")
    undo(li, who="Zhao", revision_id=step)
    with pytest.raises(Conflict, match="was undone already by Zhao"):
        undo(li, who="Li Mei", revision_id=step)
    with pytest.raises(NotFound, match="has no step with this number"):
        undo(li, who="Li Mei", revision_id=999)


def test_a_deleted_entry_that_came_again_is_not_brought_back_over(li: Database, wang: Database) -> None:
    """Undoing a deletion doesn't replace an entry that somebody made with the same id since."""
    with revising(li, who="Li Mei", action="delete") as revision:
        workflow.delete(revision, "lake-chief")
    with revising(wang, who="Wang Wei", action="add") as revision:
        made: ConceptEntry = workflow.add(revision, edits.new_entry("lake chief", "湖长"))
    assert made.id == "lake-chief"
    with pytest.raises(Conflict, match="was changed since by Wang Wei"):
        undo(li, who="Li Mei")
    with li.reading() as connection:
        assert get_entry(connection, "lake-chief") == made


def test_every_step_keeps_its_author(li: Database, wang: Database) -> None:
    """The history says who did each step, and who took it back."""
    step = _annotate(li, "Li Mei", "lake-chief", "by Li")
    undo(wang, who="Wang Wei", revision_id=step)
    with li.reading() as connection:
        newest = next(find_revisions(connection))
    assert (newest.id, newest.who, newest.state, newest.undone_by) == (step, "Li Mei", "undone", "Wang Wei")
