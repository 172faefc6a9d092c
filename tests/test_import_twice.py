"""The same file twice changes nothing: in every format that is read and written, with every decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.concept import ConceptEntry, Context, CrossReference, Definition, LanguageSection, TermSection
from glossary.exchange.formats import FORMATS
from glossary.jobs.importing import OnConflict, import_entries, import_file
from glossary.store.database import open_database
from glossary.store.entries.access import add_entries, find_entries
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType
from tests.backends import copied, place
from tests.termbases import entry_of, write_termbase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.exchange.formats import Format
    from glossary.store.database import Database

_BOTH_WAYS = [known for known in FORMATS if known.read and known.write]
_RICH = ConceptEntry(
    id="new-quality",
    subject_field="economy",
    definition=Definition(text="Growth by innovation.", source="report"),
    notes=("first seen in 2023", "=not a formula"),
    references=(CrossReference(target="port"), CrossReference(target="https://example.org/a", text="page")),
    sections=(
        LanguageSection(
            language="en",
            definition=Definition(text="d"),
            notes=("en",),
            terms=(
                TermSection(
                    term="new quality productive forces",
                    part_of_speech=PartOfSpeech.NOUN,
                    contexts=(Context(text="Develop new quality productive forces.", source="report"),),
                    source="work report",
                    notes=("usual",),
                ),
                TermSection(term="NQPF", status=AdministrativeStatus.ADMITTED, term_type=TermType.ACRONYM),
                TermSection(term="new productivity", status=AdministrativeStatus.DEPRECATED),
            ),
        ),
        LanguageSection(
            language="zh-Hans",
            terms=(
                TermSection(term="新质生产力", pinyin="Xīnzhì Shēngchǎnlì", pinyin_by_hand=True),
                TermSection(term="“新质”生产力", status=AdministrativeStatus.SUPERSEDED),
            ),
        ),
        LanguageSection(language="zh-Hant", terms=(TermSection(term="新質生產力"),)),
    ),
)
# Homonyms, terms without the other language, the same words twice, characters beyond the basic plane.
_ENTRIES = [
    _RICH,
    entry_of("port", en="*free trade port|FTP", hans="*自由贸易港|自贸港"),
    entry_of("levy-1", en="*levy", hans="*征收"),
    entry_of("levy-2", en="*levy", hans="*征税"),
    entry_of("levy-3", en="*Levies", hans="*征收"),
    entry_of("only-en", en="*harbour pass|harbour card"),
    entry_of("only-zh", hans="*港口通"),
    entry_of("twin-1", en="*twin", hans="*孪生"),
    entry_of("twin-2", en="*twin", hans="*孪生"),
    entry_of("plane", en="*𠮷 restaurant|İstanbul 🏗️", hans="*𠮷野家"),
    entry_of("bar", en="*a, b; c", hans="*前|后/hòu"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an empty termbase and one that is exported, to be copied."""
    folder = tmp_path_factory.mktemp("termbases")
    with open_database(place(folder / "empty.db"), create=True):
        pass
    write_termbase(folder / "ours.db", _ENTRIES)
    return folder


@pytest.fixture
def termbase(folder: Path, tmp_path: Path) -> Iterator[Database]:
    """Return the termbase that is exported."""
    with _copy(folder / "ours.db", tmp_path) as database:
        yield database


def _copy(path: Path, folder: Path) -> Database:
    return open_database(place(copied(path, folder / path.name)))


def _entries(database: Database) -> dict[str, ConceptEntry]:
    with database.reading() as connection:
        return {entry.id: entry for entry in find_entries(connection)}


def _revisions(database: Database) -> int:
    with database.reading() as connection:
        return len(list(find_revisions(connection)))


def _export(database: Database, format_: Format, folder: Path) -> Path:
    path = folder / f"export{format_.extensions[0]}"
    assert format_.write is not None
    format_.write(_entries(database).values(), path)
    return path


@pytest.mark.parametrize("decision", OnConflict)
@pytest.mark.parametrize("known", _BOTH_WAYS, ids=lambda known: known.name)
def test_a_file_comes_into_an_empty_termbase_once(
    termbase: Database, folder: Path, tmp_path: Path, known: Format, decision: OnConflict
) -> None:
    """What was imported is found the same: the second time there is no step in the history and nothing is reported."""
    path = _export(termbase, known, tmp_path)
    with _copy(folder / "empty.db", tmp_path) as database:
        first, _ = import_file(database, path, who="tester", format_name=known.name, on_conflict=decision)
        assert first.added
        before = _entries(database)
        second, _ = import_file(database, path, who="tester", format_name=known.name, on_conflict=decision)
        assert len(second.same) == len(first.added) == len(before)
        assert len(second.not_taken) == len(first.not_taken)
        assert (_entries(database), _revisions(database)) == (before, 1)


