"""The history: what changed, when, by whom; and what was comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from glossary.review import workflow
from glossary.store.database import open_database
from glossary.store.entries.access import KIND
from glossary.store.log.listing import count_changes, find_changes_of, find_revision_ids, get_revisions
from glossary.store.log.revisions import revising
from glossary.tui.dialogs.reading import ReadingDialog
from glossary.tui.screens.browse import BrowseScreen
from glossary.tui.screens.history import HistoryScreen
from tests.tui.conftest import settle
from tests.tui.forms import ENTRY, press, rename, small_termbase, stored

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.store.database import Database
    from glossary.tui.app import GlossaryApp
    from tests.tui.conftest import OpenApp


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the file of a small termbase."""
    return small_termbase(tmp_path / "small.db")


def _delete(database: Database) -> None:
    with revising(database, who="somebody", action="delete") as revision:
        workflow.delete(revision, ENTRY)


def _terms(database: Database) -> list[str]:
    entry = stored(database)
    return [term.term for _, term in entry.find_terms()] if entry else []


def _history(app: GlossaryApp) -> HistoryScreen:
    assert isinstance(app.screen, HistoryScreen)
    return app.screen


def _detail(app: GlossaryApp) -> str:
    return str(app.screen.query_one("#revision Static", Static).content)


async def test_newest_change_is_first_with_what_changed(open_app: OpenApp, small: Path) -> None:
    """The history begins with the newest change, and shows each field before and after."""
    async with open_app(file=small) as (app, pilot):
        rename(app.database, "opening-up", "opening up")
        await press(pilot, "f5")
        await pilot.pause(0.2)
        await settle(pilot)

        assert list(_history(app).revisions.ids) == [2, 1]
        detail = _detail(app)
        assert "- opening-up" in detail
        assert "+ opening up" in detail
        assert "somebody" in detail


async def test_history_is_filtered_while_typing(open_app: OpenApp, small: Path) -> None:
    """The filter looks at who, what, and the entries that a change touched."""
    async with open_app(file=small) as (app, pilot):
        rename(app.database, "opening-up", "opening up")
        await press(pilot, "f5")
        await press(pilot, "slash", *"SOMEB")
        assert list(_history(app).revisions.ids) == [2]
        await press(pilot, *"xx")
        assert list(_history(app).revisions.ids) == []
        await press(pilot, "escape")
        await press(pilot, "escape")
        assert list(_history(app).revisions.ids) == [2, 1]


async def test_version_of_an_entry_comes_back(open_app: OpenApp, small: Path) -> None:
    """From an entry its versions are listed; Enter shows one, r brings it back after a question."""
    async with open_app(file=small) as (app, pilot):
        rename(app.database, "opening-up", "opening up")
        rename(app.database, "rural revitalization", "village revival", "rural-revitalization")
        await press(pilot, "h")
        assert list(_history(app).revisions.ids) == [2, 1]
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, ReadingDialog)
        await press(pilot, "escape")
        await press(pilot, "r")
        await press(pilot, "y")

        assert _terms(app.database) == ["opening-up", "对外开放"]
        assert list(_history(app).revisions.ids) == [4, 2, 1]
        await press(pilot, "escape")
        assert isinstance(app.screen, BrowseScreen)


async def test_deleted_entry_comes_back(open_app: OpenApp, small: Path) -> None:
    """The change that deleted an entry brings it back as it was before."""
    async with open_app(file=small) as (app, pilot):
        before = stored(app.database)
        _delete(app.database)
        await press(pilot, "f5")
        await press(pilot, "r")
        await press(pilot, "n")
        assert stored(app.database) is None
        await press(pilot, "r")
        await press(pilot, "y")

        assert stored(app.database) == before


async def test_several_entries_come_back_in_one_step(open_app: OpenApp, small: Path) -> None:
    """A change of several entries is restored as one revision."""
    async with open_app(file=small) as (app, pilot):
        rename(app.database, "opening-up", "opening up")
        rename(app.database, "rural revitalization", "village revival", "rural-revitalization")
        await press(pilot, "f5")
        await press(pilot, "end", "r")
        await press(pilot, "y")

        assert _terms(app.database) == ["opening-up", "对外开放"]
        with app.database.reading() as connection:
            assert count_changes(connection, 4) == 2


async def test_narrow_terminal_shows_the_list_alone(open_app: OpenApp, small: Path) -> None:
    """At 80 columns the list has the room; Enter shows the change."""
    async with open_app(file=small, size=(80, 24)) as (app, pilot):
        await press(pilot, "f5")
        assert not app.screen.query_one("#revision").display
        await press(pilot, "enter")

        assert isinstance(app.screen, ReadingDialog)


def test_log_is_read_by_ids(small: Path) -> None:
    """Ids come newest first, lines in the order asked for, and changes as far as they are wanted."""
    with open_database(str(small)) as database:
        rename(database, "opening-up", "opening up")
        with database.reading() as connection:
            assert list(find_revision_ids(connection)) == [2, 1]
            assert list(find_revision_ids(connection, kind=KIND, target="rural-revitalization")) == [1]
            assert list(find_revision_ids(connection, query="100%")) == []
            assert [past.id if past else None for past in get_revisions(connection, [1, 7, 2])] == [1, None, 2]
            assert count_changes(connection, 1) == 2
            assert [change.target for change in find_changes_of(connection, 1, limit=1)] == [ENTRY]
            assert find_changes_of(connection, 1, kind=KIND, target="none") == []
