"""Whenever a command is killed: nothing acknowledged is lost, nothing is half done, and it can be run again."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.result_tables import add_row
from tests.safety.fork_server import ROOT, ForkServer, Run
from tests.safety.operations import (
    BACKUP,
    DATABASE,
    EXPORT,
    IMPORT,
    MINE,
    REDO,
    RESTORE,
    REVIEW,
    UNDO,
    UPGRADES,
    Operation,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="this system can't watch a process by a handle")
#: How often each operation is killed; 100 are about 650 kills in all.
KILLS = int(os.environ.get("GLOSSARY_KILLS", "12"))
SEED = int(os.environ.get("GLOSSARY_KILLS_SEED", "7"))
#: Of ten kills some come while the operation writes, one in its first and one in its last millisecond.
_WHILE_WRITING, _FIRST, _LAST = (6, 7, 8, 9), 0, 1
#: One in so many minings that were killed is run again.
_SLOW = 4
TITLE = f"kill -9, seed {SEED}"


@dataclass(slots=True)
class Tally:
    """What was found after each kill."""

    as_before: int = 0
    between: int = 0
    as_after: int = 0
    ended_first: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """How often it was killed."""
        return self.as_before + self.between + self.as_after


class Ground:
    """Where an operation is killed again and again: what it starts from, and what it ends with when it isn't."""

    def __init__(self, operation: Operation, folder: Path, server: ForkServer) -> None:
        self.operation = operation
        self.server = server
        self._folder = folder
        self._template = folder / "template"
        self._template.mkdir()
        operation.prepare(self._template)
        self.before = operation.state(self._template)
        server.warm_up(operation.command(self.fresh()))
        self.durations: list[float] = []
        self.written = 0
        self.after = self._run_whole()
        assert all(self._run_whole() == self.after for _ in range(3))
        assert self.after != self.before

    @property
    def duration(self) -> float:
        """How long the operation takes where it isn't killed, in seconds: the median of all that ended."""
        return median(self.durations)

    def fresh(self) -> Path:
        """Return a folder as the operation finds it."""
        place = self._folder / "place"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self._template, place)
        return place

    def _run_whole(self) -> object:
        place = self.fresh()
        command = self.operation.command(place)
        run = self.server.run(command, watched=place if self.durations else None)
        assert run.code == 0, run.err
        self.durations += [] if run.written else [run.seconds]
        self.written = max(self.written, run.written)
        return self.operation.state(place)

    def kill(self, place: Path, chance: random.Random, number: int) -> Run:
        """Run the operation and kill it: at any moment, in its first or last millisecond, or while it writes."""
        command, kind = self.operation.command(place), number % 10
        if kind in _WHILE_WRITING:
            run = self.server.run(command, kill_at=chance.randint(1, self.written), watched=place)
        elif kind == _FIRST:
            run = self.server.run(command, kill_after=chance.uniform(0, 0.001))
        elif kind == _LAST:
            run = self.server.run(command, kill_after=max(0.0, self.duration - chance.uniform(0, 0.001)))
        else:
            run = self.server.run(command, kill_after=chance.uniform(0, self.duration))
        if run.code is not None and kind not in _WHILE_WRITING:
            self.durations.append(run.seconds)
        return run

    def require_whole(self, place: Path) -> None:
        """Check that nothing is wrong with the termbase."""
        checked = self.server.run(["--db", str(place / DATABASE), "db", "check"])
        assert (checked.code, checked.out) == (0, ""), checked.err + checked.out


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ForkServer]:
    """Return a process that runs commands."""
    folder = tmp_path / "server"
    folder.mkdir()
    with ForkServer(folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("operation", "share"),
    [
        (MINE, 1),
        (IMPORT, 1),
        (EXPORT, 1),
        (UNDO, 2),
        (REDO, 2),
        *((each, 2) for each in UPGRADES),
        (BACKUP, 4),
        (RESTORE, 4),
    ],
    ids=lambda value: value.name.replace(" ", "-") if isinstance(value, Operation) else "",
)
def test_a_killed_command_has_done_all_or_nothing(
    operation: Operation, share: int, tmp_path: Path, server: ForkServer, record_property: Callable[[str, object], None]
) -> None:
    """The termbase is whole and as before or as after; run again, the command ends as if it had never been killed."""
    ground, tally = Ground(operation, tmp_path, server), Tally()
    chance = random.Random(f"{SEED} {operation.name}")  # noqa: S311 - moments, no secrets
    wanted = -(-KILLS // share)
    for number in range(wanted * 5):
        place = ground.fresh()
        run = ground.kill(place, chance, number)
        state = operation.state(place)
        if run.code is not None:
            assert (run.code, state) == (0, ground.after), run.err
            tally.ended_first += 1
            continue
        assert state in (ground.before, ground.after)
        tally.as_before += state == ground.before
        tally.as_after += state == ground.after
        if operation is not MINE or number % _SLOW == 0:  # what is as before is done again as at first
            _run_again(ground, place, is_done=state == ground.after)
        else:
            ground.require_whole(place)
        if tally.kills == wanted:
            break
    assert tally.kills == wanted
    _record(record_property, operation, ground, tally)


def test_what_was_acknowledged_is_there(
    tmp_path: Path, server: ForkServer, record_property: Callable[[str, object], None]
) -> None:
    """Of a program that makes change after change, every one that was told is there, and at most one more."""
    ground, tally = Ground(REVIEW, tmp_path, server), Tally()
    states = _states_after_each_step(ground)
    chance = random.Random(f"{SEED} {REVIEW.name}")  # noqa: S311 - moments, no secrets
    for number in range(KILLS * 5):
        place = ground.fresh()
        run = ground.kill(place, chance, number)
        told = len(run.out.split())
        if run.code is not None:
            assert run.code == 0, run.err
            tally.ended_first += 1
            continue
        state = REVIEW.state(place)
        assert state in states[told : told + 2]
        done = states.index(state)
        tally.as_before += done == 0
        tally.as_after += done == len(states) - 1
        tally.between += 0 < done < len(states) - 1
        _run_again(ground, place, is_done=False)
        if tally.kills == KILLS:
            break
    assert tally.kills == KILLS
    _record(record_property, REVIEW, ground, tally)


@pytest.mark.parametrize("operation", [MINE, IMPORT, EXPORT, UNDO, UPGRADES[0]], ids=lambda each: each.name)
def test_the_program_itself_is_killed(operation: Operation, tmp_path: Path, server: ForkServer) -> None:
    """The same holds for the installed program, from its start to its end."""
    ground = Ground(operation, tmp_path, server)
    chance = random.Random(f"{SEED} {operation.name} itself")  # noqa: S311 - moments, no secrets
    environment = {**os.environ, "GLOSSARY_USER": "tester", "PYTHONPATH": str(ROOT)}
    began = time.monotonic()
    command = [sys.executable, "-m", "glossary", *operation.command(ground.fresh())]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    duration = time.monotonic() - began
    for _ in range(1 if operation is MINE else 3):  # it takes long to start, and the others start alike
        place = ground.fresh()
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=0
        ) as process:
            time.sleep(chance.uniform(duration * 0.3, duration))
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
        state = operation.state(place)
        assert state in (ground.before, ground.after)
        _run_again(ground, place, is_done=state == ground.after)


