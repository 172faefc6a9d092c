"""The schema is what the models say, is made and upgraded safely, and nothing foreign is touched."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.script import ScriptDirectory

from glossary.errors import DatabaseError, SchemaTooNew
from glossary.store import schema
from glossary.store.database import Database, open_database

if TYPE_CHECKING:
    from pathlib import Path


def test_head_is_the_newest_migration() -> None:
    """The constant that commands compare with is the head of the migrations folder."""
    heads = ScriptDirectory.from_config(schema.alembic_config()).get_heads()
    assert heads == [schema.HEAD]


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
        open_database(str(path))
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
        open_database(str(path), create=True)
    assert path.read_bytes() == before
    assert sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]


def test_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """A text file named by mistake is neither read nor changed."""
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but my notes")
    with pytest.raises(DatabaseError, match="no SQLite database"):
        open_database(str(path), create=True)
    assert path.read_text() == "not a database, but my notes"


def test_newer_schema_is_refused(tmp_path: Path) -> None:
    """A termbase of a newer program is not touched."""
    path = tmp_path / "new.db"
    open_database(str(path), create=True).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = 'from_the_future'")
    connection.commit()
    connection.close()
    with pytest.raises(SchemaTooNew, match="newer version"):
        open_database(str(path), create=True)


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
