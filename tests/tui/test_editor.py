"""The form of an entry: everything it has can be typed, checked and saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from glossary.jobs.undoing import undo
from glossary.tui.dialogs.choice import ChoiceDialog
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.screens.browse import BrowseScreen
from glossary.tui.screens.editor import EditorScreen
from glossary.tui.widgets.entry_form import EntryForm
from glossary.vocabulary import AdministrativeStatus
from tests.tui.forms import ENTRY, field_of, fill, open_form, press, shown, small_termbase, stored

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.concept import ConceptEntry
    from tests.tui.conftest import OpenApp


@pytest.fixture(autouse=True)
def drafts_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the drafts of each test to itself."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the file of a small termbase."""
    return small_termbase(tmp_path / "small.db")


def _line(screen: EditorScreen) -> str:
    return str(screen.query_one("#editor-line", Static).content)


def _terms(entry: ConceptEntry | None) -> list[str]:
    return [term.term for _, term in entry.find_terms()] if entry else []


async def test_entry_opens_from_the_list_and_is_saved(open_app: OpenApp, small: Path) -> None:
    """Enter opens the entry; what is typed is saved as one revision, which undo takes back."""
    async with open_app(file=small) as (app, pilot):
        await press(pilot, "enter")
        screen = app.screen
        assert isinstance(screen, EditorScreen)
        before = stored(app.database)
        await fill(pilot, screen, "terms.0.term", "opening up")
        assert "● unsaved" in _line(screen)
        await press(pilot, "ctrl+s")

        assert _terms(stored(app.database)) == ["opening up", "对外开放"]
        assert "● unsaved" not in _line(screen)
        await press(pilot, "escape")
        assert isinstance(app.screen, BrowseScreen)
        undo(app.database, who="tester")
        assert stored(app.database) == before


async def test_every_field_reaches_the_termbase(open_app: OpenApp, small: Path) -> None:
    """Subject field, definition, sources, notes, references, statuses and examples are saved as typed."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "subject_field", "diplomacy")
        await fill(pilot, screen, "definition", "letting trade in")
        await fill(pilot, screen, "definition_source", "Report")
        await fill(pilot, screen, "terms.0.source", "Speech")
        await fill(pilot, screen, "terms.0.contexts.0.text", "Opening-up\ncontinues.")
        for key, path, text in (
            ("n", "terms.0.notes.0", "with a hyphen"),
            ("N", "notes.0", "since 1978"),
            ("r", "references.0.target", "rural-revitalization"),
            ("e", "terms.0.contexts.1.text", "More opening-up."),
        ):
            field_of(screen, "terms.0.term").editor.focus()
            await press(pilot, "ctrl+t")
            assert isinstance(app.screen, ChoiceDialog)
            await press(pilot, key)
            await fill(pilot, screen, path, text)
        await press(pilot, "f10")

        entry = stored(app.database)
        assert entry is not None
        english = entry.sections[0].terms[0]
        assert entry.subject_field == "diplomacy"
        assert entry.definition is not None
        assert (entry.definition.text, entry.definition.source) == ("letting trade in", "Report")
        assert (english.source, english.notes, entry.notes) == ("Speech", ("with a hyphen",), ("since 1978",))
        assert [context.text for context in english.contexts] == ["Opening-up\ncontinues.", "More opening-up."]
        assert [reference.target for reference in entry.references] == ["rural-revitalization"]


async def test_new_entry_needs_only_what_is_typed(open_app: OpenApp, small: Path) -> None:
    """A new entry begins with a blank term a language; those left blank are no problem and aren't saved."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot, None)
        assert "● unsaved" not in _line(screen)
        await fill(pilot, screen, "terms.0.term", "green credit")
        await press(pilot, "ctrl+s")

        assert _terms(stored(app.database, "green-credit")) == ["green credit"]


async def test_reading_follows_the_term(open_app: OpenApp, small: Path) -> None:
    """While a Chinese term is typed, its pinyin by rule is there, and is saved as nobody's own."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot, None)
        await fill(pilot, screen, "terms.0.term", "green credit")
        await fill(pilot, screen, "terms.1.term", "绿色信贷")
        assert shown(screen, "terms.1.pinyin") == "lǜsè xìndài"
        await press(pilot, "ctrl+s")

        entry = stored(app.database, "green-credit")
        assert entry is not None
        chinese = entry.sections[1].terms[0]
        assert (chinese.pinyin, chinese.pinyin_by_hand) == ("lǜsè xìndài", False)


async def test_reading_by_hand_stays_and_is_marked(open_app: OpenApp, small: Path) -> None:
    """A reading that a person typed is marked and saved as theirs, and isn't overwritten."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.1.pinyin", "duì wài kāifàng")
        mark = field_of(screen, "terms.1.pinyin").query_one(".form-mark", Static)
        assert str(mark.content) == "by hand"
        await press(pilot, "ctrl+s")

        entry = stored(app.database)
        assert entry is not None
        chinese = entry.sections[1].terms[0]
        assert (chinese.pinyin, chinese.pinyin_by_hand) == ("duì wài kāifàng", True)


