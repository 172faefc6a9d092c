"""The long list: every order, its first lines, lines by page, and who else is writing."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.errors import DatabaseError
from glossary.store.database import Database, open_database
from glossary.store.entries import ordering
from glossary.store.entries.access import add_entries, delete_entry, get_entry, save_entry
from glossary.store.entries.listing import (
    EntrySummary,
    Sort,
    find_row_ids,
    find_subject_fields,
    get_row_id,
    get_summaries,
)
from glossary.store.entries.search import Filter
from glossary.store.integrity import find_problems, repair
from glossary.store.log.revisions import revising
from glossary.store.watching import Watcher
from glossary.vocabulary import AdministrativeStatus
from tests.backends import place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

CHINESE = (("新质生产力", "xīnzhì shēngchǎnlì"), ("高铁", "gāotiě"), ("碳达峰", "tàndáfēng"), ("班列", "bānliè"))
WORDS = ("steel", "rail", "tariff", "port", "quota", "export", "reform", "fiscal", "green", "zone")


def entry(
    identifier: str, english: str = "", chinese: str = "", pinyin: str | None = None, field: str | None = None
) -> ConceptEntry:
    """Return an entry with at most one term in each language."""
    sections = []
    if english:
        sections.append(LanguageSection(language="en", terms=(TermSection(term=english),)))
    if chinese:
        sections.append(LanguageSection(language="zh-Hans", terms=(TermSection(term=chinese, pinyin=pinyin),)))
    return ConceptEntry(id=identifier, subject_field=field, sections=tuple(sections))


SMALL = (
    entry("b", "beautiful China", "美丽中国", "Měilì Zhōngguó", "ecology"),
    entry("a", "“Apple”", "苹果", "píngguǒ", "trade"),
    entry("z", "Zero tariff", "", None, "trade"),
    entry("e", "export", "出口", "chūkǒu"),
    entry("c", "", "高铁", "gāotiě", "ecology"),
    entry("u", "unread", "丼", None, "law"),
)


def add(database: Database, entries: Sequence[ConceptEntry], origin: str = "person") -> None:
    """Add entries in one step."""
    with revising(database, who="tester", action="add") as revision:
        add_entries(revision, entries, origin=origin)


def listed(connection: Connection, wanted: Filter, sort: Sort, limit: int | None = None, **kwargs: bool) -> list[str]:
    """Return the ids of the entries of a list, in its order."""
    rows = find_row_ids(connection, wanted, sort=sort, limit=limit, **kwargs)
    return [line.id for line in get_summaries(connection, rows) if line]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.ENGLISH, ["a", "b", "e", "u", "z", "c"]),
        (Sort.RELEVANCE, ["a", "b", "e", "u", "z", "c"]),
        (Sort.CHINESE, ["e", "c", "b", "a", "u", "z"]),
        (Sort.SUBJECT_FIELD, ["b", "c", "u", "a", "z", "e"]),
        (Sort.CHANGED, ["b", "a", "z", "e", "c", "u"]),
    ],
)
def test_every_order(database: Database, sort: Sort, expected: list[str]) -> None:
    """English goes by letters, marks and case aside; Chinese by pinyin; what has nothing to sort by is last."""
    for one in SMALL:
        add(database, [one])
    with database.reading() as connection:
        assert listed(connection, Filter(), sort) == expected
        backwards = expected if sort is Sort.RELEVANCE else expected[::-1]
        assert listed(connection, Filter(), sort, descending=True) == backwards


def test_relevance_puts_equal_terms_first_then_beginnings(database: Database) -> None:
    """What equals the query stands before what begins with it, that before what has it anywhere."""
    named = [
        entry("middle", "a new rail link"),
        entry("begins", "railway"),
        entry("equal", "Rail"),
        entry("second", "iron horse", "铁", "tiě"),
        entry("last", "monorail"),
        entry("read", "net", "来路", "rai lù"),
    ]
    second = LanguageSection(language="en", terms=(*named[3].sections[0].terms, TermSection(term="rails and ties")))
    named[3] = replace(named[3], sections=(second, *named[3].sections[1:]))
    add(database, named)
    with database.reading() as connection:
        found = listed(connection, Filter(query="rail"), Sort.RELEVANCE)
        assert found == ["equal", "begins", "second", "read", "middle", "last"]
        for limit in range(1, 8):
            assert listed(connection, Filter(query="rail"), Sort.RELEVANCE, limit) == found[:limit]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Yield a connection to a termbase of fifteen hundred entries; nothing is written to it."""
    chance = random.Random(7)  # noqa: S311 - no secret
    made = []
    for number in range(1_500):
        english = " ".join(chance.choices(WORDS, k=chance.choice((1, 2, 3))))
        chinese, pinyin = chance.choice(CHINESE) if chance.random() < 0.9 else ("", None)
        made.append(entry(f"e{number}", english, chinese, pinyin, chance.choice(("law", "trade", None))))
        if chance.random() < 0.2:
            old = TermSection(term=chance.choice(WORDS), status=AdministrativeStatus.DEPRECATED)
            section = LanguageSection(language="en", terms=(*made[-1].sections[0].terms, old))
            made[-1] = replace(made[-1], sections=(section, *made[-1].sections[1:]))
    path = tmp_path_factory.mktemp("many") / "many.db"
    with open_database(place(path), create=True) as database:
        add(database, made, origin="import")
        with database.reading() as connection:
            yield connection


