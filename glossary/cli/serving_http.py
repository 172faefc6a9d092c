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

if TYPE_CHECKING:
    from argparse import Namespace


def serve(arguments: Namespace) -> int:
    """Serve the termbase to browsers and programs until interrupted."""
    settings = load_settings(arguments.db)
    is_open = is_loopback(arguments.host)
    live = LiveTermbase(settings.db)
    store = FollowingDatabase(settings.db, learns=settings.learn)
    opened = open_socket(arguments.host, arguments.port)
    service = Service(
        live=live,
        store=store,
        user=settings.user,
        token=_token(arguments.token_file, is_open=is_open),
        names=names_of(arguments.host, tuple(arguments.allow_host)),
        is_everywhere=is_everywhere(arguments.host),
        is_open=is_open,
        most_bytes=arguments.max_body,
        checks=settings.check,
    )

    def tell() -> None:
        say(f"glossary: serving {settings.db} at {address_of(opened)} (Ctrl+C stops)")
        if arguments.open:
            webbrowser.open(address_of(opened))

    run(service, opened, when_ready=tell)
    return 0


def _token(name: str | None, *, is_open: bool) -> str | None:
    """Return the token: from its file, else a new one for this run, told to whoever sits at the terminal.

    Raises:
        UsageError: other machines can reach the server, and nobody would learn the token.
    """
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
        raise UsageError("other machines can reach this server, so it needs a token: add --token-file FILE")
    return None
