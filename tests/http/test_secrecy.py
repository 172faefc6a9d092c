"""Tokens and sessions are nowhere that they don't belong: no address, no log, no answer; and sessions end."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NoReturn

import pytest

from glossary.serve.http.routes import lookups
from glossary.serve.http.scrubbing import Scrubber
from glossary.serve.http.sessions import SECONDS, EndedSessions, begin_session, read_session
from glossary.store.database import open_database
from glossary.store.log.revisions import revising
from glossary.store.people.tokens import add_token, find_tokens, revoke_token
from glossary.store.people.users import add_user, disable_user
from glossary.vocabulary import Role
from tests.http.conftest import serving
from tests.http.teams import add_team, copied, serving_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

    from tests.http.teams import Team

ENTRY = "new-quality-productive-forces"
SHAPED = f"gloss_{'Z' * 43}"


@pytest.fixture
def closed(tmp_path: Path, mined_file: Path) -> Iterator[Team]:
    """Return a server that shows nothing without a token."""
    with serving_team(copied(mined_file, tmp_path), is_open=False) as running:
        yield running


def _sign_in(client: httpx.Client, token: str, **headers: str) -> httpx.Response:
    return client.post("/sign-in", data={"token": token}, headers=headers)


@pytest.mark.parametrize(
    "address",
    [
        "/v1/lookup?q=a&token=TOKEN",
        "/v1/lookup?q=a&access_token=x",
        "/v1/lookup?q=a&api_key=x",
        "/?Token=x",
        "/v1/lookup?q=TOKEN",
        "/v1/lookup?q=gloss%5F" + "Z" * 43,
        "/v1/entries/TOKEN",
        "/entries/TOKEN",
        "/nothing/gloss%5F" + "Z" * 43,
        "/sign-in?token=TOKEN",
    ],
)
def test_a_token_in_an_address_is_refused(closed: Team, address: str) -> None:
    """Whatever it is called and however it is written: 400, what to do, and no echo of it."""
    with closed.client(Role.ADMIN) as client:
        answer = client.get(address.replace("TOKEN", SHAPED))
    assert answer.status_code == 400
    assert "Authorization: Bearer" in answer.text
    assert "Z" * 43 not in answer.text


def test_a_session_reads_and_ends_with_its_token(closed: Team) -> None:
    """The cookie lets read and not write; it says nothing of the token, and is worth nothing when that is revoked."""
    token = closed.tokens[Role.REVIEWER]
    with closed.client() as client:
        signed = _sign_in(client, token)
        assert (signed.status_code, signed.headers["location"]) == (303, "/")
        cookie = signed.headers["set-cookie"]
        assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Path=/"))
        assert token not in cookie
        assert token.removeprefix("gloss_") not in cookie
        assert client.get(f"/entries/{ENTRY}").status_code == 200
        assert client.get("/v1/lookup?q=xzscl").status_code == 200
        assert client.delete(f"/v1/entries/{ENTRY}").status_code == 401
        with closed.database() as database, revising(database, who="ana", action="tokens") as revision:
            revoke_token(revision, closed.numbers[Role.REVIEWER])
        assert client.get(f"/entries/{ENTRY}").status_code == 401
        assert client.get("/v1/lookup?q=xzscl").status_code == 401


def test_a_session_ends_with_its_user_and_its_time(closed: Team) -> None:
    """Nor does it outlive the user, the token's last day, or a month."""
    with closed.client() as client:
        assert _sign_in(client, closed.tokens[Role.CONTRIBUTOR]).status_code == 303
        with closed.database() as database, revising(database, who="ana", action="users") as revision:
            disable_user(revision, "con")
        assert client.get("/").status_code == 401
    with closed.client() as client:
        assert _sign_in(client, closed.tokens[Role.READER]).status_code == 303
        closed.clock.move(seconds=SECONDS - 1)
        assert client.get("/").status_code == 200
        closed.clock.move(seconds=1)
        assert client.get("/").status_code == 401
        assert _sign_in(client, closed.tokens[Role.READER]).status_code == 303
        closed.clock.move(seconds=SECONDS - 60)
        assert client.get("/").status_code == 200
        assert _sign_in(client, closed.tokens[Role.READER]).status_code == 303
        closed.clock.move(days=30)
        assert client.get("/").status_code == 401


