"""The schema is what the models say, is made and upgraded safely, and nothing foreign is touched."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.script import ScriptDirectory

from glossary.cli import main
from glossary.errors import DatabaseError, SchemaOutdated, SchemaTooNew
from glossary.store import schema
from glossary.store.copies.backups import find_backups
from glossary.store.database import Database, open_database
from glossary.store.entries.access import get_entry, save_entry
from glossary.store.entries.listing import Sort, find_row_ids, get_summaries
from glossary.store.entries.search import Filter
from glossary.store.integrity import find_problems
from glossary.store.log import history
from glossary.store.log.revisions import revising
from glossary.store.schema_version import EARLIER, HEAD
from tests.backends import place
from tests.old_termbases import make_old, read_tables

if TYPE_CHECKING:
    from pathlib import Path


def test_head_is_the_newest_migration() -> None:
    """The constant that commands compare with is the head of the migrations folder."""
    heads = ScriptDirectory.from_config(schema.alembic_config()).get_heads()
    assert heads == [HEAD]


def test_migrations_and_models_agree(database: Database) -> None:
    """``alembic check`` finds no difference between the models and a migrated database."""
    with database.writing() as connection:
        command.check(schema.alembic_config(connection))


def test_connections_use_wal_and_foreign_keys(database: Database) -> None:
    """Readers don't block the writer, and no row points to nothing."""
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_reading_never_creates(tmp_path: Path) -> None:
    """A command that only reads makes no file where there is none."""
    path = tmp_path / "none.db"
    with pytest.raises(DatabaseError, match="no termbase here yet"):
        open_database(place(path))
    assert not path.exists()


def test_foreign_database_is_left_alone(tmp_path: Path) -> None:
    """A database of another program is refused, also for writing, and stays byte for byte."""
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match="belongs to another program"):
        open_database(place(path), create=True)
    assert path.read_bytes() == before
    assert sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]


def test_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """A text file named by mistake is neither read nor changed."""
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but my notes")
    with pytest.raises(DatabaseError, match="no SQLite database"):
        open_database(place(path), create=True)
    assert path.read_text() == "not a database, but my notes"


def test_newer_schema_is_refused(tmp_path: Path) -> None:
    """A termbase of a newer program is not touched."""
    path = tmp_path / "new.db"
    open_database(place(path), create=True).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = 'from_the_future'")
    connection.commit()
    connection.close()
    with pytest.raises(SchemaTooNew, match="newer version"):
        open_database(place(path), create=True)


def test_failing_work_leaves_nothing(database: Database) -> None:
    """What a block did before it failed is not kept."""
    insert = "INSERT INTO revisions (id, at, who, action, summary, state) VALUES (1, '', '', '', '', 'done')"

    def fail() -> None:
        with database.writing() as connection:
            connection.exec_driver_sql(insert)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM revisions").scalar() == 0


@pytest.fixture
def first_file(tmp_path: Path) -> Path:
    """Return a termbase as the first version of the program wrote it, with something in every table."""
    return make_old(tmp_path / "first.db", "first_schema")


@pytest.mark.parametrize("version", EARLIER)
def test_no_row_is_lost_from_any_schema(tmp_path: Path, version: str) -> None:
    """Every row of every table of an earlier schema is there after the upgrade, with all values that it had."""
    path = make_old(tmp_path / "old.db", version)
    before = read_tables(path)
    assert all(before.values())  # no table is empty
    with open_database(str(path), upgrade=True) as database, database.reading() as connection:
        assert list(find_problems(connection)) == []
    after = read_tables(path)
    for table in before.keys() - {"alembic_version"}:
        assert len(before[table]) == len(after[table])
        for old, new in zip(before[table], after[table], strict=True):
            assert old.items() <= new.items()
    (kept,) = find_backups(path)
    assert kept.reason == "upgrade"
    assert read_tables(kept.path) == before


def test_an_old_termbase_is_upgraded_whole(first_file: Path) -> None:
    """From the first schema on the new columns and indexes are right."""
    with pytest.raises(SchemaOutdated, match="glossary db upgrade"):
        open_database(place(first_file))
    with open_database(place(first_file), upgrade=True) as database, database.reading() as connection:
        assert list(find_problems(connection)) == []
        lines = [line for line in get_summaries(connection, [1, 7, 20001]) if line]
        assert [(line.id, line.english, line.chinese, line.pinyin) for line in lines] == [
            ("forces", "“New” quality productive forces", "新质生产力", "xīnzhì shēngchǎnlì"),
            ("rail", "railway", "", ""),
            ("hant", "", "發展", "fāzhǎn"),
        ]
        assert list(find_row_ids(connection, Filter(), sort=Sort.ENGLISH)) == [1, 7, 20001]
        assert list(find_row_ids(connection, Filter(), sort=Sort.CHINESE)) == [20001, 1, 7]
        for query in ("ality", "n", "新质", "chanli", "xzs"):
            assert list(find_row_ids(connection, Filter(query=query))) == [1]


