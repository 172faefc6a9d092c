"""Whether elements are built as a grammar wants them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias, cast

from glossary.exchange.files.xml_text import flatten, local_name, split_tag
from glossary.exchange.validation.datatypes import is_valid
from glossary.exchange.validation.grammar import FOREIGN, XML_LANG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from glossary.exchange.validation.grammar import Attribute, Model, Part

#: The element or line it is about, the code of the mistake, what is wrong and how to mend it.
Finding: TypeAlias = "tuple[_Element | int, str, str, str]"

_SHOWN = {XML_LANG: "xml:lang"}
_WANTED = {
    "ID": "a name of letters, digits, '-', '_' and '.' that doesn't begin with a digit",
    "IDREF": "the id of an element of the file",
    "language": "a language tag such as en or zh-Hans",
    "anyURI": "an address",
    "date": "a date such as 2024-03-05",
    "dateTime": "a date and time such as 2024-03-05T10:00:00",
}
_SPACE = re.compile("[ \\t\\r\\n]+")
# How many names are listed in a message.
_LISTED = 12


def name_in(element: _Element, core: str) -> str:
    """Return the name of an element of the format itself, `FOREIGN` for one of another namespace.

    Raises:
        UnknownEntityError: the node is a reference to an entity that only an external DTD declares.
    """
    if not isinstance(cast("object", element.tag), str):
        return local_name(element)
    namespace, name = split_tag(element.tag)
    return name if namespace == core else FOREIGN


def check_children(element: _Element, model: Model, core: str) -> Iterator[Finding]:
    """Yield what is wrong with the order and number of an element's children."""
    parts, place, count = model.parts, 0, 0
    here = local_name(element)
    for child in element:
        name = name_in(child, core)
        found = _find_part(parts, name, place, count)
        if found is None:
            yield child, *_refuse(child, name, here, parts)
            continue
        if found != place:
            yield from _find_missing(element, here, parts[place:found], count)
            place, count = found, 0
        count += 1
    yield from _find_missing(element, here, parts[place:], count)


def check_text(element: _Element, model: Model) -> Iterator[Finding]:
    """Yield what is wrong with the text directly in an element."""
    here = local_name(element)
    if model.datatypes:
        text = flatten(element)
        if not any(is_valid(datatype, text) for datatype in model.datatypes):
            wanted = " or ".join(_WANTED[datatype] for datatype in model.datatypes)
            yield element, "value", f"<{here}> holds {text.strip()[:40]!r}", f"write {wanted}"
    if model.has_text:
        return
    pieces = [element.text, *(child.tail for child in element)]
    stray = next((piece for piece in pieces if piece and piece.strip(" \t\r\n")), None)
    if stray is not None:
        advice = "remove it, or put it into an element such as <note> or <p>"
        yield element, "text", f"<{here}> holds the text {stray.strip()[:40]!r}, where only elements may stand", advice


def check_attributes(element: _Element, model: Model) -> Iterator[Finding]:
    """Yield what is wrong with an element's attributes."""
    here = local_name(element)
    for key, value in element.attrib.items():
        name = str(key)
        shown = show_attribute(name)
        declared = model.attributes.get(name)
        if declared is None:
            known = ", ".join(sorted(map(show_attribute, model.attributes)))
            advice = f"remove it; <{here}> takes {known}" if known else f"remove it; <{here}> takes no attributes"
            yield element, "attribute", f"<{here}> has an attribute {shown} that it can't have", advice
        elif wanted := _find_wanted(declared, str(value)):
            yield element, "value", f"{shown}={str(value)!r} of <{here}> isn't allowed", f"write {wanted}"
    for name, attribute in model.attributes.items():
        if attribute.required and name not in element.attrib:
            shown = show_attribute(name)
            yield element, "attribute", f"<{here}> has no attribute {shown}", f"add {shown}"


def show_attribute(name: str) -> str:
    """Return the name of an attribute as one writes it."""
    return _SHOWN.get(name) or (split_tag(name)[1] if "}" in name else name)


def collapse(text: str) -> str:
    """Return a text with white space as XML Schema normalises it."""
    return _SPACE.sub(" ", text).strip(" ")


def _find_part(parts: tuple[Part, ...], name: str, place: int, count: int) -> int | None:
    """Return the first part from a place on that takes an element, None if none does."""
    for index in range(place, len(parts)):
        part = parts[index]
        is_full = index == place and part.most is not None and count >= part.most
        if name in part.names and not is_full:
            return index
    return None


def _refuse(child: _Element, name: str, parent: str, parts: tuple[Part, ...]) -> tuple[str, str, str]:
    shown = local_name(child)
    accepting = [part for part in parts if name in part.names]
    if any(part.most == 1 for part in accepting):
        return "element", f"a second <{shown}> in <{parent}>, or one at the wrong place", "keep one, in its place"
    if accepting:
        return "order", f"<{shown}> comes too late in <{parent}>", "move it up, before the elements that end the part"
    names = sorted({each for part in parts for each in part.names} - {FOREIGN})
    takes = ", ".join(f"<{each}>" for each in names[:_LISTED]) or "no elements"
    return "element", f"<{shown}> has no place in <{parent}>", f"remove or move it; <{parent}> takes {takes}"


def _find_missing(element: _Element, here: str, parts: tuple[Part, ...], count: int) -> Iterator[Finding]:
    """Yield the parts that are missing; ``count`` elements of the first are there."""
    for part in parts:
        if count < part.least:
            wanted = " or ".join(f"<{name}>" for name in sorted(part.names - {FOREIGN}))
            yield element, "missing", f"<{here}> has no {wanted}, or not where it belongs", f"add {wanted}"
        count = 0


def _find_wanted(attribute: Attribute, value: str) -> str:
    """Return what an attribute should say, ``""`` where it does."""
    kind = attribute.kind
    if isinstance(kind, frozenset):
        return "" if collapse(value) in kind else f"one of {', '.join(sorted(kind))}"
    if kind in {"text", "link"} or is_valid(kind, value):
        return ""
    return _WANTED[kind]