async def test_emptied_reading_goes_back_to_the_rules(open_app: OpenApp, small: Path) -> None:
    """A reading that is emptied and left is the one by rule again."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        rule = shown(screen, "terms.1.pinyin")
        await fill(pilot, screen, "terms.1.pinyin", "duì wài kāifàng")
        await fill(pilot, screen, "terms.1.pinyin", "")
        await press(pilot, "tab")

        assert shown(screen, "terms.1.pinyin") == rule
        assert screen.state is not None
        assert not screen.state.draft.terms[1].pinyin_by_hand


@pytest.mark.parametrize("key", ["tab", "right"])
async def test_rest_of_a_reading_is_taken_by_key(open_app: OpenApp, small: Path, key: str) -> None:
    """Tab or → completes the reading that is begun, which then is the one by rule."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        rule = shown(screen, "terms.1.pinyin")
        await fill(pilot, screen, "terms.1.pinyin", rule[:3])
        await press(pilot, key)

        assert shown(screen, "terms.1.pinyin") == rule
        assert screen.state is not None
        assert not screen.state.draft.terms[1].pinyin_by_hand


async def test_problem_is_shown_and_keeps_from_saving(open_app: OpenApp, small: Path) -> None:
    """What is wrong stands beside its field and is counted above; saving goes to the field instead."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        before = stored(app.database)
        await fill(pilot, screen, "terms.1.term", "opening")
        field = field_of(screen, "terms.1.term")
        assert field.has_class("-problem")
        assert "at least one Chinese character" in str(field.query_one(".form-finding", Static).content)
        assert "1 problem" in _line(screen)
        field_of(screen, "subject_field").editor.focus()
        await press(pilot, "ctrl+s")

        assert screen.focused is field.editor
        assert stored(app.database) == before


async def test_doubt_is_shown_and_lets_save(open_app: OpenApp, small: Path) -> None:
    """What is only unusual is told in another colour and can be saved."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.1.term", "對外開放")
        assert field_of(screen, "terms.1.term").has_class("-warning")
        assert "1 doubt" in _line(screen)
        await press(pilot, "ctrl+s")

        assert _terms(stored(app.database)) == ["opening-up", "對外開放"]


async def test_changed_fields_are_marked_until_saved(open_app: OpenApp, small: Path) -> None:
    """A changed field is coloured; typed back to what it was, or saved, it isn't."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "subject_field", "law")
        assert field_of(screen, "subject_field").has_class("-changed")
        await fill(pilot, screen, "subject_field", "trade")
        assert not field_of(screen, "subject_field").has_class("-changed")
        await fill(pilot, screen, "subject_field", "law")
        await press(pilot, "ctrl+s")

        assert not field_of(screen, "subject_field").has_class("-changed")


async def test_terms_are_added_moved_and_removed(open_app: OpenApp, small: Path) -> None:
    """A language takes several terms, in an order that a person gives them."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        field_of(screen, "terms.1.term").editor.focus()
        await press(pilot, "ctrl+n")
        await press(pilot, *"开放")
        await press(pilot, "alt+up")
        assert shown(screen, "terms.1.term") == "开放"
        await press(pilot, "ctrl+s")
        assert _terms(stored(app.database)) == ["opening-up", "开放", "对外开放"]

        field_of(screen, "terms.2.term").editor.focus()
        await press(pilot, "f9")
        assert isinstance(app.screen, ConfirmDialog)
        await press(pilot, "y")
        assert "1 doubt" in _line(screen)
        await press(pilot, "ctrl+s")
        assert _terms(stored(app.database)) == ["opening-up", "开放"]


