"""What the form works on, without a screen."""

from __future__ import annotations

from dataclasses import replace

from glossary.concept import ConceptEntry
from glossary.review import edits
from glossary.review.draft import EntryDraft
from glossary.tui.entry_diff import find_changes
from glossary.tui.forms.state import FormState, copy_of, pristine_of

ENTRY = replace(edits.new_entry("opening-up", "对外开放"), id="opening-up")


def test_what_is_typed_while_saving_stays_unsaved() -> None:
    """A key between sending and saving is neither lost nor taken for saved, also as a new term's."""
    state = FormState(pristine_of(ConceptEntry()))
    state.draft.terms[0].term = "green credit"
    sent = copy_of(state.draft)
    state.draft.terms[0].term = "green credits"
    saved = replace(FormState(sent).entry(), id="green-credit")

    assert state.saved_as(saved, sent) is None
    assert state.is_dirty
    assert state.entry().id == "green-credit"
    assert [term.term for _, term in state.entry().find_terms()] == ["green credits"]
    assert state.draft.terms[0].place == 0


def test_saved_form_is_tidied() -> None:
    """Blanks that saving takes away, and terms left blank, are gone from the form too, and nothing is unsaved."""
    state = FormState(pristine_of(ConceptEntry()))
    state.draft.terms[0].term = " green  credit "
    sent = copy_of(state.draft)
    tidied = state.saved_as(replace(FormState(sent).entry(), id="green-credit"), sent)

    assert tidied is not None
    assert not tidied.is_dirty
    assert [term.term for term in tidied.draft.terms] == ["green credit"]


def test_problems_are_counted_past_blank_terms() -> None:
    """A problem is found at the number that its term has in the form, blank ones before it included."""
    state = FormState(pristine_of(ConceptEntry()))
    number = state.draft.add_term("zh-Hans", "opening")

    assert [problem.field for problem in state.find().problems] == [f"terms.{number}.term"]


def test_form_without_a_term_has_a_problem() -> None:
    """An entry needs a term; a form of blank ones says so."""
    assert [problem.field for problem in FormState(pristine_of(ConceptEntry())).find().problems] == ["terms"]


def test_untouched_form_is_as_the_entry() -> None:
    """Opening and saving changes nothing."""
    state = FormState(EntryDraft.of(ENTRY))

    assert not state.is_dirty
    assert state.entry() == ENTRY


def test_differences_are_named_field_by_field() -> None:
    """Two states of an entry differ in the fields that were changed, each before and after, and in no others."""
    changed = edits.with_status(edits.with_renamed(ENTRY, "opening-up", "opening up"), "对外开放", "admitted")
    found = {change.field: (change.before, change.after) for change in find_changes(ENTRY, changed)}

    assert found["English · opening-up"] == ("opening-up", "")
    assert found["English · opening up"] == ("", "opening up")
    assert found["Simplified Chinese · 对外开放 · Status"] == ("preferred", "admitted")
    assert "Simplified Chinese · 对外开放" not in found
    assert find_changes(ENTRY, ENTRY) == []


def test_another_order_is_a_difference() -> None:
    """Terms that only changed places are told as that."""
    two = edits.with_new_term(ENTRY, "en", "reform")
    moved = edits.with_term_moved(two, "reform", -1)

    assert [(change.before, change.after) for change in find_changes(two, moved)] == [
        ("opening-up, reform, 对外开放", "reform, opening-up, 对外开放")
    ]
