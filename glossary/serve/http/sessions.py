"""The cookie of a reader who showed a token on a page: it lets read, never write, and ends with the token.

It names the token and the hour, signed with a key that only the running server has; the token can't be found from
it, and nobody who reads the database can make one.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

#: The name of the cookie.
COOKIE = "glossary_session"
#: How long a reader may read until the token is asked for again, in seconds.
SECONDS = 30 * 24 * 3600
#: The number of the token that the server was started with; those of users are counted from 1.
SERVERS_OWN = 0
_SHAPE = re.compile(r"(\d{1,12})\.(\d{1,12})\.([0-9a-f]{64})")


class Session(NamedTuple):
    """What a cookie says; only the signature tells whether it is true."""

    token_id: int
    began_at: int
    signature: str


def begin_session(key: bytes, token_id: int, token_hash: str, at: datetime) -> str:
    """Return the cookie for a token that was shown just now."""
    began_at = int(at.timestamp())
    return f"{token_id}.{began_at}.{_sign(key, token_id, began_at, token_hash)}"


def read_session(cookie: str) -> Session | None:
    """Return what a cookie says; None for what is none."""
    found = _SHAPE.fullmatch(cookie)
    return Session(int(found[1]), int(found[2]), found[3]) if found else None


def is_good(session: Session, key: bytes, token_hash: str, at: datetime) -> bool:
    """Tell whether a session was begun by this server with this token, and isn't over."""
    signature = _sign(key, session.token_id, session.began_at, token_hash)
    is_whole = hmac.compare_digest(session.signature, signature)
    return is_whole and 0 <= at.timestamp() - session.began_at < SECONDS


def _sign(key: bytes, token_id: int, began_at: int, token_hash: str) -> str:
    return hmac.new(key, f"{token_id}.{began_at}.{token_hash}".encode(), hashlib.sha256).hexdigest()
