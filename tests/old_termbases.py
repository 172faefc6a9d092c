"""Termbases as earlier versions of the program left them, with something in every table."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from alembic import command

from glossary.store import schema
from glossary.store.database import make_engine
from glossary.store.schema_version import EARLIER

if TYPE_CHECKING:
    from pathlib import Path

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
INSERT INTO documents VALUES (2, '/a.zh.txt', 'abd', 'zh-Hans', NULL, NULL, '一条铁路建成了。', '[]', 0,
   '2026-01-02 03:04:05.000000');
INSERT INTO contexts VALUES (1, 4, 0, 'A railway is built.', 'A title', 1, 0, 19);
INSERT INTO candidates VALUES (1, 'en', 'railway', 'railway', 'known', 7, 2.5, 1, 1, '[{"term":"railway","count":1}]',
   '[]');
INSERT INTO mentions VALUES (1, 1, 1, 2, 9);
INSERT INTO usages VALUES (1, 1, 1, 0, 'A railway is built.', 0, 19, 2, 9);
INSERT INTO proposed_equivalents VALUES (1, 1, 0, '铁路', 'zh-Hans', 'tiělù', 'base', 0.9, 'base', '');
INSERT INTO revisions VALUES (1, '2026-01-02 03:04:05.000000', 'tester', 'add', 'add railway', 'done', NULL, NULL);
INSERT INTO changes VALUES (1, 1, 'entry', 'rail', NULL,
   '{"id":"rail","sections":[{"language":"en","terms":[{"term":"railway","status":"admitted","contexts":[
      {"text":"A railway is built.","source":"A title","document":1,"start":0,"end":19}]}]}],"origin":"base"}');
"""
#: The tables of the first schema.
TABLES = (
    *("concept_entries", "cross_references", "language_sections", "term_sections", "documents", "contexts"),
    *("candidates", "mentions", "usages", "proposed_equivalents", "revisions", "changes"),
)
_COLUMNS = "SELECT name, type, pk FROM pragma_table_info(?)"
_PARENTS = 'SELECT "from", "table" FROM pragma_foreign_key_list(?)'
_TABLES = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
_TIME = "2026-03-04 05:06:07.000000"


def make_old(path: Path, version: str) -> Path:
    """Make a termbase of an earlier schema: of the first one with rows that belong together, then upgraded to it.

    Tables that a later schema brought get rows made of the types of their columns.
    """
    for step in EARLIER[: EARLIER.index(version) + 1]:
        engine = make_engine(str(path)).execution_options(begin_immediate=True)
        with engine.begin() as connection:
            command.upgrade(schema.alembic_config(connection), step)
        engine.dispose()
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("PRAGMA journal_mode=WAL")
            if step == EARLIER[0]:
                raw.executescript(FIRST_ROWS)
            for table in _tables(raw):
                if not raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:  # noqa: S608 - our own names
                    _fill(raw, table)
            raw.commit()
    return path


def read_tables(path: Path) -> dict[str, list[dict[str, object]]]:
    """Return all rows by their tables; what SQLite keeps for the full text search is left out."""
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        return {
            table: [dict(row) for row in raw.execute(f"SELECT * FROM {table} ORDER BY 1")]  # noqa: S608 - our own names
            for table in _tables(raw)
        }


def _tables(raw: sqlite3.Connection) -> list[str]:
    names = [name for name, sql in raw.execute(_TABLES) if "VIRTUAL" not in sql]
    inner = ("sqlite_", "term_search", "term_trigrams")
    return [name for name in names if not name.startswith(inner)]


def _fill(raw: sqlite3.Connection, table: str) -> None:
    """Insert two rows whose values fit the columns; what points somewhere points to the first row there."""
    parents = dict(raw.execute(_PARENTS, (table,)).fetchall())
    columns = raw.execute(_COLUMNS, (table,)).fetchall()
    for number in (1, 2):
        values = [1 if name in parents else _value(name, kind, number) for name, kind, _ in columns]
        raw.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608 - our own names


def _value(name: str, kind: str, number: int) -> object:
    if kind.startswith(("INTEGER", "FLOAT")):
        return 0 if name.endswith("start") else number
    known = {"DATETIME": _TIME, "JSON": "{}", "BOOLEAN": 0}
    if name == "language":
        return "en"
    return known.get(kind, f"{name} 生产 {number}")
