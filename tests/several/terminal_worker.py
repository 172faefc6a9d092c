"""The terminal app at work in a process of its own: it edits entries as a person does, and tells what it has seen.

Called with the place of the termbase, the name of the user, and ids of entries. It prints a JSON object a line:
``note`` with ``entry`` when a change was saved, ``entries`` with the ids that the list shows for the first time and
the time ``at`` which it did. It ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from glossary.cli.opening import PATIENCE
from glossary.store.database import open_database
from glossary.tui.app import GlossaryApp
from glossary.tui.dialogs.conflict import ConflictDialog
from glossary.tui.preferences import load_preferences
from glossary.tui.screens.browse import BrowseScreen
from glossary.tui.screens.editor import EditorScreen
from glossary.tui.widgets.entry_form import PartsForm
from glossary.tui.widgets.form_field import FormField
from tests.tui.forms import until

if TYPE_CHECKING:
    from collections.abc import Sequence

#: How long anything on the screen may take, in seconds.
PATIENT = 60.0


class Person:
    """Edits entries one after the other until told to stop."""

    def __init__(self, app: GlossaryApp, entries: Sequence[str]) -> None:
        self._app = app
        self._entries = entries
        self._shown: set[int] = set()
        self.is_over = False

    async def work(self) -> None:
        """Add a note to one entry after the other; without entries only look."""
        for number in count():
            if self.is_over:
                return
            if not self._entries:
                await asyncio.sleep(0.05)
                continue
            await self._add_note(self._entries[number % len(self._entries)], f"terminal {number}")

    async def watch(self) -> None:
        """Tell the ids of rows that the list shows, as soon as it does."""
        while not self.is_over:
            screen = self._app.screen_stack[1] if len(self._app.screen_stack) > 1 else None
            if isinstance(screen, BrowseScreen):
                ids = set(screen.entries.ids)
                if new := ids - self._shown:
                    self._shown |= new
                    tell(rows=sorted(new), at=time.time())
            await asyncio.sleep(0.01)

    async def _add_note(self, entry: str, note: str) -> None:
        screen = EditorScreen.for_entry(entry)
        self._app.push_screen(screen)
        await until(lambda: _is_ready(screen), PATIENT)
        while not await self._type_note(screen, note):
            await until(lambda: _is_ready(screen), PATIENT)
        screen.action_save()
        await until(lambda: self._is_saved(screen) or isinstance(self._app.screen, ConflictDialog), PATIENT)
        while not self._is_saved(screen):
            if isinstance(self._app.screen, ConflictDialog):
                dialog = self._app.screen
                dialog.action_join()
                await until(lambda dialog=dialog: self._app.screen is not dialog, PATIENT)  # type: ignore[misc] # bound here
            await asyncio.sleep(0.02)
        tell(note=note, entry=entry)
        screen.action_leave()
        await until(lambda: screen not in self._app.screen_stack, PATIENT)

    async def _type_note(self, screen: EditorScreen, note: str) -> bool:
        """Type a note into a new field; tell whether it stands there, for others who change the entry take it away."""
        assert screen.form is not None
        await screen.form.add("N")
        notes = screen.state.draft.notes if screen.state is not None else []
        last = f"notes.{len(notes) - 1}"
        empty = [field for field in screen.query(FormField) if field.path == last] if notes and not notes[-1] else []
        if not empty:
            return False
        empty[-1].put(note)
        deadline = time.monotonic() + PATIENT
        while time.monotonic() < deadline:
            if screen.state is not None and screen.state.is_dirty and note in screen.state.draft.notes:
                return True
            if not empty[-1].is_attached:
                return False
            await asyncio.sleep(0.01)
        raise TimeoutError(note)

    def _is_saved(self, screen: EditorScreen) -> bool:
        is_idle = self._app.screen is screen and not screen._saving.is_under_way
        return is_idle and screen.state is not None and not screen.state.is_dirty


def _is_ready(screen: EditorScreen) -> bool:
    """Whether there is a form to type into: one that is being laid out anew is about to go."""
    form = screen.form
    return (
        not screen._laying_out.locked()
        and form is not None
        and screen.state is not None
        and any(part.is_mounted for part in form.query(PartsForm))
    )


def tell(**values: object) -> None:
    """Print a line."""
    sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    sys.stdout.flush()


async def main(place: str, user: str, entries: Sequence[str]) -> None:
    """Work until standard input ends."""
    settings = Path(tempfile.mkdtemp()) / "tui.toml"
    with open_database(place) as database:
        database.patience = PATIENCE
        app = GlossaryApp(database, user, load_preferences(settings))
        async with app.run_test(size=(120, 36)):
            person = Person(app, entries)

            def end() -> None:
                sys.stdin.read()
                person.is_over = True

            Thread(target=end, daemon=True).start()
            watching = asyncio.create_task(person.watch())
            await person.work()
            await watching
            told = [note.message for note in app._notifications if note.severity == "error"]
            tell(errors=told)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