async def test_second_preferred_term_makes_the_first_admitted(open_app: OpenApp, small: Path) -> None:
    """A language has one preferred term; choosing another one shows at once what becomes of the first."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        field_of(screen, "terms.0.term").editor.focus()
        await press(pilot, "ctrl+n")
        await press(pilot, *"reform")
        field_of(screen, "terms.1.status").editor.focus()
        await press(pilot, "enter", "up", "enter")
        assert (shown(screen, "terms.0.status"), shown(screen, "terms.1.status")) == ("admitted", "preferred")
        await press(pilot, "ctrl+s")

        entry = stored(app.database)
        assert entry is not None
        assert [term.status for term in entry.sections[0].terms] == [
            AdministrativeStatus.ADMITTED,
            AdministrativeStatus.PREFERRED,
        ]


async def test_traditional_terms_are_derived(open_app: OpenApp, small: Path) -> None:
    """The Traditional terms can be made of the Simplified ones, marked as derived."""
    async with open_app(file=small) as (app, pilot):
        await open_form(app, pilot)
        await press(pilot, "ctrl+t")
        await press(pilot, "4")
        await press(pilot, "ctrl+s")

        entry = stored(app.database)
        assert entry is not None
        assert [term.term for _, term in entry.find_terms("zh-Hant")] == ["對外開放"]


async def test_letters_beside_a_text_are_no_commands(open_app: OpenApp, small: Path) -> None:
    """A letter typed on a choice neither leaves the app nor undoes anything."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        field_of(screen, "terms.0.status").editor.focus()
        await press(pilot, "q", "z", "M", "E")

        assert app.screen is screen
        assert stored(app.database) is not None
        assert not any(len(key) == 1 for key in screen.active_bindings)


async def test_typing_is_taken_back_in_the_field(open_app: OpenApp, small: Path) -> None:
    """ctrl+z takes back what was typed, never a change of the termbase; ctrl+y types it again."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "terms.0.term", "opening")
        # Letters typed with a pause between them are taken back one after the other.
        for _ in "opening":
            if shown(screen, "terms.0.term") != "opening-up":
                await press(pilot, "ctrl+z")
        assert shown(screen, "terms.0.term") == "opening-up"
        assert "● unsaved" not in _line(screen)
        await press(pilot, "ctrl+z", *["ctrl+y"] * len("opening"))
        assert shown(screen, "terms.0.term") == "opening"
        field_of(screen, "terms.0.status").editor.focus()
        await press(pilot, "ctrl+z", "ctrl+z")

        assert stored(app.database) is not None


async def test_subject_field_is_completed_and_chosen(open_app: OpenApp, small: Path) -> None:
    """The subject fields in use complete what is typed, and ↓ offers all of them."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        await fill(pilot, screen, "subject_field", "eco")
        await press(pilot, "right")
        assert shown(screen, "subject_field") == "economy"
        await press(pilot, "down")
        assert isinstance(app.screen, ChoiceDialog)
        await press(pilot, "down", "enter")
        assert shown(screen, "subject_field") == "trade"


async def test_terms_are_split_off(open_app: OpenApp, small: Path) -> None:
    """Some of the terms become an entry of their own; the form shows what is left."""
    async with open_app(file=small) as (app, pilot):
        screen = await open_form(app, pilot)
        field_of(screen, "terms.0.term").editor.focus()
        await press(pilot, "ctrl+n")
        await press(pilot, *"reform")
        await press(pilot, "ctrl+s")
        await press(pilot, "ctrl+l")
        await press(pilot, "down", "space", "tab", "enter")

        assert _terms(stored(app.database)) == ["opening-up", "对外开放"]
        assert _terms(stored(app.database, "reform")) == ["reform"]
        assert screen.state is not None
        assert [term.term for term in screen.state.draft.terms] == ["opening-up", "对外开放"]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_form_fits_the_terminal(open_app: OpenApp, size: tuple[int, int]) -> None:
    """Nothing of a long entry sticks out at the side, and every field can be reached by Tab."""
    async with open_app(size=size) as (app, pilot):
        await press(pilot, "enter")
        screen = app.screen
        assert isinstance(screen, EditorScreen)
        form = screen.query_one(EntryForm)

        assert form.max_scroll_x == 0
        for widget in form.query("*"):
            assert widget.region.right <= size[0]
        await press(pilot, *["tab"] * 12)
        assert screen.focused is not None
        assert form.region.contains_region(screen.focused.region)


async def test_entry_that_is_gone_is_said(open_app: OpenApp, small: Path) -> None:
    """The form of an entry that isn't there says so and leaves."""
    async with open_app(file=small) as (app, pilot):
        await open_form(app, pilot, "no-such-entry")

        assert isinstance(app.screen, BrowseScreen)
        assert stored(app.database, ENTRY) is not None
