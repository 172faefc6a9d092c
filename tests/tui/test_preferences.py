"""The settings file belongs to the user: comments and order survive, mistakes are told in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.errors import InputError
from glossary.tui.preferences import Preferences, load_preferences, save_preference

if TYPE_CHECKING:
    from pathlib import Path

MINE = """\
# my settings
theme = "textual-light"   # the office is bright

[keys]
# like in vim
"app.undo" = "u"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the settings of a test are."""
    return tmp_path / "settings" / "tui.toml"


def test_without_a_file_there_are_defaults(path: Path) -> None:
    """No file is needed, and none is made by reading."""
    assert load_preferences(path) == Preferences(path=path)
    assert not path.exists()


def test_comments_survive_every_write(path: Path) -> None:
    """Setting, changing and adding leaves all of the user's lines where they are."""
    path.parent.mkdir()
    path.write_text(MINE, "utf-8")
    save_preference(path, "theme", "textual-dark")
    save_preference(path, "language", "zh-Hans")
    save_preference(path, "mine", {"status": "deprecated"}, table="filters")
    text = path.read_text("utf-8")

    for line in ("# my settings", "# the office is bright", "# like in vim", '"app.undo" = "u"'):
        assert line in text
    found = load_preferences(path)
    assert (found.theme, found.language) == ("textual-dark", "zh-Hans")
    assert found.keys == {"app.undo": "u"}
    assert found.filters == {"mine": {"status": "deprecated"}}

    save_preference(path, "mine", None, table="filters")
    assert load_preferences(path).filters == {}


def test_a_new_file_explains_itself(path: Path) -> None:
    """The first setting makes a file whose comments say what else can be set."""
    save_preference(path, "mouse", value=False)

    assert load_preferences(path) == Preferences(path=path, mouse=False)
    assert "ambiguous_width" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colour = 1", "no setting 'colour'"),
        ("theme = 3", "theme: it must be a text"),
        ('language = "fr"', "'fr' is none of en, zh-Hans"),
        ('mouse = "no"', "mouse: it must be true or false"),
        ('[keys]\n"app.fly" = "f"', "there is no action 'app.fly'"),
        ('[keys]\n"app.undo" = 3', "app.undo: its keys must be a text"),
        ('ambiguous_width = "three"', "none of narrow, wide"),
        ("theme = ", "the settings can't be read"),
    ],
)
def test_mistakes_are_told(path: Path, text: str, message: str) -> None:
    """What can't be is said with the file's name, and the file stays as it is."""
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=message) as caught:
        load_preferences(path)

    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_text("utf-8") == text
