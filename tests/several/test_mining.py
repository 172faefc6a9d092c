"""Mining while others work: they never wait for what is computed, and nothing that they do is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.jobs.mining import mine_into, read_inputs
from glossary.review import edits, workflow
from glossary.store.candidates.mined import get_candidate
from glossary.store.database import open_database
from glossary.store.entries.access import count_entries
from glossary.store.integrity import find_problems
from glossary.store.log.revisions import revising
from glossary.vocabulary import CandidateStatus
from tests.several.termbases import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from glossary.concept import Document
    from glossary.store.database import Database

LANE = """Harbour towns look inland

Officials of the harbour town said the seamless customs lane has cut waiting times for exporters.

The seamless customs lane (无缝通关通道) links the port with three inland counties, the officials said.

Farmers welcomed the seamless customs lane, because fresh fruit reaches its buyers two days earlier.

A green freight credit for small carriers was announced as well. The green freight credit starts in May.
"""
CHIEF = """Rivers get their keepers

The river keeper scheme began in two counties. The river keeper scheme (护河人制度) names a person for every bank.

Under the river keeper scheme every village looks after its own water.
"""
#: A step of the computation, and one that comes before it whenever candidates are computed anew.
COMPUTED, GATHERED = "ranking terms", "reading the corpus"


class Meanwhile:
    """Lets somebody else work each time that candidates are computed.

    Args:
        work: is called with the number of the time, from 0.
    """

    def __init__(self, work: Callable[[int], object]) -> None:
        self._work = work
        self._is_due = True
        self.times = 0

    def __call__(self, step: str, _done: int, _total: int) -> None:
        """Hear of progress."""
        if step == GATHERED:
            self._is_due = True
        elif step == COMPUTED and self._is_due:
            self._is_due = False
            self._work(self.times)
            self.times += 1


@pytest.fixture
def other(database: Database) -> Iterator[Database]:
    """Return the termbase as somebody else has it open, who waits for nobody for long."""
    with open_database(place_of(database), busy_timeout=200) as opened:
        yield opened


def _documents(folder: Path, name: str, text: str) -> list[Document]:
    path = folder / name
    path.write_text(text, "utf-8")
    return list(read_inputs([path]).documents)


def _add(database: Database, english: str, chinese: str | None = None) -> None:
    with revising(database, who="Li Mei", action="add") as revision:
        workflow.add(revision, edits.new_entry(english, chinese))


def test_others_write_while_candidates_are_computed(database: Database, other: Database, tmp_path: Path) -> None:
    """Who adds an entry during the computation doesn't wait, and the mining knows its term at the end."""
    meanwhile = Meanwhile(lambda time: _add(other, "green freight credit", "绿色货运信贷") if time == 0 else None)
    documents = _documents(tmp_path, "lane.txt", LANE)
    mine_into(database, documents, who="tester", with_base=False, progress=meanwhile)
    assert meanwhile.times == 2
    with database.reading() as connection:
        assert list(find_problems(connection)) == []
        assert get_candidate(connection, "seamless customs lane").status is CandidateStatus.PENDING
        assert get_candidate(connection, "green freight credit").status is CandidateStatus.KNOWN


def test_somebody_who_never_stops_holds_nothing_up(database: Database, other: Database, tmp_path: Path) -> None:
    """However often others write meanwhile, nobody waits for the other, and what they added last is known too."""
    terms = ("busy term", "green freight credit")
    meanwhile = Meanwhile(lambda time: _add(other, terms[time]))
    documents = _documents(tmp_path, "lane.txt", LANE)
    mine_into(database, documents, who="tester", with_base=False, progress=meanwhile)
    assert meanwhile.times == len(terms)
    with database.reading() as connection:
        assert count_entries(connection) == len(terms)
        assert get_candidate(connection, "seamless customs lane").equivalents[0].term == "无缝通关通道"
        assert get_candidate(connection, "green freight credit").status is CandidateStatus.KNOWN


def test_a_decision_during_a_mining_stays(database: Database, other: Database, tmp_path: Path) -> None:
    """What somebody accepts or rejects while its corpus is mined again stays decided."""
    documents = _documents(tmp_path, "lane.txt", LANE)
    mine_into(database, documents, who="tester", with_base=False)

    def decide(time: int) -> None:
        with revising(other, who="Li Mei", action="reject") as revision:
            if time == 0:
                workflow.reject(revision, "green freight credit")
            else:
                workflow.accept(revision, "seamless customs lane", equivalents=["1"])

    meanwhile = Meanwhile(decide)
    again = _documents(tmp_path, "river.txt", CHIEF)
    mine_into(database, again, who="tester", with_base=False, progress=meanwhile)
    assert meanwhile.times == 2
    with database.reading() as connection:
        assert get_candidate(connection, "green freight credit").status is CandidateStatus.REJECTED
        assert get_candidate(connection, "seamless customs lane").status is CandidateStatus.ACCEPTED
        assert get_candidate(connection, "river keeper scheme").status is CandidateStatus.PENDING


def test_two_minings_at_the_same_time_lose_nothing(database: Database, other: Database, tmp_path: Path) -> None:
    """Of corpora that are mined at once all candidates are there, with what they are called."""
    texts = (CHIEF, CHIEF.replace("river", "lake").replace("River", "Lake"))

    def mine(time: int) -> None:
        if time < len(texts):
            documents = _documents(tmp_path, f"{time}.txt", texts[time])
            mine_into(other, documents, who="Li Mei", with_base=False)

    documents = _documents(tmp_path, "lane.txt", LANE)
    mine_into(database, documents, who="tester", with_base=False, progress=Meanwhile(mine))
    with database.reading() as connection:
        assert list(find_problems(connection)) == []
        names = ("seamless customs lane", "river keeper scheme", "lake keeper scheme")
        found = {name: get_candidate(connection, name) for name in names}
    assert found["seamless customs lane"].equivalents[0].term == "无缝通关通道"
    assert found["river keeper scheme"].equivalents[0].term == "护河人制度"
    assert found["lake keeper scheme"].frequency == 3
