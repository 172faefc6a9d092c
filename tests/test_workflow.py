"""Review: what a person decides about candidates is done, kept, and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.errors import Conflict, InputError, NotFound
from glossary.jobs.mining import mine_into, read_inputs
from glossary.jobs.undoing import redo, undo
from glossary.review import edits, workflow
from glossary.store.candidates.mined import find_candidates, find_mentions, get_candidate
from glossary.store.documents import find_documents, get_document
from glossary.store.entries.access import count_entries, get_entry, save_entry
from glossary.store.integrity import find_problems
from glossary.store.log.revisions import revising
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.concept import Candidate
    from glossary.store.database import Database

ARTICLE = """Harbour towns look inland

Officials of the harbour town said the seamless customs lane has cut waiting times for exporters.

The seamless customs lane (无缝通关通道) links the port with three inland counties, the officials said.

Farmers welcomed the seamless customs lane, because fresh fruit reaches its buyers two days earlier.

A green freight credit for small carriers was announced as well. The green freight credit starts in May.
"""


@pytest.fixture
def mined(database: Database, tmp_path: Path) -> Database:
    """Return a termbase without the base in which one small article was mined."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    mine_into(database, read_inputs([path]).documents, who="tester", with_base=False)
    return database


def _candidate(database: Database, name: str) -> Candidate:
    with database.reading() as connection:
        return get_candidate(connection, name)


def _accept(database: Database, name: str, **options: object) -> str:
    with revising(database, who="tester", action="accept") as revision:
        return workflow.accept(revision, name, **options).id  # type: ignore[arg-type] # passed on as given


def test_gloss_becomes_a_proposal_with_evidence(mined: Database) -> None:
    """What the article glosses itself is proposed, with method, source, evidence and pinyin."""
    proposal = _candidate(mined, "seamless customs lane").equivalents[0]
    assert (proposal.term, proposal.method.value) == ("无缝通关通道", "gloss")
    assert proposal.source.endswith("article.txt")
    assert "seamless customs lane" in proposal.evidence
    assert proposal.pinyin == "wúfèng tōngguān tōngdào"


def test_mentions_and_examples_stand_where_they_say(mined: Database) -> None:
    """Offsets of mentions and examples point to the very text in the stored document."""
    candidate = _candidate(mined, "seamless customs lane")
    with mined.reading() as connection:
        documents = {document.id: document for document in find_documents(connection)}
        mentions = list(find_mentions(connection, candidate.id or 0))
    assert len(mentions) == candidate.frequency == 3
    for mention in mentions:
        assert documents[mention.document].text[mention.start : mention.end] == "seamless customs lane"
    assert candidate.contexts
    for usage in candidate.contexts:
        assert documents[usage.document_id].text[usage.start : usage.end] == usage.text
        assert usage.text[usage.term_start : usage.term_end] == "seamless customs lane"


def test_accepting_makes_an_entry_with_examples(mined: Database) -> None:
    """An accepted candidate is an entry with the chosen Chinese, its pinyin and placed examples."""
    entry_id = _accept(mined, "seamless customs lane", equivalents=["1"], subject_field="opening-up and trade")
    with mined.reading() as connection:
        entry = get_entry(connection, entry_id)
        assert list(find_problems(connection)) == []
        english, chinese = entry.preferred("en"), entry.preferred("zh-Hans")
        assert english is not None
        assert chinese is not None
        assert (english.term, chinese.term) == ("seamless customs lane", "无缝通关通道")
        context = english.contexts[0]
        assert get_document(connection, context.document or 0).text[context.start : context.end] == context.text
    assert _candidate(mined, "seamless customs lane").status is CandidateStatus.ACCEPTED


def test_nothing_is_approved_without_being_chosen(mined: Database) -> None:
    """Accepting a candidate without naming an equivalent takes none, however sure a proposal is."""
    entry_id = _accept(mined, "seamless customs lane")
    with mined.reading() as connection:
        assert get_entry(connection, entry_id).preferred("zh-Hans") is None


def test_own_equivalent_and_pinyin_win(mined: Database) -> None:
    """What a person types is taken as typed, and marked as by hand."""
    entry_id = _accept(mined, "green freight credit", equivalents=["绿色货运信贷"], reading="lǜsè huòyùn xìndài")
    with mined.reading() as connection:
        chinese = get_entry(connection, entry_id).preferred("zh-Hans")
    assert chinese is not None
    assert (chinese.pinyin, chinese.pinyin_by_hand) == ("lǜsè huòyùn xìndài", True)


