"""The command ``check`` as users and CI call it: lines, objects and SARIF, exit codes, one clear line for mistakes."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from glossary.cli.excerpts import excerpt
from glossary.lookup.checking.lines import LineIndex
from glossary.lookup.checking.rules import RULES
from tests.termbases import entry_of, write_termbase

if TYPE_CHECKING:
    from pathlib import Path

ENTRIES = (
    entry_of(
        "forces", en="*new quality productive forces|!new quality productivity", hans="*新质生产力/xīnzhì shēngchǎnlì"
    ),
    entry_of("reform", en="*reform", hans="*改革/gǎigé"),
    entry_of("rejected", en="*second term", hans="*第二词|第二術语/dì-èr shùyǔ"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a termbase and some texts."""
    write_termbase(tmp_path / "my.db", ENTRIES)
    (tmp_path / "bad.md").write_text("# 标题\n\n汉字 new quality productivity here.\n", "utf-8")
    (tmp_path / "good.txt").write_text("New quality productive forces.\n", "utf-8")
    (tmp_path / "source.txt").write_text("The reform.\n\nNew quality productive forces.\n", "utf-8")
    (tmp_path / "target.txt").write_text("改革。\n\n先进的事物。\n", "utf-8")
    (tmp_path / "pairs.csv").write_text('en,zh\nreform,"变化"\n', "utf-8")
    return tmp_path


def _run(folder: Path, *arguments: str, code: int, given: bytes | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "glossary", "check", *arguments]
    done = subprocess.run(command, capture_output=True, cwd=folder, env=_environment(folder), input=given, check=False)
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return subprocess.CompletedProcess(command, code, done.stdout.decode(), done.stderr.decode())


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "GLOSSARY_DB": str(folder / "my.db"), "COLUMNS": "60"}


def test_a_line_for_each_finding_as_compilers_do(folder: Path) -> None:
    """File, line, column, code and message; 1 where anything is wrong, 0 where nothing is."""
    done = _run(folder, "bad.md", "good.txt", "pairs.csv", code=1)
    assert done.stdout.splitlines() == [
        "bad.md:3:4: deprecated-term: “new quality productivity” is deprecated; write “new quality productive forces”",
        "pairs.csv:2:1: missing-equivalent: “reform” has no equivalent in the translation: 改革",
    ]
    assert done.stderr == "glossary: 2 findings\n"
    assert _run(folder, "good.txt", code=0).stdout == ""


def test_a_translation_is_checked_against_its_source(folder: Path) -> None:
    """The finding is in the translation and names the place in the source."""
    done = _run(folder, "source.txt", "--target", "target.txt", code=1)
    assert done.stdout.startswith("target.txt:3:1: missing-equivalent: “New quality productive forces” has no")
    assert done.stdout.endswith("(source.txt:3:1)\n")


def test_stdin_is_a_text(folder: Path) -> None:
    """A dash reads a text that comes through a pipe."""
    done = _run(folder, "-", code=1, given=b"new quality productivity")
    assert done.stdout.startswith("stdin:1:1: deprecated-term: ")


@pytest.mark.parametrize("option", [["--json"], ["--format", "json"]])
def test_objects_have_the_fields_of_the_contract(folder: Path, option: list[str]) -> None:
    """One object a line, with the place in code points."""
    (line,) = _run(folder, "bad.md", *option, code=1).stdout.splitlines()
    found = json.loads(line)
    assert {key: found[key] for key in ("v", "file", "line", "column", "code", "term", "suggestion", "entry")} == {
        "v": 1,
        "file": "bad.md",
        "line": 3,
        "column": 4,
        "code": "deprecated-term",
        "term": "new quality productivity",
        "suggestion": "new quality productive forces",
        "entry": "forces",
    }
    text = (folder / "bad.md").read_text("utf-8")
    assert text[found["start"] : found["end"]] == found["term"]


def test_options_and_settings_leave_out(folder: Path) -> None:
    """Terms and codes are muted by an option or in the settings file; a code that isn't known is an error."""
    assert _run(folder, "bad.md", "--mute", "New Quality Productivity", code=0).stdout == ""
    assert _run(folder, "bad.md", "--ignore", "deprecated-term", code=0).stdout == ""
    assert _run(folder, "bad.md", "--only", "missing-equivalent", code=0).stdout == ""
    assert "there is no such check" in _run(folder, "bad.md", "--ignore", "deprected-term", code=2).stderr
    (folder / "glossary.toml").write_text('[check]\nmute = ["forces"]\n', "utf-8")
    assert _run(folder, "bad.md", code=0).stdout == ""
    (folder / "glossary.toml").write_text('[check]\nignore = ["deprecated-term"]\n', "utf-8")
    assert _run(folder, "bad.md", code=0).stdout == ""


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("check = 1\n", "check must be a table"),
        ("[check]\nmuted = []\n", "no setting 'muted' in [check]"),
        ('[check]\nmute = "reform"\n', "mute in [check] must be a list of texts"),
        ("[check]\nmute = [1]\n", "mute in [check] must be a list of texts"),
    ],
)
def test_a_mistake_in_the_settings_is_named(folder: Path, written: str, message: str) -> None:
    """Which file, which setting, and how it is written right."""
    (folder / "glossary.toml").write_text(written, "utf-8")
    done = _run(folder, "bad.md", code=2)
    assert message in done.stderr
    assert "glossary.toml" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name a file"),
        (["missing.txt"], "there is no such file"),
        (["--termbase", "bad.md"], "leave the files out"),
        (["a.txt", "b.txt", "--target", "c.txt"], "name one"),
        (["pairs.csv", "--target", "target.txt"], "--target takes two plain texts"),
        (["broken.xlf"], "broken.xlf"),
        (["bad.md", "--format", "xml"], "invalid choice"),
        (["."], "this is a folder"),
    ],
)
def test_mistakes_are_said_in_one_line(folder: Path, arguments: list[str], message: str) -> None:
    """Exit code 2, nothing on stdout."""
    (folder / "broken.xlf").write_text("<xliff version='1.2'><file>", "utf-8")
    done = _run(folder, *arguments, code=2)
    assert message in done.stderr
    assert (done.stdout, len(done.stderr.splitlines())) == ("", 1)


