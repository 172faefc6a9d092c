"""Mining from within the app: forms, progress, stopping, what is told at the end."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING, Any

from textual.widgets import Select, Static

from glossary.jobs.exporting import export_file
from glossary.jobs.importing import apply_import, preview_import
from glossary.jobs.mining import mine_into, read_inputs
from glossary.store.database import open_database
from glossary.tui.dialogs.file_choice import FileChoiceDialog
from glossary.tui.dialogs.mine import MineDialog
from glossary.tui.dialogs.progress import STEP_TEXTS, ProgressDialog
from glossary.tui.dialogs.report import ReportDialog
from glossary.tui.paths import join_paths
from glossary.tui.widgets.path_field import PathField
from tests.tui.conftest import settle

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.screen import Screen

    from glossary.tui.app import GlossaryApp
    from tests.tui.conftest import OpenApp

ARTICLE = """\
Port city opens a green shipping corridor

The green shipping corridor links the port with the inland. Officials said the green shipping corridor
will lower logistics costs. New quality productive forces need a green shipping corridor, they said.
"""


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table of a termbase."""
    connection = sqlite3.connect(path)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608
    finally:
        connection.close()


def said(dialog: Screen[Any]) -> str:
    """Return all text that a dialog shows."""
    return "\n".join(str(widget.content) for widget in dialog.query(Static))


async def begin_and_stop(app: GlossaryApp) -> None:
    """Do what the form says, and press Escape as soon as it is under way."""
    app.simulate_key("f10")
    async with asyncio.timeout(10):
        while not isinstance(app.screen, ProgressDialog):  # noqa: ASYNC110 - a screen tells nobody
            await asyncio.sleep(0.005)
    app.simulate_key("escape")


async def test_documents_are_mined_and_the_broken_ones_are_named(open_app: OpenApp, tmp_path: Path) -> None:
    """A folder is mined, what can't be read is listed with its reason, and the review opens on request."""
    folder = tmp_path / "two words"
    folder.mkdir()
    (folder / "port.txt").write_text(ARTICLE, "utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    async with open_app() as (app, pilot):
        app.push_screen(MineDialog())
        await settle(pilot)
        app.screen.query_one(PathField).line.value = join_paths([str(folder)])
        await pilot.press("f10")
        await settle(pilot, 60)
        report = app.screen
        assert isinstance(report, ReportDialog)
        text = said(report)
        assert "in 1 document" in text
        assert "broken.pdf" in text
        assert "can't be read" in text
        with app.database.reading() as connection:
            mined = connection.exec_driver_sql("SELECT count(*) FROM candidates WHERE term LIKE '%green shipping%'")
            assert mined.scalar()
        await pilot.press("r")
        await settle(pilot)

        assert getattr(app.screen, "NAME", "") == "review"


async def test_escape_stops_the_mining_and_leaves_nothing(open_app: OpenApp, tmp_path: Path) -> None:
    """Whoever stops finds every table as it was, and the form still filled in."""
    (tmp_path / "port.txt").write_text(ARTICLE * 400, "utf-8")
    async with open_app() as (app, pilot):
        before = contents(tmp_path / "termbase.db")
        app.push_screen(MineDialog(str(tmp_path / "port.txt")))
        await settle(pilot)
        await begin_and_stop(app)
        await settle(pilot, 60)

        assert isinstance(app.screen, MineDialog)
        assert app.screen.query_one(PathField).paths == [tmp_path / "port.txt"]
        assert contents(tmp_path / "termbase.db") == before


async def test_stopping_an_empty_termbase_leaves_it_empty(open_app: OpenApp, tmp_path: Path) -> None:
    """Not even the curated base is left behind in a new termbase."""
    (tmp_path / "port.txt").write_text(ARTICLE * 400, "utf-8")
    new = tmp_path / "new.db"
    open_database(str(new), create=True).close()
    async with open_app(file=new) as (app, pilot):
        app.push_screen(MineDialog(str(tmp_path / "port.txt")))
        await settle(pilot)
        await begin_and_stop(app)
        await settle(pilot, 60)

        assert contents(new)["concept_entries"] == []
        assert contents(new)["documents"] == []
        assert contents(new)["revisions"] == []


async def test_a_wrong_path_is_told_in_the_form(open_app: OpenApp, tmp_path: Path) -> None:
    """A mistyped path leaves the form open and says what is wrong; so does none at all."""
    async with open_app() as (app, pilot):
        app.push_screen(MineDialog())
        await settle(pilot)
        await pilot.press("f10")
        assert "Name a file" in said(app.screen)
        app.screen.query_one(PathField).line.value = str(tmp_path / "nothing.txt")
        await pilot.press("f10")
        await settle(pilot)
        assert "there is no such file or folder" in said(app.screen)
        app.screen.query_one(PathField).line.value = "a long text that was pasted " * 200
        await pilot.press("f10")
        await settle(pilot)

        assert isinstance(app.screen, MineDialog)
        assert "there is no such file or folder" in said(app.screen)


async def test_tab_completes_names_and_then_goes_on(
    open_app: OpenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tab completes as far as it is certain, shows what it can go on to, and leaves a complete line."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("报告 一.txt", "report a.txt", "report b.txt"):
        (folder / name).write_text("text", "utf-8")
    monkeypatch.chdir(folder)
    async with open_app() as (app, pilot):
        app.push_screen(MineDialog())
        await settle(pilot)
        field = app.screen.query_one(PathField)
        await pilot.press("r", "tab")
        assert field.line.value == "'report "
        assert "report a.txt  report b.txt" in said(app.screen)
        await pilot.press("b", "tab")
        assert field.line.value == "'report b.txt' "
        assert field.paths == [folder / "report b.txt"]
        field.line.value += "报"
        await pilot.press("end", "tab")
        assert field.paths == [folder / "report b.txt", folder / "报告 一.txt"]
        field.line.value = "nothing begins so"
        await pilot.press("tab")

        assert isinstance(app.focused, Select)


async def test_files_are_chosen_from_a_tree(open_app: OpenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several files and folders are marked in the tree and taken together; blanks in names do no harm."""
    root = tmp_path / "root"
    (root / "a folder").mkdir(parents=True)
    (root / "b [x].txt").write_text("text", "utf-8")
    (root / ".hidden").write_text("text", "utf-8")
    monkeypatch.chdir(root)
    async with open_app() as (app, pilot):
        app.push_screen(MineDialog())
        await settle(pilot)
        field = app.screen.query_one(PathField)
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert isinstance(app.screen, FileChoiceDialog)
        await pilot.press("down", "space", "space", "enter")
        await settle(pilot)

        assert isinstance(app.screen, MineDialog)
        assert field.paths == [root / "a folder", root / "b [x].txt"]


def test_every_step_of_the_work_is_said_in_every_language(termbase_file: Path, tmp_path: Path) -> None:
    """What mining, importing and exporting call their steps is known to the translations."""
    steps: set[str] = set()

    def progress(what: str, done: int, total: int) -> None:
        del done, total
        steps.add(what)

    (tmp_path / "port.txt").write_text(ARTICLE, "utf-8")
    with open_database(str(termbase_file)) as database:
        documents = read_inputs([tmp_path / "port.txt"], progress=progress).documents
        mine_into(database, documents, who="tester", progress=progress)
        export_file(database, tmp_path / "all.csv", progress=progress)
        apply_import(
            database, preview_import(database, tmp_path / "all.csv", progress=progress), who="tester", progress=progress
        )

    assert len(steps) > 8
    assert sorted(steps - set(STEP_TEXTS)) == []
