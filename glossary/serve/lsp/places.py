"""The terms at one place of a document, found from the words around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from glossary.serve.lsp.kinds import kind_name

if TYPE_CHECKING:
    from glossary.lookup.recognition.recogniser import Recogniser
    from glossary.lookup.recognition.span import Span
    from glossary.serve.lsp.documents import Document

#: No term is longer, so no more is looked at on either side.
_REACH = 600
_BREAK = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")


class Place(NamedTuple):
    """The terms at a place of a document, the one that counts first; offsets are the document's."""

    winner: Span
    nested: tuple[Span, ...]


def find_place(document: Document, offset: int, recogniser: Recogniser) -> Place | None:
    """Return the terms that a place lies in, or right behind, None where there is none."""
    from glossary.lookup.checking.blocks import mask  # noqa: PLC0415 - an editor is answered before it is loaded

    start, end = paragraph_around(document.text, offset)
    text = document.text[start:end]
    # Marks of emphasis may stand within a term. In code there is no prose, but who asks there is answered as well.
    place = choose_place(recogniser, mask(text, kind_name(document)), offset - start)
    place = place or choose_place(recogniser, text, offset - start)
    return place and Place(_moved(place.winner, start), tuple(_moved(span, start) for span in place.nested))


def choose_place(recogniser: Recogniser, text: str, offset: int) -> Place | None:
    """Return the terms of a text that a place lies in, or right behind, None where there is none."""
    winners = recogniser.find(text)
    winner = next((span for span in winners if span.start <= offset < span.end), None)
    winner = winner or next((span for span in winners if span.end == offset), None)
    if winner is None:
        return None
    at = min(offset, winner.end - 1)
    nested = [
        span
        for span in recogniser.find_all(text)
        if winner.start <= span.start <= at < span.end <= winner.end and span[:2] != winner[:2]
    ]
    nested.sort(key=lambda span: (span.start - span.end, span.start))
    return Place(winner, tuple(nested))


def _moved(span: Span, by: int) -> Span:
    return span._replace(start=span.start + by, end=span.end + by)


def paragraph_around(text: str, offset: int) -> tuple[int, int]:
    """Return the offsets of the paragraph at a place, or of what of it a term can reach."""
    start, end = max(offset - _REACH, 0), min(offset + _REACH, len(text))
    for found in _BREAK.finditer(text, start, offset):
        start = found.end()
    behind = _BREAK.search(text, offset, end)
    if behind is not None:
        end = behind.start()
    # A window that begins or ends within a word would find another word.
    while 0 < start < offset and text[start - 1].isalnum() and text[start].isalnum() and text[start].isascii():
        start += 1
    while offset < end < len(text) and text[end - 1].isalnum() and text[end].isalnum() and text[end].isascii():
        end -= 1
    return start, end
