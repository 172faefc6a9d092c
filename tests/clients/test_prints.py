"""Printed glossaries, as PDF readers see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from glossary.exchange.pdf_glossary import write_pdf
from tests.conftest import ROOT
from tests.termbases import entry_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.clients


def test_pdftotext_finds_terms(tmp_path: Path, find_client: Callable[[str], str], run: Callable[..., str]) -> None:
    """Another reader finds both languages, pinyin and rare characters; all fonts are in the file."""
    entries = [
        entry_of("a", en="*new quality productive forces", hans="*新质生产力/xīn zhì shēngchǎnlì", hant="*新質生產力"),
        entry_of("b", en="*Yoshinoya", hans="*𠮷野家/Jíyějiā"),
    ]
    write_pdf(entries, tmp_path / "x.pdf", title="Policy terms")
    text = run(find_client("pdftotext"), tmp_path / "x.pdf", "-")
    for told in ("新质生产力", "新質生產力", "xīn zhì shēngchǎnlì", "new quality productive forces", "𠮷野家"):
        assert told in text
    fonts = run(find_client("pdffonts"), tmp_path / "x.pdf").splitlines()[2:]
    assert fonts
    assert all(font.split()[-5:-2] == ["yes", "yes", "yes"] for font in fonts)


def test_pdftotext_finds_the_whole_base(
    sample: Path, find_client: Callable[[str], str], run: Callable[..., str], export: Callable[..., Path]
) -> None:
    """Each preferred term of the curated base can be searched for in the printed glossary."""
    text = run(find_client("pdftotext"), export(sample, "base.pdf"), "-")
    assert "新质生产力" in text
    flat = "".join(text.split())
    concepts = etree.parse(ROOT / "seeds" / "policy-terms.tbx").iterfind(".//{*}langSec")
    terms = [term for section in concepts if (term := section.findtext("{*}termSec/{*}term"))]
    assert len(terms) > 6000
    assert [term for term in terms if "".join(term.split()) not in flat] == []
