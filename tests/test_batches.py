"""Many candidates in one step: all of them or none, undone as one; rejected ones come back on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.errors import BatchRefused, Conflict, NotFound
from glossary.jobs.mining import mine_into, read_inputs
from glossary.jobs.undoing import undo
from glossary.review import edits, workflow
from glossary.store.candidates.mined import get_candidate
from glossary.store.database import Database, open_database
from glossary.store.entries.access import count_entries, get_entry
from glossary.store.integrity import find_problems
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from glossary.vocabulary import CandidateStatus
from tests.backends import copied, place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.concept import Candidate

ARTICLE = """Harbour towns look inland

Officials of the harbour town said the seamless customs lane has cut waiting times for exporters.

The seamless customs lane (无缝通关通道) links the port with three inland counties, the officials said.

A green freight credit (绿色货运信贷) for small carriers was announced as well. The green freight credit starts in May.

The province will extend the digital cargo ledger. Carriers praised the digital cargo ledger on Monday.
"""
LANE, CREDIT, LEDGER = "seamless customs lane", "green freight credit", "digital cargo ledger"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a termbase without the base in which one small article was mined."""
    folder = tmp_path_factory.mktemp("template")
    (folder / "article.txt").write_text(ARTICLE, "utf-8")
    with open_database(place(folder / "termbase.db"), create=True) as opened:
        mine_into(opened, read_inputs([folder / "article.txt"]).documents, who="tester", with_base=False)
    return folder / "termbase.db"


@pytest.fixture
def mined(template: Path, tmp_path: Path) -> Iterator[Database]:
    """Return a copy of that termbase for one test."""
    copied(template, tmp_path / "termbase.db")
    with open_database(place(tmp_path / "termbase.db")) as opened:
        yield opened


def _candidate(database: Database, name: str) -> Candidate:
    with database.reading() as connection:
        return get_candidate(connection, name)


def _statuses(database: Database) -> list[str]:
    return [_candidate(database, name).status.value for name in (LANE, CREDIT, LEDGER)]


def test_many_are_accepted_in_one_step(mined: Database) -> None:
    """Several candidates become entries with their first equivalents, and one undo takes all of them back."""
    with revising(mined, who="tester", action="accept") as revision:
        entries = workflow.accept_many(revision, [LANE, CREDIT, LANE], first_equivalent=True)
    assert [entry.preferred("zh-Hans").term for entry in entries] == ["无缝通关通道", "绿色货运信贷"]  # type: ignore[union-attr] # both have Chinese
    assert _statuses(mined) == ["accepted", "accepted", "pending"]
    with mined.reading() as connection:
        assert next(find_revisions(connection)).summary == "accept 2 candidates"
        assert list(find_problems(connection)) == []
    undo(mined, who="tester")
    assert _statuses(mined) == ["pending", "pending", "pending"]
    with mined.reading() as connection:
        assert count_entries(connection) == 0


def test_one_that_cannot_be_stops_the_batch(mined: Database) -> None:
    """A batch with candidates that can't be accepted changes nothing and names each with the reason."""
    with revising(mined, who="tester", action="add") as revision:
        workflow.add(revision, edits.new_entry("Seamless customs lanes", "无缝通关"))
    before = _statuses(mined)
    with (
        pytest.raises(BatchRefused, match="can't accept 4 candidates, nothing was changed") as refused,
        revising(mined, who="tester", action="accept") as revision,
    ):
        workflow.accept_many(revision, [LANE, CREDIT, LEDGER, "no such thing"], first_equivalent=True)
    reasons = refused.value.reasons
    assert list(reasons) == [LANE, LEDGER, "no such thing"]
    assert "has this term already" in reasons[LANE]
    assert "no equivalent has number 1" in reasons[LEDGER]
    assert "no candidate has this id or term" in reasons["no such thing"]
    assert _statuses(mined) == before
    with mined.reading() as connection:
        assert count_entries(connection) == 1


def test_one_alone_fails_as_itself(mined: Database) -> None:
    """A batch of one says what is wrong in the same words as the single step."""
    with pytest.raises(NotFound, match="no candidate"), revising(mined, who="t", action="accept") as revision:
        workflow.accept_many(revision, ["no such thing"])


