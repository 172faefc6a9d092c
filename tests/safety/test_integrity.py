"""Every invariant of a termbase is looked at, and mended where that loses nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from glossary.cli import main
from glossary.jobs.mining import mine_into, read_inputs
from glossary.store.database import open_database
from tests.termbases import entry_of, write_termbase

MENDED = {
    "a mention outside": "UPDATE mentions SET end = 9999999 WHERE id = 1",
    "a usage backwards": "UPDATE usages SET term_end = 0, term_start = 5 WHERE id = 1",
    "a context outside": """INSERT INTO contexts
        SELECT 9999, id, 0, 'x', 'y', 1, 5, 9999999 FROM term_sections WHERE id = 1""",
    "a gap in the order": "UPDATE term_sections SET position = position + 3 WHERE section_id = 1",
    "two in one place": "UPDATE language_sections SET position = 0 WHERE entry_id = 2",
    "a term in a wrong language": "UPDATE term_sections SET language = 'zh-Hant' WHERE id = 1",
    "search columns": "UPDATE term_sections SET key = 'wrong' WHERE id = 2",
    "listing columns": "UPDATE concept_entries SET english_key = 'wrong' WHERE id = 2",
    "a missing index": "DROP INDEX ix_term_sections_key",
    "full text": "DELETE FROM term_search_docsize WHERE id = 3",
    "a known candidate without entry": "UPDATE candidates SET entry_id = NULL WHERE status = 'known'",
    "what the history hasn't": "UPDATE term_sections SET source = 'nobody wrote this' WHERE id = 4",
    "what only the history has": "DELETE FROM concept_entries WHERE id = 3",
    "a row of nothing": "INSERT INTO mentions VALUES (999999, 888888, 1, 0, 5)",
}
TOLD = {
    "a status that isn't one": "UPDATE term_sections SET status = 'best' WHERE id = 1",
    "a role that isn't one": "INSERT INTO users VALUES (1, 'x', 'king', '2026-01-01 00:00:00.000000', NULL)",
    "no entry in a proposed change": """INSERT INTO proposed_changes
        VALUES (1, 'conflict', 'x', NULL, '{"id": 3}', 'x', '', '', '2026-01-01 00:00:00.000000')""",
    "a reference to nothing": """INSERT INTO cross_references
        SELECT 99, id, 0, 'nowhere', '' FROM concept_entries LIMIT 1""",
}


@pytest.fixture(scope="module")
def mined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a termbase with entries and with what was mined; don't write to it."""
    folder = tmp_path_factory.mktemp("mined")
    entries = (entry_of(f"e{n}", en=f"*growth driver {n}|driver no. {n}", hans=f"*增长动力{n}") for n in range(5))
    path = write_termbase(folder / "mined.db", [*entries, entry_of("chief", en="*river chief", hans="*河长")])
    text = folder / "text.txt"
    text.write_text("The river chief system works. Every river chief and each lake chief reports. " * 3, "utf-8")
    with open_database(str(path)) as database:
        mine_into(database, read_inputs([text]).documents, who="tester", with_base=False)
    return path


@pytest.fixture
def termbase(mined: Path, tmp_path: Path) -> Path:
    """Return a termbase that was mined."""
    return Path(shutil.copy(mined, tmp_path / "termbase.db"))


def _harm(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.create_function("toned", 1, lambda text: text)
        raw.create_function("begins_word", 2, lambda *_: 0)
        if statement.startswith("DELETE FROM concept_entries"):
            raw.execute("PRAGMA foreign_keys=ON")
        changed = raw.execute(statement).rowcount
        assert changed


@pytest.mark.parametrize("what", MENDED)
def test_it_is_found_and_mended(termbase: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The check tells it; with ``--repair`` it is whole, and a copy of what it was is kept."""
    _harm(termbase, MENDED[what])
    assert main(["--db", str(termbase), "db", "check"]) == 1
    assert capsys.readouterr().out
    assert main(["--db", str(termbase), "db", "check", "--repair"]) == 0
    assert main(["--db", str(termbase), "db", "check"]) == 0
    (kept,) = termbase.with_name("termbase.db.backups").iterdir()
    assert kept.name.endswith("-repair.db")


@pytest.mark.parametrize("what", TOLD)
def test_it_is_found_and_left_to_a_person(termbase: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What only a person can decide is told, also after a repair, which a termbase with users keeps for admins."""
    _harm(termbase, TOLD[what])
    if "role" not in what:
        assert main(["--db", str(termbase), "db", "check", "--repair"]) == 1
    assert main(["--db", str(termbase), "db", "check"]) == 1
    assert capsys.readouterr().out


def test_a_whole_termbase_stays_as_it_is(termbase: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to tell of a termbase that was mined, and a repair leaves no step in its history."""
    assert main(["--db", str(termbase), "db", "check", "--repair"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["--db", str(termbase), "history"]) == 0
    assert "repair" not in capsys.readouterr().out
