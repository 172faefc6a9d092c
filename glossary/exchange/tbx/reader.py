"""TBX in: versions 1, 2 and 3, both styles, any dialect, entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.errors import FormatError
from glossary.exchange.files.xml_text import UnknownEntityError, line_of
from glossary.exchange.tbx.entry_reader import EntryReader
from glossary.exchange.tbx.entry_stream import find_entries, read_root
from glossary.exchange.tbx.targets import find_targets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry
    from glossary.exchange.report import Issue


def read_tbx(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
    """Yield the entries of a TBX file in its order.

    Memory stays bounded but for the ids. Languages that mean one of ours become ``en``, ``zh-Hans`` or
    ``zh-Hant``, and sections that are one language then are joined. What we don't interpret is kept in
    ``other``. An entry without id has the id ``""``; of entries with one id the later get a number behind
    it. A reference to a term becomes one to its entry, one to nothing stays as it is.

    Args:
        path: the file.
        issues: takes what was repaired, skipped or not understood.

    Raises:
        InputError: the file can't be read.
        FormatError: it is not well-formed (also when that shows after entries were yielded), no TBX, or
            declares entities. No DTD or outside entity is ever loaded.
    """
    root = read_root(path)
    reader = EntryReader(root, find_targets(path), issues if issues is not None else [])
    for element in find_entries(path):
        try:
            entry = reader.read(element)
        except UnknownEntityError as error:
            reason = f"needs {error}, which only an outside DTD declares; replace it by its character"
            raise FormatError(str(path), reason, line_of(element)) from error
        if entry is not None:
            yield entry
