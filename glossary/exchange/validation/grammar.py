"""A grammar of elements: what stands in each, in which order, with which attributes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Stands for any element of another namespace: a data category as tag.
FOREIGN = "*"
#: A datatype by name, ``text`` for any value, or the values that are allowed.
Kind: TypeAlias = "str | frozenset[str]"


@dataclass(frozen=True, slots=True)
class Attribute:
    """What an attribute may say, and whether it must be there."""

    kind: Kind = "text"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One place in the order of an element's children; ``most`` is None for any number."""

    names: frozenset[str]
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """What an element is built of. ``datatype`` is that of its text, where it isn't any."""

    parts: tuple[Part, ...] = ()
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    has_text: bool = False
    datatypes: tuple[str, ...] = ()


Grammar: TypeAlias = "Mapping[str, Model]"

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ID = {"id": Attribute("ID")}
REQUIRED_TEXT = Attribute(required=True)
HIGHLIGHTS = frozenset({"entailedTerm", "hotkey", "italics", "bold", "superscript", "subscript", "math"})


def any_of(*names: str) -> Part:
    """Return a part of any number of elements, none included."""
    return Part(frozenset(names))


def some_of(*names: str) -> Part:
    """Return a part of at least one element."""
    return Part(frozenset(names), 1)


def one(*names: str) -> Part:
    """Return a part of exactly one element."""
    return Part(frozenset(names), 1, 1)


def optional(name: str) -> Part:
    """Return a part of one element that may be missing."""
    return Part(frozenset({name}), 0, 1)