def test_without_a_termbase_one_line_says_how_to_begin(folder: Path) -> None:
    """Nothing is created by a command that only reads."""
    (folder / "my.db").unlink()
    done = _run(folder, "bad.md", code=2)
    assert len(done.stderr.splitlines()) == 1
    assert not (folder / "my.db").exists()


def test_the_termbase_is_checked_by_its_entries(folder: Path) -> None:
    """A line or object names the entry; places there are none."""
    done = _run(folder, "--termbase", code=1)
    location = folder / "my.db"
    assert done.stdout.splitlines() == [
        f"{location}: rejected: missing-pinyin: “第二词” has no pinyin",
        f"{location}: rejected: mixed-scripts: “第二術语” mixes scripts: Simplified and Traditional characters",
    ]
    (found, _) = map(json.loads, _run(folder, "--termbase", "--json", code=1).stdout.splitlines())
    assert (found["entry"], found["line"], found["start"]) == ("rejected", None, None)


def _sarif(folder: Path, *arguments: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(_run(folder, *arguments, "--format", "sarif", code=1).stdout)
    return log


def test_sarif_says_all_that_the_format_wants(folder: Path) -> None:
    """Version, rules with help, results that refer to them, regions with lines, columns and offsets."""
    log = _sarif(folder, "bad.md", "pairs.csv")
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], run["columnKind"]) == ("glossary", "unicodeCodePoints")
    assert [rule["id"] for rule in driver["rules"]] == list(RULES)
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
        assert re.fullmatch(r"[A-Z][A-Za-z]+", rule["name"])
    first, second = run["results"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
    physical = first["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "bad.md"
    text = (folder / "bad.md").read_text("utf-8")
    start = text.index("new quality")
    assert physical["region"] == {
        "startLine": 3,
        "startColumn": 4,
        "endLine": 3,
        "endColumn": 28,
        "charOffset": start,
        "charLength": 24,
    }
    (fix,) = first["fixes"]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["deletedRegion"]["charOffset"] == start
    assert replacement["insertedContent"]["text"] == "new quality productive forces"
    assert "fixes" not in second
    assert second["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 2


def test_sarif_of_odd_names_and_of_the_termbase(folder: Path) -> None:
    """Names are escaped as URIs; entries are logical locations; nothing wrong is an empty list."""
    (folder / "a b 汉#.txt").write_text("new quality productivity", "utf-8")
    (result,) = _sarif(folder, "a b 汉#.txt")["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20b%20%E6%B1%89%23.txt"
    results = _sarif(folder, "--termbase")["runs"][0]["results"]
    assert results[0]["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "rejected", "kind": "entry"}]}]
    clean = json.loads(_run(folder, "good.txt", "--format", "sarif", code=0).stdout)
    assert clean["runs"][0]["results"] == []


def test_the_rules_are_listed(folder: Path) -> None:
    """Every code with what it finds."""
    lines = _run(folder, "--rules", code=0).stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(RULES)


def test_a_terminal_shows_the_words(folder: Path) -> None:
    """Below each finding its line, and carets right below the words, Chinese before them or not."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "glossary", "check", "bad.md"]
    with subprocess.Popen(
        command, cwd=folder, env=_environment(folder), stdout=follower, stderr=subprocess.PIPE
    ) as run:
        os.close(follower)
        shown = b""
        while chunk := _read(leader):
            shown += chunk
        assert run.stderr is not None
        run.stderr.read()
    os.close(leader)
    lines = re.sub(r"\x1b\[\d*m", "", shown.decode()).splitlines()
    assert lines[1] == "  汉字 new quality productivity here."
    assert lines[2] == "       ^^^^^^^^^^^^^^^^^^^^^^^^"


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:
        return b""


@pytest.mark.parametrize("width", [20, 41, 60, 200])
@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("国家发展和改革委员会发布新质生产力规划，推动高质量发展，全面建设社会主义现代化国家。", "新质生产力"),
        ("a" * 300 + " term " + "b" * 300, "term"),
        ("😀" * 50 + "term", "term"),
        ("term\tand\x1b[31m more", "term"),
        ("", ""),
    ],
)
def test_excerpts_fit_and_point_at_the_words(line: str, term: str, width: int) -> None:
    """However narrow the terminal is, the carets are below the words and the line isn't broken."""
    start = line.index(term)
    shown, carets = excerpt(LineIndex(f"x\n{line}\ny", "f"), 2, start + 1, len(term), width)
    assert cell_len(shown) <= width
    assert "\x1b" not in shown
    before = len(carets) - len(carets.lstrip())
    cells = [character for character in shown for _ in range(cell_len(character))]
    expected = [character for character in term for _ in range(cell_len(character))]
    if term:
        assert cells[before : before + carets.count("^")] == expected
