"""Users on the server: every operation by every role, attribution, and tokens that end while the server runs."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from glossary.serve.http.routes import OPERATIONS
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from glossary.store.people.tokens import find_tokens, revoke_token
from glossary.store.people.users import disable_user, set_role
from glossary.store.proposed_changes import find_proposed_changes
from glossary.vocabulary import Role
from tests.http.teams import NAMES, copied, serving_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

    from glossary.serve.http.operation import Operation
    from tests.http.teams import Team

ENTRY = "new-quality-productive-forces"
NEW = {"terms": [{"term": "glacier economy", "language": "en"}, {"term": "冰川经济", "language": "zh-Hans"}]}
_PATIENCE = 30.0


@pytest.fixture
def team(tmp_path: Path, mined_file: Path) -> Iterator[Team]:
    """Return a server on this machine, where reading needs no token."""
    with serving_team(copied(mined_file, tmp_path)) as running:
        yield running


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory, mined_file: Path) -> Iterator[Team]:
    """Return a server for all cells of the matrix; none of its requests changes anything."""
    with serving_team(copied(mined_file, tmp_path_factory.mktemp("matrix"))) as running:
        yield running


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory, mined_file: Path) -> Iterator[Team]:
    """Return a server that shows nothing without a token."""
    with serving_team(copied(mined_file, tmp_path_factory.mktemp("closed")), is_open=False) as running:
        yield running


def _ask(team: Team, operation: Operation, role: Role | None) -> httpx.Response:
    """Ask for an operation with a body that is refused once the role is accepted."""
    path = operation.path.replace("{id}", "no-such-entry")
    with team.client(role) as client:
        return client.request(operation.method, path, json={"no": "such field"} if operation.bodies else None)


@pytest.mark.parametrize("role", [None, *Role], ids=str)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_operation_by_every_role(matrix: Team, operation: Operation, role: Role | None) -> None:
    """What the description says of roles is what the server does, in every cell."""
    answer = _ask(matrix, operation, role)
    if operation.role is Role.READER:
        assert answer.status_code not in {401, 403}
    elif role is None:
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "token-needed")
    elif role.includes(operation.role):
        assert answer.status_code not in {401, 403}
    else:
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forbidden")
        assert f"{NAMES[role]} is a {role}" in answer.json()["error"]["message"]


@pytest.mark.parametrize("role", [None, *Role], ids=str)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_operation_where_nothing_is_open(closed: Team, operation: Operation, role: Role | None) -> None:
    """Where reading needs a token too, nobody without one gets anything, and a reader's is enough for reading."""
    answer = _ask(closed, operation, role)
    if role is None:
        assert answer.status_code == 401
    elif role.includes(operation.role):
        assert answer.status_code not in {401, 403}
    else:
        assert answer.status_code == 403


def test_the_description_tells_the_role(matrix: Team) -> None:
    """Programs and people read with every operation what role it takes."""
    with matrix.client() as client:
        paths, page = client.get("/openapi.json").json()["paths"], client.get("/docs").text
    for operation in OPERATIONS:
        told = paths[operation.path][operation.method.lower()]
        takes = f"takes a {operation.role} at least"
        assert (takes in told.get("description", "")) is (operation.role is not Role.READER)
        assert ("202" in told["responses"]) is operation.suggests
        assert ("security" in told) is (operation.role is not Role.READER)
    assert page.count("that of a contributor at least, for whom it is only proposed") == 4


@pytest.mark.parametrize(
    ("method", "path", "body", "summary"),
    [
        ("POST", "/v1/entries", NEW, "suggest to add glacier economy"),
        ("PUT", f"/v1/entries/{ENTRY}", NEW, f"suggest to change {ENTRY}"),
        ("PATCH", f"/v1/entries/{ENTRY}", {"definition": "another"}, f"suggest to change {ENTRY}"),
        ("DELETE", f"/v1/entries/{ENTRY}", None, f"suggest to delete {ENTRY}"),
    ],
)
def test_what_a_contributor_changes_is_proposed(
    team: Team, method: str, path: str, body: dict[str, Any] | None, summary: str
) -> None:
    """The entry stays as it is, the change waits under the contributor's name, and the answer says so."""
    with team.client(Role.CONTRIBUTOR) as client:
        before = client.get(f"/v1/entries/{ENTRY}")
        answer = client.request(method, path, json=body, headers={"If-Match": "*"})
        after = client.get(f"/v1/entries/{ENTRY}")
    assert answer.status_code == 202, answer.text
    assert after.json() == before.json()
    with team.database() as database, database.reading() as connection:
        (waiting,) = find_proposed_changes(connection)
        step = next(find_revisions(connection))
    assert answer.json()["proposed"] == waiting.id
    assert waiting.who == "con"
    assert (waiting.proposed is None) is (method == "DELETE")
    assert (step.who, step.action, step.summary) == ("con", "suggest", summary)


