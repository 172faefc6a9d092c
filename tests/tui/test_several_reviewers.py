"""Several people on one termbase: who reviews what is seen and passed over, and what both changed is joined."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from textual.widgets import OptionList

from glossary.concept import Definition
from glossary.review import claiming, edits, workflow
from glossary.store.candidates import claims
from glossary.store.candidates.mined import get_candidate
from glossary.store.database import open_database
from glossary.store.entries.access import get_entry
from glossary.store.log.revisions import revising
from glossary.store.people.users import add_user
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.dialogs.conflict import ConflictDialog
from glossary.tui.screens.editor import EditorScreen
from glossary.tui.widgets.bars import ViewBar
from glossary.vocabulary import CandidateStatus, Role
from tests.several.termbases import add_candidates
from tests.tui.conftest import settle
from tests.tui.forms import ENTRY, field_of, fill, open_form, press, rename, shown, small_termbase, stored

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from glossary.concept import ConceptEntry
    from glossary.store.database import Database
    from glossary.tui.app import GlossaryApp
    from glossary.tui.screens.review import ReviewScreen
    from tests.tui.conftest import OpenApp


@pytest.fixture(autouse=True)
def drafts_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the drafts of each test to itself."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Return the file of a termbase with two users and five candidates."""
    path = tmp_path / "shared.db"
    with open_database(str(path), create=True) as database:
        database.learns = False
        add_candidates(database, 5)
        with revising(database, who="tester", action="users") as revision:
            add_user(revision, "tester", Role.ADMIN)
            add_user(revision, "Li Mei", Role.REVIEWER)
    return path


def _holders(database: Database) -> dict[str, str]:
    with database.reading() as connection:
        return {claim.term: claim.who for claim in claims.find_claims(connection)}


async def _until(pilot: Pilot[None], is_so: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(seconds):
        while not is_so():
            await pilot.pause(0.05)


async def _review(app: GlossaryApp, pilot: Pilot[None]) -> ReviewScreen:
    await pilot.press("f3")
    await settle(pilot)
    return cast("ReviewScreen", app.screen)


async def test_what_is_looked_at_is_claimed_until_it_is_left(open_app: OpenApp, shared: Path) -> None:
    """In a termbase with users the candidate under the cursor is the reviewer's; the claim goes with the cursor."""
    async with open_app(file=shared) as (app, pilot):
        await _review(app, pilot)
        await _until(pilot, lambda: _holders(app.database) == {"candidate 00000": "tester"})
        await pilot.press("down")
        await _until(pilot, lambda: _holders(app.database) == {"candidate 00001": "tester"})
        await pilot.press("r")
        await _until(pilot, lambda: _holders(app.database) == {"candidate 00002": "tester"})
        await pilot.press("f2")
        await _until(pilot, lambda: _holders(app.database) == {})
        await pilot.press("f3")
        await _until(pilot, lambda: len(_holders(app.database)) == 1)
    with open_database(str(shared)) as database:
        assert _holders(database) == {}


async def test_who_works_alone_claims_nothing(open_app: OpenApp) -> None:
    """In a file without users looking at candidates writes nothing."""
    async with open_app() as (app, pilot):
        screen = await _review(app, pilot)
        await pilot.press("down")
        await pilot.pause(1.2)
        assert screen.candidates.row_id is not None
        assert _holders(app.database) == {}


async def test_what_others_review_is_passed_over(open_app: OpenApp, shared: Path) -> None:
    """A candidate that somebody else reviews says so, and a decision on the one before goes on past it."""
    async with open_app(file=shared) as (app, pilot):
        screen = await _review(app, pilot)
        await _until(pilot, lambda: _holders(app.database) == {"candidate 00000": "tester"})
        claiming.claim_next(app.database, 2, who="Li Mei")
        app.look_for_changes()
        await _until(pilot, lambda: len(screen.candidates.held) == 2)
        await settle(pilot)
        row = screen.candidates.row_at(1)
        assert row is not None
        assert row.cells[0] == "@"
        await pilot.press("r")
        await settle(pilot)
        assert screen.candidates.cursor == 3


async def test_deciding_on_what_others_review_asks_first(open_app: OpenApp, shared: Path) -> None:
    """A key on somebody else's candidate decides nothing before it is confirmed."""
    async with open_app(file=shared) as (app, pilot):
        screen = await _review(app, pilot)
        row_id = screen.candidates.ids[0]
        with app.database.writing(action="claim", who="tester") as connection:
            claims.release(connection, "tester")
            claims.claim(connection, "Li Mei", [row_id])

        def status() -> CandidateStatus:
            with app.database.reading() as connection:
                return get_candidate(connection, str(row_id)).status

        await pilot.press("r")
        await _until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        assert status() is CandidateStatus.PENDING
        await pilot.press("escape")
        await settle(pilot)
        assert status() is CandidateStatus.PENDING
        await pilot.press("home", "r")
        await _until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("y")
        await _until(pilot, lambda: status() is CandidateStatus.REJECTED)


async def test_a_rejection_by_somebody_else_is_told(open_app: OpenApp, shared: Path) -> None:
    """Accepting what somebody rejected a moment ago asks first, with the name."""
    async with open_app(file=shared) as (app, pilot):
        screen = await _review(app, pilot)
        row_id = screen.candidates.ids[0]
        with revising(app.database, who="Li Mei", action="reject") as revision:
            workflow.reject(revision, str(row_id), force=True)
        await pilot.press("0")
        await _until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        assert "rejected by Li Mei" in str(app.screen._question)  # type: ignore[attr-defined] # what it asks


def _change(database: Database, change: Callable[[ConceptEntry], ConceptEntry]) -> None:
    with revising(database, who="somebody", action="edit") as revision:
        workflow.change(revision, change(get_entry(revision.connection, ENTRY)))


async def test_changes_of_different_things_are_joined(open_app: OpenApp, tmp_path: Path) -> None:
    """Where two changed different fields, one key keeps both, without any choice to make."""
    async with open_app(file=small_termbase(tmp_path / "small.db")) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "opening up")
        rename(app.database, "对外开放", "开放")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConflictDialog)
        assert not app.screen.query(OptionList)
        await press(pilot, "j")

        assert isinstance(app.screen, EditorScreen)
        entry = stored(app.database)
        assert entry is not None
        assert [term.term for _, term in entry.find_terms()] == ["opening up", "开放"]
        assert (shown(screen, "terms.0.term"), shown(screen, "terms.1.term")) == ("opening up", "开放")
        assert screen.state is not None
        assert not screen.state.is_dirty


