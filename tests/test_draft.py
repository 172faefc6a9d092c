"""A draft holds what a person types, says what is wrong with it, and loses nothing of the entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.concept import ConceptEntry, Context, CrossReference, Definition, LanguageSection
from glossary.errors import InputError
from glossary.review.draft import ContextDraft, EntryDraft, ReferenceDraft
from glossary.review.drafting import DERIVED_SOURCE
from glossary.review.edits import new_entry, with_new_term
from tests.strategies import concept_entries, texts

if TYPE_CHECKING:
    from collections.abc import Callable

ENTRIES = concept_entries("own", ("own", "x1", "y2"))


def _entry() -> ConceptEntry:
    entry = new_entry("National People's Congress", "全国人民代表大会", subject_field="law", note="Since 1954.")
    return replace(with_new_term(entry, "en", "NPC"), id="npc")


def _draft() -> EntryDraft:
    return EntryDraft.of(_entry())


def _fields(draft: EntryDraft) -> list[str]:
    return [problem.field for problem in draft.problems()]


@given(entry=ENTRIES)
@settings(deadline=None, max_examples=60)
def test_untouched_entry_comes_back_as_it_was(entry: ConceptEntry) -> None:
    """Opening an entry in a form and saving it changes nothing, however odd its file made it."""
    draft = EntryDraft.of(entry)
    assert draft.problems() == []
    assert draft.entry() == entry
    assert not draft.is_changed


@given(entry=ENTRIES, typed=st.lists(texts(), min_size=4, max_size=4), by_hand=st.booleans())
@settings(deadline=None, max_examples=60)
def test_draft_outlives_a_crash(entry: ConceptEntry, typed: list[str], by_hand: bool) -> None:  # noqa: FBT001 - drawn
    """A draft comes back from its JSON exactly, valid or not."""
    draft = EntryDraft.of(entry)
    draft.subject_field, draft.definition = typed[0], typed[1]
    number = draft.add_term("zh-Hans", typed[2])
    draft.terms[number].pinyin, draft.terms[number].pinyin_by_hand = typed[3], by_hand
    draft.add_context(number, typed[0])
    draft.add_note("", term=number)
    draft.add_reference(typed[1])
    assert EntryDraft.from_json(draft.to_json()) == draft


@pytest.mark.parametrize(
    "text",
    [
        *("", "3", "[]", "null", "{}", '{"v": 2}', "[" * 100_000),
        _draft().to_json().replace('"terms"', '"words"'),
        _draft().to_json().replace('"place": 0', '"place": 7'),
        _draft().to_json().replace('"place": 0', '"place": "0"'),
        _draft().to_json().replace('"notes": []', '"notes": [1]'),
        _draft().to_json()[:-20],
    ],
)
def test_nonsense_is_no_draft(text: str) -> None:
    """A draft file that was cut off or isn't one is said to be so in one line."""
    with pytest.raises(InputError, match="draft"):
        EntryDraft.from_json(text)


def test_parts_that_no_form_shows_survive() -> None:
    """Definitions, notes and foreign elements of a language stay when terms of it change."""
    entry = _entry()
    extras = {"definition": Definition(text="d", source="s"), "notes": ("n",), "other": ("<x/>",)}
    sections = tuple(replace(section, **extras) for section in entry.sections)  # type: ignore[arg-type] # of each kind
    draft = EntryDraft.of(replace(entry, sections=sections, other=("<admin/>",)))
    draft.terms[0].term = "National People's Congress of China"
    draft.move_term(0, 1)
    saved = draft.entry()
    assert saved.other == ("<admin/>",)
    assert [(s.definition, s.notes, s.other) for s in saved.sections] == [tuple(extras.values())] * 2
    assert [term.term for _, term in saved.find_terms("en")] == ["NPC", "National People's Congress of China"]


def test_a_form_that_shows_the_source_keeps_it() -> None:
    """Where a definition is typed anew beside its source, which is left as it is, both are saved as they stand."""
    entry = replace(_entry(), definition=Definition(text="A parliament.", source="NPC Observer"))
    draft = EntryDraft.of(entry)
    draft.definition = "The legislature."
    assert draft.entry().definition == Definition(text="The legislature.", source="NPC Observer")


