"""Dictionaries, as sdcv and PyGlossary read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from glossary.exchange.stardict import write_stardict
from tests.termbases import entry_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.clients
FORCES = entry_of("a", en="*new quality productive forces|NQPF", hans="*新质生产力/xīn zhì shēngchǎnlì")
OTHERS = [
    entry_of("b", en="*Communist Party of China|CPC", hans="*中国共产党/Zhōngguó Gòngchǎndǎng", hant="*中國共產黨"),
    entry_of("c", en='*party|it\'s "one" <b>', hans="*聚会/jùhuì|𠮷野家"),
    entry_of("d", en="*Party", hans="*党/dǎng"),
    entry_of("e", en="*green development", hans="*绿色发展/lǜsè fāzhǎn"),
]


@pytest.mark.parametrize(
    ("typed", "headword"),
    [
        *((typed, "新质生产力") for typed in ("新质生产力", "新質生產力", "xinzhi", "xzscl", "xin zhi shengchanli")),
        *((typed, "new quality productive forces") for typed in ("new quality productive forces", "NQPF")),
        *(("中國共產黨", "中国共产党"), ("𠮷野家", "聚会"), ("lvsefazhan", "绿色发展")),
        *(("party", "party"), ("Party", "Party")),
    ],
)
def test_sdcv_finds_terms(
    tmp_path: Path, find_client: Callable[[str], str], run: Callable[..., str], typed: str, headword: str
) -> None:
    """Chinese, English, acronyms, pinyin and Traditional characters lead to the entry."""
    write_stardict([FORCES, *OTHERS], tmp_path / "policy.ifo", title="Policy terms", is_plain=True)
    printed = run(find_client("sdcv"), "-n", "-j", "-e", "-0", "-1", "--data-dir", tmp_path, typed)
    found = {hit["word"]: hit["definition"] for hit in json.loads(printed[printed.index("[") :])}
    assert headword in found
    assert headword in found[headword]


def test_pyglossary_reads_every_word(
    tmp_path: Path, find_client: Callable[[str], str], run: Callable[..., str]
) -> None:
    """Another reader of the format has all words and what leads to them."""
    write_stardict([FORCES, *OTHERS], tmp_path / "policy.ifo", title="Policy terms")
    run(find_client("pyglossary/pyglossary"), "--ui=cmd", tmp_path / "policy.ifo", tmp_path / "policy.txt")
    read = (tmp_path / "policy.txt").read_text("utf-8")
    for told in ("Policy terms", "新质生产力", "xzscl", "中國共產黨", "𠮷野家", "it&#39;s &quot;one&quot; &lt;b&gt;"):
        assert told in read
