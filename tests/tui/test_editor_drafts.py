"""What is typed into a form outlives leaving it, the app, and the death of the app."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from glossary.tui.forms.drafts import find_drafts
from glossary.tui.screens.browse import BrowseScreen
from glossary.tui.screens.editor import EditorScreen
from tests.tui.forms import fill, open_form, press, shown, small_termbase, stored
from tests.tui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tui.conftest import OpenApp


@pytest.fixture(autouse=True)
def drafts_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the drafts of each test to itself."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the file of a small termbase."""
    return small_termbase(tmp_path / "small.db")


@pytest.fixture
def socket() -> Iterator[Path]:
    """Return a path for a socket, short enough for one."""
    folder = Path(tempfile.mkdtemp(prefix="t"))
    yield folder / "s"
    shutil.rmtree(folder)


def _process_of_draft(folder: Path) -> int:
    (path,) = folder.rglob("*.json")
    return int(json.loads(path.read_text("utf-8"))["process"])


def _wait_until_gone(process: int) -> None:
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError(f"process {process} is still there")


async def test_draft_is_kept_soon_and_removed_by_saving(open_app: OpenApp, small: Path) -> None:
    """A second after a key the draft is in its file; saving takes it away."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "opening up")
        await pilot.pause(1)
        kept = find_drafts(app.database.location)
        assert [(found.key, found.draft.terms[0].term) for found in kept] == [("entry opening-up", "opening up")]
        await press(pilot, "ctrl+s")

        assert find_drafts(app.database.location) == []


async def test_kept_draft_comes_back_and_can_be_reverted(open_app: OpenApp, small: Path) -> None:
    """Whoever opens the entry again has what was typed, is told so, and can throw it away."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "opening up")
        await press(pilot, "escape")
        await press(pilot, "k")
        assert isinstance(app.screen, BrowseScreen)

        screen = await open_form(app, pilot)
        assert shown(screen, "terms.0.term") == "opening up"
        assert "Your draft of" in str(screen.query_one("#editor-notice", Static).content)
        await press(pilot, "ctrl+r")
        await press(pilot, "y")
        assert shown(screen, "terms.0.term") == "opening-up"
        await press(pilot, "escape")
        assert isinstance(app.screen, BrowseScreen)
        assert find_drafts(app.database.location) == []


async def test_discarded_draft_is_gone(open_app: OpenApp, small: Path) -> None:
    """Discarding on leaving leaves neither a draft nor a change."""
    async with open_app(file=small) as (app, pilot):
        before = stored(app.database)
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "opening up")
        await pilot.pause(1)
        await press(pilot, "escape")
        await press(pilot, "d")

        assert find_drafts(app.database.location) == []
        assert stored(app.database) == before


async def test_quitting_keeps_the_draft_of_a_new_entry(open_app: OpenApp, small: Path) -> None:
    """Quitting with a form open keeps what was typed, also of an entry that isn't there yet."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot, None)
        await fill(pilot, screen, "terms.0.term", "green credit")
        await fill(pilot, screen, "terms.1.term", "绿色")
        await pilot.press("ctrl+q")

    assert [kept.title for kept in find_drafts(str(small))] == ["green credit"]
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot, None)
        assert (shown(screen, "terms.0.term"), shown(screen, "terms.1.term")) == ("green credit", "绿色")


async def test_going_to_another_view_keeps_the_draft(open_app: OpenApp, small: Path) -> None:
    """A key that leads away from the form loses nothing."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "opening up")
        await press(pilot, "f2")

        assert not isinstance(app.screen, EditorScreen)
        assert len(find_drafts(app.database.location)) == 1


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_killed_app_loses_nothing_older_than_a_second(tmp_path: Path, small: Path, socket: Path) -> None:
    """Killed (-9) in the middle of typing: the next start of the form has what was typed."""
    command = [sys.executable, "-m", "glossary", "--db", str(small), "tui", "--settings", str(tmp_path / "tui.toml")]
    environment = {"XDG_STATE_HOME": str(tmp_path / "state")}
    with Terminal(socket, command, (120, 36), environment) as terminal:
        terminal.wait_for("opening-up")
        terminal.keys("Enter")
        terminal.wait_for("+ term")
        terminal.type(" and 改革 reform")
        terminal.wait_for("opening-up and 改革 reform")
        time.sleep(1)
        process = _process_of_draft(tmp_path / "state")
        os.kill(process, signal.SIGKILL)
        _wait_until_gone(process)
    (kept,) = find_drafts(str(small))
    assert kept.draft.terms[0].term == "opening-up and 改革 reform"

    with Terminal(socket, command, (80, 24), environment) as terminal:
        terminal.wait_for("opening-up")
        terminal.keys("Enter")
        screen = terminal.wait_for("Your draft of")
        assert "opening-up and 改革 reform" in screen
        terminal.keys("Escape")
        terminal.wait_for("Not everything is saved")
        terminal.keys("d")
        terminal.wait_for("Not everything is saved", gone=True)
    assert find_drafts(str(small)) == []


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_field_is_written_in_the_users_editor(tmp_path: Path, small: Path, socket: Path) -> None:
    """F8 hands the field to $VISUAL, and what that wrote is in the form."""
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\nprintf 'reform and 开放\\n' > \"$1\"\n")
    editor.chmod(0o755)
    command = [sys.executable, "-m", "glossary", "--db", str(small), "tui", "--settings", str(tmp_path / "tui.toml")]
    environment = {"XDG_STATE_HOME": str(tmp_path / "state"), "VISUAL": str(editor)}
    with Terminal(socket, command, (80, 24), environment) as terminal:
        terminal.wait_for("opening-up")
        terminal.keys("Enter")
        terminal.wait_for("+ term")
        terminal.keys("F8")
        terminal.wait_for("reform and 开放")
        terminal.wait_for("● unsaved")
