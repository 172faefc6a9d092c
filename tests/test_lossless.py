"""Entries out and in again: every format of the registry keeps what it says, and invents nothing."""

from __future__ import annotations

import html
import os
import re
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, assume, given, note, settings
from hypothesis import strategies as st

from glossary.concept import ConceptEntry, Context, CrossReference, Definition, LanguageSection, TermSection
from glossary.exchange.features import EVERYTHING, Feature, features_of
from glossary.exchange.files.characters import clean_entry
from glossary.exchange.formats import FORMATS, format_for
from glossary.exchange.identifiers import decode_id, encode_id
from glossary.exchange.losses import LossCounter
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType
from tests.projection import all_texts, flat, project
from tests.strategies import OTHER_OF_CONCEPTS, termbases, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exchange.formats import Format
    from glossary.exchange.report import Issue

_IS_THOROUGH = bool(os.environ.get("THOROUGH"))
# To shrink an entry with everything in it takes minutes: that is for whoever asks for it.
_LIMITS = settings(
    max_examples=500 if _IS_THOROUGH else 15,
    deadline=None,
    phases=tuple(Phase) if _IS_THOROUGH else (Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
_BOTH_WAYS = [format_.name for format_ in FORMATS if format_.read and format_.write]
# In these a concept is one thing that comes back as such.
_WHOLE = ("tbx-linguist", "csv", "csv-excel", "tsv", "xlsx", "jsonl", "json")
# These are lists of pairs: an entry becomes as many rows as it has pairs, and a row an entry.
_PAIRS = ("omegat", "weblate", "deepl", "google", "google-sets", "aws", "azure")
_ENTRIES = [name for name in _BOTH_WAYS if name not in _PAIRS]


def _round_trip(
    entries: list[ConceptEntry], known: Format, writing: str = "zh-Hans"
) -> tuple[list[ConceptEntry], list[Issue]]:
    """Return what comes back, and what the reader had to say; the second file has the bytes of the first."""
    assert known.write
    assert known.read
    with tempfile.TemporaryDirectory() as folder:
        first, second, third = (Path(folder) / f"{name}{known.extensions[0]}" for name in "abc")
        options = {"chinese": writing} if known.has_one_writing else {}
        known.write(entries, first, **options)
        issues: list[Issue] = []
        found = list(known.read(first, issues=issues))
        known.write(found, second, **options)
        if known.name == "omegat":  # the comments that we make of an entry come back as notes, which it doesn't hold
            known.write(known.read(second), third)
            assert third.read_bytes() == second.read_bytes()
        else:
            assert first.read_bytes() == second.read_bytes()
        return found, issues


def _as_held(entries: list[ConceptEntry], known: Format, writing: str = "zh-Hans") -> list[ConceptEntry]:
    """Return entries as the format says that it holds them."""
    held = [project(entry, known.carries, writing if known.has_one_writing else None) for entry in entries]
    return [entry for entry in held if entry]


@given(entries=termbases())
@_LIMITS
def test_nothing_is_lost(entries: list[ConceptEntry]) -> None:
    """What a format for everything says to carry comes back equal in every field, without a word."""
    for name in _WHOLE:
        note(name)
        known = format_for(name)
        kept = _as_held(entries, known)
        found, issues = _round_trip(kept, known)

        assert found == kept
        assert issues == []


def test_these_formats_carry_everything_that_belongs_to_a_concept() -> None:
    """Our own formats lose at most languages and XML that a table has no room for, places, and blanks at the ends."""
    room = {Feature.OTHER_LANGUAGES, Feature.OTHER, Feature.CONTEXT_PLACES, Feature.SPACE_AROUND}
    assert {name for name in _WHOLE if format_for(name).carries < EVERYTHING - room} == set()
    assert format_for("jsonl").carries == format_for("json").carries == EVERYTHING
    assert format_for("tbx-linguist").carries == EVERYTHING - {Feature.CONTEXT_PLACES}


@given(entries=termbases())
@_LIMITS
def test_only_what_is_declared_is_lost(entries: list[ConceptEntry]) -> None:
    """What a format carries survives, what it doesn't was told before, and nothing is invented."""
    for name in _ENTRIES:
        known = format_for(name)
        for writing in ("zh-Hans", "zh-Hant") if known.has_one_writing else ("zh-Hans",):
            note(f"{name} in {writing}")
            _check_declared(entries, known, writing)


def _check_declared(entries: list[ConceptEntry], known: Format, writing: str) -> None:
    entries = _plausible(entries) if Feature.LAYOUT not in known.carries else entries
    # Ids that are blanks, or a sign for nothing, are none in a list.
    assume(len({flat(entry.id) for entry in entries} - {"", "-"}) == len(entries))
    expected = [
        (entry, held)
        for entry in entries
        for held in _as_held([entry], known, writing)
        if all(held.preferred(language) for language in known.needs_in(writing))
    ]
    languages = {language for _, held in expected for language, _ in held.find_terms()}
    first = next((language for language in ("en", "zh-Hans", "zh-Hant") if language in languages), "")
    found, _ = _round_trip(entries, known, writing)

    assert _as_held(found, known, writing) == [_expect(*each, known, first) for each in expected]
    for back, (entry, _) in zip(found, expected, strict=True):
        said = flat("\n".join(all_texts(entry)))
        assert [text for text in all_texts(back) if text and not _is_in(text, said)] == []
    for entry in entries:
        if not _losses(entry, known, writing):
            assert [each for each in found if each.id == entry.id] == [entry]


def _is_in(text: str, said: str) -> bool:
    """Whether a text was said; several notes may stand in one, a line each."""
    return all(flat(line) in said for line in text.splitlines()) or flat(text) in said


def _expect(entry: ConceptEntry, held: ConceptEntry, known: Format, first: str) -> ConceptEntry:
    """Return an entry as it must come back, where a format has a rule of its own beside what it carries."""
    is_free = entry.definition is None or not entry.definition.text.strip()
    if known.name == "memoq" and is_free and any(held.find_terms(first)):
        # memoQ knows definitions in a language only: the first of the file has that of the concept, or else its own.
        found = next(section.definition for section in entry.sections if section.language == first)
        return replace(held, definition=found and Definition(text=flat(found.text)))
    return held


def _losses(entry: ConceptEntry, known: Format, writing: str = "zh-Hans") -> bool:
    only = writing if known.has_one_writing else None
    counter = LossCounter(known.carries, needs=known.needs_in(writing), writing=only)
    assert list(counter.watch([entry])) == [entry]
    return bool(counter.losses())


@given(entries=termbases())
@_LIMITS
def test_lists_of_pairs_hold_every_pair(entries: list[ConceptEntry]) -> None:
    """Each term in use is there with the equivalent that is preferred, once, and nothing else is."""
    entries = _plausible(entries)
    for name in _PAIRS:
        note(name)
        known = format_for(name)
        found, _ = _round_trip(entries, known)
        expected = [replace(each, id="", notes=()) for each in _pairs(entries, known)]

        assert _as_held(found, known) == expected


def _pairs(entries: list[ConceptEntry], known: Format) -> Iterator[ConceptEntry]:
    """Yield an entry for each pair that a list has, in its order."""
    taken: set[str] = set()
    for entry in entries:
        if known.name == "omegat":
            pairs = _pairs_for_omegat(entry)
        else:
            target = entry.preferred("zh-Hans")
            pairs = [(term, flat(target.term)) for term in _in_use(entry, "en")] if target else []
        for source, equivalent in pairs[:1] if known.name == "google-sets" else pairs:
            keys = {"google-sets": {source, equivalent}, "omegat": {f"{source}\t{equivalent}"}}.get(name := known.name)
            keys = keys or {source}
            if taken & keys:
                continue
            taken |= keys
            pair = replace(entry, sections=(_section("en", source), _section("zh-Hans", equivalent)))
            held = project(pair, known.carries)
            assert held, name
            yield held


def _in_use(entry: ConceptEntry, language: str) -> list[str]:
    """Return the terms in use, each once, the preferred ones first."""
    terms = [term for _, term in entry.find_terms(language) if term.status.is_accepted]
    terms.sort(key=lambda term: term.status.value, reverse=True)
    return list(dict.fromkeys(flat(term.term) for term in terms))


def _pairs_for_omegat(entry: ConceptEntry) -> list[tuple[str, str]]:
    """Return every term with every equivalent in use, in the writing that there is; refused terms come last."""
    targets = [*entry.find_terms("zh-Hans")] or [*entry.find_terms("zh-Hant")]
    used = [flat(term.term) for _, term in targets if term.status.is_accepted]
    sources = sorted((term for _, term in entry.find_terms("en")), key=lambda term: not term.status.is_accepted)
    return [(flat(source.term), target) for source in sources for target in used]


def _section(language: str, word: str) -> LanguageSection:
    return LanguageSection(language=language, terms=(TermSection(term=word),))


def _plausible(entries: list[ConceptEntry]) -> list[ConceptEntry]:
    """Return entries whose words look like their languages, by which lists without a header are understood."""

    def change(language: str, term: TermSection, number: int) -> TermSection:
        if language == "en":
            latin = "".join(sign for sign in term.term if not "\u2e80" <= sign <= "\U0003ffff" or sign > "\ufe00")
            return replace(term, term=f"word {number} {latin}".replace("\ufeff", ""))
        return replace(term, term=f"词{number}{term.term}")

    return [
        replace(
            entry,
            sections=tuple(
                replace(
                    section,
                    terms=tuple(change(section.language, term, number) for number, term in enumerate(section.terms)),
                )
                for section in entry.sections
            ),
        )
        for entry in entries
    ]


@given(entries=termbases())
@_LIMITS
def test_a_deck_has_every_term_in_use(entries: list[ConceptEntry]) -> None:
    """Each term in use of an entry that has both languages is in the fields of its note."""
    entries = [*_plausible(entries), _simple(id="there is always one")]
    with tempfile.TemporaryDirectory() as folder:
        format_for("anki").write(entries, path := Path(folder) / "a.apkg")  # type: ignore[misc] # it can be written
        with zipfile.ZipFile(path) as package:
            collection = package.extract("collection.anki2", folder)
        with closing(sqlite3.connect(collection)) as database:
            notes = [fields for (fields,) in database.execute("SELECT flds FROM notes ORDER BY id")]
    shown = flat(html.unescape(re.sub("<[^>]*>", " ", "\n".join(notes).replace("\x1f", " "))))
    for entry in entries:
        if _in_use(entry, "en") and (_in_use(entry, "zh-Hans") or _in_use(entry, "zh-Hant")):
            words = [word for language in ("en", "zh-Hans", "zh-Hant") for word in _in_use(entry, language)]
            assert [word for word in words if word not in shown] == []


# For each feature the simplest entry that has it; languages are given with their terms.
_A, _B = TermSection(term="steel"), TermSection(term="钢")


def _simple(*chinese: TermSection, english: tuple[TermSection, ...] = (_A,), **fields: object) -> ConceptEntry:
    sections = (
        LanguageSection(language="en", terms=english),
        LanguageSection(language="zh-Hans", terms=chinese or (_B,)),
    )
    return replace(ConceptEntry(sections=sections), **fields)  # type: ignore[arg-type] # any field of an entry


_SECTION = _simple().sections
_SIMPLEST = {
    Feature.IDENTIFIERS: _simple(id="c1"),
    Feature.SYNONYMS: _simple(_B, replace(_B, term="钢材", status=AdministrativeStatus.ADMITTED)),
    Feature.STATUS: _simple(
        replace(_B, status=AdministrativeStatus.ADMITTED), english=(replace(_A, status=AdministrativeStatus.ADMITTED),)
    ),
    Feature.REJECTED_TERMS: _simple(_B, replace(_B, term="钢材", status=AdministrativeStatus.DEPRECATED)),
    Feature.SUPERSEDED: _simple(_B, replace(_B, term="钢材", status=AdministrativeStatus.SUPERSEDED)),
    Feature.BOTH_WRITINGS: _simple(
        sections=(*_SECTION, LanguageSection(language="zh-Hant", terms=(TermSection(term="鋼"),)))
    ),
    Feature.OTHER_LANGUAGES: _simple(
        sections=(*_SECTION, LanguageSection(language="fr", terms=(TermSection(term="acier"),)))
    ),
    Feature.PINYIN: _simple(replace(_B, pinyin="gāng")),
    Feature.PINYIN_BY_HAND: _simple(replace(_B, pinyin="gāng", pinyin_by_hand=True)),
    Feature.PART_OF_SPEECH: _simple(replace(_B, part_of_speech=PartOfSpeech.NOUN)),
    Feature.TERM_TYPE: _simple(replace(_B, term_type=TermType.SHORT_FORM)),
    Feature.TERM_SOURCES: _simple(replace(_B, source="政府工作报告")),
    Feature.TERM_NOTES: _simple(replace(_B, notes=("not 铁",))),
    Feature.CONTEXTS: _simple(replace(_B, contexts=(Context(text="炼钢。", source="报告"),))),
    Feature.CONTEXT_PLACES: _simple(
        replace(_B, contexts=(Context(text="炼钢。", source="报告", document=1, start=0, end=3),))
    ),
    Feature.SUBJECT_FIELD: _simple(subject_field="industry"),
    Feature.DEFINITION: _simple(definition=Definition(text="an alloy")),
    Feature.DEFINITION_SOURCES: _simple(definition=Definition(text="an alloy", source="a book")),
    Feature.LANGUAGE_DETAILS: _simple(
        sections=(_SECTION[0], replace(_SECTION[1], definition=Definition(text="一种合金"), notes=("重要",)))
    ),
    Feature.NOTES: _simple(notes=("see iron",)),
    Feature.REFERENCES: _simple(references=(CrossReference(target="c1", text="itself"),)),
    Feature.OTHER: _simple(other=('<descrip type="x-remark">kept</descrip>',)),
    Feature.ORDER: _simple(
        sections=(
            _SECTION[1],
            LanguageSection(language="en", terms=(replace(_A, status=AdministrativeStatus.ADMITTED), _A)),
        )
    ),
    Feature.SPACE_AROUND: _simple(replace(_B, term=" 钢")),
    Feature.LAYOUT: _simple(replace(_B, term="特\t钢"), notes=("one\n\ntwo",)),
}


def test_every_feature_has_its_simplest_entry() -> None:
    """The entries of the test below have the feature that they are for, and all features have one."""
    assert set(_SIMPLEST) == EVERYTHING
    assert [feature for feature, entry in _SIMPLEST.items() if feature not in features_of(entry)] == []


@pytest.mark.parametrize("name", _BOTH_WAYS)
@pytest.mark.parametrize("feature", Feature, ids=lambda feature: feature.name.lower())
def test_a_loss_is_told_if_and_only_if_there_is_one(name: str, feature: Feature) -> None:
    """An entry that has one thing comes back the same if the format carries that, and else the loss is told."""
    known, entry = format_for(name), _SIMPLEST[feature]
    if Feature.IDENTIFIERS in known.carries:  # it numbers what has no id
        entry = replace(entry, id="c1")
    others = features_of(entry) - {feature}
    found, _ = _round_trip([entry], known)
    if _losses(entry, known):
        # A format that has no room for synonyms can't be asked which of them are rejected.
        assert found != [entry] or not others <= known.carries
    else:
        assert found == [entry]
    assert (feature in known.carries) is (found == [entry]) or not others <= known.carries


def test_uninterpreted_elements_come_back(tmp_path: Path) -> None:
    """What we don't interpret stays at its level in TBX-Basic too, where that knows it."""
    terms = TermSection(
        term="Two Sessions",
        other=(
            '<termNote type="geographicalUsage">en-GB</termNote>',
            '<admin type="projectSubset">two-sessions</admin>',
        ),
    )
    section = LanguageSection(language="en", terms=(terms,), other=OTHER_OF_CONCEPTS[:1])
    entry = ConceptEntry(id="c1", sections=(section,), other=OTHER_OF_CONCEPTS)
    for name in ("tbx", "tbx-linguist"):
        known = format_for(name)
        assert known.write
        assert known.read
        assert known.write([entry], tmp_path / "a.tbx").issues == ()
        assert list(known.read(tmp_path / "a.tbx")) == [entry]


@given(st.text(min_size=1))
@settings(max_examples=300)
def test_every_id_comes_back(identifier: str) -> None:
    """Any string is an id that XML can hold after escaping, and returns unchanged."""
    name = encode_id(identifier)

    assert decode_id(name) == identifier
    assert not set(name) & set(" :<>&\"'/|")
    assert not name[0].isdigit()


@given(texts(), texts())
def test_different_ids_stay_different(first: str, second: str) -> None:
    """No two ids become one in a file."""
    assert (encode_id(first) == encode_id(second)) == (first == second)


@given(st.text())
def test_cleaning_leaves_what_xml_can_hold(text: str) -> None:
    """Cleaning an entry takes controls and halves of surrogate pairs out of its texts, nothing else."""
    entry = ConceptEntry(id="c1", notes=(text, "生产"), sections=())
    cleaned = clean_entry(entry)

    assert cleaned.notes[1] == "生产"
    assert cleaned.notes[0] == "".join(
        character
        for character in text
        if character in "\t\n\r" or " " <= character < "\ud800" or "\ue000" <= character not in "\ufffe\uffff"
    )
