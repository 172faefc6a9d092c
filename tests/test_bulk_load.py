"""Many entries at once are stored as entries one by one are, only faster; a load that fails leaves nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.exc import InvalidRequestError

from glossary.concept import (
    ConceptEntry,
    Context,
    CrossReference,
    Definition,
    LanguageSection,
    TermSection,
)
from glossary.errors import Conflict
from glossary.jobs.undoing import redo, undo
from glossary.store.database import open_database
from glossary.store.entries.access import add_entries, add_entry, find_entries, get_entry, new_identifier, save_entry
from glossary.store.entries.search import Filter, find_identifiers
from glossary.store.integrity import find_problems
from glossary.store.log.revisions import revising
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType
from tests.backends import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from glossary.store.database import Database

#: So many entries have more terms than a load needs to be a large one, for which indexes are set aside; a tenth of them
#: has few, which are inserted one by one where they come alone.
COUNT, TERMS = 300, 60
TABLES = (
    *("concept_entries", "cross_references", "language_sections", "term_sections", "contexts", "changes"),
    *("term_search_docsize", "term_trigrams_docsize"),
)
WORDS = ("harbour pass", "İzmir corridor", "café 5G", "green ledgers", "ＡＢＣ", "🏗️ works", "“dual” carbon", "x")
CHINESE = ("港口通", "𠮷野家", "“双碳”目标", "５Ｇ网络", "綠色帳本", "🏗️工程", "一带 一路", "〇")


def _entry(number: int) -> ConceptEntry:
    """Return an entry with something of everything."""
    word, chinese = WORDS[number % len(WORDS)], CHINESE[number % len(CHINESE)]
    full = TermSection(
        term=f"{word} {number}",
        part_of_speech=PartOfSpeech.NOUN,
        term_type=TermType.FULL_FORM,
        source="Report, 2024",
        notes=("first", "“second” 𠮷"),
        contexts=(Context(text=f"A {word} was shown.", source="a.txt"), Context(text="另一句。", source="")),
        other=("<termNote/>",),
    )
    more = (
        TermSection(term=f"{word} {number}-{place}", status=AdministrativeStatus.DEPRECATED)
        for place in range(TERMS if number % 10 else 1)
    )
    simplified = TermSection(term=f"{chinese}{number}", pinyin="gǎngkǒu tōng", pinyin_by_hand=number % 2 == 0)
    return ConceptEntry(
        id=f"{word.split()[0]}-{number * 7919 % COUNT}",
        subject_field="trade" if number % 3 else None,
        definition=Definition(text="What it is.", source="hand" if number % 5 else None) if number % 2 else None,
        notes=("a note",) if number % 4 == 0 else (),
        references=(CrossReference(target="https://example.org/x", text="页面"),) if number % 6 == 0 else (),
        sections=(
            LanguageSection(language="en", terms=(full, *more), notes=("of English",)),
            LanguageSection(language="zh-Hans", terms=(simplified,), definition=Definition(text="定义")),
            LanguageSection(language="zh-Hant", terms=(TermSection(term=f"綠色帳本{number}"),), other=("<admin/>",)),
        ),
        other=("<admin>kept</admin>",) if number % 7 == 0 else (),
    )


ENTRIES = [_entry(number) for number in range(COUNT)]


def _load(database: Database, *entries: ConceptEntry) -> list[str]:
    with revising(database, who="tester", action="import", summary="all at once") as revision:
        return add_entries(revision, entries, origin="import")


def _content(path: Path) -> dict[str, Any]:
    """Return the rows of a termbase without times, and all that its schema names."""
    with closing(sqlite3.connect(path)) as connection:
        found: dict[str, Any] = {
            "schema": set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall())
        }
        for table in TABLES:
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if not row[1].endswith("_at")]
            columns = ", ".join(f'"{name}"' for name in names)
            typed = ", ".join(f'typeof("{name}")' for name in names)
            found[table] = connection.execute(f"SELECT {columns}, {typed} FROM {table} ORDER BY id").fetchall()  # noqa: S608 - our own names
        return found


@pytest.mark.files
def test_many_at_once_are_stored_like_one_by_one(tmp_path: Path) -> None:
    """Rows, their types, the log, the full text indexes and the schema are those of entries added singly."""
    once, singly = tmp_path / "once.db", tmp_path / "singly.db"
    with open_database(place(once), create=True) as database:
        assert _load(database, *ENTRIES) == [entry.id for entry in ENTRIES]
        with database.reading() as connection:
            assert list(find_problems(connection)) == []
            assert list(find_entries(connection)) == sorted(ENTRIES, key=lambda entry: entry.id)
            assert sorted(find_identifiers(connection, Filter(query="野家"))) == sorted(
                entry.id for entry in ENTRIES if any("野家" in term.term for _, term in entry.find_terms())
            )
    with (
        open_database(place(singly), create=True) as database,
        revising(database, who="tester", action="import", summary="all at once") as revision,
    ):
        for entry in ENTRIES:
            add_entry(revision, entry, origin="import")
    assert _content(once) == _content(singly)
    for path in (once, singly):
        with closing(sqlite3.connect(path)) as connection:
            for index in ("term_search", "term_trigrams"):
                connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - our own names


@pytest.mark.files
def test_indexes_are_there_after_a_second_load(database: Database, tmp_path: Path) -> None:
    """A load into a termbase that has entries already finds and keeps them, and all is one step to undo and redo."""
    mine = replace(_entry(1), id="mine")
    _load(database, mine)
    before = _content(tmp_path / "termbase.db")
    _load(database, *ENTRIES)
    with database.reading() as connection:
        assert get_entry(connection, "mine") == mine
        assert list(find_problems(connection)) == []
    full = _content(tmp_path / "termbase.db")
    undo(database, who="tester")
    after = _content(tmp_path / "termbase.db")
    assert {name: after[name] for name in ("schema", "concept_entries", "term_sections", "contexts")} == {
        name: before[name] for name in ("schema", "concept_entries", "term_sections", "contexts")
    }
    redo(database)
    assert _content(tmp_path / "termbase.db") == full


@pytest.mark.files
def test_load_that_breaks_off_leaves_nothing(database: Database, tmp_path: Path) -> None:
    """An id that is taken, at the end of a large load, undoes all of it, indexes too."""
    before = _content(tmp_path / "termbase.db")
    with pytest.raises(Conflict, match=f"{ENTRIES[0].id}: an entry with this id"):
        _load(database, *ENTRIES, ENTRIES[0])
    assert _content(tmp_path / "termbase.db") == before


@pytest.mark.files
def test_load_that_broke_off_can_not_be_kept(database: Database, tmp_path: Path) -> None:
    """Who goes on after the error of a large load can't keep a termbase that has lost its indexes."""

    def breaking_off() -> Iterator[ConceptEntry]:
        yield from ENTRIES
        raise Conflict("broken off")

    before = _content(tmp_path / "termbase.db")
    with pytest.raises(InvalidRequestError):
        _load_and_go_on(database, breaking_off())
    assert _content(tmp_path / "termbase.db") == before


