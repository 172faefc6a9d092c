"""What the tests of the entry form share: a small termbase, and how to open and fill the form."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual.widgets import TextArea

from glossary.errors import NotFound
from glossary.review import edits, workflow
from glossary.store.database import open_database
from glossary.store.entries.access import get_entry
from glossary.store.log.revisions import revising
from glossary.tui.screens.editor import EditorScreen
from glossary.tui.widgets.form_field import FormField
from tests.tui.conftest import settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.widgets import Input

    from glossary.concept import ConceptEntry
    from glossary.store.database import Database
    from glossary.tui.app import GlossaryApp
    from glossary.tui.widgets.choice_input import ChoiceInput

ENTRY = "opening-up"


def small_termbase(path: Path) -> Path:
    """Make a termbase with two entries."""
    with (
        open_database(str(path), create=True) as database,
        revising(database, who="tester", action="add", summary="add two entries") as revision,
    ):
        first = edits.new_entry("opening-up", "对外开放", subject_field="trade", context="Opening-up goes on.")
        workflow.add(revision, first)
        workflow.add(revision, edits.new_entry("rural revitalization", "乡村振兴", subject_field="economy"))
    return path


def add_notes(path: Path, count: int) -> None:
    """Add notes to the first entry of a small termbase."""
    with open_database(str(path)) as database, revising(database, who="tester", action="edit") as revision:
        entry = get_entry(revision.connection, ENTRY)
        workflow.change(revision, replace(entry, notes=tuple(f"note {number}" for number in range(count))))


async def until(is_so: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for something, with no timeout of asyncio or of the pilot: it would keep what is open until it is over.

    Raises:
        TimeoutError: it isn't so by then.
    """
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError
        await asyncio.sleep(0.01)


def stored(database: Database, identifier: str = ENTRY) -> ConceptEntry | None:
    """Return an entry as the termbase has it, None where it is gone."""
    with database.reading() as connection:
        try:
            return get_entry(connection, identifier)
        except NotFound:
            return None


def rename(database: Database, old: str, new: str, identifier: str = ENTRY) -> None:
    """Change an entry as another person would."""
    entry = stored(database, identifier)
    assert entry is not None
    with revising(database, who="somebody", action="edit") as revision:
        workflow.change(revision, edits.with_renamed(entry, old, new))


async def open_form(app: GlossaryApp, pilot: Pilot[None], identifier: str | None = ENTRY) -> EditorScreen:
    """Open the form of an entry, or of a new one."""
    return await show_form(app, pilot, EditorScreen.for_entry(identifier) if identifier else EditorScreen.for_new())


async def show_form(app: GlossaryApp, pilot: Pilot[None], screen: EditorScreen) -> EditorScreen:
    """Show a form and wait until it can be used."""
    app.push_screen(screen)
    await settle(pilot, 30)
    return screen


def field_of(screen: EditorScreen, path: str) -> FormField:
    """Return a field of the form by its path."""
    return next(field for field in screen.query(FormField) if field.path == path)


def shown(screen: EditorScreen, path: str) -> str:
    """Return what a field shows."""
    editor = field_of(screen, path).editor
    return editor.text if isinstance(editor, TextArea) else cast("Input | ChoiceInput", editor).value


async def fill(pilot: Pilot[None], screen: EditorScreen, path: str, text: str) -> None:
    """Type a text in place of what a field has."""
    editor = field_of(screen, path).editor
    editor.focus()
    await pilot.pause()
    if isinstance(editor, TextArea):
        editor.select_all()
        await pilot.press("delete", *_keys(text))
    else:
        await pilot.press("end", "ctrl+u", *_keys(text))
    await settle(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and wait until all is done."""
    await pilot.press(*keys)
    await settle(pilot)


def _keys(text: str) -> list[str]:
    return ["enter" if character == "\n" else "space" if character == " " else character for character in text]
