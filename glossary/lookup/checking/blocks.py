"""A document in blocks that are checked one by one: a change within one leaves the others as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from glossary.text.markup import Kind, kind_of, prose_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

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
#: What may stand around a part of a term in prose.
_MARKS = {Kind.MARKDOWN: "*", Kind.LATEX: "{}"}


class Block(NamedTuple):
    """A stretch of a document that begins at ``start``; ``text`` has something in place of what is no prose."""

    start: int
    text: str


def mask(text: str, name: str) -> str:
    """Return a document with nothing but its prose, all offsets as they were.

    A term may go on behind a tag, which is blanked out, but not behind code or a formula.

    Args:
        text: the document.
        name: of the file, or the language id that an editor gives it.
    """
    pieces: list[str] = []
    end = 0
    for begin, stop in prose_spans(text, name):
        if begin > end:
            pieces.append(_blank(text[end:begin]))
        # The address of a link is no prose; that its bracket closes isn't either.
        is_link = text.startswith(")", begin) and text.startswith("](", end)
        pieces.append(" " + text[begin + 1 : stop] if is_link else text[begin:stop])
        end = stop
    pieces.append(_blank(text[end:]))
    masked = "".join(pieces)
    for mark in _MARKS.get(kind_of(name), ""):
        masked = masked.replace(mark, " ")
    return masked


def find_blocks(masked: str, start: int = 0, stop: int | None = None) -> list[Block]:
    """Return the blocks of a masked document that have anything in them, or those of one of its sections."""
    blocks: list[Block] = []
    last = len(masked) if stop is None else stop
    for end in [*(match.end() for match in _END.finditer(masked, start, last)), last]:
        block = masked[start:end]
        if len(block) > _LONG:
            blocks.extend(_split(block, start))
        elif block and not block.isspace():
            blocks.append(Block(start, block))
        start = end
    return blocks


def find_section_ends(masked: str, size: int, start: int, end: int) -> Iterator[int]:
    """Yield where sections end, each of several blocks and so many characters or some more; the next begins there.

    None but the first begins with a blank, so that what follows can't change where it begins.

    Args:
        masked: the document.
        size: of a section.
        start: of the first section.
        end: of the last one.
    """
    while start < end:
        found = _END.search(masked, min(start + size, end), end)
        while found and found.end() < end and masked[found.end()].isspace():
            found = _END.search(masked, found.end(), end)
        start = found.end() if found else end
        yield start


def find_stretches(masked: str, size: int) -> Iterator[Block]:
    """Yield a masked document in stretches of several blocks, each of so many characters or some more."""
    start = 0
    while start < len(masked):
        found = _END.search(masked, start + size)
        end = found.end() if found else len(masked)
        yield Block(start, masked[start:end])
        start = end


def _split(text: str, begin: int) -> Iterator[Block]:
    """Yield the sentences of a long block that begins somewhere."""
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        block = text[start:end]
        if block and not block.isspace():
            yield Block(begin + start, block)
        start = end


def _blank(markup: str) -> str:
    """Return as many characters, lines kept: a barrier for code and formulas, blanks for tags."""
    filler = _BARRIER if markup.lstrip()[:1] in {"`", "$"} else " "
    return filler * len(markup) if "\n" not in markup else _NOT_LINE_END.sub(filler, markup)
