"""Tables line up whatever the script, and fit the terminal."""

from __future__ import annotations

from rich.cells import cell_len

from glossary.cli.tables import layout

HEADER = ("id", "term", "equivalent", "pinyin")
ROWS = [
    ("1", "new quality productive forces", "新质生产力", "xīnzhì shēngchǎnlì"),
    ("12", "two sessions", "“两会”", "liǎnghuì"),
]


def test_columns_line_up_in_cells() -> None:
    """A column begins in the same cell in every row, also behind Chinese characters."""
    lines = list(layout(HEADER, ROWS))
    begins = [
        cell_len(line[: line.index(text)]) for line, text in zip(lines, ("pinyin", "xīnzhì", "liǎnghuì"), strict=True)
    ]
    assert len(set(begins)) == 1


def test_numbers_stand_to_the_right() -> None:
    """Digits of the same weight are below each other."""
    lines = list(layout(HEADER, ROWS))
    assert (lines[1][:2], lines[2][:2]) == (" 1", "12")


def test_nothing_is_cut_without_a_terminal() -> None:
    """Into a pipe goes every character."""
    assert all(cell in line for row, line in zip(ROWS, list(layout(HEADER, ROWS))[1:], strict=True) for cell in row)


def test_a_narrow_terminal_gets_a_narrow_table() -> None:
    """No line is wider than the terminal, and cut cells say so."""
    lines = list(layout(HEADER, ROWS, 50))
    assert max(cell_len(line) for line in lines) <= 50
    assert "…" in lines[1]