def test_a_reader_signs_out(closed: Team) -> None:
    """The page has a button for it; then the cookie is gone, and worth nothing to whoever kept it; others read on."""
    with closed.client() as client, closed.client() as other:
        assert "/sign-out" not in client.get("/sign-in").text
        kept = _sign_in(client, closed.tokens[Role.READER]).cookies["glossary_session"]
        assert _sign_in(other, closed.tokens[Role.READER]).status_code == 303
        page = client.get("/")
        assert '<form class="leaving" action="/sign-out" method="post">' in page.text
        foreign = client.post("/sign-out", headers={"Origin": "https://evil.example"})
        assert (foreign.status_code, client.get("/").status_code) == (403, 200)
        assert client.get("/sign-out").status_code == 405
        left = client.post("/sign-out")
        assert (left.status_code, left.headers["location"]) == (303, "/sign-in")
        assert "glossary_session" not in client.cookies
        assert 'name="token"' in client.get("/", headers={"If-None-Match": page.headers["etag"]}).text
        assert client.get("/", headers={"Cookie": f"glossary_session={kept}"}).status_code == 401
        assert client.post("/sign-out").status_code == 303
        assert other.get("/").status_code == 200
        assert _sign_in(client, closed.tokens[Role.READER]).status_code == 303
        assert client.get("/").status_code == 200
        client.cookies.set("ui", "zh")
        assert "退出登录" in client.get("/").text


def test_only_who_signed_in_can_sign_out(closed: Team) -> None:
    """Who shows the token with each request has no session, and no button that would end one."""
    with closed.client(Role.READER) as client:
        assert "/sign-out" not in client.get("/").text
        assert client.post("/sign-out").status_code == 303
        assert client.get("/").status_code == 200


def test_ended_sessions_are_forgotten_in_time() -> None:
    """The server remembers an ended session as long as it would have lasted, and no longer."""
    key, at = b"key", datetime(2026, 1, 1, tzinfo=UTC)
    first, second = (read_session(begin_session(key, 1, "hash", at + timedelta(days=day))) for day in (0, 29))
    assert first is not None
    assert second is not None
    ended = EndedSessions()
    ended.add(first, at)
    assert (first in ended, second in ended) == (True, False)
    ended.add(second, at + timedelta(seconds=SECONDS))
    assert (first in ended, second in ended) == (False, True)


def test_sessions_can_not_be_made_up(closed: Team) -> None:
    """Not even by somebody who has read all hashes: only the running server can sign one."""
    with closed.database() as database, database.reading() as connection:
        token = next(token for token in find_tokens(connection) if token.user == "ana")
    at = closed.clock.now()
    good = begin_session(closed.service.key, token.id, token.hash, at)
    number, began, own, signature = good.split(".")
    made_up = [
        begin_session(b"another key", token.id, token.hash, at),
        begin_session(closed.service.key, token.id, "another hash", at),
        begin_session(closed.service.key, 0, token.hash, at),
        begin_session(closed.service.key, 99, token.hash, at),
        f"{number}.{int(began) + 1}.{own}.{signature}",
        f"{number}.{began}.{'0' * len(own)}.{signature}",
        f"{number}.{began}.{own}.{signature[:-1]}",
        f"{number}.{began}.{signature}",
        f"{number}.{began}.{own}.",
        "é.é.é",
        "." * 10_000,
        "",
    ]
    with closed.client() as client:
        for cookie in made_up:
            assert client.get("/", headers={b"Cookie": f"glossary_session={cookie}".encode()}).status_code == 401
        assert client.get("/", headers={"Cookie": f"glossary_session={good}"}).status_code == 200


def test_a_cookie_from_an_encrypted_page_stays_encrypted(closed: Team) -> None:
    """Where the browser says that its page came by TLS, through a proxy, the cookie goes that way only."""
    host = closed.address.removeprefix("http://")
    with closed.client() as client:
        by_tls = _sign_in(client, closed.tokens[Role.READER], Origin=f"https://{host}")
        plain = _sign_in(client, closed.tokens[Role.READER], Origin=f"http://{host}")
    assert "Secure" in by_tls.headers["set-cookie"]
    assert "Secure" not in plain.headers["set-cookie"]


