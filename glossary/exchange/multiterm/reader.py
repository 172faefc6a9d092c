"""MultiTerm XML in: what MultiTerm, memoQ and others export."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.errors import FormatError, InputError
from glossary.exchange.files.xml_stream import stream_elements
from glossary.exchange.files.xml_text import UnknownEntityError, line_of
from glossary.exchange.identifiers import UniqueIds
from glossary.exchange.multiterm.entry_reader import EntryReader
from glossary.exchange.multiterm.kinds import OWN_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry
    from glossary.exchange.report import Issue

_HEAD = 400


def read_multiterm(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
    """Yield the entries of a MultiTerm export, in UTF-8 or UTF-16.

    Fields are known by their usual names in English and Chinese; one that isn't, and a value that we have no
    word for, becomes a note with its name before it. Who changed what and when is left out.

    Args:
        path: the file.
        issues: takes what was skipped or not understood.

    Raises:
        InputError: the file can't be read.
        FormatError: it is no MultiTerm XML or not well-formed, also when that shows after entries were
            yielded, or declares entities.
    """
    told = issues if issues is not None else []
    reader = EntryReader(told, is_own=_is_own(path))
    ids = UniqueIds(told)
    for element in stream_elements(path, "conceptGrp", root="mtf", format_name="MultiTerm XML"):
        try:
            entry = reader.read(element)
        except UnknownEntityError as error:
            reason = f"needs {error}, which only an outside DTD declares; replace it by its character"
            raise FormatError(str(path), reason, line_of(element)) from error
        if entry is None:
            continue
        yield replace(entry, id=ids.take(entry.id, line=line_of(element)))


def _is_own(path: str | Path) -> bool:
    """Whether we wrote the file, and every blank in a text of it is meant."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - path may be a str
            head = file.read(_HEAD)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from error
    return OWN_MARK.encode() in head or OWN_MARK.encode("utf-16-le") in head
