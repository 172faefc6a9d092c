"""Finding our columns in the header of a table, whoever wrote it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.errors import FormatError, UsageError
from glossary.exchange.csv_table.columns import COLUMNS, LANGUAGES, column_name
from glossary.exchange.csv_table.guessing import fold, guess_column
from glossary.exchange.files.characters import one_line
from glossary.exchange.languages import normalise_language
from glossary.exchange.report import GuessedColumn
from glossary.vocabulary import AdministrativeStatus, Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossary.exchange.report import Issue

_OURS = {column.name.lower(): column.name for column in COLUMNS}
_EN, _HANS, _HANT = (column_name(language, "preferred") for language in LANGUAGES)
SOURCE_COLUMN, TARGET_COLUMN = _EN, _HANS
_DELIMITERS = ",;\t"

# Headers that say which language is first, whatever the languages are; and plain names of languages.
_SOURCES = frozenset({"source", "source_term", "term", "terms", "原文", "术语", "術語", "词条", "詞條"})
_TARGETS = frozenset(
    {
        "target",
        "target_term",
        "translation",
        "translations",
        "equivalent",
        "译文",
        "譯文",
        "译名",
        "譯名",
        "翻译",
        "翻譯",
    }
)
_PLAIN = {
    "source": _EN,
    "target": _HANS,
    "english": _EN,
    "英文": _EN,
    "英语": _EN,
    "英語": _EN,
    "chinese": _HANS,
    "simplified_chinese": _HANS,
    "chinese_(simplified)": _HANS,
    "中文": _HANS,
    "汉语": _HANS,
    "简体": _HANS,
    "简体中文": _HANS,
    "traditional_chinese": _HANT,
    "chinese_(traditional)": _HANT,
    "繁体中文": _HANT,
    "繁體": _HANT,
    "繁體中文": _HANT,
}
_TERM_COLUMNS = frozenset(
    column_name(language, status.value) for language in LANGUAGES for status in AdministrativeStatus
)
EXPECTED = "en_preferred and zh-Hans_preferred, or simply en and zh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of a table.

    ``columns`` has the name of our column for each cell of a row, None for one that we don't know;
    ``unknown`` the names of those; ``guessed`` what names that aren't ours were taken as; ``has_direction`` says
    that it only speaks of source and target.
    """

    delimiter: str = ","
    columns: tuple[str | None, ...]
    unknown: tuple[str, ...]
    guessed: Mapping[str, str]
    has_direction: bool

    @property
    def has_terms(self) -> bool:
        """Whether there is any column with terms."""
        return any(column in _TERM_COLUMNS for column in self.columns)


def find_header(line: str, given: Mapping[str, str]) -> Header:
    """Return the header of a first line, with the delimiter that makes most sense of it.

    Raises:
        UsageError: ``given`` names what isn't there, or no column of ours.
    """
    delimiters = [delimiter for delimiter in _DELIMITERS if delimiter in line] or [","]
    split = {
        delimiter: [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        for delimiter in delimiters
    }
    # What the user says of columns counts once the cells are known: a wrong delimiter hides their names.
    best = max(delimiters, key=lambda delimiter: _count_known(split[delimiter], given))
    return read_header(split[best], given, delimiter=best)


def read_header(cells: Sequence[str], given: Mapping[str, str], *, delimiter: str = ",") -> Header:
    """Return the header that cells make.

    Args:
        cells: the names of columns, by anybody.
        given: our columns by the names of theirs, where the user says so; an empty one is ignored.
        delimiter: what separates them in the file.

    Raises:
        UsageError: ``given`` names what isn't there, or no column of ours.
    """
    wanted = _check(given, cells)
    columns: list[str | None] = [None] * len(cells)
    guessed: dict[str, str] = {}
    for recognise in (wanted.get, _recognise, _guess):  # the surer first, so that no guess takes their column
        for index, cell in enumerate(cells):
            column = None if columns[index] or wanted.get(fold(cell)) == "" else recognise(fold(cell))
            if not column or column in columns:
                continue
            columns[index] = column
            if recognise is _guess:
                guessed[cell] = column
    unknown = tuple(
        cell for cell, column in zip(cells, columns, strict=True) if cell and not column and fold(cell) not in wanted
    )
    folded = {fold(cell) for cell, column in zip(cells, columns, strict=True) if column in {_EN, _HANS}}
    return Header(
        delimiter=delimiter,
        columns=tuple(columns),
        unknown=unknown,
        guessed=guessed,
        has_direction=bool(folded & _SOURCES) and bool(folded & _TARGETS) and not wanted,
    )


def check_header(path: str, header: Header, shown: str, issues: list[Issue]) -> None:
    """Tell what was made of a header.

    Raises:
        FormatError: it has no column of terms.
    """
    if not header.has_terms:
        said = one_line(shown)[:60]
        raise FormatError(path, f"has no column of terms in its header ({said}): expected {EXPECTED}", 1)
    issues.extend(
        GuessedColumn(message=f"the column “{name}” is taken as {column}", line=1, name=name, column=column)
        for name, column in header.guessed.items()
    )
    issues.extend(
        GuessedColumn(message=f"the column {name} isn't known or there twice; ignored", line=1, name=name, column="")
        for name in header.unknown
    )


def _check(given: Mapping[str, str], cells: Sequence[str]) -> dict[str, str]:
    """Return the columns that the user names by the folded names of theirs."""
    there = {fold(cell) for cell in cells}
    wanted = {}
    for name, column in given.items():
        ours = _recognise(fold(column)) if column else ""
        if ours is None:
            raise UsageError(f"{column}: is no column of ours; choose from {', '.join(_OURS.values())}")
        if fold(name) not in there:
            raise UsageError(f"{name}: the table has no such column, it has {', '.join(filter(None, cells))}")
        wanted[fold(name)] = ours
    return wanted


def _count_known(cells: Sequence[str], given: Mapping[str, str]) -> int:
    names = {fold(name) for name in given}
    return sum(fold(cell) in names or bool(_recognise(fold(cell)) or _guess(fold(cell))) for cell in cells)


def _recognise(folded: str) -> str | None:
    """Return our column for a name of ours or of a language, None for any other."""
    found = _OURS.get(folded) or _PLAIN.get(folded)
    if found:
        return found
    language = normalise_language(folded)
    return column_name(Language(language), "preferred") if language in LANGUAGES else None


def _guess(folded: str) -> str | None:
    """Return our column that a name of others may mean, None if there is none."""
    if folded in _SOURCES:
        return SOURCE_COLUMN
    return TARGET_COLUMN if folded in _TARGETS else guess_column(folded)
