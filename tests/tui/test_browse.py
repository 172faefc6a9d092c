"""Entries are found while typing, sorted, marked, copied, joined and deleted, in a list of any length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from glossary.review import workflow
from glossary.store.database import open_database
from glossary.store.entries.access import count_entries, get_entry
from glossary.store.entries.listing import get_summaries
from glossary.store.log.revisions import revising
from glossary.text.pinyin import joined
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.screens.browse import BrowseScreen
from glossary.tui.widgets.entry_preview import EntryPreview
from tests.tui.conftest import settle

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from glossary.tui.app import GlossaryApp
    from tests.tui.conftest import OpenApp


def _screen(app: GlossaryApp) -> BrowseScreen:
    assert isinstance(app.screen, BrowseScreen)
    return app.screen


def _count(app: GlossaryApp) -> str:
    return str(_screen(app).query_one("#count", Static).content)


async def _filter(pilot: Pilot[None], query: str) -> list[str]:
    """Type a filter and return the English and Chinese of the rows in sight."""
    await pilot.press("slash")
    screen = pilot.app.screen
    assert isinstance(screen, BrowseScreen)
    screen.query_one("#query").value = ""  # type: ignore[attr-defined] # an Input
    await pilot.press(*query)
    await settle(pilot)
    rows = [screen.entries.row_at(index) for index in range(min(20, len(screen.entries.ids)))]
    return [f"{row.cells[0]} {row.cells[1]}" for row in rows if row]


async def test_all_entries_are_listed_and_counted(open_app: OpenApp) -> None:
    """Every entry is in the list, in order, and the count is exact."""
    async with open_app() as (app, pilot):
        with app.database.reading() as connection:
            total = count_entries(connection)
        entries = _screen(app).entries
        names: list[str] = []
        for _ in range(100):  # rows are read when they are wanted, in the background
            names = [row.cells[0] for row in (entries.row_at(index) for index in range(len(entries.ids))) if row]
            if len(names) == total:
                break
            await pilot.pause(0.1)

        assert len(entries.ids) == total == len(names)
        assert [name.casefold() for name in names] == sorted(name.casefold() for name in names)
        assert _count(app) == f"{total:,} entries"


@pytest.mark.parametrize(
    "query",
    ["new quality prod", "新质生", "xīnzhì", "xinzhi sheng", "xin zhi shengchan", "xzscl", "quality 新质"],
)
async def test_filter_finds_by_any_writing(open_app: OpenApp, query: str) -> None:
    """English, Chinese, pinyin with and without tones and blanks, initials, and mixtures find the entry."""
    async with open_app() as (app, pilot):
        found = await _filter(pilot, query)

        assert "new quality productive forces 新质生产力" in found
        assert _count(app).endswith("entries")


async def test_one_chinese_character_is_enough(open_app: OpenApp) -> None:
    """A single character finds every entry that has it, and no other."""
    async with open_app() as (app, pilot):
        found = await _filter(pilot, "廊")

        assert found
        entries = _screen(app).entries
        assert len(entries.ids) == len(found)
        with app.database.reading() as connection:
            for summary in _summaries(app):
                entry = get_entry(connection, summary)
                assert any("廊" in term.term for _, term in entry.find_terms())


def _summaries(app: GlossaryApp) -> list[str]:
    with app.database.reading() as connection:
        return [summary.id for summary in get_summaries(connection, _screen(app).entries.ids) if summary]


async def test_exact_terms_come_first(open_app: OpenApp) -> None:
    """What was typed whole stands above what only has it in it."""
    async with open_app() as (_, pilot):
        assert (await _filter(pilot, "land finance"))[0].startswith("land finance ")


async def test_escape_leaves_the_filter_then_clears_it(open_app: OpenApp) -> None:
    """The first Escape goes to the list, the second shows all entries again."""
    async with open_app() as (app, pilot):
        total = len(_screen(app).entries.ids)
        await _filter(pilot, "廊")
        await pilot.press("escape")
        assert _screen(app).entries.has_focus
        assert len(_screen(app).entries.ids) < total

        await pilot.press("escape")
        await settle(pilot)
        assert len(_screen(app).entries.ids) == total


async def test_sorting_by_each_column(open_app: OpenApp) -> None:
    """The sort key goes through the columns, and the reverse key turns the order around."""
    async with open_app() as (app, pilot):
        entries = _screen(app).entries
        by_english = list(entries.ids)
        await pilot.press("s")
        await settle(pilot)
        readings = [joined(row.cells[2]) for row in map(entries.row_at, range(len(entries.ids))) if row]
        assert entries.sorted_by == ("chinese", False)
        assert len(readings) == len(by_english)
        assert readings == sorted(readings)

        await pilot.press("s", "s", "s")
        await settle(pilot)
        assert list(entries.ids) == by_english

        await pilot.press("S")
        await settle(pilot)
        assert list(entries.ids) != by_english
        assert sorted(entries.ids) == sorted(by_english)


async def test_clicking_a_header_sorts(open_app: OpenApp) -> None:
    """A click on a column's title sorts by it, a second one turns the order around."""
    async with open_app() as (app, pilot):
        entries = _screen(app).entries
        await pilot.click("#entries", offset=(40, 0))
        await settle(pilot)
        assert entries.sorted_by == ("chinese", False)
        await pilot.click("#entries", offset=(40, 0))
        await settle(pilot)
        assert entries.sorted_by == ("chinese", True)