def _run_again(ground: Ground, place: Path, *, is_done: bool) -> None:
    """Run a command that was killed again, and look at what comes of it, and at what lies about."""
    operation = ground.operation
    if not is_done or operation.is_idempotent:
        run = ground.server.run(operation.command(place))
        assert run.code == 0, run.err
    assert operation.state(place) == ground.after
    ground.require_whole(place)
    assert _left(place) == []


def _left(place: Path) -> list[str]:
    """Return what shouldn't be in a folder any more: parts of files, and logs that no program has open."""
    endings = (".part", "-wal", "-shm", "-journal")
    return [str(path) for path in place.rglob("*") if path.name.endswith(endings)]


def _states_after_each_step(ground: Ground) -> list[object]:
    """Return the state before, and after each of the changes."""
    place = ground.fresh()
    head, location, base, _, *names = ground.operation.command(place)
    states = [ground.operation.state(place)]
    for step in range(2 * len(names)):
        run = ground.server.run([head, location, base, str(step + 1), *names])
        assert run.out.split() == [str(step)], run.err
        states.append(ground.operation.state(place))
    assert states[-1] == ground.after
    return states


def _record(record: Callable[[str, object], None], operation: Operation, ground: Ground, tally: Tally) -> None:
    row = {
        "operation": operation.name,
        "takes": f"{ground.duration * 1000:.0f} ms",
        "kills": tally.kills,
        "found as before": tally.as_before,
        "in between": tally.between,
        "as after": tally.as_after,
        "survived": tally.kills,
        "ended first": tally.ended_first,
    }
    add_row(record, TITLE, row)
