"""Who may come in: the server is for programs and pages of its own machine, whatever other pages try.

- The Host must be one of the server's names: a page under an attacker's name that leads here is refused.
- A page of another origin can read nothing (no CORS headers) and post nothing (Origin, Sec-Fetch-Site).
- Writing needs a token, and so does everything where other machines can reach the server; it is shown in a header,
  never in the address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from glossary.serve.http.addresses import refuse_token
from glossary.serve.http.failures import failed
from glossary.serve.http.hosts import is_known, name_in
from glossary.serve.http.problems import Problem
from glossary.serve.http.visitors import find_bearer, find_reader, refusal, remember

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from glossary.serve.http.service import Service

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: What a reader needs to show the token at all, or has no token for any more.
_ANTEROOM = ("/sign-in", "/sign-out", "/assets/")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Guard:
    """Stands before the whole application."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        request = Request(scope)
        try:
            await self._let_in(request)
        except Problem as problem:
            answer = failed(request, problem)
            await answer(scope, receive, send_guarded)
            return
        await self._app(scope, receive, send_guarded)

    async def _let_in(self, request: Request) -> None:
        self._require_own_name(request)
        refuse_token(request.scope)
        if request.method not in _SAFE:
            _require_own_page(request)
        if not self._service.is_open and not request.url.path.startswith(_ANTEROOM):
            await self._require_sign(request)

    def _require_own_name(self, request: Request) -> None:
        header = request.headers.get("host", "")
        name = name_in(header)
        if name is None or not is_known(name, self._service.names, is_everywhere=self._service.is_everywhere):
            raise Problem(421, f"{header[:80]!a}: this server has another name; start it with --allow-host NAME")

    async def _require_sign(self, request: Request) -> None:
        """Check that somebody sends the request whom a token lets in, shown with it or on a page before."""
        visitor = await find_reader(request, self._service) or await find_bearer(request, self._service)
        if visitor is None:
            raise refusal("this needs a token, as Authorization: Bearer TOKEN", is_shown=False)
        remember(request, visitor)


def _require_own_page(request: Request) -> None:
    """Check that no page of another origin sends the request; programs other than browsers name no origin.

    Raises:
        Problem: one does.
    """
    origin = request.headers.get("origin")
    if origin is not None and not _is_own(origin, request.headers.get("host", "")):
        raise Problem(403, "a page of another origin can't do this")
    if request.headers.get("sec-fetch-site", "none").lower() not in {"same-origin", "none"}:
        raise Problem(403, "a page of another site can't do this")


def _is_own(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and parts.netloc.lower() == host.lower() and not parts.path
