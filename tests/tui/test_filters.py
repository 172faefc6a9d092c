"""The conditions of the list of entries: chosen, said in words, kept under a name."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, Select, Static

from glossary.store.entries.search import Filter, count_identifiers
from glossary.tui import filter_words
from glossary.tui.dialogs.filters import FiltersDialog, describe_filter
from glossary.tui.filter_words import fields_of, filter_from, moment_of, name_of
from glossary.tui.preferences import load_preferences
from glossary.tui.screens.browse import BrowseScreen
from tests.tui.conftest import settle

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from glossary.tui.app import GlossaryApp
    from tests.tui.conftest import OpenApp


async def ask(app: GlossaryApp, pilot: Pilot[None], current: Filter, answers: list[Filter | None]) -> FiltersDialog:
    """Open the dialog; its answer goes to the list."""
    dialog = FiltersDialog(current)
    app.push_screen(dialog, answers.append)
    await settle(pilot)
    return dialog


def choose(dialog: FiltersDialog, name: str, value: str) -> None:
    """Choose a value of a condition."""
    dialog.query_one(f"#filter-{name}", Select).value = value


async def test_every_condition_becomes_part_of_the_filter(open_app: OpenApp) -> None:
    """What is chosen comes back as a filter; the query that was typed stays."""
    answers: list[Filter | None] = []
    async with open_app() as (app, pilot):
        dialog = await ask(app, pilot, Filter(query="port"), answers)
        document = str(dialog.query_one("#filter-document", Select)._options[1][1])
        for name, value in {
            "status": "deprecated",
            "subject_field": "finance",
            "missing_language": "zh-Hant",
            "document": document,
            "changed_since": "7 days",
            "origin": "base",
            "is_mined": "yes",
        }.items():
            choose(dialog, name, value)
        await settle(pilot)
        await pilot.press("f10")
        await settle(pilot)

        assert answers == [
            Filter(
                query="port",
                status="deprecated",
                subject_field="finance",
                missing_language="zh-Hant",
                document=int(document),
                changed_since=moment_of("7 days"),
                origin="base",
                is_mined=True,
            )
        ]


async def test_what_is_in_use_is_offered_with_counts(open_app: OpenApp) -> None:
    """Subject fields and documents are those of the termbase, each with the number of its entries."""
    async with open_app() as (app, pilot):
        dialog = await ask(app, pilot, Filter(), [])
        with app.database.reading() as connection:
            finance = count_identifiers(connection, Filter(subject_field="finance"))
            documents = dialog.query_one("#filter-document", Select)._options[1:]
            counts = [count_identifiers(connection, Filter(document=int(str(key)))) for _, key in documents]

        assert f"finance  ({finance:,})" in str(dialog.query_one("#filter-subject_field", Select)._options)
        assert len(documents) == 11
        assert all(str(label).endswith(f"({count})") for (label, _), count in zip(documents, counts, strict=True))


async def test_the_filter_in_force_is_shown_and_taken_away(open_app: OpenApp) -> None:
    """The form opens with the conditions in force; Reset empties it, Escape leaves everything as it was."""
    current = Filter(status="admitted", changed_since=moment_of("2026-03-15"))
    answers: list[Filter | None] = []
    async with open_app() as (app, pilot):
        dialog = await ask(app, pilot, current, answers)
        assert dialog.read_filter() == current
        assert dialog.query_one("#filter-date", Input).value == "2026-03-15"
        await pilot.press("escape")
        await settle(pilot)
        await ask(app, pilot, current, answers)
        await pilot.press("ctrl+r", "f10")
        await settle(pilot)

        assert answers == [None, Filter()]


async def test_a_date_that_is_none_is_told(open_app: OpenApp) -> None:
    """A mistyped date keeps the form open."""
    answers: list[Filter | None] = []
    async with open_app() as (app, pilot):
        dialog = await ask(app, pilot, Filter(), answers)
        choose(dialog, "changed_since", "date")
        await settle(pilot)
        dialog.query_one("#filter-date", Input).value = "15.3.2026"
        await pilot.press("f10")
        await settle(pilot)

        assert app.screen is dialog
        assert "2026-03-15" in str(dialog.query_one("#problem", Static).content)
        assert answers == []


async def test_a_filter_is_saved_loaded_and_deleted(open_app: OpenApp, tmp_path: Path) -> None:
    """A name brings the conditions back, also at the next start, and relative dates move on with the days."""
    settings = tmp_path / "tui.toml"
    settings.write_text("# mine\n[keys]\n", "utf-8")
    answers: list[Filter | None] = []
    async with open_app() as (app, pilot):
        dialog = await ask(app, pilot, Filter(status="deprecated", changed_since=moment_of("30 days")), answers)
        dialog.query_one("#filter-name", Input).value = "old [ones]"
        dialog.query_one("#filter-name", Input).focus()
        await pilot.press("enter")
        await settle(pilot)
        assert "# mine" in settings.read_text("utf-8")
        saved = {"status": "deprecated", "changed_since": "30 days"}
        assert tomllib.loads(settings.read_text("utf-8"))["filters"] == {"old [ones]": saved}
    async with open_app(preferences=load_preferences(settings)) as (app, pilot):
        dialog = await ask(app, pilot, Filter(), answers)
        choose(dialog, "saved", "old [ones]")
        await settle(pilot)
        assert dialog.read_filter() == Filter(status="deprecated", changed_since=moment_of("30 days"))
        await pilot.click("#delete")
        await settle(pilot)

        assert "old" not in settings.read_text("utf-8")
        assert app.preferences.filters == {}


async def test_the_list_follows_the_filter(open_app: OpenApp) -> None:
    """From the key in the entries to the list and the line above it."""
    async with open_app() as (app, pilot):
        await pilot.press("f")
        await settle(pilot)
        assert isinstance(app.screen, FiltersDialog)
        choose(app.screen, "subject_field", "finance")
        await pilot.press("f10")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        with app.database.reading() as connection:
            finance = count_identifiers(connection, Filter(subject_field="finance"))

        assert len(screen.entries.ids) == finance
        assert str(screen.query_one("#filters", Static).content) == "finance"


def test_a_filter_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every condition is named; a document by its title once that was met."""
    monkeypatch.setattr(filter_words, "TITLES", {3: "Report [2026]"})
    wanted = Filter(
        query="port", status="deprecated", subject_field="law", missing_language="zh-Hans", document=3, is_mined=True
    )

    assert describe_filter(wanted) == (
        "status deprecated · law · no Simplified Chinese · in “Report [2026]” · in documents"
    )
    assert describe_filter(Filter(query="port")) == ""
    assert describe_filter(Filter(changed_since=moment_of("2026-03-15"))) == "changed since 2026-03-15"
    assert describe_filter(Filter(changed_since=moment_of("today"))) == "changed today"


@pytest.mark.parametrize("name", ["today", "7 days", "30 days", "2026-03-15"])
def test_a_moment_has_the_name_it_came_from(name: str) -> None:
    """A moment begins a day of the user's own time, and is called again what it was called."""
    moment = moment_of(name)

    assert name_of(moment) == name
    assert name_of(moment.astimezone(UTC)) == name
    assert moment <= datetime.now(UTC)
    assert moment.astimezone().time() == datetime.min.time()
    if name == "today":
        assert datetime.now(UTC) - moment < timedelta(hours=25)


def test_a_saved_filter_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the settings file keeps is the same filter; what it can't mean is left out, never an error."""
    monkeypatch.setattr(filter_words, "TITLES", {3: "Report, 2026"})
    wanted = Filter(
        status="preferred", origin="base", changed_since=moment_of("7 days"), document=3, is_mined=True, query="x"
    )

    assert filter_from(fields_of(wanted)) == replace(wanted, query=None)
    assert filter_from({"status": "preferred", "changed_since": "soon", "document": "unknown"}) == Filter(
        status="preferred"
    )