def test_mining_again_keeps_decisions_and_hand_corrections(mined: Database, tmp_path: Path) -> None:
    """Accepted and rejected candidates, and corrected pinyin, are the same after the next mining."""
    entry_id = _accept(mined, "seamless customs lane", equivalents=["1"])
    with revising(mined, who="tester", action="edit") as revision:
        entry = edits.with_pinyin(
            get_entry(revision.connection, entry_id), "无缝通关通道", "wú fèng tōng guān tōng dào"
        )
        save_entry(revision, entry)
    with revising(mined, who="tester", action="reject") as revision:
        workflow.reject(revision, "green freight credit")
    mine_into(mined, read_inputs([tmp_path / "article.txt"]).documents, who="tester", with_base=False)
    with mined.reading() as connection:
        kept = get_entry(connection, entry_id).preferred("zh-Hans")
    assert kept is not None
    assert (kept.pinyin, kept.pinyin_by_hand) == ("wú fèng tōng guān tōng dào", True)
    accepted = _candidate(mined, "seamless customs lane")
    assert (accepted.status, accepted.entry) == (CandidateStatus.ACCEPTED, entry_id)
    assert accepted.equivalents[0].pinyin == "wú fèng tōng guān tōng dào"
    assert _candidate(mined, "green freight credit").status is CandidateStatus.REJECTED


def test_undo_takes_back_entry_and_decision_together(mined: Database) -> None:
    """Undoing an acceptance removes the entry and lets the candidate wait again; redo brings both back."""
    entry_id = _accept(mined, "seamless customs lane", equivalents=["1"])
    undo(mined, who="tester")
    with mined.reading() as connection:
        assert count_entries(connection) == 0
    assert _candidate(mined, "seamless customs lane").status is CandidateStatus.PENDING
    redo(mined)
    again = _candidate(mined, "seamless customs lane")
    assert (again.status, again.entry) == (CandidateStatus.ACCEPTED, entry_id)


def test_undo_of_mining_takes_its_documents_out(mined: Database) -> None:
    """Undoing a mining leaves no candidate of its documents, redo brings the same ones back."""
    with mined.reading() as connection:
        before = [candidate.term for candidate in find_candidates(connection)]
    undo(mined, who="tester")
    with mined.reading() as connection:
        assert list(find_documents(connection)) == []
        assert list(find_candidates(connection)) == []
    redo(mined)
    with mined.reading() as connection:
        assert [candidate.term for candidate in find_candidates(connection)] == before


def test_deleting_an_entry_lets_its_candidate_wait(mined: Database) -> None:
    """A candidate whose entry is deleted is pending, and accepted again when that is undone."""
    entry_id = _accept(mined, "seamless customs lane", equivalents=["1"])
    with revising(mined, who="tester", action="delete") as revision:
        workflow.delete(revision, entry_id)
    assert _candidate(mined, "seamless customs lane").status is CandidateStatus.PENDING
    undo(mined, who="tester")
    assert _candidate(mined, "seamless customs lane").entry == entry_id


def test_entry_by_hand_makes_a_candidate_known(mined: Database) -> None:
    """A candidate that someone enters by hand is known at once, and pending when the entry goes."""
    with revising(mined, who="tester", action="add") as revision:
        entry = workflow.add(revision, edits.new_entry("Green freight credits", "绿色货运信贷"))
    assert _candidate(mined, "green freight credit").status is CandidateStatus.KNOWN
    with revising(mined, who="tester", action="delete") as revision:
        workflow.delete(revision, entry.id)
    assert _candidate(mined, "green freight credit").status is CandidateStatus.PENDING


def test_merge_adds_a_variant_to_an_entry(mined: Database) -> None:
    """A merged candidate is an admitted term of the entry, which keeps its preferred one."""
    with revising(mined, who="tester", action="add") as revision:
        entry = workflow.add(revision, edits.new_entry("barrier-free customs clearance", "无缝通关"))
    with revising(mined, who="tester", action="merge") as revision:
        merged = workflow.merge(revision, "seamless customs lane", entry.id)
    terms = [(term.term, term.status.value) for _, term in merged.find_terms("en")]
    assert terms == [("barrier-free customs clearance", "preferred"), ("seamless customs lane", "admitted")]
    assert _candidate(mined, "seamless customs lane").entry == entry.id


def test_duplicates_are_refused_and_named(mined: Database) -> None:
    """A term that the termbase has is not entered a second time; the message names the entry."""
    with revising(mined, who="tester", action="add") as revision:
        workflow.add(revision, edits.new_entry("seamless customs lane", "无缝通关通道"))
    with (
        pytest.raises(Conflict, match="entry seamless-customs-lane has this term"),
        revising(mined, who="tester", action="add") as revision,
    ):
        workflow.add(revision, edits.new_entry("Seamless Customs Lanes"))
    with pytest.raises(Conflict, match="has this term already"):
        _accept(mined, "seamless customs lane")


def test_wrong_choices_change_nothing(mined: Database) -> None:
    """A number without proposal, Latin text as Chinese, or an unknown candidate is refused whole."""
    with pytest.raises(InputError, match="no equivalent has number 7"):
        _accept(mined, "seamless customs lane", equivalents=["7"])
    with pytest.raises(InputError, match="at least one Chinese character"):
        _accept(mined, "seamless customs lane", equivalents=["wufeng"])
    with pytest.raises(NotFound, match="no candidate has this id"):
        _accept(mined, "seamful customs lane")
    with mined.reading() as connection:
        assert count_entries(connection) == 0
