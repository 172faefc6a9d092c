"""The XML within Word documents (Office Open XML, ISO/IEC 29500)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.errors import UnreadableDocument

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_W = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def parse_part(data: bytes, path: str) -> Element:
    """Return the root of a part of a document; nothing outside of it is ever loaded.

    Raises:
        UnreadableDocument: it isn't well-formed, or has a document type.
    """
    from lxml import etree  # noqa: PLC0415 - only Word documents need it

    if b"<!DOCTYPE" in data[:4096]:
        raise UnreadableDocument(path, "its XML has a document type, which Word never writes; not read")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    # ISO's strict variant says the same in another namespace.
    data = data.replace(_STRICT_W, W[1:-1].encode())
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(path, f"the file is damaged: {error.msg}") from None


def visible_text(paragraph: Element) -> str:
    """Return the text of a paragraph without that of text boxes anchored in it, and without space around it."""
    pieces = []
    for element in paragraph.iter(f"{W}t", *_TEXT):
        owner = next(element.iterancestors(f"{W}p"), None)
        if owner is paragraph:
            pieces.append((element.text or "") if element.tag == f"{W}t" else _TEXT[str(element.tag)])
    return "".join(pieces).strip()


def is_fallback(element: Element) -> bool:
    """Whether an element is there a second time, for programs that don't know what the first one stands in."""
    return next(element.iterancestors(_FALLBACK), None) is not None
