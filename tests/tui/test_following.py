"""The app follows what other programs change, however steadily they do."""

from __future__ import annotations

import asyncio
import time
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from glossary.review import workflow
from glossary.review.edits import new_entry
from glossary.store.database import open_database
from glossary.store.log.revisions import revising
from glossary.tui.background import Renewal
from glossary.tui.following import Follower
from glossary.tui.screens.browse import BrowseScreen
from glossary.tui.widgets.entry_preview import EntryPreview
from tests.tui.conftest import settle

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.errors import GlossaryError
    from glossary.store.database import Database
    from tests.tui.conftest import OpenApp

#: How long anything may take on a busy machine, in seconds.
PATIENT = 60


def _add(database: Database, term: str) -> None:
    with revising(database, who="other", action="add") as revision:
        workflow.add(revision, new_entry(term, "湖长"))


async def test_what_changes_steadily_is_shown_meanwhile(open_app: OpenApp, termbase_file: Path) -> None:
    """While another program adds entry after entry, the list shows them, and the cursor stays on its row."""
    stopped = Event()

    def write() -> None:
        with open_database(str(termbase_file)) as other:
            number = 0
            while not stopped.wait(0.02):
                _add(other, f"aaa {number:05}")
                number += 1

    async with open_app() as (app, pilot):
        assert isinstance(app.screen, BrowseScreen)
        entries = app.screen.entries
        await pilot.press("down", "down")
        row_id, seen = entries.row_id, {len(entries.ids)}
        writer = Thread(target=write)
        writer.start()
        try:
            async with asyncio.timeout(PATIENT):
                while len(seen) < 4:
                    await pilot.pause(0.02)
                    seen.add(len(entries.ids))
        finally:
            stopped.set()
            writer.join()
        await settle(pilot, PATIENT)
        assert entries.row_id == row_id
        preview = app.screen.query_one(EntryPreview)
        assert preview.entry is not None
        assert entries.ids[entries.cursor] == row_id


async def test_readings_that_take_long_come_to_an_end(open_app: OpenApp) -> None:
    """Who asks again before a reading is over gets its result all the same; never are two under way."""
    taken: list[int] = []
    under_way = Lock()

    def read() -> int:
        assert under_way.acquire(blocking=False)
        time.sleep(0.1)
        under_way.release()
        return len(taken)

    async with open_app() as (app, pilot):
        renewal = Renewal(app, read, taken.append, group="a test")
        async with asyncio.timeout(PATIENT):
            while len(taken) < 3:
                renewal.ask()
                await asyncio.sleep(0.01)
        await settle(pilot, PATIENT)
        assert taken == list(range(len(taken)))


async def test_who_asks_during_a_reading_gets_another(open_app: OpenApp) -> None:
    """A change that comes while a reading is under way is in the next result."""
    state, begun = ["first"], Event()
    taken: list[str] = []

    def read() -> str:
        found = state[0]
        begun.set()
        time.sleep(0.1)
        return found

    async with open_app() as (app, pilot):
        renewal = Renewal(app, read, taken.append, group="a test")
        renewal.ask()
        assert await asyncio.to_thread(begun.wait, PATIENT)
        state[0] = "second"
        renewal.ask()
        await settle(pilot, PATIENT)
        assert taken == ["first", "second"]


def test_a_change_is_told_once_until_it_is_taken(database: Database) -> None:
    """However many changes come, a busy app is told of one; after it took that, of the next."""
    told: list[str] = []

    def fail(error: GlossaryError) -> None:
        told.append(str(error))

    follower = Follower(database, lambda: told.append("change"), fail)
    follower.look()
    assert (told, follower.take()) == ([], False)
    for number in range(3):
        _add(database, f"lake {number}")
        follower.look()
    assert told == ["change"]
    assert (follower.take(), follower.take()) == (True, False)
    _add(database, "river")
    follower.look()
    assert told == ["change", "change"]
    follower.close()
