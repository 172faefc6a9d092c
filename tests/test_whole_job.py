"""The whole job on real articles: the terms that must come out, their Chinese, pinyin, examples and TBX."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from glossary.exchange.formats import writer_for
from glossary.jobs.demo import run_demo
from glossary.jobs.exporting import entries_to_export
from glossary.jobs.mining import mine_into, read_inputs
from glossary.store.candidates.mined import find_candidates
from glossary.store.database import open_database
from glossary.store.entries.search import Filter
from glossary.store.integrity import find_problems
from glossary.text.english import fold
from glossary.vocabulary import CandidateStatus
from tests.backends import place

if TYPE_CHECKING:
    from glossary.concept import Candidate
    from glossary.store.database import Database

ROOT = Path(__file__).resolve().parent.parent
STANDARDS = ROOT.parent / "shared" / "standards"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Return a termbase in which the five real articles were mined; skips where they are not at hand."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the real articles (../shared/seeds) are not on this machine")
    database = open_database(place(tmp_path_factory.mktemp("real") / "real.db"), create=True)
    mine_into(database, read_inputs([folder]).documents, who="tester")
    return database


@pytest.fixture(scope="module")
def candidates(real: Database) -> list[Candidate]:
    """Return all candidates of the real articles, best first."""
    with real.reading() as connection:
        return list(find_candidates(connection, statuses=tuple(CandidateStatus)))


def _having(candidates: list[Candidate], term: str) -> list[Candidate]:
    return [found for found in candidates if term in {found.term, *(v.term for v in found.variants)}]


@pytest.mark.parametrize(
    ("spellings", "chinese", "pinyin"),
    [
        (("15th Five-Year Plan", "15th Five Year Plan"), "“十五五”规划", None),
        (
            (
                "Guangdong-Hong Kong-Macao Greater Bay Area",
                "Guangdong Hong Kong Macao Greater Bay Area",
                "Guangdong Hong Kong Macau Greater Bay Area",
            ),
            "粤港澳大湾区",
            "Yuè-Gǎng-Ào Dàwānqū",
        ),
        (("New International Land-Sea Trade Corridor",), "西部陆海新通道", "Xībù Lù-Hǎi Xīn Tōngdào"),
        (("new quality productive forces",), "新质生产力", "xīnzhì shēngchǎnlì"),
        (("two sessions",), "两会", "liǎnghuì"),
        (("National People's Congress", "NPC"), "全国人民代表大会", "Quánguó Rénmín Dàibiǎo Dàhuì"),
        (
            ("Chinese People's Political Consultative Conference", "CPPCC"),
            "中国人民政治协商会议",
            "Zhōngguó Rénmín Zhèngzhì Xiéshāng Huìyì",
        ),
        (("Shanghai Cooperation Organization", "SCO"), "上海合作组织", "Shànghǎi Hézuò Zǔzhī"),
        (("Association of Southeast Asian Nations", "ASEAN"), "东南亚国家联盟", "Dōngnányà Guójiā Liánméng"),
        (("Belt and Road Initiative", "BRI"), None, None),
    ],
)
def test_one_candidate_with_its_variants_and_chinese(
    candidates: list[Candidate], spellings: tuple[str, ...], chinese: str | None, pinyin: str | None
) -> None:
    """Each of these is one candidate in all its spellings, with the official Chinese first, and an example."""
    found = {candidate.key: candidate for term in spellings for candidate in _having(candidates, term)}
    assert len(found) == 1
    candidate = next(iter(found.values()))
    assert set(spellings) <= {candidate.term, *(variant.term for variant in candidate.variants)}
    assert candidate.contexts
    first = candidate.equivalents[0]
    accepted = {proposal.term for proposal in candidate.equivalents}
    assert first.method.value == "base"
    if chinese:
        assert chinese in accepted
    if pinyin:
        assert pinyin in {proposal.pinyin for proposal in candidate.equivalents}


@pytest.mark.parametrize(
    "fragment", ["sea trade corridor", "year plan period", "year plan", "national people", "land sea trade corridor"]
)
def test_fragments_do_not_come_out(candidates: list[Candidate], fragment: str) -> None:
    """A piece of a longer term that never stands alone is no candidate."""
    assert [found.term for found in candidates if fold(found.term) == fold(fragment)] == []


def test_no_spam_mail_or_byline(candidates: list[Candidate]) -> None:
    """Nothing of injected spam, addresses, bylines, credits or page furniture is a candidate."""
    strings = [text for found in candidates for text in (found.term, *(v.term for v in found.variants))]
    unwanted = re.compile(
        r"[\u4e00-\u9fff]|@|https?:|\.com\b|chinadaily|wechat|copyright|responsible editor|most viewed|browsers|"
        r"^(?:zhang xiaomin|he chun|hu dongmei|shi ruipeng|li zhou|yang zhisen|li min|wang qiyaoyao|huang jiang|"
        r"wei zhaohui|wang xuejun|yu miaojie|chen yan|tsering tsomo|nyidron)$",
        re.IGNORECASE,
    )
    assert [text for text in strings if unwanted.search(text)] == []


def test_examples_are_complete_sentences(candidates: list[Candidate]) -> None:
    """Examples begin with a capital, end with a stop, show the term, and are no headings."""
    for found in candidates[:100]:
        for usage in found.contexts:
            assert re.match(r"[\"“'‘(]*[A-Z0-9]", usage.text), usage.text
            assert re.search(r"[.!?…][\"”'’)]*$", usage.text), usage.text
            shown = usage.text[usage.term_start : usage.term_end]
            forms = {fold(form) for form in (found.term, *(v.term for v in found.variants))}
            assert fold(shown) in forms, (found.term, shown)


def test_export_of_real_terms_is_valid_tbx(real: Database, tmp_path: Path) -> None:
    """What goes out validates against the official schema, where that is at hand, and has terms and examples."""
    with real.reading() as connection:
        entries = list(entries_to_export(connection, Filter(is_mined=True), examples=3))
    path = tmp_path / "real.tbx"
    writer_for("tbx")(entries, path)
    text = path.read_text("utf-8")
    assert "新质生产力" in text
    assert "xīnzhì shēngchǎnlì" in text
    schema = STANDARDS / "tbx-v3" / "TBXcoreStructV03.rng"
    if not schema.is_file():
        pytest.skip("the official schemas (../shared/standards) are not on this machine")
    relaxng = etree.RelaxNG(etree.parse(schema))
    assert relaxng.validate(etree.parse(path)), relaxng.error_log


def test_termbase_of_real_terms_is_whole(real: Database) -> None:
    """After the whole job every invariant of the termbase holds."""
    with real.reading() as connection:
        assert list(find_problems(connection)) == []


def test_demo_leaves_a_termbase_and_exports(tmp_path: Path) -> None:
    """The demo makes a whole termbase and two exports, and can be run again."""
    first = run_demo(tmp_path, who="tester")
    again = run_demo(tmp_path, who="tester")
    assert first.exported == again.exported >= 50
    assert first.by_status == again.by_status
    assert all(path.stat().st_size for path in first.files)
    with open_database(place(first.database)) as database, database.reading() as connection:
        assert list(find_problems(connection)) == []


def test_killed_mining_leaves_a_whole_termbase(tmp_path: Path) -> None:
    """After kill -9 at any moment the check passes, and the same command completes the work."""
    articles = ROOT / "seeds" / "articles"
    command = [sys.executable, "-m", "glossary", "mine", str(articles)]
    environment = {**os.environ, "GLOSSARY_DB": place(tmp_path / "killed.db")}

    def glossary(*arguments: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "glossary", *arguments]
        return subprocess.run(line, env=environment, capture_output=True, encoding="utf-8", check=False)

    started = time.monotonic()
    complete = subprocess.run(
        command, env={**environment, "GLOSSARY_DB": place(tmp_path / "whole.db")}, capture_output=True, check=True
    )
    assert complete.stdout
    whole = time.monotonic() - started
    for share in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * share)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if (tmp_path / "killed.db").exists():
            checked = glossary("db", "check")
            assert checked.returncode == 0 or "no termbase in it yet" in checked.stderr, checked
    subprocess.run(command, env=environment, capture_output=True, check=True)
    assert glossary("db", "check").returncode == 0
    listed = glossary("candidates", "--status", "all", "--json").stdout
    environment["GLOSSARY_DB"] = place(tmp_path / "whole.db")
    assert listed == glossary("candidates", "--status", "all", "--json").stdout
