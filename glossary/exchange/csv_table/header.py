"""Finding our columns in the header of a table, whoever wrote it."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from glossary.exchange.csv_table.columns import COLUMNS, LANGUAGES, column_name
from glossary.exchange.languages import normalise_language
from glossary.vocabulary import AdministrativeStatus, Language

_OURS = {column.name.lower(): column.name for column in COLUMNS}
_EN, _HANS, _HANT = (column_name(language, "preferred") for language in LANGUAGES)
SOURCE_COLUMN, TARGET_COLUMN = _EN, _HANS
_DELIMITERS = ",;\t"

# Headers of other programs and of sheets made by hand, folded.
_DIRECTIONS = {"source": _EN, "source_term": _EN, "target": _HANS, "target_term": _HANS}
_ALIASES = {
    **_DIRECTIONS,
    "english": _EN,
    "english_term": _EN,
    "term": _EN,
    "英文": _EN,
    "英语": _EN,
    "英語": _EN,
    "chinese": _HANS,
    "chinese_term": _HANS,
    "translation": _HANS,
    "simplified_chinese": _HANS,
    "chinese_(simplified)": _HANS,
    "中文": _HANS,
    "简体": _HANS,
    "简体中文": _HANS,
    "traditional_chinese": _HANT,
    "chinese_(traditional)": _HANT,
    "繁体中文": _HANT,
    "繁體": _HANT,
    "繁體中文": _HANT,
    "拼音": "pinyin",
    "subject": "subject_field",
    "domain": "subject_field",
    "领域": "subject_field",
    "定义": "definition",
    "note": "notes",
    "comment": "notes",
    "comments": "notes",
    "备注": "notes",
    "pos": column_name(Language.ENGLISH, "part_of_speech"),
    "part_of_speech": column_name(Language.ENGLISH, "part_of_speech"),
}
_TERM_COLUMNS = frozenset(
    column_name(language, status.value) for language in LANGUAGES for status in AdministrativeStatus
)
EXPECTED = "en_preferred and zh-Hans_preferred, or simply en and zh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of a table.

    ``columns`` has the name of our column for each cell of a row, None for one that we don't know;
    ``unknown`` the names of those; ``has_direction`` says that it only speaks of source and target.
    """

    delimiter: str
    columns: tuple[str | None, ...]
    unknown: tuple[str, ...]
    has_direction: bool

    @property
    def has_terms(self) -> bool:
        """Whether there is any column with terms."""
        return any(column in _TERM_COLUMNS for column in self.columns)


def find_header(line: str) -> Header:
    """Return the header of a first line, with the delimiter that makes most sense of it."""
    headers = [_read(line, delimiter) for delimiter in _DELIMITERS if delimiter in line]
    headers = headers or [_read(line, ",")]
    return max(headers, key=lambda header: sum(column is not None for column in header.columns))


def _read(line: str, delimiter: str) -> Header:
    cells = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    columns: list[str | None] = []
    unknown = []
    for cell in cells:
        column = _recognise(cell)
        if column is None or column in columns:
            column = None
            if cell:
                unknown.append(cell)
        columns.append(column)
    return Header(
        delimiter=delimiter,
        columns=tuple(columns),
        unknown=tuple(unknown),
        has_direction={cell.lower() for cell in cells} >= {"source", "target"},
    )


def _recognise(cell: str) -> str | None:
    """Return our column for the name of one, None if there is none."""
    folded = "_".join(cell.lower().split())
    found = _OURS.get(folded) or _ALIASES.get(folded)
    if found:
        return found
    language = normalise_language(cell)
    return column_name(Language(language), "preferred") if language in LANGUAGES else None
