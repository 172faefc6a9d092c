"""Word documents (.docx) in: tables of terms side by side."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.errors import FormatError
from glossary.exchange.files.text_file import read_bytes
from glossary.exchange.identifiers import UniqueIds
from glossary.exchange.report import Issue
from glossary.exchange.table_columns import Part, guess_columns, read_headings
from glossary.exchange.table_rows import Piece, build_entry
from glossary.text.archive import open_archive, read_member
from glossary.text.cleaning.script import is_mostly_chinese
from glossary.text.word_xml import W, is_fallback, parse_part, visible_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lxml.etree import _Element as Element

    from glossary.concept import ConceptEntry
    from glossary.exchange.table_columns import Column

_BODY = "word/document.xml"
_SEPARATOR = re.compile(r"\n|；|;(?=\s)")
# Word makes no more columns.
_WIDEST = 63
# What may be around rows, cells and paragraphs: content controls, tags of other programs.
_AROUND = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml"))
_LISTS = frozenset({Part.TERMS, Part.PINYIN})


def read_docx_table(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
    """Yield an entry for each row of the tables in a Word document that have English beside Chinese.

    The headings say what the columns hold; in a table without them the scripts do. Several terms in a cell are
    in paragraphs of their own or separated by semicolons. What was deleted with changes tracked isn't read.

    Args:
        path: the file.
        issues: takes columns that aren't known, rows without a term and ids that were used before.

    Raises:
        InputError: the file can't be read, is damaged, encrypted or a zip bomb.
        FormatError: it is no Word document, or has no such table.
    """
    told = issues if issues is not None else []
    name = str(path)
    archive = open_archive(read_bytes(path), path=name)
    body = read_member(archive, _BODY, path=name)
    if body is None:
        raise FormatError(name, "this ZIP archive is no Word document (.docx)")
    ids = UniqueIds(told)
    has_table = False
    for number, table in enumerate(parse_part(body, name).iter(f"{W}tbl"), start=1):
        found = None if is_fallback(table) else _find_columns(_read_rows(table), number, told)
        if found is None:
            continue
        has_table = True
        for row, entry in enumerate((_build(found[0], cells) for cells in found[1]), start=1):
            where = f"table {number}, row {row}"
            if not entry.sections:
                told.append(Issue(message=f"{where}: has no term; skipped", is_lost=True))
                continue
            yield replace(entry, id=ids.take(entry.id, where=f"{where}: "))
    if not has_table:
        raise FormatError(name, "has no table with a column of English beside one of Chinese")


def _find_columns(
    rows: list[list[str]], number: int, issues: list[Issue]
) -> tuple[list[Column | None], list[list[str]]] | None:
    """Return what the columns hold, and the rows without the headings; None if it is no table of terms."""
    columns = read_headings(rows[0]) if rows else None
    if columns is None:
        guessed = guess_columns(rows)
        return (guessed, _drop_heading(guessed, rows, number, issues)) if guessed else None
    for heading, column in zip(rows[0], columns, strict=True):
        if column is None and heading:
            message = f"table {number}: the column {heading[:40]} isn't known or there twice; ignored"
            issues.append(Issue(message=message))
    return columns, rows[1:]


def _drop_heading(
    columns: Sequence[Column | None], rows: list[list[str]], number: int, issues: list[Issue]
) -> list[list[str]]:
    """Return the rows without a first one that has no Chinese where the others have it."""
    chinese = next(index for index, column in enumerate(columns) if column and column.language.startswith("zh"))
    if is_mostly_chinese("".join(rows[0][chinese : chinese + 1])):
        return rows
    issues.append(Issue(message=f"table {number}: the first row is taken for headings; skipped"))
    return rows[1:]


def _build(columns: Sequence[Column | None], cells: Sequence[str]) -> ConceptEntry:
    pieces = [
        [Piece(" ".join(text.split())) for text in _SEPARATOR.split(cell) if text.strip()]
        if column and column.part in _LISTS
        else [Piece(cell)]
        for column, cell in zip(columns, cells, strict=False)
    ]
    return build_entry(columns, pieces)


def _read_rows(table: Element) -> list[list[str]]:
    """Return the texts of the cells; a cell that spans several rows is in each of them."""
    rows: list[list[str]] = []
    for row in _children(table, "tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        above = rows[-1] if rows else []
        cells: list[str] = []
        for cell in _children(row, "tc"):
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is not None and merged.get(f"{W}val", "continue") == "continue" and len(cells) < len(above):
                text = above[len(cells)]
            else:
                text = _read_cell(cell)
            cells.append(text)
            cells.extend([""] * (_span(cell) - 1))
        rows.append(cells)
    return rows


def _read_cell(cell: Element) -> str:
    """Return the text of a cell, a line for each paragraph; a table within it is one of its own.

    What was deleted with changes tracked is in elements that hold no visible text; what was moved away isn't.
    """
    for moved in list(cell.iter(f"{W}moveFrom")):
        parent = moved.getparent()
        if parent is not None:
            parent.remove(moved)
    texts = (visible_text(paragraph) for paragraph in _children(cell, "p"))
    return "\n".join(text for text in texts if text)


def _span(cell: Element) -> int:
    grid = cell.find(f"{W}tcPr/{W}gridSpan")
    value = grid.get(f"{W}val", "") if grid is not None else ""
    return min(max(int(value[:9]), 1), _WIDEST) if value.isascii() and value.isdigit() else 1


def _children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of a name, within what may be around them too."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _AROUND:
            yield from _children(child, name)
