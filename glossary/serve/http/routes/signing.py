"""How a reader shows the token on a page, where the server asks readers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.responses import RedirectResponse, Response

from glossary.serve.http.answers import HTML, NEVER_KEPT, respond
from glossary.serve.http.bodies import media_type_of, read_text
from glossary.serve.http.guard import SESSION, session_of
from glossary.serve.http.page.reader import reader_of
from glossary.serve.http.page.signing import signing_page
from glossary.serve.http.service import service_of
from glossary.serve.http.tokens import is_token

if TYPE_CHECKING:
    from starlette.requests import Request

_FORM = "application/x-www-form-urlencoded"
_MOST_BYTES = 4_096
_MONTH = 30 * 24 * 3600


async def show(request: Request) -> Response:
    """Answer the page that asks for the token."""
    return respond(request, signing_page(reader_of(request)).encode(), HTML, cache=NEVER_KEPT)


async def sign_in(request: Request) -> Response:
    """Take the token and let the reader in, with a cookie that lets read and never write."""
    media_type_of(request, (_FORM,))
    sent = parse_qs(await read_text(request, _MOST_BYTES))
    token = service_of(request).token
    if token is None or not is_token(sent.get("token", [""])[0].strip(), token):
        page = signing_page(reader_of(request), is_wrong=True)
        return respond(request, page.encode(), HTML, status=403, cache=NEVER_KEPT)
    answer = RedirectResponse("/", status_code=303, headers={"Cache-Control": NEVER_KEPT})
    answer.set_cookie(SESSION, session_of(token), max_age=_MONTH, path="/", httponly=True, samesite="strict")
    return answer


SIGNING = {"/sign-in": {"GET": show, "POST": sign_in}}
