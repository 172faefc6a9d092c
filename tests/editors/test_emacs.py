"""Emacs with Eglot, with our package as ``glossary editor install emacs`` leaves it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.editors.desk import FIXED

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.editors.desk import Desk

pytestmark = pytest.mark.editors

DRIVE = Path(__file__).with_name("emacs_drive.el")


@pytest.fixture
def emacs(desk: Desk, find_program: Callable[..., str]) -> str:
    """Return Emacs, with our package installed for its user."""
    desk.glossary("editor", "install", "emacs")
    return find_program("emacs", needs="Emacs")


def run(desk: Desk, emacs: str, *arguments: str | Path) -> str:
    """Run Emacs without a screen but with the packages of its user, as it starts with a screen."""
    return desk.run([emacs, "--batch", "--eval", "(package-activate-all)", *arguments], DESK_TEXT=str(desk.text))


@pytest.fixture
def seen(desk: Desk, emacs: str, find_program: Callable[..., str]) -> dict[str, str]:
    """Return what a day's work in Emacs showed, by name."""
    find_program(*Path("/usr/share/emacs").glob("**/eglot.el*"), needs="Eglot")
    told = run(desk, emacs, "-l", DRIVE)
    return dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)


def test_the_work_of_a_day(seen: dict[str, str], desk: Desk) -> None:
    """Hover with pinyin, a warning and its fix, completion of whole terms, look up and add, all by our package."""
    assert seen["server"] == "glossary"
    assert seen["warning"] == "new productive forces"
    assert "新质生产力" in seen["hover"]
    assert "xīnzhì shēngchǎnlì" in seen["hover"]
    assert "new quality productive forces" in seen["fix"]
    assert seen["fixed"] == FIXED.splitlines()[2]
    assert seen["new quality prod"] == "new quality productive forces"
    assert seen["说新质"] == "说新质生产力"
    assert seen["汉字😀 xzscl"] == "汉字😀 新质生产力"
    assert "new quality productive forces" in seen["lookup"]
    assert "低空经济  dīkōng jīngjì" in desk.glossary("show", "low-altitude economy")
    assert "are what planners talk about." in desk.glossary("show", "planners")


def test_commands_need_no_eglot(desk: Desk, emacs: str) -> None:
    """They are there as soon as Emacs starts, without a line in its init file."""
    told = run(
        desk,
        emacs,
        "--eval",
        '(progn (glossary-lookup "xzscl") (princ (with-current-buffer "*glossary*" (buffer-string))))',
    )

    assert "xīnzhì shēngchǎnlì" in told


def test_it_compiles_without_a_warning(desk: Desk, emacs: str) -> None:
    """Byte-compiled and checked as Emacs's own packages are."""
    package = desk.home / ".emacs.d" / "elpa" / "glossary" / "glossary.el"

    desk.run(
        [emacs, "-Q", "--batch", "--eval", "(setq byte-compile-error-on-warn t)", "-f", "batch-byte-compile", package]
    )
    told = desk.run([emacs, "-Q", "--batch", "--eval", f'(checkdoc-file "{package}")'])

    assert package.with_suffix(".elc").is_file()
    assert told == ""
