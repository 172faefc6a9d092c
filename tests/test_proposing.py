"""Candidates by hand: kept, found by mining too, undone, refused where the termbase has them."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from glossary.concept import Document
from glossary.errors import Conflict, InputError, NotFound
from glossary.jobs.mining import mine_into
from glossary.jobs.proposing import LONGEST, propose
from glossary.jobs.undoing import redo, undo
from glossary.review import workflow
from glossary.review.drafting import chinese_term, english_term, entry_of_terms
from glossary.store.candidates.mined import find_candidates, get_candidate
from glossary.store.candidates.queue import find_candidate_ids, get_candidate_summaries
from glossary.store.database import open_database
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from glossary.vocabulary import CandidateStatus, Method
from tests.backends import copied, place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.concept import Candidate
    from glossary.store.database import Database

ARTICLE = (
    "The province opened a rural logistics cooperative (RLC) near the port. "
    "Officials praised the rural logistics cooperative.\n\n"
    "Several villages use rural logistics cooperatives. Another rural logistics cooperative trains drivers.\n\n"
    "A desert rail loop carries the goods. The desert rail loop is long, said the planners of the desert rail loop.\n"
)


def _document(text: str = ARTICLE, path: str = "/a.txt") -> Document:
    return Document(path=path, text=text, hash=hashlib.sha256(text.encode()).hexdigest())


def _mine(database: Database, text: str = ARTICLE) -> None:
    mine_into(database, [_document(text)], who="miner", with_base=False)


def _get(database: Database, name: str) -> Candidate:
    with database.reading() as connection:
        return get_candidate(connection, name)


def _terms(database: Database) -> list[str]:
    with database.reading() as connection:
        return [candidate.term for candidate in find_candidates(connection)]


def _add_entry(database: Database, english: str, chinese: str) -> str:
    entry = entry_of_terms([english_term(english)], [chinese_term(chinese)])
    with revising(database, who="Li Mei", action="add") as revision:
        return workflow.add(revision, entry).id


def _content(database: Database) -> list[Any]:
    """Return all candidates without their row ids."""
    with database.reading() as connection:
        found = find_candidates(connection, statuses=list(CandidateStatus))
        return sorted(
            (c.language, c.key, c.term, c.status, round(c.score, 6), c.equivalents, c.contexts, c.frequency)
            for c in found
        )


@pytest.fixture
def mined(tmp_path: Path, mined_file: Path) -> Iterator[Database]:
    """Return a copy of the termbase with the curated base and the sample articles."""
    copied(mined_file, tmp_path / "mined.db")
    with open_database(place(tmp_path / "mined.db")) as opened:
        yield opened


def test_an_english_term_waits_in_the_queue_with_what_came_with_it(database: Database) -> None:
    """Term, equivalents with pinyin, usage example and source are there, for the app's queue and the command."""
    candidate = propose(
        database,
        "  zero-carbon   park ",
        who="Li Mei",
        equivalents=["零碳园区", "零碳產業園區"],
        context="A zero-carbon park\nopened in Ordos.",
        source="Xinhua, 2025-11-02",
    )

    assert (candidate.term, candidate.language, candidate.status) == ("zero-carbon park", "en", CandidateStatus.PENDING)
    assert [(e.term, e.language, e.pinyin, e.method, e.source) for e in candidate.equivalents] == [
        ("零碳园区", "zh-Hans", "língtàn yuánqū", Method.PLUGIN, "Xinhua, 2025-11-02"),
        ("零碳產業園區", "zh-Hant", candidate.equivalents[1].pinyin, Method.PLUGIN, "Xinhua, 2025-11-02"),
    ]
    usage = candidate.contexts[0]
    assert (usage.text, usage.source) == ("A zero-carbon park opened in Ordos.", "Xinhua, 2025-11-02")
    assert usage.text[usage.term_start : usage.term_end] == "zero-carbon park"
    with database.reading() as connection:
        summary = get_candidate_summaries(connection, find_candidate_ids(connection))[0]
    assert summary is not None
    assert (summary.term, summary.equivalent, summary.row_id) == ("zero-carbon park", "零碳园区", candidate.id)


