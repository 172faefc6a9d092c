"""Saving a form against others: nothing typed is lost, whatever they do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from glossary.concept import Definition
from glossary.jobs.mining import mine_into, read_inputs
from glossary.review import workflow
from glossary.store.candidates.mined import get_candidate
from glossary.store.database import open_database
from glossary.store.log.revisions import revising
from glossary.tui.app import GlossaryApp
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.dialogs.conflict import ConflictDialog
from glossary.tui.preferences import load_preferences
from glossary.tui.screens.browse import BrowseScreen
from glossary.tui.screens.editor import EditorScreen
from glossary.tui.widgets.form_field import FormField
from glossary.vocabulary import CandidateStatus
from tests.tui.conftest import settle
from tests.tui.forms import ENTRY, field_of, fill, open_form, press, rename, show_form, shown, small_termbase, stored

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.store.database import Database
    from tests.tui.conftest import OpenApp


@pytest.fixture(autouse=True)
def drafts_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the drafts of each test to itself."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the file of a small termbase."""
    return small_termbase(tmp_path / "small.db")


def _terms(database: Database, identifier: str = ENTRY) -> list[str]:
    entry = stored(database, identifier)
    return [term.term for _, term in entry.find_terms()] if entry else []


def _with_notes(path: Path, *notes: str, definition: str = "") -> None:
    """Give an entry notes and a definition as another person would."""
    with open_database(str(path)) as database:
        entry = stored(database)
        assert entry is not None
        defined = Definition(text=definition) if definition else None
        with revising(database, who="somebody", action="edit") as revision:
            workflow.change(revision, replace(entry, notes=notes, definition=defined))


@pytest.mark.parametrize(
    ("answer", "terms"),
    [("m", ["opening up", "对外开放"]), ("t", ["opening-up", "开放"]), ("escape", ["opening-up", "开放"])],
)
async def test_conflict_asks_whose_version_stays(open_app: OpenApp, small: Path, answer: str, terms: list[str]) -> None:
    """An entry that somebody changed meanwhile isn't overwritten unasked; back in the form all is still there."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "opening up")
        rename(app.database, "对外开放", "开放")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConflictDialog)
        await press(pilot, answer)

        assert isinstance(app.screen, EditorScreen)
        assert _terms(app.database) == terms
        assert shown(screen, "terms.0.term") == ("opening-up" if answer == "t" else "opening up")
        assert screen.state is not None
        assert screen.state.is_dirty is (answer == "escape")


async def test_change_by_others_shows_at_once_where_nothing_is_typed(open_app: OpenApp, small: Path) -> None:
    """A form in which nothing was typed follows the termbase."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        rename(app.database, "对外开放", "开放")
        app.look_for_changes()
        await settle(pilot)

        assert shown(screen, "terms.1.term") == "开放"


async def test_notes_by_others_come_into_the_form_that_is_there(open_app: OpenApp, small: Path) -> None:
    """Where others add notes or write another definition, the fields stay in their places, and the cursor in its."""
    _with_notes(small, "first")
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        before = [field for field in screen.query(FormField) if field.path != "notes.1"]
        field_of(screen, "terms.1.term").editor.focus()
        _with_notes(small, "the first", "second", definition="Trade with all countries.")
        app.look_for_changes()
        await settle(pilot)

        assert [shown(screen, path) for path in ("notes.0", "notes.1")] == ["the first", "second"]
        assert shown(screen, "definition") == "Trade with all countries."
        assert [field for field in screen.query(FormField) if field.path != "notes.1"] == before
        assert field_of(screen, "terms.1.term").editor.has_focus

        await fill(pilot, screen, "notes.1", "the second")
        await press(pilot, "ctrl+s")
        entry = stored(app.database)
        assert entry is not None
        assert entry.notes == ("the first", "the second")
        assert entry.definition == Definition(text="Trade with all countries.")
        assert isinstance(app.screen, EditorScreen)


@pytest.mark.parametrize("notes", [(), ("second",), ("second", "first", "third")])
async def test_other_notes_by_others_are_shown_as_they_are(
    open_app: OpenApp, small: Path, notes: tuple[str, ...]
) -> None:
    """Fewer notes, or notes in another order, are what the form shows and saves."""
    _with_notes(small, "first", "second")
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        _with_notes(small, *notes)
        app.look_for_changes()
        await settle(pilot)

        paths = [field.path for field in screen.query(FormField) if field.path.startswith("notes.")]
        assert tuple(shown(screen, path) for path in paths) == notes
        await fill(pilot, screen, "subject_field", "economy")
        await press(pilot, "ctrl+s")
        entry = stored(app.database)
        assert entry is not None
        assert (entry.notes, entry.subject_field) == (notes, "economy")


