"""A termbase that is damaged: every command says so in one line, and a copy brings it back."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from glossary.cli import main
from glossary.store.copies.backups import BY_HAND, back_up
from tests.termbases import entry_of, write_termbase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = 4096
COMMANDS = [
    ["lookup", "driver no. 7"],
    ["terms"],
    ["show", "e7"],
    ["history"],
    ["candidates"],
    ["export", "-o", "out.tbx"],
    ["import", "new.jsonl", "--on-conflict", "overwrite"],
    ["add", "rural revitalization", "乡村振兴"],
    ["edit", "e7", "--definition", "something"],
    ["delete", "e7", "e8"],
    ["undo"],
    ["check", "--termbase"],
    ["annotate", "text.txt"],
    ["misses"],
    ["mine", "text.txt", "--no-base"],
    ["db", "stats"],
    ["db", "upgrade"],
    ["db", "check", "--repair"],
    ["db", "backup", "copy.db"],
    ["serve", "--port", "0"],
]


#: What reads no term where there is nothing else to do.
_WITHOUT_TERMS = (["candidates"], ["misses"], ["history"], ["db", "upgrade"])
#: What stays open, and finds a damage only when that page is asked for.
_OPEN = (["serve", "--port", "0"],)


def _zero_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(100))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 + 77)


def _overwrite(path: Path) -> None:
    """Write noise over every page but the first, which has the names of the tables."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(PAGE)
        file.write(random.Random(3).randbytes(size - PAGE))  # noqa: S311 - noise


def _overwrite_one(path: Path) -> None:
    """Write noise over the page with which the table of terms begins."""
    with closing(sqlite3.connect(path)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'term_sections'").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(random.Random(4).randbytes(PAGE))  # noqa: S311 - noise


DAMAGES = [_zero_header, _empty, _cut, _overwrite, _overwrite_one]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a termbase of which there is a copy."""
    folder = tmp_path_factory.mktemp("whole")
    path = write_termbase(
        folder / "termbase.db",
        (entry_of(f"e{n}", en=f"*growth driver {n}|driver no. {n}", hans=f"*增长动力{n}") for n in range(80)),
    )
    (folder / "new.jsonl").write_text('{"v": 1, "id": "e7", "terms": [{"term": "x", "language": "en"}]}', "utf-8")
    (folder / "text.txt").write_text("The new growth driver 7 is a growth driver 7.", "utf-8")
    back_up(path, BY_HAND)
    return folder


@pytest.fixture
def termbase(tmp_path: Path, whole: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a termbase of which there is a copy, in the current folder."""
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GLOSSARY_DB", "termbase.db")
    monkeypatch.setenv("GLOSSARY_USER", "tester")
    return tmp_path / "termbase.db"


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_"))
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_it_in_one_line(
    termbase: Path, command: list[str], damage: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """Code 2, one line that names the file and how to bring it back, nothing printed, and nothing written to it."""
    if damage is _overwrite_one and command in _OPEN:
        pytest.skip("it stays open, and finds the damage when that page is asked for")
    damage(termbase)
    before = termbase.read_bytes()
    try:
        code = main(command)
    except SystemExit as error:
        code = int(error.code or 0)
    out, err = capsys.readouterr()
    if damage is _overwrite_one and command in _WITHOUT_TERMS:
        assert code in {0, 1}
        return
    if command[:2] == ["db", "check"]:
        assert code == 1
        assert "termbase.db" in out
        assert err == ""
    else:
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 1
        assert err.startswith("glossary: ")
        assert "termbase.db" in err
        assert "glossary db restore" in err
    assert termbase.read_bytes() == before
    assert not (termbase.parent / "copy.db").exists()
    assert not (termbase.parent / "out.tbx").exists()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_"))
def test_a_copy_brings_it_back(
    termbase: Path, damage: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """After ``db restore`` the termbase is whole again, and what was found in its place is kept."""
    damage(termbase)
    damaged = termbase.read_bytes()
    assert main(["db", "restore"]) == 0
    assert main(["db", "check"]) == 0
    capsys.readouterr()
    assert main(["lookup", "driver no. 7"]) == 0
    assert "增长动力7" in capsys.readouterr().out
    kept = [path.read_bytes() for path in (termbase.parent / "termbase.db.backups").glob("*.damaged")]
    assert kept == ([damaged] if damaged else [])


def test_a_log_of_noise_is_passed_over(termbase: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What lies beside the termbase as its log and isn't one does no harm."""
    termbase.with_name("termbase.db-wal").write_bytes(random.Random(5).randbytes(50_000))  # noqa: S311 - noise
    assert main(["lookup", "driver no. 7"]) == 0
    assert main(["edit", "e7", "--definition", "What drives growth."]) == 0
    assert main(["db", "check"]) == 0
    assert "whole" in capsys.readouterr().err


def test_a_damaged_copy_is_passed_over(termbase: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The newest copy that is whole is taken; one that is named and damaged is refused, and nothing changes."""
    assert main(["edit", "e7", "--definition", "later"]) == 0
    assert main(["db", "backup"]) == 0
    folder = termbase.parent / "termbase.db.backups"
    newest = max(folder.iterdir())
    _overwrite(newest)
    before = termbase.read_bytes()
    capsys.readouterr()
    assert main(["db", "restore", str(newest)]) == 2
    assert str(newest) in capsys.readouterr().err
    assert termbase.read_bytes() == before
    assert main(["db", "restore"]) == 0
    assert "passed over" in capsys.readouterr().err
    assert main(["show", "e7"]) == 0
    assert "later" not in capsys.readouterr().out


def test_damage_doesn_t_push_good_copies_out(termbase: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before a large change of a damaged termbase no copy is made of it; it is refused."""
    shutil.rmtree(termbase.parent / "termbase.db.backups")
    with closing(sqlite3.connect(termbase)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'mentions'").fetchone()
    with termbase.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(random.Random(6).randbytes(PAGE))  # noqa: S311 - noise
    lines = [f'{{"v": 1, "id": "n{n}", "terms": [{{"term": "new {n}", "language": "en"}}]}}' for n in range(150)]
    (termbase.parent / "new.jsonl").write_text("\n".join(lines), "utf-8")
    assert main(["import", "new.jsonl"]) == 2
    assert "damaged" in capsys.readouterr().err
    assert list((termbase.parent / "termbase.db.backups").iterdir()) == []
    assert main(["lookup", "new 7"]) == 1
