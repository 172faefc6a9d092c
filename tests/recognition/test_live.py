"""A termbase held open sees what other processes change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from glossary.errors import DatabaseError
from glossary.lookup.live import LiveTermbase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def file(mined_file: Path, tmp_path: Path) -> Path:
    """Return a termbase of one's own with the curated base."""
    own = tmp_path / "live.db"
    shutil.copy(mined_file, own)
    return own


@pytest.fixture
def live(file: Path) -> Iterator[LiveTermbase]:
    """Return it held open."""
    opened = LiveTermbase(str(file))
    yield opened
    opened.close()


def glossary(file: Path, *arguments: str) -> str:
    """Run a command of another process on a termbase."""
    command = [sys.executable, "-m", "glossary", "--db", str(file), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ).stdout


def terms(live: LiveTermbase, text: str) -> list[str]:
    """Return what is found in a text."""
    return [text[span.start : span.end] for span in live.find(text)]


def test_sees_additions_changes_and_deletions(live: LiveTermbase, file: Path) -> None:
    """A term added, renamed, deleted and brought back by another process is seen by the next question."""
    text = "The zebra crossing accord and the zebra bridge accord"
    assert terms(live, text) == []
    version = live.version
    glossary(file, "add", "zebra crossing accord", "斑马线协议")
    assert terms(live, text) == ["zebra crossing accord"]
    assert live.version > version
    (entry_id,) = {sense.entry_id for sense in live.find(text)[0].senses}
    entry = live.get_entries([entry_id])[entry_id]
    assert [term["term"] for term in entry["terms"]] == ["zebra crossing accord", "斑马线协议"]
    glossary(file, "edit", entry["id"], "--rename", "zebra crossing accord=zebra bridge accord")
    assert terms(live, text) == ["zebra bridge accord"]
    assert live.get_entries([entry_id])[entry_id]["terms"][0]["term"] == "zebra bridge accord"
    assert live.look_up("zebra bridge accord")
    glossary(file, "delete", entry["id"])
    assert terms(live, text) == []
    assert live.get_entries([entry_id]) == {}
    glossary(file, "undo")
    assert terms(live, text) == ["zebra bridge accord"]


def test_version_stays_while_nothing_changes(live: LiveTermbase) -> None:
    """Asking changes nothing."""
    version = live.version
    terms(live, "new quality productive forces")
    live.look_up("新质生产力")
    assert live.version == version


def test_another_file_in_its_place(live: LiveTermbase, file: Path, tmp_path: Path) -> None:
    """A file put in the place of the one that was opened is taken over whole."""
    assert terms(live, "new quality productive forces")
    version = live.version
    other = tmp_path / "other.db"
    glossary(other, "add", "zebra crossing accord", "斑马线协议")
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    other.replace(file)
    assert terms(live, "new quality productive forces or zebra crossing accord") == ["zebra crossing accord"]
    assert live.version > version


def test_many_threads(live: LiveTermbase, file: Path) -> None:
    """Threads that search while others' changes come in all get a sound answer."""
    problems: list[BaseException] = []
    stop = threading.Event()

    def search() -> None:
        try:
            while not stop.is_set():
                assert "new quality productive forces" in terms(live, "zebra accord, new quality productive forces")
                assert live.look_up("新质生产力")
        except BaseException as problem:  # noqa: BLE001 - told below
            problems.append(problem)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(4):
        glossary(file, "add", f"zebra accord {number}", "斑马协议")
    stop.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert terms(live, "zebra accord 3") == ["zebra accord 3"]


def test_no_termbase(tmp_path: Path) -> None:
    """A missing file is said in one line that names it."""
    with pytest.raises(DatabaseError, match=r"none\.db"):
        LiveTermbase(str(tmp_path / "none.db"))
