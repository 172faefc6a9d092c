"""While another program writes for long: readers never wait, writers do, and are told so."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from glossary.errors import DatabaseError
from glossary.review import edits, workflow
from glossary.store.database import open_database
from glossary.store.entries.access import count_entries
from glossary.store.log.revisions import revising
from tests.backends import place
from tests.several.termbases import place_of, write_entries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.store.database import Database


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    """Return a termbase with an entry, as another program has it open."""
    write_entries(place(tmp_path / "termbase.db"), "lake chief")
    with open_database(place(tmp_path / "termbase.db")) as opened:
        yield opened


def test_readers_see_what_was_there_and_never_wait(other: Database) -> None:
    """During a long change everybody else reads the state before it."""
    with open_database(place_of(other), busy_timeout=0) as mine:
        with revising(other, who="Li Mei", action="add") as revision:
            workflow.add(revision, edits.new_entry("river chief"))
            with mine.reading() as connection:
                assert count_entries(connection) == 1
        with mine.reading() as connection:
            assert count_entries(connection) == 2


def test_a_writer_waits_and_is_told(other: Database) -> None:
    """Who wants to write while another does waits for as long as it takes, and hears of it, at the end too."""
    told: list[bool] = []
    is_told = threading.Event()
    with open_database(place_of(other)) as mine:

        def hear(waits: bool) -> None:  # noqa: FBT001 - what is told
            told.append(waits)
            is_told.set()

        def add() -> None:
            with revising(mine, who="tester", action="add") as revision:
                workflow.add(revision, edits.new_entry("river chief"))

        mine.on_wait = hear
        with other.writing():
            writer = threading.Thread(target=add)
            writer.start()
            assert is_told.wait(20)
            assert told == [True]
        writer.join(20)
        assert told == [True, False]
        with mine.reading() as connection:
            assert count_entries(connection) == 2


def test_patience_ends(other: Database) -> None:
    """A turn that never comes ends in one line; nothing was changed, and the next attempt goes on."""
    with open_database(place_of(other), busy_timeout=300) as mine:
        begun = time.monotonic()
        with other.writing(), pytest.raises(DatabaseError, match="another program is writing to it"), mine.writing():
            pass
        assert time.monotonic() - begun >= 0.3
        with mine.writing():
            pass


def _start(other: Database) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "glossary", "--db", place_of(other), "edit", "lake-chief", "--note", "seen"]
    environment = {**os.environ, "GLOSSARY_USER": "Wang Wei"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def test_a_command_says_that_it_waits(other: Database) -> None:
    """A small edit during a long change of another program says why nothing happens, then is made."""
    with other.writing():
        process = _start(other)
        assert process.stderr is not None
        line = process.stderr.readline()
        assert line.startswith("glossary: another program is writing to the termbase; waiting")
    output, rest = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "another program" not in rest
    assert output.startswith("lake-chief\t")


def test_a_command_that_waits_can_be_interrupted(other: Database) -> None:
    """Ctrl+C ends the waiting at once, and nothing was changed."""
    with other.writing():
        process = _start(other)
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=20)
    assert (process.returncode, rest) == (130, "glossary: interrupted; nothing was changed\n")
