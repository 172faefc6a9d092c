"""The terminal app, the language server, the web server and the command line on one termbase at the same time.

Four of them write, the same entries too, and several read. ``GLOSSARY_STRESS_SECONDS`` says for how long; the suite
takes a fraction of a minute. ``GLOSSARY_STRESS_BREATH`` says how long everyone rests between two rounds, in seconds;
``GLOSSARY_STRESS_REVIEWS=0`` leaves out two who review.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import pytest

from glossary.errors import GlossaryError
from glossary.review import edits, workflow
from glossary.store.candidates.claims import find_claims
from glossary.store.candidates.queue import find_candidate_ids
from glossary.store.database import open_database
from glossary.store.entries.access import KIND, find_entries
from glossary.store.entries.listing import get_row_id
from glossary.store.integrity import find_problems
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from glossary.vocabulary import CandidateStatus
from tests.several.programs import PATIENT, Office, editing, serving
from tests.several.termbases import add_candidates, write_entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.lsp.client import Editor

SECONDS = float(os.environ.get("GLOSSARY_STRESS_SECONDS", "15"))
#: Whether two of them review meanwhile; without them four write, and one adds what the others are to see.
REVIEWS = os.environ.get("GLOSSARY_STRESS_REVIEWS", "1") == "1"
#: What every writer works on.
SHARED = ("lake-chief", "river-chief", "pond-chief")
#: Candidates, of which the reviewers decide as many as they get to.
QUEUE = 400
#: So many changes are followed where only that is measured.
PROBES = 10
#: So often everyone comes round at least.
LEAST = 3
#: Everyone takes breath between two rounds, in seconds: eight who never do let nobody save what all of them change.
BREATH = float(os.environ.get("GLOSSARY_STRESS_BREATH", "0.3"))


@dataclass
class Ledger:
    """What was acknowledged: notes by entry with their authors, added entries, decisions, and how long things took."""

    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    decisions: dict[int, str] = field(default_factory=dict)
    twice: list[int] = field(default_factory=list)
    conflicts: Counter[str] = field(default_factory=Counter)
    delays: dict[str, list[float]] = field(default_factory=dict)
    reads: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def decide(self, candidate: int, who: str) -> None:
        """Note a decision; a second one about the same candidate is noted apart."""
        if candidate in self.decisions:
            self.twice.append(candidate)
        self.decisions[candidate] = who


@dataclass
class Scene(Office):
    """One termbase and the programs that are open on it."""

    ledger: Ledger = field(default_factory=Ledger)
    stopped: threading.Event = field(default_factory=threading.Event)
    seen: dict[int, float] = field(default_factory=dict)
    rounds: Counter[str] = field(default_factory=Counter)


# --- programs


@contextmanager
def _terminal(scene: Scene, *entries: str) -> Iterator[None]:
    command = [sys.executable, "-m", "tests.several.terminal_worker", scene.place, "terminal", *entries]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=scene.environment("terminal"),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    errors: list[str] = []
    began = threading.Event()

    def listen() -> None:
        for line in process.stdout or ():
            told = json.loads(line)
            began.set()
            if "note" in told:
                scene.ledger.notes[told["entry"], told["note"]] = "terminal"
            scene.seen |= dict.fromkeys(told.get("rows", ()), told.get("at", 0.0))
            errors.extend(told.get("errors", ()))

    listener = threading.Thread(target=listen)
    listener.start()
    said: list[str] = []
    hearer = threading.Thread(target=lambda: said.extend(process.stderr or ()))
    hearer.start()
    try:
        assert began.wait(PATIENT), "".join(said)
        yield
        process.stdin.close()
        process.wait(PATIENT)
    finally:
        process.kill()
        process.wait()
        listener.join(PATIENT)
        hearer.join(PATIENT)
        for stream in (process.stdout, process.stderr):
            stream.close()
    assert (process.returncode, errors) == (0, []), "".join(said)


# --- writers


def _web_writer(scene: Scene, number: int) -> None:
    """Add a note to a shared entry as a program does: read, change, send with what was seen; begin anew if refused."""
    entry, note = SHARED[number % len(SHARED)], f"web {number}"
    with scene.client() as client:
        while True:
            read = client.get(f"/v1/entries/{entry}")
            notes = [*(read.json().get("notes") or ()), note]
            sent = client.patch(
                f"/v1/entries/{entry}", json={"notes": notes}, headers={"If-Match": read.headers["etag"]}
            )
            if sent.status_code != 412:
                break
            scene.ledger.conflicts["web"] += 1
    assert sent.status_code == 200, sent.text
    scene.ledger.notes[entry, note] = "web"


def _web_reviewer(scene: Scene, _: int) -> None:
    with scene.client() as client:
        given = client.post("/v1/candidates/claim", json={"count": 2}).json()["candidates"]
        for candidate in given:
            answer = client.post(f"/v1/candidates/{candidate['id']}/reject", json={})
            assert answer.status_code == 200, answer.text
            scene.ledger.decide(candidate["id"], "web")


def _command_writer(scene: Scene, number: int) -> None:
    """Add a note by a command, and take some back again."""
    entry, note = SHARED[number % len(SHARED)], f"command {number}"
    done = scene.run("command", "edit", entry, "--note", note)
    assert done.returncode == 0, done.stderr
    if number % 4 == 3:
        undone = scene.run("command", "undo")
        if undone.returncode == 0:
            return
        scene.ledger.conflicts["undo"] += 1
        assert "was changed since by" in undone.stderr, undone.stderr
    scene.ledger.notes[entry, note] = "command"


def _command_reviewer(scene: Scene, _: int) -> None:
    claimed = scene.run("reviewer", "candidates", "--claim", "2", "--json")
    for line in claimed.stdout.splitlines():
        identity = json.loads(line)["id"]
        done = scene.run("reviewer", "reject", str(identity))
        assert done.returncode == 0, done.stderr
        scene.ledger.decide(identity, "reviewer")


def _editor_writer(scene: Scene, editor: Editor, number: int) -> None:
    """Add an entry from an editor, and look something up in between."""
    term = f"editor term {number}"
    answer = _execute(editor, "glossary.addTerm", {"term": term, "equivalent": "湖长"})
    scene.ledger.entries[answer["entry"]] = "editor"
    found = _execute(editor, "glossary.lookup", {"query": "lake chief"})
    assert found["hits"], found
    scene.ledger.reads["editor"] += 1


def _execute(editor: Editor, command: str, argument: dict[str, str]) -> Any:  # noqa: ANN401 - JSON
    """Run a command of the language server; a busy machine may take longer than the usual patience."""
    asked = editor.ask("workspace/executeCommand", {"command": command, "arguments": [argument]})
    return editor.wait_for(asked, PATIENT)


# --- readers


def _web_reader(scene: Scene, _: int) -> None:
    with scene.client() as client:
        for path in ("/v1/lookup?q=river+chief", "/v1/entries?limit=20", "/v1/candidates?limit=5", "/"):
            answer = client.get(path)
            assert answer.status_code == 200, answer.text
            scene.ledger.reads["web"] += 1


def _command_reader(scene: Scene, _: int) -> None:
    for arguments in (("lookup", "pond chief"), ("terms", "chief"), ("history", "--limit", "3")):
        done = scene.run("reader", *arguments)
        assert (done.returncode, bool(done.stdout)) == (0, True), done.stderr
        scene.ledger.reads["command"] += 1


# --- how soon everyone sees a change


def _probe(scene: Scene, editor: Editor, number: int) -> None:
    """Add an entry, and measure when the programs show it after it was stored."""
    term = f"probe {number}"
    with open_database(scene.place) as database:
        with revising(database, who="probe", action="add") as revision:
            entry = workflow.add(revision, edits.new_entry(term, "湖长"))
        stored = time.time()
        scene.ledger.entries[entry.id] = "probe"
        with database.reading() as connection:
            row_id = get_row_id(connection, entry.id)
    with scene.client() as client:
        path = f"/v1/entries/{quote(entry.id, safe='')}"
        _measure(scene, "web", stored, lambda: client.get(path).status_code == 200)
    lookup = {"query": term, "mode": "exact"}
    _measure(scene, "editor", stored, lambda: bool(_execute(editor, "glossary.lookup", lookup)["hits"]))
    _measure(scene, "terminal", stored, lambda: row_id in scene.seen, at=lambda: scene.seen[row_id or 0])


def _measure(
    scene: Scene, program: str, stored: float, is_seen: Callable[[], bool], at: Callable[[], float] = time.time
) -> None:
    limit = time.time() + PATIENT
    while not is_seen():
        assert time.time() < limit, f"{program} doesn't see the change"
        time.sleep(0.005)
    scene.ledger.delays.setdefault(program, []).append(max(at() - stored, 0.0))


# --- all of it


def _keep_on(scene: Scene, work: Callable[..., None], *given: Any) -> threading.Thread:  # noqa: ANN401 - passed on
    """Let somebody work until the time is over; what goes wrong is noted."""

    def loop() -> None:
        number = 0
        while not scene.stopped.is_set():
            try:
                work(scene, *given, number)
            except (AssertionError, GlossaryError, httpx.HTTPError, OSError, ValueError, LookupError) as error:
                scene.ledger.failures.append(f"{work.__name__}: {error!r}")
                return
            number += 1
            scene.rounds[work.__name__] = number
            scene.stopped.wait(BREATH)

    scene.rounds[work.__name__] = 0
    thread = threading.Thread(target=loop, name=work.__name__)
    thread.start()
    return thread


def _work(scene: Scene) -> None:
    with serving(scene), editing(scene) as editor, editing(scene) as second, _terminal(scene, *SHARED):
        workers = [
            _keep_on(scene, _web_writer),
            _keep_on(scene, _command_writer),
            _keep_on(scene, _editor_writer, editor),
            _keep_on(scene, _web_reader),
            _keep_on(scene, _command_reader),
            _keep_on(scene, _probe, second),
            *(_keep_on(scene, review) for review in (_web_reviewer, _command_reviewer) if REVIEWS),
        ]
        _wait_for(scene)
        scene.stopped.set()
        for worker in workers:
            worker.join(PATIENT)


def _wait_for(scene: Scene) -> None:
    """Let them work for the time, and on a slow machine until everyone has got somewhere."""
    begun = time.monotonic()
    while not scene.ledger.failures and time.monotonic() - begun < SECONDS + PATIENT * 2:
        is_enough = min(scene.rounds.values()) >= LEAST and "terminal" in scene.ledger.notes.values()
        if is_enough and time.monotonic() - begun >= SECONDS:
            return
        time.sleep(0.1)


def _tell_delays(ledger: Ledger) -> str:
    return "seen after: " + "; ".join(
        f"{program} {median(found) * 1000:.0f} ms, at most {max(found) * 1000:.0f} ms, "
        f"{sum(delay > 1 for delay in found)} of {len(found)} after more than a second"
        for program, found in ledger.delays.items()
    )


def _tell(ledger: Ledger) -> str:
    writers = Counter(ledger.notes.values()) + Counter(ledger.entries.values())
    return (
        f"acknowledged {dict(writers)}, decided {len(ledger.decisions)}, read {dict(ledger.reads)}, "
        f"refused and tried again {dict(ledger.conflicts)}; {_tell_delays(ledger)}"
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where the termbase is, in a file or on a server."""
    if request.param == "sqlite":
        return str(tmp_path / "termbase.db")
    url: str = request.getfixturevalue("postgres_url")
    return url


