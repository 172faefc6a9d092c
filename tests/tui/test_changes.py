"""Changes that wait in the app: said in the top line, shown beside the entry, decided by one key, undone by another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from glossary.concept import Definition
from glossary.review.edits import with_fields, with_renamed
from glossary.store.entries.access import add_entry, delete_entry
from glossary.store.log.revisions import revising
from glossary.store.proposed_changes import find_proposed_changes, propose_change
from glossary.tui.language import set_language
from glossary.tui.preferences import Preferences
from glossary.tui.screens.browse import BrowseScreen
from glossary.tui.screens.changes import ChangesScreen
from glossary.tui.screens.editor import EditorScreen
from glossary.tui.widgets.bars import ViewBar
from glossary.vocabulary import ProposedKind
from tests.termbases import entry_of
from tests.tui.conftest import settle
from tests.tui.forms import fill, press, shown, small_termbase, stored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry
    from glossary.store.database import Database
    from glossary.tui.app import GlossaryApp
    from tests.tui.conftest import OpenApp

DEFINITION = "what a country does that trades with others"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the file of a small termbase."""
    return small_termbase(tmp_path / "small.db")


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    set_language("en")


def _propose(database: Database, base: ConceptEntry | None, proposed: ConceptEntry | None, kind: ProposedKind) -> int:
    identifier = next((entry.id for entry in (base, proposed) if entry is not None), "")
    with revising(database, who="lin", action="propose") as revision:
        return propose_change(
            revision,
            kind=kind,
            identifier=identifier,
            base=base,
            proposed=proposed,
            source="text",
            note="see the report",
        )


def _conflict(database: Database) -> int:
    """Let somebody's definition and spelling wait."""
    base = stored(database)
    assert base is not None
    other = with_fields(
        with_renamed(base, "opening-up", "opening up"), subject_field=None, definition=DEFINITION, note=None
    )
    return _propose(database, base, other, ProposedKind.CONFLICT)


def _waiting(database: Database) -> list[int]:
    with database.reading() as connection:
        return [change.id for change in find_proposed_changes(connection)]


def _top(app: GlossaryApp) -> str:
    return str(app.screen.query_one(ViewBar).render())


def _text(app: GlossaryApp) -> str:
    return str(app.screen.query_one("#change Static", Static).content)


async def test_the_top_line_says_that_changes_wait(open_app: OpenApp, small: Path) -> None:
    """Every view says how many changes wait and which key leads to them, also when another program brings one."""
    async with open_app(file=small) as (app, pilot):
        assert "wait" not in _top(app)
        _conflict(app.database)
        app.look_for_changes()
        await settle(pilot)
        assert "C: 1 change waits" in _top(app)
        await press(pilot, "f3")
        assert "C: 1 change waits" in _top(app)
        await press(pilot, "C")

        assert isinstance(app.screen, ChangesScreen)
        assert list(app.screen.changes.ids) == _waiting(app.database)


async def test_a_change_is_shown_field_by_field(open_app: OpenApp, small: Path) -> None:
    """Beside the list stands who wants what and why, and each field as it is and as it shall be."""
    async with open_app(file=small) as (app, pilot):
        _conflict(app.database)
        await press(pilot, "C")

        text = _text(app)
        for part in ("conflict 1 · opening-up", "lin", "see the report", "Definition", f"+ proposed: {DEFINITION}"):
            assert part in text
        assert "English · opening-up\n- now: opening-up\n+ proposed: opening up" in text


async def test_accepting_changes_the_entry_and_undo_brings_both_back(open_app: OpenApp, small: Path) -> None:
    """One key takes what was proposed; undoing it lets the change wait again."""
    async with open_app(file=small) as (app, pilot):
        before = stored(app.database)
        change_id = _conflict(app.database)
        await press(pilot, "C")
        await press(pilot, "a")

        entry = stored(app.database)
        assert entry is not None
        assert entry.definition == Definition(text=DEFINITION)
        assert _waiting(app.database) == []
        assert isinstance(app.screen, ChangesScreen)
        assert list(app.screen.changes.ids) == []
        assert "No change waits" in _text(app)

        await press(pilot, "z")
        assert stored(app.database) == before
        assert _waiting(app.database) == [change_id]
        assert list(app.screen.changes.ids) == [change_id]