@pytest.mark.parametrize("few", [1, 60, 100_000], ids=["walking", "both", "sorting"])
@pytest.mark.parametrize(
    "query",
    [
        None,
        "s",
        "st",
        "rail",
        "steel rail",
        "s r",
        "新",
        "新质 steel",
        "xin",
        "x",
        "gāotiě",
        "shengchan",
        "-",
        "rail 铁 z",
    ],
)
def test_the_first_lines_are_the_beginning_of_the_whole_list(
    many: Connection, monkeypatch: pytest.MonkeyPatch, query: str | None, few: int
) -> None:
    """Whichever way the first lines are found, they are those of the whole list, in every order and filter."""
    monkeypatch.setattr(ordering, "FEW", few)
    for wanted in (
        Filter(query=query),
        Filter(query=query, subject_field="law"),
        Filter(query=query, status="deprecated"),
        Filter(query=query, missing_language="zh-Hans", origin="import"),
    ):
        for sort in Sort:
            whole = find_row_ids(many, wanted, sort=sort, descending=sort is Sort.CHINESE)
            for limit in (1, 40):
                first = find_row_ids(many, wanted, sort=sort, descending=sort is Sort.CHINESE, limit=limit)
                assert first == whole[:limit]


@pytest.mark.files
def test_whole_orders_come_from_their_indexes(many: Connection) -> None:
    """A list without a filter is read off an index, nothing is sorted."""
    for sort, index in (
        (Sort.ENGLISH, "english_key"),
        (Sort.CHINESE, "pinyin_key"),
        (Sort.SUBJECT_FIELD, "subject_field"),
        (Sort.CHANGED, "changed_at"),
    ):
        statements: list[str] = []
        raw = many.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.set_trace_callback(statements.append)
        find_row_ids(many, Filter(), sort=sort)
        raw.set_trace_callback(None)
        plan = " ".join(row[3] for row in many.exec_driver_sql(f"EXPLAIN QUERY PLAN {statements[-1]}"))
        assert f"COVERING INDEX ix_concept_entries_{index}" in plan
        assert "TEMP B-TREE" not in plan


