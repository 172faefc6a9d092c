"""The command line as users call it: real processes, exit codes, one clear line for every mistake."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from glossary.cli.arguments import build_parser
from tests.backends import place

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = (
    "The province will cultivate new quality productive forces during the 15th Five-Year Plan period.\n\n"
    "Its pilot free trade zone serves the New International Land-Sea Trade Corridor, officials said.\n"
)


def _run(folder: Path, *arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GLOSSARY_DB": place(folder / "my.db"), "GLOSSARY_USER": "Li Mei"}
    done = subprocess.run(
        [sys.executable, "-m", "glossary", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=environment,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def _objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one article."""
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


def test_a_day_of_work(folder: Path) -> None:
    """Mine, look, add, edit, deprecate, undo, redo, search, export: each step does what the next one needs."""
    mined = {found["term"]: found for found in _objects(_run(folder, "mine", "article.txt", "--json"))}
    forces = mined["new quality productive forces"]
    assert (forces["v"], forces["status"], forces["equivalents"][0]["term"]) == (1, "known", "新质生产力")
    assert forces["contexts"][0]["text"].startswith("The province will cultivate")
    _run(folder, "add", "one-county-one-product scheme", "一县一品", "--pinyin", "yī xiàn yī pǐn")
    _run(folder, "edit", "one-county-one-product-scheme", "--add-term", "en=OCOP", "--definition", "A scheme.")
    _run(folder, "deprecate", "one-county-one-product-scheme", "OCOP")
    shown = _objects(_run(folder, "show", "OCOP", "--json"))[0]
    assert [(t["term"], t["status"]) for t in shown["terms"] if t["language"] == "en"] == [
        ("one-county-one-product scheme", "preferred"),
        ("OCOP", "deprecated"),
    ]
    assert "deprecate" in _run(folder, "undo").stdout
    assert _objects(_run(folder, "show", "OCOP", "--json"))[0]["terms"][1]["status"] == "admitted"
    _run(folder, "redo")
    found = _objects(_run(folder, "terms", "yxyp", "--json"))
    assert [entry["id"] for entry in found] == ["one-county-one-product-scheme"]
    history = _run(folder, "history", "one-county-one-product-scheme").stdout.splitlines()
    assert len(history) == 3
    assert all("Li Mei" in line for line in history)
    exported = _run(folder, "export", "--mined", "-o", "mined.tbx").stdout.strip()
    assert "新质生产力" in (folder / exported).read_text("utf-8")
    _run(folder, "db", "check")
    assert "entries\t" in _run(folder, "db", "stats").stdout


@pytest.mark.files  # without a termbase the base that the program ships is what is known
def test_dry_run_writes_nothing(folder: Path) -> None:
    """A dry run prints the same candidates and leaves no database behind."""
    dry = _objects(_run(folder, "mine", "article.txt", "--dry-run", "--json"))
    assert not list(folder.glob("*.db*"))
    real = _objects(_run(folder, "mine", "article.txt", "--json"))
    assert [found["term"] for found in dry] == [found["term"] for found in real]
    assert [found["equivalents"] for found in dry] == [found["equivalents"] for found in real]


def test_mining_twice_changes_nothing(folder: Path) -> None:
    """The second mining of a folder leaves every row and the history as they were."""
    _run(folder, "mine", folder)
    before = _run(folder, "db", "stats").stdout, _run(folder, "candidates", "--status", "all", "--json").stdout
    _run(folder, "mine", folder)
    assert before == (
        _run(folder, "db", "stats").stdout,
        _run(folder, "candidates", "--status", "all", "--json").stdout,
    )


