"""A termbase is restored while the programs are open on it: each goes on with what is restored, and nothing is lost."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from glossary.errors import NotFound
from glossary.review import edits, workflow
from glossary.store.copies.backups import back_up
from glossary.store.database import open_database
from glossary.store.entries.access import get_entry
from glossary.store.log.revisions import revising
from tests.several.programs import PATIENT, Office, editing, serving, terminal
from tests.several.termbases import write_entries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.lsp.client import Editor
    from tests.tui.terminal import Terminal


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a termbase of two entries, a copy of it, and what was done since: one changed, one deleted, one added."""
    place = tmp_path / "termbase.db"
    write_entries(place, "lake chief", "pond chief")
    back_up(place, "by-hand").path.rename(tmp_path / "copy.db")
    with open_database(str(place)) as database, revising(database, who="Li Mei", action="edit") as revision:
        workflow.change(revision, replace(get_entry(revision.connection, "lake-chief"), notes=("later",)))
        workflow.delete(revision, "pond-chief")
        workflow.add(revision, edits.new_entry("bay chief", "湾长"))
    return Office(place=str(place), folder=tmp_path)


def _do(office: Office, *arguments: str) -> None:
    done = office.run("Li Mei", *arguments)
    assert done.returncode == 0, done.stderr


def _restore(office: Office) -> None:
    _do(office, "db", "restore", str(office.folder / "copy.db"))


def _notes(office: Office, entry: str) -> tuple[str, ...]:
    with open_database(office.place) as database, database.reading() as connection:
        return get_entry(connection, entry).notes


def _found(editor: Editor, query: str) -> list[str]:
    answer: dict[str, Any] = editor.execute("glossary.lookup", {"query": query, "mode": "exact"})
    return [hit["entry"]["id"] for hit in answer["hits"]]


def test_the_servers_go_on_with_what_is_restored(office: Office) -> None:
    """A language server and a web server answer from what is restored; who saw another state saves nothing over it."""
    with serving(office), office.client() as client, editing(office) as editor:
        uri = editor.open("a.txt", "A bay chief and a pond chief.")
        assert (_found(editor, "bay chief"), _found(editor, "pond chief")) == (["bay-chief"], [])
        assert editor.hover(uri, 0, 21) is None
        seen = {"If-Match": client.get("/v1/entries/lake-chief").headers["etag"]}
        _restore(office)
        assert (_found(editor, "bay chief"), _found(editor, "pond chief")) == ([], ["pond-chief"])
        assert editor.hover(uri, 0, 21) is not None
        codes = [client.get(f"/v1/entries/{entry}").status_code for entry in ("bay-chief", "pond-chief")]
        assert codes == [404, 200]
        assert client.patch("/v1/entries/lake-chief", json={"notes": ["mine"]}, headers=seen).status_code == 412
        assert _notes(office, "lake-chief") == ()
        now = client.get("/v1/entries/lake-chief")
        assert now.json().get("notes") is None or now.json()["notes"] == []
        sent = client.patch(
            "/v1/entries/lake-chief", json={"notes": ["mine"]}, headers={"If-Match": now.headers["etag"]}
        )
        assert sent.status_code == 200
        editor.execute("glossary.addTerm", {"term": "gulf chief"})
    assert _notes(office, "lake-chief") == ("mine",)
    assert _notes(office, "gulf-chief") == ()
    _do(office, "db", "check")


needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not on this machine")


def _type_into(screen: Terminal, row: int) -> None:
    """Open the entry of a row, and type into its English term without saving."""
    screen.wait_for("2 entries", seconds=PATIENT)
    screen.keys(*["Down"] * row, "Enter")
    screen.wait_for("+ term", seconds=PATIENT)
    screen.wait_for_rest(seconds=PATIENT)
    screen.type(" typed")
    screen.wait_for("chief typed", seconds=PATIENT)


@needs_tmux
def test_a_form_of_an_entry_that_is_gone(office: Office, until: Callable[[Callable[[], object]], None]) -> None:
    """The app says that the entry is gone, keeps what was typed, and saves it as a new entry when asked to."""
    with terminal(office, "Wang Wei") as screen:
        _type_into(screen, row=0)
        _restore(office)
        assert "bay chief typed" in screen.wait_for("deleted meanwhile", seconds=PATIENT)
        screen.keys("C-s")
        screen.wait_for("Save it as a new entry", seconds=PATIENT)
        screen.wait_for_rest(seconds=PATIENT)
        screen.keys("s")
        until(lambda: _is_there(office, "bay-chief"))
        screen.wait_for("● unsaved", gone=True, seconds=PATIENT)
        screen.keys("Escape")
        shown = screen.wait_for("3 entries", seconds=PATIENT)
        assert all(term in shown for term in ("bay chief typed", "lake chief", "pond chief"))


@needs_tmux
def test_a_form_of_an_entry_that_is_another(office: Office, until: Callable[[Callable[[], object]], None]) -> None:
    """The app says that the entry is another one, keeps what was typed, and joins both where that is wanted."""
    with terminal(office, "Wang Wei") as screen:
        _type_into(screen, row=1)
        _restore(office)
        assert "lake chief typed" in screen.wait_for("changed meanwhile", seconds=PATIENT)
        screen.keys("C-s")
        screen.wait_for("Join both", seconds=PATIENT)
        screen.wait_for_rest(seconds=PATIENT)
        screen.keys("j")
        until(lambda: _english(office, "lake-chief") == ["lake chief typed"])
        assert _notes(office, "lake-chief") == ()


def _is_there(office: Office, entry: str) -> bool:
    try:
        _notes(office, entry)
    except NotFound:
        return False
    return True


def _english(office: Office, entry: str) -> list[str]:
    with open_database(office.place) as database, database.reading() as connection:
        return [term.term for _, term in get_entry(connection, entry).find_terms("en")]
