"""A server in this process on a termbase with a user of each role, with a clock that tests set."""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx

from glossary.lookup.live import LiveTermbase
from glossary.serve.http.attempts import Attempts
from glossary.serve.http.following import FollowingDatabase
from glossary.serve.http.hosts import names_of
from glossary.serve.http.server import address_of, make_server, open_socket
from glossary.serve.http.service import Service
from glossary.store.database import open_database
from glossary.store.log.revisions import revising
from glossary.store.people.tokens import add_token
from glossary.store.people.users import add_user
from glossary.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.store.database import Database

_PATIENCE = 30.0
#: The admin comes first: nobody else can be the first user.
NAMES = {Role.ADMIN: "ana", Role.REVIEWER: "rui", Role.CONTRIBUTOR: "con", Role.READER: "lea"}


@dataclass(slots=True)
class Clock:
    """A time that stands still until a test moves it."""

    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def now(self) -> datetime:
        """Return the time."""
        return self.at

    def seconds(self) -> float:
        """Return the time as seconds since long ago."""
        return self.at.timestamp()

    def move(self, **by: float) -> None:
        """Let time pass."""
        self.at += timedelta(**by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A server that runs, the tokens of its users by role and their numbers, and the time it goes by."""

    address: str
    file: Path
    tokens: dict[Role, str]
    numbers: dict[Role, int]
    clock: Clock
    service: Service

    def bearer(self, role: Role) -> dict[str, str]:
        """Return the header that shows the token of the user with a role."""
        return {"Authorization": f"Bearer {self.tokens[role]}"}

    def client(self, role: Role | None = None, *, local_address: str = "127.0.0.1") -> httpx.Client:
        """Return a client of the server, which shows a token where a role is given."""
        return httpx.Client(
            base_url=self.address,
            timeout=_PATIENCE,
            transport=httpx.HTTPTransport(local_address=local_address),
            headers=self.bearer(role) if role else {},
        )

    @contextmanager
    def database(self) -> Iterator[Database]:
        """Open the termbase as another program would."""
        with open_database(str(self.file)) as opened:
            yield opened


def add_team(database: Database) -> tuple[dict[Role, str], dict[Role, int]]:
    """Add a user of each role with a token; return the tokens and their numbers."""
    tokens, numbers = {}, {}
    for role, name in NAMES.items():
        with revising(database, who="ana", action="users") as revision:
            add_user(revision, name, role)
        with revising(database, who="ana", action="tokens") as revision:
            token, tokens[role] = add_token(revision, name, label=f"of {name}")
            numbers[role] = token.id
    return tokens, numbers


@contextmanager
def serving_team(file: Path, *, is_open: bool = True, token: str | None = None) -> Iterator[Team]:
    """Serve a termbase, to which users of all roles are added."""
    clock = Clock()
    with open_database(str(file)) as database:
        tokens, numbers = add_team(database)
    opened, is_ready = open_socket("127.0.0.1", 0), threading.Event()
    service = Service(
        live=LiveTermbase(str(file)),
        store=FollowingDatabase(str(file)),
        user="somebody at the server",
        token=token,
        names=names_of("127.0.0.1"),
        is_open=is_open,
        attempts=Attempts(clock.seconds),
        now=clock.now,
    )
    server = make_server(service, is_ready.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
    thread.start()
    try:
        assert is_ready.wait(_PATIENCE)
        yield Team(address=address_of(opened), file=file, tokens=tokens, numbers=numbers, clock=clock, service=service)
    finally:
        server.should_exit = True
        thread.join(_PATIENCE)
        service.close()
        opened.close()


def copied(mined_file: Path, folder: Path) -> Path:
    """Return a copy of a termbase that a test may change."""
    file = folder / "termbase.db"
    shutil.copy(mined_file, file)
    return file
