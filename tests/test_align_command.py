"""The command ``align`` as users call it: what it prints, what it writes, and that it can be read back."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from glossary.exchange.bitext.writing import PairRow, write_pairs
from glossary.jobs.parallel import read_bilingual, read_parallel
from glossary.jobs.parallel.rows import find_rows
from glossary.mine.encoding import load_encoder
from glossary.mine.encoding.universal import SWITCH

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = (
    ("The port opened a new berth on Monday.", "周一，该港口启用了一个新泊位。"),
    ('"We build, and we wait," the mayor of 𠮷安 said.', "“我们建设，我们等待，”𠮷安市长说。"),
    ("Next year the railway will reach Laos.", "明年，铁路将通到老挝。"),
)
ALONE = "The cathedral of Bremen was closed for repairs after a storm had damaged its roof."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a text, one sentence of which was not translated, and its translation."""
    english = [pair[0] for pair in PAIRS]
    (tmp_path / "en.txt").write_text(" ".join([*english[:2], ALONE, english[2]]), "utf-8")
    (tmp_path / "zh.txt").write_text("".join(pair[1] for pair in PAIRS), "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, code: int = 0, semantic: str = "0") -> tuple[list[str], str]:
    """Return the lines that the command prints, and what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "glossary", "align", *arguments],
        capture_output=True,
        cwd=folder,
        env={
            **os.environ,
            "PYTHONUTF8": "1",
            "COLUMNS": "200",
            "GLOSSARY_DB": str(folder / "none.db"),
            SWITCH: semantic,
        },
        check=False,
    )
    said = done.stderr.decode()
    assert done.returncode == code, said
    assert "Traceback" not in said
    return done.stdout.decode().splitlines(), said


def test_pairs_are_printed(folder: Path) -> None:
    """Each English sentence above its Chinese, how alike they are, and what has no counterpart with a mark."""
    if load_encoder() is None:
        pytest.skip("the extra semantic is not installed")
    printed, said = run(folder, "zh.txt", "en.txt", semantic="1")
    assert [line.split(maxsplit=2)[2] for line in printed[::2]] == [*(p[0] for p in PAIRS[:2]), ALONE, PAIRS[2][0]]
    assert [line.strip() for line in printed[1::2]] == [*(p[1] for p in PAIRS[:2]), "—", PAIRS[2][1]]
    assert [line.split()[1] for line in printed[::2]][2] == "0.00?"
    assert "4 pairs, 1 of them doubtful or without a counterpart" in said


def test_objects_are_printed(folder: Path) -> None:
    """``--json`` prints one object a line; without an encoder it works too, and no termbase is made or needed."""
    printed, _ = run(folder, "--json", "en.txt", "zh.txt")
    objects = [json.loads(line) for line in printed]
    assert [each["number"] for each in objects] == list(range(1, len(objects) + 1))
    assert all(list(each) == ["v", "number", "english", "chinese", "likeness"] for each in objects)
    assert all(each["v"] == 1 and 0 <= each["likeness"] <= 1 for each in objects)
    assert "".join(each["chinese"] for each in objects) == "".join(pair[1] for pair in PAIRS)
    assert " ".join(filter(None, (each["english"] for each in objects))) == (folder / "en.txt").read_text("utf-8")
    assert not (folder / "none.db").exists()


def test_a_table_can_be_corrected_and_read_back(folder: Path) -> None:
    """A TSV has a line a pair; what a person mends in it is what is mined."""
    printed, said = run(folder, "en.txt", "zh.txt", "-o", "pairs.tsv")
    assert printed == []
    assert "correct pairs.tsv, then: glossary mine pairs.tsv" in said
    path = folder / "pairs.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))
    assert rows[0] == ["en", "zh-Hans", "likeness"]
    assert "".join(row[1] for row in rows[1:]) == "".join(pair[1] for pair in PAIRS)
    mended = [rows[0], *([english, chinese, "1"] for english, chinese in PAIRS), [ALONE, "", "0"]]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(mended)
    text = read_bilingual(path)
    assert text is not None
    assert [text.sentences(unit) for unit in text.units] == list(PAIRS)


def test_a_memory_is_written(folder: Path) -> None:
    """A TMX has whole pairs only, in the languages of the texts, and is read back as it was."""
    run(folder, "en.txt", "zh.txt", "-o", "pairs.tmx")
    units = ET.parse(folder / "pairs.tmx").getroot().findall("body/tu")  # noqa: S314 - our own file
    for unit in units:
        assert [variant.get("{http://www.w3.org/XML/1998/namespace}lang") for variant in unit.findall("tuv")] == [
            "en",
            "zh-CN",
        ]
    written = [tuple(segment.text for segment in unit.findall("tuv/seg")) for unit in units]
    text = read_bilingual(folder / "pairs.tmx")
    assert text is not None
    assert [text.sentences(unit) for unit in text.units] == written
    assert all(all(pair) for pair in written)


def test_another_ending_is_refused(folder: Path) -> None:
    """It says which there are, before any work is done; a file that was there stays."""
    (folder / "pairs.xlsx").write_bytes(b"mine")
    printed, said = run(folder, "en.txt", "zh.txt", "-o", "pairs.xlsx", code=2)
    assert printed == []
    assert "pairs.xlsx: sentence pairs are written as .tsv or .tmx; choose one of these endings" in said
    assert (folder / "pairs.xlsx").read_bytes() == b"mine"
    assert sorted(path.name for path in folder.iterdir()) == ["en.txt", "pairs.xlsx", "zh.txt"]
    assert "choose one of these endings" in run(folder, "none.txt", "none.txt", "-o", "pairs.docx", code=2)[1]


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (("en.txt", "en.txt"), "both are English; name a text and its translation"),
        (("en.txt", "none.txt"), "none.txt: there is no such file or folder"),
        ((".", "zh.txt"), "name two files, or two folders"),
    ],
)
def test_wrong_use_is_one_clear_line(folder: Path, names: tuple[str, str], reason: str) -> None:
    """Exit code 2, and nothing on stdout."""
    printed, said = run(folder, *names, "-o", "pairs.tsv", code=2)
    assert printed == []
    assert reason in said
    assert not (folder / "pairs.tsv").exists()


def test_folders_are_aligned(folder: Path) -> None:
    """All pairs of files go into one table; what has no other half is named."""
    for language in ("en", "zh"):
        (folder / language).mkdir()
        (folder / f"{language}.txt").rename(folder / language / "a.txt")
    (folder / "en" / "b.txt").write_text("Alone.", "utf-8")
    printed, said = run(folder, "--json", "en", "zh")
    assert "".join(json.loads(line)["chinese"] for line in printed) == "".join(pair[1] for pair in PAIRS)
    assert "passed over" in said
    assert "b.txt: no file of the other folder has its name" in said


def test_rows_have_every_sentence_once(folder: Path) -> None:
    """What the alignment left out stands between the pairs, in the order of either text."""

    def fail(error: Exception) -> None:
        raise error

    text = read_parallel(folder / "en.txt", folder / "zh.txt", on_unreadable=fail)[0]
    rows = list(find_rows(text))
    assert " ".join(row.english for row in rows if row.english) == text.english.text.strip()
    assert "".join(row.chinese for row in rows) == text.chinese.text.strip()
    assert [row.likeness == 0 for row in rows] == [not (row.english and row.chinese) for row in rows]


def test_awkward_texts_survive_both_formats(tmp_path: Path) -> None:
    """Quotation marks, tabs, markup, line ends and characters beyond the basic plane are read as written."""
    rows = [
        PairRow('"Yes," he said.\tThen <b>left</b> & ran.', "“是，”他说。\n然后跑了。", 0.9),
        PairRow("A", "𠮷🏗️", 0.8),
        PairRow("=1+1 is 'two' \"2\"", "等于“二”", 0.7),
    ]
    for name in ("pairs.tsv", "pairs.tmx", "PAIRS.TMX"):
        write_pairs(rows, tmp_path / name, chinese_language="zh-Hant")
        text = read_bilingual(tmp_path / name)
        assert text is not None
        assert [text.sentences(unit) for unit in text.units] == [
            (" ".join(row.english.split()), " ".join(row.chinese.split())) for row in rows
        ]
    assert 'xml:lang="zh-TW"' in (tmp_path / "pairs.tmx").read_text("utf-8")
    assert (tmp_path / "pairs.tsv").read_text("utf-8").startswith("en\tzh-Hant\tlikeness\n")
