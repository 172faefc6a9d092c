"""The glossary of a project of OmegaT: its lines, and that it follows the termbase."""

from __future__ import annotations

import signal
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from glossary.concept import ConceptEntry, Definition, LanguageSection, TermSection
from glossary.exchange.pair_lists.omegat import render_omegat
from glossary.vocabulary import AdministrativeStatus, Language
from tests.editors.desk import GLOSSARY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.editors.desk import Desk

PROJECT = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
    <project version="1.0">
        <glossary_dir>{folder}</glossary_dir>
        <source_lang>{source}</source_lang>
        <target_lang>{target}</target_lang>
    </project>
</omegat>
"""
DEPRECATED = AdministrativeStatus.DEPRECATED
ENTRY = ConceptEntry(
    id="1",
    subject_field="economy",
    definition=Definition(text="Growth by\tinnovation.\nNot by more of the same."),
    sections=(
        LanguageSection(
            language=Language.ENGLISH,
            terms=(
                TermSection(term="new productive forces", status=DEPRECATED),
                TermSection(term="new quality productive forces"),
            ),
        ),
        LanguageSection(
            language=Language.SIMPLIFIED_CHINESE,
            terms=(
                TermSection(term="新质生产力", pinyin="xīnzhì shēngchǎnlì"),
                TermSection(term="新质 生产力", status=AdministrativeStatus.ADMITTED),
                TermSection(term="新生产力", status=DEPRECATED),
            ),
        ),
    ),
)


@pytest.fixture
def project(desk: Desk) -> Path:
    """Return the folder of a new project, English to Chinese."""
    folder = desk.home / "my project"
    folder.mkdir()
    write_project(folder)
    return folder


def write_project(folder: Path, source: str = "EN-US", target: str = "ZH-CN", glossaries: str = "__DEFAULT__") -> None:
    """Write the settings of a project."""
    text = PROJECT.format(folder=glossaries, source=source, target=target)
    (folder / "omegat.project").write_text(text, encoding="utf-8")


def rows(content: bytes) -> list[list[str]]:
    """Return the cells of a glossary, as OmegaT reads it."""
    return [line.split("\t") for line in content.decode().splitlines()]


def test_a_line_for_each_pair() -> None:
    """Every term with every accepted equivalent; what is deprecated is no equivalent, and is named as such."""
    found = rows(render_omegat([ENTRY], Language.ENGLISH, Language.SIMPLIFIED_CHINESE))

    assert [(source, target) for source, target, _ in found] == [
        ("new quality productive forces", "新质生产力"),
        ("new quality productive forces", "新质 生产力"),
        ("new productive forces", "新质生产力"),
        ("new productive forces", "新质 生产力"),
    ]
    assert found[0][2] == (
        "xīnzhì shēngchǎnlì; not: 新生产力 (deprecated); economy; Growth by innovation. Not by more of the same."
    )
    assert found[2][2].startswith("deprecated in the source, better: new quality productive forces; ")


def test_the_other_direction_and_writing() -> None:
    """From Chinese too; where there is no Traditional, Simplified is better than nothing."""
    found = rows(render_omegat([ENTRY], Language.TRADITIONAL_CHINESE, Language.ENGLISH))

    assert {(source, target) for source, target, _ in found} == {
        ("新质生产力", "new quality productive forces"),
        ("新质 生产力", "new quality productive forces"),
        ("新生产力", "new quality productive forces"),
    }


def test_what_has_no_equivalent_has_no_line() -> None:
    """An entry in one language only is of no use there; the same pair is there once."""
    alone = ConceptEntry(id="2", sections=ENTRY.sections[:1])

    assert render_omegat([alone], Language.ENGLISH, Language.SIMPLIFIED_CHINESE) == b""
    assert render_omegat([ENTRY, ENTRY], Language.ENGLISH, Language.SIMPLIFIED_CHINESE).count(b"\n") == 4


def test_it_is_written_into_the_project(desk: Desk, project: Path) -> None:
    """Once, without ``--watch``, where OmegaT looks; ``install`` does the same."""
    told = desk.glossary("editor", "omegat", str(project))

    file = project / "glossary" / "policy-glossary.utf8"
    assert told == f"{file}\n"
    first = file.read_bytes()
    assert {source for source, *_ in rows(first)} == {"new quality productive forces", "new productive forces"}
    before = file.stat().st_mtime_ns
    desk.glossary("editor", "install", "omegat", "--dir", str(project))
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (first, before)


def test_the_settings_of_the_project_count(desk: Desk, project: Path) -> None:
    """Its languages and the folder of its glossaries."""
    write_project(project, "zh_TW", "en", "terms/")

    desk.glossary("editor", "omegat", str(project))

    assert rows((project / "terms" / "policy-glossary.utf8").read_bytes())[0][:2] == [
        "新质生产力",
        "new quality productive forces",
    ]


@pytest.mark.parametrize("settings", [None, "<omegat>", ("EN", "FR"), ("ZH-CN", "ZH-TW"), ("", "")])
def test_what_is_no_project_is_refused(desk: Desk, project: Path, settings: str | tuple[str, str] | None) -> None:
    """One clear line, and nothing is written."""
    if settings is None:
        (project / "omegat.project").unlink()
    elif isinstance(settings, str):
        (project / "omegat.project").write_text(settings, encoding="utf-8")
    else:
        write_project(project, *settings)

    done = subprocess.run(
        [GLOSSARY, "--db", desk.termbase, "editor", "omegat", project],
        env=desk.environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert not (project / "glossary").exists()


@contextmanager
def watching(desk: Desk, project: Path) -> Iterator[subprocess.Popen[str]]:
    """Have the glossary of a project follow the termbase."""
    process = subprocess.Popen(
        [GLOSSARY, "--db", desk.termbase, "editor", "omegat", project, "--watch"],
        env=desk.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        assert "written" in process.stderr.readline()
        yield process
    finally:
        process.kill()
        process.communicate()


def test_it_follows_the_termbase(desk: Desk, project: Path) -> None:
    """What another process adds is there a moment later, and at no moment is the file half there."""
    file = project / "glossary" / "policy-glossary.utf8"
    with watching(desk, project) as process:
        whole = file.read_bytes()
        for number in range(3):
            desk.glossary("add", f"term {number}", "词" * (number + 1))
            until = time.monotonic() + 5
            while (seen := file.read_bytes()) == whole:
                assert time.monotonic() < until
            assert seen.endswith(b"\n")
            assert len(rows(seen)) == len(rows(whole)) + 1
            whole = seen
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert list(file.parent.iterdir()) == [file]


def test_what_is_in_the_way_is_told_and_tried_again(desk: Desk, project: Path) -> None:
    """A folder that can't be written keeps the old file; once it can be, the new one is there."""
    file = project / "glossary" / "policy-glossary.utf8"
    with watching(desk, project) as process:
        assert process.stderr is not None
        elsewhere = project / "moved"
        file.parent.rename(elsewhere)
        file.parent.write_text("in the way")
        desk.glossary("add", "low-altitude economy", "低空经济")
        assert "tried again" in process.stderr.readline()
        file.parent.unlink()
        elsewhere.rename(file.parent)
        assert "written again" in process.stderr.readline()
    assert "低空经济" in file.read_text(encoding="utf-8")
