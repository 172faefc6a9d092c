"""An XML file as a stream of elements, guarded against hostile XML."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any

from glossary.errors import FormatError, InputError
from glossary.exchange.tbx.xml_text import line_of, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

_POSITION = re.compile(r", line \d+, column \d+$")


def stream_elements(path: str | Path, name: str, *, root: str, format_name: str) -> Iterator[etree._Element]:
    """Yield the elements of a name, each gone from memory when the next is asked for.

    The parser keeps its limits (depth 256, 10 million characters a text), expands no entity and opens no
    other file.

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
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - path may be a str
            for element in _parse(str(path), file, "start", None):
                _check_root(str(path), element, root, format_name)
                break
            file.seek(0)
            for element in _parse(str(path), file, "end", f"{{*}}{name}"):
                yield element
                _forget(element)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from error


def _parse(path: str, file: IO[bytes], event: str, tag: str | None) -> Iterator[etree._Element]:
    """Run the parser, with its errors as ours."""
    from lxml import etree  # noqa: PLC0415 - only XML needs it

    parser = etree.iterparse(
        file,
        events=(event,),
        tag=tag,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in parser:
            yield element
    except etree.XMLSyntaxError as error:
        reason = _POSITION.sub("", error.msg or "unknown error").strip().rstrip(".")
        raise FormatError(path, f"is not well-formed XML: {reason}", error.lineno or None) from error


def _forget(element: etree._Element) -> None:
    """Free an element and what is before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _check_root(path: str, root: etree._Element, expected: str, format_name: str) -> None:
    declared: Any = root.getroottree().docinfo.internalDTD  # None without one, and the stubs know no entities
    if declared is not None and any(declared.iterentities()):
        reason = "declares entities, which may be an attack; remove them from its DOCTYPE"
        raise FormatError(path, reason, line_of(root))
    if local_name(root) != expected:
        reason = f"is no {format_name}: its root element is <{local_name(root)}>, not <{expected}>"
        raise FormatError(path, reason, line_of(root))
