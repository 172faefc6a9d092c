"""What the tests of the terminal app start from: the app on a real termbase, without a terminal."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

import pytest

from glossary.store.database import open_database
from glossary.tui.app import GlossaryApp
from glossary.tui.preferences import Preferences, load_preferences
from glossary.tui.widgets.entry_list import EntryList
from glossary.tui.widths import count_ambiguous_as

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from textual.pilot import Pilot


class OpenApp(Protocol):
    """Opens the app on a copy of the mined termbase, or on a file that is named."""

    def __call__(
        self,
        *,
        file: Path | None = None,
        size: tuple[int, int] = (120, 36),
        preferences: Preferences | None = None,
        busy_timeout: int = 30_000,
    ) -> AbstractAsyncContextManager[tuple[GlossaryApp, Pilot[None]]]:
        """Open it."""


@pytest.fixture(autouse=True)
def usual_widths() -> Iterator[None]:
    """Let characters of ambiguous width be as wide as usual again, whatever a test made of them."""
    yield
    count_ambiguous_as(1)


@pytest.fixture
def termbase_file(tmp_path: Path, mined_file: Path) -> Path:
    """Return a copy of the mined termbase that a test may change."""
    path = tmp_path / "termbase.db"
    shutil.copy(mined_file, path)
    return path


@pytest.fixture
def open_app(tmp_path: Path, termbase_file: Path) -> OpenApp:
    """Return what opens the app."""

    @asynccontextmanager
    async def open_(
        *,
        file: Path | None = None,
        size: tuple[int, int] = (120, 36),
        preferences: Preferences | None = None,
        busy_timeout: int = 30_000,
    ) -> AsyncIterator[tuple[GlossaryApp, Pilot[None]]]:
        with open_database(str(file or termbase_file), upgrade=True, busy_timeout=busy_timeout) as database:
            app = GlossaryApp(database, "tester", preferences or load_preferences(tmp_path / "tui.toml"))
            async with app.run_test(size=size) as pilot:
                await settle(pilot)
                yield app, pilot

    return open_


async def settle(pilot: Pilot[None], seconds: float = 10) -> None:
    """Wait until no work is under way in the background and all messages are handled."""
    async with asyncio.timeout(seconds):
        quiet = 0
        while quiet < 4:  # a result may begin new work, also after a pause
            await pilot.pause(0.05)
            busy = any(not worker.is_finished for worker in pilot.app.workers)
            busy = busy or not all(found.is_complete for found in pilot.app.screen.query(EntryList))
            quiet = 0 if busy else quiet + 1
