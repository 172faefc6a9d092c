"""A disk without room, a file that may not be written, a folder that is gone: one line, and the old state stays."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from glossary.errors import GlossaryError
from glossary.store.database import open_database
from glossary.store.entries.access import find_entries, save_entry
from glossary.store.log.revisions import revising
from tests.old_termbases import make_old, read_tables
from tests.safety.operations import dump
from tests.termbases import entry_of, write_termbase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: So many bytes a file may have where the disk is to be full: as many as the termbase has.
_COMMANDS = [
    ["import", "new.jsonl"],
    ["export", "-o", "out.tbx"],
    ["db", "backup"],
    ["db", "backup", "copy.db"],
    ["db", "restore", "other.db"],
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a termbase, a file to import, and a copy to restore."""
    path = write_termbase(tmp_path / "termbase.db", (entry_of(f"e{n}", en=f"*driver {n}") for n in range(300)))
    shutil.copy(path, tmp_path / "other.db")
    with open_database(str(path)) as database, revising(database, who="tester", action="add") as revision:
        save_entry(revision, entry_of("later", en="*later"))
    lines = [f'{{"v": 1, "id": "n{n}", "terms": [{{"term": "new {n}", "language": "en"}}]}}' for n in range(2000)]
    (tmp_path / "new.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "out.tbx").write_text("what was exported earlier", "utf-8")
    return tmp_path


def _run(folder: Path, command: list[str], *, most: int | None = None) -> subprocess.CompletedProcess[str]:
    def limit() -> None:
        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return subprocess.run(
        [sys.executable, "-m", "glossary", "--db", str(folder / "termbase.db"), *command],
        cwd=folder,
        env={**os.environ, "GLOSSARY_USER": "tester"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


def _require_refused(folder: Path, ended: subprocess.CompletedProcess[str], before: object) -> None:
    assert (ended.returncode, ended.stdout) == (2, "")
    lines = [line for line in ended.stderr.splitlines() if "no copy was kept" not in line]
    assert len(lines) == 1, ended.stderr
    assert lines[0].startswith("glossary: ")
    assert dump(folder) == before
    assert (folder / "out.tbx").read_text("utf-8") == "what was exported earlier"
    assert not (folder / "copy.db").exists()
    assert [path for path in folder.rglob("*.part*")] == []  # noqa: C416 - shown where it fails


@pytest.mark.parametrize("command", _COMMANDS, ids=" ".join)
def test_files_that_can_t_grow(folder: Path, command: list[str]) -> None:
    """Where no file may grow beyond 20,000 bytes, nothing is half written."""
    before = dump(folder)
    _require_refused(folder, _run(folder, command, most=20_000), before)


def test_an_upgrade_that_has_no_room(tmp_path: Path) -> None:
    """An old termbase stays as it was, and the next try upgrades it."""
    path = make_old(tmp_path / "termbase.db", "first_schema")
    before = read_tables(path)
    ended = _run(tmp_path, ["db", "upgrade"], most=20_000)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert read_tables(path) == before
    assert _run(tmp_path, ["db", "upgrade"]).returncode == 0


@contextmanager
def _small_disk(place: Path, size: str) -> Iterator[Path]:
    """Mount a small file system in memory; skips where that isn't allowed."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if (
        os.geteuid()
        or not shutil.which("mount")
        or subprocess.run(command, check=False, capture_output=True).returncode
    ):
        pytest.skip("this machine lets nobody mount a small file system here")
    try:
        yield place
    finally:
        subprocess.run([shutil.which("umount") or "/bin/umount", str(place)], check=True)


@pytest.mark.parametrize("command", _COMMANDS, ids=" ".join)
def test_a_full_disk(folder: Path, tmp_path: Path, command: list[str]) -> None:
    """On a disk without room every command says so, and nothing is half written."""
    files = [path for path in folder.iterdir() if path.is_file()]
    with _small_disk(tmp_path / "disk", "4m") as disk:
        for file in files:
            shutil.copy(file, disk)
        before = dump(disk)
        (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free - 60_000))
        _require_refused(disk, _run(disk, command), before)
        (disk / "ballast").unlink()
        assert dump(disk) == before


def test_a_folder_that_is_gone(folder: Path) -> None:
    """A program that has the termbase open says that it is gone, and makes no new one in its place."""
    gone = folder.with_name("gone")
    with open_database(str(folder / "termbase.db")) as database:
        folder.rename(gone)
        with (
            pytest.raises(GlossaryError, match="moved, deleted or replaced"),
            revising(database, who="tester", action="add") as revision,
        ):
            save_entry(revision, entry_of("x", en="*x"))
        assert not folder.exists()
        gone.rename(folder)
        with database.reading() as connection:
            assert len(list(find_entries(connection))) == 301
    ended = _run(folder, ["export", "-o", "no/such/folder/out.tbx"])
    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)
    ended = _run(folder, ["db", "backup", "no/such/folder/copy.db"])
    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)
