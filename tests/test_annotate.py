"""Terms in running texts: every place, every entry, offsets as the text is stored."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from glossary.cli.excerpts import show_safely
from glossary.jobs.annotating import Annotator
from glossary.lookup.live import LiveTermbase
from tests.termbases import entry_of, write_termbase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRIES = (
    entry_of(
        "new-quality-productive-forces",
        en="*new quality productive forces|!new quality productivity",
        hans="*新质生产力/xīnzhì shēngchǎnlì",
        hant="*新質生產力/xīnzhì shēngchǎnlì",
    ),
    entry_of("forces", en="*productive forces", hans="*生产力/shēngchǎnlì"),
    entry_of("agreement", en="*free trade agreement|FTA", hans="*自由贸易协定/zìyóu màoyì xiédìng"),
    entry_of("area", en="*free trade area|FTA", hans="*自由贸易区/zìyóu màoyìqū"),
    entry_of("alone", en="*lonely term"),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a small termbase."""
    return write_termbase(tmp_path_factory.mktemp("annotate") / "termbase.db", ENTRIES)


@pytest.fixture(scope="module")
def live(path: Path) -> Iterator[LiveTermbase]:
    """Return the termbase as servers hold it."""
    termbase = LiveTermbase(str(path))
    yield termbase
    termbase.close()


def _run(path: Path, *arguments: str | Path, code: int = 0, given: bytes | None = None) -> str:
    environment = {**os.environ, "GLOSSARY_DB": str(path)}
    command = [sys.executable, "-m", "glossary", "annotate", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, cwd=path.parent, env=environment, input=given, check=False)
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return done.stdout.decode() or done.stderr.decode()


def test_a_term_has_the_shape_of_the_contract(live: LiveTermbase) -> None:
    """Place, words, status, entry and equivalents with pinyin and status."""
    text = "😀𠮷 New-quality productive forces!"
    (found,) = Annotator(live).annotate(text)
    assert json.loads(found.line()) == {
        "v": 1,
        "start": 3,
        "end": len(text) - 1,
        "text": "New-quality productive forces",
        "term": "new quality productive forces",
        "status": "preferred",
        "language": "en",
        "entry": "new-quality-productive-forces",
        "equivalents": [
            {"term": "新质生产力", "language": "zh-Hans", "pinyin": "xīnzhì shēngchǎnlì", "status": "preferred"},
            {"term": "新質生產力", "language": "zh-Hant", "pinyin": "xīnzhì shēngchǎnlì", "status": "preferred"},
        ],
    }
    assert found.shape() == json.loads(found.line())


def test_the_longest_wins_and_nested_terms_are_there_on_demand(live: LiveTermbase) -> None:
    """A term within another is told as nested, in the order of the text."""
    text = "发展新质生产力 and productive forces"
    assert [a.text for a in Annotator(live).annotate(text)] == ["新质生产力", "productive forces"]
    nested = Annotator(live, nested=True).annotate(text)
    assert [(a.text, a.shape().get("nested", False)) for a in nested] == [
        ("新质生产力", False),
        ("生产力", True),
        ("productive forces", False),
    ]


def test_a_term_of_several_entries_is_told_for_each(live: LiveTermbase) -> None:
    """FTA is two things; a term that both scripts write alike is one."""
    found = list(Annotator(live).annotate("An FTA. 自由贸易协定"))
    assert [(a.text, a.designation.entry) for a in found] == [
        ("FTA", "agreement"),
        ("FTA", "area"),
        ("自由贸易协定", "agreement"),
    ]


def test_one_language_can_be_asked_for(live: LiveTermbase) -> None:
    """Of a text in both languages only the terms of one."""
    text = "productive forces 生产力 新質生產力"
    assert [a.text for a in Annotator(live, language="en").annotate(text)] == ["productive forces"]
    assert [a.text for a in Annotator(live, language="zh").annotate(text)] == ["生产力", "新質生產力"]


def test_a_term_without_equivalent_is_told_too(live: LiveTermbase) -> None:
    """It has an empty list."""
    (found,) = Annotator(live).annotate("A lonely term.")
    assert found.shape()["equivalents"] == []


