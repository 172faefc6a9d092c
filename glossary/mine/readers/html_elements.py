"""What the elements of a web page are for: their tags, roles, classes and ids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SILENT = frozenset(
    {"head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "applet"}
    | {
        "canvas",
        "audio",
        "video",
        "map",
        "button",
        "select",
        "textarea",
        "option",
        "datalist",
        "input",
        "dialog",
    }
    | {"rp", "rt"}
)
"""Tags whose content isn't running text."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

BLOCKS = HEADINGS | frozenset(
    {
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
    }
    | {
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "header",
        "hgroup",
        "hr",
        "legend",
    }
    | {
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
    }
    | {"thead", "tr", "ul", "caption"}
)
"""Tags that begin and end a block of text."""

_PAGE = frozenset({"html", "body", "article", "main", "form"})
_CELL_BLOCKS = BLOCKS - {"p", "tr", "td", "th", "tbody", "thead", "tfoot", "li", "ul", "ol"}
_MENU_TAGS = frozenset({"nav", "menu"})
_MENU_ROLES = frozenset({"navigation", "search", "menubar", "menu", "toolbar"})
_MENU_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|crumbs?|share|sharing|toolbar|pager|pagination|ads?|"
    r"advert\w*|promo\w*|sponsor\w*|newsletter|subscribe|cookies?|editions?|topbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FRAME_TAGS = frozenset({"footer", "header", "aside"})
_FRAME_ROLES = frozenset({"contentinfo", "banner", "complementary"})
_FRAME_NAME = re.compile(
    r"(?:^|[\s_-])(?:footer|foot|header|top|sidebar|side|related|social|recommend(?:ed)?|hot|rank(?:ing)?|links?|"
    r"friendlinks?|search|comments?|tags?|lang(?:uages?)?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_WORDS_OF_A_PARAGRAPH = 15
_LONGEST_CELL = 300


@dataclass(frozen=True, slots=True)
class Place:
    """An element on the way to a piece of text, by what it tells about the text.

    ``is_menu``: nothing short in it belongs to an article. ``is_frame``: what is only links in it doesn't.
    """

    element: HtmlElement
    tag: str
    is_menu: bool
    is_frame: bool


def place_of(element: HtmlElement) -> Place:
    """Return what an element tells about the text in it."""
    tag, role = str(element.tag), element.get("role")
    names = "" if tag in _PAGE else f"{element.get('class') or ''} {element.get('id') or ''}"
    calls_itself_menu = tag in _MENU_TAGS or role in _MENU_ROLES or _MENU_NAME.search(names) is not None
    return Place(
        element=element,
        tag=tag,
        is_menu=calls_itself_menu and not _has_paragraph(element),
        is_frame=tag in _FRAME_TAGS or role in _FRAME_ROLES or _FRAME_NAME.search(names) is not None,
    )


def is_data_row(row: HtmlElement) -> bool:
    """Whether the cells of a row hold values; old pages are laid out with tables that hold whole articles."""
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    return bool(cells) and all(_is_value(cell) for cell in cells)


def _is_value(cell: HtmlElement) -> bool:
    tags = [child.tag for child in cell.iterdescendants() if isinstance(child.tag, str)]
    return len(cell.text_content()) <= _LONGEST_CELL and tags.count("p") <= 1 and not _CELL_BLOCKS.intersection(tags)


def _has_paragraph(element: HtmlElement) -> bool:
    """Whether there is running text in an element, so that it can't be a menu, whatever it calls itself."""
    return any(len(each.text_content().split()) > _WORDS_OF_A_PARAGRAPH for each in element.iter("p"))
