"""Copies of a termbase: made before what changes much, complete, not too many, and good to go back to."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from glossary.cli import main
from glossary.lookup.live import LiveTermbase
from glossary.settings import BackupSettings
from glossary.store.copies.backups import back_up, find_backups, folder_of, remove_old
from glossary.store.database import open_database
from glossary.store.entries.access import count_entries, find_entries, save_entry
from glossary.store.log.revisions import revising
from glossary.store.watching import Watcher
from tests.old_termbases import make_old
from tests.termbases import change_entry, entry_of, write_termbase

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def termbase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small termbase in the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GLOSSARY_DB", "termbase.db")
    monkeypatch.setenv("GLOSSARY_USER", "tester")
    return write_termbase(tmp_path / "termbase.db", [entry_of("rail", en="*railway", hans="*铁路")])


def _write_new(path: Path, count: int) -> None:
    lines = ({"v": 1, "id": f"n{n}", "terms": [{"term": f"new {n}", "language": "en"}]} for n in range(count))
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")


def _count(path: Path) -> int:
    with open_database(str(path)) as database, database.reading() as connection:
        return count_entries(connection)


def test_a_large_change_leaves_a_copy(termbase: Path) -> None:
    """Before an import of many entries, and before it is undone, the termbase is copied; before an edit it isn't."""
    _write_new(termbase.with_name("few.jsonl"), 20)
    _write_new(termbase.with_name("new.jsonl"), 150)
    assert main(["edit", "rail", "--definition", "What trains run on."]) == 0
    assert main(["import", "few.jsonl"]) == 0
    assert find_backups(termbase) == []
    assert main(["import", "new.jsonl"]) == 0
    assert main(["undo"]) == 0
    found = find_backups(termbase)
    assert [backup.reason for backup in found] == ["undo", "import"]
    assert [_count(backup.path) for backup in found] == [151, 21]


def test_trying_leaves_none(termbase: Path) -> None:
    """A dry run copies nothing, nor does a first import into a termbase that is empty."""
    _write_new(termbase.with_name("new.jsonl"), 150)
    assert main(["import", "new.jsonl", "--dry-run"]) == 0
    assert main(["--db", "empty.db", "import", "new.jsonl"]) == 0
    assert not folder_of(termbase).exists()
    assert not folder_of(termbase.with_name("empty.db")).exists()


def test_settings_switch_them_off(termbase: Path) -> None:
    """With ``keep = 0`` no copy is made by itself; by hand one still is."""
    _write_new(termbase.with_name("new.jsonl"), 150)
    termbase.with_name("glossary.toml").write_text("[backups]\nkeep = 0\n", "utf-8")
    assert main(["import", "new.jsonl"]) == 0
    assert find_backups(termbase) == []
    assert main(["db", "backup"]) == 0
    assert [backup.reason for backup in find_backups(termbase)] == ["by-hand"]


