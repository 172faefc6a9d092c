"""The app of somebody who may not change entries: what is typed is proposed, the rest is refused with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.review import workflow
from glossary.store.database import open_database
from glossary.store.log.revisions import revising
from glossary.store.people.users import add_user
from glossary.store.proposed_changes import find_proposed_changes
from glossary.tui.screens.browse import BrowseScreen
from glossary.vocabulary import Language, Role
from tests.tui.conftest import settle
from tests.tui.forms import ENTRY, fill, open_form, press, small_termbase, stored

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.store.database import Database
    from glossary.store.proposed_changes import ProposedChange
    from glossary.tui.app import GlossaryApp
    from tests.tui.conftest import OpenApp


@pytest.fixture(autouse=True)
def drafts_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the drafts of each test to itself."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def _team(file: Path, role: Role) -> Path:
    """Make a termbase in which the user of the app has a role."""
    with open_database(str(small_termbase(file))) as database:
        for name, of_name in (("ana", Role.ADMIN), ("tester", role)):
            with revising(database, who="ana", action="users") as revision:
                add_user(revision, name, of_name)
    return file


def _waiting(database: Database) -> list[ProposedChange]:
    with database.reading() as connection:
        return list(find_proposed_changes(connection))


def _told(app: GlossaryApp) -> list[str]:
    return [notification.message for notification in app._notifications]


async def test_what_a_contributor_saves_is_proposed(open_app: OpenApp, tmp_path: Path) -> None:
    """The form closes and says that a reviewer decides; the entry is as it was, and no draft is left over."""
    async with open_app(file=_team(tmp_path / "small.db", Role.CONTRIBUTOR)) as (app, pilot):
        before = stored(app.database)
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "opening up")
        await press(pilot, "ctrl+s")
        await settle(pilot)

        (change,) = _waiting(app.database)
        assert change.base == before == stored(app.database)
        assert change.proposed is not None
        preferred = change.proposed.preferred(Language.ENGLISH)
        assert preferred is not None
        assert preferred.term == "opening up"
        assert change.who == "tester"
        assert isinstance(app.screen, BrowseScreen)
        assert "Proposed: opening up; a reviewer decides." in _told(app)
        assert not [message for message in _told(app) if "draft" in message]


async def test_what_a_contributor_deletes_is_proposed(open_app: OpenApp, tmp_path: Path) -> None:
    """A change that the app makes without a form is proposed as well, and it doesn't say that it was made."""
    async with open_app(file=_team(tmp_path / "small.db", Role.CONTRIBUTOR)) as (app, pilot):
        done: list[object] = []
        app.revise("delete", lambda revision: workflow.delete(revision, ENTRY), done.append)
        await settle(pilot)
        (change,) = _waiting(app.database)
        assert (change.identifier, change.proposed) == (ENTRY, None)
        assert stored(app.database) is not None
        assert done == []
        assert "Proposed; a reviewer decides." in _told(app)


async def test_a_reader_is_told(open_app: OpenApp, tmp_path: Path) -> None:
    """Saving is refused with the reason, and what was typed stays in the form."""
    async with open_app(file=_team(tmp_path / "small.db", Role.READER)) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "opening up")
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert app.screen is screen
        assert _waiting(app.database) == []
        assert any("tester is a reader of this termbase" in message for message in _told(app))
