"""The review: a key decides a candidate, the database has it, and the list stays under the hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.widgets import Input, Static

from glossary.concept import Candidate, ProposedEquivalent, Usage, Variant
from glossary.review import workflow
from glossary.review.edits import new_entry
from glossary.store.candidates.mined import find_candidates, get_candidate
from glossary.store.candidates.queue import find_candidate_ids
from glossary.store.entries.access import get_entry
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.widgets.candidate_rows import Queue
from glossary.tui.widgets.candidate_text import candidate_text
from glossary.vocabulary import CandidateStatus, Language, Method
from tests.tui.conftest import settle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.pilot import Pilot

    from glossary.concept import ConceptEntry
    from glossary.store.database import Database
    from glossary.tui.app import GlossaryApp
    from glossary.tui.screens.review import ReviewScreen
    from tests.tui.conftest import OpenApp

PENDING, KNOWN = CandidateStatus.PENDING, CandidateStatus.KNOWN
ACCEPTED, REJECTED = CandidateStatus.ACCEPTED, CandidateStatus.REJECTED


async def _review(app: GlossaryApp, pilot: Pilot[None]) -> ReviewScreen:
    """Go to the review and return it."""
    await pilot.press("f3")
    await settle(pilot)
    return cast("ReviewScreen", app.screen)


async def _press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def _candidate(database: Database, row_id: int | None) -> Candidate:
    with database.reading() as connection:
        return get_candidate(connection, str(row_id))


def _entry(database: Database, row_id: int | None) -> ConceptEntry:
    candidate = _candidate(database, row_id)
    assert candidate.entry is not None
    with database.reading() as connection:
        return get_entry(connection, candidate.entry)


def _chinese(entry: ConceptEntry) -> list[str]:
    return [term.term for _, term in entry.find_terms(Language.SIMPLIFIED_CHINESE)]


def _others(entry: ConceptEntry, candidate: Candidate) -> list[str]:
    """Return the terms of an entry in the language that its candidate isn't in."""
    return [term.term for language, term in entry.find_terms() if language[:2] != candidate.language[:2]]


def _signs(review: ReviewScreen, rows: Iterable[int]) -> list[str]:
    """Return the first column of rows by their place."""
    found = [review.candidates.row_at(index) for index in rows]
    return [row.cells[0] if row else "?" for row in found]


def _count(review: ReviewScreen) -> str:
    return str(review.query_one("#review-count", Static).render())


def _said(app: GlossaryApp) -> list[str]:
    return [notice.message for notice in app._notifications]


async def _go_to(review: ReviewScreen, pilot: Pilot[None], row_id: int | None) -> None:
    assert row_id is not None
    review.candidates.move_to(review.candidates.ids.index(row_id))
    await settle(pilot)


def _with_equivalents(database: Database, at_least: int) -> Candidate:
    """Return the best pending candidate with so many proposed equivalents; it gets them where none has."""
    with database.reading() as connection:
        return next(c for c in find_candidates(connection) if len(c.equivalents) >= at_least)


async def test_the_queue_is_pending_best_first(open_app: OpenApp) -> None:
    """The review opens with the candidates that wait, in the order of their scores, and counts them exactly."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        with app.database.reading() as connection:
            assert review.candidates.ids == find_candidate_ids(connection)
        total = len(review.candidates.ids)
        assert _count(review) == f"0 of {total} reviewed here · {total} left"
        assert review.panel.candidate == _candidate(app.database, review.candidates.ids[0])


async def test_a_hundred_candidates_are_reviewed_with_keys_alone(open_app: OpenApp) -> None:
    """A hundred keys, as fast as they come, are a hundred decisions in the database; undo takes back the last."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        rows = review.candidates
        before = rows.ids[:]
        decided: dict[int, str] = {}
        for number in range(100):
            row_id = cast("int", rows.row_id)
            assert row_id not in decided
            decided[row_id] = "ar0r"[number % 4]
            await pilot.press(decided[row_id])
        await settle(pilot)

        assert rows.ids == before
        for row_id, key in decided.items():
            candidate = _candidate(app.database, row_id)
            assert candidate.status is (REJECTED if key == "r" else ACCEPTED), candidate.term
            if key != "r":
                first = [equivalent.term for equivalent in candidate.equivalents[:1]]
                assert _others(_entry(app.database, row_id), candidate) == (first if key == "a" else [])
        with app.database.reading() as connection:
            left = len(set(find_candidate_ids(connection)) & set(before))
        assert _count(review) == f"{len(before) - left} of {len(before)} reviewed here · {left} left"

        cursor = rows.cursor
        for _ in range(3):
            await _press(pilot, "z")
        last, kept = list(decided)[-3:], list(decided)[:-3]
        assert [_candidate(app.database, row_id).status for row_id in last] == [PENDING] * 3
        assert PENDING not in {_candidate(app.database, row_id).status for row_id in kept}
        assert _signs(review, (rows.ids.index(row_id) for row_id in last)) == [""] * 3
        assert (rows.ids, rows.cursor) == (before, cursor)


