"""A TBX file as a stream of entry elements, guarded against hostile XML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from lxml import etree

from glossary.errors import FormatError, InputError
from glossary.exchange.tbx.vocabulary import ENTRY_NAMES, OWN_MARK
from glossary.exchange.tbx.xml_text import XML_LANG, line_of, local_name, split_tag

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ENTRY_TAGS = tuple(f"{{*}}{name}" for name in ENTRY_NAMES)
_ROOTS = frozenset({"tbx", "martif"})
_POSITION = re.compile(r", line \d+, column \d+$")


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
    with _open(path) as file:
        for event, element in _parse(path, file, ("start", "end"), None):
            name = local_name(element)
            if root is None:
                root = element
                _check_root(path, root)
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
    with _open(path) as file:
        for _, element in _parse(path, file, ("end",), _ENTRY_TAGS):
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


def parse_whole(path: str | Path) -> Iterator[tuple[str, etree._Element]]:
    """Yield the start and the end of every element with the name of the event; clear what was used.

    Raises:
        InputError: the file can't be read.
        FormatError: it is not well-formed, no TBX, or declares entities.
    """
    root: etree._Element | None = None
    with _open(path) as file:
        for event, element in _parse(path, file, ("start", "end"), None):
            if root is None:
                root = element
                _check_root(path, root)
            yield event, element


def has_targets(path: str | Path) -> bool:
    """Whether a file may have references in it; False only if it surely has none."""
    with _open(path) as file:
        overlap = b""
        while chunk := file.read(1 << 20):
            # NUL bytes: UTF-16 or UTF-32, where the word is spelt otherwise.
            if b"target" in overlap + chunk or b"\0" in chunk:
                return True
            overlap = chunk[-6:]
    return False


def _open(path: str | Path) -> IO[bytes]:
    try:
        return open(path, "rb")  # noqa: PTH123 - path may be a str
    except OSError as error:
        raise InputError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from error


def _parse(
    path: str | Path, file: IO[bytes], events: tuple[str, ...], tags: tuple[str, ...] | None
) -> Iterator[tuple[str, etree._Element]]:
    """Run the parser, with its errors as ours.

    It keeps its limits (depth 256, 10 million characters a text), expands no entity and opens no other file.
    """
    parser = etree.iterparse(
        file,
        events=events,
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from parser
    except etree.XMLSyntaxError as error:
        reason = _POSITION.sub("", error.msg or "unknown error").strip().rstrip(".")
        if "amplification" in reason:
            reason = f"its entities expand without end ({reason})"
        raise FormatError(str(path), f"is not well-formed XML: {reason}", error.lineno or None) from error
    except OSError as error:
        raise InputError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from error


def _check_root(path: str | Path, root: etree._Element) -> None:
    """Refuse what is no TBX, and a document type declaration that declares entities."""
    declared: Any = root.getroottree().docinfo.internalDTD  # None without one, and the stubs know no entities
    if declared is not None and any(declared.iterentities()):
        reason = "declares entities, which may be an attack; remove them from its DOCTYPE"
        raise FormatError(str(path), reason, line_of(root))
    name = local_name(root)
    if name not in _ROOTS:
        reason = f"is no TBX: its root element is <{name}>, not <tbx> (version 3) or <martif> (1 and 2)"
        raise FormatError(str(path), reason, line_of(root))