@pytest.mark.parametrize(("keys", "field"), [((), "trade and investment"), (("space",), "diplomacy")])
async def test_a_field_that_both_changed_is_chosen(
    open_app: OpenApp, tmp_path: Path, keys: tuple[str, ...], field: str
) -> None:
    """Of a field that both changed the chosen one is saved, and all else of both."""
    async with open_app(file=small_termbase(tmp_path / "small.db")) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "subject_field", "trade and investment")
        definition = Definition(text="letting others in", source=None)
        _change(app.database, lambda entry: replace(entry, subject_field="diplomacy", definition=definition))
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConflictDialog)
        assert app.screen.query_one(OptionList).option_count == 1
        await press(pilot, *keys, "j")

        entry = stored(app.database)
        assert entry is not None
        assert (entry.subject_field, entry.definition) == (field, definition)


async def test_a_long_change_of_another_program_is_waited_for(open_app: OpenApp, tmp_path: Path) -> None:
    """While another program writes, the app says that it waits, stays usable, and saves when it can."""
    file = small_termbase(tmp_path / "small.db")
    async with open_app(file=file) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "opening up")
        with open_database(str(file)) as other, other.writing():
            screen.action_save()
            await _until(pilot, lambda: "waiting for another program" in screen.query_one(ViewBar).state)
            field_of(screen, "subject_field").put("diplomacy")
            await _until(pilot, lambda: screen.state is not None and screen.state.draft.subject_field == "diplomacy")
            assert shown(screen, "subject_field") == "diplomacy"
        await settle(pilot, 30)

        entry = stored(app.database)
        assert entry is not None
        assert next(entry.find_terms())[1].term == "opening up"
        assert screen.query_one(ViewBar).state == ""
        assert screen.state is not None
        assert screen.state.is_dirty


async def test_an_entry_that_came_again_is_not_saved_over(open_app: OpenApp, tmp_path: Path) -> None:
    """An entry that was deleted, then added again by somebody, is compared once more before it is saved."""
    async with open_app(file=small_termbase(tmp_path / "small.db")) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "opening up")
        with revising(app.database, who="somebody", action="delete") as revision:
            workflow.delete(revision, ENTRY)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConfirmDialog)
        with revising(app.database, who="Li Mei", action="add") as revision:
            again = workflow.add(revision, edits.new_entry("opening-up", "开放"))
        assert again.id == ENTRY
        await press(pilot, "s")
        assert isinstance(app.screen, ConflictDialog)
        assert stored(app.database) == again
