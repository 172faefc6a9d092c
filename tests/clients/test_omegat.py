"""Glossaries, as the readers of OmegaT read them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest
from lxml import etree

from tests.clients.awkward import ALL_PAIRS, PAIRS
from tests.clients.conftest import GLOSSARY, PATIENCE
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.clients
JAR = "/usr/share/omegat/OmegaT.jar"
SOURCE = ROOT / "tests" / "clients" / "OmegaTGlossary.java"
PROJECT = """<omegat><project version="1.0"><glossary_dir>__DEFAULT__</glossary_dir>
<source_lang>{}</source_lang><target_lang>{}</target_lang></project></omegat>"""


class Entry(NamedTuple):
    """What OmegaT knows of a term."""

    source: str
    target: str
    comment: str


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory, find_client: Callable[[str], str]) -> Path:
    """Return the folder of the program that calls OmegaT's readers."""
    folder = tmp_path_factory.mktemp("classes")
    command = [find_client("javac"), "-cp", find_client(JAR), "-d", str(folder), str(SOURCE)]
    subprocess.run(command, check=True, timeout=PATIENCE)
    return folder


@pytest.fixture
def read(classes: Path, find_client: Callable[[str], str], run: Callable[..., str]) -> Callable[..., list[Entry]]:
    """Return how to have OmegaT read a file, in a project between two languages."""

    def call(path: Path, source: str = "EN-US", target: str = "ZH-CN") -> list[Entry]:
        command = (find_client("java"), "-cp", f"{classes}:{find_client(JAR)}", "OmegaTGlossary")
        printed = run(*command, source, target, path)
        *records, rest = printed.split("\x1e")
        assert rest == ""
        return [Entry(*record.split("\x1f")[1:]) for record in records]

    return call


def pairs(entries: list[Entry]) -> list[tuple[str, str]]:
    """Return sources and targets."""
    return [(entry.source, entry.target) for entry in entries]


def pairs_of_base(writing: str) -> set[tuple[str, str]]:
    """Return the accepted pairs of the curated base, read from its file by nothing of ours."""
    found = set()
    for concept in etree.parse(ROOT / "seeds" / "policy-terms.tbx").iterfind(".//{*}conceptEntry"):
        terms: dict[str, list[str]] = {}
        for section in concept.iterfind("{*}langSec"):
            tag = section.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
            for term in section.iterfind("{*}termSec"):
                status = term.findtext("{*}termNote[@type='administrativeStatus']")
                if status in {"preferredTerm-admn-sts", "admittedTerm-admn-sts"}:
                    terms.setdefault(tag, []).append(term.findtext("{*}term") or "")
        found |= {(english, chinese) for english in terms.get("en", ()) for chinese in terms.get(writing, ())}
    return found


def test_it_has_every_pair(awkward: Path, export: Callable[..., Path], read: Callable[..., list[Entry]]) -> None:
    """Quotes, commas, signs and rare characters come as they are; no header, no deprecated term, one writing."""
    found = read(export(awkward, "terms.utf8", "--for", "omegat"))
    assert len(found) == len(set(found))
    assert set(pairs(found)) == {(source, target) for source, target in ALL_PAIRS if not source.startswith("#")}
    (comment,) = {entry.comment for entry in found if entry.source == PAIRS[0][0]}
    assert comment == "First line. Second, with “quotes”."


@pytest.mark.parametrize(("options", "writing"), [((), "zh-Hans"), (("--chinese", "zh-Hant"), "zh-Hant")])
def test_it_has_the_whole_base(
    sample: Path, export: Callable[..., Path], read: Callable[..., list[Entry]], options: tuple[str, ...], writing: str
) -> None:
    """Each accepted pair of the curated base is there once, and nothing else."""
    found = pairs(read(export(sample, "base.utf8", "--for", "omegat", *options)))
    assert len(found) == len(set(found)) > 2000
    assert set(found) == pairs_of_base(writing)


def test_it_has_the_glossary_that_follows_the_termbase(
    sample: Path, tmp_path: Path, run: Callable[..., str], read: Callable[..., list[Entry]]
) -> None:
    """What ``glossary editor omegat`` writes into a project: accepted equivalents, also from Chinese into English."""
    for source, target, writing in (("EN-US", "ZH-CN", "zh-Hans"), ("ZH-TW", "EN", "zh-Hant")):
        project = tmp_path / target
        project.mkdir()
        (project / "omegat.project").write_text(PROJECT.format(source, target), encoding="utf-8")
        written = run(GLOSSARY, "--db", sample, "editor", "omegat", project).strip()
        found = read(project / "glossary" / "policy-glossary.utf8", source, target)
        assert written == str(project / "glossary" / "policy-glossary.utf8")
        expected = pairs_of_base(writing)
        expected = expected if source == "EN-US" else {(chinese, english) for english, chinese in expected}
        assert expected <= set(pairs(found))
        others = [entry for entry in found if (entry.source, entry.target) not in expected]
        assert all(entry.comment.startswith(("deprecated in the", "superseded in the")) for entry in others)


def test_it_reads_pairs_between_commas(
    awkward: Path, export: Callable[..., Path], read: Callable[..., list[Entry]]
) -> None:
    """A list for machine translation serves OmegaT as well, but for what it takes for a remark."""
    found = set(pairs(read(export(awkward, "deepl.csv", "--for", "deepl"))))
    assert found == {
        (source, target) for source, target in ALL_PAIRS if target != "双碳" and not source.startswith("#")
    }


def test_it_has_every_pair_of_tbx(
    awkward: Path, sample: Path, export: Callable[..., Path], read: Callable[..., list[Entry]]
) -> None:
    """TBX in the version that OmegaT knows, without deprecated terms and in one writing."""
    found = read(export(awkward, "awkward.tbx", "--for", "omegat-tbx"))
    assert sorted(pairs(found)) == sorted(ALL_PAIRS)
    assert all("First line." in entry.comment and "with “quotes”." in entry.comment for entry in found)
    base = pairs(read(export(sample, "base.tbx", "--for", "omegat-tbx", "--chinese", "zh-Hant")))
    assert set(base) == pairs_of_base("zh-Hant")
