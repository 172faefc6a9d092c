"""Two people's changes of one entry: what merges by itself, what clashes, and that nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.concept import ConceptEntry, Context, CrossReference, Definition, LanguageSection, TermSection
from glossary.review.edits import (
    with_context,
    with_fields,
    with_new_term,
    with_pinyin,
    with_reference,
    with_renamed,
    with_status,
    with_term_note,
    without_term,
)
from glossary.review.merging import merge_entries
from glossary.review.places import without_places
from glossary.vocabulary import AdministrativeStatus, Side
from tests.strategies import concept_entries
from tests.termbases import entry_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[ConceptEntry], ConceptEntry]

BASE = replace(
    entry_of("tea", en="*green tea|tea leaf", hans="*绿茶/lǜchá|茶"),
    subject_field="trade",
    definition=Definition(text="a drink", source="report"),
    notes=("first", "second"),
)


def _edit(**fields: str) -> Edit:
    known: dict[str, str | None] = {"subject_field": None, "definition": None, "note": None, **fields}
    return lambda entry: with_fields(entry, **known)


def _texts(entry: ConceptEntry | None) -> list[str]:
    assert entry is not None
    return [term.term for _, term in entry.find_terms()]


def _term(entry: ConceptEntry | None, name: str) -> TermSection:
    assert entry is not None
    return next(term for _, term in entry.find_terms() if term.term == name)


APART: dict[str, tuple[Edit, Edit]] = {
    "two fields": (_edit(subject_field="economy"), _edit(definition="a hot drink")),
    "a field and a term": (_edit(subject_field="economy"), lambda entry: with_new_term(entry, "en", "cha")),
    "terms of two languages": (
        lambda entry: with_new_term(entry, "en", "cha"),
        lambda entry: with_new_term(entry, "zh-Hans", "茶叶"),
    ),
    "two terms of one language": (
        lambda entry: with_new_term(entry, "en", "cha"),
        lambda entry: with_new_term(entry, "en", "char"),
    ),
    "two fields of one term": (
        lambda entry: with_status(entry, "tea leaf", "deprecated"),
        lambda entry: with_term_note(entry, "tea leaf", "of the plant 𠮷"),
    ),
    "a status and another term's": (
        lambda entry: with_status(entry, "tea leaf", "deprecated"),
        lambda entry: with_status(entry, "茶", "superseded"),
    ),
    "a spelling and a note": (
        lambda entry: with_renamed(entry, "tea leaf", "tea leaves"),
        lambda entry: with_term_note(entry, "tea leaf", "plural"),
    ),
    "a term taken away and another one changed": (
        lambda entry: without_term(entry, "tea leaf"),
        lambda entry: with_pinyin(entry, "绿茶", "lǜ chá"),
    ),
    "two notes": (_edit(note="ours"), _edit(note="theirs")),
    "two examples": (
        lambda entry: with_context(entry, "green tea", "Green tea is exported.", source="ours"),
        lambda entry: with_context(entry, "green tea", "They drink green tea.", source="theirs"),
    ),
    "two references": (
        lambda entry: with_reference(entry, "https://a.example"),
        lambda entry: with_reference(entry, "https://b.example"),
    ),
}


@pytest.mark.parametrize("name", APART)
def test_changes_of_different_things_merge_by_themselves(name: str) -> None:
    """What two people changed in different places is all there, whoever is called ours; nothing clashes."""
    first, second = APART[name]
    ours, theirs = first(BASE), second(BASE)

    merged = merge_entries(BASE, ours, theirs)
    other_way = merge_entries(BASE, theirs, ours)

    assert merged.clashes == other_way.clashes == ()
    assert merged.entry is not None
    assert other_way.entry is not None
    assert set(_texts(merged.entry)) == set(_texts(other_way.entry))
    assert set(merged.entry.notes) == set(other_way.entry.notes)
    assert merged.entry not in {BASE, ours, theirs}
    # Who loads what was merged has all of it, and nothing clashes again.
    assert merge_entries(theirs, theirs, merged.entry).entry == merged.entry


def test_a_spelling_keeps_what_the_other_one_wrote() -> None:
    """A term that one spelled otherwise has the note that the other one gave it."""
    ours = with_renamed(BASE, "tea leaf", "tea leaves")
    theirs = with_term_note(BASE, "tea leaf", "plural")

    merged = merge_entries(BASE, ours, theirs).entry

    assert _texts(merged)[:2] == ["green tea", "tea leaves"]
    assert _term(merged, "tea leaves").notes == ("plural",)


CLASHING: dict[str, tuple[Edit, Edit, tuple[str, ...]]] = {
    "subject field": (_edit(subject_field="a"), _edit(subject_field="b"), ("subject_field",)),
    "definition": (_edit(definition="a"), _edit(definition="b"), ("definition",)),
    "status": (
        lambda entry: with_status(entry, "茶", "deprecated"),
        lambda entry: with_status(entry, "茶", "superseded"),
        ("zh-Hans", "茶", "status"),
    ),
    "pinyin by hand": (
        lambda entry: with_pinyin(entry, "绿茶", "lǜ chá"),
        lambda entry: with_pinyin(entry, "绿茶", "Lǜchá"),
        ("zh-Hans", "绿茶", "pinyin"),
    ),
    "spelling": (
        lambda entry: with_renamed(entry, "tea leaf", "tea leaves"),
        lambda entry: with_renamed(entry, "tea leaf", "tealeaf"),
        ("en", "tea leaf", "term"),
    ),
    "a term deleted and changed": (
        lambda entry: without_term(entry, "tea leaf"),
        lambda entry: with_term_note(entry, "tea leaf", "needed"),
        ("en", "tea leaf"),
    ),
    "another preferred term": (
        lambda entry: with_status(entry, "tea leaf", "preferred"),
        lambda entry: with_status(with_new_term(entry, "en", "cha"), "cha", "preferred"),
        ("en", "preferred"),
    ),
}


@pytest.mark.parametrize("name", CLASHING)
def test_one_field_changed_differently_clashes(name: str) -> None:
    """The field is named, and has the value of the side that is preferred; all else is the same either way."""
    first, second, field = CLASHING[name]
    ours, theirs = first(BASE), second(BASE)

    merged = merge_entries(BASE, ours, theirs)
    theirs_first = merge_entries(BASE, ours, theirs, prefer=Side.THEIRS)

    assert [clash.field for clash in merged.clashes] == [field]
    assert [clash.field for clash in theirs_first.clashes] == [field]
    assert merged.entry != theirs_first.entry
    assert merge_entries(BASE, theirs, ours).entry == theirs_first.entry
    for entry in (merged.entry, theirs_first.entry):
        assert entry is not None
        preferred = [term for _, term in entry.find_terms("en") if term.status is AdministrativeStatus.PREFERRED]
        assert len(preferred) == 1


def test_a_clash_tells_all_three_texts() -> None:
    """A clash says what both began with and what each made of it."""
    ours = _edit(definition="ours", definition_source="a minute")(BASE)
    theirs = _edit(definition="theirs")(BASE)

    (clash,) = merge_entries(BASE, ours, theirs).clashes

    assert (clash.base, clash.ours, clash.theirs) == ("a drink (report)", "ours (a minute)", "theirs")


def test_deleted_against_changed_clashes_as_a_whole() -> None:
    """An entry that one deleted and the other changed stays as it is on the side that is preferred."""
    changed = _edit(subject_field="economy")(BASE)

    ours = merge_entries(BASE, None, changed)
    theirs = merge_entries(BASE, None, changed, prefer=Side.THEIRS)

    assert [clash.field for clash in ours.clashes] == [("entry",)]
    assert (ours.entry, theirs.entry) == (None, changed)


def test_deleted_and_untouched_is_deleted() -> None:
    """An entry that one deleted and the other left as it was is deleted; nothing clashes."""
    for ours, theirs in ((None, BASE), (BASE, None)):
        merged = merge_entries(BASE, ours, theirs)
        assert (merged.entry, merged.clashes) == (None, ())


def test_a_hand_correction_wins_over_a_machine() -> None:
    """Pinyin that a person wrote stays where the other side only computed another one."""
    by_hand = with_pinyin(BASE, "绿茶", "lǜ chá")
    computed = replace(
        BASE, sections=(BASE.sections[0], replace(BASE.sections[1], terms=_read(BASE.sections[1], "lüchá")))
    )

    for ours, theirs in ((by_hand, computed), (computed, by_hand)):
        merged = merge_entries(BASE, ours, theirs)
        assert merged.clashes == ()
        assert _term(merged.entry, "绿茶").pinyin == "lǜ chá"


def _read(section: LanguageSection, pinyin: str) -> tuple[TermSection, ...]:
    return tuple(replace(term, pinyin=pinyin if term.pinyin else None) for term in section.terms)


def test_the_same_concept_made_twice_is_one() -> None:
    """Entries that two people made apart, with a term in common, become one with the terms of both."""
    ours = entry_of("tea", en="*tea|cha", hans="*茶")
    theirs = replace(entry_of("tea", en="*tea", hant="*茶"), subject_field="trade")

    merged = merge_entries(None, ours, theirs)

    assert merged.clashes == ()
    assert _texts(merged.entry) == ["tea", "cha", "茶", "茶"]
    assert merged.entry is not None
    assert merged.entry.subject_field == "trade"


def test_two_concepts_with_one_id_are_not_mixed() -> None:
    """Entries that two people made apart under one id, without a term in common, clash as a whole."""
    ours, theirs = entry_of("c-1", en="*tea"), entry_of("c-1", en="*rice")

    merged = merge_entries(None, ours, theirs)

    assert [clash.field for clash in merged.clashes] == [("entry",)]
    assert merged.entry == ours
    assert merge_entries(None, ours, theirs, prefer=Side.THEIRS).entry == theirs


def test_what_stays_of_an_entry_has_a_term() -> None:
    """Where each took away the terms that the other one left, the entry clashes as a whole."""
    base = entry_of("tea", en="*tea|cha")

    merged = merge_entries(base, without_term(base, "tea"), without_term(base, "cha"))

    assert [clash.field for clash in merged.clashes] == [("entry",)]
    assert _texts(merged.entry) == ["cha"]


def test_places_in_documents_stay_with_their_termbase() -> None:
    """An example keeps its place in our document, and a place alone is no difference."""
    context = Context(text="They drink green tea.", source="news")
    base = with_context(BASE, "green tea", context.text, source=context.source)
    here = Context(text=context.text, source=context.source, document=7, start=3, end=24)
    section = base.sections[0]
    terms = (replace(section.terms[0], contexts=(here,)), *section.terms[1:])
    ours = replace(base, sections=(replace(section, terms=terms), *base.sections[1:]))

    merged = merge_entries(base, ours, _edit(subject_field="economy")(base))

    assert merged.clashes == ()
    assert _term(merged.entry, "green tea").contexts == (here,)


def test_an_order_that_one_changed_is_kept() -> None:
    """Terms moved about by one keep that order with what the other one added."""
    section = BASE.sections[0]
    moved = replace(BASE, sections=(replace(section, terms=section.terms[::-1]), *BASE.sections[1:]))
    theirs = with_new_term(BASE, "en", "cha")

    for pair in ((moved, theirs), (theirs, moved)):
        found = _texts(merge_entries(BASE, *pair).entry)[:3]
        assert sorted(found) == ["cha", "green tea", "tea leaf"]
        assert found.index("tea leaf") < found.index("green tea")


entries = concept_entries("tea", ("rice", "tea"))


@settings(deadline=None, max_examples=25)
@given(entries, entries)
def test_what_one_changed_is_taken_as_it_is(base: ConceptEntry, changed: ConceptEntry) -> None:
    """Where only one of two changed an entry, or both made the same of it, that is the outcome to the letter."""
    for ours, theirs in ((changed, base), (base, changed), (changed, changed)):
        merged = merge_entries(base, ours, theirs)
        assert merged.clashes == ()
        assert merged.entry is not None
        assert without_places(merged.entry) == without_places(changed)


@settings(deadline=None, max_examples=25)
@given(entries, entries, entries)
def test_any_two_changes_merge(base: ConceptEntry, ours: ConceptEntry, theirs: ConceptEntry) -> None:
    """Any two states merge: who is preferred decides only the clashes, and no new term is lost."""
    by_ours = merge_entries(base, ours, theirs)
    by_theirs = merge_entries(base, ours, theirs, prefer=Side.THEIRS)

    told = (
        [clash.field for clash in merged.clashes if clash.field[-1] != "preferred"] for merged in (by_ours, by_theirs)
    )
    assert next(told) == next(told)
    assert by_ours.entry is not None
    assert by_theirs.entry is not None
    if not by_ours.clashes and not by_theirs.clashes:
        assert by_ours.entry == by_theirs.entry
    had = {(language, term.term) for language, term in base.find_terms()}
    new = {(lang, term.term) for entry in (ours, theirs) for lang, term in entry.find_terms()} - had
    found = {(lang, term.term) for entry in (by_ours.entry, by_theirs.entry) for lang, term in entry.find_terms()}
    assert new <= found


@settings(deadline=None, max_examples=20)
@given(entries, st.data())
def test_edits_of_different_fields_never_clash(base: ConceptEntry, data: st.DataObject) -> None:
    """A change of the entry's own fields and one of a term merge whatever the entry holds."""
    ours = replace(base, subject_field="changed", references=(CrossReference(target="https://x.example"),))
    place = data.draw(st.integers(0, len(base.sections) - 1))
    section = base.sections[place]
    new = TermSection(term="a term that nobody has", status=AdministrativeStatus.ADMITTED)
    sections = (*base.sections[:place], replace(section, terms=(*section.terms, new)), *base.sections[place + 1 :])
    theirs = replace(base, sections=sections)

    merged = merge_entries(base, ours, theirs)

    assert merged.clashes == ()
    expected = replace(theirs, subject_field=ours.subject_field, references=ours.references)
    assert merged.entry is not None
    assert without_places(merged.entry) == without_places(expected)
