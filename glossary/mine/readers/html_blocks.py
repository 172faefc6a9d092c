"""Walking through a web page: which text belongs together, and which is only a way to other pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from glossary.text.cleaning import Block, BlockKind
from glossary.text.cleaning.script import count_words, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_SILENT = frozenset(
    "head script style noscript template svg math iframe object embed applet canvas audio video map button select "
    "textarea option datalist input dialog rp rt".split()
)
_BLOCK = frozenset(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul caption".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Around these nothing short is part of an article; around the weak ones, only what is a link isn't.
_MENU_TAGS = frozenset({"nav", "menu"})
_MENU_ROLES = frozenset({"navigation", "search", "menubar", "menu", "toolbar", "contentinfo", "banner"})
_MENU_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|crumbs?|share|sharing|toolbar|pager|pagination|ads?|advert\w*|"
    r"promo\w*|sponsor\w*|newsletter|subscribe|cookies?|editions?|topbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_WEAK_CLASS = re.compile(
    r"(?:^|[\s_-])(?:footer|foot|header|top|sidebar|side|related|social|recommend(?:ed)?|hot|rank(?:ing)?|links?|"
    r"friendlinks?|search|comments?|tags?|lang(?:uages?)?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PAGE_TAGS = frozenset({"html", "body", "article", "main", "form"})
_LONGEST_MENU_TEXT = 15
_FEWEST_LINKS = 3
_CELL_BLOCKS = _BLOCK - {"p", "tr", "td", "th", "tbody", "thead", "tfoot", "li", "ul", "ol"}
_MOSTLY_LINKS = 0.6
_LONG_CELL = 300
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(slots=True)
class _Writer:
    """Collects the text between two block boundaries, and how much of it is links."""

    parts: list[str] = field(default_factory=list)
    links: int = 0
    linked: int = 0
    length: int = 0

    def add(self, text: str | None, *, is_link: bool, keeps_lines: bool) -> None:
        if not text:
            return
        self.parts.append(text if keeps_lines else _SPACE.sub(" ", text))
        visible = len(text.strip())
        self.length += visible
        self.linked += visible if is_link else 0

    def take(self) -> _Text:
        """Return the text so far, and begin again."""
        text = re.sub(r" *\n *", "\n", "".join(self.parts)).strip()
        taken = _Text(text, self.links, self.linked / self.length if self.length else 0.0)
        self.parts, self.links, self.linked, self.length = [], 0, 0, 0
        return taken


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a block, the number of links in it, and the share of it that is link."""

    text: str
    links: int
    linked: float


def find_blocks(root: HtmlElement) -> Iterator[Block]:
    """Yield the blocks of a page in document order; blocks that only lead elsewhere carry a reason."""
    from lxml import etree  # noqa: PLC0415 - only web pages need it

    writer = _Writer()
    places: list[HtmlElement] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if not isinstance(element.tag, str):
            if event == "end":
                writer.add(element.tail, is_link=_is_inside("a", places), keeps_lines=_is_inside("pre", places))
            continue
        if event == "start":
            if element.tag in _SILENT:
                walker.skip_subtree()
                continue
            if element.tag == "br":
                writer.parts.append("\n")
            elif element.tag == "a":
                writer.links += 1
            if element.tag == "tr" and _is_data_row(element):
                yield from _flush(writer, places)
                yield from _row(element, places)
                walker.skip_subtree()
                continue
            if element.tag in _BLOCK:
                yield from _flush(writer, places)
            places.append(element)
            writer.add(element.text, is_link=_is_inside("a", places), keeps_lines=_is_inside("pre", places))
            continue
        if places and places[-1] is element:
            if element.tag in _BLOCK:
                yield from _flush(writer, places)
            places.pop()
        writer.add(element.tail, is_link=_is_inside("a", places), keeps_lines=_is_inside("pre", places))
    yield from _flush(writer, places)


def _flush(writer: _Writer, places: list[HtmlElement]) -> Iterator[Block]:
    taken = writer.take()
    if not taken.text:
        return
    tags = {place.tag for place in places}
    kind = BlockKind.TEXT
    if tags & _HEADINGS:
        kind = BlockKind.HEADING
    elif tags & {"li", "dd", "dt"}:
        kind = BlockKind.ITEM
    reason = "caption" if "figcaption" in tags else _navigation_reason(taken, kind, places)
    yield Block(taken.text, kind, reason)


def _row(element: HtmlElement, places: list[HtmlElement]) -> Iterator[Block]:
    cells = (" ".join(cell.text_content().split()) for cell in element if cell.tag in {"td", "th"})
    text = " | ".join(filter(None, cells))
    if text:
        yield Block(text, BlockKind.ROW, _navigation_reason(_Text(text, 0, 0.0), BlockKind.ROW, places))


def _is_data_row(row: HtmlElement) -> bool:
    """Whether the cells hold values; old pages are laid out with tables, whose cells hold whole articles."""
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    return bool(cells) and all(
        len(cell.text_content()) <= _LONG_CELL
        and not any(child.tag in _CELL_BLOCKS for child in cell.iterdescendants() if isinstance(child.tag, str))
        and sum(child.tag == "p" for child in cell.iterdescendants()) <= 1
        for cell in cells
    )


def _navigation_reason(taken: _Text, kind: BlockKind, places: list[HtmlElement]) -> str | None:
    """Return ``navigation`` for a block that is no part of the article, or None.

    It is short and stands in a menu; or it is all links and stands in the page's frame; or it is a row of
    links outside of the article.
    """
    in_article = any(place.tag in {"article", "main"} for place in places)
    if _is_within(places, _MENU_TAGS, _MENU_ROLES, _MENU_CLASS):
        return "navigation" if count_words(taken.text) <= _LONGEST_MENU_TEXT else None
    if kind is BlockKind.HEADING or taken.linked < _MOSTLY_LINKS or ends_sentence(taken.text):
        return None
    if _is_within(places, frozenset({"footer", "header", "aside"}), _MENU_ROLES, _WEAK_CLASS):
        return "navigation"
    return "navigation" if taken.links >= _FEWEST_LINKS and not in_article else None


def _is_within(
    places: list[HtmlElement], tags: frozenset[str], roles: frozenset[str], names: re.Pattern[str]
) -> bool:
    """Whether an element around the text is of such a kind, by its tag, its role, or its class and id."""
    for place in places:
        if place.tag in tags or place.get("role") in roles:
            return True
        own = f"{place.get('class') or ''} {place.get('id') or ''}"
        if place.tag not in _PAGE_TAGS and names.search(own):
            return True
    return False


def _is_inside(tag: str, places: list[HtmlElement]) -> bool:
    return any(place.tag == tag for place in places)
