"""CSV and TSV with a text and its translation in each row."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import FormatError
from glossary.exchange.bitext.cells import find_rows
from glossary.exchange.bitext.languages import guess_language, is_chinese, is_ours
from glossary.exchange.bitext.segment import Segment
from glossary.exchange.languages import normalise_language
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.exchange.bitext.cells import Row

_DELIMITERS = "\t;,"
_SAMPLE_ROWS = 50
_ENGLISH, _HANS, _HANT = (language.value for language in Language)
# What columns are called, folded, besides language tags.
_LANGUAGE_NAMES = {
    **dict.fromkeys(("english", "英文", "英语", "英語", "en_preferred"), _ENGLISH),
    **dict.fromkeys(
        (
            *("chinese", "simplified chinese", "chinese (simplified)", "chinese simplified", "mandarin"),
            *("中文", "汉语", "漢語", "简体", "简体中文", "中文（简体）", "zh-hans_preferred"),
        ),
        _HANS,
    ),
    **dict.fromkeys(
        (
            *("traditional chinese", "chinese (traditional)", "chinese traditional"),
            *("繁体", "繁體", "繁体中文", "繁體中文", "中文（繁體）", "zh-hant_preferred"),
        ),
        _HANT,
    ),
}
_SOURCES = frozenset({"source", "source text", "source_text", "original", "原文", "源文", "源语", "源文本"})
_TARGETS = frozenset(
    {"target", "target text", "target_text", "translation", "译文", "譯文", "目标", "目标文本", "翻译"}
)
_IDS = frozenset({"id", "key", "no", "no.", "编号", "序号", "編號", "序號"})
_ADVICE = "name two columns in the first line, such as en and zh, or source and target"


class _Columns(NamedTuple):
    """Which columns hold the source and its translations, with their languages; ``""`` is to be guessed."""

    source: tuple[int, str]
    targets: tuple[tuple[int, str], ...]
    id: int | None
    has_header: bool


def read_table(text: str, name: str, *, lenient: bool) -> Iterator[Segment]:
    """Yield the rows with a source.

    A header names the languages of the columns, or which is the source and which the target; without one
    there must be two columns, one of them in Chinese. The first of them is the source.

    Args:
        text: the table, separated by tab, semicolon or comma.
        name: the file, for messages and its delimiter.
        lenient: yield nothing instead of raising where it is no bilingual table.

    Raises:
        FormatError: no two columns are in our languages, or a quotation mark is never closed.
    """
    delimiter = _find_delimiter(text, name)
    rows = find_rows(text, delimiter, name, lenient=lenient)
    try:
        first = list(islice(rows, _SAMPLE_ROWS))
        if not first:
            return
        columns = _guess_languages(_find_columns(first, text, name), first, text)
        _check(columns, name)
    except FormatError:
        if lenient:
            return
        raise
    following = first[1:] if columns.has_header else first
    for number, row in enumerate(chain(following, rows), start=1):
        yield from _read_row(row, columns, text, number)


def _read_row(row: Row, columns: _Columns, text: str, number: int) -> Iterator[Segment]:
    source, source_language = columns.source
    if source >= len(row.cells) or not row.cells[source].read(text):
        return
    named = row.cells[columns.id].read(text) if columns.id is not None and columns.id < len(row.cells) else ""
    for column, language in columns.targets:
        target = row.cells[column].map(text) if column < len(row.cells) else None
        yield Segment(
            source=row.cells[source].map(text),
            target=target if target is not None and target.text.strip() else None,
            source_language=source_language,
            target_language=language,
            id=named or str(number),
            start=row.start,
            end=row.end,
        )


def _find_delimiter(text: str, name: str) -> str:
    if name.lower().endswith((".tsv", ".tab")):
        return "\t"
    line = text[: text.find("\n")] if "\n" in text else text
    return max(_DELIMITERS, key=line.count)


def _find_columns(rows: Sequence[Row], text: str, name: str) -> _Columns:
    header = [" ".join(cell.read(text).lower().split()) for cell in rows[0].cells]
    sources = [column for column, cell in enumerate(header) if cell in _SOURCES]
    targets = [column for column, cell in enumerate(header) if cell in _TARGETS]
    number = next((column for column, cell in enumerate(header) if cell in _IDS), None)
    if sources and targets:
        return _Columns((sources[0], ""), tuple((column, "") for column in targets), number, has_header=True)
    languages = [(column, language) for column, cell in enumerate(header) if (language := _read_language(cell))]
    if languages:
        source = languages[0]
        others = tuple(each for each in languages[1:] if is_chinese(each[1]) != is_chinese(source[1]))
        if others:
            return _Columns(source, others, number, has_header=True)
    if len(header) == 2:  # noqa: PLR2004 - a text and its translation
        return _Columns((0, ""), ((1, ""),), None, has_header=False)
    raise FormatError(name, f"has no columns of two languages; {_ADVICE}", 1)


def _read_language(cell: str) -> str:
    language = _LANGUAGE_NAMES.get(cell) or normalise_language(cell)
    return language if is_ours(language) else ""


def _guess_languages(columns: _Columns, rows: Sequence[Row], text: str) -> _Columns:
    """Return the columns with the languages that no header says."""

    def guess(column: tuple[int, str]) -> tuple[int, str]:
        index, language = column
        return index, language or guess_language(_find_cells(rows, index, text, skip=columns.has_header))

    return columns._replace(source=guess(columns.source), targets=tuple(map(guess, columns.targets)))


def _check(columns: _Columns, name: str) -> None:
    if not columns.has_header and is_chinese(columns.source[1]) == is_chinese(columns.targets[0][1]):
        raise FormatError(name, f"has two columns, but not one in English and one in Chinese; {_ADVICE}", 1)


def _find_cells(rows: Sequence[Row], column: int, text: str, *, skip: bool) -> Iterable[str]:
    for row in rows[1:] if skip else rows:
        if column < len(row.cells):
            yield row.cells[column].read(text)