def test_rejected_candidates_are_reopened(mined: Database) -> None:
    """Reopened candidates wait again, or are known where an entry has the term by now."""
    with revising(mined, who="tester", action="reject") as revision:
        workflow.reject_many(revision, [LANE, CREDIT])
    with revising(mined, who="tester", action="add") as revision:
        entry = workflow.add(revision, edits.new_entry(CREDIT, "绿色货运信贷"))
    with revising(mined, who="tester", action="reopen") as revision:
        reopened = workflow.reopen(revision, [LANE, CREDIT])
    assert [candidate.status.value for candidate in reopened] == ["pending", "known"]
    assert _candidate(mined, CREDIT).entry == entry.id
    with mined.reading() as connection:
        assert next(find_revisions(connection)).summary == "reopen 2 candidates"
    undo(mined, who="tester")
    assert _statuses(mined)[:2] == ["rejected", "rejected"]


def test_only_rejected_candidates_can_be_reopened(mined: Database) -> None:
    """A candidate that waits or was accepted isn't reopened."""
    with pytest.raises(Conflict, match="it is pending"), revising(mined, who="t", action="reopen") as revision:
        workflow.reopen(revision, [LANE])


def test_edited_entry_is_accepted(mined: Database) -> None:
    """A candidate is accepted into the entry as the reviewer edited it, with the wording it has there."""
    draft = edits.new_entry("Seamless Customs Lane", "无缝通关通道", definition="A lane.", subject_field="trade")
    with revising(mined, who="tester", action="accept") as revision:
        saved = workflow.accept_entry(revision, LANE, edits.with_new_term(draft, "zh-Hans", "无缝通道"))
    candidate = _candidate(mined, LANE)
    assert (candidate.status, candidate.entry) == (CandidateStatus.ACCEPTED, saved.id)
    assert candidate.term == "Seamless Customs Lane"
    with mined.reading() as connection:
        assert get_entry(connection, saved.id) == saved
        assert next(find_revisions(connection)).summary == "accept Seamless Customs Lane"
    undo(mined, who="tester")
    assert _candidate(mined, LANE).term == LANE
    with mined.reading() as connection:
        assert count_entries(connection) == 0


def test_edited_entry_with_a_taken_term_is_refused(mined: Database) -> None:
    """A term that another entry has stops the acceptance, unless the reviewer wants both."""
    with revising(mined, who="tester", action="add") as revision:
        workflow.add(revision, edits.new_entry("customs fast lane"))
    draft = edits.with_new_term(edits.new_entry(LANE), "en", "Customs Fast Lane")
    with pytest.raises(Conflict, match="entry customs-fast-lane has"), revising(mined, who="t", action="a") as revision:
        workflow.accept_entry(revision, LANE, draft)
    assert _candidate(mined, LANE).status is CandidateStatus.PENDING
    with revising(mined, who="tester", action="accept") as revision:
        workflow.accept_entry(revision, LANE, draft, allow_duplicate=True)
    assert _candidate(mined, LANE).status is CandidateStatus.ACCEPTED


def test_known_candidate_waits_again_when_its_term_goes(mined: Database) -> None:
    """A candidate is known only as long as an entry has its term, also when the entry stays."""
    with revising(mined, who="tester", action="add") as revision:
        entry = workflow.add(revision, edits.with_new_term(edits.new_entry("freight loan"), "en", CREDIT))
    assert _candidate(mined, CREDIT).status is CandidateStatus.KNOWN
    with revising(mined, who="tester", action="edit") as revision:
        workflow.change(revision, edits.without_term(entry, CREDIT))
    assert _candidate(mined, CREDIT).status is CandidateStatus.PENDING


def test_entries_are_deleted_together(mined: Database) -> None:
    """Several entries go in one step, or none where one isn't there."""
    with revising(mined, who="tester", action="accept") as revision:
        ids = [entry.id for entry in workflow.accept_many(revision, [LANE, CREDIT])]
    with pytest.raises(BatchRefused, match="can't delete 3 entries"), revising(mined, who="t", action="d") as revision:
        workflow.delete_many(revision, [*ids, "no-such-entry"])
    assert _statuses(mined)[:2] == ["accepted", "accepted"]
    with revising(mined, who="tester", action="delete") as revision:
        workflow.delete_many(revision, ids)
    assert _statuses(mined)[:2] == ["pending", "pending"]
