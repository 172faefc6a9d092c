"""Keyword in context, and the text around it."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.widgets import ContentSwitcher, Static

from glossary.concept import Document
from glossary.jobs.occurrences import find_occurrences
from glossary.store.candidates.mined import find_candidates
from glossary.store.documents import add_document
from glossary.store.entries.access import get_entry
from glossary.store.log.revisions import revising
from glossary.tui.screens.occurrences import OccurrencesScreen
from glossary.tui.wrapping import wrap
from tests.tui.conftest import settle

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from glossary.concept import ConceptEntry
    from glossary.tui.app import GlossaryApp
    from glossary.tui.widgets.document_text import DocumentText
    from tests.tui.conftest import OpenApp

PLAN = [("en", "15th Five-Year Plan"), ("zh-Hans", "“十五五”规划")]


async def show(app: GlossaryApp, pilot: Pilot[None], screen: OccurrencesScreen) -> OccurrencesScreen:
    """Show the occurrences."""
    app.push_screen(screen)
    await settle(pilot)
    return screen


def lines_of(widget: DocumentText) -> list[str]:
    """Return the lines of a text that are on the screen."""
    return [widget.render_line(y).text for y in range(widget.size.height)]


def title_of(screen: OccurrencesScreen) -> str:
    """Return the line above the list."""
    return str(screen.query_one("#occurrence-title", Static).content)


def plan_of(app: GlossaryApp) -> ConceptEntry:
    """Return the entry of the five-year plan."""
    with app.database.reading() as connection:
        name = connection.exec_driver_sql(
            "SELECT identifier FROM concept_entries WHERE english = '15th Five-Year Plan'"
        ).scalar()
        return get_entry(connection, str(name))


@pytest.mark.parametrize("width", [80, 120])
async def test_the_terms_stand_below_one_another(open_app: OpenApp, width: int) -> None:
    """Every line has the term at the same cell, after English and after Chinese, and no line is too long."""
    async with open_app(size=(width, 40)) as (app, pilot):
        screen = await show(app, pilot, OccurrencesScreen("plan", PLAN))
        found = screen.occurrence_list.occurrences
        assert {cell_len(one.text) != len(one.text) for one in found} == {True, False}
        columns = set()
        for y in range(1, 1 + len(screen.occurrence_list.ids)):
            strip = screen.occurrence_list.render_line(y)
            assert strip.cell_length == screen.occurrence_list.size.width
            if len(strip._segments) >= 3:
                columns.add(strip._segments[0].cell_length)

        assert len(columns) == 1
        assert f"{len(found)} occurrences in" in title_of(screen)


async def test_enter_shows_the_text_and_n_goes_on(open_app: OpenApp) -> None:
    """Enter shows the document with the term lit; n and N step through all occurrences, also into other documents."""
    async with open_app(size=(90, 24)) as (app, pilot):
        screen = await show(app, pilot, OccurrencesScreen("plan", PLAN))
        found = screen.occurrence_list.occurrences
        await pilot.press("enter")
        await settle(pilot)
        assert screen.query_one(ContentSwitcher).current == "occurrence-text"
        for number in range(len(found)):
            assert f"{number + 1} of {len(found)}" in title_of(screen)
            current = screen.text.get_component_rich_style("document--current")
            lit = "".join(
                segment.text
                for y in range(screen.text.size.height)
                for segment in screen.text.render_line(y)
                if segment.style == current
            )
            assert "".join(lit.split()) == "".join(found[number].text.split())
            await pilot.press("n")
            await settle(pilot)
        await pilot.press("N", "N")
        await settle(pilot)
        assert f"{len(found) - 2} of {len(found)}" in title_of(screen)
        await pilot.press("escape")
        assert screen.query_one(ContentSwitcher).current == "occurrence-list"
        assert screen.occurrence_list.number == len(found) - 3
        await pilot.press("escape")

        assert app.screen is not screen


async def test_entries_and_candidates_show_where_they_occur(open_app: OpenApp) -> None:
    """The screen of an entry has all its terms, that of a candidate what the miner found."""
    async with open_app() as (app, pilot):
        with app.database.reading() as connection:
            candidate = next(iter(find_candidates(connection, limit=1)))
            expected = find_occurrences(connection, candidate_id=candidate.id, width=10)
        screen = await show(app, pilot, OccurrencesScreen.of_candidate(candidate))
        assert len(screen.occurrence_list.occurrences) == len(expected) == candidate.frequency
        entry = plan_of(app)
        screen = await show(app, pilot, OccurrencesScreen.of_entry(entry))

        texts = {one.text for one in screen.occurrence_list.occurrences}
        assert "15th Five-Year Plan" in texts
        assert any("十五五" in text for text in texts)


async def test_what_occurs_nowhere_is_said(open_app: OpenApp) -> None:
    """A term that no document has gives an empty list and says so; no key does harm there."""
    async with open_app() as (app, pilot):
        screen = await show(app, pilot, OccurrencesScreen("x", [("en", "a term that nobody wrote")]))
        await pilot.press("enter", "n", "N", "y", "j")
        await settle(pilot)

        assert "occurs in no document" in title_of(screen)


async def test_a_long_document_stays_fast(open_app: OpenApp) -> None:
    """A document of a million characters is shown, and a line of it is drawn in less than a few milliseconds."""
    sentence = "The green corridor plan [sic] moves on, step by step, in every county of the region. "
    text = "\n\n".join(f"{number}. {sentence * 10}中国式现代化稳步推进。" for number in range(1200))
    document = Document(path="/long.txt", text=text, hash="long", title="A long <text>")
    async with open_app(size=(100, 30)) as (app, pilot):
        with revising(app.database, who="tester", action="mine", summary="add one") as revision:
            add_document(revision, document)
        screen = await show(app, pilot, OccurrencesScreen("corridor", [("en", "green corridor plan")]))
        assert len(screen.occurrence_list.occurrences) == 12000
        await pilot.press("end", "enter")
        await settle(pilot)
        assert "1199. The" in "\n".join(lines_of(screen.text))
        begun = perf_counter()
        for _ in range(10):
            lines_of(screen.text)

        assert (perf_counter() - begun) / 10 / 30 < 0.01


@given(st.text(st.sampled_from("ab c，。（）“中国字\n-.x"), max_size=200), st.integers(4, 40))
@example("a（a）", 4)
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, width: int) -> None:
    """Lines follow one another, only blanks and line ends are between them, and none is too wide."""
    lines = wrap(text, width)
    end = 0
    for start, stop in zip(lines.starts, lines.ends, strict=True):
        assert text[end:start].strip() == ""
        assert cell_len(text[start:stop]) <= width
        assert "\n" not in text[start:stop]
        end = stop

    assert text[end:].strip() == ""
