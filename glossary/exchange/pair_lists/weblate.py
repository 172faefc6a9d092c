"""Glossaries of Weblate as CSV: sources and targets with a context that tells the same words apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, Definition
from glossary.errors import FormatError
from glossary.exchange.features import Feature
from glossary.exchange.files.characters import one_line
from glossary.exchange.pair_lists.files import open_lines, read_pairs, split_quoted, write_rows
from glossary.exchange.pair_lists.pairs import choose_direction, find_pairs
from glossary.exchange.report import Issue, WriteReport
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

CARRIES = frozenset({Feature.SUBJECT_FIELD, Feature.DEFINITION})

_COLUMNS = ("source", "target", "context", "developer_comments")
_SIMPLIFIED = Language.SIMPLIFIED_CHINESE.value


def write_weblate(
    entries: Iterable[ConceptEntry], path: str | Path, *, chinese: str = _SIMPLIFIED, from_chinese: bool = False
) -> WriteReport:
    """Write a row for each accepted term and its equivalent; the subject field is its context.

    “CSV files” in Weblate's documentation recommends a header, and names its columns.

    Args:
        entries: what to write; of deprecated and superseded terms nothing goes in.
        path: the file.
        chinese: the writing, ``zh-Hans`` or ``zh-Hant``.
        from_chinese: translate from Chinese, not from English.

    Raises:
        UsageError: the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    issues: list[Issue] = []
    direction = choose_direction(chinese, from_chinese=from_chinese)
    written = 0
    last: ConceptEntry | None = None
    with write_rows(path) as rows:
        rows.write(*_COLUMNS)
        for pair in find_pairs(entries, direction, issues):
            definition = pair.entry.definition
            comments = one_line(definition.text) if definition else ""
            rows.write(pair.source, pair.target, one_line(pair.entry.subject_field or ""), comments)
            written += pair.entry is not last
            last = pair.entry
    return WriteReport(written=written, issues=tuple(issues))


def read_weblate(
    path: str | Path, *, issues: list[Issue] | None = None, chinese: str = _SIMPLIFIED
) -> Iterator[ConceptEntry]:
    """Yield an entry for each row; what isn't translated is skipped.

    Args:
        path: the file, in UTF-8.
        issues: takes rows without source or target.
        chinese: the writing it is in, ``zh-Hans`` or ``zh-Hant``.

    Raises:
        InputError: the file can't be read.
        FormatError: it is no UTF-8 or no such table. Also when that shows after entries were yielded.
    """
    with open_lines(path) as lines:
        rows = split_quoted(path, lines)
        _, header = next(rows, (1, []))
        names = [name.lower() for name in header]
        if "source" not in names or "target" not in names:
            raise FormatError(str(path), f"has no header with {', '.join(_COLUMNS)}", 1)
        places = [names.index(name) if name in names else len(names) for name in _COLUMNS]
        ordered = ((line, [([*cells, *[""] * len(names), ""])[place] if place < len(names) else "" for place in places])
                   for line, cells in rows)  # fmt: skip
        told = issues if issues is not None else []
        yield from read_pairs(path, ordered, told, chinese=chinese, complete=_complete)


def _complete(entry: ConceptEntry, cells: list[str]) -> ConceptEntry:
    _, _, context, comments = cells
    return replace(entry, subject_field=context or None, definition=Definition(text=comments) if comments else None)
