"""Our files in what translators' programs are built on: gettext and the translate toolkit (Weblate, Pootle)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.exchange.po_file import write_po
from glossary.exchange.tmx import write_tmx
from tests.clients.awkward import ALL_PAIRS
from tests.clients.awkward import PAIRS as AWKWARD_PAIRS

if TYPE_CHECKING:
    from collections.abc import Callable

    Reading = Callable[..., list[dict[str, Any]]]

pytestmark = pytest.mark.clients

SCRIPT = Path(__file__).with_name("translate_toolkit_read.py")
DEFINITION = "First line.\nSecond,\twith “quotes”."
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


@pytest.fixture
def read(find_client: Callable[[str], str], run: Callable[..., str]) -> Reading:
    """Return how to have the translate toolkit read a file."""

    def call(path: Path, source: str = "en", target: str = "zh-Hans") -> list[dict[str, Any]]:
        units: list[dict[str, Any]] = json.loads(
            run(find_client("translate-toolkit/python"), SCRIPT, path, source, target)
        )
        return units

    return call


def pairs(units: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return sources and targets."""
    return [(unit["source"], unit["target"]) for unit in units]


def test_the_translate_toolkit_reads_our_memory(tmp_path: Path, read: Reading) -> None:
    """Each unit is a pair, with its notes."""
    path = tmp_path / "out.tmx"
    write_tmx(ENTRIES, path)
    units = read(path)
    assert pairs(units) == list(PAIRS)
    assert all("first note" in unit["notes"] for unit in units)


def test_the_translate_toolkit_reads_our_catalogue(tmp_path: Path, read: Reading) -> None:
    """Each message is a pair, with its id as context; none is fuzzy for what a note says."""
    path = tmp_path / "out.po"
    write_po(ENTRIES, path)
    units = read(path)
    told = [(unit["source"], unit["target"], unit["context"]) for unit in units if unit["context"]]
    assert told == [(*pair, entry.id) for pair, entry in zip(PAIRS, ENTRIES, strict=True)]
    assert units[-1]["notes"] == "first note\n\n, fuzzy"


@pytest.mark.parametrize("tag", ["zh-Hans", "zh_Hans"])
def test_the_translate_toolkit_reads_our_tbx(
    awkward: Path, export: Callable[..., Path], read: Reading, tag: str
) -> None:
    """In version 2 it knows every term, which are deprecated, and the definition, by either way to write the tag."""
    units = {unit["source"]: unit for unit in read(export(awkward, "out.tbx", "--tbx-version", "2"), target=tag)}
    assert len(units) == len(AWKWARD_PAIRS) + 5
    assert set(AWKWARD_PAIRS) <= set(pairs(list(units.values())))
    statuses = units["dual carbon goals"]
    assert statuses["sources"] == [["dual carbon goals", False], ["dual carbon", False], ["double carbon", True]]
    assert [term for term, _ in statuses["targets"]] == ["“双碳”目标", "双碳", "二碳"]
    assert units["banned word"]["targets"] == [["禁用语", True]]
    assert units["ketagalan"]["target"] is None
    assert {unit["notes"] for unit in units.values()} == {DEFINITION}


def test_the_translate_toolkit_reads_our_glossary_for_weblate(
    awkward: Path, export: Callable[..., Path], read: Reading
) -> None:
    """Each row is a pair with its explanation; the header is none, nor is what is deprecated."""
    units = read(export(awkward, "out.csv", "--for", "weblate"))
    assert sorted(pairs(units)) == sorted(pair for pair in ALL_PAIRS if pair[1] != "双碳")
    assert {unit["notes"] for unit in units} == {"First line. Second, with “quotes”."}


def test_the_translate_toolkit_reads_our_utx(awkward: Path, export: Callable[..., Path], read: Reading) -> None:
    """Each row is a pair with its status and concept; forbidden terms are marked as such."""
    units = read(export(awkward, "out.utx", "--format", "utx"))
    found = {(unit["source"], unit["target"]): unit["metadata"] for unit in units}
    assert len(found) == len(units) == len(AWKWARD_PAIRS) + 5
    assert set(AWKWARD_PAIRS) <= set(found)
    told = {pair: row["term status"] for pair, row in found.items() if row["concept ID"] == "statuses"}
    assert told == {
        ("dual carbon goals", "“双碳”目标"): "approved",
        ("dual carbon goals", "双碳"): "non-standard",
        ("dual carbon goals", "二碳"): "forbidden",
        ("dual carbon", "“双碳”目标"): "non-standard",
        ("double carbon", "“双碳”目标"): "forbidden",
    }


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
