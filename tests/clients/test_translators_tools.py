"""Our TMX and PO in what translators' programs are built on: gettext and the translate toolkit (Weblate, Pootle)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.exchange.po_file import write_po
from glossary.exchange.tmx import write_tmx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.clients

_READ = """
import json, sys
from translate.storage import factory
units = [unit for unit in factory.getobject(sys.argv[1]).units if unit.source]
print(json.dumps([[unit.source, unit.target, unit.getnotes(), unit.getcontext()] for unit in units]))
"""
PAIRS = (
    ('“dual carbon” \\ <goals> & "more"', "“双碳”目标𠮷"),
    ("two\nlines\tand a tab", "两行 {0} %s"),
    ("C++", "1 | 2 ]]>"),
)
ENTRIES = [
    ConceptEntry(
        id=f"c{number} 编号",
        notes=("first note", ", fuzzy"),
        sections=(
            LanguageSection(language="en", terms=(TermSection(term=english),)),
            LanguageSection(language="zh-Hans", terms=(TermSection(term=chinese),)),
        ),
    )
    for number, (english, chinese) in enumerate(PAIRS)
]


def test_the_translate_toolkit_reads_our_memory(
    tmp_path: Path, find_client: Callable[[str], str], run: Callable[..., str]
) -> None:
    """Each unit is a pair, with its notes."""
    path = tmp_path / "out.tmx"
    write_tmx(ENTRIES, path)
    units = json.loads(run(find_client("translate-toolkit/python"), "-c", _READ, path))
    assert [(source, target) for source, target, _, _ in units] == list(PAIRS)
    assert all("first note" in notes for _, _, notes, _ in units)


def test_the_translate_toolkit_reads_our_catalogue(
    tmp_path: Path, find_client: Callable[[str], str], run: Callable[..., str]
) -> None:
    """Each message is a pair, with its id as context; none is fuzzy for what a note says."""
    path = tmp_path / "out.po"
    write_po(ENTRIES, path)
    units = json.loads(run(find_client("translate-toolkit/python"), "-c", _READ, path))
    told = [(source, target, context) for source, target, _, context in units if context]
    assert told == [(*pair, entry.id) for pair, entry in zip(PAIRS, ENTRIES, strict=True)]
    assert units[-1][2] == "first note\n\n, fuzzy"


def test_gettext_compiles_our_catalogue(
    tmp_path: Path, find_client: Callable[[str], str], run: Callable[..., str]
) -> None:
    """No message is refused, and the compiled ones say what we wrote."""
    path = tmp_path / "out.po"
    write_po(ENTRIES, path)
    run(find_client("msgfmt"), "--check-format", "--check-domain", "-o", tmp_path / "out.mo", path)
    again = run(find_client("msgunfmt"), "--no-wrap", tmp_path / "out.mo")
    assert again.count("\nmsgctxt ") == len(PAIRS)
    assert 'msgstr "“双碳”目标𠮷"' in again
