"""Learning from the reviewer: what was decided ranks the rest, says why, and is taken back with the decisions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from glossary.concept import Candidate, ProposedEquivalent
from glossary.errors import InputError
from glossary.jobs.mining import mine_past, read_inputs
from glossary.jobs.proposing import propose
from glossary.jobs.reranking import rerank
from glossary.jobs.shapes import candidate_shape
from glossary.jobs.undoing import redo, undo
from glossary.mine.chinese import mine_chinese
from glossary.mine.pipeline import mine_candidates
from glossary.review import workflow
from glossary.review.learning import Kind, Reason, following, reasons_of
from glossary.review.learning.features import Feature, traits_of
from glossary.review.learning.guard import choose_share
from glossary.review.learning.model import Example, fit
from glossary.review.learning.ranking import FURTHEST
from glossary.settings import load_settings
from glossary.store.candidates.mined import find_candidates, get_candidate, replace_candidates
from glossary.store.candidates.queue import find_candidate_ids
from glossary.store.candidates.reranking import MARK, PREFIX
from glossary.store.log.revisions import revising
from glossary.text.english import fold
from glossary.tui import language
from glossary.tui.widgets.reason_text import PART_TEXTS, SHAPE_TEXTS, reason_lines
from glossary.vocabulary import CandidateStatus, Language, Method
from tests.backends import place
from tests.conftest import ROOT
from tests.replaying import average_precision, careless, coin, key_of, queue_of, replay

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.store.database import Database
    from tests.replaying import Queue

LIKED = ("zone", "corridor")
DISLIKED = ("sector", "company")
MODIFIERS = ("border", "harbour", "green", "pilot", "rural", "joint", "smart", "inland")


def _candidates() -> list[Candidate]:
    """Return terms whose scores say nothing of what the reviewer likes."""
    terms = [
        f"{modifier} {head}" for modifier in MODIFIERS for pair in zip(LIKED, DISLIKED, strict=True) for head in pair
    ]
    return [
        Candidate(term=term, key=fold(term), score=score, frequency=3, documents=2, parts=_parts(score))
        for term, score in zip(terms, (round(6 - 0.05 * place, 4) for place in range(len(terms))), strict=True)
    ]


def _parts(score: float) -> tuple[tuple[str, float], ...]:
    return ("frequency", round(score - 1, 4)), ("alone", 1.0)


@pytest.fixture
def waiting(database: Database) -> Database:
    """Return a termbase in which 32 candidates wait."""
    with database.writing() as connection:
        replace_candidates(connection, _candidates(), [])
    return database


def _decide(database: Database, count: int) -> None:
    """Decide on the best candidates, one at a time, as one who likes some heads and others not."""
    for _ in range(count):
        with revising(database, who="tester", action="review") as revision:
            (best,) = find_candidates(revision.connection, limit=1)
            decide = workflow.accept if best.term.endswith(LIKED) else workflow.reject
            decide(revision, str(best.id))


def _state(database: Database) -> list[tuple[Any, ...]]:
    with database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT id, status, score, CAST(parts AS text), term FROM candidates ORDER BY 1"
        )
        return [tuple(row) for row in rows]


def _pending(database: Database) -> list[Candidate]:
    with database.reading() as connection:
        return list(find_candidates(connection))


def test_the_rest_is_ranked_by_the_decisions(waiting: Database) -> None:
    """Candidates with heads that were accepted come before those with heads that were rejected, and it is said why."""
    _decide(waiting, 20)
    found = _pending(waiting)
    assert [term.term.endswith(LIKED) for term in found] == sorted(
        (term.term.endswith(LIKED) for term in found), reverse=True
    )
    for candidate in (found[0], found[-1]):
        reason = reasons_of(candidate.parts)[0]
        head = candidate.term.split()[-1]
        assert (reason.kind, reason.name) == (Kind.HEAD, head)
        assert (reason.points > 0, reason.accepted > 0, reason.rejected > 0) == (
            (True, True, False) if head in LIKED else (False, False, True)
        )


def test_scores_are_the_sum_of_their_parts_and_the_mined_ones_come_back(waiting: Database) -> None:
    """What was learned is a part beside the others; without it every score is what was mined, to the last digit."""
    mined = {candidate.term: (candidate.score, candidate.parts) for candidate in _candidates()}
    _decide(waiting, 12)
    before = _pending(waiting)
    for candidate in before:
        learned = sum(points for name, points in candidate.parts if name.startswith(PREFIX))
        assert learned
        assert abs(learned) <= FURTHEST + 1e-9
        assert candidate.score == pytest.approx(sum(points for _, points in candidate.parts), abs=1e-9)
        own = tuple(part for part in candidate.parts if not part[0].startswith(PREFIX))
        assert (round(candidate.score - learned, 4), own) == mined[candidate.term]
    with waiting.writing() as connection:
        rerank(connection, learns=False)
    assert {c.term: (c.score, c.parts) for c in _pending(waiting)} == {c.term: mined[c.term] for c in before}


def test_learning_twice_changes_nothing_and_mining_again_learns_at_once(waiting: Database) -> None:
    """The ranking hangs on the decisions alone."""
    _decide(waiting, 11)
    learned = _state(waiting)
    with waiting.writing() as connection:
        assert rerank(connection, learns=True) == 0
        replace_candidates(connection, _candidates(), [])
    assert _state(waiting) != learned
    with waiting.writing() as connection:
        assert rerank(connection, learns=True) > 0
    assert _state(waiting) == learned


def test_undo_and_redo_bring_every_score_back(waiting: Database) -> None:
    """After each step back and forth all rows are what they were; the history has the decisions and nothing else."""
    states = [_state(waiting)]
    for step in _steps():
        step(waiting)
        states.append(_state(waiting))
    assert len({str(state) for state in states}) == len(states)
    for state in reversed(states[:-1]):
        undo(waiting, who="tester")
        assert _state(waiting) == state
    for state in states[1:]:
        redo(waiting)
        assert _state(waiting) == state
    with waiting.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM revisions").scalar() == len(states) - 1


def _steps() -> list[Any]:
    """Return steps that decide, one or many at a time, take decisions back, and propose."""

    def reject_many(database: Database) -> None:
        with revising(database, who="tester", action="reject") as revision:
            rows = find_candidate_ids(revision.connection)
            workflow.reject_many(revision, [str(row) for row in rows[-4:]])

    def reopen(database: Database) -> None:
        with revising(database, who="tester", action="reopen") as revision:
            rows = find_candidate_ids(revision.connection, statuses=[CandidateStatus.REJECTED])
            workflow.reopen(revision, [str(rows[0]), str(rows[2])])

    def delete(database: Database) -> None:
        with revising(database, who="tester", action="delete") as revision:
            (first,) = find_candidates(revision.connection, statuses=[CandidateStatus.ACCEPTED], limit=1)
            workflow.delete(revision, first.entry or "")

    def propose_one(database: Database) -> None:
        propose(database, _pending(database)[3].term, who="tester", context="They built it.")

    one = [lambda database: _decide(database, 1)]
    return [*one * 11, propose_one, *one * 4, reject_many, reopen, *one * 3, delete, reopen, *one * 2]


def test_a_proposal_by_hand_keeps_its_place(waiting: Database) -> None:
    """What somebody asked for isn't moved by what was learned."""
    propose(waiting, "inland company", who="tester", context="An inland company grew.")
    with waiting.reading() as connection:
        before = get_candidate(connection, "inland company")
    _decide_others(waiting, 10, besides="inland company")
    with waiting.reading() as connection:
        after = get_candidate(connection, "inland company")
        other = get_candidate(connection, "inland sector")
    assert (after.score, after.parts) == (before.score, before.parts)
    assert reasons_of(other.parts)


