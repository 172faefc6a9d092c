"""From the characters of a PDF page to runs: stretches of text on one line, without a gap."""

from __future__ import annotations

import ctypes
import unicodedata
from typing import TYPE_CHECKING

from glossary.mine.readers.layout import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage

# Gaps in heights of a line: what is farther apart stands in another column.
_COLUMN_GAP = 1.2
_OTHER_LINE = 0.5
_LINE_HYPHENS = frozenset("\x02\ufffe")


def read_runs(page: PdfPage) -> Iterator[Run]:
    """Yield the runs of a page in the order in which the file draws them.

    A run ends where the file moves to another line, or farther on than a wide space.
    """
    from pypdfium2 import raw  # noqa: PLC0415 - only PDF files need it

    text_page = page.get_textpage()
    box = raw.FS_RECTF()
    builder = _Builder()
    for index in range(text_page.count_chars()):
        character = _character(raw.FPDFText_GetUnicode(text_page, index))
        if character in "\r\n":
            continue
        if not character.strip():
            builder.space()
            continue
        if raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
            run = builder.add(character, box.left, box.bottom, box.right, box.top)
            if run:
                yield run
    if last := builder.take():
        yield last
    text_page.close()


class _Builder:
    """Collects characters into a run until one stands apart."""

    def __init__(self) -> None:
        self._text = ""
        self._box = (0.0, 0.0, 0.0, 0.0)
        self._spaced = False

    def space(self) -> None:
        self._spaced = True

    def add(self, character: str, left: float, bottom: float, right: float, top: float) -> Run | None:
        """Add a character; return the run before it if it begins another."""
        finished = None
        if self._text and self._stands_apart(left, bottom, top):
            finished = self.take()
        if not self._text:
            self._text, self._box, self._spaced = character, (left, bottom, right, top), False
            return finished
        self._text += f" {character}" if self._spaced else character
        self._spaced = False
        own = self._box
        self._box = (min(own[0], left), min(own[1], bottom), max(own[2], right), max(own[3], top))
        return finished

    def take(self) -> Run | None:
        """Return the run so far and begin again."""
        if not self._text:
            return None
        left, bottom, right, top = self._box
        run = Run(text=self._text, left=left, bottom=bottom, right=right, top=top)
        self._text, self._spaced = "", False
        return run

    def _stands_apart(self, left: float, bottom: float, top: float) -> bool:
        _, own_bottom, own_right, own_top = self._box
        height = max(min(own_top - own_bottom, top - bottom), 0.1)
        middle, own_middle = (bottom + top) / 2, (own_bottom + own_top) / 2
        if abs(middle - own_middle) > _OTHER_LINE * max(own_top - own_bottom, top - bottom):
            return True
        return left - own_right > _COLUMN_GAP * height or own_right - left > 3 * height


def _character(code: int) -> str:
    """Return the character of a code unit; pdfium marks a hyphen at a line end with a code of its own.

    Half a character, or none, is a space: pdfium doesn't say which halves belong together.
    """
    character = chr(code)
    if not code or unicodedata.category(character) == "Cs":
        return " "
    return "-" if character in _LINE_HYPHENS else character
