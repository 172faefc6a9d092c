"""The curated base keeps the promises that its users rely on; this is its lint."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from glossary.jobs.seeds import load_base
from glossary.review.drafting import DERIVED_SOURCE
from glossary.text.chinese import has_han, to_traditional
from glossary.text.english import fold
from glossary.text.pinyin import validate
from glossary.vocabulary import AdministrativeStatus, Language, SubjectField

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry

BASE = load_base()
#: Latin letters that are part of the official Chinese: “互联网＋”, CPI, “1+N”, APEC …
LATIN = re.compile(r"[A-Za-z]+")


def _terms(entry: ConceptEntry, language: str) -> list[str]:
    return [term.term for _, term in entry.find_terms(language)]


def test_it_covers_the_language_of_policy() -> None:
    """At least 500 concepts, every subject field among them, 200 of them with an example in both languages."""
    fields = Counter(entry.subject_field for entry in BASE)
    assert len(BASE) >= 500
    assert set(fields) == {field.value for field in SubjectField}
    assert min(fields.values()) >= 20
    illustrated = [
        entry
        for entry in BASE
        if all(any(term.contexts for _, term in entry.find_terms(lang)) for lang in ("en", "zh-Hans"))
    ]
    assert len(illustrated) >= 200


def test_ids_are_unique_and_readable() -> None:
    """No id occurs twice, and each can be typed."""
    ids = [entry.id for entry in BASE]
    assert len(set(ids)) == len(ids)
    assert [name for name in ids if not re.fullmatch(r"[a-z][a-z0-9-]*", name)] == []


def test_each_language_prefers_one_term() -> None:
    """Every entry has exactly one preferred term in English, Simplified and Traditional Chinese."""
    for entry in BASE:
        for language in Language:
            preferred = [
                term for _, term in entry.find_terms(language) if term.status is AdministrativeStatus.PREFERRED
            ]
            assert len(preferred) == 1, (entry.id, language)


def test_no_english_term_names_two_concepts() -> None:
    """A lookup of an accepted English term leads to one entry; acronyms may stand for several."""
    owners: dict[str, set[str]] = {}
    for entry in BASE:
        for _, term in entry.find_terms("en"):
            if term.status.is_accepted and not term.term.isupper():
                owners.setdefault(fold(term.term), set()).add(entry.id)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_no_chinese_term_is_preferred_twice() -> None:
    """Two entries with the same preferred Chinese would be one concept."""
    preferred = Counter(term.term for entry in BASE if (term := entry.preferred("zh-Hans")))
    assert [term for term, count in preferred.items() if count > 1] == []


def test_no_term_stands_twice_in_an_entry() -> None:
    """An entry lists a spelling once."""
    for entry in BASE:
        for language in Language:
            terms = _terms(entry, language)
            assert len(set(terms)) == len(terms), entry.id


def test_scripts_are_not_mixed() -> None:
    """English has no Chinese character, Simplified no Traditional-only one, and spaces stay out of Chinese."""
    for entry in BASE:
        assert not any(has_han(term) for term in _terms(entry, "en")), entry.id
        for language in (Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE):
            for term in _terms(entry, language):
                assert has_han(term), entry.id
                assert not re.search(r"[\s,;:()\"']", term), (entry.id, term)


def test_traditional_is_what_opencc_derives_and_says_so() -> None:
    """Traditional terms are derived, not written, and marked as derived."""
    for entry in BASE:
        derived = {to_traditional(term) for term in _terms(entry, "zh-Hans")}
        assert set(_terms(entry, "zh-Hant")) == derived, entry.id
        assert {term.source for _, term in entry.find_terms("zh-Hant")} == {DERIVED_SOURCE}


@pytest.mark.parametrize("language", [Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE])
def test_every_syllable_is_a_reading_of_its_character(language: str) -> None:
    """Pinyin has as many syllables as the term has characters, each a reading the character can have."""
    problems = {}
    for entry in BASE:
        for _, term in entry.find_terms(language):
            assert term.pinyin, entry.id
            if found := validate(term.term, term.pinyin):
                problems[term.term] = (term.pinyin, found)
    assert problems == {}


def test_preferred_terms_say_where_they_come_from() -> None:
    """Every preferred term names the document that fixes it, or says that it is unsourced."""
    for entry in BASE:
        for language in ("en", "zh-Hans"):
            term = entry.preferred(language)
            assert term is not None
            assert term.source, entry.id


def test_every_term_has_a_part_of_speech() -> None:
    """A translator sees whether a term is a noun or a verb."""
    for entry in BASE:
        for language, term in entry.find_terms():
            assert term.part_of_speech, (entry.id, language)


def test_contexts_show_the_term() -> None:
    """A usage example contains the preferred term of its language, and has a source."""
    for entry in BASE:
        for language in ("en", "zh-Hans"):
            preferred = entry.preferred(language)
            assert preferred is not None
            for context in preferred.contexts:
                assert context.source
                text, term = (s.lower().replace("-", " ") for s in (context.text, preferred.term))
                assert term in text or term.rstrip("sy") in text, (entry.id, language, context.text)


def test_cross_references_lead_somewhere() -> None:
    """No entry points to one that isn't there."""
    ids = {entry.id for entry in BASE}
    assert [ref.target for entry in BASE for ref in entry.references if ref.target not in ids] == []