def test_offsets_are_those_of_the_file_whatever_its_format(live: LiveTermbase) -> None:
    """In Markdown, LaTeX and bilingual files the words stand where the offsets say."""
    for name, text, count in (
        ("a.md", "# productive forces\n\n`productive forces`\n\nSome **productive forces**.\r\n", 2),
        ("a.tex", "\\section{productive forces} % productive forces\n", 1),
        ("a.po", 'msgid "productive forces"\nmsgstr "新质生产力"\n', 2),
        ("a.tmx", _tmx("A &amp; productive forces", "𠮷 &#x1F600; 新质生产力"), 2),
    ):
        found = list(Annotator(live).annotate(text, name))
        assert [text[a.start : a.end] for a in found] == [a.text for a in found]
        assert len(found) == count, name


def test_many_batches_are_in_order(live: LiveTermbase) -> None:
    """A long text is annotated in parts without anybody noticing."""
    text = "The productive forces and 生产力.\n\n" * 20_000
    found = list(Annotator(live).annotate(text))
    assert len(found) == 40_000
    assert all(text[a.start : a.end] == a.text for a in found)
    assert [a.start for a in found] == sorted(a.start for a in found)


def test_the_command_prints_objects_or_lines(path: Path) -> None:
    """From a file or stdin; 1 where there is no term."""
    (path.parent / "a.txt").write_text("行一\n\n生产力 and FTA.", "utf-8")
    objects = [json.loads(line) for line in _run(path, "a.txt", "--json").splitlines()]
    assert [(o["start"], o["end"], o["entry"]) for o in objects] == [
        (4, 7, "forces"),
        (12, 15, "agreement"),
        (12, 15, "area"),
    ]
    assert _run(path, "a.txt").splitlines()[0] == "3:1\t生产力\tproductive forces\t\t"
    typed = _run(path, "-", given="新质生产力".encode())
    assert typed == "1:1\t新质生产力\tnew quality productive forces\t\t\n"
    assert _run(path, "-", given=b"nothing here", code=1) == ""
    assert _run(path, "-", "--json", "--lang", "en", given="生产力".encode(), code=1) == ""


def test_other_documents_are_read_first(path: Path) -> None:
    """Of a page the text is annotated that a reader sees."""
    (path.parent / "a.html").write_text("<html><body><p>The <b>productive</b> forces.</p></body></html>", "utf-8")
    assert "productive forces" in _run(path, "a.html")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "there is no such file"),
        ("binary.txt", b"\x00\x01\x02" * 99, "this is no text"),
        ("broken.xlf", b"<xliff version='1.2'><file>", "broken.xlf"),
        ("empty.pdf", b"%PDF-1.7 nothing", "empty.pdf"),
    ],
)
def test_what_can_t_be_read_is_said_in_one_line(path: Path, name: str, content: bytes | None, message: str) -> None:
    """The file is named, and the exit code is 2."""
    if content is not None:
        (path.parent / name).write_bytes(content)
    said = _run(path, name, code=2)
    assert message in said
    assert len(said.splitlines()) == 1


def test_an_encoding_can_be_told(path: Path) -> None:
    """A text in an old encoding that is too short to tell is read as its user says."""
    (path.parent / "old.txt").write_bytes("新質生產力".encode("big5"))
    assert "new quality productive forces" in _run(path, "old.txt", "--encoding", "big5")


def test_what_a_terminal_would_obey_is_not_shown() -> None:
    """A text can't move the cursor or turn the writing around."""
    assert show_safely("a\x1b[2Jb\u202ec\td") == "a�[2Jb�c d"


def _tmx(english: str, chinese: str) -> str:
    return (
        '<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="en" segtype="sentence" datatype="x" adminlang="en" '
        'creationtool="x" creationtoolversion="1" o-tmf="x"/><body><tu>'
        f'<tuv xml:lang="en"><seg>{english}</seg></tuv><tuv xml:lang="zh-CN"><seg>{chinese}</seg></tuv>'
        "</tu></body></tmx>"
    )
