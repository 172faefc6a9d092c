"""A termbase is opened for reading without the database library: safely, and with one clear line where it can't be."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.errors import DatabaseError, SchemaOutdated, SchemaTooNew
from glossary.store import schema
from glossary.store.database import make_engine, open_database
from glossary.store.entries.access import add_entries
from glossary.store.integrity import find_problems
from glossary.store.location import READING_ALONE, path_of
from glossary.store.log.revisions import revising
from glossary.store.misses import clear_misses, find_misses, record_miss
from glossary.store.reader import Reader, open_reader
from glossary.store.schema_version import EARLIER, HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

TERMS = "SELECT term FROM term_sections ORDER BY id"


def _add(path: Path, term: str) -> None:
    section = LanguageSection(language="en", terms=(TermSection(term=term),))
    with (
        open_database(str(path), create=True) as database,
        revising(database, who="tester", action="add") as revision,
    ):
        add_entries(revision, [ConceptEntry(id=term, sections=(section,))], origin="person")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the file of a termbase with one term."""
    path = tmp_path / "term base 100%#é.db"
    _add(path, "railway")
    return path


@pytest.fixture
def reader(path: Path) -> Iterator[Reader]:
    """Yield a reader of it."""
    with open_reader(str(path)) as opened:
        yield opened


def test_versions_are_those_of_the_migrations() -> None:
    """What the reader knows of the schema is what the migrations folder says, in its order."""
    folder = ScriptDirectory.from_config(schema.alembic_config())
    assert [script.revision for script in folder.walk_revisions()] == [HEAD, *reversed(EARLIER)]


def test_a_reader_cannot_write(reader: Reader) -> None:
    """Whatever statement is run, nothing is written."""
    with pytest.raises(DatabaseError, match="can't be read"):
        reader.rows("DELETE FROM term_sections")
    assert reader.rows(TERMS) == [("railway",)]


def test_a_change_is_seen_and_told(path: Path, reader: Reader) -> None:
    """What another connection commits is read at once, and the version differs; without a change it doesn't."""
    before = reader.data_version()
    assert reader.data_version() == before
    _add(path, "harbour")
    assert reader.data_version() != before
    assert reader.rows(TERMS) == [("railway",), ("harbour",)]


def test_any_thread_may_read(reader: Reader) -> None:
    """A reader answers from many threads at once."""
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: tuple(reader.rows(TERMS)), range(200))) == {(("railway",),)}


def test_a_reader_leaves_no_files(path: Path) -> None:
    """After it is closed the folder is as it was."""
    before = sorted(path.parent.iterdir())
    open_reader(str(path)).close()
    assert sorted(path.parent.iterdir()) == before


def test_reading_while_another_writes(path: Path) -> None:
    """A writer in the middle of a change doesn't keep a reader waiting."""
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE term_sections SET term = 'other'")
    with open_reader(str(path)) as reader:
        assert reader.rows(TERMS) == [("railway",)]
    writer.execute("ROLLBACK")
    writer.close()


@pytest.mark.parametrize("prefix", ["sqlite:///", "sqlite+pysqlite:///"])
def test_a_url_of_a_file(tmp_path: Path, prefix: str) -> None:
    """An SQLite URL names the file as it does for the rest of the program."""
    _add(tmp_path / "x.db", "railway")
    with open_reader(f"{prefix}{tmp_path / 'x.db'}") as reader:
        assert reader.rows(TERMS) == [("railway",)]


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("a/b.db", "a/b.db"),
        ("sqlite:///b.db", "b.db"),
        ("sqlite:////a/b.db?timeout=3", "/a/b.db"),
        ("sqlite://", None),
        ("sqlite:///:memory:", None),
        ("postgresql+psycopg://host/name", None),
    ],
)
def test_files_of_locations(location: str, expected: str | None) -> None:
    """A path is a file; so is what an SQLite URL names, and nothing else."""
    assert path_of(location) == expected


def test_a_closed_reader_says_so(path: Path) -> None:
    """Reading after closing is an error of the program's own."""
    reader = open_reader(str(path))
    reader.close()
    with pytest.raises(DatabaseError):
        reader.rows(TERMS)


def _make_foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.commit()
    connection.close()


def _make_damaged(path: Path) -> None:
    _add(path, "railway")
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    path.write_bytes(data)


def _set_version(path: Path, version: str | None) -> None:
    _add(path, "railway")
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM alembic_version")
    if version:
        connection.execute("INSERT INTO alembic_version VALUES (?)", (version,))
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("make", "kind", "message"),
    [
        (str, DatabaseError, "no termbase here yet"),
        (lambda path: path.mkdir(), DatabaseError, "this is a folder"),
        (lambda path: path.write_bytes(b""), DatabaseError, "no termbase in it yet"),
        (lambda path: path.write_text("my notes, not a database"), DatabaseError, "no SQLite database"),
        (_make_foreign, DatabaseError, "belongs to another program"),
        (_make_damaged, DatabaseError, "the file is damaged"),
        (lambda path: _set_version(path, None), DatabaseError, "no termbase in it yet"),
        (lambda path: _set_version(path, EARLIER[0]), SchemaOutdated, "glossary db upgrade"),
        (lambda path: _set_version(path, EARLIER[-1]), SchemaOutdated, "glossary db upgrade"),
        (lambda path: _set_version(path, "from_the_future"), SchemaTooNew, "newer version"),
    ],
)
def test_what_is_no_termbase_is_said_in_one_line(
    tmp_path: Path, make: type[Path], kind: type[DatabaseError], message: str
) -> None:
    """Each way in which a file can be no termbase has its line, which names the file; it stays as it was."""
    path = tmp_path / "some.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(kind, match=message) as caught:
        open_reader(str(path))
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    """What is said of a server that doesn't answer is one line, and keeps the password."""
    with pytest.raises(DatabaseError) as caught:
        open_reader("postgresql+psycopg://user:geheim@127.0.0.1:1/name")
    said = str(caught.value)
    assert "127.0.0.1" in said
    assert "geheim" not in said
    assert "\n" not in said


