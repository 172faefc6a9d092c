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
    depth = 0
    is_heading = False
    row: list[str] | None = None
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            is_heading = token.type == "heading_open"
        elif token.type in {"list_item_open", "list_item_close"}:
            depth += token.nesting
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield Block(" | ".join(filter(None, row)), BlockKind.ROW)
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_text(token))
        elif token.type == "inline":
            kind = BlockKind.HEADING if is_heading else BlockKind.ITEM if depth else BlockKind.TEXT
            yield Block(_text(token), kind, is_wrapped=True)
        else:
            yield from _verbatim(token)


def _verbatim(token: Token) -> Iterator[Block]:
    """Yield what isn't Markdown; articles indent paragraphs, so that only a fence says that it is code."""
    if token.type == "code_block":
        yield Block(token.content)
    elif token.type == "fence":
        yield Block(token.content, reason="code")
    elif token.type == "html_block":
        yield from blocks_of_fragment(token.content)


def _text(token: Token) -> str:
    """Return the visible text of a line of Markdown: of a link its words, of a picture nothing."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in {"text", "code_inline", "text_special"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
    return "".join(parts)
