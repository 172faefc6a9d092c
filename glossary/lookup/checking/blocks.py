"""A document in blocks that are checked one by one: a change within one leaves the others as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A blank line, or a line that ends with a sentence. Where blocks begin depends on nothing but what is around, so
# that no change moves the beginnings of all that follow.
_END = re.compile(r"[.!?。！？…:：;；][\"'”’）)」』》\]]*[^\S\n]*\n|\n\s*\n")
_LONG = 10_000
_SENTENCE_END = re.compile(r"[。！？]|[.!?]\s|\n")
_BLANK = re.compile(r"\S")
_NOT_LINE_END = re.compile(r"[^\r\n]")
_BARRIER = "\0"


class Block(NamedTuple):
    """A stretch of a document that begins at ``start``; ``text`` has something in place of what is no prose."""

    start: int
    text: str


def find_blocks(text: str, prose: Sequence[tuple[int, int]]) -> Iterator[Block]:
    """Yield the blocks of a document that have anything in them.

    Args:
        text: the document.
        prose: which parts of it are prose, in order. The rest is blanked out, offset by offset: a term may go on
            behind a tag, but not behind code or a formula.
    """
    masked = _mask(text, prose)
    start = 0
    for match in _END.finditer(masked):
        yield from _split(masked, start, match.end())
        start = match.end()
    yield from _split(masked, start, len(masked))


def _split(text: str, start: int, end: int) -> Iterator[Block]:
    if end - start > _LONG:
        for match in _SENTENCE_END.finditer(text, start, end):
            yield from _block(text, start, match.end())
            start = match.end()
    yield from _block(text, start, end)


def _block(text: str, start: int, end: int) -> Iterator[Block]:
    if _BLANK.search(text, start, end):
        yield Block(start, text[start:end])


def _mask(text: str, prose: Sequence[tuple[int, int]]) -> str:
    if list(prose) == [(0, len(text))]:
        return text
    pieces: list[str] = []
    end = 0
    for begin, stop in prose:
        if begin > end:
            pieces.append(_blank(text[end:begin]))
        pieces.append(text[begin:stop])
        end = stop
    pieces.append(_blank(text[end:]))
    return "".join(pieces)


def _blank(markup: str) -> str:
    """Return as many characters, lines kept: a barrier for code and formulas, blanks for tags."""
    filler = _BARRIER if markup.lstrip()[:1] in {"`", "$"} else " "
    return filler * len(markup) if "\n" not in markup else _NOT_LINE_END.sub(filler, markup)