def test_what_was_typed_is_tidied() -> None:
    """Blanks around and inside of a line, and characters no file can hold, aren't saved."""
    draft = _draft()
    draft.subject_field = "  law \x00 and order "
    draft.terms[0].term = " National  People’s\tCongress "
    draft.definition = " line one \r\nline two\x1b "
    draft.notes += ["", "  Kept.  "]
    draft.references.append(ReferenceDraft())
    saved = draft.entry()
    assert saved.subject_field == "law and order"
    assert saved.preferred("en") == replace(
        next(term for _, term in _entry().find_terms("en")), term="National People’s Congress"
    )
    assert saved.definition == Definition(text="line one \nline two")
    assert saved.notes == ("Since 1954.", "Kept.")
    assert saved.references == ()


def _set_empty_term(draft: EntryDraft) -> None:
    draft.terms[1].term = "  "


def _set_latin_chinese(draft: EntryDraft) -> None:
    draft.terms[2].term = "renda"


def _set_chinese_english(draft: EntryDraft) -> None:
    draft.terms[1].term = "人大"


def _set_wrong_pinyin(draft: EntryDraft) -> None:
    draft.set_pinyin(2, "quánguó rénmín")


def _set_english_pinyin(draft: EntryDraft) -> None:
    draft.terms[0].pinyin = "guójiā"


def _set_duplicate(draft: EntryDraft) -> None:
    draft.terms[1].term = "National  People's Congress"


def _set_two_preferred(draft: EntryDraft) -> None:
    draft.terms[1].status = "preferred"


def _set_empty_context(draft: EntryDraft) -> None:
    draft.add_context(1, " ", "a source")


def _set_self_reference(draft: EntryDraft) -> None:
    draft.add_reference("npc")


def _set_reference_to_nothing(draft: EntryDraft) -> None:
    draft.add_reference("", "see also")


def _set_no_term(draft: EntryDraft) -> None:
    draft.terms.clear()


def _set_unknown_status(draft: EntryDraft) -> None:
    draft.terms[0].status = "forbidden"


def _set_unknown_type(draft: EntryDraft) -> None:
    draft.terms[0].term_type = "slogan"


def _set_unknown_language(draft: EntryDraft) -> None:
    draft.add_term("fr", "Assemblée nationale populaire")


def _set_source_alone(draft: EntryDraft) -> None:
    draft.definition_source = "NPC Observer"


@pytest.mark.parametrize(
    ("spoil", "field", "message"),
    [
        (_set_empty_term, "terms.1.term", "can't be empty"),
        (_set_latin_chinese, "terms.2.term", "at least one Chinese character"),
        (_set_chinese_english, "terms.1.term", "this is Chinese"),
        (_set_wrong_pinyin, "terms.2.pinyin", "8 characters but 4 syllables"),
        (_set_english_pinyin, "terms.0.pinyin", "only Chinese terms have pinyin"),
        (_set_duplicate, "terms.1.term", "there already in en"),
        (_set_two_preferred, "terms.1.status", "two preferred terms: National People's Congress and NPC"),
        (_set_empty_context, "terms.1.contexts.0.text", "usage example can't be empty"),
        (_set_self_reference, "references.0.target", "can't refer to itself"),
        (_set_reference_to_nothing, "references.0.target", "needs an entry or a page"),
        (_set_no_term, "terms", "at least one term"),
        (_set_unknown_status, "terms.0.status", "no such status; choose from preferred, admitted"),
        (_set_unknown_type, "terms.0.term_type", "no such term type; choose from fullForm"),
        (_set_unknown_language, "terms.3.language", "no such language; choose from en, zh-Hans, zh-Hant"),
        (_set_source_alone, "definition_source", "needs a definition"),
    ],
)
def test_mistakes_are_told_with_their_field(spoil: Callable[[EntryDraft], None], field: str, message: str) -> None:
    """Each mistake is named at its field, and keeps the draft from becoming an entry."""
    draft = _draft()
    assert draft.problems() == []
    spoil(draft)
    assert field in _fields(draft)
    assert message in next(problem.message for problem in draft.problems() if problem.field == field)
    assert draft.is_changed
    with pytest.raises(InputError):
        draft.entry()