def test_every_change_has_the_name_of_the_tokens_user(team: Team) -> None:
    """The history tells of the users of the tokens, never of whoever started the server."""
    with team.client(Role.REVIEWER) as client:
        assert client.post("/v1/entries", json=NEW).status_code == 201
        patched = client.patch("/v1/entries/glacier-economy", json={"definition": "of ice"})
        assert patched.status_code == 200
    with team.client(Role.ADMIN) as client:
        assert client.delete("/v1/entries/glacier-economy").status_code == 204
    with team.client(Role.CONTRIBUTOR) as client:
        assert client.post("/v1/candidates", json={"term": "ice trade"}).status_code == 201
    with team.database() as database, database.reading() as connection:
        steps = [(step.who, step.action) for step in find_revisions(connection, limit=4)]
    assert steps == [("con", "propose"), ("ana", "delete"), ("rui", "edit"), ("rui", "add")]


def test_a_revoked_token_is_refused_at_once(team: Team) -> None:
    """The next request after a token is revoked, by whatever program, gets nothing; other tokens go on."""
    with team.client(Role.REVIEWER) as client:
        assert client.patch(f"/v1/entries/{ENTRY}", json={"definition": "one"}).status_code == 200
        with team.database() as database, revising(database, who="ana", action="tokens") as revision:
            revoke_token(revision, team.numbers[Role.REVIEWER])
        answer = client.patch(f"/v1/entries/{ENTRY}", json={"definition": "two"})
        assert answer.status_code == 401
        assert 'error="invalid_token"' in answer.headers["www-authenticate"]
    with team.client(Role.ADMIN) as client:
        assert client.patch(f"/v1/entries/{ENTRY}", json={"definition": "three"}).status_code == 200


def test_a_disabled_user_and_another_role_count_at_once(team: Team) -> None:
    """The role is that of the moment of the request, and a disabled user has none."""
    with team.client(Role.REVIEWER) as client:
        with team.database() as database, revising(database, who="ana", action="users") as revision:
            set_role(revision, "rui", Role.READER)
        assert client.patch(f"/v1/entries/{ENTRY}", json={"definition": "one"}).status_code == 403
        with team.database() as database, revising(database, who="ana", action="users") as revision:
            set_role(revision, "rui", Role.REVIEWER)
        assert client.patch(f"/v1/entries/{ENTRY}", json={"definition": "one"}).status_code == 200
        with team.database() as database, revising(database, who="ana", action="users") as revision:
            disable_user(revision, "rui")
        assert client.patch(f"/v1/entries/{ENTRY}", json={"definition": "two"}).status_code == 401


def test_an_expired_token_is_refused(team: Team) -> None:
    """A token is good to the end of its ninety days, and not a second longer."""
    with team.client(Role.REVIEWER) as client:
        team.clock.move(days=89, hours=23)
        assert client.patch(f"/v1/entries/{ENTRY}", json={"definition": "one"}).status_code == 200
        team.clock.move(hours=2)
        assert client.patch(f"/v1/entries/{ENTRY}", json={"definition": "two"}).status_code == 401


def test_the_servers_own_token_ends_with_the_first_user(tmp_path: Path, mined_file: Path) -> None:
    """A token from a file belongs to nobody, so it lets nobody into a termbase with users."""
    with serving_team(copied(mined_file, tmp_path), token="a" * 40) as team, team.client() as client:
        headers = {"Authorization": f"Bearer {'a' * 40}"}
        assert client.delete(f"/v1/entries/{ENTRY}", headers=headers).status_code == 401
        assert client.post("/sign-in", data={"token": "a" * 40}).status_code == 403


def test_the_last_use_is_written_once_an_hour(team: Team) -> None:
    """The list of tokens tells when each was used, to the hour, and reading doesn't write all the time."""

    def used() -> str | None:
        with team.database() as database, database.reading() as connection:
            token = next(token for token in find_tokens(connection) if token.user == "rui")
        return token.used_at.isoformat() if token.used_at else None

    def use(expected: str) -> None:
        with team.client(Role.REVIEWER) as client:
            assert client.delete("/v1/entries/no-such-entry").status_code == 404
        deadline = time.monotonic() + _PATIENCE
        while used() != expected and time.monotonic() < deadline:
            time.sleep(0.01)
        assert used() == expected

    assert used() is None
    first = team.clock.at.isoformat()
    use(first)
    team.clock.move(minutes=59)
    use(first)
    team.clock.move(minutes=1)
    use(team.clock.at.isoformat())


def test_no_row_of_the_termbase_has_a_token(team: Team) -> None:
    """After all kinds of use neither misses nor history nor any other table has one."""
    secret = team.tokens[Role.REVIEWER]
    with team.client(Role.REVIEWER) as client:
        client.get("/v1/lookup", params={"q": secret})
        client.get("/v1/lookup", params={"q": "zyxwv", "token": secret})
        client.post("/v1/entries", json=NEW)
        client.get(f"/v1/entries/{secret}")
    with closing(sqlite3.connect(team.file)) as connection:
        dump = "\n".join(connection.iterdump())
    assert "glacier economy" in dump
    assert not [token for token in team.tokens.values() if token in dump]