@pytest.mark.parametrize("written", ["keep = -1", "keep = true", 'days = "x"', "kept = 3", "keep = 99999999999"])
def test_wrong_settings_are_told(termbase: Path, written: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What the table can't have is said in one line."""
    termbase.with_name("glossary.toml").write_text(f"[backups]\n{written}\n", "utf-8")
    assert main(["terms"]) == 2
    assert "[backups]" in capsys.readouterr().err


def test_old_ones_go(termbase: Path) -> None:
    """The newest stay, the last of each of the last days, the last before an upgrade, and all made by hand."""
    folder = folder_of(termbase)
    folder.mkdir()
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    expected = set()
    for days in range(12):
        for hour, reason in ((1, "import"), (2, "mine"), (3, "by-hand")):
            name = f"{today - timedelta(days=days) + timedelta(hours=hour):%Y%m%dT%H%M%SZ}-{reason}.db"
            (folder / name).write_bytes(b"")
            if reason == "by-hand" or (reason == "mine" and days < 4) or (days == 0):
                expected.add(name)
    for name in ("20200101T000000Z-upgrade.db", "20190101T000000Z-upgrade.db", "mine.txt", "20200101T000000Z-x.db.txt"):
        (folder / name).write_bytes(b"")
    expected |= {"20200101T000000Z-upgrade.db", "mine.txt", "20200101T000000Z-x.db.txt"}
    remove_old(termbase, BackupSettings(keep=2, days=4))
    assert {path.name for path in folder.iterdir()} == expected


def test_a_copy_is_of_one_moment(termbase: Path) -> None:
    """While another thread adds pairs of entries, every copy has whole pairs, and is a termbase that is whole."""
    stopped = Event()

    def add_pairs() -> None:
        with open_database(str(termbase)) as database:
            for n in range(1, 10_000):
                if stopped.is_set():
                    return
                with revising(database, who="other", action="add") as revision:
                    save_entry(revision, entry_of(f"a{n}", en=f"*a {n}"))
                    save_entry(revision, entry_of(f"b{n}", en=f"*b {n}"))

    thread = Thread(target=add_pairs)
    thread.start()
    try:
        copies = [back_up(termbase, "by-hand").path for _ in range(5)]
    finally:
        stopped.set()
        thread.join()
    for copy in copies:
        assert _count(copy) % 2 == 1
        assert main(["--db", str(copy), "db", "check"]) == 0


def test_open_programs_see_what_is_restored(termbase: Path) -> None:
    """What has the termbase open for reading, watching or serving goes on with the restored content, and can write."""
    assert main(["db", "backup", "copy.db"]) == 0
    with open_database(str(termbase)) as database:
        change_entry(termbase, entry_of("rail", en="*railroad", hans="*铁路"))
        watcher, live = Watcher(database), LiveTermbase(str(termbase))
        assert [span.start for span in live.find("railroad")] == [0]
        with database.reading() as connection:
            assert len(list(find_entries(connection))) == 1
            assert main(["db", "restore", "copy.db"]) == 0
            (seen,) = find_entries(connection)
            assert seen == entry_of("rail", en="*railroad", hans="*铁路")  # one transaction sees one state
        assert watcher.has_changed()
        watcher.close()
        assert [span.start for span in live.find("railroad, railway")] == [10]
        live.close()
        with revising(database, who="tester", action="edit") as revision:
            assert next(find_entries(revision.connection)) == entry_of("rail", en="*railway", hans="*铁路")
            save_entry(revision, entry_of("rail", en="*rail", hans="*铁路"))
    assert main(["db", "check"]) == 0
    assert main(["db", "restore"]) == 1  # the copy before the restoring isn't taken unless it is named


def test_an_older_copy_is_upgraded(termbase: Path) -> None:
    """A copy of an earlier schema comes back as a termbase of the present one; the copy stays as it is."""
    old = make_old(termbase.with_name("old.db"), "first_schema")
    before = old.read_bytes()
    assert main(["db", "restore", "old.db"]) == 0
    assert main(["db", "check"]) == 0
    assert _count(termbase) == 3
    assert old.read_bytes() == before
    assert find_backups(termbase)[0].reason == "restore"


def test_what_is_no_copy_is_refused(termbase: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text, another program's database, the termbase itself, a missing file: one line, and nothing changes."""
    termbase.with_name("notes.txt").write_text("my notes", "utf-8")
    with closing(sqlite3.connect(termbase.with_name("other.db"))) as raw:
        raw.execute("CREATE TABLE theirs (x)")
    before = termbase.read_bytes()
    for name in ("notes.txt", "other.db", "termbase.db", "missing.db", "."):
        assert main(["db", "restore", name]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert termbase.read_bytes() == before
    assert not folder_of(termbase).exists()


def test_revoked_tokens_stay_revoked(termbase: Path) -> None:
    """A token that was revoked after a copy was made isn't good again after that copy is restored."""
    assert main(["users", "add", "tester", "--role", "admin"]) == 0
    assert main(["tokens", "add", "tester"]) == 0
    assert main(["db", "backup"]) == 0
    assert main(["tokens", "revoke", "1"]) == 0
    assert main(["db", "restore"]) == 0
    with closing(sqlite3.connect(termbase)) as raw:
        assert raw.execute("SELECT count(*) FROM tokens WHERE revoked_at IS NULL").fetchone() == (0,)


def test_a_missing_termbase_comes_back(termbase: Path) -> None:
    """After the file was deleted by mistake, its copy takes its place."""
    assert main(["db", "backup"]) == 0
    os.unlink(termbase)  # noqa: PTH108 - what a person does
    assert main(["db", "restore"]) == 0
    assert _count(termbase) == 1


def test_files_are_not_overwritten(termbase: Path) -> None:
    """``db backup FILE`` replaces a file only where that is asked for."""
    assert main(["db", "backup", "copy.db"]) == 0
    before = termbase.with_name("copy.db").read_bytes()
    assert main(["edit", "rail", "--definition", "x"]) == 0
    assert main(["db", "backup", "copy.db"]) == 2
    assert termbase.with_name("copy.db").read_bytes() == before
    assert main(["db", "backup", "copy.db", "--force"]) == 0
    assert termbase.with_name("copy.db").read_bytes() != before
    assert main(["db", "backup", "termbase.db", "--force"]) == 2


def test_an_export_keeps_what_it_replaces(termbase: Path) -> None:
    """The earlier file stays as ``NAME.bak`` where it was another one."""
    target = termbase.with_name("out.csv")
    target.write_text("my own work", "utf-8")
    assert main(["export", "-o", "out.csv"]) == 0
    first = target.read_bytes()
    assert main(["export", "-o", "out.csv"]) == 0
    assert target.with_name("out.csv.bak").read_text("utf-8") == "my own work"
    assert main(["edit", "rail", "--definition", "x"]) == 0
    assert main(["export", "-o", "out.csv"]) == 0
    assert target.with_name("out.csv.bak").read_bytes() == first
