"""A folder with all that a command line may come upon, and what is in it told so that a change shows."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

#: The endings that the hostile files have; each command is given the one it expects.
ENDINGS = ("txt", "tbx", "db", "toml", "ndjson")
ENGLISH = (
    "The province will cultivate new quality productive forces during the 15th Five-Year Plan period.\n\n"
    "Its pilot free trade zone serves the New International Land-Sea Trade Corridor, officials said.\n"
)
CHINESE = "该省将在“十五五”时期培育新质生产力。\n\n官员表示，其自由贸易试验区服务于国际陆海贸易新通道。\n"
ESCAPES = "esc\x1b]0;x\x07\u202e"


def furnish(place: Path, termbase: Path) -> None:
    """Fill a folder with good files, and with bad ones of each ending.

    Args:
        place: the folder.
        termbase: what ``own.db`` becomes a copy of.
    """
    place.joinpath("en.txt").write_text(ENGLISH, "utf-8")
    place.joinpath("zh.txt").write_text(CHINESE, "utf-8")
    shutil.copy(termbase, place / "own.db")
    with closing(sqlite3.connect(place / "foreign.db")) as foreign:
        foreign.execute("CREATE TABLE songs (id INTEGER PRIMARY KEY)")
    for ending in ENDINGS:
        place.joinpath(f"binary.{ending}").write_bytes(bytes(range(256)) * 40)
        place.joinpath(f"folder.{ending}").mkdir()
        os.mkfifo(place / f"pipe.{ending}")
        place.joinpath(f"loop.{ending}").symlink_to(f"loop.{ending}")
        place.joinpath(f"endless.{ending}").symlink_to("/dev/zero")
        place.joinpath(f"full.{ending}").symlink_to("/dev/full")
        place.joinpath(f"{ESCAPES}.{ending}").write_bytes(bytes(range(256)))
        closed = place / f"closed.{ending}"
        closed.write_text("new quality productive forces", "utf-8")
        closed.chmod(0)
    place.joinpath("shut").mkdir()
    for ending in ENDINGS:
        place.joinpath("shut", f"within.{ending}").write_text("new", "utf-8")
    place.joinpath("shut").chmod(0)
    place.joinpath("guarded").mkdir()
    place.joinpath("guarded").chmod(0o555)


def unfurnish(place: Path) -> None:
    """Let everything be removed again."""
    for name in ("shut", "guarded"):
        place.joinpath(name).chmod(0o755)


def describe(place: Path) -> dict[str, tuple[int, str]]:
    """Return mode and content of everything in a folder, by its name."""
    found = {}
    for folder, folders, names in os.walk(place):
        for name in (*folders, *names):
            path = Path(folder, name)
            mode = path.lstat().st_mode
            content = hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(mode) and mode & 0o400 else ""
            found[str(path.relative_to(place))] = mode, content
    return found
