"""An XML file as a stream of elements, guarded against hostile XML.

The parser keeps its limits (depth 256, 10 million characters a text), expands no entity and opens no other file.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any

from glossary.errors import FormatError, InputError
from glossary.exchange.files.xml_text import line_of, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

_POSITION = re.compile(r", line \d+, column \d+$")


def stream_elements(path: str | Path, name: str, *, root: str, format_name: str) -> Iterator[etree._Element]:
    """Yield the elements of a name, each gone from memory when the next is asked for.

    Args:
        path: the file.
        name: the name of the elements, in any namespace.
        root: the name of the root element.
        format_name: what the file should be, for messages.

    Raises:
        InputError: the file can't be read.
        FormatError: it is not well-formed up to its end, has another root, declares entities, or goes beyond
            the limits. Also when that shows after elements were yielded.
    """
    for _, element in parse_events(path, ("start",)):
        check_root(path, element, {root: f"<{root}>"}, format_name)
        break
    yield from stream_tags(path, (f"{{*}}{name}",))


def stream_tags(path: str | Path, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the elements of some tags, each gone from memory when the next is asked for.

    Raises:
        InputError: the file can't be read.
        FormatError: it is not well-formed up to its end, or goes beyond the limits.
    """
    for _, element in parse_events(path, ("end",), tags):
        yield element
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def parse_events(
    path: str | Path, events: tuple[str, ...], tags: tuple[str, ...] | None = None
) -> Iterator[tuple[str, etree._Element]]:
    """Yield the events of the parser, with its errors as ours.

    Raises:
        InputError: the file can't be read.
        FormatError: it is not well-formed, or goes beyond the limits.
    """
    from lxml import etree  # noqa: PLC0415 - only XML needs it

    with open_file(path) as file:
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


def open_file(path: str | Path) -> IO[bytes]:
    """Open a file for reading.

    Raises:
        InputError: it can't be read.
    """
    try:
        return open(path, "rb")  # noqa: PTH123 - path may be a str
    except OSError as error:
        raise InputError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from error


def check_root(path: str | Path, root: etree._Element, expected: dict[str, str], format_name: str) -> None:
    """Refuse a root element that isn't among those expected, and a document type that declares entities.

    Args:
        path: the file.
        root: its root element.
        expected: how each root element that it may have is told.
        format_name: what the file should be.

    Raises:
        FormatError: it has another root, or declares entities.
    """
    declared: Any = root.getroottree().docinfo.internalDTD  # None without one, and the stubs know no entities
    if declared is not None and any(declared.iterentities()):
        reason = "declares entities, which may be an attack; remove them from its DOCTYPE"
        raise FormatError(str(path), reason, line_of(root))
    name = local_name(root)
    if name not in expected:
        told = " or ".join(expected.values())
        raise FormatError(str(path), f"is no {format_name}: its root element is <{name}>, not {told}", line_of(root))
