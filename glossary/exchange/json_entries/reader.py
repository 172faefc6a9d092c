"""Entries in from JSON: ours, and the entries that our commands print."""

from __future__ import annotations

from dataclasses import replace
from typing import IO, TYPE_CHECKING

from glossary.errors import FormatError, InputError
from glossary.exchange.files.characters import clean_entry
from glossary.exchange.files.id_set import IdSet
from glossary.exchange.identifiers import UniqueIds
from glossary.exchange.json_entries.interpretation import ShapeError, read_entry
from glossary.exchange.json_entries.values import split_objects
from glossary.exchange.report import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry


def read_json(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
    """Yield the entry of each object of a file in UTF-8, which are in an array or one after the other.

    Of entries with one id the later get a number behind it.

    Args:
        path: the file.
        issues: takes unknown fields, entries without a term, ids that were used before and control characters.

    Raises:
        InputError: the file can't be read.
        FormatError: it is no UTF-8 or no JSON, or an object is no entry. Also when that shows after entries were
            yielded.
    """
    told = issues if issues is not None else []
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - path may be a str
            yield from _read(str(path), file, told)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from error


def _read(path: str, file: IO[bytes], issues: list[Issue]) -> Iterator[ConceptEntry]:
    ids = UniqueIds(issues, IdSet())
    unknown: set[str] = set()
    for line, shape in split_objects(path, file):
        before = set(unknown)
        try:
            found = read_entry(shape, unknown)
        except ShapeError as error:
            raise FormatError(path, str(error), line) from error
        issues.extend(
            Issue(message=f"the field {name} isn't known; ignored", line=line) for name in sorted(unknown - before)
        )
        entry = clean_entry(found)
        if entry is not found:
            issues.append(Issue(message="control characters are left out", line=line, entry=entry.id))
        if not any(term.term.strip() for _, term in entry.find_terms()):
            issues.append(Issue(message="has no term; skipped", line=line, entry=entry.id, is_lost=True))
            continue
        identifier = ids.take(entry.id, line=line)
        yield entry if identifier == entry.id else replace(entry, id=identifier)
