"""The schema is what the models say, is made and upgraded safely, and nothing foreign is touched."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.script import ScriptDirectory

from glossary.errors import DatabaseError, SchemaOutdated, SchemaTooNew
from glossary.store import history, schema
from glossary.store.database import Database, make_engine, open_database
from glossary.store.entries import get_entry, save_entry
from glossary.store.integrity import find_problems
from glossary.store.listing import Sort, find_row_ids, get_summaries
from glossary.store.revisions import revising
from glossary.store.schema_version import HEAD
from glossary.store.search import Filter

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


FIRST_ROWS = """
INSERT INTO concept_entries VALUES
  (1, 'forces', 'phrases', 'Led by innovation.', 'by hand', '["note"]', '[]', 'person', 2, '2026-01-02 03:04:05.000000',
   '2026-02-03 04:05:06.000000'),
  (7, 'rail', NULL, NULL, NULL, '[]', '[]', 'base', 1, '2026-01-02 03:04:05.000000', '2026-01-02 03:04:05.000000'),
  (20001, 'hant', 'law', NULL, NULL, '[]', '[]', 'import', 1, '2026-01-02 03:04:05.000000',
   '2026-01-02 03:04:05.000000');
INSERT INTO cross_references VALUES (1, 1, 0, 'rail', 'see also');
INSERT INTO language_sections VALUES
  (1, 1, 0, 'en', NULL, NULL, '[]', '[]'), (2, 1, 1, 'zh-Hans', NULL, NULL, '[]', '[]'),
  (3, 7, 0, 'en', NULL, NULL, '[]', '[]'), (4, 20001, 0, 'zh-Hant', NULL, NULL, '[]', '[]');
INSERT INTO term_sections VALUES
  (1, 1, 1, 0, 'en', 'new-quality productivity', 'deprecated', NULL, NULL, NULL, 0, NULL, '[]', '[]',
   'newqualityproductivity', 'new-quality productivity', '', ''),
  (2, 1, 1, 1, 'en', '“New” quality productive forces', 'preferred', 'noun', NULL, NULL, 0, 'a report', '["plural"]',
   '[]', 'newqualityproductiveforce', 'new quality productive forces', '', ''),
  (3, 1, 2, 0, 'zh-Hans', '新质生产力', 'preferred', NULL, NULL, 'xīnzhì shēngchǎnlì', 1, NULL, '[]', '[]',
   '新质生产力', '新 质 生 产 力', 'xinzhishengchanli', 'xzscl'),
  (4, 7, 3, 0, 'en', 'railway', 'admitted', NULL, NULL, NULL, 0, NULL, '[]', '[]', 'railway', 'railway', '', ''),
  (5, 20001, 4, 0, 'zh-Hant', '發展', 'preferred', NULL, NULL, 'fāzhǎn', 0, NULL, '[]', '[]', '發展', '發 展',
   'fazhan', 'fz');
INSERT INTO documents VALUES (1, '/a.txt', 'abc', 'en', 'A title', '2026-01-01', 'A railway is built.', '[]', 0,
   '2026-01-02 03:04:05.000000');
INSERT INTO contexts VALUES (1, 4, 0, 'A railway is built.', 'A title', 1, 0, 19);
INSERT INTO candidates VALUES (1, 'en', 'railway', 'railway', 'known', 7, 2.5, 1, 1, '[{"term":"railway","count":1}]',
   '[]');
INSERT INTO mentions VALUES (1, 1, 1, 2, 9);
INSERT INTO usages VALUES (1, 1, 1, 0, 'A railway is built.', 0, 19, 2, 9);
INSERT INTO proposed_equivalents VALUES (1, 1, 0, '铁路', 'zh-Hans', 'tiělù', 'base', 0.9, 'base', '');
INSERT INTO revisions VALUES (1, '2026-01-02 03:04:05.000000', 'tester', 'add', 'add railway', 'done', NULL, NULL);
INSERT INTO changes VALUES (1, 1, 'entry', 'rail', NULL, '{"id":"rail"}');
"""
TABLES = (
    *("concept_entries", "cross_references", "language_sections", "term_sections", "documents", "contexts"),
    *("candidates", "mentions", "usages", "proposed_equivalents", "revisions", "changes"),
)


@pytest.fixture
def first_file(tmp_path: Path) -> Path:
    """Return a termbase as the first version of the program wrote it, with something in every table."""
    path = tmp_path / "first.db"
    engine = make_engine(str(path)).execution_options(begin_immediate=True)
    with engine.begin() as connection:
        command.upgrade(schema.alembic_config(connection), "first_schema")
    engine.dispose()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.executescript(FIRST_ROWS)
    raw.close()
    return path


def _dump(path: Path) -> dict[str, list[dict[str, object]]]:
    raw = sqlite3.connect(path)
    raw.row_factory = sqlite3.Row
    rows = {name: [dict(row) for row in raw.execute(f"SELECT * FROM {name} ORDER BY id")] for name in TABLES}  # noqa: S608 - ours
    raw.close()
    return rows


def test_an_old_termbase_is_upgraded_whole(first_file: Path) -> None:
    """Nothing is lost from the first schema on; the new columns and indexes are right; a copy stays."""
    before = _dump(first_file)
    with pytest.raises(SchemaOutdated, match="glossary db upgrade"):
        open_database(str(first_file))
    with open_database(str(first_file), upgrade=True) as database, database.reading() as connection:
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
    after = _dump(first_file)
    assert {name: len(rows) for name, rows in after.items()} == {name: len(rows) for name, rows in before.items()}
    for name, rows in before.items():
        for old, new in zip(rows, after[name], strict=True):
            assert old.items() <= new.items()
    (copy,) = first_file.parent.glob("first.db.*.bak")
    assert _dump(copy) == before


def test_an_upgrade_that_fails_changes_nothing(first_file: Path) -> None:
    """An old termbase that can't be upgraded stays as it was, to the last row."""
    raw = sqlite3.connect(first_file)
    raw.execute("DROP TRIGGER term_search_after_delete")  # the migration misses it
    raw.commit()
    described = list(raw.execute("SELECT name, sql FROM sqlite_master ORDER BY name"))
    before = _dump(first_file)
    with pytest.raises(DatabaseError, match="nothing was changed"):
        open_database(str(first_file), upgrade=True)
    assert _dump(first_file) == before
    assert list(raw.execute("SELECT name, sql FROM sqlite_master ORDER BY name")) == described
    raw.close()


def test_an_edit_follows_an_upgrade(first_file: Path) -> None:
    """After the upgrade an edit fills the new columns, and undo brings the old line back."""
    with open_database(str(first_file), upgrade=True) as database:
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


@pytest.mark.parametrize("is_replaced", [False, True])
def test_a_file_that_is_gone_is_not_written(tmp_path: Path, *, is_replaced: bool) -> None:
    """When the file is taken away or replaced while it is open, a writer is told, and neither file changes."""
    path, moved = tmp_path / "termbase.db", tmp_path / "moved.db"
    with open_database(str(path), create=True) as database:
        path.rename(moved)
        if is_replaced:
            path.write_bytes(b"")
        before = moved.read_bytes()
        with pytest.raises(DatabaseError, match="moved, deleted or replaced"), database.writing():
            pass
    assert moved.read_bytes() == before
    assert path.exists() is is_replaced