@pytest.mark.parametrize(
    ("term", "language"),
    [("零碳园区", "zh-Hans"), ("零碳園區", "zh-Hant"), ("𠮷野家模式", "zh-Hans"), ("５G专网", "zh-Hans")],
)
def test_a_chinese_term_is_a_candidate_of_its_own_writing(database: Database, term: str, language: str) -> None:
    """Chinese is kept as it is written, and found again by its term."""
    candidate = propose(database, term, who="Li Mei", equivalents=["zero-carbon park"])

    assert (candidate.term, candidate.language) == (term, language)
    assert [(e.term, e.language, e.pinyin) for e in candidate.equivalents] == [("zero-carbon park", "en", None)]
    assert _get(database, term).id == candidate.id


def test_both_writings_are_one_candidate(database: Database) -> None:
    """A Traditional spelling adds to the Simplified candidate that is there."""
    first = propose(database, "零碳园区", who="Li Mei")
    second = propose(database, "零碳園區", who="Li Mei", equivalents=["zero-carbon park"])

    assert (second.id, second.term) == (first.id, "零碳园区")
    assert _terms(database) == ["零碳园区"]


def test_a_proposal_survives_minings(database: Database) -> None:
    """Mining computes all candidates anew; what was proposed and stands in no document stays whole."""
    before = propose(
        database, "zero-carbon park", who="Li Mei", equivalents=["零碳园区"], context="A zero-carbon park."
    )
    _mine(database)
    _mine(database, "Another text about the desert rail loop. The desert rail loop is long.\n")

    after = _get(database, "zero-carbon parks")
    assert after.id == before.id
    assert (after.equivalents, after.contexts, after.score) == (before.equivalents, before.contexts, before.score)
    assert "desert rail loop" in _terms(database)


def test_what_mining_finds_too_is_one_candidate(database: Database, tmp_path: Path) -> None:
    """Proposed before or after mining, in another spelling: one candidate with both, and the same either way."""
    asked = {"who": "Li Mei", "equivalents": ["农村物流合作社"], "context": "The RLC grew.", "source": "notes"}
    propose(database, "Rural-Logistics Cooperatives", **asked)  # type: ignore[arg-type]
    _mine(database)
    with open_database(place(tmp_path / "other.db"), create=True) as other:
        _mine(other)
        propose(other, "Rural-Logistics Cooperatives", **asked)  # type: ignore[arg-type]
        assert _content(other) == _content(database)

    found = _get(database, "rural logistics cooperative")
    assert found.frequency >= 2
    assert [e.term for e in found.equivalents] == ["农村物流合作社"]
    assert "The RLC grew." in [usage.text for usage in found.contexts]
    assert len([usage for usage in found.contexts if usage.document_id is not None]) >= 1


def test_an_abbreviation_joins_the_candidate_that_has_it(mined: Database) -> None:
    """A proposal of a mined candidate's variant makes no second candidate."""
    with mined.reading() as connection:
        statuses = [CandidateStatus.PENDING]
        host = next(c for c in find_candidates(connection, statuses=statuses) if len({v.term for v in c.variants}) > 1)
    count = len(_terms(mined))
    proposed = propose(mined, host.variants[-1].term, who="Li Mei", equivalents=["某个说法"])

    assert proposed.id == host.id
    assert len(_terms(mined)) == count
    undo(mined, who="Li Mei")
    assert _get(mined, str(host.id)) == host


