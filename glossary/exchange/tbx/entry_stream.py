"""A TBX file as a stream of entry elements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.errors import FormatError
from glossary.exchange.files.xml_stream import check_root, open_file, parse_events, stream_tags
from glossary.exchange.files.xml_text import XML_LANG, local_name, split_tag
from glossary.exchange.tbx.vocabulary import ENTRY_NAMES, OWN_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

_ENTRY_TAGS = tuple(f"{{*}}{name}" for name in ENTRY_NAMES)
_ROOTS = {"tbx": "<tbx> (version 3)", "martif": "<martif> (1 and 2)"}
# An attribute rather than a word of a text, or what may become one in the next part of the file.
_TARGET = re.compile(rb"target\s*(?:=|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """What the head of a file says.

    ``core`` is the namespace of its own elements, ``""`` without one; ``language`` the tag that sections
    without one inherit; ``is_linguist`` says that it has a place for pinyin; ``is_own`` that we wrote it.
    """

    core: str
    language: str
    is_linguist: bool
    is_own: bool


def read_root(path: str | Path) -> Root:
    """Read the head of a file, up to its text.

    Raises:
        InputError: the file can't be read.
        FormatError: it is no XML or no TBX, or it declares entities.
    """
    root: etree._Element | None = None
    is_own = False
    for event, element in parse_events(path, ("start", "end")):
        name = local_name(element)
        if root is None:
            root = element
            check_root(path, root, _ROOTS, "TBX")
        elif event == "start" and name in {"text", "body", *ENTRY_NAMES}:
            break
        elif event == "end" and name == "p" and element.text == OWN_MARK:
            is_own = True
    if root is None:
        raise FormatError(str(path), "is empty; a TBX file was expected")
    return Root(
        core=split_tag(root.tag)[0],
        language=root.get(XML_LANG, ""),
        is_linguist=root.get("type") == "TBX-Linguist",
        is_own=is_own,
    )


def find_entries(path: str | Path) -> Iterator[etree._Element]:
    """Yield the entry elements one after another; each is gone from memory when the next is asked for.

    Raises:
        InputError: the file can't be read.
        FormatError: it is not well-formed up to its end, or goes beyond the limits of the parser.
    """
    return stream_tags(path, _ENTRY_TAGS)


def parse_whole(path: str | Path) -> Iterator[tuple[str, etree._Element]]:
    """Yield the start and the end of every element with the name of the event; clear what was used.

    Raises:
        InputError: the file can't be read.
        FormatError: it is not well-formed, no TBX, or declares entities.
    """
    root: etree._Element | None = None
    for event, element in parse_events(path, ("start", "end")):
        if root is None:
            root = element
            check_root(path, root, _ROOTS, "TBX")
        yield event, element


def has_targets(path: str | Path) -> bool:
    """Whether a file may have references in it; False only if it surely has none."""
    with open_file(path) as file:
        overlap = b""
        while chunk := file.read(1 << 20):
            # NUL bytes: UTF-16 or UTF-32, where the word is spelt otherwise.
            if _TARGET.search(overlap + chunk) or b"\0" in chunk:
                return True
            overlap = chunk[-6:]
    return False
