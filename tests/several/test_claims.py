"""Several reviewers on one queue: nobody is given what somebody else reviews, and nothing is held for ever."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from glossary.errors import HeldByAnother
from glossary.review import claiming, workflow
from glossary.store.candidates import claims
from glossary.store.candidates.mined import get_candidate
from glossary.store.database import open_database
from glossary.store.integrity import find_problems
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from glossary.vocabulary import CandidateStatus
from tests.several.termbases import add_candidates, place_of

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier

    from glossary.store.database import Database

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LATER = NOW + claims.LEASE + timedelta(seconds=1)


def _claim(database: Database, who: str, count: int, now: datetime = NOW) -> list[int]:
    return [found.candidate.id or 0 for found in claiming.claim_next(database, count, who=who, now=now)]


def _holders(database: Database, now: datetime = NOW) -> dict[int, str]:
    with database.reading() as connection:
        return {found.row_id: found.who for found in claims.find_claims(connection, now=now)}


def test_the_best_that_nobody_reviews_are_given(database: Database) -> None:
    """Each who asks is given the next best ones, who asks twice too, until none is left."""
    rows = add_candidates(database, 5)
    assert _claim(database, "Li Mei", 2) == rows[:2]
    assert _claim(database, "Wang Wei", 2) == rows[2:4]
    assert _claim(database, "Li Mei", 2) == rows[4:]
    assert _claim(database, "Wang Wei", 2) == []
    assert _holders(database) == dict(zip(rows, ["Li Mei", "Li Mei", "Wang Wei", "Wang Wei", "Li Mei"], strict=True))


def test_a_claim_ends_by_itself(database: Database) -> None:
    """What somebody claimed and left comes back to the others when its time is over, not before."""
    rows = add_candidates(database, 3)
    _claim(database, "Li Mei", 3)
    assert _claim(database, "Wang Wei", 3, NOW + claims.LEASE - timedelta(seconds=1)) == []
    assert _claim(database, "Wang Wei", 3, LATER) == rows


def test_a_claim_that_is_renewed_holds_on(database: Database) -> None:
    """Who goes on looking at a candidate keeps it; who lost it to somebody else is told so."""
    rows = add_candidates(database, 2)
    _claim(database, "Li Mei", 2)
    halfway = NOW + claims.LEASE / 2
    with database.writing() as connection:
        assert claims.claim(connection, "Li Mei", rows[:1], now=halfway) == rows[:1]
    assert _claim(database, "Wang Wei", 2, LATER) == rows[1:]
    with database.writing() as connection:
        assert claims.claim(connection, "Li Mei", rows, now=LATER) == rows[:1]


def test_claims_are_given_back(database: Database) -> None:
    """Some or all of one's own claims are given back; nobody gives back what is somebody else's."""
    rows = add_candidates(database, 4)
    _claim(database, "Li Mei", 3)
    _claim(database, "Wang Wei", 1)
    assert claiming.release(database, [str(rows[0]), str(rows[3])], who="Li Mei") == 1
    assert set(_holders(database)) == set(rows[1:])
    assert claiming.release(database, who="Li Mei") == 2
    assert _holders(database) == {rows[3]: "Wang Wei"}


@pytest.mark.parametrize("decision", ["accept", "reject", "merge"])
def test_nobody_decides_on_what_somebody_else_reviews(database: Database, decision: str) -> None:
    """Deciding on a claimed candidate is refused with who has it, changes nothing, and can be forced."""
    rows = add_candidates(database, 2)
    claiming.claim_next(database, 1, who="Li Mei")
    with revising(database, who="Wang Wei", action="accept") as revision:
        entry = workflow.accept(revision, str(rows[1]))

    def decide(*, force: bool) -> None:
        name = str(rows[0])
        with revising(database, who="Wang Wei", action=decision) as revision:
            if decision == "accept":
                workflow.accept(revision, name, force=force)
            elif decision == "reject":
                workflow.reject(revision, name, force=force)
            else:
                workflow.merge(revision, name, entry.id, force=force)

    with pytest.raises(HeldByAnother, match=r"candidate 00000: Li Mei reviews it, until \d\d:\d\d UTC"):
        decide(force=False)
    with database.reading() as connection:
        assert get_candidate(connection, str(rows[0])).status is CandidateStatus.PENDING
    decide(force=True)
    with database.reading() as connection:
        assert get_candidate(connection, str(rows[0])).status is not CandidateStatus.PENDING
        assert claims.find_claims(connection) == []


def test_a_decision_ends_the_claim(database: Database) -> None:
    """Who decides on what one has claimed has it no more; the others stay claimed."""
    rows = add_candidates(database, 2)
    claiming.claim_next(database, 2, who="Li Mei")
    with revising(database, who="Li Mei", action="reject") as revision:
        workflow.reject(revision, str(rows[0]))
    with database.reading() as connection:
        assert [found.row_id for found in claims.find_claims(connection)] == rows[1:]


def test_a_rejection_of_somebody_else_is_not_overridden_unawares(database: Database) -> None:
    """A candidate that somebody rejected meanwhile isn't accepted by who still saw it waiting."""
    row = str(add_candidates(database, 1)[0])
    with revising(database, who="Li Mei", action="reject") as revision:
        workflow.reject(revision, row)
    with (
        pytest.raises(HeldByAnother, match=rf"rejected by Li Mei at .*glossary reopen {row}"),
        revising(database, who="Wang Wei", action="accept") as revision,
    ):
        workflow.accept(revision, row)
    with revising(database, who="Li Mei", action="accept") as revision:
        workflow.accept(revision, row)


