"""Who is let in: names, origins, tokens, addresses; and what bytes that are no HTTP do."""

from __future__ import annotations

import random
import socket
import stat
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.http.conftest import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.http.conftest import Server

_EVERYWHERE = "0.0.0.0"  # noqa: S104 - what the tests are about
ENTRY = "new-quality-productive-forces"
WRITES = [
    ("POST", "/v1/entries"),
    ("PUT", f"/v1/entries/{ENTRY}"),
    ("PATCH", f"/v1/entries/{ENTRY}"),
    ("DELETE", f"/v1/entries/{ENTRY}"),
    ("POST", "/v1/candidates"),
]


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "",
        "10.0.0.1",
        "localhost:x",
        "[::1",
    ],
)
def test_another_name_is_refused(get: httpx.Client, host: str) -> None:
    """A name that an attacker lets lead here opens nothing, on any path."""
    for path in ("/", "/v1/lookup?q=a", "/assets/page.js", "/nothing"):
        answer = get.get(path, headers={"Host": host})
        assert answer.status_code in {400, 421}
        assert "new quality" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1:9", "[::1]:8765"])
def test_own_names_are_known(get: httpx.Client, host: str) -> None:
    """This machine's names, with whatever port a tunnel gives it."""
    assert get.get("/v1/health", headers={"Host": host}).status_code == 200


def test_other_pages_post_nothing(writable: Server) -> None:
    """A page of another origin is refused, with the token and without, also where it only reads."""
    own = writable.address
    with writable.client() as client:
        for method, path in [*WRITES, ("POST", "/v1/annotate"), ("POST", "/v1/check")]:
            for headers in (
                {"Origin": "https://evil.example"},
                {"Origin": "null"},
                {"Origin": own.replace("http:", "https:") + ".evil.example"},
                {"Origin": own, "Sec-Fetch-Site": "cross-site"},
                {"Sec-Fetch-Site": "same-site"},
            ):
                answer = client.request(method, path, headers={**writable.bearer, **headers}, json={})
                assert answer.status_code == 403, (method, path, headers)
        same = {"Origin": own, "Sec-Fetch-Site": "same-origin"}
        assert client.post("/v1/annotate", json={"text": "a"}, headers=same).status_code == 200


def test_other_pages_read_nothing(get: httpx.Client) -> None:
    """No answer says that a page of another origin may read it; nobody may show it in a frame."""
    for path in ("/v1/lookup?q=a", "/", "/v1/nothing"):
        answer = get.get(path, headers={"Origin": "https://evil.example"})
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "PUT"}
    assert get.options("/v1/entries", headers=asked).status_code == 405


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_writing_needs_the_token(get: httpx.Client, reading_server: Server, method: str, path: str) -> None:
    """No token, a wrong one, half of it, or one in the address: refused before anything is read."""
    token = reading_server.token
    for shown in (None, "Bearer", "Bearer wrong", f"Bearer {token[:-1]}", f"Bearer {token}x", f"Basic {token}"):
        headers = {"Authorization": shown} if shown else {}
        answer = get.request(method, path, headers=headers, json={})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert token not in answer.text
    told = get.request(method, f"{path}?token={token}", json={})
    assert told.status_code == 400
    assert "Authorization: Bearer" in told.json()["error"]["message"]
    assert token not in told.text


def test_the_token_is_the_users_own(tmp_path: Path, mined_file: Path) -> None:
    """A file that is made is its user's alone; one that others may read, or without a token, is refused."""
    made = tmp_path / "token"
    with _Started(mined_file, made) as said:
        assert str(made) in said
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert len(made.read_text().strip()) > 30
    made.chmod(0o644)
    assert "others may read" in refused(mined_file, "--token-file", str(made))
    made.chmod(0o600)
    made.write_text("short\n")
    assert "this is no token" in refused(mined_file, "--token-file", str(made))
    assert "can't be written" in refused(mined_file, "--token-file", str(tmp_path / "no" / "token"))


