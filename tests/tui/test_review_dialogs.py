"""The review's questions: batches, Chinese written by hand, the entry to merge into."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.widgets import Input, Static

from glossary.review import workflow
from glossary.store.candidates.mined import get_candidate
from glossary.store.entries.access import get_entry
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from glossary.tui.dialogs.accept_term import AcceptTermDialog
from glossary.tui.dialogs.choose_entry import ChooseEntryDialog
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.widgets.virtual_list import VirtualList
from glossary.vocabulary import AdministrativeStatus, CandidateStatus, Language
from tests.tui.conftest import settle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.pilot import Pilot

    from glossary.concept import Candidate, TermSection
    from glossary.store.database import Database
    from glossary.store.log.history import PastRevision
    from glossary.tui.app import GlossaryApp
    from glossary.tui.screens.review import ReviewScreen
    from tests.tui.conftest import OpenApp

PENDING, ACCEPTED, REJECTED = CandidateStatus.PENDING, CandidateStatus.ACCEPTED, CandidateStatus.REJECTED


async def _review(app: GlossaryApp, pilot: Pilot[None]) -> ReviewScreen:
    """Go to the review and return it."""
    await pilot.press("f3")
    await settle(pilot)
    return cast("ReviewScreen", app.screen)


async def _press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def _candidates(database: Database, row_ids: Iterable[int]) -> list[Candidate]:
    with database.reading() as connection:
        return [get_candidate(connection, str(row_id)) for row_id in row_ids]


def _chinese_of(database: Database, candidate: Candidate) -> TermSection | None:
    assert candidate.entry is not None
    with database.reading() as connection:
        return get_entry(connection, candidate.entry).preferred(Language.SIMPLIFIED_CHINESE)


def _other_of(database: Database, candidate: Candidate) -> TermSection | None:
    """Return the preferred term in the language that a candidate isn't in."""
    assert candidate.entry is not None
    other = Language.SIMPLIFIED_CHINESE if candidate.language == Language.ENGLISH else Language.ENGLISH
    with database.reading() as connection:
        return get_entry(connection, candidate.entry).preferred(other)


def _newest(database: Database) -> PastRevision:
    with database.reading() as connection:
        return next(find_revisions(connection, limit=1))


def _errors(app: GlossaryApp) -> list[str]:
    return [notice.message for notice in app._notifications if notice.severity == "error"]


async def test_marked_candidates_are_accepted_in_one_revision(open_app: OpenApp) -> None:
    """A batch is asked for once, gives each its first equivalent where one is proposed, and is undone by one key."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        row_ids = review.candidates.ids[:30].tolist()
        await _press(pilot, "v", *["j"] * 29, "v", "a")
        assert isinstance(app.screen, ConfirmDialog)
        await _press(pilot, "a")
        accepted = _candidates(app.database, row_ids)
        assert {candidate.status for candidate in accepted} == {ACCEPTED}
        for candidate in accepted:
            other = _other_of(app.database, candidate)
            first = candidate.equivalents[0].term if candidate.equivalents else None
            assert (other.term if other else None) == first
        assert any(candidate.equivalents for candidate in accepted)
        assert _newest(app.database).summary == "accept 30 candidates"
        assert review.candidates.marking.ids == set()
        assert review.candidates.cursor == 30

        await _press(pilot, "z")
        assert {candidate.status for candidate in _candidates(app.database, row_ids)} == {PENDING}


async def test_a_batch_without_chinese(open_app: OpenApp) -> None:
    """The other answer accepts all without an equivalent; Escape accepts none."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        row_ids = review.candidates.ids[:3].tolist()
        await _press(pilot, "space", "space", "space", "a", "escape")
        assert {candidate.status for candidate in _candidates(app.database, row_ids)} == {PENDING}
        assert review.candidates.marking.ids == set(row_ids)

        await _press(pilot, "a", "0")
        accepted = _candidates(app.database, row_ids)
        assert [_chinese_of(app.database, candidate) for candidate in accepted] == [None] * 3


async def test_marked_candidates_are_rejected_reopened_and_skipped(open_app: OpenApp) -> None:
    """Reject, reopen and skip take all that is marked."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        row_ids = review.candidates.ids[:2].tolist()
        await _press(pilot, "space", "space", "r")
        assert [candidate.status for candidate in _candidates(app.database, row_ids)] == [REJECTED] * 2
        assert _newest(app.database).summary == "reject 2 candidates"

        await _press(pilot, "g", "space", "space", "u")
        assert [candidate.status for candidate in _candidates(app.database, row_ids)] == [PENDING] * 2

        await _press(pilot, "g", "space", "space", "s")
        assert review.candidates.skipped == set(row_ids)


async def test_a_batch_that_can_not_be_changes_nothing(open_app: OpenApp) -> None:
    """Where one of the marked can't be rejected none is, it says which, and the marks are there for another try."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        row_ids = review.candidates.ids[:3].tolist()
        with revising(app.database, who="other", action="accept") as revision:
            taken = workflow.accept(revision, str(row_ids[1]))
        await _press(pilot, "space", "space", "space", "r")

        assert [candidate.status for candidate in _candidates(app.database, row_ids)] == [PENDING, ACCEPTED, PENDING]
        assert len(_errors(app)) == 1
        assert taken.id in _errors(app)[0]
        assert review.candidates.marking.ids == set(row_ids)


