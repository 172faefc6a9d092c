"""One picture a screen: what a user sees changes only on purpose (``pytest --snapshot-update`` draws them anew)."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension
from textual.widgets import Input, TextArea

from glossary.tui.language import set_language
from glossary.tui.preferences import Preferences
from tests.tui.conftest import settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syrupy.assertion import SnapshotAssertion
    from textual.pilot import Pilot

    from glossary.tui.app import GlossaryApp
    from tests.tui.conftest import OpenApp


#: Where the settings seem to be, on the picture of them.
SETTINGS = Path("/home/me/.config/glossary/tui.toml")


class _Picture(SingleFileSnapshotExtension):
    """Pictures as SVG files, which any browser shows."""

    file_extension = "svg"


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Return what compares pictures."""
    return snapshot.use_extension(_Picture)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    set_language("en")


@pytest.fixture(autouse=True)
def _changed_on_one_day(termbase_file: Path) -> None:
    """Have all entries changed on the same day, also where a dialog hides half of the date."""
    with closing(sqlite3.connect(termbase_file)) as connection, connection:
        connection.execute("UPDATE concept_entries SET changed_at = '2026-01-01' || substr(changed_at, 11)")


def _draw(app: GlossaryApp) -> bytes:
    """Return the screen as SVG, without web fonts and without what differs each day: dates and times."""
    for field in (*app.screen.query(Input), *app.screen.query(TextArea)):
        field.cursor_blink = False
        field._cursor_visible = True
    svg = app.export_screenshot(title="glossary")
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    svg = re.sub(r"\d{4}-\d\d-\d\d", "2026-01-01", svg)
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE)
    return re.sub(r"\b\d\d:\d\d(:\d\d)?\b", "12:00", svg).encode()


async def _press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


@dataclass(frozen=True)
class Scene:
    """What a picture shows: the keys that lead there, and the size of the terminal."""

    name: str
    keys: tuple[str, ...]
    size: tuple[int, int] = (120, 30)


SCENES = (
    Scene("entries", ("down", "down")),
    Scene("entries filtered", ("slash", *"corridor", "enter")),
    Scene("entries narrow", ("slash", "经", "济"), (80, 24)),
    Scene("review", ("f3", "down", "r", "0"), (120, 36)),
    Scene("review narrow", ("f3",), (80, 24)),
    Scene("statistics", ("f4",), (120, 40)),
    Scene("form", ("slash", *"xzscl", "enter", "enter"), (120, 36)),
    Scene("form narrow", ("slash", *"xzscl", "enter", "enter"), (80, 24)),
    Scene("occurrences", ("slash", *"xzscl", "enter", "o"), (120, 24)),
    Scene("filters", ("f",), (100, 30)),
    Scene("help", ("question_mark",), (120, 36)),
    Scene("settings", ("ctrl+o",), (100, 30)),
)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_screens(open_app: OpenApp, picture: SnapshotAssertion, scene: Scene) -> None:
    """Each view and dialog looks as it looked before."""
    async with open_app(size=scene.size, preferences=Preferences(path=SETTINGS)) as (app, pilot):
        await _press(pilot, *scene.keys)
        app.clear_notifications()
        await pilot.pause(0.6)
        await settle(pilot)
        assert _draw(app) == picture


async def test_chinese_interface(open_app: OpenApp, picture: SnapshotAssertion, tmp_path: Path) -> None:
    """The interface in Chinese stands in its columns."""
    preferences = Preferences(path=tmp_path / "tui.toml", language="zh-Hans")
    async with open_app(size=(120, 30), preferences=preferences) as (app, pilot):
        await _press(pilot, "f3")
        assert _draw(app) == picture


async def test_plain_lines(open_app: OpenApp, picture: SnapshotAssertion, tmp_path: Path) -> None:
    """Where ambiguous characters are wide, no border is drawn with them."""
    preferences = Preferences(path=tmp_path / "tui.toml", ambiguous_width="wide")
    async with open_app(size=(120, 30), preferences=preferences) as (app, pilot):
        await _press(pilot, "slash", *"plan period", "enter", "d")
        assert _draw(app) == picture


async def test_light_theme(open_app: OpenApp, picture: SnapshotAssertion, tmp_path: Path) -> None:
    """The light theme can be read."""
    async with open_app(preferences=Preferences(path=tmp_path / "tui.toml", theme="textual-light")) as (app, pilot):
        await _press(pilot, "f3")
        assert _draw(app) == picture
