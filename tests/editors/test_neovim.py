"""Neovim, new and old, with our plugin as ``glossary editor install nvim`` leaves it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.editors.desk import CACHE, FIXED
from tests.editors.neovim import Neovim, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.editors.desk import Desk

pytestmark = pytest.mark.editors

#: A new one from a wheel, and the one of Debian 12.
PROGRAMS = {"0.11": CACHE / "nvim" / "bin" / "nvim", "0.7": "/usr/bin/nvim"}
FLOATING = """
for _, window in ipairs(vim.api.nvim_list_wins()) do
  if vim.api.nvim_win_get_config(window).relative ~= "" then
    return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\\n")
  end
end
"""
FOUND = "return vim.diagnostic.get(0)"
#: Who is asked to choose chooses what puts another term there.
CHOOSE = """
vim.ui.select = function(items, options, choose)
  for number, item in ipairs(items) do
    local action = item.action or item[2]
    if action.title:find("new quality productive forces", 1, true) then
      return choose(item, number)
    end
  end
end
"""


@pytest.fixture(params=list(PROGRAMS))
def editor(request: pytest.FixtureRequest, desk: Desk, find_program: Callable[..., str]) -> Iterator[Neovim]:
    """Return a running Neovim in which the server has found what there is to find."""
    program = find_program(PROGRAMS[request.param], needs=f"Neovim {request.param}")
    desk.glossary("editor", "install", "nvim")
    with running(program, desk) as started:
        yield started


def test_hover_shows_the_term_with_pinyin(editor: Neovim) -> None:
    """K on a term shows its Chinese and how that is read."""
    editor.wait(FOUND)
    editor.type("gg/quality<CR>K")

    shown = editor.wait(FLOATING)

    assert "新质生产力" in shown
    assert "xīnzhì shēngchǎnlì" in shown


def test_a_deprecated_term_is_found_and_fixed(editor: Neovim) -> None:
    """The warning stands where the term stands, behind 汉字 and 😀, and the fix replaces exactly it."""
    (found,) = editor.wait(FOUND)
    (line, *_) = (text for text in editor.lines() if "talk" in text)
    assert (found["lnum"], found["col"]) == (2, len(line[: line.index("new")].encode()))
    assert found["end_col"] - found["col"] == len("new productive forces")
    assert found["code"] == "deprecated-term"

    editor.lua(CHOOSE)
    editor.type("gg/productive<CR>:lua vim.lsp.buf.code_action()<CR>")

    editor.wait("return vim.bo.modified")
    assert "\n".join(editor.lines()) + "\n" == FIXED
    editor.wait("return #vim.diagnostic.get(0) == 0")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("new quality prod", "new quality productive forces"),
        ("新质", "新质生产力"),
        ("汉字😀 xzscl", "汉字😀 新质生产力"),
    ],
)
def test_completion_puts_the_whole_term_there(editor: Neovim, typed: str, wanted: str) -> None:
    """What is typed is replaced by the term, over blanks."""
    editor.wait(FOUND)
    editor.type(f"Go{typed}")
    editor.type("<C-x><C-o>")
    editor.wait("return vim.fn.pumvisible() == 1")
    items = editor.lua("return vim.fn.complete_info({'items'}).items")
    number = next(place for place, item in enumerate(items) if wanted.endswith(item["word"]))
    for _ in range(number - editor.lua("return vim.fn.complete_info({'selected'}).selected")):
        editor.type("<C-n>")
    editor.type("<C-y><Esc>")

    assert editor.lines()[-1] == wanted


def test_an_added_term_is_in_the_termbase(editor: Neovim, desk: Desk) -> None:
    """By name and equivalent, and from a selection with the sentence around it; both are seen at once."""
    editor.wait(FOUND)
    editor.type(":GlossaryAdd low-altitude economy = 低空经济<CR>")
    editor.type("gg/planners<CR>ve:GlossaryAdd<CR>")
    editor.type("规划者<CR>")
    until = time.monotonic() + 15
    while "规划者" not in (terms := desk.glossary("terms")):
        assert time.monotonic() < until, terms
        time.sleep(0.1)

    assert "低空经济  dīkōng jīngjì" in desk.glossary("show", "low-altitude economy")
    assert "汉字😀 The new productive forces are what planners talk about." in desk.glossary("show", "planners")
    editor.type("gg/planners<CR>")
    editor.wait("vim.lsp.buf.hover()\nvim.wait(200)\n" + FLOATING)


def test_lookup_shows_the_entry(editor: Neovim) -> None:
    """In a window that floats, by initials of the pinyin, too."""
    editor.type(":GlossaryLookup xzscl<CR>")

    assert "new quality productive forces" in editor.wait(FLOATING)


def test_check_lists_what_it_finds(editor: Neovim) -> None:
    """In the quickfix list, at the byte where the term stands."""
    editor.type(":GlossaryCheck<CR>")

    (found,) = editor.wait("return vim.fn.getqflist()")
    line = next(text for text in FIXED.splitlines() if "talk" in text)
    assert (found["lnum"], found["col"]) == (3, len(line[: line.index("new")].encode()) + 1)