READ_AS_NOBODY = """
import os, sys
import encodings.gb2312
from glossary.store.location import access_to
from glossary.store.misses import record_miss
from glossary.store.reader import open_reader
os.setgroups([])
os.setegid(65534)
os.seteuid(65534)
with open_reader(sys.argv[1]) as reader:
    print(access_to(sys.argv[1]), reader.rows("SELECT term FROM term_sections"), record_miss(sys.argv[1], "gone"))
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become nobody")
def test_a_folder_that_may_not_be_written() -> None:
    """A termbase in a folder of somebody else can be read, nothing is left there, and no miss is counted."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        path = folder / "term.db"
        _add(path, "railway")
        before = sorted(folder.iterdir())
        done = subprocess.run(
            [sys.executable, "-c", READ_AS_NOBODY, str(path)], capture_output=True, encoding="utf-8", check=False
        )
        assert done.stdout.strip() == f"{READING_ALONE} [('railway',)] False", done.stderr
        assert sorted(folder.iterdir()) == before


LISTING_ROWS = """
INSERT INTO concept_entries VALUES (1, 'rail', 'law', 'A way.', NULL, '["note"]', '[]', 'person', 2,
  '2026-01-02 03:04:05.000000', '2026-01-02 03:04:05.000000', 'railway', '', '', 'railway', '\U0010ffff');
INSERT INTO language_sections VALUES (1, 1, 0, 'en', NULL, NULL, '[]', '[]');
INSERT INTO term_sections VALUES (1, 1, 1, 0, 'en', 'railway', 'preferred', NULL, NULL, NULL, 0, NULL, '[]', '[]',
  'railway', 'railway', '', '');
"""


def _rows_of(connection: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table by the names of their columns."""
    cursor = connection.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 - our own names
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def test_the_schema_before_is_upgraded_with_its_rows(tmp_path: Path) -> None:
    """A termbase of a version before there were misses keeps what it has, and counts them after the upgrade."""
    path = tmp_path / "before.db"
    engine = make_engine(str(path)).execution_options(begin_immediate=True)
    with engine.begin() as connection:
        command.upgrade(schema.alembic_config(connection), "listing_columns")
    engine.dispose()
    raw = sqlite3.connect(path)
    raw.executescript(LISTING_ROWS)
    before = {table: _rows_of(raw, table) for table in ("term_sections", "concept_entries")}
    raw.close()
    assert not record_miss(str(path), "harbour")
    with open_database(str(path), upgrade=True) as database, database.reading() as connection:
        assert list(find_problems(connection)) == []
    raw = sqlite3.connect(path)
    for table, rows in before.items():
        assert len(rows) == len(_rows_of(raw, table))
        assert all(old.items() <= new.items() for old, new in zip(rows, _rows_of(raw, table), strict=True))
    raw.close()
    assert record_miss(str(path), "harbour")


def test_misses_are_counted(path: Path, reader: Reader) -> None:
    """A query counts once however it is written, most frequent first; as it was typed last; no revision is made."""
    for query in ("Harbour", "港口", "  harbour ", "ＨＡＲＢＯＵＲ", "港口", "lake"):
        assert record_miss(str(path), query)
    found = [(miss.query, miss.language, miss.count) for miss in find_misses(reader)]
    assert found == [("ＨＡＲＢＯＵＲ", "en", 3), ("港口", "zh", 2), ("lake", "en", 1)]
    assert reader.rows("SELECT count(*) FROM revisions") == [(1,)]
    assert all(miss.first_at <= miss.last_at and miss.last_at.endswith("+00:00") for miss in find_misses(reader))
    clear_misses(str(path))
    assert list(find_misses(reader)) == []


@pytest.mark.parametrize("query", ["", "  ", "…", "%*", "\x00", "\ud800", "x" * 201])
def test_what_can_be_no_term_is_no_miss(path: Path, reader: Reader, query: str) -> None:
    """Empty, long and mark-only queries aren't counted."""
    assert not record_miss(str(path), query)
    assert list(find_misses(reader)) == []


def test_a_busy_termbase_loses_the_miss(path: Path, reader: Reader) -> None:
    """While another program writes, a miss is let go; the writer isn't disturbed."""
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert not record_miss(str(path), "harbour")
    writer.execute("COMMIT")
    writer.close()
    assert list(find_misses(reader)) == []
    assert record_miss(str(path), "harbour")


def test_no_miss_makes_a_file(tmp_path: Path) -> None:
    """A miss in a termbase that isn't there, or is on a server, makes none."""
    assert not record_miss(str(tmp_path / "none.db"), "harbour")
    assert not record_miss("postgresql+psycopg://host/name", "harbour")
    assert list(tmp_path.iterdir()) == []