def test_the_sign_in_page_says_what_is_wrong(closed: Team) -> None:
    """A wrong token asks again; too many say to wait, in the reader's language."""
    with closed.client() as client:
        wrong = _sign_in(client, "wrong", **{"Accept-Language": "zh-CN"})
        assert wrong.status_code == 403
        assert "令牌无效" in wrong.text
        for _ in range(30):
            last = _sign_in(client, "wrong", **{"Accept-Language": "zh-CN"})
        assert last.status_code == 429
        assert "请一分钟后再试" in last.text
        assert last.headers["retry-after"]


def test_no_log_has_a_token(
    closed: Team, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever is asked and whatever fails, at the most talkative level: no token in a log, a stream or an answer."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise RuntimeError(f"Authorization: Bearer {closed.tokens[Role.ADMIN]}")

    answers = []
    caplog.set_level(logging.DEBUG)
    for logger in ("httpx", "httpcore"):  # the client's own
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    with closed.client(Role.ADMIN) as client:
        answers += [client.get(path) for path in ("/", "/v1/health", f"/?q={SHAPED}", f"/v1/entries/{SHAPED}")]
        answers += [client.patch(f"/v1/entries/{ENTRY}", json={"definition": "one"})]
        answers += [client.get("/", headers={"Authorization": f"Bearer {SHAPED}"})]
        answers += [_sign_in(client, closed.tokens[Role.READER]), _sign_in(client, SHAPED)]
        monkeypatch.setattr(lookups, "find_hits", fail)
        failed = client.get("/v1/lookup?q=corridor")
        assert failed.status_code == 500
    told = caplog.text + "".join(capfd.readouterr()) + "".join(answer.text for answer in [*answers, failed])
    assert "RuntimeError" in caplog.text
    assert not [token for token in (*closed.tokens.values(), SHAPED) if token in told]


def test_lines_are_scrubbed_wherever_tokens_come_from() -> None:
    """Tokens of users by their look, the server's own by what it is, credentials by what stands before them."""
    scrubber = Scrubber("the server's own token")
    record = logging.LogRecord("a", logging.ERROR, "a", 1, "%s and %s", (SHAPED, "the server's own token"), None)
    assert scrubber.filter(record)
    assert record.getMessage() == "… and …"
    assert scrubber.scrub("Authorization: bearer abc.def") == "Authorization: bearer …"
    assert scrubber.scrub("basic eHg6eXk=") == "basic …"
    assert scrubber.scrub("新质生产力 gloss_short") == "新质生产力 gloss_short"


def test_the_command_tells_how_to_get_a_token(tmp_path: Path, mined_file: Path) -> None:
    """A termbase with users is served without a token file, also where nothing is open; the command says how."""
    file = copied(mined_file, tmp_path)
    with open_database(str(file)) as database:
        tokens, _ = add_team(database)
    command = [sys.executable, "-m", "glossary", "--db", str(file), "serve", "--port", "0", "--require-token"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr is not None
        try:
            first, second = process.stderr.readline(), process.stderr.readline()
        finally:
            process.terminate()
            rest = process.communicate(timeout=60)[1]
    assert "glossary tokens add USER" in first
    assert "serving" in second
    assert not [token for token in tokens.values() if token in first + second + rest]


def test_users_take_over_from_the_token_file(tmp_path: Path, mined_file: Path) -> None:
    """As soon as there are users, a running server goes by their tokens, and the file's lets nobody in any more."""
    with serving(copied(mined_file, tmp_path), "--require-token") as server, server.client() as client:
        assert client.get("/v1/health").status_code == 401
        assert client.get("/v1/health", headers=server.bearer).status_code == 200
        with open_database(str(server.file)) as database:
            with revising(database, who="ana", action="users") as revision:
                add_user(revision, "ana", Role.ADMIN)
            with revising(database, who="ana", action="tokens") as revision:
                _, secret = add_token(revision, "ana")
        assert client.get("/v1/health", headers=server.bearer).status_code == 401
        assert client.get("/v1/health", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