def test_an_upgrade_that_fails_changes_nothing(first_file: Path) -> None:
    """An old termbase that can't be upgraded stays as it was, to the last row; the message says where the copy is."""
    raw = sqlite3.connect(first_file)
    raw.execute("DROP TRIGGER term_search_after_delete")  # the migration misses it
    raw.commit()
    described = list(raw.execute("SELECT name, sql FROM sqlite_master ORDER BY name"))
    before = read_tables(first_file)
    with pytest.raises(DatabaseError, match="nothing was changed") as raised:
        open_database(str(first_file), upgrade=True)
    assert read_tables(first_file) == before
    (kept,) = find_backups(first_file)
    assert str(kept.path) in str(raised.value)
    assert read_tables(kept.path) == before
    assert list(raw.execute("SELECT name, sql FROM sqlite_master ORDER BY name")) == described
    raw.close()


def test_an_edit_follows_an_upgrade(first_file: Path) -> None:
    """After the upgrade an edit fills the new columns, and undo brings the old line back."""
    with open_database(place(first_file), upgrade=True) as database:
        with revising(database, who="tester", action="edit") as revision:
            rail = get_entry(revision.connection, "rail")
            english = replace(rail.sections[0], terms=(replace(rail.sections[0].terms[0], term="railroad"),))
            save_entry(revision, replace(rail, sections=(english,)))
        with database.reading() as connection:
            (line,) = get_summaries(connection, find_row_ids(connection, Filter(query="road")))
            assert line is not None
            assert line.english == "railroad"
        with database.writing() as connection:
            history.undo(connection, who="tester")
            assert list(find_row_ids(connection, Filter(query="road"))) == []
            assert list(find_row_ids(connection, Filter(query="way"))) == [line.row_id]
            assert list(find_problems(connection)) == []


def test_two_programs_upgrade_at_once(tmp_path: Path) -> None:
    """One upgrades, the other waits and goes on; one copy is kept."""
    path = make_old(tmp_path / "old.db", "first_schema")
    command_line = [sys.executable, "-m", "glossary", "--db", str(path), "add"]
    running = [
        subprocess.Popen([*command_line, f"river chief {n}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for n in range(3)
    ]
    ended = [(process.communicate()[1], process.returncode) for process in running]
    assert [code for _, code in ended] == [0, 0, 0], ended
    with open_database(str(path)) as database, database.reading() as connection:
        assert list(find_problems(connection)) == []
        assert len(list(find_row_ids(connection, Filter(query="river chief")))) == 3
    assert [backup.reason for backup in find_backups(path)] == ["upgrade"]


@pytest.mark.parametrize("is_made", [False, True], ids=["missing", "empty"])
def test_many_programs_begin_one_termbase(tmp_path: Path, *, is_made: bool) -> None:
    """Programs that make the same termbase at the same time all find it made."""
    path = tmp_path / "new.db"
    if is_made:
        path.touch()
    command_line = [sys.executable, "-m", "glossary", "--db", str(path), "add"]
    running = [
        subprocess.Popen([*command_line, f"river chief {n}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for n in range(4)
    ]
    ended = [(process.communicate()[1], process.returncode) for process in running]
    assert [code for _, code in ended] == [0] * 4, ended


@pytest.mark.parametrize(
    "command",
    [
        *(
            ["lookup", "rail"],
            ["terms"],
            ["show", "rail"],
            ["history"],
            ["undo"],
            ["add", "x"],
            ["export", "-o", "x.tbx"],
        ),
        *(["db", "check"], ["db", "upgrade"], ["db", "stats"], ["serve", "--port", "0"], ["candidates"]),
        *(["edit", "rail", "--note", "x"], ["check", "--termbase"], ["misses"], ["base"]),
    ],
    ids=" ".join,
)
def test_every_command_refuses_a_newer_termbase(
    tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says that the program must be updated, and nothing is written, whatever was asked for."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "new.db"
    open_database(str(path), create=True).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = 'from_the_future'")
        raw.commit()
    before = path.read_bytes()
    assert main(["--db", str(path), *command]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"glossary: {path}: the termbase was written by a newer version of glossary; update the program\n"
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["new.db"]


@pytest.mark.parametrize("is_replaced", [False, True])
def test_a_file_that_is_gone_is_not_written(tmp_path: Path, *, is_replaced: bool) -> None:
    """When the file is taken away or replaced while it is open, a writer is told, and neither file changes."""
    path, moved = tmp_path / "termbase.db", tmp_path / "moved.db"
    with open_database(place(path), create=True) as database:
        path.rename(moved)
        if is_replaced:
            path.write_bytes(b"")
        before = moved.read_bytes()
        with pytest.raises(DatabaseError, match="moved, deleted or replaced"), database.writing():
            pass
    assert moved.read_bytes() == before
    assert path.exists() is is_replaced
