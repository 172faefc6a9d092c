"""Tables of terms in texts: what their columns hold, by their headings or by what is written in them."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from glossary.exchange.languages import language_named
from glossary.text.language import detect_language
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Sequence


class Part(Enum):
    """What a column holds of an entry."""

    TERMS = "terms"
    PINYIN = "pinyin"
    ID = "id"
    SUBJECT_FIELD = "subject field"
    DEFINITION = "definition"
    NOTES = "notes"


class Column(NamedTuple):
    """What a column holds, of which language where that matters."""

    part: Part
    language: str = ""


_PINYIN = Column(Part.PINYIN, Language.SIMPLIFIED_CHINESE.value)
_NAMES = {
    **dict.fromkeys(("pinyin", "拼音", "汉语拼音", "漢語拼音"), _PINYIN),
    **dict.fromkeys(("pinyin (traditional)", "拼音（繁體）"), Column(Part.PINYIN, Language.TRADITIONAL_CHINESE.value)),
    **dict.fromkeys(("id", "entry id", "编号", "編號"), Column(Part.ID)),
    **dict.fromkeys(
        ("subject field", "subject", "domain", "field", "category", "领域", "領域", "分类", "分類"),
        Column(Part.SUBJECT_FIELD),
    ),
    **dict.fromkeys(
        ("definition", "description", "meaning", "explanation", "定义", "定義", "释义", "釋義"), Column(Part.DEFINITION)
    ),
    **dict.fromkeys(
        ("notes", "note", "comment", "comments", "remark", "remarks", "备注", "備註", "说明", "說明", "注释"),
        Column(Part.NOTES),
    ),
}
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


def read_headings(cells: Sequence[str]) -> list[Column | None] | None:
    """Return what the headings of a table name, None for one that isn't known or is there twice.

    Returns:
        None instead of the list if they don't name two languages, or one beside a definition.
    """
    columns: list[Column | None] = []
    for cell in cells:
        column = _column_named(cell)
        columns.append(None if column in columns else column)
    languages = [column for column in columns if column and column.part is Part.TERMS]
    explained = any(column and column.part is Part.DEFINITION for column in columns)
    return columns if len(languages) + explained > 1 and languages else None


def guess_columns(rows: Sequence[Sequence[str]]) -> list[Column | None] | None:
    """Return the first column that is mostly English and the first that is mostly Chinese, by what is in them.

    Returns:
        None if there is none of either.
    """
    columns: list[Column | None] = []
    for index in range(max(map(len, rows), default=0)):
        texts = [row[index] for row in rows if index < len(row) and _LETTER.search(row[index])]
        column = Column(Part.TERMS, detect_language("\n".join(texts)).value) if texts else None
        columns.append(None if column in columns else column)
    languages = {column.language for column in columns if column}
    return columns if Language.ENGLISH in languages and len(languages) > 1 else None


def _column_named(heading: str) -> Column | None:
    """Return the column that a heading names; in two languages at once (``Note 备注``) both must not disagree."""
    latin = _HAN.sub(" ", heading)
    han = "".join(_HAN.findall(heading))
    parts = (heading,) if not han or not _LETTER.search(latin) else (heading, latin, han)
    found = dict.fromkeys(filter(None, map(_named, parts)))
    return next(iter(found)) if len(found) == 1 else None


def _named(heading: str) -> Column | None:
    folded = " ".join(heading.lower().split()).strip(":：")
    known = _NAMES.get(folded)
    if known:
        return known
    language = language_named(folded)
    return Column(Part.TERMS, language) if language else None
