"""The formats a termbase comes in and goes out by, by name and by the ending of a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from glossary.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.concept import ConceptEntry
    from glossary.exchange.report import Issue, WriteReport


class Reader(Protocol):
    """Yields the entries of a file; ``issues`` takes what was repaired, skipped or not understood."""

    def __call__(self, path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
        """Read a file."""


class Writer(Protocol):
    """Writes entries to a file, all or nothing, and reports what the format could not carry."""

    def __call__(self, entries: Iterable[ConceptEntry], path: str | Path) -> WriteReport:
        """Write a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name for ``--format``, the endings of its files, and how it is read and written.

    Several formats may share an ending: the first of `FORMATS` is meant by it.
    """

    name: str
    extensions: tuple[str, ...]
    description: str
    read: Reader
    write: Writer


def _read_tbx(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
    from glossary.exchange.tbx import read_tbx  # noqa: PLC0415 - loads lxml

    return read_tbx(path, issues=issues)


def _write_tbx(
    entries: Iterable[ConceptEntry], path: str | Path, *, dialect: str = "basic", version: int = 3
) -> WriteReport:
    from glossary.exchange.tbx import write_tbx  # noqa: PLC0415 - loads lxml

    return write_tbx(entries, path, dialect=dialect, version=version)


def _read_csv(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
    from glossary.exchange.csv_table import read_csv  # noqa: PLC0415 - with the others

    return read_csv(path, issues=issues)


def _write_csv(
    entries: Iterable[ConceptEntry], path: str | Path, *, bom: bool = False, delimiter: str = ","
) -> WriteReport:
    from glossary.exchange.csv_table import write_csv  # noqa: PLC0415 - with the others

    return write_csv(entries, path, bom=bom, delimiter=delimiter)


_TBX = (".tbx", ".xml")
_CSV = (".csv",)

FORMATS: tuple[Format, ...] = (
    Format(
        name="tbx",
        extensions=_TBX,
        description="TBX-Basic, version 3 (ISO 30042:2019): what terminology tools exchange",
        read=_read_tbx,
        write=_write_tbx,
    ),
    Format(
        name="tbx-linguist",
        extensions=_TBX,
        description="TBX-Linguist, version 3: everything in an entry, to be imported here again",
        read=_read_tbx,
        write=partial(_write_tbx, dialect="linguist"),
    ),
    Format(
        name="tbx-2",
        extensions=_TBX,
        description="TBX-Basic, version 2 (ISO 30042:2008): for tools that don't know version 3",
        read=_read_tbx,
        write=partial(_write_tbx, version=2),
    ),
    Format(
        name="csv",
        extensions=_CSV,
        description="a table, one row a concept, comma-separated, UTF-8",
        read=_read_csv,
        write=_write_csv,
    ),
    Format(
        name="csv-excel",
        extensions=_CSV,
        description="the same table with a byte order mark, which Excel needs",
        read=_read_csv,
        write=partial(_write_csv, bom=True),
    ),
    Format(
        name="tsv",
        extensions=(".tsv", ".tab"),
        description="the same table, separated by tabs",
        read=_read_csv,
        write=partial(_write_csv, delimiter="\t"),
    ),
)


def format_for(name_or_path: str | Path) -> Format:
    """Return the format of a name, or of a path by its ending.

    Raises:
        UsageError: there is none.
    """
    wanted = str(name_or_path)
    for known in FORMATS:
        if known.name == wanted.lower():
            return known
    ending = Path(wanted).suffix.lower()
    for known in FORMATS:
        if ending in known.extensions:
            return known
    names = ", ".join(known.name for known in FORMATS)
    raise UsageError(f"{wanted}: is no format and has no ending of one; choose from {names}")
