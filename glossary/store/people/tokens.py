"""The tokens by which programs act for a user: only their hashes are kept.

A token has 256 random bits, so that nobody can try them all, and one round of SHA-256 is enough: the slow hashes that
passwords need make up for what people choose badly, and nobody chooses a token.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from glossary.errors import Conflict, NotFound, UsageError
from glossary.store.models import TokenRow, UserRow
from glossary.store.moments import as_utc
from glossary.store.people.users import get_user
from glossary.vocabulary import Role

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select

    from glossary.store.log.revisions import Revision

#: The kind of change that the log keeps for a token; its target is the id.
KIND = "token"
#: Every token begins so, and is recognised where one got into a file or an address by mistake.
PREFIX = "gloss_"
#: What a token looks like wherever it stands.
TOKEN = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}")
#: How long a token is good unless somebody says otherwise, and at most, in days.
DAYS, MOST_DAYS = 90, 3_650
#: The longest label, in characters.
LONGEST = 100
#: How exactly it is known when a token was used last; a use within this time of another isn't written.
USE_NOTED = timedelta(hours=1)
_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token without its secret. ``user`` acts by it; ``label`` says what it is for."""

    id: int
    user: str
    role: Role
    label: str
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    used_at: datetime | None = None
    is_user_enabled: bool = True
    hash: str = ""

    def state(self, at: datetime) -> str:
        """Return whether the token lets in at a time: active, else revoked, expired or disabled (its user is)."""
        if self.revoked_at is not None:
            return "revoked"
        if self.expires_at is not None and self.expires_at <= at:
            return "expired"
        return "active" if self.is_user_enabled else "disabled"

    def is_use_to_note(self, at: datetime) -> bool:
        """Tell whether a use at a time is so long after the one that is known that it should be written."""
        return self.used_at is None or at - self.used_at >= USE_NOTED


def find_tokens(connection: Connection, *, user: str | None = None, token_id: int | None = None) -> list[Token]:
    """Return tokens, oldest first: all, those of a user, or the one with an id."""
    statement = _selection().order_by(TokenRow.id)
    if token_id is not None:
        statement = statement.where(TokenRow.id == token_id)
    if user is not None:
        statement = statement.where(UserRow.name == user)
    return [_token(row) for row in connection.execute(statement)]


def get_token(connection: Connection, token_id: int) -> Token:
    """Return a token by its id.

    Raises:
        NotFound: there is none.
    """
    found = find_tokens(connection, token_id=token_id)
    if not found:
        raise NotFound(f"{token_id}: no token has this id; list them with: glossary tokens")
    return found[0]


def find_shown_token(connection: Connection, secret: str) -> Token | None:
    """Return the token that somebody shows, in whatever state it is; None where it is none of this termbase.

    The time this takes tells nothing of the token: what is sought and compared is its hash, whose beginning nobody
    can choose.
    """
    shown = hash_of(secret)
    row = connection.execute(_selection().where(TokenRow.hash == shown)).one_or_none()
    return _token(row) if row is not None and hmac.compare_digest(row.hash, shown) else None


def add_token(revision: Revision, user: str, *, label: str = "", days: int | None = DAYS) -> tuple[Token, str]:
    """Make a token for a user; return it, and the secret, which nobody can find again.

    Args:
        revision: the step this is part of.
        user: for whom.
        label: what it is for.
        days: how long it is good; None for ever.

    Raises:
        NotFound: nobody is called so.
        Conflict: the user is disabled.
        UsageError: the label or the number of days can't be used.
    """
    found = get_user(revision.connection, user)
    if not found.is_enabled:
        raise Conflict(f"{user}: this user is disabled; first: glossary users enable {user}")
    if len(label) > LONGEST or not label.isprintable():
        raise UsageError(f"the label must be one line of at most {LONGEST} characters")
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise UsageError(f"{days}: a token is good for 1 to {MOST_DAYS} days, or never ends: --days never")
    secret = f"{PREFIX}{secrets.token_urlsafe(_BYTES)}"
    newest = revision.connection.scalar(select(func.max(TokenRow.id))) or 0
    token = Token(
        id=newest + 1,
        user=user,
        role=found.role,
        label=label,
        created_at=revision.at,
        expires_at=None if days is None else revision.at + timedelta(days=days),
        hash=hash_of(secret),
    )
    columns = ("id", "label", "hash", "created_at", "expires_at")
    values = {column: getattr(token, column) for column in columns}
    revision.connection.execute(insert(TokenRow).values(**values, user_id=found.id))
    _record(revision, None, token)
    revision.summary = f"make token {token.id} for {user}"
    return token, secret


def revoke_token(revision: Revision, token_id: int) -> Token:
    """Let a token be refused from now on.

    Raises:
        NotFound: there is none of this id.
    """
    before = get_token(revision.connection, token_id)
    if before.revoked_at is not None:
        return before
    after = replace(before, revoked_at=revision.at)
    revision.connection.execute(update(TokenRow).where(TokenRow.id == token_id).values(revoked_at=revision.at))
    _record(revision, before, after)
    revision.summary = f"revoke token {token_id} of {before.user}"
    return after


def revoke_tokens_of(revision: Revision, user: str) -> list[Token]:
    """Let all tokens of a user be refused from now on; return those that weren't before.

    Raises:
        NotFound: nobody is called so.
    """
    get_user(revision.connection, user)
    good = [token.id for token in find_tokens(revision.connection, user=user) if token.revoked_at is None]
    revoked = [revoke_token(revision, token_id) for token_id in good]
    revision.summary = f"revoke {len(revoked)} token{'' if len(revoked) == 1 else 's'} of {user}"
    return revoked


def note_use(connection: Connection, token_id: int, at: datetime) -> None:
    """Write when a token was used last; this is no change that the log keeps."""
    connection.execute(update(TokenRow).where(TokenRow.id == token_id).values(used_at=at))


def hash_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _record(revision: Revision, before: Token | None, after: Token) -> None:
    revision.is_final = True
    revision.record(KIND, str(after.id), None if before is None else _state(before), _state(after))


def _state(token: Token) -> dict[str, Any]:
    return {
        "user": token.user,
        "label": token.label,
        "expires_at": token.expires_at.isoformat() if token.expires_at else None,
        "revoked_at": token.revoked_at.isoformat() if token.revoked_at else None,
    }


def _selection() -> Select[Any]:
    columns = (*TokenRow.__table__.columns, UserRow.name, UserRow.role, UserRow.disabled_at)
    return select(*columns).join(UserRow, UserRow.id == TokenRow.user_id)


def _token(row: Row[Any]) -> Token:
    return Token(
        id=row.id,
        user=row.name,
        role=Role(row.role),
        label=row.label,
        created_at=as_utc(row.created_at),
        expires_at=as_utc(row.expires_at) if row.expires_at else None,
        revoked_at=as_utc(row.revoked_at) if row.revoked_at else None,
        used_at=as_utc(row.used_at) if row.used_at else None,
        is_user_enabled=row.disabled_at is None,
        hash=row.hash,
    )
