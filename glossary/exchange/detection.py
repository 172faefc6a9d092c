"""What a file is, to judge by its beginning, where several formats share an ending."""

from __future__ import annotations

import codecs
import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import InputError
from glossary.exchange.csv_table.header import find_header
from glossary.exchange.csv_table.rows import is_from_chinese
from glossary.exchange.files.guarding import check_regular
from glossary.exchange.languages import normalise_language
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What may be one thing or another.
_ENDINGS = frozenset({".xml", ".tbx", ".csv", ".tsv", ".tab", ".txt", ".utf8", ".utx"})
_HEAD = 65_536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Declarations and comments before the root element; the subset of a DOCTYPE may hold any of them.
_PROLOGUE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(\[.*?\])?\s*>", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_ROOTS = {"mtf": "multiterm", "tbx": "tbx", "martif": "tbx", "tmx": "tmx", "xliff": "xliff"}
_OF_UTX = re.compile(r"#UTX\b")
_OF_MEMOQ = frozenset({"entry_id", "entry_subject", "entry_domain", "term_info", "term_example"})
_OF_WEBLATE = frozenset({"location", "fuzzy", "translator_comments", "developer_comments"})
_OF_GOOGLE = frozenset({"pos", "description"})
#: So many rows are looked at; so many of them are pairs in a list without a header.
_ROWS, _MOST = 20, 0.8


def detect_format(path: str | Path) -> str | None:
    """Return the name of the format that a file shows itself to be, None where it shows nothing."""
    ending = Path(path).suffix.lower()
    head = _read_head(path) if ending in _ENDINGS else ""
    if head.lstrip().startswith("<"):
        root = _ROOT.match(_skip_prologue(head))
        return _ROOTS.get(root[1]) if root else None
    if _OF_UTX.match(head):
        return "utx"
    lines = head.splitlines()[:_ROWS]
    return _detect_table(lines, ending) if lines else None


def _read_head(path: str | Path) -> str:
    """Return the text at the beginning, without a line that isn't whole; nothing where there is no such file."""
    try:
        check_regular(path)  # what is read from a pipe is gone
        with open(path, "rb") as file:  # noqa: PTH123 - path may be a str
            data = file.read(_HEAD)
    except (OSError, InputError):
        return ""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    return text.rpartition("\n")[0] if len(data) == _HEAD and "\n" in text else text


def _skip_prologue(text: str) -> str:
    start = 0
    while match := _PROLOGUE.match(text, start):
        start = match.end()
    return text[start:]


def _detect_table(lines: list[str], ending: str) -> str | None:
    """Return whose table it is, by the names of its columns, or which list of pairs without a header."""
    delimiter = "\t" if "\t" in lines[0] else ","
    rows = _split(lines, delimiter)
    if not rows:
        return None
    named = None if _names_its_languages(rows[0]) else _read_header(rows[0], lines[0])
    if named is None and _is_pair(rows[0]) and sum(map(_is_pair, rows)) >= _MOST * len(rows):
        is_azure = ending == ".tsv" and max(map(len, rows)) == 2  # noqa: PLR2004 - no comments
        return "deepl" if delimiter == "," else "azure" if is_azure else "omegat"
    return "tsv" if named and delimiter == "\t" else named


def _read_header(cells: Sequence[str], line: str) -> str | None:
    """Return the format whose columns a header names, None if it is no header."""
    names = {name.strip().lower() for name in cells}
    languages = {name for name in names if normalise_language(name) in tuple(Language)}
    header = find_header(line, {})
    if len(_OF_MEMOQ & names) > 1:
        return "memoq"
    if {"source", "target"} <= names and _OF_WEBLATE & names:
        return "weblate"
    if len(languages) > 1 and languages < names <= languages | _OF_GOOGLE:
        return "google-sets"
    return "csv" if header.has_terms and len([column for column in header.columns if column]) > 1 else None


def _split(lines: list[str], delimiter: str) -> list[list[str]]:
    """Return the rows that have something in them and are no remark of OmegaT."""
    try:
        rows = [line.split("\t") for line in lines] if delimiter == "\t" else list(csv.reader(lines))
    except csv.Error:
        return []
    return [row for row in rows if any(cell.strip() for cell in row) and not row[0].startswith("#")]


def _names_its_languages(row: Sequence[str]) -> bool:
    """Whether a pair has the codes of its languages behind it, as in the lists that DeepL itself writes."""
    codes = [normalise_language(cell) for cell in row[2:4]]
    return _is_pair(row) and len(codes) > 1 and all(code in tuple(Language) for code in codes)


def _is_pair(row: Sequence[str]) -> bool:
    """Whether of the first two cells one is Chinese."""
    source, target = [*row, "", ""][:2]
    return bool(source and target) and is_from_chinese(source, target) is not is_from_chinese(target, source)