def _load_and_go_on(database: Database, entries: Iterable[ConceptEntry]) -> None:
    with revising(database, who="tester", action="import") as revision:
        with suppress(Conflict):
            add_entries(revision, entries, origin="import")
        save_entry(revision, replace(_entry(1), id="mine"))


@pytest.mark.files
def test_load_while_its_connection_reads(database: Database) -> None:
    """Entries may come from the connection that they are written to; its indexes then stay where they are."""
    _load(database, *(replace(entry, id=f"old-{entry.id}") for entry in ENTRIES[:30]))
    with revising(database, who="tester", action="import") as revision:
        reading = revision.connection.exec_driver_sql("SELECT identifier FROM concept_entries")
        cursor: Any = reading.cursor
        next(cursor)
        assert len(add_entries(revision, ENTRIES, origin="import")) == COUNT
        cursor.close()
    with database.reading() as connection:
        assert list(find_problems(connection)) == []
        indexes = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE type = 'index'").scalar_one()
        assert indexes > len(TABLES)


@pytest.mark.files
def test_progress_is_told_of_the_indexes(database: Database) -> None:
    """While the indexes of a large load are built the job says so, from none to all."""
    told: list[tuple[str, int, int]] = []
    with revising(database, who="tester", action="import") as revision:
        add_entries(revision, ENTRIES, origin="import", progress=lambda *step: told.append(step))
    total = told[-1][2]
    assert told == [("building the indexes", done, total) for done in range(total + 1)]
    assert total


def test_entries_without_id_are_numbered(database: Database) -> None:
    """Thousands of entries that have only Chinese, so nothing to make an id of, get one number after the other."""
    one = ConceptEntry(sections=(LanguageSection(language="zh-Hans", terms=(TermSection(term="港口"),)),))
    named = _load(database, *(one for _ in range(5000)))
    assert named == ["c", *(f"c-{number}" for number in range(2, 5001))]
    assert new_identifier(one, {"c", "c-2", "c-4"}) == "c-3"
