"""Texts to and from XML, character by character."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from glossary.exchange.files.characters import ILLEGAL_CLASS, strip_illegal

if TYPE_CHECKING:
    from lxml.etree import _Element

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Tabs and line ends are written as character references: an element stays on one line, and no reader may
# normalise them.
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_SPECIAL = re.compile(f"[&<>\t\n\r{ILLEGAL_CLASS}]")
_ESCAPED = re.compile("[&<>\t\n\r]")

# A line end with indentation behind it comes from the layout of the file; one without may be meant.
_WRAP = re.compile(r"[ \t]*\r?\n[ \t]+")
_SPACE = re.compile(r"[ \t\r\n]+")


def escape(text: str) -> str:
    """Return the text as content of an element, without the characters that XML forbids."""
    # The first line alone decides for most texts, three times as fast as the second.
    if text.isprintable() and "&" not in text and "<" not in text and ">" not in text:
        return text
    if not _SPECIAL.search(text):
        return text
    return _ESCAPED.sub(lambda match: _ESCAPES[match[0]], strip_illegal(text))


def escape_attribute(text: str) -> str:
    """Return the text as value of an attribute between double quotes."""
    return escape(text).replace('"', "&quot;")


def unwrap(text: str) -> str:
    """Return a running text of a foreign file without the line breaks of its layout."""
    if "\n" not in text:
        return text.strip()
    return _WRAP.sub(" ", text).strip()


def unspace(text: str) -> str:
    """Return a term of a foreign file on one line."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACE.sub(" ", text).strip()


@lru_cache(maxsize=1024)
def split_tag(tag: str) -> tuple[str, str]:
    """Return the namespace, ``""`` without one, and the name of an lxml tag."""
    namespace, _, name = tag.rpartition("}")
    return namespace[1:], name


def local_name(element: _Element) -> str:
    """Return the name of an element without namespace, ``""`` for comments and instructions.

    Raises:
        UnknownEntityError: the node is a reference to an entity that only an external DTD declares.
    """
    tag = cast("object", element.tag)
    if isinstance(tag, str):
        return split_tag(tag)[1]
    if type(element).__name__ == "_Entity":
        raise UnknownEntityError(element.text or "")
    return ""


def line_of(element: _Element) -> int | None:
    """Return the line an element begins on, where the parser knows it."""
    line = cast("object", element.sourceline)  # the stubs say an ellipsis
    return line if isinstance(line, int) else None


def flatten(element: _Element) -> str:
    """Return the text of an element without the markup in it.

    Raises:
        UnknownEntityError: the text depends on an entity that only an external DTD declares.
    """
    if not len(element):
        return element.text or ""
    pieces = [element.text or ""]
    for child in element:
        if local_name(child):
            pieces.append(flatten(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


class UnknownEntityError(ValueError):
    """A text refers to an entity that is declared outside of the file, where nothing is ever loaded from."""
