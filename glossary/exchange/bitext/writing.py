"""Sentence pairs as files that a person can correct and any program for translators can read: TSV and TMX."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import UsageError
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.files.characters import strip_illegal
from glossary.exchange.files.xml_text import escape
from glossary.exchange.languages import territorial_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ENDINGS = (".tsv", ".tmx")
_TMX_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<tmx version="1.4">\n'
    '  <header creationtool="policy-glossary" creationtoolversion="1" segtype="sentence" o-tmf="policy-glossary"'
    ' adminlang="en" srclang="en" datatype="plaintext"/>\n'
    "  <body>\n"
)
_TMX_FOOT = "  </body>\n</tmx>\n"


class PairRow(NamedTuple):
    """Some English beside its Chinese, one of which may be empty, and how alike both mean, 0–1."""

    english: str
    chinese: str
    likeness: float


def write_pairs(rows: Iterable[PairRow], path: str | Path, *, chinese_language: str) -> None:
    """Write sentence pairs as the ending of a file says; it appears at once.

    A TSV has a line for each pair with its likeness, and those left out on one side; a TMX has whole pairs only.

    Args:
        rows: in their order.
        path: ends in ``.tsv`` or ``.tmx``.
        chinese_language: ``zh-Hans`` or ``zh-Hant``.

    Raises:
        UsageError: the ending is another one, or the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    require_ending(path)
    is_memory = str(path).lower().endswith(".tmx")
    lines = _tmx(rows, chinese_language) if is_memory else _tsv(rows, chinese_language)
    with replace_file(path, keeps_earlier=True) as file:
        for line in lines:
            file.write(line.encode("utf-8"))


def require_ending(path: str | Path) -> None:
    """Refuse a path that no sentence pairs are written to.

    Raises:
        UsageError: it ends neither in ``.tsv`` nor in ``.tmx``.
    """
    if not str(path).lower().endswith(ENDINGS):
        raise UsageError(f"{path}: sentence pairs are written as .tsv or .tmx; choose one of these endings")


def _tsv(rows: Iterable[PairRow], chinese_language: str) -> Iterator[str]:
    yield f"en\t{chinese_language}\tlikeness\n"
    for row in rows:
        yield f"{_cell(row.english)}\t{_cell(row.chinese)}\t{row.likeness:.2f}\n"


def _cell(text: str) -> str:
    """Return a text on one line, quoted where it begins as a quoted cell does."""
    line = " ".join(text.split())
    return '"' + line.replace('"', '""') + '"' if line.startswith('"') else line


def _tmx(rows: Iterable[PairRow], chinese_language: str) -> Iterator[str]:
    tag = territorial_tag(chinese_language)
    yield _TMX_HEAD
    for row in rows:
        if row.english and row.chinese:
            english, chinese = (escape(strip_illegal(text)) for text in (row.english, row.chinese))
            yield (
                f'    <tu>\n      <tuv xml:lang="en"><seg>{english}</seg></tuv>\n'
                f'      <tuv xml:lang="{tag}"><seg>{chinese}</seg></tuv>\n    </tu>\n'
            )
    yield _TMX_FOOT
