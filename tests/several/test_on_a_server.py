"""Each program on a termbase on a PostgreSQL server, from its start: it does what it does on a file."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from glossary.store.candidates.mined import find_candidates
from glossary.store.database import open_database
from glossary.store.entries.access import get_entry
from glossary.store.log.revisions import revising
from glossary.store.people.tokens import add_token
from glossary.store.people.users import add_user
from glossary.vocabulary import CandidateStatus, Role
from tests.several.programs import PATIENT, Office, editing, serving, terminal
from tests.several.termbases import add_candidates, write_entries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "A lake chief met a river chief.\n"
NEWS = (
    "The harbour lantern scheme began. Each county joined the harbour lantern scheme.\n"
    "The harbour lantern scheme pays for lamps.\n"
)
TABLE = "English,Chinese\npond chief,塘长\nbay chief,湾长\n"


@pytest.fixture
def office(postgres_url: str, tmp_path: Path) -> Office:
    """Return a termbase of two entries on a server."""
    write_entries(postgres_url, "lake chief", "river chief")
    return Office(place=postgres_url, folder=tmp_path)


def _do(office: Office, *arguments: str) -> str:
    done = office.run("Li Mei", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _notes(office: Office, entry: str) -> tuple[str, ...]:
    with open_database(office.place) as database, database.reading() as connection:
        return get_entry(connection, entry).notes


def _add_people(office: Office) -> dict[str, str]:
    """Add an admin, whose name is the login at the server, and a contributor; return their tokens."""
    names = {"glossary": Role.ADMIN, "con": Role.CONTRIBUTOR}
    tokens = {}
    with open_database(office.place) as database:
        for name, role in names.items():
            with revising(database, who="glossary", action="users") as revision:
                add_user(revision, name, role)
            with revising(database, who="glossary", action="tokens") as revision:
                tokens[name] = add_token(revision, name, label=f"of {name}")[1]
    return tokens


def test_commands(office: Office) -> None:
    """Commands mine, import, review, take a step back and export."""
    (office.folder / "news.txt").write_text(NEWS, encoding="utf-8")
    (office.folder / "table.csv").write_text(TABLE, encoding="utf-8")
    _do(office, "mine", str(office.folder / "news.txt"))
    _do(office, "import", str(office.folder / "table.csv"))
    mined = [json.loads(line) for line in _do(office, "candidates", "--json").splitlines()]
    scheme = next(found for found in mined if found["term"] == "harbour lantern scheme")
    _do(office, "accept", str(scheme["id"]))
    with open_database(office.place) as database, database.reading() as connection:
        (accepted,) = find_candidates(connection, statuses=(CandidateStatus.ACCEPTED,))
        assert accepted.term == "harbour lantern scheme"
    assert "harbour lantern scheme" in _do(office, "lookup", "harbour lantern")
    _do(office, "undo")
    _do(office, "export", "--format", "csv", "-o", str(office.folder / "out.csv"))
    exported = (office.folder / "out.csv").read_text("utf-8")
    assert all(term in exported for term in ("lake chief", "pond chief", "塘长"))
    assert "harbour" not in exported


def test_the_web_server(office: Office) -> None:
    """It looks up, saves an entry over what was seen alone, and takes a suggestion and a reviewer's decision on it."""
    with open_database(office.place) as database:
        (candidate,) = add_candidates(database, 1)
    tokens = _add_people(office)
    office.token = tokens["glossary"]
    with serving(office), office.client() as client:
        (hit,) = client.get("/v1/lookup", params={"q": "lake chief", "mode": "exact"}).json()
        assert hit["entry"]["id"] == "lake-chief"
        seen = {"If-Match": client.get("/v1/entries/lake-chief").headers["etag"]}
        assert client.patch("/v1/entries/lake-chief", json={"notes": ["web"]}, headers=seen).status_code == 200
        assert client.patch("/v1/entries/lake-chief", json={"notes": ["late"]}, headers=seen).status_code == 412
        suggested = client.patch(
            "/v1/entries/river-chief",
            json={"notes": ["con"]},
            headers={"Authorization": f"Bearer {tokens['con']}", "If-Match": "*"},
        )
        assert suggested.status_code == 202, suggested.text
        (change,) = client.get("/v1/changes").json()["changes"]
        assert _notes(office, "river-chief") == ()
        assert client.post(f"/v1/changes/{change['id']}/accept", json={}).status_code == 200
        assert client.post(f"/v1/candidates/{candidate}/reject", json={}).status_code == 200
    assert (_notes(office, "lake-chief"), _notes(office, "river-chief")) == (("web",), ("con",))


def test_the_language_server(office: Office) -> None:
    """It completes, tells what a term is, and finds what another program has added a moment ago."""
    with editing(office) as editor:
        uri = editor.open("a.txt", TEXT)
        assert "lake chief" in editor.hover(uri, 0, 4)["contents"]["value"]
        editor.change(uri, {"text": "A riv"})
        assert "river chief" in [item["label"] for item in editor.complete(uri, 0, 5)]
        _do(office, "add", "lantern steward", "掌灯人")
        editor.change(uri, {"text": "A lantern steward."})
        assert "掌灯人" in editor.hover(uri, 0, 4)["contents"]["value"]
        editor.execute("glossary.addTerm", {"term": "harbour steward", "equivalent": "港长"})
    assert "港长" in _do(office, "show", "harbour-steward")


async def test_the_server_of_writing_assistants(office: Office) -> None:
    """It looks up, and sees what another program has added."""
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "glossary", "--db", office.place, "mcp"],
        env=office.environment("Li Mei"),
        cwd=office.folder,
    )
    with (office.folder / "stderr.txt").open("w") as errors:
        async with Client(stdio_client(parameters, errlog=errors)) as client:

            async def look_up(query: str) -> list[str]:
                answer = (await client.call_tool("lookup", {"query": query, "mode": "exact"})).structured_content
                assert answer is not None
                return [hit["entry"]["id"] for hit in answer["hits"]]

            assert await look_up("lake chief") == ["lake-chief"]
            assert await look_up("lantern steward") == []
            _do(office, "add", "lantern steward", "掌灯人")
            assert await look_up("lantern steward") == ["lantern-steward"]
    assert (office.folder / "stderr.txt").read_text("utf-8") == ""


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not on this machine")
def test_the_terminal_app(office: Office, until: Callable[[Callable[[], object]], None]) -> None:
    """It shows the entries, edits one, and shows what another program adds while it is open."""
    with terminal(office, "Li Mei") as screen:
        screen.wait_for("2 entries", seconds=PATIENT)
        screen.keys("Enter")
        screen.wait_for("+ term", seconds=PATIENT)
        screen.wait_for_rest()
        screen.type(" office")
        screen.wait_for("● unsaved", seconds=PATIENT)
        screen.keys("C-s")
        until(lambda: "lake chief office" in _do(office, "show", "lake-chief"))
        screen.wait_for("● unsaved", gone=True, seconds=PATIENT)
        screen.keys("Escape")
        _do(office, "add", "lantern steward", "掌灯人")
        screen.wait_for("3 entries", seconds=PATIENT)
        assert "lantern steward" in screen.wait_for("lake chief office")