def _decide_others(database: Database, count: int, *, besides: str) -> None:
    for _ in range(count):
        with revising(database, who="tester", action="review") as revision:
            best = next(found for found in find_candidates(revision.connection, limit=2) if found.term != besides)
            decide = workflow.accept if best.term.endswith(LIKED) else workflow.reject
            decide(revision, str(best.id))


def test_only_the_best_are_ranked_anew(waiting: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Far down nothing is read or written, and what comes up is ranked when it comes; undo is exact there too."""
    monkeypatch.setattr(following, "BEST", 8)
    _decide(waiting, 10)
    first = _state(waiting)
    assert sum(PREFIX in row[3] for row in first) == 8
    _decide(waiting, 5)
    assert sum(PREFIX in row[3] for row in _state(waiting) if row[1] == "pending") == 8
    for _ in range(5):
        undo(waiting, who="tester")
    assert _state(waiting) == first


def test_nothing_is_learned_between_or_from_one_kind_of_decision(waiting: Database) -> None:
    """Four decisions teach nothing, nor do ten that are all the same."""
    _decide(waiting, 4)
    assert all(PREFIX not in row[3] and MARK not in row[3] for row in _state(waiting))
    with revising(waiting, who="tester", action="reject") as revision:
        rows = find_candidate_ids(revision.connection, statuses=list(CandidateStatus))
        undecided = [str(row) for row in rows if get_candidate(revision.connection, str(row)).status == "pending"]
        workflow.reject_many(revision, undecided[:3])
    with waiting.writing() as connection:
        rerank(connection, learns=True)
    assert any(MARK in row[3] for row in _state(waiting))


def test_a_switch_turns_it_off(waiting: Database) -> None:
    """With the setting off the candidates stand as they were mined, from the next decision on."""
    _decide(waiting, 10)
    assert any(PREFIX in row[3] for row in _state(waiting))
    waiting.learns = False
    _decide(waiting, 1)
    assert all(PREFIX not in row[3] and MARK not in row[3] for row in _state(waiting))
    waiting.learns = True
    _decide(waiting, 4)
    assert any(PREFIX in row[3] for row in _state(waiting))


def test_chinese_candidates_share_their_ends(database: Database) -> None:
    """The end of a Chinese term is its head: those that end in 试验区 follow what was decided on such terms."""
    places = ("上海", "海南", "广东", "福建", "天津", "重庆", "湖北", "𠮷林", "四川", "陕西", "河南", "浙江")
    terms = [f"{place}{end}" for place in places for end in ("试验区", "有限公司")]
    candidates = [
        Candidate(
            term=term,
            key=term,
            language=Language.SIMPLIFIED_CHINESE,
            score=5 - place / 100,
            parts=_parts(5 - place / 100),
        )
        for place, term in enumerate(terms)
    ]
    with database.writing() as connection:
        replace_candidates(connection, candidates, [])
    for term in terms[:12]:
        with revising(database, who="tester", action="review") as revision:
            (workflow.accept if term.endswith("区") else workflow.reject)(revision, term)
    found = _pending(database)
    assert [candidate.term.endswith("区") for candidate in found] == [True] * 6 + [False] * 6
    assert {reason.name for reason in reasons_of(found[0].parts)} & {"区", "验区"}


def test_why_is_told(waiting: Database, tmp_path: Path) -> None:
    """``show`` and the JSON of a candidate say what moved it, in words and points."""
    _decide(waiting, 10)
    found = _pending(waiting)[0]
    shape = candidate_shape(found)
    assert shape["learned"][0]["reason"].startswith(f"head “{found.term.split()[-1]}”: ")
    assert shape["learned"][0]["points"] > 0
    shown = _run(place(tmp_path / "termbase.db"), "show", found.term)
    moved = sum(reason.points for reason in reasons_of(found.parts))
    assert f"of the score {moved:+.2f} by what was accepted and rejected:" in shown
    assert shape["learned"][0]["reason"] in shown
    assert (
        json.loads(_run(place(tmp_path / "termbase.db"), "show", found.term, "--json"))["learned"] == shape["learned"]
    )


def test_the_command_line_learns_unless_the_settings_say_not(waiting: Database, tmp_path: Path) -> None:
    """``accept`` and ``reject`` teach; with ``learn = false`` in the settings file they don't."""
    names = [candidate.term for candidate in _pending(waiting)]
    liked = [name for name in names if name.endswith(LIKED)]
    disliked = [name for name in names if name.endswith(DISLIKED)]
    _run(place(tmp_path / "termbase.db"), "accept", *liked[:5])
    _run(place(tmp_path / "termbase.db"), "reject", *disliked[:5])
    learned = json.loads(_run(place(tmp_path / "termbase.db"), "candidates", "--json", "--limit", "1"))
    assert learned["learned"]
    (tmp_path / "glossary.toml").write_text("learn = false\n", "utf-8")
    _run(place(tmp_path / "termbase.db"), "reject", disliked[5], folder=tmp_path)
    for line in _run(place(tmp_path / "termbase.db"), "candidates", "--json").splitlines():
        assert json.loads(line)["learned"] == []
    (tmp_path / "glossary.toml").write_text('learn = "no"\n', "utf-8")
    with pytest.raises(InputError, match="learn must be true or false"):
        load_settings(environment={}, folder=tmp_path)


def _run(location: str, *arguments: str, folder: Path = ROOT) -> str:
    command = [sys.executable, "-m", "glossary", "--db", location, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=folder, env=environment)
    return done.stdout


@pytest.mark.parametrize(("tag", "expected"), [("en", "zone”: 5 accepted, 0 rejected"), ("zh-Hans", "采纳 5，拒绝 0")])
def test_the_app_says_why_in_its_language(tag: str, expected: str) -> None:
    """The panel of a candidate has a line for each reason; a candidate that no decision moved has none."""
    reason = Reason(Kind.HEAD, "zone", 5, 0, 0.38)
    moved = Candidate(term="rural zone", key="ruralzone", parts=(*_parts(4), reason.part))
    language.set_language(tag)
    try:
        lines = [line.plain for line in reason_lines(moved)]
        assert len(lines) == 2
        assert "+0.38" in lines[0]
        assert "+0.38" in lines[1]
        assert expected in lines[1]
        assert list(reason_lines(Candidate(term="rural zone", key="ruralzone", parts=_parts(4)))) == []
    finally:
        language.set_language("en")


def test_the_app_knows_the_names_of_all_parts(queues: dict[str, Queue]) -> None:
    """What the miner calls the parts of a score, and learning the shapes of terms, can be said in any language."""
    parts = {name for queue in queues.values() for row in queue.rows for name, _ in row.mined}
    assert parts - set(PART_TEXTS) - {"digits", "hyphen"} == set()
    terms = ["one", "two three", "a b c d e", "NATO", "Ministry of Trade", "13th Plan", "set-up", "改革", "开放型经济"]
    shapes = {trait.feature for term in terms for method in Method for trait in traits_of(term, (), method.value)}
    assert {shape.name for shape in shapes if shape.kind is Kind.SHAPE} <= {*SHAPE_TEXTS, *PART_TEXTS}


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("Ministry of Commerce", {"head:ministry", "word:commerce", "shape:name", "shape:of, for, in or on"}),
        ("pilot free trade zones", {"head:zone", "word:free", "word:trade", "word:pilot", "shape:4 or more words"}),
        ("AI-powered GPUs", {"head:gpus", "word:ai-powered", "shape:hyphen", "shape:2 words"}),
        ("14th Five-Year Plan", {"head:plan", "shape:digits", "shape:hyphen", "shape:3 words"}),
        ("the", {"head:the", "shape:1 word"}),
        ("新质生产力", {"head:力", "head:产力", "word:新质", "shape:5 or more characters"}),
        ("改革", {"shape:2 characters"}),
        ("𠮷", {"shape:1 character"}),
    ],
)
def test_features_of_terms(term: str, expected: set[str]) -> None:
    """A term has its head, its other words and its shape, and each part of its score with its value."""
    found = traits_of(term, [("rarity", 1.5)], Method.GLOSS.value)
    named = {f"{trait.feature.kind}:{trait.feature.name}" for trait in found}
    assert expected | {"shape:equivalent by gloss", "part:rarity"} <= named
    assert len(found) == len({trait.feature for trait in found})
    assert dict(found)[Feature(Kind.PART, "rarity")] == 1.5


