"""Ids and what refers to them, across a whole file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.exchange.files.xml_text import line_of, local_name
from glossary.exchange.validation.structure import collapse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from glossary.exchange.validation.grammar import Model
    from glossary.exchange.validation.structure import Finding

_WEB_ADDRESS = re.compile("https?://.+")
_ADVICE = "write the id of an element of the file, or remove the reference"


class Links:
    """The ids of a file, each of which may be there once, and the references, which must lead to one.

    Args:
        is_strict: whether also references that no grammar calls one must lead somewhere.
    """

    def __init__(self, *, is_strict: bool) -> None:
        self._is_strict = is_strict
        self._ids: dict[str, int] = {}
        self._targets: list[tuple[int, str, str]] = []
        self._faults: list[Finding] = []

    def add(self, element: _Element, model: Model) -> None:
        """Remember the id and the references of an element."""
        for name, attribute in model.attributes.items():
            value = element.get(name)
            if value is None:
                continue
            if attribute.kind == "ID":
                self._add_id(element, collapse(value))
            elif attribute.kind == "IDREF":
                self._add_target(element, collapse(value))
            elif attribute.kind == "link" and self._is_strict and not _WEB_ADDRESS.search(value):
                self._add_target(element, value)

    def add_tag(self, element: _Element) -> None:
        """Remember the reference of a data category as tag."""
        target = element.get("target")
        if target is not None and self._is_strict and not _WEB_ADDRESS.search(target):
            self._add_target(element, target)

    def find_faults(self) -> Iterator[Finding]:
        """Yield ids that are there twice, and references that lead nowhere."""
        yield from self._faults
        for line, name, target in self._targets:
            if target not in self._ids:
                yield line, "target", f"<{name}> refers to {target!r}, which isn't in the file", _ADVICE

    def _add_id(self, element: _Element, identifier: str) -> None:
        line = line_of(element) or 1
        if identifier not in self._ids:
            self._ids[identifier] = line
        else:
            message = f"the id {identifier!r} is used on line {self._ids[identifier]} already"
            self._faults.append((line, "id", message, "give it another"))

    def _add_target(self, element: _Element, target: str) -> None:
        self._targets.append((line_of(element) or 1, local_name(element), target))
