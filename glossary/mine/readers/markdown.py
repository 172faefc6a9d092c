"""Markdown: CommonMark with tables and front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.mine.readers.encodings import decode
from glossary.mine.readers.html import blocks_of_fragment
from glossary.mine.readers.raw import RawDocument
from glossary.text.cleaning import Block, BlockKind
from glossary.text.cleaning.dates import find_metadata_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w[\w-]*)\s*[:=]\s*(.+?)\s*$", re.MULTILINE)
_DATE_FIELDS = ("date", "published", "pubdate", "publishdate", "updated", "lastmod")


def read(data: bytes, *, path: str, encoding: str | None = None) -> RawDocument:
    """Return the paragraphs, headings, list items and table rows of a Markdown file; fenced code is left out.

    Raises:
        UnreadableDocument: the file is no text, or its encoding isn't known.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only Markdown files need it

    text = decode(data, path=path, encoding=encoding)
    fields: dict[str, str] = {}
    if matter := _FRONT_MATTER.match(text):
        fields = {key.lower(): value.strip("\"' ") for key, value in _FIELD.findall(matter.group(2))}
        text = text[matter.end() :]
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    dates = (find_metadata_date(fields[name]) for name in _DATE_FIELDS if name in fields)
    return RawDocument(
        blocks=tuple(_blocks(tokens)),
        title=fields.get("title") or None,
        date=next(filter(None, dates), None),
    )


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    kind, depth = BlockKind.TEXT, 0
    cells: list[str] = []
    in_row = False
    for token in tokens:
        if token.type == "heading_open":
            kind = BlockKind.HEADING
        elif token.type == "heading_close":
            kind = BlockKind.TEXT
        elif token.type == "list_item_open":
            depth += 1
        elif token.type == "list_item_close":
            depth -= 1
        elif token.type == "tr_open":
            cells, in_row = [], True
        elif token.type == "tr_close":
            in_row = False
            yield Block(" | ".join(filter(None, cells)), BlockKind.ROW)
        elif token.type == "inline":
            text = "".join(_inline_text(token.children or ()))
            if in_row:
                cells.append(text)
            elif text.strip():
                yield Block(text, BlockKind.ITEM if depth and kind is BlockKind.TEXT else kind, is_wrapped=True)
        elif token.type == "code_block":
            # Articles indent paragraphs; only a fence says that it is code.
            yield Block(token.content)
        elif token.type == "fence":
            yield Block(token.content, reason="code")
        elif token.type == "html_block":
            yield from blocks_of_fragment(token.content)


def _inline_text(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"text", "code_inline", "text_special"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield "\n"
