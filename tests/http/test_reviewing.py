"""The review over HTTP: candidates are listed, claimed by one reviewer, and decided on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from glossary.review import claiming
from glossary.store.database import open_database
from glossary.store.log.history import find_revisions

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


def _claim(client: httpx.Client, count: int) -> list[dict[str, Any]]:
    answer = client.post("/v1/candidates/claim", json={"count": count})
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["candidates"]
    return found


def test_claimed_candidates_are_given_to_nobody_else(client: httpx.Client, writable: Server) -> None:
    """Two claims never share a candidate, whoever makes them; the list says who reviews what."""
    best = [found["id"] for found in client.get("/v1/candidates", params={"limit": 5}).json()["candidates"]]
    first = _claim(client, 2)
    assert [found["id"] for found in first] == best[:2]
    assert first[0]["claim"]["who"] == "tester"
    with open_database(str(writable.file)) as database:
        others = [claimed.candidate.id for claimed in claiming.claim_next(database, 2, who="Li Mei")]
    assert others == best[2:4]
    assert [found["id"] for found in _claim(client, 1)] == best[4:]
    listed = client.get("/v1/candidates", params={"limit": 5}).json()["candidates"]
    assert [found["claim"]["who"] for found in listed] == ["tester", "tester", "Li Mei", "Li Mei", "tester"]


def test_what_somebody_else_reviews_is_decided_by_force_only(client: httpx.Client, writable: Server) -> None:
    """A decision about somebody else's candidate is a conflict that names them, until it is forced."""
    with open_database(str(writable.file)) as database:
        number = claiming.claim_next(database, 1, who="Li Mei")[0].candidate.id
    refused = client.post(f"/v1/candidates/{number}/reject", json={})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "conflict")
    assert "Li Mei reviews it" in refused.json()["error"]["message"]
    forced = client.post(f"/v1/candidates/{number}/reject", json={}, params={"force": "true"})
    assert (forced.status_code, forced.json()["status"]) == (200, "rejected")


def test_a_review_from_beginning_to_end(client: httpx.Client, writable: Server) -> None:
    """Candidates are accepted with a Chinese term, merged, rejected, reopened and given back, each one step."""
    first, second, third, fourth = (found["id"] for found in _claim(client, 4))
    accepted = client.post(f"/v1/candidates/{first}/accept", json={"equivalents": ["港长"], "subject_field": "law"})
    assert accepted.status_code == 201
    entry = accepted.json()
    assert (entry["subject_field"], entry["terms"][1]["term"]) == ("law", "港长")
    assert accepted.headers["etag"] == client.get(f"/v1/entries/{entry['id']}").headers["etag"]
    again = client.post(f"/v1/candidates/{first}/accept", json={})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "conflict")

    merged = client.post(f"/v1/candidates/{second}/merge", json={"entry": entry["id"]})
    assert merged.json()["terms"][1]["status"] == "admitted"
    assert client.post(f"/v1/candidates/{third}/reject", json={}).json()["status"] == "rejected"
    assert client.post(f"/v1/candidates/{third}/reopen", json={}).json()["status"] == "pending"
    assert client.post("/v1/candidates/release", json={"ids": [fourth]}).json()["released"] == 1
    assert client.post("/v1/candidates/release", json={}).json()["released"] == 0
    with open_database(str(writable.file)) as database, database.reading() as connection:
        steps = [(past.action, past.who) for past in find_revisions(connection, limit=4)]
    assert steps == [("reopen", "tester"), ("reject", "tester"), ("merge", "tester"), ("accept", "tester")]


@pytest.mark.parametrize("name", ["claim", "release", "1/accept", "1/reject", "1/reopen", "1/merge"])
def test_deciding_needs_the_token(writable: Server, name: str) -> None:
    """Who shows no token neither claims nor decides."""
    with writable.client() as anybody:
        assert anybody.post(f"/v1/candidates/{name}", json={"count": 1}).status_code == 401


def test_there_is_no_such_candidate(client: httpx.Client) -> None:
    """A number that no candidate has, or no number at all, isn't found."""
    for name in ("999999", "nothing", "1e3", "9" * 40):
        assert client.post(f"/v1/candidates/{name}/reject", json={}).status_code == 404
