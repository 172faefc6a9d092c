"""Word documents (Office Open XML, ISO/IEC 29500): paragraphs, headings, lists, tables, notes, text boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.errors import UnreadableDocument
from glossary.mine.readers.raw import RawDocument
from glossary.text.archive import open_archive, read_member
from glossary.text.cleaning import Block, BlockKind
from glossary.text.word_xml import W, is_fallback, parse_part, visible_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_BODY_TEXT_LEVEL = 9


def read(data: bytes, *, path: str, encoding: str | None = None) -> RawDocument:  # noqa: ARG001 - XML says its own
    """Return the blocks of a Word document in order; notes follow the text, headers and footers are left out.

    Raises:
        UnreadableDocument: it is damaged, encrypted, a zip bomb, or no Word document.
    """
    archive = open_archive(data, path=path)
    body = read_member(archive, "word/document.xml", path=path)
    if body is None:
        raise UnreadableDocument(path, "this ZIP archive is no Word document (.docx)")
    styles = read_member(archive, "word/styles.xml", path=path)
    headings = _heading_styles(parse_part(styles, path)) if styles else {}
    blocks = list(_blocks(parse_part(body, path), headings))
    for name in _NOTES:
        if notes := read_member(archive, name, path=path):
            blocks += _blocks(parse_part(notes, path), headings)
    title = next((block.text for block in blocks if block.kind is BlockKind.HEADING), None)
    return RawDocument(blocks=tuple(blocks), title=title)


def _heading_styles(root: Element) -> dict[str, bool]:
    """Return for each paragraph style whether it is a heading, styles based on a heading included."""
    own: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for style in root.iter(f"{W}style"):
        identifier = style.get(f"{W}styleId", "")
        name = _value(style.find(f"{W}name")).lower()
        level = _value(style.find(f"{W}pPr/{W}outlineLvl"))
        if name.startswith(("heading", "标题", "標題")) or name == "title" or _is_level(level):
            own[identifier] = True
        if parent := _value(style.find(f"{W}basedOn")):
            parents[identifier] = parent
    found = dict(own)
    for identifier in parents:
        seen: set[str] = set()
        ancestor = identifier
        while ancestor in parents and ancestor not in seen and not own.get(ancestor):
            seen.add(ancestor)
            ancestor = parents[ancestor]
        found[identifier] = own.get(ancestor, False)
    return found


def _blocks(root: Element, headings: dict[str, bool]) -> Iterator[Block]:
    """Yield the paragraphs and table rows; a table cell with several paragraphs is a layout, not a value."""
    rows: dict[Element, list[str]] = {}
    for paragraph in root.iter(f"{W}p"):
        if is_fallback(paragraph):
            continue
        text = visible_text(paragraph)
        row = _data_row(paragraph)
        if row is not None:
            rows.setdefault(row, []).append(text)
            if paragraph is _last_paragraph(row) and (joined := " | ".join(filter(None, rows.pop(row)))):
                yield Block(joined, BlockKind.ROW)
        elif text:
            yield Block(text, _kind(paragraph, headings))


def _kind(paragraph: Element, headings: dict[str, bool]) -> BlockKind:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return BlockKind.TEXT
    if headings.get(_value(properties.find(f"{W}pStyle"))) or _is_level(_value(properties.find(f"{W}outlineLvl"))):
        return BlockKind.HEADING
    return BlockKind.ITEM if properties.find(f"{W}numPr") is not None else BlockKind.TEXT


def _data_row(paragraph: Element) -> Element | None:
    """Return the table row whose value the paragraph is, or None outside of tables of values."""
    cell = paragraph.getparent()
    row = cell.getparent() if cell is not None and cell.tag == f"{W}tc" else None
    if row is None or row.tag != f"{W}tr":
        return None
    cells = row.findall(f"{W}tc")
    return row if all(len(each.findall(f"{W}p")) == 1 and each.find(f"{W}tbl") is None for each in cells) else None


def _last_paragraph(row: Element) -> Element | None:
    return row.findall(f"{W}tc")[-1].find(f"{W}p")


def _is_level(value: str) -> bool:
    return value.isdigit() and int(value) < _BODY_TEXT_LEVEL


def _value(element: Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""
