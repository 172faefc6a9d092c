"""Importing from within the app: a preview with decisions, then one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widgets import Select, Static

from glossary.concept import ConceptEntry, Definition, LanguageSection, TermSection
from glossary.exchange.formats import writer_for
from glossary.store.entries.access import find_entries, get_entry
from glossary.store.log.history import find_revisions
from glossary.tui.dialogs.import_file import ImportDialog
from glossary.tui.dialogs.import_preview import ImportPreviewDialog
from glossary.tui.dialogs.import_rejections import SaveListDialog
from glossary.tui.dialogs.report import ReportDialog
from glossary.tui.widgets.difference_view import DifferenceView
from glossary.tui.widgets.path_field import PathField
from glossary.tui.widgets.virtual_list import VirtualList
from tests.tui.conftest import settle
from tests.tui.test_mining import begin_and_stop, contents

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from glossary.store.database import Database
    from glossary.tui.app import GlossaryApp
    from tests.tui.conftest import OpenApp

NEW = ConceptEntry(
    id="night-market",
    sections=(
        LanguageSection(language="en", terms=(TermSection(term="night market economy [new]"),)),
        LanguageSection(language="zh-Hans", terms=(TermSection(term="夜市经济", pinyin="yèshì jīngjì"),)),
    ),
)


def file_with_changes(path: Path, database: Database, count: int = 3) -> list[ConceptEntry]:
    """Write some entries of a termbase with other definitions, and a new one; return them as they are."""
    with database.reading() as connection:
        entries = [entry for _, entry in zip(range(count), find_entries(connection), strict=False)]
    changed = [replace(entry, definition=Definition(text=f"meaning {entry.id} <b>")) for entry in entries]
    writer_for("tbx-linguist")([*changed, NEW], path)
    return entries


async def preview(app: GlossaryApp, pilot: Pilot[None], path: Path) -> ImportPreviewDialog:
    """Open the import, name a file, and wait for the preview."""
    app.push_screen(ImportDialog())
    await settle(pilot)
    app.screen.query_one(PathField).line.value = str(path)
    await pilot.press("f10")
    await settle(pilot, 30)
    assert isinstance(app.screen, ImportPreviewDialog)
    return app.screen


def text_of(app: GlossaryApp) -> str:
    """Return all text of the screen's static parts."""
    return "\n".join(str(widget.content) for widget in app.screen.query(Static))


async def test_each_conflict_is_decided_and_all_is_one_step(open_app: OpenApp, tmp_path: Path) -> None:
    """One entry is kept, one filled, one overwritten, a new one added; a single undo takes it all back."""
    async with open_app() as (app, pilot):
        entries = file_with_changes(tmp_path / "some.tbx", app.database)
        before = contents(tmp_path / "termbase.db")
        dialog = await preview(app, pilot, tmp_path / "some.tbx")
        assert "1 new" in text_of(app)
        assert "3 different" in text_of(app)
        assert len(dialog.query_one(VirtualList).ids) == 3
        assert "meaning" in str(dialog.query_one(DifferenceView).render())
        await pilot.press("s", "f", "o")
        assert "1 keep ours · 1 fill · 1 overwrite" in text_of(app)
        await pilot.press("f10")
        await settle(pilot, 30)
        assert isinstance(app.screen, ReportDialog)
        assert "1 added" in text_of(app)
        with app.database.reading() as connection:
            kept, filled, overwritten = (get_entry(connection, entry.id) for entry in entries)
            assert get_entry(connection, NEW.id).preferred("zh-Hans") is not None
            newest = next(iter(find_revisions(connection)))
        assert kept == entries[0]
        assert filled.definition == (entries[1].definition or Definition(text=f"meaning {entries[1].id} <b>"))
        assert overwritten.definition == Definition(text=f"meaning {entries[2].id} <b>")
        assert newest.summary == "import some.tbx"
        await pilot.press("escape", "z")
        await settle(pilot, 30)

        after = contents(tmp_path / "termbase.db")
        assert {row[1] for row in after["concept_entries"]} == {row[1] for row in before["concept_entries"]}


async def test_only_the_terms_are_taken(open_app: OpenApp, tmp_path: Path) -> None:
    """The preview says by what an entry was matched; a key takes its further terms as admitted ones, nothing else."""
    async with open_app() as (app, pilot):
        with app.database.reading() as connection:
            ours = next(iter(find_entries(connection)))
        english = replace(ours.sections[0], terms=(*ours.sections[0].terms, TermSection(term="a further name")))
        theirs = replace(ours, subject_field="another", sections=(english, *ours.sections[1:]))
        writer_for("tbx-linguist")([theirs], tmp_path / "some.tbx")
        dialog = await preview(app, pilot, tmp_path / "some.tbx")
        (row,) = dialog._rows(list(dialog.query_one(VirtualList).ids))
        assert row is not None
        assert row.cells[3] == "id"
        await pilot.press("t")
        assert "1 terms only" in text_of(app)
        await pilot.press("f10")
        await settle(pilot, 30)
        assert "1 given further terms" in text_of(app)
        with app.database.reading() as connection:
            stored = get_entry(connection, ours.id)
        assert stored.subject_field == ours.subject_field
        assert [term.term for _, term in stored.find_terms("en")][-1] == "a further name"
        assert [term.status.value for _, term in stored.find_terms("en")][-1] == "admitted"


