"""Walking through a web page: which text belongs together, and which is only a way to other pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.mine.readers.html_elements import BLOCKS, HEADINGS, SILENT, Place, is_data_row, place_of
from glossary.text.cleaning import Block, BlockKind
from glossary.text.cleaning.script import count_words, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_LONGEST_MENU_TEXT = 15
_FEWEST_LINKS = 3
_MOSTLY_LINKS = 0.6


def find_blocks(root: HtmlElement) -> Iterator[Block]:
    """Yield the blocks of a page in document order; blocks that only lead elsewhere carry a reason."""
    from lxml import etree  # noqa: PLC0415 - only web pages need it

    walk = _Walk()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            yield from walk.leave(element)
        elif element.tag in SILENT or not isinstance(element.tag, str):
            walker.skip_subtree()
        elif element.tag == "tr" and is_data_row(element):
            yield from walk.flush()
            yield from walk.row(element)
            walker.skip_subtree()
        else:
            yield from walk.enter(element)
    yield from walk.flush()


class _Walk:
    """Where in a page the walk is, and the text since the last boundary between blocks."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._parts: list[str] = []
        self._links = 0
        self._linked = 0
        self._length = 0

    def enter(self, element: HtmlElement) -> Iterator[Block]:
        """Go into an element, and yield what stood before it if it begins a block."""
        if element.tag in BLOCKS:
            yield from self.flush()
        elif element.tag == "br":
            self._parts.append("\n")
        self._links += element.tag == "a"
        self._places.append(place_of(element))
        self._add(element.text)

    def leave(self, element: HtmlElement) -> Iterator[Block]:
        """Come out of an element, and yield what stood in it if it was a block."""
        if self._places and self._places[-1].element is element:
            if element.tag in BLOCKS:
                yield from self.flush()
            self._places.pop()
        self._add(element.tail)

    def row(self, element: HtmlElement) -> Iterator[Block]:
        """Yield a row of a table as one block, its cells between bars."""
        cells = (" ".join(cell.text_content().split()) for cell in element if cell.tag in {"td", "th"})
        self._parts = [" | ".join(filter(None, cells))]
        yield from self.flush(BlockKind.ROW)

    def flush(self, kind: BlockKind | None = None) -> Iterator[Block]:
        """Yield the text since the last boundary, if there is any."""
        text = "\n".join(map(str.strip, "".join(self._parts).split("\n"))).strip()
        if text:
            kind = kind or self._kind()
            yield Block(text, kind, self._reason(text, kind))
        self._parts, self._links, self._linked, self._length = [], 0, 0, 0

    def _add(self, text: str | None) -> None:
        if text:
            self._parts.append(text if self._is_within("pre") else _SPACE.sub(" ", text))
            visible = len(text.strip())
            self._length += visible
            self._linked += visible if self._is_within("a") else 0

    def _kind(self) -> BlockKind:
        tags = {place.tag for place in self._places}
        if tags & HEADINGS:
            return BlockKind.HEADING
        return BlockKind.ITEM if tags & {"li", "dd", "dt"} else BlockKind.TEXT

    def _reason(self, text: str, kind: BlockKind) -> str | None:
        """Return why a block is no part of the article, or None.

        It is a caption; or short and in a menu; or all links and in the page's frame; or a row of links
        outside of the article.
        """
        if self._is_within("figcaption"):
            return "caption"
        if any(place.is_menu for place in self._places) and not self._is_within("h1"):
            return "navigation" if count_words(text) <= _LONGEST_MENU_TEXT else None
        if kind is BlockKind.HEADING or self._linked < _MOSTLY_LINKS * self._length or ends_sentence(text):
            return None
        if any(place.is_frame for place in self._places):
            return "navigation" if self._links else None
        in_article = self._is_within("article") or self._is_within("main")
        return "navigation" if self._links >= _FEWEST_LINKS and not in_article else None

    def _is_within(self, tag: str) -> bool:
        return any(place.tag == tag for place in self._places)
