"""A termbase written as text: only what differs, nothing of others, whole at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from glossary.errors import Conflict, GlossaryError, UsageError
from glossary.exchange.text_form import path_of
from glossary.review.edits import with_fields
from tests.sync.folders import Desk, desk_at, files_of
from tests.termbases import entry_of, write_termbase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry

TEA = entry_of("tea", en="*green tea", hans="*绿茶/lǜchá")
RICE = entry_of("rice", en="*rice", hans="*米/mǐ")
TWICE = [entry_of("Tea", en="*a"), entry_of("tea", en="*b"), entry_of("aux", en="*c"), entry_of("𠮷/..", en="*d")]
#: So many entries make a dump long enough to be killed in the middle.
MANY = 1_500


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a termbase of two entries and a folder that isn't there yet."""
    with desk_at(tmp_path / "lin", entries=(TEA, RICE)) as opened:
        yield opened


def _with_definition(text: str) -> ConceptEntry:
    return with_fields(TEA, subject_field=None, definition=text, note=None)


def test_a_second_dump_writes_nothing(desk: Desk) -> None:
    """A dump of what the folder has already touches no file."""
    assert desk.dump().written == ("rice", "tea")
    before = {path: path.stat().st_mtime_ns for path in desk.folder.rglob("*.toml")}

    assert desk.dump().written == ()
    assert {path: path.stat().st_mtime_ns for path in desk.folder.rglob("*.toml")} == before


def test_only_what_changed_is_written(desk: Desk) -> None:
    """Of two entries only the changed one is written, and the file of one that was deleted goes."""
    desk.dump()
    before = desk.files()
    desk.edit("tea", lambda _: _with_definition("a drink"))
    desk.delete("rice")

    report = desk.dump()

    assert (report.written, report.removed, report.entries) == (("tea",), ("rice",), 1)
    after = desk.files()
    assert {path for path in before if before[path] != after.get(path)} == {path_of("tea"), path_of("rice")}
    assert path_of("rice") not in after


def test_files_of_others_are_never_touched(desk: Desk) -> None:
    """What else lies in the folder, also among the entries, stays as it is."""
    desk.folder.mkdir()
    (desk.folder / "README.md").write_text("ours", "utf-8")
    (desk.folder / ".gitattributes").write_text("* -text\n", "utf-8")
    desk.dump()
    beside = desk.folder / path_of("rice")
    (beside.parent / "notes.txt").write_text("mine", "utf-8")
    desk.delete("rice")

    desk.dump()

    assert not beside.exists()
    assert (beside.parent / "notes.txt").read_text("utf-8") == "mine"
    assert (desk.folder / "README.md").read_text("utf-8") == "ours"
    assert (desk.folder / ".gitattributes").read_text("utf-8") == "* -text\n"


def test_a_folder_of_something_else_is_refused(desk: Desk) -> None:
    """A folder whose entries are something else's is left alone."""
    (desk.folder / "entries" / "x").mkdir(parents=True)

    with pytest.raises(UsageError, match="belongs to something else"):
        desk.dump()

    assert files_of(desk.folder) == {}


def test_same_entries_same_bytes(tmp_path: Path) -> None:
    """Two termbases with the same entries, made in another order, write the same files."""
    found = []
    for name, entries in (("lin", TWICE), ("wang", TWICE[::-1])):
        with desk_at(tmp_path / name, entries=entries) as desk:
            desk.dump()
            found.append(desk.files())

    assert found[0] == found[1]
    assert len({path.casefold() for path in found[0]}) == len(TWICE) + 2


