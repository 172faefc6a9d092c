"""The command ``serve``."""

from __future__ import annotations

import sys
import webbrowser
from typing import TYPE_CHECKING

from glossary.cli.narration import say
from glossary.errors import UsageError
from glossary.lookup.live import LiveTermbase
from glossary.serve.http.following import FollowingDatabase
from glossary.serve.http.hosts import is_everywhere, is_loopback, names_of
from glossary.serve.http.server import address_of, open_socket, run
from glossary.serve.http.service import Service
from glossary.serve.http.tokens import load_token, make_token
from glossary.settings import load_settings
from glossary.store.location import shown
from glossary.store.people.permissions import has_users

if TYPE_CHECKING:
    from argparse import Namespace

    from glossary.store.database import Database


def serve(arguments: Namespace) -> int:
    """Serve the termbase to browsers and programs until interrupted."""
    settings = load_settings(arguments.db)
    is_open = is_loopback(arguments.host) and not arguments.require_token
    live = LiveTermbase(settings.db)
    store = FollowingDatabase(settings.db, learns=settings.learn)
    opened = open_socket(arguments.host, arguments.port)
    service = Service(
        live=live,
        store=store,
        user=settings.user,
        token=_token(arguments.token_file, store.current(), is_open=is_open),
        names=names_of(arguments.host, tuple(arguments.allow_host)),
        is_everywhere=is_everywhere(arguments.host),
        is_open=is_open,
        most_bytes=arguments.max_body,
        checks=settings.check,
    )

    def tell() -> None:
        say(f"glossary: serving {shown(settings.db)} at {address_of(opened)} (Ctrl+C stops)")
        if arguments.open:
            webbrowser.open(address_of(opened))

    run(service, opened, when_ready=tell)
    return 0


def _token(name: str | None, database: Database, *, is_open: bool) -> str | None:
    """Return the token of a termbase without users: from its file, else a new one for this run, told at the terminal.

    Raises:
        UsageError: the server shows nothing without a token, and nobody would learn it.
    """
    with database.reading() as connection:
        if has_users(connection):
            say("glossary: this termbase has users, so their tokens let in; make one with: glossary tokens add USER")
            return None
    if name:
        token, is_new = load_token(name)
        if is_new:
            say(f"glossary: a token for writing was made and kept in {name}")
        return token
    if sys.stderr.isatty():
        token = make_token()
        say(f"glossary: the token for writing, until the server stops: {token}")
        return token
    if not is_open:
        raise UsageError("this server shows nothing without a token, so it needs one: add --token-file FILE")
    return None