def test_old_mistakes_do_not_hold_up_new_work() -> None:
    """A wrong reading that came from a file is a warning while another field is edited, and mended counts."""
    entry = _entry()
    chinese = entry.sections[1]
    wrong = replace(chinese, terms=(replace(chinese.terms[0], pinyin="quánguó", pinyin_by_hand=True),))
    draft = EntryDraft.of(replace(entry, sections=(entry.sections[0], wrong)))
    draft.definition = "The legislature."
    assert draft.entry().sections[1] == wrong
    assert "terms.2.pinyin" in [warning.field for warning in draft.warnings()]
    draft.set_pinyin(2, "quánguó rénmín")
    assert _fields(draft) == ["terms.2.pinyin"]


def test_unusual_things_are_warnings() -> None:
    """No preferred term, characters of the other script and stray blanks are told and can be saved."""
    draft = _draft()
    draft.terms[0].status = "deprecated"
    draft.terms[0].term += "  (full)"
    draft.terms[2].term = "全國人民代表大會"
    draft.terms[draft.add_term("zh-Hant", "全国人大")].status = "preferred"
    messages = [warning.message for warning in draft.warnings()]
    assert len(messages) == 4
    assert "en has no preferred term" in messages
    assert any("blanks too many" in message for message in messages)
    assert any("全國人民代表大會 has Traditional" in message for message in messages)
    assert any("全国人大 has Simplified" in message for message in messages)
    assert draft.problems() == []


def test_renamed_chinese_gets_a_new_reading() -> None:
    """Pinyin by rule follows the spelling; pinyin by hand doesn't, and is a problem where it can't be right."""
    draft = _draft()
    draft.terms[2].term = "全国人大"
    saved = draft.entry().preferred("zh-Hans")
    assert saved is not None
    assert (saved.pinyin, saved.pinyin_by_hand) == (draft.suggest_pinyin(2), False)
    draft = _draft()
    draft.set_pinyin(2, "quánguó rénmín dàibiǎo dàhuì")
    draft.terms[2].term = "全国人大"
    assert _fields(draft) == ["terms.2.pinyin"]


def test_typed_reading_is_by_hand() -> None:
    """What a person types as pinyin is marked as such; an empty field gives it back to the rules."""
    draft = _draft()
    draft.terms[2].pinyin = "quánguó rénmín dàibiǎo dàhuì"
    saved = draft.entry().preferred("zh-Hans")
    assert saved is not None
    assert (saved.pinyin, saved.pinyin_by_hand) == ("quánguó rénmín dàibiǎo dàhuì", True)
    draft.set_pinyin(2, "")
    assert not draft.is_changed
    draft.terms[2].pinyin = ""
    assert not draft.is_changed


def test_new_term_goes_behind_those_of_its_language() -> None:
    """A new term is admitted beside a preferred one, and read at once if it is Chinese."""
    draft = _draft()
    assert draft.add_term("en", "China's legislature") == 2
    assert draft.add_term("zh-Hans", "全国人大") == 4
    assert draft.add_term("zh-Hant", "全國人民代表大會") == 5
    assert [(term.term, term.status) for term in draft.terms] == [
        ("National People's Congress", "preferred"),
        ("NPC", "admitted"),
        ("China's legislature", "admitted"),
        ("全国人民代表大会", "preferred"),
        ("全国人大", "admitted"),
        ("全國人民代表大會", "preferred"),
    ]
    assert [section.language for section in draft.entry().sections] == ["en", "zh-Hans", "zh-Hant"]
    assert draft.terms[4].pinyin == draft.suggest_pinyin(4) != ""


def test_terms_move_within_their_language() -> None:
    """A term goes up and down among its own, and not past the ends."""
    draft = _draft()
    assert draft.move_term(0, -1) == 0
    assert draft.move_term(1, 1) == 1
    assert draft.move_term(0, 1) == 1
    assert [term.term for term in draft.terms][:2] == ["NPC", "National People's Congress"]
    assert [term.term for _, term in draft.entry().find_terms("en")] == ["NPC", "National People's Congress"]


