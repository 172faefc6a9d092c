"""Columns and lines as clients count them, and texts that are changed bit by bit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import PositionEncodingKind

from glossary.serve.lsp.documents import Document
from glossary.serve.lsp.positions import choose_encoding, columns_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.lsp.client import Editor

ENCODINGS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
TEXTS = st.text(st.sampled_from("ab 汉字😀𠮷İ\u2028\x0b\x0c\r\n\n\r"), max_size=30)


def document(text: str, encoding: str = "utf-16") -> Document:
    """Return a document of a client that counts so."""
    return Document("file:///a", "plaintext", 1, text, columns_of(PositionEncodingKind(encoding)))


def column(text: str, encoding: str) -> int:
    """Return how many units a text has."""
    codec, width = ENCODINGS[encoding]
    return len(text.encode(codec)) // width


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, as the protocol has it: LF, CRLF and CR end them, nothing else."""
    return re.split(r"\r\n|\n|\r", text)


@given(TEXTS, st.sampled_from(sorted(ENCODINGS)))
def test_every_place_is_counted_as_the_client_counts(text: str, encoding: str) -> None:
    """To the client and back every character is where it was, whatever the encoding and the line ends."""
    opened = document(text, encoding)

    assert len(opened.line_starts) == len(lines_of(text))
    for offset in range(len(text) + 1):
        if text[max(offset - 1, 0) : offset + 1] == "\r\n":
            continue
        position = opened.position(offset)
        line = opened.line_starts[position.line]
        assert position.character == column(text[line:offset], encoding)
        assert opened.offset_of(position) == offset


@pytest.mark.parametrize("encoding", sorted(ENCODINGS))
@pytest.mark.parametrize(
    ("line", "character", "offset"),
    [(0, 2**31, 3), (0, -5, 0), (-1, 5, 0), (9, 9, 8), (2**40, 2**40, 8), (1, 2**70, 8)],
)
def test_places_beyond_the_text_are_its_edges(encoding: str, line: int, character: int, offset: int) -> None:
    """Whatever a client counts, it is a place of the text."""
    assert document("a汉😀\r\n字b𠮷", encoding).offset(line, character) == offset


@pytest.mark.parametrize(("encoding", "inside"), [("utf-8", (2, 3, 4)), ("utf-16", (2,))])
def test_a_place_within_a_character_is_before_it(encoding: str, inside: tuple[int, ...]) -> None:
    """Half a surrogate pair, or a byte within a character, is no place of its own."""
    opened = document("a😀b", encoding)

    assert {opened.offset(0, units) for units in inside} == {1}


def test_encodings_are_chosen_by_what_is_cheapest() -> None:
    """UTF-32 needs no counting, UTF-8 little; UTF-16 where nothing is said, as the protocol wants."""
    utf8, utf16, utf32 = PositionEncodingKind.Utf8, PositionEncodingKind.Utf16, PositionEncodingKind.Utf32

    assert choose_encoding([utf16, utf8, utf32]) is utf32
    assert choose_encoding([utf16, utf8]) is utf8
    assert choose_encoding([utf16]) is utf16
    assert choose_encoding(["utf-7"]) is utf16
    assert choose_encoding(None) is utf16


@given(
    TEXTS,
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), TEXTS), max_size=5),
    st.sampled_from(sorted(ENCODINGS)),
)
def test_changes_leave_the_text_that_the_client_has(
    text: str, changes: list[tuple[int, int, str]], encoding: str
) -> None:
    """Any number of changes, one after the other, give the client's text and its lines."""
    opened = document(text, encoding)
    told: list[dict[str, Any]] = []
    state = opened
    expected = text
    for one, other, new in changes:
        start, end = sorted((min(one, len(expected)), min(other, len(expected))))
        start, end = (_outside_line_end(expected, place) for place in (start, end))
        first, last = state.position(start), state.position(end)
        told.append(
            {
                "range": {
                    "start": {"line": first.line, "character": first.character},
                    "end": {"line": last.line, "character": last.character},
                },
                "text": new,
            }
        )
        expected = expected[:start] + new + expected[end:]
        state = document(expected, encoding)

    changed = opened.replaced(2, told)

    assert changed.text == expected
    assert changed.line_starts == document(expected, encoding).line_starts
    assert opened.text == text
    assert changed.version == 2


def test_halves_of_characters_are_replaced() -> None:
    """A lone surrogate, which JSON can hold and no encoding can, leaves a text that can be written."""
    assert document("a\ud83db").text == "a\ufffdb"


@pytest.mark.parametrize("encoding", sorted(ENCODINGS))
def test_each_encoding_is_negotiated(launch: Callable[..., Editor], encoding: str) -> None:
    """Hover, completion, edits and changes hit the same characters in every encoding."""
    editor = launch()
    editor.start(encodings=[encoding])
    text = "汉字😀𠮷 new-type productive forces\r\nx\rxzscl"
    uri = editor.open("a.txt", text)
    start, end = column("汉字😀𠮷 ", encoding), column("汉字😀𠮷 new-type productive forces", encoding)

    assert editor.capabilities["positionEncoding"] == encoding
    hovered = editor.hover(uri, 0, start + 1)["range"]
    assert (hovered["start"]["character"], hovered["end"]["character"]) == (start, end)
    assert editor.diagnostics(uri)[0]["range"] == hovered
    assert editor.complete(uri, 2, 5)[0]["textEdit"]["range"]["start"] == {"line": 2, "character": 0}

    place = {"line": 0, "character": column("汉字😀", encoding)}
    editor.change(uri, {"range": {"start": place, "end": place}, "text": "😀"})
    moved = editor.hover(uri, 0, start + 3 + column("😀", encoding))["range"]
    assert moved["start"]["character"] == start + column("😀", encoding)


def _outside_line_end(text: str, place: int) -> int:
    """Return the place, or that before a line end in whose middle it is: no client can name that."""
    return place - 1 if 0 < place < len(text) and text[place - 1 : place + 1] == "\r\n" else place