def test_what_is_held_out_is_what_the_others_teach() -> None:
    """Points without a decision are nearly those of a model that never saw it."""
    chance = Random(3)  # noqa: S311 - the same decisions each time
    examples = [
        Example(
            chance.uniform(3, 7),
            traits_of(f"{chance.choice(MODIFIERS)} {head}", _parts(chance.uniform(3, 7))),
            (head in LIKED) != (chance.random() < 0.2),
        )
        for head in chance.choices((*LIKED, *DISLIKED), k=60)
    ]
    held_out = fit(examples).held_out
    alone = []
    for number, example in enumerate(examples):
        found = fit([*examples[:number], *examples[number + 1 :]])
        values = dict.fromkeys(found.centres, 0.0) | dict(example.traits)
        alone.append(sum(found.weights.get(f, 0.0) * (v - found.centres.get(f, 0.0)) for f, v in values.items()))
    assert np.corrcoef(held_out, alone)[0, 1] > 0.99
    assert np.abs(held_out - alone).max() < 0.15


def test_the_guard_lets_through_what_is_beyond_doubt() -> None:
    """A gain on every pair is taken; none, a loss, chance, or too few decisions of a kind are not."""
    accepted = np.array([True, False] * 20)
    scores = np.linspace(7, 3, 40)
    right = np.where(accepted, 1.0, -1.0)
    assert choose_share(scores, 3 * right, accepted) > 0.5
    assert choose_share(scores, -right, accepted) == 0
    assert choose_share(scores, np.zeros(40), accepted) == 0
    assert choose_share(scores[:4], 9 * right[:4], accepted[:4]) == 0
    chance = np.random.default_rng(5)
    shares = [choose_share(scores, chance.normal(0, 1, 40), accepted) for _ in range(200)]
    assert np.mean(shares) < 0.1


