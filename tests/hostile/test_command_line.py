"""What a user sees of a hostile file: one line, exit code 2, and the termbase as it was."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.exchange.formats import format_for
from glossary.exchange.json_entries import write_json
from glossary.jobs.importing import import_file
from glossary.store.database import open_database
from tests.hostile.attacks import ATTACKS, REFUSED
from tests.hostile.seeds import ENTRIES, READERS, extension, members_of, seed

if TYPE_CHECKING:
    from pathlib import Path

# The attack that is most at home in each format.
_TYPICAL = ("billion laughs", "archive: flat bomb", "JSON: depth of 100,000", "NUL bytes in it")


@pytest.mark.parametrize("name", READERS)
def test_the_command_line_tells_it_in_one_line(tmp_path: Path, name: str) -> None:
    """``glossary import`` of a hostile file ends with code 2 and its path, and nothing is imported."""
    attack = next(each for typical in _TYPICAL for each in ATTACKS if each.name == typical and name in each.formats)
    assert attack.expected == REFUSED
    termbase, path = tmp_path / "termbase.db", tmp_path / f"hostile{extension(name)}"
    with open_database(str(termbase), create=True) as database:
        import_file(database, _written(tmp_path / "own.jsonl"), who="tester")
    path.write_bytes(attack.make(seed(name, tmp_path), "file:///etc/passwd", "http://127.0.0.1:9/"))
    before = _dump(termbase)
    ended = subprocess.run(
        [sys.executable, "-m", "glossary", "--db", str(termbase), "import", str(path), "--format", name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert len(ended.stderr.splitlines()) == 1
    assert str(path) in ended.stderr
    assert _dump(termbase) == before


def test_formulas_stay_texts(tmp_path: Path) -> None:
    """What a spreadsheet might run comes back from every table as it was, and no cell of a workbook is a formula."""
    words = ("=1+1", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "'=1", "''+1", "a\t=1")
    entries = [
        ConceptEntry(id=f"e{number}", sections=(LanguageSection(language="en", terms=(TermSection(term=word),)),))
        for number, word in enumerate(words)
    ]
    for name in ("csv", "csv-excel", "tsv", "xlsx", "jsonl", "tbx"):
        known = format_for(name)
        assert known.write
        assert known.read
        path = tmp_path / f"formulas{extension(name)}"
        known.write(entries, path)
        assert [term.term for entry in known.read(path) for _, term in entry.find_terms()] == list(words)
        if name == "xlsx":
            sheet = members_of(path.read_bytes())["xl/worksheets/sheet1.xml"]
            assert b"<f" not in sheet
            assert b"hyperlink" not in sheet


def _written(path: Path) -> Path:
    write_json(ENTRIES, path)
    return path


def _dump(termbase: Path) -> list[str]:
    with closing(sqlite3.connect(termbase)) as database:
        return list(database.iterdump())
