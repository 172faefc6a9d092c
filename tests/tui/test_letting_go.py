"""Forms that were closed, or laid out anew, don't stay in memory."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING
from weakref import WeakSet

import pytest

from glossary.review.draft import EntryDraft
from glossary.tui.forms.state import FormState
from glossary.tui.screens.editor import EditorScreen
from glossary.tui.widgets.form_field import FormField
from glossary.tui.widgets.line_input import LineInput
from glossary.tui.widgets.text_box import TextBox
from tests.tui.forms import ENTRY, add_notes, small_termbase, stored, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.widget import Widget

    from glossary.tui.app import GlossaryApp
    from tests.tui.conftest import OpenApp

NOTES = 10
OPENED = 10
#: So many of them may be there still: the first, whom the search for garbage leaves out, and those that a task has.
KEPT = 4


@pytest.fixture
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a termbase with an entry that has notes."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = small_termbase(tmp_path / "small.db")
    add_notes(path, NOTES)
    return path


def _count(seen: WeakSet[Widget]) -> int:
    gc.collect()
    return len(seen)


async def _open(app: GlossaryApp, seen: WeakSet[Widget]) -> EditorScreen:
    screen = EditorScreen.for_entry(ENTRY)
    app.push_screen(screen)
    await until(lambda: len(screen.query(TextBox)) > NOTES and not screen._laying_out.locked())
    await until(lambda: all(box.is_mounted for box in screen.query(TextBox)))
    _note(screen, seen)
    return screen


def _note(screen: EditorScreen, seen: WeakSet[Widget]) -> None:
    for kind in (TextBox, LineInput, FormField):
        seen.update(screen.query(kind))


async def test_forms_that_were_closed(open_app: OpenApp, noted: Path) -> None:
    """However many forms were opened, only a few are in memory."""
    seen: WeakSet[Widget] = WeakSet()
    async with open_app(file=noted) as (app, _):
        for _ in range(OPENED):
            screen = await _open(app, seen)
            of_one = len(screen.query(FormField)) + len(screen.query(TextBox)) + len(screen.query(LineInput))
            screen.action_leave()
            await until(lambda screen=screen: screen not in app.screen_stack)  # type: ignore[misc] # bound here
        del screen
        await until(lambda: _count(seen) <= KEPT * of_one)


async def test_forms_that_were_laid_out_anew(open_app: OpenApp, noted: Path) -> None:
    """What an open form showed before it was laid out anew is let go while it is still open."""
    seen: WeakSet[Widget] = WeakSet()
    async with open_app(file=noted) as (app, _):
        screen = await _open(app, seen)
        of_one = len(seen)
        for _ in range(OPENED):
            entry = stored(app.database)
            assert entry is not None
            await screen.show_state(FormState(EntryDraft.of(entry)))
            await until(lambda: all(box.is_mounted for box in screen.query(TextBox)))
            _note(screen, seen)
        await until(lambda: _count(seen) <= KEPT * of_one)
