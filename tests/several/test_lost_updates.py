"""The second of two who work on one entry is told, in every program, and nothing of the first is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from glossary.errors import ChangedMeanwhile
from glossary.review import edits, workflow
from glossary.store.database import open_database
from glossary.store.entries.access import get_entry
from glossary.store.entries.stamps import get_stamps
from glossary.store.log.revisions import revising
from tests.backends import place
from tests.several.termbases import place_of, write_entries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry
    from glossary.store.database import Database

ENTRY = "lake-chief"


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Database]:
    """Return a termbase with two entries."""
    write_entries(place(tmp_path / "termbase.db"), "lake chief", "river chief")
    with open_database(place(tmp_path / "termbase.db")) as opened:
        yield opened


@pytest.fixture
def theirs(mine: Database) -> Iterator[Database]:
    """Return the same termbase by another connection."""
    with open_database(place_of(mine)) as opened:
        yield opened


def _annotate(database: Database, note: str, *, who: str = "Li Mei") -> ConceptEntry:
    with revising(database, who=who, action="edit") as revision:
        entry = get_entry(revision.connection, ENTRY)
        return workflow.change(revision, replace(entry, notes=(*entry.notes, note)))


def _run(database: Database, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "glossary", "--db", place_of(database), *arguments]
    environment = {**os.environ, "GLOSSARY_USER": "Wang Wei"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def _shown(database: Database) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(database, "show", ENTRY, "--json").stdout)
    return found


@pytest.mark.parametrize(
    "command",
    [
        ("edit", ENTRY, "--definition", "an official"),
        ("deprecate", ENTRY, "lake chief"),
        ("delete", ENTRY),
        ("split", ENTRY, "lake head"),
        ("join", ENTRY, "river-chief"),
        ("restore", ENTRY, "--revision", "2"),
    ],
    ids=lambda command: command[0],
)
def test_a_command_changes_only_the_version_that_was_seen(mine: Database, command: tuple[str, ...]) -> None:
    """With the version of what was read a command refuses an entry that is another by now, and says who changed it."""
    _run(mine, "edit", ENTRY, "--add-term", "en=lake head")
    seen = _shown(mine)["version"]
    _annotate(mine, "by Li")
    refused = _run(mine, *command, "--if-version", seen)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1
    assert "was changed by Li Mei at" in refused.stderr
    assert _shown(mine)["notes"] == ["by Li"]
    assert _run(mine, *command, "--if-version", _shown(mine)["version"]).returncode == 0


def test_a_deleted_entry_is_brought_back_as_it_was_seen(mine: Database) -> None:
    """A deleted entry counts as it was last: not where another changed it before, nor where it was added anew."""
    seen = _shown(mine)["version"]
    command = ("restore", ENTRY, "--revision", "1", "--if-version")
    _run(mine, "delete", ENTRY)
    assert _run(mine, *command, seen).returncode == 0
    _annotate(mine, "by Li")
    changed = _shown(mine)["version"]
    _run(mine, "delete", ENTRY)
    refused = _run(mine, *command, seen)
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert "was changed by Wang Wei at" in refused.stderr
    _run(mine, "add", "lake chief", "湖长")
    assert _run(mine, *command, changed).returncode == 2
    assert _run(mine, *command, _shown(mine)["version"]).returncode == 0
    assert _run(mine, "restore", "pond-chief", "--revision", "1", "--if-version", seen).returncode == 1


def test_each_of_the_joined_has_its_version(mine: Database) -> None:
    """With the versions of all of them ``join`` refuses also where one of the others was changed meanwhile."""
    seen = _shown(mine)["version"]
    other = json.loads(_run(mine, "show", "river-chief", "--json").stdout)["version"]
    both = ("join", "river-chief", ENTRY, "--if-version", other, "--if-version")
    _annotate(mine, "by Li")
    refused = _run(mine, *both, seen)
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert f"{ENTRY}: this entry was changed by Li Mei at" in refused.stderr
    many = _run(mine, *both, seen, "--if-version", seen)
    assert (many.returncode, many.stderr.count("\n")) == (2, 1)
    assert _run(mine, *both, _shown(mine)["version"]).returncode == 0


def test_the_version_changes_with_anything_and_comes_back(mine: Database) -> None:
    """Whatever is changed changes the version; the same entry has the same one, also after an undo."""
    first = _shown(mine)["version"]
    _annotate(mine, "by Li")
    assert _shown(mine)["version"] != first
    assert _run(mine, "undo", "2").returncode == 0
    assert _shown(mine)["version"] == first


def test_several_entries_have_no_version(mine: Database) -> None:
    """A version is of one entry."""
    wrong = _run(mine, "delete", ENTRY, "river-chief", "--if-version", "x")
    assert (wrong.returncode, wrong.stderr) == (2, "glossary: --if-version is for one entry at a time\n")


def test_commands_at_the_same_time_lose_nothing(mine: Database) -> None:
    """Ten commands that edit one entry at once are all in it at the end."""
    command = [sys.executable, "-m", "glossary", "--db", place_of(mine), "edit", ENTRY, "--note"]
    running = [
        subprocess.Popen([*command, f"note {number}"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for number in range(10)
    ]
    for process in running:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert sorted(_shown(mine)["notes"]) == sorted(f"note {number}" for number in range(10))


def test_what_is_seen_counts_not_what_is_there(mine: Database, theirs: Database) -> None:
    """Between the question and the answer another changes an entry: it is neither deleted nor joined unseen."""
    with mine.reading() as connection:
        seen = get_stamps(connection, [ENTRY, "river-chief"])
    _annotate(theirs, "by Li")
    with (
        pytest.raises(
            ChangedMeanwhile, match=r"lake-chief: this entry was changed by Li Mei at .* while you were asked"
        ),
        revising(mine, who="Wang Wei", action="delete") as revision,
    ):
        workflow.delete_many(revision, workflow.require_stamps(revision.connection, seen))
    with mine.reading() as connection:
        assert get_entry(connection, ENTRY).notes == ("by Li",)


def test_another_entry_under_the_same_id_is_noticed(mine: Database, theirs: Database) -> None:
    """An entry that was deleted and made anew isn't taken for the one that was seen."""
    with mine.reading() as connection:
        seen = get_stamps(connection, [ENTRY])
    with revising(theirs, who="Li Mei", action="delete") as revision:
        workflow.delete(revision, ENTRY)
    with revising(theirs, who="Li Mei", action="add") as revision:
        assert workflow.add(revision, edits.new_entry("lake chief", "湖长")).id == ENTRY
    with pytest.raises(ChangedMeanwhile), mine.writing() as connection:
        workflow.require_stamps(connection, seen)


def test_a_missing_entry_must_still_be_missing(mine: Database, theirs: Database) -> None:
    """Who wants to bring an entry back that is gone is told where somebody else did so first."""
    with mine.reading() as connection:
        seen = get_stamps(connection, ["pond-chief"])
    with mine.writing() as connection:
        assert workflow.require_stamps(connection, seen) == ["pond-chief"]
    write_entries(place_of(theirs), "pond chief")
    with pytest.raises(ChangedMeanwhile), mine.writing() as connection:
        workflow.require_stamps(connection, seen)
