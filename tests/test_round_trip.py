"""Entries out and in again."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.concept import ConceptEntry, Context, Definition, LanguageSection, TermSection
from glossary.exchange.characters import clean_entry
from glossary.exchange.csv_table import read_csv, write_csv
from glossary.exchange.identifiers import decode_id, encode_id
from glossary.exchange.tbx import read_tbx, write_tbx
from glossary.vocabulary import AdministrativeStatus
from tests.strategies import termbases, texts

if TYPE_CHECKING:
    from glossary.exchange.report import Issue

_LIMITS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Elements of TBX that we don't interpret, in the form in which they are kept.
_CONCEPT_OTHER = (
    '<transacGrp><transac type="transactionType">origination</transac><date>2024-03-05</date></transacGrp>',
    '<xref type="xGraphic" target="https://example.org/a.png">a&amp;b</xref>',
)
_TERM_OTHER = (
    '<termNote type="geographicalUsage">en-GB</termNote>',
    '<admin type="projectSubset">two-sessions</admin>',
)


def _without_places(entry: ConceptEntry) -> ConceptEntry:
    """Return the entry without where its contexts stand: that belongs to one database."""

    def strip(term: TermSection) -> TermSection:
        contexts = tuple(Context(text=context.text, source=context.source) for context in term.contexts)
        return replace(term, contexts=contexts)

    sections = tuple(replace(section, terms=tuple(map(strip, section.terms))) for section in entry.sections)
    return replace(entry, sections=sections)


@given(termbases())
@_LIMITS
def test_linguist_holds_everything(entries: list[ConceptEntry]) -> None:
    """What is exported as TBX-Linguist and imported is equal in every field, and again the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "a.tbx", Path(folder) / "b.tbx"
        issues: list[Issue] = []
        write_tbx(entries, first, dialect="linguist")
        found = list(read_tbx(first, issues=issues))
        write_tbx(found, second, dialect="linguist")

        assert found == entries
        assert issues == []
        assert first.read_bytes() == second.read_bytes()


@given(termbases())
@_LIMITS
def test_basic_and_version_2_hold_everything_too(entries: list[ConceptEntry]) -> None:
    """TBX-Basic, in which pinyin is a note, loses nothing either when we read it back."""
    for version in (3, 2):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.tbx"
            write_tbx(entries, path, version=version)

            assert list(read_tbx(path)) == entries


@given(termbases())
@_LIMITS
def test_csv_comes_back_the_same(entries: list[ConceptEntry]) -> None:
    """A table that was read and is written again has the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "a.csv", Path(folder) / "b.csv"
        report = write_csv(entries, first)
        issues: list[Issue] = []
        found = list(read_csv(first, issues=issues))
        write_csv(found, second)

        assert report.written == len(found) == len(entries)
        assert issues == []
        assert first.read_bytes() == second.read_bytes()


@given(termbases())
@_LIMITS
def test_csv_holds_what_an_entry_has(entries: list[ConceptEntry]) -> None:
    """Every text of an entry is in its table, but for space around it and the order by status."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        write_csv(entries, path)

        assert list(read_csv(path)) == [_as_table(entry) for entry in entries]


def _as_table(entry: ConceptEntry) -> ConceptEntry:
    """Return an entry as a table can hold it: texts stripped, languages and statuses in order."""
    languages = ["en", "zh-Hans", "zh-Hant"]
    statuses = list(AdministrativeStatus)

    def strip(text: str | None) -> str | None:
        return (text or "").strip() or None

    def define(item: ConceptEntry | LanguageSection) -> Definition | None:
        if item.definition is None:
            return None
        return replace(item.definition, text=item.definition.text.strip(), source=strip(item.definition.source))

    def term(item: TermSection) -> TermSection:
        return replace(
            item,
            term=item.term.strip(),
            source=strip(item.source),
            notes=tuple(note.strip() for note in item.notes),
            contexts=tuple(
                Context(text=context.text.strip(), source=context.source.strip()) for context in item.contexts
            ),
        )

    sections = tuple(
        replace(
            section,
            definition=define(section),
            notes=tuple(note.strip() for note in section.notes),
            terms=tuple(map(term, sorted(section.terms, key=lambda each: statuses.index(each.status)))),
        )
        for section in sorted(entry.sections, key=lambda each: languages.index(each.language))
    )
    references = tuple(replace(each, text=each.text.strip()) for each in entry.references)
    return replace(
        entry,
        subject_field=strip(entry.subject_field),
        definition=define(entry),
        notes=tuple(note.strip() for note in entry.notes),
        references=references,
        sections=sections,
    )


def test_places_in_documents_stay_here(tmp_path: Path) -> None:
    """Where a context stands in a mined document isn't exchanged, its text and source are."""
    context = Context(text="The dual carbon goals stand.", source="report.txt", document=7, start=4, end=9)
    term = TermSection(term="dual carbon goals", contexts=(context,))
    entry = ConceptEntry(id="c1", sections=(LanguageSection(language="en", terms=(term,)),))
    write_tbx([entry], tmp_path / "a.tbx", dialect="linguist")

    assert list(read_tbx(tmp_path / "a.tbx")) == [_without_places(entry)]


def test_uninterpreted_elements_come_back(tmp_path: Path) -> None:
    """What we don't interpret stays at its level through every dialect that knows it."""
    term = TermSection(term="Two Sessions", other=_TERM_OTHER)
    section = LanguageSection(language="en", terms=(term,), other=_CONCEPT_OTHER[:1])
    entry = ConceptEntry(id="c1", sections=(section,), other=_CONCEPT_OTHER)
    for dialect in ("basic", "linguist"):
        report = write_tbx([entry], tmp_path / "a.tbx", dialect=dialect)

        assert report.issues == ()
        assert list(read_tbx(tmp_path / "a.tbx")) == [entry]


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
