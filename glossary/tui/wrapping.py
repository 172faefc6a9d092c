"""Long texts broken into lines of so many cells, fast enough for a whole book."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from rich.cells import get_character_cell_size

#: What no line begins with: closing marks of Chinese and English.
CLOSING = frozenset("，。、；：？！）》〉」』】”’…—%％)]}.,;:?!")
#: What no line ends with: opening marks.
OPENING = frozenset("（《〈「『【“‘([{")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text: where each begins and ends in it."""

    starts: array[int]
    ends: array[int]

    def __len__(self) -> int:
        return len(self.starts)


def wrap(text: str, width: int) -> Lines:
    """Break a text into lines of at most so many cells; its own line ends stay."""
    lines = Lines(array("L"), array("L"))
    pattern = re.compile(rf"(.{{1,{width}}})(?: +|$)|(.{{{width}}})", re.DOTALL)
    position = 0
    for paragraph in text.split("\n"):
        if not paragraph:
            lines.starts.append(position)
            lines.ends.append(position)
        elif paragraph.isascii():
            for match in pattern.finditer(paragraph):
                start, end = match.span(match.lastindex or 0)
                lines.starts.append(position + start)
                lines.ends.append(position + end)
        else:
            _wrap_wide(paragraph, position, width, lines)
        position += len(paragraph) + 1
    return lines


def _wrap_wide(paragraph: str, offset: int, width: int, lines: Lines) -> None:
    """Break a paragraph with wide characters: at blanks, and beside any of those where marks allow it."""
    start = cells = 0
    rest = 0  # where the next line begins, if the present one ends at the last place that it can
    stop = 0
    before, was_wide = "", False
    for index, character in enumerate(paragraph):
        size = get_character_cell_size(character)
        is_wide = size > 1
        if character == " " or ((is_wide or was_wide) and character not in CLOSING and before not in OPENING):
            stop = index
            rest = index + (character == " ")
        while cells + size > width and index > start:  # what goes on to the next line may be too wide for it
            if stop <= start:
                stop = rest = index
            lines.starts.append(offset + start)
            lines.ends.append(offset + stop)
            start = rest
            cells = sum(map(get_character_cell_size, paragraph[start:index]))
        if index >= start:
            cells += size
        before, was_wide = character, is_wide
    if start < len(paragraph):
        lines.starts.append(offset + start)
        lines.ends.append(offset + len(paragraph))