def test_new_preferred_term_replaces_the_former() -> None:
    """Making a term preferred leaves one preferred term in the language."""
    draft = _draft()
    draft.set_status(1, "preferred")
    assert [term.status for term in draft.terms] == ["admitted", "preferred", "preferred"]


def test_parts_are_added_moved_and_removed() -> None:
    """Notes, usage examples and cross-references keep the order a person gives them."""
    draft = _draft()
    draft.add_note("Meets in March.")
    assert draft.move_note(1, -1) == 0
    draft.add_note("An acronym.", term=1)
    draft.add_context(1, "The NPC met.", "Xinhua")
    draft.add_context(1, "The NPC adopted the plan.")
    assert draft.move_context(1, 1, -5) == 0
    draft.add_reference("cppcc", "with it, the two sessions")
    draft.add_reference("https://npcobserver.com")
    assert draft.move_reference(0, 1) == 1
    saved = draft.entry()
    acronym = next(term for _, term in saved.find_terms("en") if term.term == "NPC")
    assert saved.notes == ("Meets in March.", "Since 1954.")
    assert acronym.notes == ("An acronym.",)
    assert [(context.text, context.source) for context in acronym.contexts] == [
        ("The NPC adopted the plan.", "entered by hand"),
        ("The NPC met.", "Xinhua"),
    ]
    assert [reference.target for reference in saved.references] == ["https://npcobserver.com", "cppcc"]
    draft.remove_context(1, 0)
    draft.remove_context(1, 0)
    draft.remove_note(0, term=1)
    draft.remove_note(0)
    draft.remove_reference(0)
    draft.remove_reference(0)
    assert not draft.is_changed


def test_edited_example_leaves_its_place() -> None:
    """A usage example with another text isn't said to stand in the document any more."""
    entry = _entry()
    placed = Context(text="The NPC met.", source="Xinhua", document=1, start=0, end=12)
    english = entry.sections[0]
    terms = (replace(english.terms[0], contexts=(placed,)), english.terms[1])
    draft = EntryDraft.of(replace(entry, sections=(replace(english, terms=terms), entry.sections[1])))
    draft.terms[0].contexts[0].source = "Xinhua, 5 March"
    assert draft.entry().sections[0].terms[0].contexts == (replace(placed, source="Xinhua, 5 March"),)
    draft.terms[0].contexts[0] = ContextDraft(text="The NPC met in March.", source="Xinhua", document=1, start=0)
    assert draft.entry().sections[0].terms[0].contexts == (Context(text="The NPC met in March.", source="Xinhua"),)


def test_last_term_of_a_language_takes_the_language_along() -> None:
    """A language without terms is no part of the entry; an empty form makes a new entry."""
    draft = _draft()
    draft.remove_term(2)
    assert [section.language for section in draft.entry().sections] == ["en"]
    new = EntryDraft.of(ConceptEntry())
    new.add_term("en", "river chief")
    new.add_term("zh-Hans", "河长")
    saved = new.entry()
    assert [type(section) for section in saved.sections] == [LanguageSection, LanguageSection]
    assert [term.pinyin for _, term in saved.find_terms()] == [None, "hézhǎng"]


def test_traditional_is_derived_once() -> None:
    """Traditional terms are derived from the Simplified ones, marked as derived, and only where there are none."""
    draft = _draft()
    draft.add_traditional()
    draft.add_traditional()
    derived = [term for _, term in draft.entry().find_terms("zh-Hant")]
    assert [(term.term, term.source) for term in derived] == [("全國人民代表大會", DERIVED_SOURCE)]


def test_reference_text_can_change() -> None:
    """The words beside a cross-reference are edited without losing where it leads."""
    draft = EntryDraft.of(replace(_entry(), references=(CrossReference(target="cppcc"),)))
    draft.references[0].text = "its sister"
    assert draft.entry().references == (CrossReference(target="cppcc", text="its sister"),)
