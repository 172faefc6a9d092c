"""A PostgreSQL server of the tests' own: started by them, stopped with them, empty at its start."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A server started as root refuses to work; Debian's package makes this user for it.
SERVER_USER = "postgres"
#: An ordinary user who may make databases and nothing else. The signs in the password must be quoted in a URL.
USER, PASSWORD = "glossary", "Geheim/7@密码"
#: How long a server may take to start, in seconds.
STARTING = 60
#: How often a start is tried: between the choice of a free port and its use another program may take it.
ATTEMPTS = 3
#: The tests end sooner on a server that doesn't wait for the disk; nothing in it outlives them.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "80",
    "shared_buffers": "32MB",
    "listen_addresses": "127.0.0.1",
    # Tests provoke errors; the log is for a server that doesn't start.
    "log_min_messages": "fatal",
}
# The server ends with its standard input, and its folder with it, also when the tests are killed.
_UNTIL_THE_END = '"$@" <&- & server=$!; read -r _; kill -INT "$server"; wait "$server"; rm -rf "$0"'
_PORT_TAKEN = "Address already in use"


class NoServer(Exception):  # noqa: N818 - it says what is the case
    """There is no PostgreSQL on this machine, or it can't be started here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The user of the machine under whom the server runs, None for the present one."""

    uid: int
    gid: int

    @property
    def options(self) -> dict[str, Any]:
        """The arguments of a subprocess that make it run under this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


@dataclass(slots=True, kw_only=True)
class Cluster:
    """A server that runs, with its folder."""

    process: subprocess.Popen[bytes]
    folder: Path
    port: int
    numbers: count[int] = field(default_factory=lambda: count(1))

    def url(self, database: str, *, user: str = USER, password: str = PASSWORD) -> str:
        """Return the URL of a database, with the password in it."""
        return f"postgresql+psycopg://{user}:{quote(password, safe='')}@127.0.0.1:{self.port}/{database}"

    def create_database(self, *, template: str = "template0", owner: str = USER) -> str:
        """Make a new database and return its name; it sorts by the rules of English, as a team's server may."""
        name = f"termbase_{next(self.numbers)}"
        statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
        self.execute(statement.format(sql.Identifier(name), sql.Identifier(owner), sql.Identifier(template)))
        return name

    def drop_database(self, name: str) -> None:
        """Delete a database, whoever is still connected to it."""
        self.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def disconnect(self, database: str) -> None:
        """End all connections to a database, as a server does that is restarted."""
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}"
        self.execute(sql.SQL(ended).format(sql.Literal(database)))

    def execute(self, statement: sql.SQL | sql.Composed, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run a statement as the server's superuser; return what it answers."""
        with psycopg.connect(
            host=str(self.folder), port=self.port, user=SERVER_USER, dbname=database, autocommit=True
        ) as connection:
            answer = connection.execute(statement)
            return answer.fetchall() if answer.description else []

    def stop(self) -> None:
        """Stop the server and delete its folder."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait(STARTING)
        shutil.rmtree(self.folder, ignore_errors=True)


def start_cluster(**settings: str) -> Cluster:
    """Start a new server.

    Args:
        settings: of the server, instead of ours or beside them.

    Raises:
        NoServer: there is no PostgreSQL on this machine, or it doesn't start.
    """
    programs, account = _find_programs(), _find_account()
    for attempt in range(ATTEMPTS):
        folder = Path(tempfile.mkdtemp(prefix="glossary-postgres-"))
        try:
            _initialise(programs, folder, account)
            cluster = _start(programs, folder, account, settings)
            _create_user(cluster)
        except NoServer as error:
            shutil.rmtree(folder, ignore_errors=True)
            if _PORT_TAKEN not in str(error) or attempt == ATTEMPTS - 1:
                raise
        else:
            return cluster
    raise NoServer("PostgreSQL doesn't start")


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _find_programs() -> Path:
    """Return the folder of the server's programs; Debian keeps them, one folder a version, off the search path."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not versions:
        raise NoServer("PostgreSQL is not installed")
    return versions[-1].parent


def _find_account() -> Account | None:
    if os.geteuid() != 0:
        return None
    try:
        found = pwd.getpwnam(SERVER_USER)
    except KeyError:
        raise NoServer(f"PostgreSQL does not run as root, and there is no user {SERVER_USER}") from None
    return Account(uid=found.pw_uid, gid=found.pw_gid)


def _initialise(programs: Path, folder: Path, account: Account | None) -> None:
    """Make the files of a server whose local users need no password, and whose others do."""
    secret = folder / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    if account is not None:
        for path in (folder, secret):
            os.chown(path, account.uid, account.gid)
    command: list[str | Path] = [
        *(programs / "initdb", "--pgdata", folder / "data", "--username", SERVER_USER, "--encoding", "UTF8"),
        *("--auth-local", "trust", "--auth-host", "scram-sha-256", "--pwfile", secret),
        *("--locale-provider", "icu", "--icu-locale", "en-US", "--locale", "C.UTF-8", "--no-sync"),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", **_options(account))
    if done.returncode:
        raise NoServer(f"initdb failed: {done.stderr.strip()}")


def _start(programs: Path, folder: Path, account: Account | None, given: Mapping[str, str]) -> Cluster:
    """Start the server on a free port."""
    port, log = free_port(), folder / "log"
    settings = {**SETTINGS, **given, "port": str(port), "unix_socket_directories": str(folder)}
    server: list[str | Path] = [programs / "postgres", "-D", folder / "data"]
    server += [f"--{name}={value}" for name, value in settings.items()]
    with log.open("wb") as file:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            ["/bin/sh", "-c", _UNTIL_THE_END, folder, *server],
            stdin=subprocess.PIPE,
            stdout=file,
            stderr=subprocess.STDOUT,
            cwd="/",
            # Ctrl+C is for the tests, which stop the server when they end.
            start_new_session=True,
            **_options(account),
        )
    cluster = Cluster(process=process, folder=folder, port=port)
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline:
        try:
            cluster.execute(sql.SQL("SELECT 1"))
        except psycopg.OperationalError:
            if b"FATAL:  could not" in log.read_bytes():
                break
            time.sleep(0.05)
        else:
            return cluster
    written = log.read_text(encoding="utf-8", errors="replace").strip()
    cluster.stop()
    raise NoServer(f"PostgreSQL doesn't start: {written}")


def _create_user(cluster: Cluster) -> None:
    statement = sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}")
    cluster.execute(statement.format(sql.Identifier(USER), sql.Literal(PASSWORD)))


def _options(account: Account | None) -> dict[str, Any]:
    return account.options if account else {}