@pytest.fixture(scope="module")
def queues() -> dict[str, Queue]:
    """Return what waits of our own articles, mined with the curated base and without one."""
    gold = _gold("article-terms.tsv")
    documents = read_inputs([ROOT / "seeds" / "articles"]).documents
    english = [document for document in documents if document.language == Language.ENGLISH]
    chinese = [document for document in documents if document.language != Language.ENGLISH]
    return {
        "alone": queue_of(mine_candidates(english), gold),
        "with the base": queue_of(mine_past(english), gold),
        "in Chinese": queue_of(mine_chinese(chinese), _gold("chinese-article-terms.tsv")),
    }


def _gold(name: str) -> set[str]:
    """Return the keys of a list that was marked by hand."""
    lines = (ROOT / "tests" / "gold" / name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {key_of(row[1]) for row in rows}


@pytest.mark.parametrize(
    ("name", "worst", "mean"), [("alone", 0, 0.01), ("with the base", 0, 0.003), ("in Chinese", -0.005, -0.002)]
)
def test_a_review_played_again_is_never_worse(queues: dict[str, Queue], name: str, worst: float, mean: float) -> None:
    """Terms come no later with learning than without, in the whole queue and in random parts of it.

    Two of three Chinese candidates are terms already: there little is to be learned, and a part may lose a hair.
    """
    gains = []
    for seed in range(3):
        queue = queues[name] if not seed else queues[name].sample(Random(seed), 0.8)  # noqa: S311 - repeatable
        default = average_precision(replay(queue, learns=False))
        gains.append(average_precision(replay(queue)) - default)
    assert gains[0] >= 0
    assert min(gains) >= worst
    assert sum(gains) / len(gains) > mean


@pytest.mark.parametrize("name", ["alone", "with the base"])
def test_a_careless_reviewer_does_little_harm(queues: dict[str, Queue], name: str) -> None:
    """Who errs on every tenth candidate still gains; who throws a coin loses next to nothing."""
    default = average_precision(replay(queues[name], learns=False))
    erring, thrown = [], []
    for seed in range(3):
        chance = Random(seed)  # noqa: S311 - repeatable
        erring.append(average_precision(replay(queues[name], careless(chance, 0.1))) - default)
        thrown.append(average_precision(replay(queues[name], coin(chance))) - default)
    assert sum(erring) / len(erring) > 0
    assert sum(thrown) / len(thrown) > -0.01


def test_the_termbase_learns_as_the_replay_does(waiting: Database) -> None:
    """The order in which candidates come before a reviewer of a real termbase is that of the replay."""
    queue = queue_of(_candidates(), {fold(c.term) for c in _candidates() if c.term.endswith(LIKED)})
    shown = []
    for _ in range(len(queue.rows)):
        shown.append(_pending(waiting)[0].term.endswith(LIKED))
        _decide(waiting, 1)
    assert shown == replay(queue)


def test_an_equivalent_counts_as_far_as_its_method(database: Database) -> None:
    """How the first equivalent was found is a feature, in the termbase as in memory."""
    found = [
        Candidate(
            term=f"word{place} thing{place}",
            key=f"word{place}thing{place}",
            score=5 - place / 100,
            parts=_parts(5 - place / 100),
            equivalents=(_GLOSS,) if place % 2 else (),
        )
        for place in range(24)
    ]
    with database.writing() as connection:
        replace_candidates(connection, found, [])
    for candidate in found[:15]:
        with revising(database, who="tester", action="review") as revision:
            (workflow.accept if candidate.equivalents else workflow.reject)(revision, candidate.term)
    best = _pending(database)[0]
    assert best.equivalents
    assert any(reason.name == "equivalent by gloss" for reason in reasons_of(best.parts))


_GLOSS = ProposedEquivalent(term="事物", language="zh-Hans", method=Method.GLOSS, confidence=0.8)
