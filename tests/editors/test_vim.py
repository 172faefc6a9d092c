"""Vim in a terminal, with our plugin as ``glossary editor install vim`` leaves it, with ALE and without."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.editors.desk import FIXED
from tests.tui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.editors.desk import Desk

pytestmark = pytest.mark.editors

PLAIN = "set nocompatible shortmess+=I nomore\nfiletype plugin on\n"
WITH_ALE = f"""\
{PLAIN}
packadd! ale
set omnifunc=ale#completion#OmniFunc
autocmd FileType markdown setlocal omnifunc=ale#completion#OmniFunc
"""


class Vim:
    """A running Vim that is typed into."""

    def __init__(self, terminal: Terminal, desk: Desk) -> None:
        self.terminal = terminal
        self._desk = desk

    def command(self, line: str) -> None:
        """Type a command."""
        self.terminal.keys("Escape")
        self.terminal.type(f":{line}")
        self.terminal.keys("Enter")

    def search(self, text: str) -> None:
        """Go to where a text begins."""
        self.terminal.keys("Escape")
        self.terminal.type(f"gg/{text}")
        self.terminal.keys("Enter")

    def saved(self) -> str:
        """Return the text, once it is written."""
        seen = self._desk.text.stat().st_mtime_ns
        self.command("silent write!")
        until = time.monotonic() + 15
        while self._desk.text.stat().st_mtime_ns == seen:
            assert time.monotonic() < until, self.terminal.screen()
            time.sleep(0.05)
        return self._desk.text.read_text(encoding="utf-8")


@pytest.fixture
def start(desk: Desk, find_program: Callable[..., str], tmp_path: Path) -> Iterator[Callable[[str], Vim]]:
    """Return how to start Vim with what its user has in the vimrc."""
    program = find_program("vim.nox", "vim.gtk3", needs="Vim with its scripting")
    find_program("tmux", needs="tmux")
    desk.glossary("editor", "install", "vim")
    terminals = []

    def begin(settings: str) -> Vim:
        (desk.home / ".vimrc").write_text(settings, encoding="utf-8")
        command = ["env", "-C", str(desk.text.parent), program, desk.text.name]
        kept = {name: desk.environment[name] for name in ("HOME", "LANG", "LC_ALL", "TERM")}
        terminal = Terminal(tmp_path / "tmux", command, (110, 30), kept)
        terminals.append(terminal)
        terminal.wait_for("planners")
        return Vim(terminal, desk)

    yield begin
    for terminal in terminals:
        terminal.__exit__()


@pytest.fixture
def with_ale(start: Callable[[str], Vim], find_program: Callable[..., str]) -> Vim:
    """Return Vim with ALE, which has checked the text."""
    find_program("/usr/share/vim-ale/plugin/ale.vim", needs="ALE")
    vim = start(WITH_ALE)
    # The sign in the margin of the third line.
    vim.terminal.wait_for("--")
    return vim


def test_lookup_needs_no_plugin(start: Callable[[str], Vim]) -> None:
    """A popup at the cursor shows the entry, by initials of the pinyin."""
    vim = start(PLAIN)
    vim.command("GlossaryLookup xzscl")

    assert "xīnzhì shēngchǎnlì" in vim.terminal.wait_for("新质生产力")


def test_an_added_term_is_in_the_termbase(start: Callable[[str], Vim], desk: Desk) -> None:
    """By name and equivalent, and from a selection with the sentence around it."""
    vim = start(PLAIN)
    vim.command("GlossaryAdd low-altitude economy = 低空经济")
    vim.terminal.wait_for("dīkōng jīngjì")
    vim.search("planners")
    vim.terminal.type("ve")
    vim.terminal.type(":GlossaryAdd")
    vim.terminal.keys("Enter")
    vim.terminal.wait_for('Chinese of "planners":')
    vim.terminal.type("规划者")
    vim.terminal.keys("Enter")
    vim.terminal.wait_for("guīhuàzhě")

    assert "低空经济  dīkōng jīngjì" in desk.glossary("show", "low-altitude economy")
    assert "汉字😀 The new productive forces are what planners talk about." in desk.glossary("show", "planners")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("the new quality prod", "the new quality productive forces"),
        ("说新质", "说新质生产力"),
        ("汉字😀 xzscl", "汉字😀 新质生产力"),
    ],
)
def test_completion_puts_the_whole_term_there(start: Callable[[str], Vim], typed: str, wanted: str) -> None:
    """Over blanks and by pinyin, without any other plugin."""
    vim = start(PLAIN)
    vim.terminal.type(f"Go{typed}")
    vim.terminal.keys("C-x", "C-u")
    vim.terminal.wait_for(wanted)

    assert vim.saved().splitlines()[-1] == wanted


def test_check_lists_what_it_finds(start: Callable[[str], Vim]) -> None:
    """In the quickfix list, at the byte where the term stands."""
    vim = start(PLAIN)
    vim.command("GlossaryCheck")
    line = next(text for text in FIXED.splitlines() if "talk" in text)

    vim.terminal.wait_for(f"notes.md|3 col {len(line[: line.index('new')].encode()) + 1} warning|")


def test_ale_shows_the_term_with_pinyin(with_ale: Vim) -> None:
    """Hover, in a popup."""
    with_ale.command("let g:ale_floating_preview = 1")
    with_ale.search("quality")
    with_ale.command("ALEHover")

    assert "xīnzhì shēngchǎnlì" in with_ale.terminal.wait_for("新质生产力")


def test_ale_finds_and_fixes_a_deprecated_term(with_ale: Vim) -> None:
    """The warning stands where the term stands, and the fix replaces exactly it."""
    with_ale.search("productive")
    with_ale.terminal.wait_for("new quality productive forces")
    with_ale.command("ALECodeAction")
    number = choice(with_ale.terminal.wait_for("Type number"), "new quality productive forces")
    with_ale.terminal.type(number)
    with_ale.terminal.keys("Enter")
    with_ale.terminal.wait_for("The new quality productive")

    assert with_ale.saved() == FIXED
    with_ale.terminal.wait_for("--", gone=True)


def test_ale_completes_a_word(with_ale: Vim) -> None:
    """From the first word on ALE puts the whole term there."""
    with_ale.terminal.type("Gonew")
    with_ale.terminal.keys("C-x", "C-o")
    with_ale.terminal.wait_for("新质生产力")
    with_ale.terminal.keys("C-y")

    assert with_ale.saved().splitlines()[-1] == "new quality productive forces"


def choice(screen: str, wanted: str) -> str:
    """Return the number before a choice on the screen."""
    for line in screen.splitlines():
        number, mark, title = line.strip().partition(")")
        if mark and number.isdecimal() and wanted in title:
            return number
    raise AssertionError(screen)