def test_nothing_is_lost_and_nobody_is_turned_away(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every acknowledged change is there, in its author's name, and no program had a word to say about the others."""
    write_entries(place, *(name.replace("-", " ") for name in SHARED))
    with open_database(place) as database:
        add_candidates(database, QUEUE)
    scene = Scene(place, tmp_path)
    _work(scene)
    ledger = scene.ledger
    with capsys.disabled():
        print(f"\n{_tell(ledger)}")  # noqa: T201 - the figures
    assert ledger.failures == []
    with open_database(place) as database, database.reading() as connection:
        assert list(find_problems(connection)) == []
        stored = {entry.id: entry for entry in find_entries(connection)}
        notes = {(name, note) for name in SHARED for note in stored[name].notes}
        authors = {
            (change.target, note): past.who
            for name in SHARED
            for past in find_revisions(connection, kind=KIND, target=name)
            if past.state == "done"
            for change in past.changes
            for note in set((change.after or {}).get("notes", ())) - set((change.before or {}).get("notes", ()))
        }
        rejected = find_candidate_ids(connection, statuses=(CandidateStatus.REJECTED,)).tolist()
        held = {claim.row_id for claim in find_claims(connection)}
    assert notes >= ledger.notes.keys(), "a note that was acknowledged is lost"
    assert {known: authors.get(known) for known in ledger.notes} == ledger.notes
    assert stored.keys() >= ledger.entries.keys(), "an entry that was acknowledged is lost"
    assert ledger.twice == []
    assert sorted(ledger.decisions) == sorted(rejected)
    assert held.isdisjoint(rejected)
    assert {*ledger.notes.values()} == {"web", "command", "terminal"}
    assert {*ledger.entries.values()} == {"editor", "probe"}
    assert ledger.delays.keys() == {"web", "editor", "terminal"}


def test_everyone_sees_a_change_soon(place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What one program stores, all others show without being asked to; how soon is printed."""
    write_entries(place, "lake chief")
    scene = Scene(place, tmp_path)
    with serving(scene), editing(scene) as editor, _terminal(scene):
        for number in range(PROBES):
            _probe(scene, editor, number)
    with capsys.disabled():
        print(f"\n{_tell_delays(scene.ledger)}")  # noqa: T201 - the figures
    assert {program: len(found) for program, found in scene.ledger.delays.items()} == dict.fromkeys(
        ("web", "editor", "terminal"), PROBES
    )