async def test_rejecting_leaves_the_entry(open_app: OpenApp, small: Path) -> None:
    """One key is done with a change; the entry stays as it is, and Escape leads back."""
    async with open_app(file=small) as (app, pilot):
        before = stored(app.database)
        _conflict(app.database)
        await press(pilot, "C")
        await press(pilot, "r")

        assert (stored(app.database), _waiting(app.database)) == (before, [])
        await press(pilot, "escape")
        assert isinstance(app.screen, BrowseScreen)
        assert "wait" not in _top(app)


async def test_what_was_proposed_can_be_edited_first(open_app: OpenApp, small: Path) -> None:
    """The form begins with what was proposed; saving it there is the decision, and leads back to the list."""
    async with open_app(file=small) as (app, pilot):
        _conflict(app.database)
        await press(pilot, "C")
        await press(pilot, "e")
        await settle(pilot, 30)
        assert isinstance(app.screen, EditorScreen)
        assert shown(app.screen, "definition") == DEFINITION
        await fill(pilot, app.screen, "definition", "a policy")
        await press(pilot, "ctrl+s")
        await settle(pilot)

        entry = stored(app.database)
        assert entry is not None
        assert entry.definition == Definition(text="a policy")
        assert [term.term for _, term in entry.find_terms("en")] == ["opening up"]
        assert _waiting(app.database) == []
        assert isinstance(app.screen, ChangesScreen)


async def test_new_deleted_and_outdated_changes_are_told_apart(open_app: OpenApp, small: Path) -> None:
    """The list says of each change whether it adds, deletes, brings back, or changes nothing any more."""
    async with open_app(file=small) as (app, pilot):
        entry = stored(app.database)
        assert entry is not None
        other = replace(entry_of("gone", en="*gone"), subject_field="trade")
        with revising(app.database, who="lin", action="add") as revision:
            add_entry(revision, other, origin="person")
        with revising(app.database, who="lin", action="delete") as revision:
            delete_entry(revision, "gone")
        _propose(app.database, None, entry_of("", en="*silk road"), ProposedKind.SUGGESTION)
        _propose(app.database, entry, None, ProposedKind.SUGGESTION)
        _propose(app.database, other, replace(other, subject_field="law"), ProposedKind.CONFLICT)
        _propose(app.database, replace(entry, subject_field="old"), entry, ProposedKind.CONFLICT)
        await press(pilot, "C")

        said = []
        for _ in range(4):
            said.append(_text(app))
            await press(pilot, "j")
        assert "a new entry" in said[0]
        assert "silk road" in said[0]
        assert "deletes the entry" in said[1]
        assert "brings the entry back" in said[2]
        assert "has all of this already" in said[3]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_change_has_room_at_any_size(open_app: OpenApp, small: Path, size: tuple[int, int]) -> None:
    """In a small terminal the change stands below the list, in a wide one beside it; both are in sight."""
    async with open_app(file=small, size=size) as (app, pilot):
        _conflict(app.database)
        await press(pilot, "C")

        listed, panel = app.screen.query_one("#changes").region, app.screen.query_one("#change").region
        assert (panel.y > listed.y) is (size[0] < 110)
        assert min(listed.height, panel.height) >= 5
        assert panel.right <= size[0]


async def test_the_changes_speak_chinese(open_app: OpenApp, small: Path, tmp_path: Path) -> None:
    """Everything about changes is said in the language of the interface."""
    chinese = Preferences(path=tmp_path / "tui.toml", language="zh-Hans")
    async with open_app(file=small, preferences=chinese) as (app, pilot):
        _conflict(app.database)
        app.look_for_changes()
        await settle(pilot)
        assert "C：1 项修改待定" in _top(app)
        await press(pilot, "C")

        for part in ("冲突 1 · opening-up", "提议", "现为", "定义"):
            assert part in _text(app)