class _Started:
    """The command, until it has made its token."""

    def __init__(self, file: Path, token_file: Path) -> None:
        command = [sys.executable, "-m", "glossary", "--db", str(file), "serve", "--port", "0"]
        self._process = subprocess.Popen([*command, "--token-file", str(token_file)], stderr=subprocess.PIPE, text=True)

    def __enter__(self) -> str:
        assert self._process.stderr is not None
        return self._process.stderr.readline()

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.communicate(timeout=30)


def refused(file: Path, *arguments: str) -> str:
    """Return the one line that the command says instead of serving."""
    command = [sys.executable, "-m", "glossary", "--db", str(file), "serve", "--port", "0", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=60, stdin=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 2, done
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    return done.stderr


def test_use_that_is_wrong(tmp_path: Path, mined_file: Path) -> None:
    """One line each: a port in use, one that isn't, an address that isn't ours, no termbase, no token for others."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "can't listen there" in refused(mined_file, "--port", str(taken.getsockname()[1]))
    assert "ports go from 0" in refused(mined_file, "--port", "65536")
    assert "can't listen there" in refused(mined_file, "--host", "192.0.2.1")
    assert "no such address" in refused(mined_file, "--host", "name.invalid")
    assert "no termbase" in refused(tmp_path / "nothing.db")
    assert "--token-file" in refused(mined_file, "--host", _EVERYWHERE)


@pytest.fixture
def public(tmp_path: Path, mined_file: Path) -> Iterator[Server]:
    """Return a server that listens on all addresses, known by one more name."""
    file = tmp_path / "termbase.db"
    file.write_bytes(mined_file.read_bytes())
    with serving(file, "--host", _EVERYWHERE, "--allow-host", "terms.example") as server:
        yield server


def test_others_need_the_token_for_everything(public: Server) -> None:
    """Where other machines reach the server it shows nothing without the token, and knows its names."""
    address = f"http://127.0.0.1:{public.port}"
    with httpx.Client(base_url=address, trust_env=False) as client:
        for path in (
            "/",
            "/v1/lookup?q=corridor",
            "/v1/health",
            f"/entries/{ENTRY}",
            "/openapi.json",
            "/docs",
            "/nothing",
        ):
            answer = client.get(path)
            assert answer.status_code == 401
            assert "走廊" not in answer.text
            assert client.get(path, headers=public.bearer).status_code in {200, 404}
        assert client.post("/v1/annotate", json={"text": "a"}).status_code == 401
        named = {**public.bearer, "Host": "terms.example"}
        assert client.get("/v1/health", headers=named).status_code == 200
        assert client.get("/v1/health", headers={**public.bearer, "Host": "192.0.2.7:80"}).status_code == 200
        assert client.get("/v1/health", headers={**public.bearer, "Host": "evil.example"}).status_code == 421
        secured = client.get("/openapi.json", headers=public.bearer).json()["paths"]["/v1/lookup"]["get"]
        assert secured["security"] == [{"token": []}, {"session": []}]


def test_readers_sign_in(public: Server) -> None:
    """A person shows the token on a page; the cookie for it lets read and not write, and isn't the token."""
    address = f"http://127.0.0.1:{public.port}"
    with httpx.Client(base_url=address, trust_env=False) as client:
        assert 'name="token"' in client.get("/").text
        assert client.post("/sign-in", data={"token": "wrong"}).status_code == 403
        assert client.get("/").status_code == 401
        signed = client.post("/sign-in", data={"token": public.token})
        assert (signed.status_code, signed.headers["location"]) == (303, "/")
        cookie = signed.headers["set-cookie"]
        assert public.token not in cookie
        assert all(word in cookie for word in ("HttpOnly", "SameSite=strict"))
        assert client.get(f"/entries/{ENTRY}").status_code == 200
        assert client.get("/v1/lookup?q=xzscl").status_code == 200
        assert client.delete(f"/v1/entries/{ENTRY}").status_code == 401
        foreign = client.post("/sign-in", data={"token": public.token}, headers={"Origin": "https://evil.example"})
        assert foreign.status_code == 403


def test_without_a_token_nobody_writes(tmp_path: Path, mined_file: Path) -> None:
    """A server that was given no token, and has no terminal to tell one on, only reads."""
    file = tmp_path / "termbase.db"
    file.write_bytes(mined_file.read_bytes())
    command = [sys.executable, "-m", "glossary", "--db", str(file), "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL) as process:
        assert process.stderr is not None
        address = next(word for word in process.stderr.readline().split() if word.startswith("http"))
        try:
            answer = httpx.delete(
                f"{address}/v1/entries/{ENTRY}", headers={"Authorization": "Bearer x"}, trust_env=False
            )
            assert answer.status_code == 403
            assert "--token-file" in answer.json()["error"]["message"]
        finally:
            process.terminate()
            process.communicate(timeout=30)


def test_choices_lead_nowhere_else(get: httpx.Client) -> None:
    """A link that changes a choice leads back to the same page of this server, whatever its path is."""
    for path in (
        "//evil.example/?ui=zh",
        "/entries//evil.example?ui=zh",
        "/entries/%0d%0aX-Bad:1?ui=zh",
        "/?ui=zh&q=%0d%0aX",
    ):
        answer = get.get(path)
        location = answer.headers.get("location", "/")
        assert location.startswith("/")
        assert not location.startswith("//")
        assert "x-bad" not in answer.headers
    assert "set-cookie" not in get.get("/?ui=../../x").headers


def test_bytes_that_are_no_http(reading_server: Server) -> None:
    """Whatever comes over a connection, the server answers or hangs up, and goes on serving others."""
    chance = random.Random(20)  # noqa: S311 - the same bytes each time
    whole = (
        b"POST /v1/annotate HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"
    )
    torn = [whole[:length] for length in range(0, len(whole), 7)]
    changed = []
    for _ in range(150):
        bytes_ = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
        changed.append(bytes(bytes_))
    noise = [chance.randbytes(chance.randint(1, 4000)) for _ in range(50)]
    special = [
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /%00%ff%c0%af..%2f..%2fetc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /assets/..%2f__init__.py HTTP/1.1\r\nHost: localhost\r\n\r\n",
        (
            b"POST /v1/annotate HTTP/1.1\r\nHost: localhost\r\n"
            b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"
        ),
        b"POST /v1/annotate HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: -1\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        whole * 20,
    ]
    for sent in [*torn, *changed, *noise, *special]:
        answer = exchange(reading_server.port, sent)
        assert answer == b"" or answer.startswith(b"HTTP/1.1 "), (sent[:200], answer[:200])
        assert b"HTTP/1.1 500" not in answer, sent[:200]
        assert b"root:" not in answer
    with reading_server.client() as client:
        assert client.get("/v1/health").status_code == 200


def exchange(port: int, sent: bytes) -> bytes:
    """Send bytes, close the sending side, and return what comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        received = b""
        with suppress(ConnectionResetError, BrokenPipeError, TimeoutError):
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            while chunk := connection.recv(65536):
                received += chunk
        return received


def test_slow_clients_are_let_go(reading_server: Server) -> None:
    """A head that never ends doesn't keep its connection, and holds nobody else up."""
    begun = time.monotonic()
    slow = [socket.create_connection(("127.0.0.1", reading_server.port), timeout=30) for _ in range(50)]
    for connection in slow:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: loc")
    with reading_server.client() as client:
        assert client.get("/v1/lookup?q=xzscl").status_code == 200
    for connection in slow:
        with suppress(ConnectionResetError):
            assert connection.recv(10) == b""
        connection.close()
    assert time.monotonic() - begun < 25
