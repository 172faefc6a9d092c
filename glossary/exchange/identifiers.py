"""Ids of entries: unique in a file, and as XML names: any string in, a valid ``xml:id`` out, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.exchange.report import Issue

if TYPE_CHECKING:
    from collections.abc import Container

    from glossary.exchange.files.id_set import IdSet

# A conservative part of NCName (XML names without colon): what every edition of XML and every checker takes.
_START = "A-Za-z_\u4e00-\u9fa5"
_NAME = re.compile(f"[{_START}][{_START}0-9.-]*")
_ESCAPE = re.compile("_x([0-9A-F]{4}|[0-9A-F]{8})_")
_FOREIGN = re.compile(f"[^{_START}0-9.-]|_(?=x(?:[0-9A-F]{{4}}|[0-9A-F]{{8}})_)")


def encode_id(identifier: str) -> str:
    """Return a valid XML name for an id: what a name can't hold becomes ``_xHHHH_``.

    That is the escape of SQL/XML (ISO/IEC 9075-14); `decode_id` takes it back, so no two ids clash.
    """
    if identifier.isascii() and identifier.isalnum():  # most are
        return identifier if identifier[0].isalpha() else f"_x{ord(identifier[0]):04X}_{identifier[1:]}"
    if _NAME.fullmatch(identifier) and "_x" not in identifier:
        return identifier
    encoded = _FOREIGN.sub(lambda match: _escape(match[0]), identifier)
    if not _NAME.fullmatch(encoded):
        encoded = _escape(identifier[:1] or "_") + _FOREIGN.sub(lambda match: _escape(match[0]), identifier[1:])
    return encoded


def decode_id(name: str) -> str:
    """Return the id that `encode_id` made ``name`` of; a name that it can't have made stays as it is."""
    if "_x" not in name:
        return name
    try:
        decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), name)
    except (ValueError, OverflowError):
        return name
    return decoded if encode_id(decoded) == name else name


def make_unique(identifier: str, taken: Container[str]) -> str:
    """Return the id, or the id with the first number behind it that isn't taken; doesn't add it to them."""
    if identifier not in taken:
        return identifier
    number = 2
    while f"{identifier}-{number}" in taken:
        number += 1
    return f"{identifier}-{number}"


class UniqueIds:
    """The ids of the entries of a file: one that was used before gets a number behind it, and that is told.

    Args:
        issues: takes what is told.
        used: keeps the ids.
    """

    def __init__(self, issues: list[Issue], used: IdSet | None = None) -> None:
        self._issues = issues
        self._used: IdSet | set[str] = set() if used is None else used
        self._next: dict[str, int] = {}

    def take(self, identifier: str, *, line: int | None = None, where: str = "") -> str:
        """Return the id for the next entry; ``""`` for one without.

        Args:
            identifier: as the file has it.
            line: of the file, where it is known.
            where: what stands for a line in a file that has none, before what is told.
        """
        unique = self.choose(identifier)
        if unique != identifier:
            message = f"{where}the id is used before; this entry is {unique} now"
            self._issues.append(Issue(message=message, line=line, entry=identifier))
        return unique

    def choose(self, identifier: str) -> str:
        """Return what `take` does and tell nothing."""
        unique = identifier
        if identifier in self._used:
            number = self._next.get(identifier, 2)
            while (unique := f"{identifier}-{number}") in self._used:
                number += 1
            self._next[identifier] = number + 1
        if unique:
            self._used.add(unique)
        return unique


def _escape(character: str) -> str:
    """Return one character as its escape."""
    code = ord(character)
    return f"_x{code:04X}_" if code <= 0xFFFF else f"_x{code:08X}_"  # noqa: PLR2004 - the largest of four digits
