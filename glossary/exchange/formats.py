"""The formats a termbase comes in and goes out by, by name and by the ending of a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from glossary.errors import UsageError
from glossary.exchange.files.guarding import guard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.concept import ConceptEntry
    from glossary.exchange.features import Feature
    from glossary.exchange.report import Issue, WriteReport


#: The Chinese writing of files that have only one, unless another is chosen.
_DEFAULT_WRITING = "zh-Hans"


class Reader(Protocol):
    """Yields the entries of a file; ``issues`` takes what was repaired, skipped or not understood."""

    def __call__(
        self, path: str | Path, *, issues: list[Issue] | None = None, **options: object
    ) -> Iterator[ConceptEntry]:
        """Read a file."""


class Writer(Protocol):
    """Writes entries to a file, all or nothing, and reports what the format could not carry."""

    def __call__(self, entries: Iterable[ConceptEntry], path: str | Path, **options: object) -> WriteReport:
        """Write a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name for ``--format``, the endings of its files, and how it is read and written.

    Several formats may share an ending: the first of `FORMATS` that can do what is wanted is meant by it, unless a
    file that is read shows to be another.
    ``carried`` tells what of an entry it keeps, loaded when it is asked for; ``read`` or ``write`` is None where it
    goes one way only. ``has_one_writing`` says that its files have Chinese in one writing, which the option
    ``chinese`` of its writer chooses; ``needs`` are the languages, or their beginnings, in which an entry must have a
    term in use, without which it isn't written; ``has_columns`` that its reader takes the option ``columns``, which
    names them.
    """

    name: str
    extensions: tuple[str, ...]
    description: str
    carried: str = ""
    read: Reader | None = None
    write: Writer | None = None
    has_one_writing: bool = False
    needs: tuple[str, ...] = ()
    has_columns: bool = False

    @property
    def carries(self) -> frozenset[Feature]:
        """What of an entry the format keeps; nothing where it can't be written."""
        found: frozenset[Feature] = _load(self.carried) if self.carried else frozenset()
        return found

    def needs_in(self, writing: str) -> tuple[str, ...]:
        """Return what it needs in a file of one Chinese writing."""
        return tuple(writing if need == _DEFAULT_WRITING else need for need in self.needs)


def _reader(home: str) -> Reader:
    """Return a reader that is loaded when it is first used; ``home`` is its module and name."""

    def read(path: str | Path, *, issues: list[Issue] | None = None, **options: object) -> Iterator[ConceptEntry]:
        found: Reader = _load(home)
        return guard(path, lambda: found(path, issues=issues, **options))

    return read


def _writer(home: str, **fixed: object) -> Writer:
    """Return a writer that is loaded when it is first used, with some of its options set."""

    def write(entries: Iterable[ConceptEntry], path: str | Path, **options: object) -> WriteReport:
        report: WriteReport = _load(home)(entries, path, **fixed, **options)
        return report

    return write


def _load(home: str) -> Any:  # noqa: ANN401 - a reader, a writer or what a format carries
    module, _, name = home.partition(":")
    return getattr(import_module(f"glossary.exchange.{module}"), name)


