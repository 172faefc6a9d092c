"""Exporting from within the app: what, where, how, and what is told about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, Select, Static

from glossary.exchange.features import Feature
from glossary.exchange.formats import FORMATS, format_for, reader_for
from glossary.store.entries.search import Filter, count_identifiers, find_identifiers
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.dialogs.export import ExportDialog
from glossary.tui.dialogs.report import ReportDialog
from glossary.tui.format_choices import FORMAT_TEXTS
from glossary.tui.paths import list_names
from glossary.tui.widgets.choice_input import ChoiceInput
from glossary.tui.widgets.path_field import PathField
from tests.tui.conftest import settle
from tests.tui.test_mining import begin_and_stop

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.tui.app import GlossaryApp
    from tests.tui.conftest import OpenApp


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that a test may write to."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def text_of(app: GlossaryApp) -> str:
    """Return all text of the screen's static parts."""
    return "\n".join(str(widget.content) for widget in app.screen.query(Static))


def ids_in(path: Path) -> set[str]:
    """Return the ids of the entries of a file."""
    return {entry.id for entry in reader_for(path)(path)}


@pytest.mark.parametrize(("what", "expected"), [("marked", 2), ("filtered", None), ("all", None)])
async def test_marked_filtered_or_all_entries_are_written(
    open_app: OpenApp, own_folder: Path, what: str, expected: int | None
) -> None:
    """Each choice shows its exact count beforehand, and writes exactly those entries."""
    wanted = Filter(query="port")
    async with open_app() as (app, pilot):
        with app.database.reading() as connection:
            filtered = set(find_identifiers(connection, wanted))
            total = count_identifiers(connection, Filter())
        marked = sorted(filtered)[:2]
        app.push_screen(ExportDialog(wanted, marked))
        await settle(pilot)
        select = app.screen.query_one(ChoiceInput)
        assert select.value == "marked"
        shown = str(select._choices)
        assert all(f"({count:,})" in shown for count in (2, len(filtered), total))
        select.choose(what)
        app.screen.query_one("#export-format", Select).value = "csv"
        await settle(pilot)
        assert f"writes {own_folder / 'glossary.csv'}" in text_of(app)
        await pilot.press("f10")
        await settle(pilot, 60)
        assert isinstance(app.screen, ReportDialog)
        assert str(own_folder / "glossary.csv") in text_of(app)

        found = ids_in(own_folder / "glossary.csv")
        if what == "filtered":
            assert found == filtered
        else:
            assert len(found) == (expected or total)


@pytest.mark.parametrize("format_", [format_.name for format_ in FORMATS if format_.write])
async def test_every_format_is_offered_and_written(open_app: OpenApp, own_folder: Path, format_: str) -> None:
    """Each format of the program writes a file, with the same entries where it can be read again."""
    async with open_app() as (app, pilot):
        with app.database.reading() as connection:
            marked = list(find_identifiers(connection, Filter(), limit=5))
        app.push_screen(ExportDialog(Filter(), marked))
        await settle(pilot)
        app.screen.query_one("#export-format", Select).value = format_
        await settle(pilot)
        path = app.screen.query_one(PathField).paths[0]
        assert path.parent == own_folder
        await pilot.press("f10")
        await settle(pilot, 60)

        known = format_for(format_)
        assert path.stat().st_size > 0
        if known.read and Feature.IDENTIFIERS in known.carries:
            assert {entry.id for entry in reader_for(format_)(path)} == set(marked)


async def test_a_file_is_replaced_only_after_asking(open_app: OpenApp, own_folder: Path) -> None:
    """A file that is there is named beforehand, and stays as it is unless the user says yes."""
    (own_folder / "exports").mkdir()
    path = own_folder / "exports" / "glossary.tbx"
    path.write_text("mine", "utf-8")
    async with open_app() as (app, pilot):
        with app.database.reading() as connection:
            marked = list(find_identifiers(connection, Filter(), limit=1))
        app.push_screen(ExportDialog(Filter(), marked))
        await settle(pilot)
        assert f"replaces {path}" in text_of(app)
        await pilot.press("f10")
        await settle(pilot)
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("n")
        await settle(pilot)
        assert path.read_text("utf-8") == "mine"
        await pilot.press("f10")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot, 60)

        assert ids_in(path) == set(marked)


async def test_escape_stops_the_writing_and_leaves_no_file(open_app: OpenApp, own_folder: Path) -> None:
    """Whoever stops finds neither a file nor a part of one."""
    async with open_app() as (app, pilot):
        app.push_screen(ExportDialog(Filter()))
        await settle(pilot)
        await begin_and_stop(app)
        await settle(pilot, 60)

        assert isinstance(app.screen, ExportDialog)
        assert list_names(own_folder) == []


async def test_what_can_not_be_written_is_told_in_the_form(open_app: OpenApp, own_folder: Path) -> None:
    """A folder in the place of a file, or a folder that isn't there, is told; the form stays."""
    async with open_app() as (app, pilot):
        app.push_screen(ExportDialog(Filter()))
        await settle(pilot)
        line = app.screen.query_one(PathField).line
        line.value = str(own_folder)
        await pilot.press("f10")
        assert "is a folder" in text_of(app)
        line.value = ""
        await pilot.press("f10")
        assert "Name the file" in text_of(app)
        line.value = "n" * 300 + ".tbx"
        await pilot.press("f10")
        await settle(pilot, 60)
        assert isinstance(app.screen, ExportDialog)
        line.value = str(own_folder / "none" / "x.tbx")
        app.screen.query_one("#export-examples", Input).value = ""
        await pilot.press("f10")
        await settle(pilot, 60)

        assert isinstance(app.screen, ExportDialog)
        assert str(own_folder / "none") in text_of(app)


def test_every_format_is_described_in_every_language() -> None:
    """What the choice of formats says is known to the translations."""
    assert tuple(format_.description for format_ in FORMATS if format_.write) == FORMAT_TEXTS
