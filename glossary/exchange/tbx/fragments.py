"""Elements that we don't interpret, as XML text of one form: DCA, no namespaces, no ids, no layout.

What an element was called in DCT or an older version doesn't matter then, and reading what was written
gives the same text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from glossary.exchange.files.xml_text import (
    XML_LANG,
    UnknownEntityError,
    escape,
    escape_attribute,
    local_name,
    split_tag,
)
from glossary.exchange.tbx.vocabulary import ELEMENT_OF_CATEGORY, GROUPS

if TYPE_CHECKING:
    from collections.abc import Callable

# What has no children but elements.
_STRUCTURES = GROUPS | {"termCompList", "termCompGrp"}
_NOTE_OF_GROUP = {"adminGrp": "adminNote", "descripGrp": "descripNote", "transacGrp": "transacNote"}
# How version 1 spells categories.
HYPHENATED = {"cross-reference": "crossReference", "external-cross-reference": "externalCrossReference"}
_ATTRIBUTES = ("type", "target", XML_LANG, "datatype")
_SHOWN = {XML_LANG: "xml:lang"}
_DOCTYPE = re.compile("<!DOCTYPE", re.IGNORECASE)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)


def categorise(element: etree._Element, core: str) -> tuple[str, str]:
    """Return the DCA name and the category of an element, each ``""`` where there is none.

    ``core`` is the namespace of the document's own elements: what is in another is DCT.
    """
    name = local_name(element)
    namespace = split_tag(element.tag)[0] if name else ""
    if not name or not namespace or namespace == core:
        category = element.get("type", "")
        return name, HYPHENATED.get(category, category)
    known = ELEMENT_OF_CATEGORY.get(name) or element.get("metaType")
    if not known:
        parent = element.getparent()
        known = _NOTE_OF_GROUP.get(local_name(parent) if parent is not None else "", "descrip")
    return known, name


def to_text(
    element: etree._Element,
    core: str,
    tidy: Callable[[str], str],
    resolve: Callable[[str], str] = str,
) -> str:
    """Return an element as text in the one form.

    ``tidy`` cleans texts of layout, ``resolve`` turns the target of a reference into the id of its entry.
    """
    name, category = categorise(element, core)
    values: dict[str, str] = {str(key): str(value) for key, value in element.attrib.items()}
    values["type"] = category
    if name == "ref" and "target" in values:
        values["target"] = resolve(values["target"])
    attributes = "".join(
        f' {_SHOWN.get(key, key)}="{escape_attribute(values[key])}"' for key in _ATTRIBUTES if values.get(key)
    )
    inner = [] if name in _STRUCTURES else [_tidy_text(element.text, element, tidy)]
    for child in element:
        if local_name(child):
            inner.append(to_text(child, core, tidy, resolve))
        if name not in _STRUCTURES and child.tail:
            inner.append(escape(child.tail))
    return f"<{name}{attributes}>{''.join(inner)}</{name}>"


def parse(text: str) -> etree._Element | None:
    """Return the element of a text of that form, None if it isn't well-formed or brings a DTD."""
    if _DOCTYPE.search(text):
        return None
    try:
        element = etree.fromstring(text, _PARSER)
        for node in element.iter():
            local_name(node)
    except (etree.XMLSyntaxError, UnknownEntityError, ValueError):
        return None
    return element


def _tidy_text(text: str | None, element: etree._Element, tidy: Callable[[str], str]) -> str:
    """Return the text before the first child, tidied if there is no markup in it."""
    if not text:
        return ""
    return escape(text) if len(element) else escape(tidy(text))
