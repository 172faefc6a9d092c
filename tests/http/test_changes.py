"""Changes that wait, over HTTP: listed field by field, decided by a reviewer, withdrawn by who proposed them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from glossary.store.database import open_database
from glossary.store.entries.access import find_entries
from glossary.store.log.revisions import revising
from glossary.store.proposed_changes import propose_change
from glossary.vocabulary import ProposedKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.http.conftest import Server


@pytest.fixture
def client(writable: Server) -> Iterator[httpx.Client]:
    """Return a client that shows the token."""
    with writable.client() as opened:
        opened.headers.update(writable.bearer)
        yield opened


def _propose(server: Server, who: str = "Li Mei") -> tuple[int, str]:
    """Let a subject field wait; return the number of the change and the id of the entry."""
    with open_database(str(server.file)) as database, revising(database, who=who, action="suggest") as revision:
        entry = next(find_entries(revision.connection))
        number = propose_change(
            revision,
            kind=ProposedKind.SUGGESTION,
            identifier=entry.id,
            base=entry,
            proposed=replace(entry, subject_field="tea"),
            note="better",
        )
        return number, entry.id


def test_changes_are_listed_and_accepted(client: httpx.Client, writable: Server) -> None:
    """The list says field by field what would change; accepting changes the entry, and nothing waits after it."""
    number, entry = _propose(writable)
    (listed,) = client.get("/v1/changes", params={"entry": entry, "kind": "suggestion"}).json()["changes"]
    assert (listed["id"], listed["does"], listed["who"], listed["note"]) == (number, "change", "Li Mei", "better")
    assert [(found["field"], found["theirs"]) for found in listed["differences"]] == [("subject_field", "tea")]

    accepted = client.post(f"/v1/changes/{number}/accept", json={})
    assert (accepted.status_code, accepted.json()["id"]) == (200, number)
    assert client.get(f"/v1/entries/{entry}").json()["subject_field"] == "tea"
    assert client.get("/v1/changes").json()["changes"] == []
    assert client.post(f"/v1/changes/{number}/accept", json={}).status_code == 404


def test_a_rejected_change_leaves_the_entry(client: httpx.Client, writable: Server) -> None:
    """Rejecting is done with the change; the entry stays as it is."""
    number, entry = _propose(writable)
    before = client.get(f"/v1/entries/{entry}").json()
    assert client.post(f"/v1/changes/{number}/reject", json={}).status_code == 200
    assert client.get(f"/v1/entries/{entry}").json() == before
    assert client.get("/v1/changes").json()["changes"] == []


def test_only_ones_own_is_withdrawn(client: httpx.Client, writable: Server) -> None:
    """Who proposed a change takes it back; anybody else is refused."""
    others, _ = _propose(writable)
    own, _ = _propose(writable, who="tester")
    assert client.post(f"/v1/changes/{others}/withdraw", json={}).status_code == 403
    assert client.post(f"/v1/changes/{own}/withdraw", json={}).status_code == 200
    assert [found["id"] for found in client.get("/v1/changes").json()["changes"]] == [others]


@pytest.mark.parametrize("number", ["x", "0", "99999999999", "9" * 40])
def test_what_is_no_change_is_not_found(client: httpx.Client, number: str) -> None:
    """A number that no change has is not found."""
    assert client.post(f"/v1/changes/{number}/reject", json={}).status_code == 404


def test_deciding_takes_a_token(writable: Server) -> None:
    """Without a token nothing is decided."""
    number, _ = _propose(writable)
    with writable.client() as stranger:
        assert stranger.post(f"/v1/changes/{number}/accept", json={}).status_code == 401
