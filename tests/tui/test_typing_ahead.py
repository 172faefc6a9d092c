"""Keys that arrive together go where they would go if they came one by one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input

from glossary.tui.app import GlossaryApp
from glossary.tui.screens.browse import BrowseScreen
from tests.tui.conftest import settle

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.tui.conftest import OpenApp


async def _at_once(pilot: Pilot[None], *keys: tuple[str, str | None]) -> None:
    app = pilot.app
    assert isinstance(app, GlossaryApp)
    for key, character in keys:
        app.post_message(events.Key(key, character))
    async with asyncio.timeout(30):
        await pilot.pause(0.05)
        while app._keys.is_busy:
            await pilot.pause(0.05)
    await settle(pilot)


async def test_a_filter_typed_in_one_burst(open_app: OpenApp) -> None:
    """The key that goes to the filter and the text after it may arrive in one packet."""
    async with open_app() as (app, pilot):
        await _at_once(pilot, ("slash", "/"), *((character, character) for character in "新质生产力"))
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        assert screen.query_one("#query", Input).value == "新质生产力"
        assert 1 <= len(screen.entries.ids) <= 3


async def test_keys_after_leaving_the_filter(open_app: OpenApp) -> None:
    """Enter, and then keys for the list, in one burst."""
    async with open_app() as (app, pilot):
        await pilot.press("slash", *"plan")
        await settle(pilot)
        await _at_once(pilot, ("enter", "\r"), ("j", "j"), ("down", None), ("space", " "))
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        assert screen.query_one("#query", Input).value == "plan"
        assert screen.entries.cursor == 3
        assert len(screen.entries.marking.ids) == 1


async def test_many_keys_in_order(open_app: OpenApp) -> None:
    """A hundred keys at once are all handled, in their order."""
    async with open_app() as (app, pilot):
        await _at_once(pilot, *[("down", None)] * 60, *[("up", None)] * 40, ("slash", "/"), *[("x", "x")] * 20)
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        assert screen.query_one("#query", Input).value == "x" * 20


async def test_a_key_after_a_dialog_opens(open_app: OpenApp) -> None:
    """A key that follows the one that opens a dialog answers it."""
    async with open_app() as (app, pilot):
        await _at_once(pilot, ("question_mark", "?"), ("escape", None), ("down", None))
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        assert screen.entries.cursor == 1