def test_what_is_accepted_already_says_by_whom(database: Database) -> None:
    """The second of two who accept a candidate is told who was first; there is one entry."""
    row = str(add_candidates(database, 1)[0])
    with revising(database, who="Li Mei", action="accept") as revision:
        workflow.accept(revision, row)
    with (
        pytest.raises(Exception, match=r"accepted already by Li Mei at .*, into entry candidate-00000"),
        revising(database, who="Wang Wei", action="accept") as revision,
    ):
        workflow.accept(revision, row)


def _review(location: str, who: str, results: Queue[tuple[str, list[int]]], all_here: Barrier) -> None:
    """Review as a person of a team would, until nothing is left, and tell what was decided."""
    decided = []
    with open_database(location) as database:
        all_here.wait(400)
        while given := claiming.claim_next(database, 3, who=who):
            for candidate, _ in given:
                name = str(candidate.id)
                with revising(database, who=who, action="reject") as revision:
                    if (candidate.id or 0) % 2:
                        workflow.reject(revision, name)
                    else:
                        workflow.accept(revision, name)
                decided.append(candidate.id or 0)
    results.put((who, decided))


def test_four_processes_review_one_queue(database: Database) -> None:
    """Of hundreds of candidates each is given to exactly one of four reviewers, who decides on it once."""
    rows = add_candidates(database, 240)
    database.learns = False
    spawn = multiprocessing.get_context("spawn")
    results: Queue[tuple[str, list[int]]] = spawn.Queue()
    names = ["Li Mei", "Wang Wei", "Zhao Min", "Chen Jie"]
    all_here = spawn.Barrier(len(names))
    reviewers = [spawn.Process(target=_review, args=(place_of(database), name, results, all_here)) for name in names]
    for reviewer in reviewers:
        reviewer.start()
    shares = dict(results.get(timeout=400) for _ in reviewers)
    for reviewer in reviewers:
        reviewer.join(30)
    assert [reviewer.exitcode for reviewer in reviewers] == [0] * 4
    assert sorted(row for share in shares.values() for row in share) == rows
    with database.reading() as connection:
        assert list(find_problems(connection)) == []
        decisions = Counter(past.who for past in find_revisions(connection))
    assert decisions == Counter({name: len(share) for name, share in shares.items()})


_HANG = """
import sys, time
from glossary.review import claiming
from glossary.store.database import open_database
with open_database(sys.argv[1]) as database:
    for claimed in claiming.claim_next(database, 3, who="Li Mei"):
        print(claimed.candidate.id, flush=True)
    print("claimed", flush=True)
    time.sleep(600)
"""


def test_what_a_killed_reviewer_had_comes_back(database: Database) -> None:
    """The candidates of a reviewer whose program was killed go to the others when the claims end."""
    rows = add_candidates(database, 5)
    command = [sys.executable, "-c", _HANG, place_of(database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reviewer:
        assert reviewer.stdout is not None
        had = [int(line) for line in iter(reviewer.stdout.readline, "claimed\n")]
        os.kill(reviewer.pid, signal.SIGKILL)
        reviewer.wait()
    assert had == rows[:3]
    now = datetime.now(UTC)
    assert _claim(database, "Wang Wei", 5, now) == rows[3:]
    assert _claim(database, "Zhao Min", 5, now + claims.LEASE + timedelta(minutes=1)) == rows


def _run(database: Database, who: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "glossary", "--db", place_of(database), *arguments]
    environment = {**os.environ, "GLOSSARY_USER": who}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_the_commands(database: Database) -> None:
    """Claiming, listing, deciding by force and giving back work on the command line."""
    rows = [str(row) for row in add_candidates(database, 3)]
    claimed = _run(database, "Li Mei", "candidates", "--claim", "2", "--json")
    shapes = [json.loads(line) for line in claimed.stdout.splitlines()]
    assert [str(shape["id"]) for shape in shapes] == rows[:2]
    assert {shape["claim"]["who"] for shape in shapes} == {"Li Mei"}
    assert "--release" in claimed.stderr

    refused = _run(database, "Wang Wei", "reject", rows[0])
    assert (refused.returncode, refused.stdout) == (2, "")
    assert re.fullmatch(r"glossary: candidate 00000: Li Mei reviews it, .*--force\n", refused.stderr)
    assert _run(database, "Wang Wei", "reject", rows[0], "--force").returncode == 0

    listed = _run(database, "Wang Wei", "candidates", "--claimed")
    assert "Li Mei" in listed.stdout
    assert "candidate 00001" in listed.stdout
    assert _run(database, "Wang Wei", "candidates", "--claim", "9").stdout.count("candidate 0000") == 1
    assert _run(database, "Wang Wei", "candidates", "--claim", "1").returncode == 1
    assert _run(database, "Li Mei", "candidates", "--release").returncode == 0
    assert "candidate 00001" in _run(database, "Wang Wei", "candidates", "--claim", "1").stdout