async def test_preview_follows_the_cursor(open_app: OpenApp) -> None:
    """The entry under the cursor is shown beside the list, and only where there is room."""
    async with open_app() as (app, pilot):
        await pilot.press("down", "down", "down")
        await pilot.pause(0.1)
        await settle(pilot)
        entry = _screen(app).query_one(EntryPreview).entry
        row = _screen(app).entries.row_at(3)
        assert entry is not None
        assert row is not None
        preferred = entry.preferred("en")
        assert preferred is not None
        assert row.cells[0] == preferred.term

        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert not _screen(app).query_one(EntryPreview).display


async def test_marked_entries_are_deleted_and_come_back(open_app: OpenApp) -> None:
    """A range of marked entries is deleted in one step after a question, and one undo brings all back."""
    async with open_app() as (app, pilot):
        entries = _screen(app).entries
        total = len(entries.ids)
        await pilot.press("down", "v", "down", "down", "v", "d")
        await settle(pilot)
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("y")
        await settle(pilot)
        with app.database.reading() as connection:
            assert count_entries(connection) == total - 3
        await pilot.pause(0.2)
        await settle(pilot)
        assert len(entries.ids) == total - 3

        await pilot.press("z")
        await settle(pilot)
        with app.database.reading() as connection:
            assert count_entries(connection) == total


async def test_saying_no_changes_nothing(open_app: OpenApp) -> None:
    """Neither No nor Escape deletes anything."""
    async with open_app() as (app, pilot):
        total = len(_screen(app).entries.ids)
        for answer in ("n", "escape"):
            await pilot.press("d")
            await settle(pilot)
            await pilot.press(answer)
            await settle(pilot)
        with app.database.reading() as connection:
            assert count_entries(connection) == total


async def test_joining_marked_entries(open_app: OpenApp) -> None:
    """The marked entry goes into the one under the cursor, with its terms."""
    async with open_app() as (app, pilot):
        entries = _screen(app).entries
        marked, target = _summaries(app)[0], _summaries(app)[1]
        with app.database.reading() as connection:
            terms = {term.term for _, term in get_entry(connection, marked).find_terms()}
        await pilot.press("space", "J")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        with app.database.reading() as connection:
            joined = {term.term for _, term in get_entry(connection, target).find_terms()}
        assert terms <= joined
        assert marked not in _summaries(app)
        assert not entries.marking.ids


async def test_copying_goes_to_the_terminal(open_app: OpenApp) -> None:
    """The Chinese and the English term are copied by OSC 52, which works over ssh."""
    async with open_app() as (app, pilot):
        await _filter(pilot, "xzscl")
        await pilot.press("enter", "y")
        await settle(pilot)
        assert app.clipboard == "新质生产力"
        await pilot.press("c")
        await settle(pilot)
        assert app.clipboard == "new quality productive forces"


async def test_changes_of_another_program_are_seen(open_app: OpenApp, termbase_file: Path) -> None:
    """What another process changes is in the list soon, without a key pressed, and the cursor stays on its row."""
    async with open_app() as (app, pilot):
        entries = _screen(app).entries
        total = len(entries.ids)
        await pilot.press(*["down"] * 5)
        row_id, first = entries.row_id, _summaries(app)[0]
        with open_database(str(termbase_file)) as other, revising(other, who="other", action="delete") as revision:
            workflow.delete(revision, first)
        app.look_for_changes()
        await settle(pilot)
        assert len(entries.ids) == total - 1
        assert entries.row_id == row_id
        assert first not in _summaries(app)
