"""A document in blocks that are checked one by one: a change within one leaves the others as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A blank line, or a line that ends with a sentence. Where blocks begin depends on nothing but what is around, so
# that no change moves the beginnings of all that follow.
_SENTENCE_MARKS, _CLOSING_MARKS = ".!?。！？…:：;；", "\"'”’）)」』》\\]"
_END = re.compile(
    rf"\n(?:[^\S\n]*\n\s*|(?<=[{_SENTENCE_MARKS}]\n)|(?<=[{_SENTENCE_MARKS}]\r\n)"
    rf"|(?<=[{_SENTENCE_MARKS}][{_CLOSING_MARKS}]\n)|(?<=[{_SENTENCE_MARKS}][{_CLOSING_MARKS}]\r\n))"
)
_LONG = 10_000
_SENTENCE_END = re.compile(r"[。！？]|[.!?]\s|\n")
_NOT_LINE_END = re.compile(r"[^\r\n]")
_BARRIER = "\0"


class Block(NamedTuple):
    """A stretch of a document that begins at ``start``; ``text`` has something in place of what is no prose."""

    start: int
    text: str


def find_blocks(text: str, prose: Sequence[tuple[int, int]]) -> list[Block]:
    """Return the blocks of a document that have anything in them.

    Args:
        text: the document.
        prose: which parts of it are prose, in order. The rest is blanked out, offset by offset: a term may go on
            behind a tag, but not behind code or a formula.
    """
    masked = _mask(text, prose)
    blocks: list[Block] = []
    start = 0
    for end in [*(match.end() for match in _END.finditer(masked)), len(masked)]:
        block = masked[start:end]
        if len(block) > _LONG:
            blocks.extend(_split(block, start))
        elif block and not block.isspace():
            blocks.append(Block(start, block))
        start = end
    return blocks


def _split(text: str, begin: int) -> Iterator[Block]:
    """Yield the sentences of a long block that begins somewhere."""
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        block = text[start:end]
        if block and not block.isspace():
            yield Block(begin + start, block)
        start = end


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