def test_unreadable_files_are_named_and_the_rest_goes_on(folder: Path) -> None:
    """A broken file among good ones is reported by name; alone it is an error."""
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing here")
    done = _run(folder, "mine", "article.txt", "broken.pdf", "--json")
    assert "broken.pdf" in done.stderr
    assert done.stdout
    alone = _run(folder, "mine", "broken.pdf", code=2)
    assert "broken.pdf" in alone.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["mine", "missing.txt"], 2, "missing.txt"),
        pytest.param(["candidates"], 2, "no termbase here yet", marks=pytest.mark.files),
        pytest.param(["show", "anything"], 2, "no termbase here yet", marks=pytest.mark.files),
        (["import", "missing.tbx"], 2, "no such file"),
        (["--db", "article.txt", "mine", "article.txt"], 2, "no SQLite database"),
        (["--db", ".", "mine", "article.txt"], 2, "is a folder"),
        (["export", "--format", "docx"], 2, "docx"),
        (["export", "--format", "floppy"], 2, "floppy"),
        (["mine", "article.txt", "--explain", "pear tree"], 1, ""),
        (["frobnicate"], 2, "invalid choice"),
        (["add", "x", "not Chinese"], 2, "Chinese character"),
        pytest.param(["accept", "x"], 2, "no termbase here yet", marks=pytest.mark.files),
        pytest.param(["undo"], 2, "no termbase here yet", marks=pytest.mark.files),
        (["edit", "x", "--rename", "y"], 2, "has no = between"),
        (["terms", "--limit", "0"], 2, "at least 1"),
        (["mine", ""], 2, "a path is empty"),
        (["import", "article.txt", "--format", "tbx"], 2, "article.txt"),
    ],
)
def test_mistakes_get_one_clear_line(folder: Path, arguments: list[str], code: int, line: str) -> None:
    """A mistake is said in one line that names it, with the right exit code, and nothing is left behind."""
    done = _run(folder, *arguments, code=code)
    assert line in done.stderr
    assert len(done.stderr.splitlines()) == (1 if code == 2 else 0)
    assert not list(folder.glob("*.db*"))
    assert (folder / "article.txt").read_text("utf-8") == ARTICLE


@pytest.mark.files
def test_explain_shows_parts_and_steps(folder: Path) -> None:
    """``--explain`` tells the parts of a score, and what happened to a fragment."""
    kept = _run(folder, "mine", "article.txt", "--explain", "pilot free trade zone").stdout
    assert "kept" in kept
    dropped = _run(folder, "mine", "article.txt", "--explain", "sea trade corridor", code=1).stdout
    assert "not kept" in dropped


def test_export_and_import_of_a_whole_termbase(folder: Path) -> None:
    """TBX-Linguist and CSV come back byte for byte through an empty termbase."""
    _run(folder, "mine", "article.txt")
    for name, options in (("all.tbx", ["--dialect", "linguist"]), ("all.csv", [])):
        _run(folder, "export", "-o", name, *options)
        other = folder / f"{name}.db"
        _run(folder, "--db", other, "import", name)
        _run(folder, "--db", other, "export", "-o", f"again-{name}", *options)
        assert (folder / name).read_bytes() == (folder / f"again-{name}").read_bytes()
        assert "added\t0" in _run(folder, "--db", other, "import", name).stdout


def test_import_dry_run_makes_no_termbase(folder: Path) -> None:
    """A trial import says what would come in, also where there is no termbase yet, and leaves none."""
    (folder / "two.csv").write_text("en,zh\nharbour pass,港口通\n", "utf-8")
    assert "added\t1" in _run(folder, "import", "two.csv", "--dry-run").stdout
    assert not list(folder.glob("*.db*"))


def test_version_is_printed(folder: Path) -> None:
    """``--version`` names the program and its version."""
    assert re.fullmatch(r"glossary \d+\.\d+\.\d+\n", _run(folder, "--version").stdout)


def test_pinyin_command(folder: Path) -> None:
    """Pinyin is printed one line a text."""
    assert _run(folder, "pinyin", "一带一路", "西安").stdout == "Yī Dài Yī Lù\nXī'ān\n"


def test_every_command_is_in_the_readme() -> None:
    """A command that the README doesn't name can't be found by a newcomer."""
    readme = (ROOT / "README.md").read_text("utf-8")
    actions = build_parser()._subparsers
    assert actions is not None
    names = {name for action in actions._group_actions for name in (action.choices or ())}
    assert names
    missing = [name for name in sorted(names) if not re.search(rf"`(?:glossary )?{name}\b", readme)]
    assert missing == []


def test_base_goes_into_an_empty_termbase_only(tmp_path: Path) -> None:
    """The curated base is taken in once; where there are entries the command says how else, and changes nothing."""
    assert _run(tmp_path, "base").stdout.startswith("added\t2")
    assert "glossary import" in _run(tmp_path, "base", code=1).stderr