async def test_what_is_typed_meets_a_note_by_others(open_app: OpenApp, small: Path) -> None:
    """A form in which something is typed keeps it, and saving asks about the note that somebody added."""
    _with_notes(small, "first")
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "notes.0", "mine")
        _with_notes(small, "first", "second")
        app.look_for_changes()
        await settle(pilot)
        assert shown(screen, "notes.0") == "mine"
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConflictDialog)


async def test_deleted_entry_can_be_saved_as_new(open_app: OpenApp, small: Path) -> None:
    """An entry that was deleted while it was edited comes back with what was typed, if that is wanted."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "opening up")
        with revising(app.database, who="somebody", action="delete") as revision:
            workflow.delete(revision, ENTRY)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConfirmDialog)
        await press(pilot, "s")

        assert _terms(app.database) == ["opening up", "对外开放"]


async def test_second_entry_with_a_term_is_asked_about(open_app: OpenApp, small: Path) -> None:
    """A new entry with an English term that is there already is saved only if that is meant."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot, None)
        await fill(pilot, screen, "terms.0.term", "opening-up")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConfirmDialog)
        await press(pilot, "y")

        assert _terms(app.database, "opening-up-2") == ["opening-up"]


async def test_locked_termbase_keeps_the_form_open(tmp_path: Path, small: Path) -> None:
    """While another program writes, saving fails with a message; the form stays, and can save later."""
    with open_database(str(small), busy_timeout=50) as database, open_database(str(small)) as other:
        app = GlossaryApp(database, "tester", load_preferences(tmp_path / "tui.toml"))
        async with app.run_test(size=(120, 36)) as pilot:
            screen = await open_form(app, pilot)
            await fill(pilot, screen, "terms.0.term", "opening up")
            with other.writing():
                await press(pilot, "ctrl+s")
                assert app.screen is screen
                assert shown(screen, "terms.0.term") == "opening up"
                assert any("another program is writing" in note.message for note in app._notifications)
            await press(pilot, "ctrl+s")

            assert _terms(database) == ["opening up", "对外开放"]


async def test_leaving_asks_only_when_something_is_unsaved(open_app: OpenApp, small: Path) -> None:
    """Escape leaves a form in which nothing was typed; else it asks, and can save."""
    async with open_app(file=small) as (app, pilot):
        await open_form(app, pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, BrowseScreen)

        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "opening up")
        await press(pilot, "escape")
        assert isinstance(app.screen, ConfirmDialog)
        await press(pilot, "s")

        assert isinstance(app.screen, BrowseScreen)
        assert _terms(app.database) == ["opening up", "对外开放"]


async def test_leaving_cannot_save_what_is_wrong(open_app: OpenApp, small: Path) -> None:
    """Saving on leaving stays in the form where something is wrong."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "")
        await press(pilot, "escape")
        await press(pilot, "s")

        assert app.screen is screen
        assert screen.focused is field_of(screen, "terms.0.term").editor


async def test_candidate_is_accepted_as_edited(open_app: OpenApp, tmp_path: Path) -> None:
    """The form of a candidate begins with its examples and the chosen equivalent; saving accepts and closes."""
    article = tmp_path / "article.txt"
    article.write_text(
        "Harbour towns\n\nThe seamless customs lane (无缝通关通道) links the port with three inland counties.\n\n"
        "Officials praised the seamless customs lane.",
        "utf-8",
    )
    path = tmp_path / "mined.db"
    with open_database(str(path), create=True) as database:
        mine_into(database, read_inputs([article]).documents, who="tester", with_base=False)
    async with open_app(file=path) as (app, pilot):
        with app.database.reading() as connection:
            candidate = get_candidate(connection, "seamless customs lane")
        screen = await show_form(app, pilot, EditorScreen.for_candidate(candidate, 1))
        assert shown(screen, "terms.1.term") == "无缝通关通道"
        await fill(pilot, screen, "subject_field", "trade")
        await press(pilot, "ctrl+s")

        assert isinstance(app.screen, BrowseScreen)
        with app.database.reading() as connection:
            accepted = get_candidate(connection, "seamless customs lane")
        assert accepted.status is CandidateStatus.ACCEPTED
        assert accepted.entry is not None
        entry = stored(app.database, accepted.entry)
        assert entry is not None
        assert entry.subject_field == "trade"
        assert entry.sections[0].terms[0].contexts


async def test_read_only_termbase_keeps_the_form_open(open_app: OpenApp, small: Path) -> None:
    """A termbase that may not be written says so; what was typed stays in the form and as a draft."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "opening up")
        app.database.is_read_only = True
        await press(pilot, "ctrl+s")

        assert app.screen is screen
        assert shown(screen, "terms.0.term") == "opening up"
        assert any("read-only" in note.message for note in app._notifications)
        assert screen.state is not None
        assert screen.state.is_dirty