async def test_a_single_decision_leaves_other_marks_alone(open_app: OpenApp) -> None:
    """Writing Chinese for the row under the cursor takes no mark away."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        marked, row_id = review.candidates.ids[:2]
        await _press(pilot, "space", "t", *"单一窗口", "enter")

        assert _candidates(app.database, [row_id])[0].status is ACCEPTED
        assert review.candidates.marking.ids == {marked}


async def test_chinese_by_hand_gets_its_pinyin_by_rule(open_app: OpenApp) -> None:
    """The pinyin is suggested while typing and saved as the rule's, not as written by hand."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        row_id = review.candidates.ids[1]
        await _press(pilot, "j", "t", *"单一窗口")
        assert isinstance(app.screen, AcceptTermDialog)
        assert app.screen.query_one("#written-pinyin", Input).value == "dānyī chuāngkǒu"
        await _press(pilot, "enter")

        (candidate,) = _candidates(app.database, [row_id])
        chinese = _chinese_of(app.database, candidate)
        assert chinese is not None
        assert (chinese.term, chinese.pinyin, chinese.pinyin_by_hand) == ("单一窗口", "dānyī chuāngkǒu", False)


async def test_pinyin_by_hand_is_checked_and_kept(open_app: OpenApp) -> None:
    """Pinyin that can't be the term's isn't taken; what a person wrote instead of the rule is kept as theirs."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        row_id = review.candidates.ids[0]
        await _press(pilot, "t", *"长江", "tab")
        line = app.screen.query_one("#written-pinyin", Input)
        line.value = "Chángjiān"
        await _press(pilot, "enter")
        assert isinstance(app.screen, AcceptTermDialog)
        assert "can't be" in str(app.screen.query_one("#written-problem", Static).render())
        line.value = "Cháng jiāng"
        await _press(pilot, "enter")

        (candidate,) = _candidates(app.database, [row_id])
        chinese = _chinese_of(app.database, candidate)
        assert chinese is not None
        assert (chinese.term, chinese.pinyin, chinese.pinyin_by_hand) == ("长江", "Cháng jiāng", True)


async def test_what_is_not_chinese_is_not_taken(open_app: OpenApp) -> None:
    """An empty line, or one without a Chinese character, keeps the dialog open and says why."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        await _press(pilot, "t", "enter")
        problem = app.screen.query_one("#written-problem", Static)
        assert str(problem.render()) == "Write the Chinese term."
        await _press(pilot, *"port", "enter")
        assert str(problem.render()) == "A Chinese term has at least one Chinese character."
        await _press(pilot, "escape")

        assert _candidates(app.database, review.candidates.ids[:1])[0].status is PENDING


async def test_an_entry_to_merge_into_is_found_while_typing(open_app: OpenApp) -> None:
    """Initials find the entry, the arrows move in the list, Enter merges: the term comes in as admitted."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        row_id = review.candidates.ids[1]
        await _press(pilot, "j", "m", *"xzscl")
        assert isinstance(app.screen, ChooseEntryDialog)
        found = app.screen.query_one(VirtualList)
        first = found.row_at(0)
        assert first is not None
        assert first.cells[1] == "新质生产力"
        await _press(pilot, "down", "up", "enter")

        (candidate,) = _candidates(app.database, [row_id])
        assert candidate.status is ACCEPTED
        assert candidate.entry is not None
        with app.database.reading() as connection:
            entry = get_entry(connection, candidate.entry)
        terms = {term.term: term.status for _, term in entry.find_terms(Language.ENGLISH)}
        assert terms[candidate.term] is AdministrativeStatus.ADMITTED
        assert "新质生产力" in [term.term for _, term in entry.find_terms(Language.SIMPLIFIED_CHINESE)]
        row = review.candidates.row_at(1)
        assert row is not None
        assert row.cells[0] == "⇢"


async def test_entries_that_look_like_it_are_offered_first(open_app: OpenApp) -> None:
    """Before anything is typed the dialog offers the duplicates, with the reason of each."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        await _press(pilot, "f")
        (known,) = _candidates(app.database, [cast("int", review.candidates.row_id)])
        await _press(pilot, "m")
        first = app.screen.query_one(VirtualList).row_at(0)
        assert first is not None
        assert first.cells[2] == "same term"
        await _press(pilot, "enter")

        (candidate,) = _candidates(app.database, [known.id or 0])
        assert (candidate.status, candidate.entry) == (ACCEPTED, known.entry)


async def test_editing_and_saving_accepts_and_goes_on(open_app: OpenApp) -> None:
    """``e`` opens the form of the entry with the equivalent pointed at; saving it accepts the candidate."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        row_id = review.candidates.ids[0]
        (before,) = _candidates(app.database, [row_id])
        await _press(pilot, "e")
        assert app.screen is not review
        await _press(pilot, "ctrl+s")
        assert app.screen is review

        (candidate,) = _candidates(app.database, [row_id])
        chinese = _chinese_of(app.database, candidate)
        assert chinese is not None
        assert (candidate.status, chinese.term) == (ACCEPTED, before.equivalents[0].term)
        assert review.candidates.cursor == 1


async def test_leaving_the_form_or_the_occurrences_decides_nothing(open_app: OpenApp) -> None:
    """Escape comes back to the same row of the queue, which waits as before."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        for key in ("e", "o"):
            await _press(pilot, key)
            assert app.screen is not review
            await _press(pilot, "escape")
            assert app.screen is review

        assert review.candidates.cursor == 0
        assert _candidates(app.database, review.candidates.ids[:1])[0].status is PENDING