def test_proposing_again_adds_what_is_new_and_otherwise_writes_nothing(database: Database) -> None:
    """A second proposal adds its equivalents; the same again leaves no step in the history."""
    propose(database, "zero-carbon park", who="Li Mei", equivalents=["零碳园区"])
    propose(database, "zero-carbon parks", who="Wang", equivalents=["零碳 园区", "零碳产业园"], context="A park.")
    again = propose(database, "zero-carbon park", who="Wang", equivalents=["零碳产业园"])

    assert [e.term for e in again.equivalents] == ["零碳园区", "零碳产业园"]
    assert [usage.text for usage in again.contexts] == ["A park."]
    with database.reading() as connection:
        assert [past.who for past in find_revisions(connection)] == ["Wang", "Li Mei"]


def test_each_step_is_undone_and_redone(database: Database) -> None:
    """Undo brings back what was before, through a mining in between; redo does it again."""
    states = [_content(database)]
    _mine(database)
    states.append(_content(database))
    for term, equivalent in (
        ("rural logistics cooperative", "农村物流合作社"),
        ("zero-carbon park", "零碳园区"),
        ("zero-carbon park", "零碳产业园"),
    ):
        propose(database, term, who="Li Mei", equivalents=[equivalent])
        states.append(_content(database))
    for before in reversed(states[1:-1]):
        undo(database, who="Li Mei")
        assert _content(database) == before
    for after in states[2:]:
        redo(database)
        assert _content(database) == after
    with pytest.raises(NotFound):
        redo(database)


def test_a_proposal_that_was_undone_does_not_come_back_with_a_mining(database: Database) -> None:
    """Only what stands in the history is added to what is mined."""
    propose(database, "zero-carbon park", who="Li Mei")
    undo(database, who="Li Mei")
    _mine(database)

    assert "zero-carbon park" not in _terms(database)


def test_a_proposed_candidate_is_accepted_with_its_example(database: Database) -> None:
    """Review works as with a mined one, and mining again leaves the decision alone."""
    text = "A zero-carbon park opened."
    propose(database, "zero-carbon park", who="Li Mei", equivalents=["零碳园区"], context=text, source="Xinhua")
    with revising(database, who="Li Mei", action="accept") as revision:
        entry = workflow.accept(revision, "zero-carbon park", equivalents=["1"])
    _mine(database)

    terms = {term.term: term for _, term in entry.find_terms()}
    assert set(terms) == {"zero-carbon park", "零碳园区"}
    assert [(c.text, c.source, c.document) for c in terms["zero-carbon park"].contexts] == [(text, "Xinhua", None)]
    candidate = _get(database, "zero-carbon park")
    assert (candidate.status, candidate.entry) == (CandidateStatus.ACCEPTED, entry.id)


def test_a_term_of_an_entry_is_refused_by_the_name_of_the_entry(database: Database) -> None:
    """The entry is named, whatever the spelling, the language and the writing; nothing is written."""
    identifier = _add_entry(database, "new quality productive forces", "新质生产力")
    for term in ("New-Quality Productive Force", "新质生产力", "新質生產力", " 新质 生产力"):
        with pytest.raises(Conflict, match=f"entry {identifier} has this term already"):
            propose(database, term, who="Li Mei")
    with database.reading() as connection:
        assert len(list(find_revisions(connection))) == 1


def test_a_rejected_candidate_stays_rejected(database: Database) -> None:
    """The proposal says so and how to reopen it; after that it is taken."""
    candidate = propose(database, "zero-carbon park", who="Li Mei")
    with revising(database, who="Li Mei", action="reject") as revision:
        workflow.reject(revision, str(candidate.id))
    with pytest.raises(Conflict, match=f"was rejected.*glossary reopen {candidate.id}"):
        propose(database, "zero-carbon parks", who="Li Mei", equivalents=["零碳园区"])
    _mine(database)
    rejected = _get(database, "zero-carbon park")
    assert (rejected.status, rejected.equivalents) == (CandidateStatus.REJECTED, ())
    with revising(database, who="Li Mei", action="reopen") as revision:
        workflow.reopen(revision, [str(candidate.id)])
    again = propose(database, "zero-carbon park", who="Li Mei", equivalents=["零碳园区"])
    assert (again.status, len(again.equivalents)) == (CandidateStatus.PENDING, 1)


