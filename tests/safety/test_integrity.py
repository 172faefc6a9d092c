"""Every invariant of a termbase is looked at, and mended where that loses nothing; in a file and on a server."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from psycopg import sql

from glossary.cli import main
from glossary.jobs.mining import mine_into, read_inputs
from glossary.store.copies.backups import find_backups_in, folder_of
from glossary.store.copies.copying import copy_termbase, open_empty
from glossary.store.copies.server_backups import server_folder
from glossary.store.database import open_database
from tests.termbases import entry_of, write_termbase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgres_cluster import Cluster

MENDED = {
    "a mention outside": 'UPDATE mentions SET "end" = 9999999 WHERE id = 1',
    "a usage backwards": "UPDATE usages SET term_end = 0, term_start = 5 WHERE id = 1",
    "a context outside": """INSERT INTO contexts
        SELECT 9999, id, 0, 'x', 'y', 1, 5, 9999999 FROM term_sections WHERE id = 1""",
    "a gap in the order": "UPDATE term_sections SET position = position + 3 WHERE section_id = 1",
    "two in one place": "UPDATE language_sections SET position = 0 WHERE entry_id = 2",
    "a term in a wrong language": "UPDATE term_sections SET language = 'zh-Hant' WHERE id = 1",
    "search columns": "UPDATE term_sections SET key = 'wrong' WHERE id = 2",
    "listing columns": "UPDATE concept_entries SET english_key = 'wrong' WHERE id = 2",
    "a missing index": "DROP INDEX ix_term_sections_key",
    "a known candidate without entry": "UPDATE candidates SET entry_id = NULL WHERE status = 'known'",
    "what the history hasn't": "UPDATE term_sections SET source = 'nobody wrote this' WHERE id = 4",
    "what only the history has": "DELETE FROM concept_entries WHERE id = 3",
    "a row of nothing": "INSERT INTO mentions VALUES (999999, 888888, 1, 0, 5)",
}
#: What only one of the two has.
OF_FILES = {"full text": "DELETE FROM term_search_docsize WHERE id = 3"}
OF_SERVERS = {
    "a number twice": "SELECT setval('changes_id_seq', 1)",
    "no search": "DROP INDEX ix_term_sections_grams",
    "no clock": "DELETE FROM change_clock",
    "two clocks": "INSERT INTO change_clock VALUES (3)",
}
#: What no file can hold, so that no copy is kept.
UNKEPT = ("a row of nothing",)
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


@pytest.fixture(scope="module")
def on_server(mined: Path, postgres_cluster: Cluster) -> Iterator[str]:
    """Return the name of a database with the same termbase; don't write to it."""
    name = postgres_cluster.create_database()
    with open_database(str(mined)) as source, open_empty(postgres_cluster.url(name)) as target:
        copy_termbase(source, target)
    yield name
    postgres_cluster.drop_database(name)


@pytest.fixture
def file(mined: Path, tmp_path: Path) -> str:
    """Return a file with a termbase that was mined."""
    return str(shutil.copy(mined, tmp_path / "termbase.db"))


@pytest.fixture
def url(on_server: str, postgres_cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Return the URL of a termbase that was mined; copies of it go into a folder of the test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    name = postgres_cluster.create_database(template=on_server)
    yield postgres_cluster.url(name)
    postgres_cluster.drop_database(name)


@pytest.fixture(params=["file", "url"])
def termbase(request: pytest.FixtureRequest) -> str:
    """Return a termbase that was mined: in a file, and on a server."""
    found: str = request.getfixturevalue(request.param)
    return found


def _harm(termbase: str, statement: str, cluster: Cluster | None = None) -> None:
    """Do what no program of ours does."""
    if cluster is not None:
        # Without this the server refuses a row that points to nothing; with it, it deletes no parts with their whole.
        freely = "" if statement.startswith("DELETE") else "SET session_replication_role = replica; "
        cluster.execute(sql.SQL(freely + statement), termbase.rpartition("/")[2])
        return
    with closing(sqlite3.connect(termbase, isolation_level=None)) as raw:
        raw.create_function("toned", 1, lambda text: text)
        raw.create_function("begins_word", 2, lambda *_: 0)
        if statement.startswith("DELETE FROM concept_entries"):
            raw.execute("PRAGMA foreign_keys=ON")
        changed = raw.execute(statement).rowcount
        assert changed


def _kept(termbase: str) -> list[Path]:
    folder = server_folder(termbase) if "://" in termbase else folder_of(Path(termbase))
    return [backup.path for backup in find_backups_in(folder)]


def _mend(termbase: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", termbase, "db", "check"]) == 1
    assert capsys.readouterr().out
    assert main(["--db", termbase, "db", "check", "--repair"]) == 0
    assert main(["--db", termbase, "db", "check"]) == 0


@pytest.mark.parametrize("what", MENDED | OF_FILES)
def test_it_is_found_and_mended(file: str, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The check tells it; with ``--repair`` it is whole, and a copy of what it was is kept."""
    _harm(file, (MENDED | OF_FILES)[what])
    _mend(file, capsys)
    (kept,) = _kept(file)
    assert kept.name.endswith("-repair.db")


@pytest.mark.parametrize("what", MENDED | OF_SERVERS)
def test_it_is_found_and_mended_on_a_server(
    url: str, postgres_cluster: Cluster, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """So it is on a server, where a copy is kept as far as a file can hold what was wrong."""
    _harm(url, (MENDED | OF_SERVERS)[what], postgres_cluster)
    _mend(url, capsys)
    told = capsys.readouterr().err
    kept = _kept(url)
    assert [copy.name.endswith("-repair.db") for copy in kept] == ([] if what in UNKEPT else [True])
    assert ("no copy was kept before this step" in told) is (what in UNKEPT)


@pytest.mark.parametrize("what", TOLD)
def test_it_is_found_and_left_to_a_person(
    termbase: str, what: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    """What only a person can decide is told, also after a repair, which a termbase with users keeps for admins."""
    _harm(termbase, TOLD[what], request.getfixturevalue("postgres_cluster") if "://" in termbase else None)
    if "role" not in what:
        assert main(["--db", termbase, "db", "check", "--repair"]) == 1
    assert main(["--db", termbase, "db", "check"]) == 1
    assert capsys.readouterr().out


def test_a_whole_termbase_stays_as_it_is(termbase: str, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to tell of a termbase that was mined, and a repair leaves no step in its history."""
    assert main(["--db", termbase, "db", "check", "--repair"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["--db", termbase, "history"]) == 0
    assert "repair" not in capsys.readouterr().out
