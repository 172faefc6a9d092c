"""What a file is taken for where its ending doesn't say it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glossary.exchange.formats import FORMATS, reader_for, writer_for
from tests.termbases import entry_of

if TYPE_CHECKING:
    from glossary.exchange.report import Issue

GLOSSARY = Path(sys.executable).with_name("glossary")
ENTRIES = [
    entry_of("a", en="*new quality productive forces|NQPF", hans="*新质生产力/xīnzhì shēngchǎnlì"),
    entry_of("b", en='*Party, "the"', hans="*党"),
]
MULTITERM = """<?xml version="1.0"?>
<!-- <tbx> --> <mtf><conceptGrp><languageGrp><language lang="EN" type="English"/>
<termGrp><term>Party</term></termGrp></languageGrp></conceptGrp></mtf>"""
MARK = "is read as {}, to judge by its beginning; --format NAME says otherwise"


def read(path: Path) -> tuple[set[str], list[str]]:
    """Return the terms of a file in any language, and what was told of it."""
    issues: list[Issue] = []
    entries = list(reader_for(path)(path, issues=issues))
    terms = {term.term for entry in entries for section in entry.sections for term in section.terms}
    return terms, [str(issue) for issue in issues]


def shown(name: str, ending: str) -> str:
    """Return the name of the format that a file of a format is read as under an ending, which is right too."""
    same = {"tbx-linguist": "tbx", "tbx-min": "tbx", "tbx-core": "tbx", "tbx-2": "tbx", "csv-excel": "csv"}
    same |= {"google": "deepl", "aws": "csv"}
    if name == "azure" and ending != ".tsv":
        return "omegat"
    return same.get(name, name)


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        *((known.name, ending) for known in FORMATS if known.read and known.write for ending in known.extensions),
        *((name, ".txt") for name in ("csv", "tsv", "memoq", "weblate", "deepl", "google-sets", "azure", "utx")),
        *(("omegat", ending) for ending in (".csv", ".tsv", ".tab")),
        *(("utx", ending) for ending in (".tsv", ".txt", ".csv")),
        *(("multiterm", ending) for ending in (".tbx", ".txt")),
    ],
)
def test_what_we_write_is_known_again(tmp_path: Path, name: str, ending: str) -> None:
    """Every file is read as what it is, whatever its ending; what the ending doesn't say is told."""
    path = tmp_path / f"terms{ending}"
    writer_for(name)(ENTRIES, path)
    terms, told = read(path)
    assert {"new quality productive forces", "新质生产力", 'Party, "the"', "党"} <= terms
    by_ending = next(known.name for known in FORMATS if known.read and ending in known.extensions)
    expected = shown(name, ending)
    assert ([MARK.format(expected)] if expected != by_ending else []) == [line for line in told if "is read as" in line]


@pytest.mark.parametrize(
    ("file", "content", "name", "terms"),
    [
        ("a.csv", "carbon peak,碳达峰\nParty,党\n", "deepl", {"carbon peak", "碳达峰", "Party", "党"}),
        ("a.csv", "碳达峰,carbon peak,zh,en,0.9\n", "deepl", {"carbon peak", "碳达峰"}),
        ("a.csv", "English,中文\nParty,党\n", None, {"Party", "党"}),
        ("a.csv", "term,definition\nParty,党\n", None, {"Party"}),
        ("a.csv", "术语,拼音\n党,dǎng\n", None, {"党"}),
        ("a.csv", "source,target,notes\nParty,党,x\n", None, {"Party", "党"}),
        ("a.csv", 'location,source,target,fuzzy\n,"a, b",甲,\n', "weblate", {"a, b", "甲"}),
        ("a.csv", "en,zh-CN,pos,description\nParty,党,noun,ruling\n", "google-sets", {"Party", "党"}),
        ("a.csv", "en,zh-TW\nParty,黨\n", None, {"Party", "黨"}),
        ("a.txt", "# list\n\nParty\t党\tnote\n", None, {"Party", "党"}),
        ("a.txt", "term\t术语\nnote\t备注\n", None, {"term", "术语", "note", "备注"}),
        ("a.txt", "en\tzh\nParty\t党\n", "tsv", {"Party", "党"}),
        ("a.tsv", "Party\t党\tnote\n", "omegat", {"Party", "党"}),
        ("a.xml", MULTITERM, "multiterm", {"Party"}),
        ("a.json", '[{"id": "x", "terms": [{"term": "党", "language": "zh-Hans"}]}]', None, {"党"}),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_others_write(  # noqa: PLR0917 - the columns of a table
    tmp_path: Path, file: str, content: str, name: str | None, terms: set[str], encoding: str
) -> None:
    """Headers, or pairs without one, tell whose list it is; UTF-16 is as good where a program writes it."""
    if encoding == "utf-16" and file.endswith(".json"):
        pytest.skip("JSON is UTF-8")
    (tmp_path / file).write_bytes(content.encode(encoding))
    found, told = read(tmp_path / file)
    assert found == terms
    assert [line for line in told if "is read as" in line] == ([MARK.format(name)] if name else [])


def test_a_name_is_not_second_guessed(tmp_path: Path) -> None:
    """Whoever names the format is believed."""
    path = tmp_path / "a.csv"
    path.write_text("source,target,fuzzy\nParty,党,\n", "utf-8")
    issues: list[Issue] = []
    (entry,) = reader_for("weblate")(path, issues=issues)
    assert [term.term for _, term in entry.find_terms("en")] == ["Party"]
    assert len(list(reader_for("deepl")(path, issues=issues))) == 2
    assert issues == []


def test_the_command_tells_it_in_one_line(tmp_path: Path) -> None:
    """``glossary import`` reads a memoQ export in UTF-16 without a format being named, and says so."""
    path = tmp_path / "export.csv"
    header = "Entry_ID,Entry_Subject,English_United_States,Term_Info,Chinese_PRC,Term_Info"
    path.write_bytes(f"{header}\n1,economy,dual carbon goals,,“双碳”目标,\n".encode("utf-16"))
    done = subprocess.run(
        [GLOSSARY, "--db", tmp_path / "new.db", "import", path], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if "is read as" in line] == [
        f"glossary: {path}: {MARK.format('memoq')}"
    ]
    assert "added\t1" in done.stdout