def test_a_reading_by_hand_wins(database: Database) -> None:
    """An equivalent that an entry has with a person's pinyin is read like that."""
    entry = entry_of_terms([english_term("chief of the Le family")], [chinese_term("乐家", reading="Yuè jiā")])
    with revising(database, who="Li Mei", action="add") as revision:
        workflow.add(revision, entry)

    assert propose(database, "Yue house", who="Li Mei", equivalents=["乐家"]).equivalents[0].pinyin == "Yuè jiā"


@pytest.mark.parametrize(
    ("term", "options", "said"),
    [
        ("  ", {}, "a term can't be empty"),
        ("…!", {}, "at least one letter"),
        ("x" * (LONGEST + 1), {}, "at most 200 characters"),
        ("zero\x00carbon", {}, "control characters"),
        ("zero \ud800", {}, "halves of characters"),
        ("park", {"equivalents": ["park"]}, "at least one Chinese character"),
        ("园区", {"equivalents": ["园区"]}, "is English"),
        ("park", {"equivalents": [""]}, "an equivalent can't be empty"),
        ("park", {"language": "fr"}, "no such language"),
        ("park", {"language": "zh-Hans"}, "at least one Chinese character"),
        ("园区", {"language": "en"}, "this is Chinese"),
        ("park", {"context": "y" * 2_001}, "a usage example has at most 2,000 characters"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(
    database: Database, term: str, options: dict[str, Any], said: str
) -> None:
    """The message names what is wrong; no candidate and no step is left."""
    with pytest.raises(InputError, match=said) as caught:
        propose(database, term, who="Li Mei", **options)
    assert "\n" not in str(caught.value)
    str(caught.value).encode()
    assert _terms(database) == []


def test_signs_of_patterns_and_letters_that_grow_are_ordinary(database: Database) -> None:
    """Brackets, “İ” and emoji in a term and its example do no harm."""
    candidate = propose(database, "C++ (İ) plan 😀", who="Li Mei", context="😀 İİ the c++ (İ) PLAN 😀 began.")
    usage = candidate.contexts[0]

    assert usage.text[usage.term_start : usage.term_end] == "c++ (İ) PLAN 😀"


def _run(folder: Path, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GLOSSARY_DB": place(folder / "my.db"), "GLOSSARY_USER": "Li Mei"}
    command = [sys.executable, "-m", "glossary", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=folder, env=environment, check=False)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def test_the_command(tmp_path: Path) -> None:
    """The command begins a termbase, prints the candidate, and says in one line what it refuses."""
    shown = json.loads(
        _run(
            tmp_path,
            "propose",
            "zero-carbon park",
            *("--equivalent", "零碳园区", "--equivalent", "零碳产业园"),
            *("--context", "A zero-carbon park opened.", "--source", "Xinhua", "--json"),
        ).stdout
    )
    assert (shown["v"], shown["status"], shown["entry"]) == (1, "pending", None)
    assert [(e["term"], e["method"]) for e in shown["equivalents"]] == [
        ("零碳园区", "plugin"),
        ("零碳产业园", "plugin"),
    ]
    assert shown["contexts"][0]["text"] == "A zero-carbon park opened."
    listed = [json.loads(line) for line in _run(tmp_path, "candidates", "--json").stdout.splitlines()]
    assert listed == [shown]
    assert _run(tmp_path, "propose", "园区经济").stdout.startswith("2\tpending\t园区经济")
    _run(tmp_path, "accept", "zero-carbon park", "--equivalent", "1")
    refused = _run(tmp_path, "propose", "Zero-Carbon Parks", code=2).stderr
    assert refused.count("\n") == 1
    assert "entry zero-carbon-park has this term already" in refused
    _run(tmp_path, "db", "check")
