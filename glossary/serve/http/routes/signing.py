"""How a reader shows the token on a page, where the server asks readers for it, and leaves again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.responses import RedirectResponse, Response

from glossary.serve.http.answers import HTML, NEVER_KEPT, respond
from glossary.serve.http.bodies import media_type_of, read_text
from glossary.serve.http.page.reader import reader_of
from glossary.serve.http.page.signing import signing_page
from glossary.serve.http.problems import Problem
from glossary.serve.http.service import service_of
from glossary.serve.http.sessions import COOKIE, SECONDS
from glossary.serve.http.visitors import end_session, find_holder, session_for

if TYPE_CHECKING:
    from starlette.requests import Request

_FORM = "application/x-www-form-urlencoded"
_MOST_BYTES = 4_096
_TOO_MANY = 429
#: The statuses of a token that doesn't let in; the page says so and asks again.
_REFUSED = (401, _TOO_MANY)


async def show(request: Request) -> Response:
    """Answer the page that asks for the token."""
    return respond(request, signing_page(reader_of(request)).encode(), HTML, cache=NEVER_KEPT)


async def sign_in(request: Request) -> Response:
    """Take the token and let the reader in, with a cookie that lets read and never write."""
    media_type_of(request, (_FORM,))
    sent = parse_qs(await read_text(request, _MOST_BYTES))
    service = service_of(request)
    try:
        visitor = await find_holder(request, service, sent.get("token", [""])[0].strip())
    except Problem as problem:
        if problem.status not in _REFUSED:
            raise
        return _ask_again(request, problem)
    answer = RedirectResponse("/", status_code=303, headers={"Cache-Control": NEVER_KEPT})
    answer.set_cookie(
        COOKIE,
        session_for(service, visitor),
        max_age=SECONDS,
        path="/",
        secure=_is_encrypted(request),
        httponly=True,
        samesite="strict",
    )
    return answer


async def sign_out(request: Request) -> Response:
    """End the session of the reader, here and in the browser; without one nothing is to be done."""
    service = service_of(request)
    await end_session(request, service)
    answer = RedirectResponse("/" if service.is_open else "/sign-in", status_code=303)
    answer.headers["Cache-Control"] = NEVER_KEPT
    answer.delete_cookie(COOKIE, path="/", secure=_is_encrypted(request), httponly=True, samesite="strict")
    return answer


def _ask_again(request: Request, problem: Problem) -> Response:
    is_late = problem.status == _TOO_MANY
    page = signing_page(reader_of(request), is_wrong=not is_late, is_late=is_late)
    status = _TOO_MANY if is_late else 403
    headers = {name: value for name, value in problem.headers.items() if name == "Retry-After"}
    return respond(request, page.encode(), HTML, status=status, cache=NEVER_KEPT, headers=headers)


def _is_encrypted(request: Request) -> bool:
    """Tell whether the browser speaks TLS, to whatever stands before this server: it says so in the page's origin."""
    return request.headers.get("origin", "").startswith("https://")


SIGNING = {"/sign-in": {"GET": show, "POST": sign_in}, "/sign-out": {"POST": sign_out}}
