"""Tokens in the address of a request, where histories, logs and other pages would see them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote_to_bytes

from glossary.serve.http.problems import Problem
from glossary.store.people.tokens import TOKEN

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

#: Parameters by which other servers take tokens.
_NAMES = frozenset({"token", "access_token", "auth_token", "api_key", "apikey", "authorization", "bearer"})


def refuse_token(scope: MutableMapping[str, Any]) -> None:
    """Check that the address of a request has no token in it; it is forgotten where it has one.

    Raises:
        Problem: it has.
    """
    query = scope["query_string"].decode("latin-1")
    path = unquote_to_bytes(scope["path"]).decode("utf-8", "replace")
    try:
        names = {name.lower() for name, _ in parse_qsl(query, keep_blank_values=True)}
    except ValueError:
        names = set()
    in_query = unquote_to_bytes(query.encode("latin-1")).decode("utf-8", "replace")
    if not names & _NAMES and not TOKEN.search(in_query) and not TOKEN.search(path):
        return
    scope["query_string"], scope["path"], scope["raw_path"] = b"", TOKEN.sub("", path), b"/"
    raise Problem(
        400,
        "a token doesn't belong into an address, which ends up in logs: show it as Authorization: Bearer TOKEN, and "
        "revoke the one that was sent",
    )
