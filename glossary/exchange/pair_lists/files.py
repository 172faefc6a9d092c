"""The files of lists: written whole and within limits, read a row at a time."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.errors import FormatError, InputError, UsageError
from glossary.exchange.csv_table.rows import is_from_chinese
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.files.utf8_lines import decode_lines
from glossary.exchange.report import Issue
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


class RowWriter:
    """Writes rows with quotes where they are needed, or plainly between tabs."""

    def __init__(self, file: IO[bytes], path: str | Path, *, is_plain: bool, most_bytes: int | None) -> None:
        self._file = file
        self._path = path
        self._is_plain = is_plain
        self._most_bytes = most_bytes
        self._bytes = 0

    def write(self, *cells: str) -> None:
        """Write a row.

        Raises:
            UsageError: the file would be larger than its program takes.
        """
        line = "\t".join(cells) + "\n" if self._is_plain else _quote(cells)
        self.write_line(line)

    def write_line(self, line: str) -> None:
        """Write a line with its end."""
        raw = line.encode()
        self._bytes += len(raw)
        if self._most_bytes is not None and self._bytes > self._most_bytes:
            limit = f"{self._most_bytes / 1_000_000:.1f} MB"
            raise UsageError(f"{self._path}: its program takes no more than {limit}; choose fewer entries")
        self._file.write(raw)


@contextmanager
def write_rows(path: str | Path, *, is_plain: bool = False, most_bytes: int | None = None) -> Iterator[RowWriter]:
    """Open a list for writing, which appears at once when all is written.

    Args:
        path: the file.
        is_plain: separate cells by tabs and quote nothing.
        most_bytes: so many the program takes.

    Raises:
        UsageError: the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    with replace_file(path, keeps_earlier=True) as file:
        yield RowWriter(file, path, is_plain=is_plain, most_bytes=most_bytes)


@contextmanager
def open_lines(path: str | Path) -> Iterator[Iterator[str]]:
    """Open a file for reading its lines, in UTF-8.

    Raises:
        InputError: it can't be read, or is no text in UTF-8.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - path may be a str
            yield decode_lines(str(path), file)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from error


def split_quoted(path: str | Path, lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that aren't empty, whose cells are between commas and may be quoted, with their lines.

    Raises:
        FormatError: it is no such table.
    """
    rows = csv.reader(lines, strict=True)
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise FormatError(str(path), f"is no table: {error}", line) from error
        if any(cell.strip() for cell in cells):
            yield line, [cell.strip() for cell in cells]


def split_plain(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that aren't empty, whose cells are between tabs and never quoted, with their lines."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, [cell.strip() for cell in line.rstrip("\r\n").split("\t")]


def read_pairs(
    path: str | Path,
    rows: Iterable[tuple[int, list[str]]],
    issues: list[Issue],
    *,
    chinese: str,
    complete: Callable[[ConceptEntry, list[str]], ConceptEntry] = lambda entry, _: entry,
) -> Iterator[ConceptEntry]:
    """Yield an entry for each row of a source and its target, either of which may be Chinese.

    Args:
        path: the file.
        rows: their lines and cells.
        issues: takes rows without source or target.
        chinese: in which writing the Chinese is.
        complete: adds what the other cells say.

    Raises:
        FormatError: a row has one cell only.
    """
    is_turned: bool | None = None
    for line, cells in rows:
        if len(cells) < 2:  # noqa: PLR2004 - source and target
            raise FormatError(str(path), "has no target here: each line is a source and its target", line)
        source, target = cells[:2]
        if not source or not target:
            issues.append(Issue(message="has no source or no target; skipped", line=line, is_lost=True))
            continue
        if is_turned is None and is_from_chinese(source, target) != is_from_chinese(target, source):
            is_turned = is_from_chinese(source, target)
        english, equivalent = (target, source) if is_turned else (source, target)
        sections = (
            LanguageSection(language=Language.ENGLISH.value, terms=(TermSection(term=english),)),
            LanguageSection(language=chinese, terms=(TermSection(term=equivalent),)),
        )
        yield complete(ConceptEntry(sections=sections), cells)


def _quote(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)  # with this end it quotes both kinds of line end
    return line.getvalue().removesuffix("\r\n") + "\n"