def test_lines_come_in_the_order_asked_for(database: Database) -> None:
    """A page has its lines in order, and a gap where an entry is gone."""
    add(database, SMALL)
    with database.reading() as connection:
        rows = [get_row_id(connection, name) for name in ("z", "a", "c")]
    with revising(database, who="tester", action="delete") as revision:
        delete_entry(revision, "a")
    with database.reading() as connection:
        zero, gap, rail = get_summaries(connection, [row for row in rows if row])
        assert gap is None
        assert zero is not None
        assert rail is not None
        assert rail == EntrySummary(
            row_id=rows[2] or 0,
            id="c",
            english="",
            chinese="高铁",
            pinyin="gāotiě",
            subject_field="ecology",
            origin="person",
            changed_at=rail.changed_at,
        )
        assert (zero.english, zero.chinese, zero.pinyin) == ("Zero tariff", "", "")
        assert (datetime.now(UTC) - rail.changed_at).total_seconds() < 60
        assert get_row_id(connection, "a") is None
        assert listed(connection, Filter(), Sort.ENGLISH) == ["b", "e", "u", "z", "c"]
        assert get_summaries(connection, []) == []


def test_a_page_may_be_long(many: Connection) -> None:
    """More lines than a statement takes values come in parts, in order."""
    rows = find_row_ids(many, Filter(), sort=Sort.CHINESE)
    assert [line.row_id for line in get_summaries(many, rows) if line] == list(rows)


def test_the_terms_of_a_line_follow_their_status(database: Database) -> None:
    """The preferred term stands for the entry, else an accepted one; zh-Hans before zh-Hant, saved or undone."""
    old = TermSection(term="old name", status=AdministrativeStatus.DEPRECATED)
    also = TermSection(term="Also so called", status=AdministrativeStatus.ADMITTED)
    hant = LanguageSection(language="zh-Hant", terms=(TermSection(term="發展", pinyin="fāzhǎn"),))
    add(database, [ConceptEntry(id="x", sections=(LanguageSection(language="en", terms=(old, also)), hant))])

    def line(connection: Connection) -> tuple[str, str]:
        (summary,) = get_summaries(connection, find_row_ids(connection, Filter()))
        assert summary is not None
        return summary.english, summary.chinese

    with database.reading() as connection:
        assert line(connection) == ("Also so called", "發展")
    with revising(database, who="tester", action="edit") as revision:
        before = get_entry(revision.connection, "x")
        hans = LanguageSection(language="zh-Hans", terms=(TermSection(term="发展", pinyin="fāzhǎn"),))
        english = LanguageSection(language="en", terms=(old, also, TermSection(term="development")))
        save_entry(revision, replace(before, sections=(english, hant, hans)))
    with database.reading() as connection:
        assert line(connection) == ("development", "发展")
        assert list(find_problems(connection)) == []


def test_subject_fields_are_counted(database: Database) -> None:
    """The fields in use are listed by name with their entries."""
    add(database, SMALL)
    with database.reading() as connection:
        assert find_subject_fields(connection) == [("ecology", 2), ("law", 1), ("trade", 2)]


@pytest.mark.files  # takes rows out of the index of SQLite
def test_outdated_lines_are_told_and_mended(database: Database) -> None:
    """``db check`` notices lines that don't follow from their terms, and an index that lacks some."""
    add(database, SMALL)
    with database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE concept_entries SET english = 'wrong', pinyin_key = '' WHERE identifier = 'b'"
        )
        connection.exec_driver_sql("DELETE FROM term_trigrams_docsize WHERE id = 1")
        assert len(list(find_problems(connection))) == 2
        repair(connection)
        assert list(find_problems(connection)) == []
        assert listed(connection, Filter(), Sort.CHINESE)[:3] == ["e", "c", "b"]
        assert listed(connection, Filter(query="beaut"), Sort.CHINESE) == ["b"]


# ── several programs at one file ──