async def test_guessed_columns_and_what_was_not_taken_are_shown(open_app: OpenApp, tmp_path: Path) -> None:
    """The preview shows what columns were taken for; after the import the rows that are not in it can be saved."""
    path = tmp_path / "table.csv"
    path.write_text("词条,译名,页码\nnight market levy,夜市税,1\n,,2\n", "utf-8")
    async with open_app() as (app, pilot):
        await preview(app, pilot, path)
        assert "词条 → en_preferred · 译名 → zh-Hans_preferred · 页码 → ignored" in text_of(app)
        await pilot.press("f10")
        await settle(pilot, 30)
        assert isinstance(app.screen, ReportDialog)
        assert "1 row of the file was not taken:" in text_of(app)
        assert "line 3: has no term; skipped" in text_of(app)
        await pilot.press("s")
        await settle(pilot)
        assert isinstance(app.screen, SaveListDialog)
        await pilot.press("f10")
        await settle(pilot, 30)
        assert not isinstance(app.screen, SaveListDialog)
    assert "has no term; skipped" in (tmp_path / "table-not-taken.csv").read_text("utf-8")


async def test_marked_conflicts_are_decided_together(open_app: OpenApp, tmp_path: Path) -> None:
    """All rows are marked with one key and overwritten with another."""
    async with open_app() as (app, pilot):
        entries = file_with_changes(tmp_path / "some.tbx", app.database, count=40)
        dialog = await preview(app, pilot, tmp_path / "some.tbx")
        await pilot.press("asterisk", "o", "f10")
        await settle(pilot, 30)
        with app.database.reading() as connection:
            stored = [get_entry(connection, entry.id) for entry in entries]

        assert len(dialog.decisions) == 40
        assert all(entry.definition == Definition(text=f"meaning {entry.id} <b>") for entry in stored)


async def test_leaving_the_preview_changes_nothing(open_app: OpenApp, tmp_path: Path) -> None:
    """Escape at the preview, and escape while it is read, leave every table as it was."""
    async with open_app() as (app, pilot):
        file_with_changes(tmp_path / "some.tbx", app.database)
        before = contents(tmp_path / "termbase.db")
        await preview(app, pilot, tmp_path / "some.tbx")
        await pilot.press("o", "o", "escape")
        await settle(pilot)
        assert isinstance(app.screen, ImportDialog)
        await begin_and_stop(app)
        await settle(pilot, 30)

        assert contents(tmp_path / "termbase.db") == before


async def test_a_file_that_is_none_is_told_in_the_form(open_app: OpenApp, tmp_path: Path) -> None:
    """A broken file, a missing one and an unknown ending are told in the form, which stays."""
    broken = tmp_path / "broken.tbx"
    broken.write_text("<tbx><text>", "utf-8")
    unknown = tmp_path / "table.xyz"
    unknown.write_text("a,b", "utf-8")
    async with open_app() as (app, pilot):
        app.push_screen(ImportDialog())
        await settle(pilot)
        for path, said in (
            (broken, str(broken)),
            (tmp_path / "none.tbx", "there is no such file"),
            (unknown, "choose from"),
        ):
            app.screen.query_one(PathField).line.value = str(path)
            await pilot.press("f10")
            await settle(pilot, 30)
            assert isinstance(app.screen, ImportDialog)
            assert said in text_of(app)


async def test_what_is_wrong_with_a_file_is_shown_with_its_lines(open_app: OpenApp, tmp_path: Path) -> None:
    """Rows of a table that can't be used are named by line before anything is imported; the format can be set."""
    path = tmp_path / "table.data"
    async with open_app() as (app, pilot):
        writer_for("csv")([NEW], path)
        with path.open("a", encoding="utf-8") as file:
            file.write("no-term-at-all\n")
        app.push_screen(ImportDialog())
        await settle(pilot)
        app.screen.query_one(PathField).line.value = str(path)
        app.screen.query_one("#import-format", Select).value = "csv"
        await pilot.press("f10")
        await settle(pilot, 30)

        assert isinstance(app.screen, ImportPreviewDialog)
        assert "line 3" in text_of(app)