async def test_a_decided_row_stays_until_the_queue_is_found_anew(open_app: OpenApp) -> None:
    """What is decided keeps its place and says what it is; Ctrl+R takes it away, and the cursor keeps its row."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        before = review.candidates.ids[:]
        await _press(pilot, "a", "r", "s")
        assert review.candidates.ids == before
        assert _signs(review, range(4)) == ["✓", "✗", "»", ""]
        assert review.candidates.cursor == 3

        await _press(pilot, "ctrl+r")
        assert review.candidates.ids == before[2:]
        assert review.candidates.row_id == before[3]


async def test_the_cursor_passes_over_what_is_decided_or_skipped(open_app: OpenApp) -> None:
    """After a decision the next row that waits is under the cursor; below the last one it stays."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        await _press(pilot, "j", "r", "s", "g", "r")
        assert review.candidates.cursor == 3

        await _press(pilot, "G")
        last = review.candidates.cursor
        await _press(pilot, "r")
        assert review.candidates.cursor == last
        assert _candidate(app.database, review.candidates.ids[last]).status is REJECTED


async def test_a_number_accepts_with_that_equivalent(open_app: OpenApp) -> None:
    """The number of a proposal takes it, with its pinyin; a number without a proposal changes nothing."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        await _press(pilot, "f")
        await _press(pilot, "f", "f", "f")
        candidate = _with_equivalents(app.database, 1)
        await _go_to(review, pilot, candidate.id)
        await _press(pilot, "9")
        assert _candidate(app.database, candidate.id).status is PENDING
        assert _said(app) == ["No equivalent has number 9; t writes one by hand."]

        await _press(pilot, "1")
        entry = _entry(app.database, candidate.id)
        term = entry.preferred(Language.SIMPLIFIED_CHINESE)
        assert term is not None
        assert (term.term, term.pinyin) == (candidate.equivalents[0].term, candidate.equivalents[0].pinyin)


async def test_the_pointer_says_what_accepting_takes(open_app: OpenApp) -> None:
    """Full stop and comma move the pointer over the proposals and “without Chinese”; ``a`` takes what it is at."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        candidate = _with_equivalents(app.database, 1)
        await _go_to(review, pilot, candidate.id)
        assert review.panel.selected == 1
        await _press(pilot, "comma")
        assert review.panel.selected == 0
        await _press(pilot, "full_stop", "comma", "a")

        assert _chinese(_entry(app.database, candidate.id)) == []


async def test_what_was_seen_is_taken_though_the_numbers_changed(open_app: OpenApp) -> None:
    """A proposal that another program took away or moved meanwhile is still the one that the reviewer chose."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        candidate = _with_equivalents(app.database, 1)
        await _go_to(review, pilot, candidate.id)
        with app.database.writing() as connection:
            connection.exec_driver_sql(
                "UPDATE proposed_equivalents SET term = '别的' WHERE candidate_id = ?", (candidate.id,)
            )
        await _press(pilot, "1")

        assert _chinese(_entry(app.database, candidate.id)) == [candidate.equivalents[0].term]


async def test_an_entry_with_the_term_is_shown_before_and_merged_into(open_app: OpenApp) -> None:
    """For a known candidate the warning stands in the panel, accepting asks first, and ``m`` merges."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        await _press(pilot, "f")
        known = _candidate(app.database, review.candidates.row_id)
        assert known.status is KNOWN
        shown = str(review.panel.query_one(Static).render())
        assert "The termbase may have it already" in shown
        assert str(known.entry) in shown

        await _press(pilot, "a")
        assert isinstance(app.screen, ConfirmDialog)
        await _press(pilot, "m")
        assert _candidate(app.database, known.id).status is ACCEPTED
        assert _candidate(app.database, known.id).entry == known.entry
        assert _signs(review, range(2)) == ["⇢", "="]
        assert review.candidates.cursor == 1


async def test_a_conflict_that_nobody_saw_coming_offers_to_merge(open_app: OpenApp) -> None:
    """An entry that came in a moment ago stops the acceptance; leaving the question changes nothing."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        candidate = _candidate(app.database, review.candidates.row_id)
        with revising(app.database, who="other", action="add") as revision:
            entry = workflow.add(revision, new_entry(candidate.term))
        review.panel.duplicates = []  # what the panel found before that
        await _press(pilot, "0")
        assert isinstance(app.screen, ConfirmDialog)
        await _press(pilot, "escape")
        assert _candidate(app.database, candidate.id).status is KNOWN
        assert _signs(review, [0]) == ["="]

        await _go_to(review, pilot, candidate.id)
        await _press(pilot, "a", "m")
        assert _candidate(app.database, candidate.id).entry == entry.id


async def test_accepting_twice_is_said(open_app: OpenApp) -> None:
    """On an accepted row ``a`` says where it went; nothing more is written."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        await _press(pilot, "a")
        first = _candidate(app.database, review.candidates.ids[0])
        await _press(pilot, "k")
        await _press(pilot, "a")

        assert _said(app) == [f"{first.term} was accepted, into {first.entry}."]
        with app.database.reading() as connection:
            assert len([past for past in find_revisions(connection) if past.action == "accept"]) == 1


