"""The formats a termbase comes in and goes out by, by name and by the ending of a file."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from glossary.errors import UsageError
from glossary.exchange.features import EVERYTHING, Feature

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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

    Several formats may share an ending: the first of `FORMATS` that can do what is wanted is meant by it.
    ``carries`` is what of an entry it keeps; ``read`` or ``write`` is None where it goes one way only.
    """

    name: str
    extensions: tuple[str, ...]
    description: str
    carries: frozenset[Feature]
    read: Reader | None = None
    write: Writer | None = None


def _reader(home: str) -> Reader:
    """Return a reader that is loaded when it is first used; ``home`` is its module and name."""

    def read(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
        found: Reader = _load(home)
        return found(path, issues=issues)

    return read


def _writer(home: str, **options: object) -> Writer:
    """Return a writer that is loaded when it is first used, with some of its options set."""

    def write(entries: Iterable[ConceptEntry], path: str | Path) -> WriteReport:
        report: WriteReport = _load(home)(entries, path, **options)
        return report

    return write


def _load(home: str) -> Any:  # noqa: ANN401 - a reader or a writer
    module, _, name = home.partition(":")
    return getattr(import_module(f"glossary.exchange.{module}"), name)


_TBX = (".tbx", ".xml")
_CSV = (".csv",)
_IN_BASIC = EVERYTHING - {
    Feature.PINYIN_BY_HAND,
    Feature.CONTEXT_PLACES,
    Feature.OTHER,
}
_IN_TABLES = EVERYTHING - {Feature.OTHER_LANGUAGES, Feature.OTHER, Feature.CONTEXT_PLACES}

FORMATS: tuple[Format, ...] = (
    Format(
        name="tbx",
        extensions=_TBX,
        description="TBX-Basic, version 3 (ISO 30042:2019): what terminology tools exchange",
        carries=_IN_BASIC,
        read=_reader("tbx:read_tbx"),
        write=_writer("tbx:write_tbx"),
    ),
    Format(
        name="tbx-linguist",
        extensions=_TBX,
        description="TBX-Linguist, version 3: everything in an entry, to be imported here again",
        carries=EVERYTHING,
        read=_reader("tbx:read_tbx"),
        write=_writer("tbx:write_tbx", dialect="linguist"),
    ),
    Format(
        name="tbx-2",
        extensions=_TBX,
        description="TBX-Basic, version 2 (ISO 30042:2008): for tools that don't know version 3",
        carries=_IN_BASIC,
        read=_reader("tbx:read_tbx"),
        write=_writer("tbx:write_tbx", version=2),
    ),
    Format(
        name="csv",
        extensions=_CSV,
        description="a table, one row a concept, comma-separated, UTF-8",
        carries=_IN_TABLES,
        read=_reader("csv_table:read_csv"),
        write=_writer("csv_table:write_csv"),
    ),
    Format(
        name="csv-excel",
        extensions=_CSV,
        description="the same table with a byte order mark, which Excel needs",
        carries=_IN_TABLES,
        read=_reader("csv_table:read_csv"),
        write=_writer("csv_table:write_csv", bom=True),
    ),
    Format(
        name="tsv",
        extensions=(".tsv", ".tab"),
        description="the same table, separated by tabs",
        carries=_IN_TABLES,
        read=_reader("csv_table:read_csv"),
        write=_writer("csv_table:write_csv", delimiter="\t"),
    ),
)


def format_for(name_or_path: str | Path) -> Format:
    """Return the format of a name, or of a path by its ending.

    Raises:
        UsageError: there is none.
    """
    return _find(name_or_path, FORMATS)


def reader_for(name_or_path: str | Path) -> Reader:
    """Return what reads a format, by its name or by the ending of a path.

    Raises:
        UsageError: there is no such format, or it can only be written.
    """
    found = _find(name_or_path, [known for known in FORMATS if known.read])
    if found.read is None:
        raise UsageError(f"{found.name}: files of this format can only be written")
    return found.read


def writer_for(name_or_path: str | Path) -> Writer:
    """Return what writes a format, by its name or by the ending of a path.

    Raises:
        UsageError: there is no such format, or it can only be read.
    """
    found = _find(name_or_path, [known for known in FORMATS if known.write])
    if found.write is None:
        raise UsageError(f"{found.name}: files of this format can only be read")
    return found.write


def _find(name_or_path: str | Path, able: Sequence[Format]) -> Format:
    """Return the format of a name, or among those that can do what is wanted the first of an ending."""
    wanted = str(name_or_path)
    for known in FORMATS:
        if known.name == wanted.lower():
            return known
    ending = Path(wanted).suffix.lower()
    for known in able:
        if ending in known.extensions:
            return known
    names = ", ".join(known.name for known in able)
    raise UsageError(f"{wanted}: is no format and has no ending of one; choose from {names}")
