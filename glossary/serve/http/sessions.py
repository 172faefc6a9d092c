"""The cookie of a reader who showed a token on a page: it lets read, never write, and ends with the token.

It names the token and the time, signed with a key that only the running server has; the token can't be found from
it, and nobody who reads the database can make one. Readers can end it before; the server remembers that as long as it
remembers the key.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import threading
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

#: The name of the cookie.
COOKIE = "glossary_session"
#: How long a reader may read until the token is asked for again, in seconds.
SECONDS = 30 * 24 * 3600
#: The number of the token that the server was started with; those of users are counted from 1.
SERVERS_OWN = 0
_SHAPE = re.compile(r"(\d{1,12})\.(\d{1,12})\.([0-9a-f]{16})\.([0-9a-f]{64})")


class Session(NamedTuple):
    """What a cookie says; only the signature tells whether it is true. By ``number`` no two are the same."""

    token_id: int
    began_at: int
    number: str
    signature: str


class EndedSessions:
    """The sessions that were ended before their time, until then; for any number of threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ended: dict[str, int] = {}

    def add(self, session: Session, at: datetime) -> None:
        """Remember that a session, which is good, is over."""
        with self._lock:
            now = at.timestamp()
            self._ended = {number: began for number, began in self._ended.items() if now - began < SECONDS}
            self._ended[session.number] = session.began_at

    def __contains__(self, session: Session) -> bool:
        """Tell whether a session was ended."""
        return session.number in self._ended


def begin_session(key: bytes, token_id: int, token_hash: str, at: datetime) -> str:
    """Return the cookie for a token that was shown just now."""
    began_at, number = int(at.timestamp()), secrets.token_hex(8)
    return f"{token_id}.{began_at}.{number}.{_sign(key, token_id, began_at, number, token_hash)}"


def read_session(cookie: str) -> Session | None:
    """Return what a cookie says; None for what is none."""
    found = _SHAPE.fullmatch(cookie)
    return Session(int(found[1]), int(found[2]), found[3], found[4]) if found else None


def is_good(session: Session, key: bytes, token_hash: str, at: datetime) -> bool:
    """Tell whether a session was begun by this server with this token, and isn't over."""
    signature = _sign(key, session.token_id, session.began_at, session.number, token_hash)
    is_whole = hmac.compare_digest(session.signature, signature)
    return is_whole and 0 <= at.timestamp() - session.began_at < SECONDS


def _sign(key: bytes, token_id: int, began_at: int, number: str, token_hash: str) -> str:
    return hmac.new(key, f"{token_id}.{began_at}.{number}.{token_hash}".encode(), hashlib.sha256).hexdigest()