async def test_a_rejected_candidate_is_reopened(open_app: OpenApp) -> None:
    """``u`` lets a rejected candidate wait again, in its place."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        await _press(pilot, "r", "k")
        await _press(pilot, "u")

        assert _candidate(app.database, review.candidates.ids[0]).status is PENDING
        assert _signs(review, [0]) == [""]


async def test_the_status_is_chosen_and_the_list_filtered_while_typing(open_app: OpenApp) -> None:
    """``f`` goes through the statuses; the filter takes English terms and Chinese equivalents."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        for queue in (Queue.KNOWN, Queue.ACCEPTED, Queue.REJECTED, Queue.ALL):
            await _press(pilot, "f")
            with app.database.reading() as connection:
                assert review.candidates.ids == find_candidate_ids(connection, statuses=queue.statuses)
        assert str(review.query_one("#review-status", Static).render()) == "all"

        await _press(pilot, "slash", *"bay", "enter")
        terms = [_candidate(app.database, row_id).term for row_id in review.candidates.ids]
        assert terms
        assert all("bay" in term.casefold() for term in terms)
        assert review.candidates.has_focus

        review.query_one("#review-query", Input).value = "粤港澳"
        await settle(pilot)
        found = [_candidate(app.database, row_id) for row_id in review.candidates.ids]
        assert found
        assert all(
            "粤港澳" in candidate.term or any("粤港澳" in e.term for e in candidate.equivalents) for candidate in found
        )

        await _press(pilot, "escape")
        assert review.query_one("#review-query", Input).value == ""


async def test_letters_in_the_filter_decide_nothing(open_app: OpenApp) -> None:
    """While the caret is in the filter, a letter is a letter."""
    async with open_app() as (app, pilot):
        review = await _review(app, pilot)
        await _press(pilot, "slash", "a", "r", "0")

        assert review.query_one("#review-query", Input).value == "ar0"
        with app.database.reading() as connection:
            assert list(find_candidate_ids(connection, statuses=(ACCEPTED, REJECTED))) == []


async def test_what_others_do_is_said_without_moving_a_row(open_app: OpenApp) -> None:
    """Another program's decision shows in its row; a candidate that it brings is announced until it is wanted."""
    async with open_app() as (app, pilot):
        with revising(app.database, who="other", action="reject") as revision:
            first, *_ = find_candidate_ids(revision.connection)
            workflow.reject(revision, str(first))
        review = await _review(app, pilot)
        before = review.candidates.ids[:]
        assert first not in before
        with revising(app.database, who="other", action="reopen") as revision:
            workflow.reopen(revision, [str(first)])
            workflow.reject(revision, str(before[2]))
        app.look_for_changes()
        await settle(pilot)
        assert review.candidates.ids == before
        assert _signs(review, range(4)) == ["", "", "✗", ""]
        assert _count(review).endswith(f"{len(before) - 1} left · 1 new: ctrl+r")

        await _press(pilot, "ctrl+r")
        assert review.candidates.ids[0] == first
        assert "new" not in _count(review)


async def test_a_narrow_terminal_has_the_candidate_below(open_app: OpenApp) -> None:
    """At 80×24 list and candidate share the width, one below the other."""
    async with open_app(size=(80, 24)) as (app, pilot):
        review = await _review(app, pilot)

        assert review.candidates.region.width == review.panel.region.width == 80
        assert review.panel.region.y == review.candidates.region.bottom
        assert review.candidates.rows_shown >= 5


def test_documents_are_no_markup() -> None:
    """Terms, evidence and usage examples are shown as they are, brackets and all, the term where it stands."""
    usage = Usage(text="Say [red]term[/red] twice.", document="a.txt", start=0, end=26, term_start=9, term_end=13)
    equivalent = ProposedEquivalent(
        term="术语[1]", language="zh-Hans", method=Method.GLOSS, confidence=0.5, evidence="[$x]"
    )
    candidate = Candidate(
        term="[b]term",
        key="term",
        contexts=(usage,),
        variants=(Variant(term="[/]terms", count=2),),
        equivalents=(equivalent,),
    )
    text = candidate_text(candidate, [], 1)

    assert all(part in text.plain for part in ("[b]term", usage.text, "[/]terms 2", "▶ 1  术语[1]", "“[$x]”"))
    marked = [text.plain[span.start : span.end] for span in text.spans if "underline" in str(span.style)]
    assert marked == ["term"]