@pytest.mark.parametrize("decision", OnConflict)
@pytest.mark.parametrize("known", _BOTH_WAYS, ids=lambda known: known.name)
def test_our_own_export_comes_home(termbase: Database, tmp_path: Path, known: Format, decision: OnConflict) -> None:
    """Into the termbase it came from: unless it overwrites, nothing is lost; the second time nothing changes."""
    ours = _entries(termbase)
    path = _export(termbase, known, tmp_path)
    import_file(termbase, path, who="tester", format_name=known.name, on_conflict=decision)
    once, steps = _entries(termbase), _revisions(termbase)
    if decision is not OnConflict.OVERWRITE:
        for name, entry in ours.items():
            _assert_within(entry, once[name])
    import_file(termbase, path, who="tester", format_name=known.name, on_conflict=decision)
    assert (_entries(termbase), _revisions(termbase)) == (once, steps)


def _assert_within(entry: ConceptEntry, later: ConceptEntry) -> None:
    """Check that a later state of an entry has everything that it had, with nothing changed."""
    for name in ("subject_field", "definition", "notes", "references", "other"):
        assert getattr(entry, name) in (getattr(later, name), None, ())
    terms = {(language, term.term): term for language, term in later.find_terms()}
    for language, term in entry.find_terms():
        kept = terms[language, term.term]
        assert (kept.status, kept.pinyin_by_hand or not term.pinyin_by_hand) == (term.status, True)
        for name in ("part_of_speech", "term_type", "pinyin", "source", "notes", "contexts"):
            assert getattr(term, name) in (getattr(kept, name), None, ())


_WORDS = {
    "en": ("levy", "Levies", "tax", "duty", "the tax"),
    "zh-Hans": ("征收", "税", "关税"),
    "zh-Hant": ("徵收", "稅", "关税"),
}


def _sections(language: str) -> st.SearchStrategy[tuple[LanguageSection, ...]]:
    term = st.builds(TermSection, term=st.sampled_from(_WORDS[language]), status=st.sampled_from(AdministrativeStatus))
    terms = st.lists(term, max_size=2, unique_by=lambda found: found.term)
    return terms.map(lambda found: (LanguageSection(language=language, terms=tuple(found)),) if found else ())


def _rows(ids: tuple[str, ...]) -> st.SearchStrategy[list[ConceptEntry]]:
    entry = st.builds(
        lambda name, field, *sections: ConceptEntry(
            id=name, subject_field=field, sections=tuple(section for found in sections for section in found)
        ),
        st.sampled_from(ids),
        st.none() | st.sampled_from(("law", "tax")),
        *(_sections(language) for language in _WORDS),
    )
    named = st.lists(entry, max_size=5)
    return named.map(lambda rows: [row for at, row in enumerate(rows) if not row.id or row.id not in _ids(rows[:at])])


def _ids(rows: list[ConceptEntry]) -> set[str]:
    return {row.id for row in rows}


@given(
    ours=_rows(("a", "b", "c", "d")),
    theirs=_rows(("", "", "a", "b", "x")),
    decision=st.sampled_from([OnConflict.SKIP, OnConflict.FILL, OnConflict.VARIANT]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_rows_take_nothing_away(
    folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    ours: list[ConceptEntry],
    theirs: list[ConceptEntry],
    decision: OnConflict,
) -> None:
    """However rows and entries overlap, nothing of ours is lost, and every row is in or told of."""
    with _copy(folder / "empty.db", tmp_path_factory.mktemp("any")) as database:
        with revising(database, who="tester", action="add") as revision:
            add_entries(revision, [row for row in ours if row.sections], origin="person")
        before = _entries(database)
        with revising(database, who="tester", action="import") as revision:
            report = import_entries(revision, theirs, decision)
        after = _entries(database)
    taken = len(report.added) + len(report.same) + len(report.filled) + len(report.extended)
    assert taken + len(report.not_taken) == len(theirs)
    for name, entry in before.items():
        _assert_within(entry, after[name])


@given(
    ours=_rows(("a", "b", "c", "d")),
    theirs=_rows(("", "", "a", "b", "x")),
    decision=st.sampled_from(OnConflict),
)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_rows_twice_change_nothing(
    folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    ours: list[ConceptEntry],
    theirs: list[ConceptEntry],
    decision: OnConflict,
) -> None:
    """However rows and entries overlap and share ids, what one import leaves another one leaves as it is."""
    with _copy(folder / "empty.db", tmp_path_factory.mktemp("any")) as database:
        with revising(database, who="tester", action="add") as revision:
            add_entries(revision, [row for row in ours if row.sections], origin="person")
        for _ in range(2):
            before = _entries(database)
            with revising(database, who="tester", action="import") as revision:
                import_entries(revision, theirs, decision)
        assert _entries(database) == before
