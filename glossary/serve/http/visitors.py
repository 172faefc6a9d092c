"""Who sends a request: the user of the token that it shows, or of the token that a reader showed on a page.

A termbase with users knows their tokens. One without any has the token that the server was started with, whose holder
may do everything; as soon as there are users, it lets nobody in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from glossary.serve.http.problems import Problem
from glossary.serve.http.sessions import COOKIE, SERVERS_OWN, begin_session, is_good, read_session
from glossary.serve.http.tokens import is_token
from glossary.store.people.permissions import has_users
from glossary.store.people.tokens import find_shown_token, find_tokens, hash_of
from glossary.vocabulary import Role

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from starlette.requests import Request

    from glossary.serve.http.service import Service
    from glossary.serve.http.sessions import Session
    from glossary.store.people.tokens import Token

#: Where a request keeps who sends it.
VISITOR = "glossary.visitor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody whom a token lets in; ``token_id`` and ``token_hash`` are of that token.

    ``is_by_session`` tells that it isn't shown with the request, but was on a page before.
    """

    user: str
    role: Role
    token_id: int
    token_hash: str
    is_by_session: bool = False


async def find_bearer(request: Request, service: Service) -> Visitor | None:
    """Return who shows a token in the Authorization header; None where none is shown.

    Raises:
        Problem: the token is wrong, or too many were.
    """
    shown = _shown(request)
    return None if shown is None else await find_holder(request, service, shown)


async def find_holder(request: Request, service: Service, shown: str) -> Visitor:
    """Return who holds a token that is shown in whatever way.

    Raises:
        Problem: the token is wrong, or too many were.
    """
    address = request.client.host if request.client else ""
    hash_ = hash_of(shown)
    _require_patience(service.attempts.wait_before(address, hash_))
    visitor = await service.read(_find_holder, service, shown, hash_)
    if visitor is None:
        _require_patience(service.attempts.note_wrong(address, hash_))
        raise refusal("this token is wrong, expired or revoked", is_shown=True)
    service.attempts.note_right(hash_)
    return visitor


async def find_reader(request: Request, service: Service) -> Visitor | None:
    """Return the reader who showed a token on a page before; None for any other."""
    session = read_session(request.cookies.get(COOKIE, ""))
    return None if session is None else await service.read(_find_reader, service, session)


async def end_session(request: Request, service: Service) -> None:
    """Let nobody read any more by the cookie that a request has, whoever kept a copy of it."""
    session = read_session(request.cookies.get(COOKIE, ""))
    if session is not None and await service.read(_find_reader, service, session) is not None:
        service.ended.add(session, service.now())


async def require_role(request: Request, service: Service, role: Role) -> None:
    """Check that a request shows the token of somebody who has a role, and work for that user from now on.

    Raises:
        Problem: it doesn't, or nobody can write to this server.
    """
    if service.token is None and not await service.read(_are_there_users, service):
        raise Problem(403, "this server can't be written to; start it with --token-file FILE")
    visitor = await find_bearer(request, service)
    if visitor is None:
        raise refusal("this needs a token, as Authorization: Bearer TOKEN", is_shown=_is_any_shown(request))
    if not visitor.role.includes(role):
        raise Problem(403, f"{visitor.user} is a {visitor.role} of this termbase, and this takes a {role}")
    remember(request, visitor)


def remember(request: Request, visitor: Visitor) -> None:
    """Let a request be done for a visitor."""
    request.scope[VISITOR] = visitor


def session_for(service: Service, visitor: Visitor) -> str:
    """Return the cookie that lets a visitor read."""
    return begin_session(service.key, visitor.token_id, visitor.token_hash, service.now())


def refusal(message: str, *, is_shown: bool) -> Problem:
    """Return the answer that asks for a token, or for another one than was shown."""
    wrong = ', error="invalid_token"' if is_shown else ""
    return Problem(401, message, headers={"WWW-Authenticate": f'Bearer realm="glossary"{wrong}'})


def _shown(request: Request) -> str | None:
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    return shown.strip() or None if scheme.lower() == "bearer" else None


def _is_any_shown(request: Request) -> bool:
    return bool(request.headers.get("authorization", "").partition(" ")[2])


def _require_patience(seconds: int) -> None:
    if seconds:
        headers = {"Retry-After": str(seconds)}
        raise Problem(429, f"too many wrong tokens; try again in {seconds} seconds", headers=headers)


def _are_there_users(service: Service) -> bool:
    with service.store.current().reading() as connection:
        return has_users(connection)


def _find_holder(service: Service, shown: str, hash_: str) -> Visitor | None:
    with service.store.current().reading() as connection:
        if not has_users(connection):
            is_right = service.token is not None and is_token(shown, service.token)
            return _own(service, hash_) if is_right else None
        token = find_shown_token(connection, shown)
    return None if token is None else _holder(service, token)


def _find_reader(service: Service, session: Session) -> Visitor | None:
    with service.store.current().reading() as connection:
        visitor = _of_session(service, connection, session)
    if visitor is None or not is_good(session, service.key, visitor.token_hash, service.now()):
        return None
    return None if session in service.ended else replace(visitor, is_by_session=True)


def _of_session(service: Service, connection: Connection, session: Session) -> Visitor | None:
    if session.token_id == SERVERS_OWN:
        is_in_force = service.token is not None and not has_users(connection)
        return _own(service, hash_of(service.token or "")) if is_in_force else None
    token = next((found for found in find_tokens(connection, token_id=session.token_id)), None)
    return None if token is None else _holder(service, token)


def _own(service: Service, hash_: str) -> Visitor:
    return Visitor(user=service.user, role=Role.ADMIN, token_id=SERVERS_OWN, token_hash=hash_)


def _holder(service: Service, token: Token) -> Visitor | None:
    """Return the user of a token, and note that it was used; None where it isn't good any more."""
    if token.state(service.now()) != "active":
        return None
    if token.is_use_to_note(service.now()):
        service.note_use(token.user, token.id)
    return Visitor(user=token.user, role=token.role, token_id=token.id, token_hash=token.hash)


def is_by_session(request: Request) -> bool:
    """Tell whether a request was let in by the cookie of somebody who showed a token on a page before."""
    visitor = visitor_of(request.scope)
    return visitor is not None and visitor.is_by_session


def visitor_of(scope: Any) -> Visitor | None:  # noqa: ANN401 - what the server interface calls a mapping
    """Return who sends a request, where somebody had to show a token."""
    visitor: Visitor | None = scope.get(VISITOR)
    return visitor