def test_what_was_not_loaded_is_not_written_over(desk: Desk) -> None:
    """A file that somebody changed, added or took away stays as it is until it is loaded, or force is used."""
    desk.dump()
    tea, rice = desk.folder / path_of("tea"), desk.folder / path_of("rice")
    theirs = tea.read_bytes().replace(b"green tea", b"Green Tea")
    new = theirs.replace(b'id = "tea"', b'id = "new"')

    tea.write_bytes(theirs)
    with pytest.raises(Conflict, match=r"tea\.toml; nothing was written; take it in first with: glossary db load"):
        desk.dump()
    assert tea.read_bytes() == theirs
    tea.write_bytes(theirs.replace(b"Green Tea", b"green tea"))

    rice.unlink()
    with pytest.raises(Conflict, match=r"rice\.toml"):
        desk.dump()
    assert desk.dump(force=True).written == ("rice",)

    added = desk.folder / path_of("new")
    added.parent.mkdir(exist_ok=True)
    added.write_bytes(new)
    with pytest.raises(Conflict, match=r"new\.toml"):
        desk.dump()
    desk.dump(force=True)
    assert not added.exists()
    assert desk.dump().written == ()


def test_other_line_ends_are_no_difference(desk: Desk) -> None:
    """A file that version control gave other line ends is neither changed nor written again."""
    desk.dump()
    tea = desk.folder / path_of("tea")
    tea.write_bytes(tea.read_bytes().replace(b"\n", b"\r\n"))

    assert desk.load().changed == ()
    assert desk.dump().written == ()


def test_a_link_is_not_followed(desk: Desk, tmp_path: Path) -> None:
    """A link among the folders leads nowhere: neither is something read through it nor written."""
    desk.dump()
    outside = tmp_path / "outside"
    outside.mkdir()
    shard = (desk.folder / path_of("tea")).parent
    for file in shard.iterdir():
        file.rename(outside / file.name)
    shard.rmdir()
    shard.symlink_to(outside)

    with pytest.raises(GlossaryError, match="is a link"):
        desk.dump()
    with pytest.raises(GlossaryError, match="is a link"):
        desk.load()


def test_two_programs_do_not_write_at_once(desk: Desk) -> None:
    """While one program is at work on a folder, another one is told so and changes nothing."""
    fcntl = pytest.importorskip("fcntl")
    desk.dump()
    desk.edit("tea", lambda _: _with_definition("a drink"))
    before = desk.files()
    with (desk.folder / ".glossary" / "lock").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(GlossaryError, match="another program is writing to this folder"):
            desk.dump()

    assert desk.files() == before
    assert desk.dump().written == ("tea",)


def test_a_newer_form_is_refused(desk: Desk) -> None:
    """A folder that a newer program wrote is neither read nor written."""
    desk.dump()
    manifest = desk.folder / "termbase.toml"
    manifest.write_text(manifest.read_text("utf-8").replace("format = 1", "format = 2"), "utf-8")

    for act in (desk.dump, desk.load):
        with pytest.raises(GlossaryError, match="a newer version of this program wrote it"):
            act()


@pytest.mark.parametrize("moment", [0.0, 0.02, 0.08])
def test_a_killed_dump_leaves_whole_files_and_is_completed(tmp_path: Path, moment: float) -> None:
    """Whoever kills a dump finds whole files only, and the next one writes the rest and leaves nothing lying about."""
    entries = [entry_of(f"e-{number}", en=f"*term {number}", hans="*词") for number in range(MANY)]
    database = write_termbase(tmp_path / "termbase.db", entries)
    folder, whole = tmp_path / "text", tmp_path / "whole"
    command = [sys.executable, "-m", "glossary", "--db", str(database), "db", "dump"]
    subprocess.run([*command, str(whole)], check=True, capture_output=True)
    expected = files_of(whole)

    with subprocess.Popen(
        [*command, str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ}
    ) as process:
        deadline = time.monotonic() + 60
        waiting = folder / ".glossary"
        while process.poll() is None and time.monotonic() < deadline and not any(waiting.glob("waiting-*")):
            time.sleep(0.001)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)

    for path, raw in files_of(folder).items():
        assert raw == expected[path]
    subprocess.run([*command, str(folder)], check=True, capture_output=True)
    assert files_of(folder) == expected
    assert not list((folder / ".glossary").glob("waiting-*"))
