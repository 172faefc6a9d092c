"""The app as a whole: views, keys, palette, help, settings, undo, and what it says when something goes wrong."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.command import CommandPalette
from textual.widgets import Input, Static

from glossary.review import workflow
from glossary.review.edits import new_entry
from glossary.store.database import open_database
from glossary.store.entries.access import count_entries, find_entries
from glossary.store.log.revisions import revising
from glossary.tui.dialogs.help import HelpDialog
from glossary.tui.dialogs.settings import SettingsDialog
from glossary.tui.language import set_language
from glossary.tui.preferences import Preferences, load_preferences
from glossary.tui.screens.browse import BrowseScreen
from tests.tui.conftest import settle

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.tui.app import GlossaryApp
    from tests.tui.conftest import OpenApp


def _errors(app: GlossaryApp) -> list[str]:
    return [notice.message for notice in app._notifications if notice.severity == "error"]


def _delete_one(path: Path) -> None:
    with open_database(str(path)) as database, revising(database, who="tester", action="delete") as revision:
        workflow.delete(revision, next(iter(find_entries(revision.connection))).id)


def _move(path: Path, target: Path) -> None:
    path.rename(target)


def _is_there(path: Path) -> bool:
    return path.exists()


def _count(path: Path) -> int:
    with open_database(str(path)) as database, database.reading() as connection:
        return count_entries(connection)


async def test_undo_and_redo_work_across_restarts(open_app: OpenApp, termbase_file: Path) -> None:
    """What was changed before the app was started is undone and done again by it."""
    total = _count(termbase_file)
    _delete_one(termbase_file)
    async with open_app() as (_, pilot):
        await pilot.press("z")
        await settle(pilot)
        assert _count(termbase_file) == total
        await pilot.press("Z")
        await settle(pilot)
        assert _count(termbase_file) == total - 1


async def test_nothing_to_redo_is_said(open_app: OpenApp) -> None:
    """A key that can't do anything says so."""
    async with open_app() as (app, pilot):
        await pilot.press("Z")
        await settle(pilot)
        assert _errors(app) == ["nothing to redo"]


async def test_help_is_searched_while_typing(open_app: OpenApp) -> None:
    """The help shows the keys of all actions, and those that fit what is typed."""
    async with open_app() as (app, pilot):
        await pilot.press("question_mark")
        await settle(pilot)
        assert isinstance(app.screen, HelpDialog)
        text = app.screen.query_one("#help-text", Static)
        assert "glossary export" in str(text.content)
        app.screen.query_one(Input).value = "undo"
        await settle(pilot)
        assert "Take back the newest change" in str(text.content)
        assert "glossary export" not in str(text.content)


async def test_keys_can_be_changed(open_app: OpenApp, tmp_path: Path, termbase_file: Path) -> None:
    """A key from the settings file does what it is set to, the former one does nothing, the help shows it."""
    total = _count(termbase_file)
    _delete_one(termbase_file)
    preferences = replace(load_preferences(tmp_path / "none.toml"), keys={"app.undo": "u"})
    async with open_app(preferences=preferences) as (app, pilot):
        await pilot.press("z")
        await settle(pilot)
        assert _count(termbase_file) == total - 1
        await pilot.press("u")
        await settle(pilot)
        assert _count(termbase_file) == total
        await pilot.press("question_mark")
        await settle(pilot)
        lines = str(app.screen.query_one("#help-text", Static).content).splitlines()
        assert next(line for line in lines if "app.undo" in line).startswith("u ")


async def test_the_palette_runs_actions(open_app: OpenApp) -> None:
    """Typing a part of a command's name and Enter runs it."""
    async with open_app() as (app, pilot):
        await pilot.press("ctrl+p")
        await settle(pilot)
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*"Filter while")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen.query_one("#query").has_focus


async def test_the_language_changes_at_once_and_is_kept(open_app: OpenApp, tmp_path: Path) -> None:
    """The settings turn the interface into Chinese without a restart, and write it down."""
    try:
        async with open_app() as (app, pilot):
            await pilot.press("ctrl+o")
            await settle(pilot)
            assert isinstance(app.screen, SettingsDialog)
            app.screen.query_one("#set-language").value = "zh-Hans"  # type: ignore[attr-defined] # a Select
            await settle(pilot)
            await pilot.press("escape")
            await settle(pilot)
            assert isinstance(app.screen, BrowseScreen)
            assert "个词条" in str(app.screen.query_one("#count", Static).content)
            assert app.screen.entries.columns[0].title == "英文"
        assert load_preferences(tmp_path / "tui.toml").language == "zh-Hans"
    finally:
        set_language("en")


async def test_the_theme_is_kept(open_app: OpenApp, tmp_path: Path) -> None:
    """A theme that is chosen is there at the next start."""
    async with open_app() as (app, pilot):
        app.theme = "textual-light"
        await settle(pilot)
    assert load_preferences(tmp_path / "tui.toml").theme == "textual-light"


async def test_a_locked_termbase_is_told_and_keys_go_on(open_app: OpenApp, termbase_file: Path) -> None:
    """While another program holds the termbase, the app stays usable; then it says what to do; nothing is lost."""
    _delete_one(termbase_file)
    total = _count(termbase_file)
    async with open_app(busy_timeout=1_500) as (app, pilot):
        other = sqlite3.connect(termbase_file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("z", "down", "down", "slash", "x")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        assert screen.query_one("#query", Input).value == "x"
        await settle(pilot)
        other.execute("ROLLBACK")
        other.close()
        assert len(_errors(app)) == 1
        assert "another program" in _errors(app)[0]
        assert _count(termbase_file) == total
        await pilot.press("escape", "z")
        await settle(pilot)
        assert _count(termbase_file) == total + 1


async def test_a_deleted_file_is_told_and_not_written_to(
    open_app: OpenApp, termbase_file: Path, tmp_path: Path
) -> None:
    """When the termbase's file is taken away, the app says so, and no change vanishes into the old file."""
    _delete_one(termbase_file)
    async with open_app() as (app, pilot):
        _move(termbase_file, tmp_path / "elsewhere.db")
        await pilot.press("z")
        await settle(pilot)
        assert len(_errors(app)) == 1
        assert str(termbase_file) in _errors(app)[0]
    assert not _is_there(termbase_file)


async def test_text_is_never_markup(open_app: OpenApp) -> None:
    """What looks like markup in a term is shown as it is."""
    async with open_app() as (app, pilot):
        with revising(app.database, who="tester", action="add") as revision:
            workflow.add(revision, new_entry("[bold]aaa[/bold] [@click=app.quit]x[/]", "[红色]测试"))
        app.look_for_changes()
        await settle(pilot)
        await pilot.press("slash", *"aaa", "enter")
        await settle(pilot)
        await pilot.pause(0.2)
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        assert "[bold]aaa[/bold] [@click=app.quit]x[/]" in str(screen.query_one("#preview Static", Static).content)
        await pilot.press("d")
        await settle(pilot)
        assert "[bold]aaa" in str(app.screen.query_one(".question", Static).content)


async def test_preferences_that_name_no_theme_do_no_harm(open_app: OpenApp, tmp_path: Path) -> None:
    """A theme that this version doesn't have is passed over."""
    async with open_app(preferences=Preferences(path=tmp_path / "x.toml", theme="of-yesterday")) as (app, _):
        assert app.theme in app.available_themes
