"""Web pages: every paragraph of the body, and what is plainly navigation marked as such."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.errors import UnreadableDocument
from glossary.mine.readers.encodings import decode
from glossary.mine.readers.html_blocks import find_blocks
from glossary.mine.readers.html_metadata import find_page_date, find_page_title
from glossary.mine.readers.raw import RawDocument

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from glossary.text.cleaning import Block

_HEAD = 4096
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


def read(data: bytes, *, path: str, encoding: str | None = None) -> RawDocument:
    """Return the blocks of a web page in document order, with title and date from its metadata.

    Nothing is loaded from the network, and a page that declares entities of its own is refused.

    Raises:
        UnreadableDocument: the page is no text, declares entities, or is nested without end.
    """
    match = _DECLARED.search(data[:_HEAD])
    declared = (match.group(1) or match.group(2)).decode("ascii") if match else None
    text = decode(data, path=path, encoding=encoding, declared=declared)
    if _ENTITY.search(text[:_HEAD]):
        raise UnreadableDocument(path, "the page declares entities of its own, which no article needs; not read")
    root = _parse(text, path)
    if root is None:
        return RawDocument(blocks=())
    return RawDocument(blocks=tuple(find_blocks(root)), title=find_page_title(root), date=find_page_date(root))


def blocks_of_fragment(markup: str) -> tuple[Block, ...]:
    """Return the blocks of HTML that stands within another format."""
    root = _parse(markup, "")
    return tuple(find_blocks(root)) if root is not None else ()


def _parse(text: str, path: str) -> HtmlElement | None:
    from lxml import etree, html  # noqa: PLC0415 - only web pages need it

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    markup = _XML_DECLARATION.sub("", text, count=1).replace("\0", "").encode("utf-8", errors="replace")
    if not markup.strip():
        return None
    try:
        root = html.document_fromstring(markup, parser=parser)
    except etree.ParserError:
        return None
    except etree.LxmlError as error:
        raise UnreadableDocument(path, f"the page can't be parsed: {error}") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log.filter_from_fatals()):
        raise UnreadableDocument(path, "the page is nested too deeply to be a page")
    return root