EDIT = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("UPDATE concept_entries SET version = 9")
connection.commit()
"""


@pytest.mark.files
def test_the_watcher_sees_what_others_write(database: Database) -> None:
    """A change by another connection or another process is told once, from whatever thread one asks."""
    add(database, SMALL)
    watcher = Watcher(database)
    assert not watcher.has_changed()
    add(database, [entry("new", "new one")])
    assert (watcher.has_changed(), watcher.has_changed()) == (True, False)
    subprocess.run([sys.executable, "-c", EDIT, database.location], check=True)
    told: list[bool] = []
    thread = Thread(target=lambda: told.extend((watcher.has_changed(), watcher.has_changed())))
    thread.start()
    thread.join()
    assert told == [True, False]
    with database.writing(dry_run=True) as connection:
        connection.exec_driver_sql("DELETE FROM concept_entries")
    assert not watcher.has_changed()
    watcher.close()
    watcher.close()


def test_many_threads_read_while_one_writes(database: Database) -> None:
    """Any number of threads may read one termbase, each a whole state of it."""
    add(database, SMALL)
    seen: list[int] = []

    def read() -> None:
        for _ in range(20):
            with database.reading() as connection:
                rows = find_row_ids(connection, Filter())
                assert None not in get_summaries(connection, rows)
                seen.append(len(rows))

    threads = [Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for number in range(10):
        add(database, [entry(f"n{number}", "new"), entry(f"m{number}", "more")])
    for thread in threads:
        thread.join()
    assert len(seen) == 120
    assert {count % 2 for count in seen} == {0}


@pytest.mark.files
def test_a_busy_termbase_is_said_in_one_line(database: Database) -> None:
    """Who can't write because another program does is told so after the time that was given."""
    blocker = sqlite3.connect(database.location, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    message = "another program is writing to it; try again; nothing was changed"
    with (
        open_database(database.location, busy_timeout=50) as impatient,
        pytest.raises(DatabaseError, match=message),
        impatient.writing(),
    ):
        pass
    blocker.execute("ROLLBACK")
    blocker.close()


@contextmanager
def nobody() -> Iterator[None]:
    """Lay down the rights of root, whom no file refuses, for a while."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65_534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Yield a folder that every user can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.mark.files
@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
@pytest.mark.parametrize("rights_of_folder", [0o555, 0o777], ids=["folder read-only", "file read-only"])
def test_a_read_only_termbase_can_be_read(open_folder: Path, rights_of_folder: int) -> None:
    """Without the right to write a termbase is listed and searched; writing fails with one clear line."""
    path = open_folder / "termbase.db"
    with open_database(place(path), create=True) as database:
        add(database, SMALL)
    path.chmod(0o444)
    open_folder.chmod(rights_of_folder)
    with nobody(), open_database(place(path)) as database:
        assert database.is_read_only
        with database.reading() as connection:
            assert listed(connection, Filter(query="apple"), Sort.RELEVANCE) == ["a"]
        watcher = Watcher(database)
        assert not watcher.has_changed()
        watcher.close()
        with pytest.raises(DatabaseError, match="the termbase is read-only; nothing was changed"):
            add(database, [entry("n", "new")])
    with nobody(), open_database(place(path), create=True) as database:
        assert database.is_read_only
    path.chmod(0o644)
    open_folder.chmod(0o755)
    with open_database(place(path)) as database:
        assert not database.is_read_only
        add(database, [entry("n", "new")])


@pytest.mark.files
@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_what_cannot_be_read_is_said_in_one_line(open_folder: Path) -> None:
    """A file without the right to read it, or a folder where nothing can be made, is a DatabaseError."""
    path = open_folder / "termbase.db"
    open_database(place(path), create=True).close()
    path.chmod(0o000)
    with nobody(), pytest.raises(DatabaseError, match="it can't be read"):
        open_database(place(path))
    open_folder.chmod(0o555)
    with nobody(), pytest.raises(DatabaseError):
        open_database(place(open_folder / "new.db"), create=True)
    with nobody(), pytest.raises(DatabaseError, match="it can't be made"):
        open_database(place(open_folder / "deep" / "new.db"), create=True)