FORMATS: tuple[Format, ...] = (
    Format(
        name="tbx",
        extensions=(
            ".tbx",
            ".xml",
        ),
        description="TBX-Basic, version 3 (ISO 30042:2019): what terminology tools exchange",
        carried="tbx:CARRIES",
        read=_reader("tbx:read_tbx"),
        write=_writer("tbx:write_tbx"),
    ),
    Format(
        name="tbx-linguist",
        extensions=(
            ".tbx",
            ".xml",
        ),
        description="TBX-Linguist, version 3: everything in an entry, to be imported here again",
        carried="tbx:CARRIES_LINGUIST",
        read=_reader("tbx:read_tbx"),
        write=_writer("tbx:write_tbx", dialect="linguist"),
    ),
    Format(
        name="tbx-min",
        extensions=(
            ".tbx",
            ".xml",
        ),
        description="TBX-Min, version 3: terms with status and part of speech",
        carried="tbx:CARRIES_MIN",
        read=_reader("tbx:read_tbx"),
        write=_writer("tbx:write_tbx", dialect="min"),
    ),
    Format(
        name="tbx-core",
        extensions=(
            ".tbx",
            ".xml",
        ),
        description="TBX-Core, version 3: terms and notes",
        carried="tbx:CARRIES_CORE",
        read=_reader("tbx:read_tbx"),
        write=_writer("tbx:write_tbx", dialect="core"),
    ),
    Format(
        name="tbx-2",
        extensions=(
            ".tbx",
            ".xml",
        ),
        description="TBX-Basic, version 2 (ISO 30042:2008): for tools that don't know version 3",
        carried="tbx:CARRIES",
        read=_reader("tbx:read_tbx"),
        write=_writer("tbx:write_tbx", version=2),
    ),
    Format(
        name="csv",
        extensions=(".csv",),
        description="a table, one row a concept, comma-separated, UTF-8",
        carried="csv_table:CARRIES",
        read=_reader("csv_table:read_csv"),
        write=_writer("csv_table:write_csv"),
        has_columns=True,
    ),
    Format(
        name="csv-excel",
        extensions=(".csv",),
        description="the same table for Excel: a byte order mark, and no cell is taken for a formula",
        carried="csv_table:CARRIES",
        read=_reader("csv_table:read_csv"),
        write=_writer("csv_table:write_csv", bom=True, for_spreadsheet=True),
        has_columns=True,
    ),
    Format(
        name="tsv",
        extensions=(
            ".tsv",
            ".tab",
        ),
        description="the same table, separated by tabs",
        carried="csv_table:CARRIES",
        read=_reader("csv_table:read_csv"),
        write=_writer("csv_table:write_csv", delimiter="\t"),
        has_columns=True,
    ),
    Format(
        name="xlsx",
        extensions=(".xlsx",),
        description="the same table as a sheet of Excel or LibreOffice",
        carried="xlsx:CARRIES",
        read=_reader("xlsx:read_xlsx"),
        write=_writer("xlsx:write_xlsx"),
        has_columns=True,
    ),
    Format(
        name="jsonl",
        extensions=(
            ".ndjson",
            ".jsonl",
        ),
        description="JSON, one entry a line: everything",
        carried="json_entries:CARRIES",
        read=_reader("json_entries:read_json"),
        write=_writer("json_entries:write_json"),
    ),
    Format(
        name="json",
        extensions=(".json",),
        description="JSON, one list of all entries: everything",
        carried="json_entries:CARRIES",
        read=_reader("json_entries:read_json"),
        write=_writer("json_entries:write_json", array=True),
    ),
    Format(
        name="omegat",
        extensions=(
            ".utf8",
            ".txt",
        ),
        description="a glossary of OmegaT, separated by tabs",
        carried="pair_lists:CARRIES",
        read=_reader("pair_lists:read_omegat"),
        write=_writer("pair_lists:write_omegat"),
        has_one_writing=True,
        needs=("en", "zh"),
    ),
    Format(
        name="weblate",
        extensions=(".csv",),
        description="a glossary of Weblate",
        carried="pair_lists:CARRIES_WEBLATE",
        read=_reader("pair_lists:read_weblate"),
        write=_writer("pair_lists:write_weblate"),
        has_one_writing=True,
        needs=("en", _DEFAULT_WRITING),
    ),
    Format(
        name="deepl",
        extensions=(".csv",),
        description="a glossary of DeepL",
        carried="pair_lists:CARRIES",
        read=_reader("pair_lists:read_deepl"),
        write=_writer("pair_lists:write_deepl"),
        has_one_writing=True,
        needs=("en", _DEFAULT_WRITING),
    ),
    Format(
        name="google",
        extensions=(".csv",),
        description="a glossary of Google Cloud Translation, one way",
        carried="pair_lists:CARRIES",
        read=_reader("pair_lists:read_google"),
        write=_writer("pair_lists:write_google"),
        has_one_writing=True,
        needs=("en", _DEFAULT_WRITING),
    ),
    Format(
        name="google-sets",
        extensions=(".csv",),
        description="a glossary of Google Cloud Translation, sets of equal terms",
        carried="pair_lists:CARRIES_DESCRIPTIONS",
        read=_reader("pair_lists:read_google_sets"),
        write=_writer("pair_lists:write_google_sets"),
        has_one_writing=True,
        needs=("en", _DEFAULT_WRITING),
    ),
    Format(
        name="aws",
        extensions=(".csv",),
        description="a terminology of Amazon Translate",
        carried="pair_lists:CARRIES",
        read=_reader("pair_lists:read_aws"),
        write=_writer("pair_lists:write_aws"),
        has_one_writing=True,
        needs=("en", _DEFAULT_WRITING),
    ),
    Format(
        name="azure",
        extensions=(".tsv",),
        description="a glossary of Azure Translator",
        carried="pair_lists:CARRIES",
        read=_reader("pair_lists:read_azure"),
        write=_writer("pair_lists:write_azure"),
        has_one_writing=True,
        needs=("en", _DEFAULT_WRITING),
    ),
    Format(
        name="utx",
        extensions=(".utx",),
        description="UTX, a simple table of terms",
        carried="utx:CARRIES",
        read=_reader("utx:read_utx"),
        write=_writer("utx:write_utx"),
        has_one_writing=True,
        needs=("en", _DEFAULT_WRITING),
    ),
    Format(
        name="memoq",
        extensions=(".csv",),
        description="a termbase of memoQ as CSV",
        carried="memoq:CARRIES",
        read=_reader("memoq:read_memoq"),
        write=_writer("memoq:write_memoq"),
    ),
    Format(
        name="multiterm",
        extensions=(".xml",),
        description="the XML of MultiTerm, which memoQ writes too",
        carried="multiterm:CARRIES",
        read=_reader("multiterm:read_multiterm"),
        write=_writer("multiterm:write_multiterm"),
    ),
    Format(
        name="tmx",
        extensions=(".tmx",),
        description="TMX 1.4b, a translation memory with one unit a concept",
        carried="tmx:CARRIES",
        read=_reader("tmx:read_tmx"),
        write=_writer("tmx:write_tmx"),
    ),
    Format(
        name="po",
        extensions=(
            ".po",
            ".pot",
        ),
        description="PO, a catalogue of gettext: English into one Chinese writing",
        carried="po_file:CARRIES",
        read=_reader("po_file:read_po"),
        write=_writer("po_file:write_po"),
        has_one_writing=True,
        needs=("en",),
    ),
    Format(
        name="markdown",
        extensions=(
            ".md",
            ".markdown",
        ),
        description="a glossary as a Markdown table, to be read and imported again",
        carried="markdown_table:CARRIES",
        read=_reader("markdown_table:read_markdown"),
        write=_writer("markdown_table:write_markdown"),
    ),
    Format(
        name="docx",
        extensions=(".docx",),
        description="tables of English beside Chinese in a Word document",
        read=_reader("docx_table:read_docx_table"),
    ),
    Format(
        name="xliff",
        extensions=(
            ".xlf",
            ".xliff",
            ".sdlxliff",
            ".mqxliff",
            ".mxliff",
        ),
        description="the short segments of an XLIFF file as pairs of terms",
        read=_reader("xliff_terms:read_xliff_terms"),
    ),
    Format(
        name="stardict",
        extensions=(".ifo",),
        description="a dictionary for GoldenDict, KOReader and sdcv, in both directions",
        carried="stardict:CARRIES",
        write=_writer("stardict:write_stardict"),
    ),
    Format(
        name="html",
        extensions=(
            ".html",
            ".htm",
        ),
        description="a glossary to print: by English and by pinyin",
        carried="html_glossary:CARRIES",
        write=_writer("html_glossary:write_html_glossary"),
    ),
    Format(
        name="html-site",
        extensions=(".html",),
        description="one page to search, without network",
        carried="html_site:CARRIES",
        write=_writer("html_site:write_html_site"),
    ),
    Format(
        name="pdf",
        extensions=(".pdf",),
        description="the printed glossary as PDF",
        carried="pdf_glossary:CARRIES",
        write=_writer("pdf_glossary:write_pdf"),
    ),
    Format(
        name="anki",
        extensions=(".apkg",),
        description="a deck of cards in both directions",
        carried="anki:CARRIES",
        write=_writer("anki:write_anki"),
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
    return reader_of(format_to_read(name_or_path))


def reader_of(found: Format) -> Reader:
    """Return what reads a format.

    Raises:
        UsageError: it can only be written.
    """
    if found.read is None:
        raise UsageError(f"{found.name}: files of this format can only be written")
    return found.read


def format_to_read(name_or_path: str | Path) -> Format:
    """Return the format of a name, or what a path is read as: by its ending, or else by what the file shows.

    Its reader then tells what it was taken for, where the ending says something else.

    Raises:
        UsageError: there is none.
    """
    found = _find(name_or_path, [known for known in FORMATS if known.read])
    if str(name_or_path).lower() == found.name:
        return found
    from glossary.exchange.detection import detect_format  # noqa: PLC0415 - loads tables; no name needs it

    name = detect_format(name_or_path)
    shown = next((known for known in FORMATS if known.name == name), found)
    return found if shown is found else replace(shown, read=_telling(shown))


def _telling(shown: Format) -> Reader:
    """Return the reader of a format, which first tells that a file is taken for that."""

    def read(path: str | Path, *, issues: list[Issue] | None = None, **options: object) -> Iterator[ConceptEntry]:
        if issues is not None:
            from glossary.exchange.report import Issue  # noqa: PLC0415 - loaded with any reader

            message = f"is read as {shown.name}, to judge by its beginning; --format NAME says otherwise"
            issues.append(Issue(message=message))
        if shown.read:
            yield from shown.read(path, issues=issues, **options)

    return read


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
