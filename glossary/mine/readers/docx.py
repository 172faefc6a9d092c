"""Word documents (Office Open XML, ISO/IEC 29500): paragraphs, headings, lists, tables, notes, text boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.errors import UnreadableDocument
from glossary.mine.readers.archive import open_archive, read_member
from glossary.mine.readers.raw import RawDocument
from glossary.text.cleaning import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_W = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_TEXT = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
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
    headings = _heading_styles(_parse(styles, path)) if styles else {}
    blocks = list(_blocks(_parse(body, path), headings))
    for name in _NOTES:
        if notes := read_member(archive, name, path=path):
            blocks += _blocks(_parse(notes, path), headings)
    title = next((block.text for block in blocks if block.kind is BlockKind.HEADING), None)
    return RawDocument(blocks=tuple(blocks), title=title)


def _parse(data: bytes, path: str) -> Element:
    from lxml import etree  # noqa: PLC0415 - only Word documents need it

    if b"<!DOCTYPE" in data[:4096]:
        raise UnreadableDocument(path, "its XML has a document type, which Word never writes; not read")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    # ISO's strict variant says the same in another namespace.
    data = data.replace(_STRICT_W, _W[1:-1].encode())
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(path, f"the file is damaged: {error.msg}") from None


def _heading_styles(root: Element) -> dict[str, bool]:
    """Return for each paragraph style whether it is a heading, styles based on a heading included."""
    own: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for style in root.iter(f"{_W}style"):
        identifier = style.get(f"{_W}styleId", "")
        name = _value(style.find(f"{_W}name")).lower()
        level = _value(style.find(f"{_W}pPr/{_W}outlineLvl"))
        if name.startswith(("heading", "标题", "標題")) or name == "title" or _is_level(level):
            own[identifier] = True
        if parent := _value(style.find(f"{_W}basedOn")):
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
    for paragraph in root.iter(f"{_W}p"):
        if _has_ancestor(paragraph, _FALLBACK):
            continue
        text = "".join(_runs(paragraph)).strip()
        row = _data_row(paragraph)
        if row is not None:
            rows.setdefault(row, []).append(text)
            if paragraph is _last_paragraph(row) and (joined := " | ".join(filter(None, rows.pop(row)))):
                yield Block(joined, BlockKind.ROW)
        elif text:
            yield Block(text, _kind(paragraph, headings))


def _runs(paragraph: Element) -> Iterator[str]:
    """Yield the visible text of a paragraph without that of text boxes anchored in it."""
    for element in paragraph.iter(f"{_W}t", *_TEXT):
        owner = next(element.iterancestors(f"{_W}p"), None)
        if owner is paragraph:
            yield (element.text or "") if element.tag == f"{_W}t" else _TEXT[str(element.tag)]


def _kind(paragraph: Element, headings: dict[str, bool]) -> BlockKind:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return BlockKind.TEXT
    if headings.get(_value(properties.find(f"{_W}pStyle"))) or _is_level(_value(properties.find(f"{_W}outlineLvl"))):
        return BlockKind.HEADING
    return BlockKind.ITEM if properties.find(f"{_W}numPr") is not None else BlockKind.TEXT


def _data_row(paragraph: Element) -> Element | None:
    """Return the table row whose value the paragraph is, or None outside of tables of values."""
    cell = paragraph.getparent()
    row = cell.getparent() if cell is not None and cell.tag == f"{_W}tc" else None
    if row is None or row.tag != f"{_W}tr":
        return None
    cells = row.findall(f"{_W}tc")
    return row if all(len(each.findall(f"{_W}p")) == 1 and each.find(f"{_W}tbl") is None for each in cells) else None


def _last_paragraph(row: Element) -> Element | None:
    return row.findall(f"{_W}tc")[-1].find(f"{_W}p")


def _has_ancestor(element: Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _is_level(value: str) -> bool:
    return value.isdigit() and int(value) < _BODY_TEXT_LEVEL


def _value(element: Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""
