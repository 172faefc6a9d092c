"""The real program in a real terminal does a translator's round, and what it did is on the disk."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest

from glossary.exchange.tbx import read_tbx
from glossary.store.candidates.mined import count_by_status
from glossary.store.database import open_database
from glossary.store.entries.access import get_entry
from glossary.store.log.history import find_revisions
from tests.tui.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.concept import ConceptEntry

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not on this machine")
ENTRY = "new-quality-productive-forces"
READING, RIGHT = "xīn zhì shēngchǎnlì", "xīnzhì shēngchǎnlì"


def _open(folder: Path, termbase: Path, size: tuple[int, int] = (120, 36)) -> Terminal:
    """Start the program on a termbase; settings and drafts go into the folder."""
    command = [sys.executable, "-m", "glossary", "--db", str(termbase), "tui", "--settings", str(folder / "tui.toml")]
    environment = {
        "GLOSSARY_USER": "tester",
        "XDG_STATE_HOME": str(folder / "state"),
        "PYTHONPATH": os.getcwd(),  # noqa: PTH109 - the shell's own words
        "LANG": "C.UTF-8",
        "TERM": "tmux-256color",
    }
    return Terminal(folder / "tmux", command, size, environment)


def _entry(termbase: Path) -> ConceptEntry:
    with open_database(str(termbase)) as database, database.reading() as connection:
        return get_entry(connection, ENTRY)


def _reading(termbase: Path) -> str | None:
    return next(term.pinyin for _, term in _entry(termbase).find_terms("zh-Hans") if term.term == "新质生产力")


def _counts(termbase: Path) -> dict[str, int]:
    with open_database(str(termbase)) as database, database.reading() as connection:
        return count_by_status(connection)


def _wait_for_reading(termbase: Path, wanted: str, seconds: float = 30) -> None:
    """Wait until the termbase has a reading; the app stores it in the background."""
    end = time.monotonic() + seconds
    while _reading(termbase) != wanted and time.monotonic() < end:
        time.sleep(0.2)
    assert _reading(termbase) == wanted


def _wait_for_counts(termbase: Path, wanted: dict[str, int], seconds: float = 15) -> None:
    """Wait until candidates are stored as the screen shows them at once."""
    end = time.monotonic() + seconds
    while _counts(termbase) != wanted and time.monotonic() < end:
        time.sleep(0.2)
    assert _counts(termbase) == wanted


def _change_pinyin(terminal: Terminal) -> None:
    """Find the entry by its Chinese, open it, and give 新质生产力 another reading."""
    terminal.wait_for("entries")
    terminal.keys("/")
    terminal.type("新质")
    terminal.wait_for("2 of")
    _open_found(terminal)
    for _ in range(80):
        terminal.wait_for_rest()
        if _focus_is_on(terminal, RIGHT):
            break
        terminal.keys("Tab")
    terminal.keys("End", "C-u")
    terminal.type(READING)
    terminal.wait_for(READING)
    terminal.wait_for_rest()
    assert _focus_is_on(terminal, READING), terminal.screen()


def _open_found(terminal: Terminal) -> None:
    """Open the first of the entries that were found."""
    terminal.keys("Enter")
    terminal.wait_for_rest()  # the list takes the focus
    terminal.keys("Enter")
    terminal.wait_for("+ term", seconds=60)


def _focus_is_on(terminal: Terminal, text: str) -> bool:
    column, line = terminal.cursor()
    lines = terminal.screen().splitlines()
    return line < len(lines) and text in lines[line] and "Pinyin" in lines[line] and column > 0


def test_a_translators_round(tmp_path: Path, termbase_file: Path) -> None:
    """Search 新质, open, change the pinyin, undo, review ten candidates, export the filtered rows, quit."""
    before = _counts(termbase_file)
    target = tmp_path / "filtered.tbx"
    with _open(tmp_path, termbase_file) as terminal:
        _change_pinyin(terminal)
        terminal.keys("C-s")
        _wait_for_reading(termbase_file, READING)
        terminal.wait_for("unsaved", gone=True)
        terminal.keys("Escape")
        terminal.wait_for("2 of")
        terminal.keys("z")
        terminal.wait_for("Undone")
        _wait_for_reading(termbase_file, RIGHT)

        terminal.keys("F3")
        terminal.wait_for("left", seconds=60)
        for key in "rrrrr00000":
            terminal.keys(key)
        terminal.wait_for("10 of", seconds=60)
        _wait_for_counts(termbase_file, {**before, "pending": before["pending"] - 10, "rejected": 5, "accepted": 5})

        terminal.keys("F2")
        terminal.wait_for("2 of")
        terminal.keys("E")
        terminal.wait_for("filtered entries (2)")
        terminal.wait_for_rest()
        for _ in range(2):
            terminal.keys("Tab")
        terminal.keys("End", "C-u")
        terminal.type(str(target))
        terminal.wait_for_rest()
        terminal.keys("F10")
        terminal.wait_for("2 entries are written to", seconds=60)
        terminal.keys("Escape")
        terminal.wait_for("are written", gone=True)
        terminal.keys("q")
        assert terminal.wait_for_end() == 0

    written = list(read_tbx(target))
    assert ENTRY in {entry.id for entry in written}
    assert len(written) == 2
    assert all(any("新质" in term.term for _, term in entry.find_terms()) for entry in written)
    with open_database(str(termbase_file)) as database, database.reading() as connection:
        assert {revision.who for revision in find_revisions(connection, limit=5)} == {"tester"}


def test_a_killed_form_comes_back(tmp_path: Path, termbase_file: Path) -> None:
    """What was typed and not saved is there after a kill -9, and can be saved then."""
    with _open(tmp_path, termbase_file) as terminal:
        _change_pinyin(terminal)
        terminal.wait_for("unsaved")
        time.sleep(2)  # a draft is written a second after the last key
        os.kill(terminal.pid, signal.SIGKILL)
    (tmp_path / "tmux").unlink(missing_ok=True)
    assert _reading(termbase_file) == RIGHT
    with _open(tmp_path, termbase_file) as terminal:
        terminal.wait_for("draft")
        terminal.keys("/")
        terminal.type("新质")
        terminal.wait_for("2 of")
        _open_found(terminal)
        terminal.wait_for("unsaved")
        terminal.keys("C-s")
        _wait_for_reading(termbase_file, READING)
        terminal.wait_for("unsaved", gone=True)


def test_a_narrow_terminal_works(tmp_path: Path, termbase_file: Path) -> None:
    """At 80 by 24 no line is wider than the terminal, and Chinese stands in its column."""
    with _open(tmp_path, termbase_file, (80, 24)) as terminal:
        screen = terminal.wait_for("entries")
        terminal.keys("/")
        terminal.type("xzscl")
        screen = terminal.wait_for("1 of")
        assert "new quality productive" in screen
        assert "新质生产力" in screen
        terminal.keys("Enter", "q")
        assert terminal.wait_for_end() == 0
