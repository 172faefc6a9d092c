"""The datatypes of XML Schema that attributes and dates have, as the XML library knows them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lxml import etree

_GRAMMAR = (
    '<element name="value" xmlns="http://relaxng.org/ns/structure/1.0" '
    'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><data type="{}"/></element>'
)
_NAMES = frozenset({"ID", "IDREF"})
_SIMPLE_NAME = re.compile("[A-Za-z_][A-Za-z0-9_.-]*")


def is_valid(datatype: str, text: str) -> bool:
    """Whether a text is a value of a datatype such as ``date``, ``language``, ``anyURI`` or ``ID``."""
    # Ids are many, and seldom the same.
    return bool(datatype in _NAMES and _SIMPLE_NAME.fullmatch(text)) or _is_valid(datatype, text)


@lru_cache(maxsize=4096)
def _is_valid(datatype: str, text: str) -> bool:
    element = etree.Element("value")
    element.text = text
    return bool(_load(datatype).validate(element))


@cache
def _load(datatype: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(_GRAMMAR.format(datatype)))
