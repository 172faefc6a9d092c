"""Answers: their form, their mark, whether the client has them already, and whether they are compressed."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from glossary.serve.http.etags import GZIPPED, is_listed
from glossary.serve.http.negotiation import accepts_gzip, choose_type
from glossary.serve.http.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from starlette.requests import Request

JSON = "application/json"
LINES = "application/x-ndjson"
HTML = "text/html; charset=utf-8"
#: The client asks each time whether what it keeps is still right.
REVALIDATED = "private, no-cache"
#: Nothing keeps it.
NEVER_KEPT = "no-store"
#: Shorter answers aren't compressed.
_SHORT = 1024
_LEVEL = 5


def wanted_type(request: Request, offered: Sequence[str]) -> str:
    """Return the media type of the answer.

    Raises:
        Problem: the client takes none of those that there are.
    """
    chosen = choose_type(request.headers.get("accept"), offered)
    if chosen is None:
        raise Problem(406, f"the answer can be {' or '.join(offered)}, and Accept lets none of them through")
    return chosen


def not_modified(request: Request, tag: str, *, vary: str = "Accept, Accept-Encoding") -> Response | None:
    """Return the answer for a client that has the right one already, else None."""
    if not is_listed(tag, request.headers.get("if-none-match")):
        return None
    return Response(status_code=304, headers={"ETag": f'"{tag}"', "Cache-Control": REVALIDATED, "Vary": vary})


def respond(
    request: Request,
    body: bytes,
    media_type: str,
    *,
    status: int = 200,
    tag: str | None = None,
    cache: str | None = None,
    vary: str = "Accept, Accept-Encoding",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an answer, compressed where that is worth it and the client can take it.

    Args:
        request: that is answered.
        body: what to send.
        media_type: of the body.
        status: of HTTP.
        tag: the mark of what is shown, without quotation marks.
        cache: how it may be kept; asked for again each time where there is a tag, else not at all.
        vary: the headers of the request on which the answer depends.
        headers: more of the answer.
    """
    told = {"Cache-Control": cache or (REVALIDATED if tag else NEVER_KEPT), "Vary": vary, **(headers or {})}
    is_gzipped = len(body) >= _SHORT and accepts_gzip(request.headers.get("accept-encoding"))
    if is_gzipped:
        body = gzip.compress(body, _LEVEL, mtime=0)
        told["Content-Encoding"] = "gzip"
    if tag:
        told["ETag"] = f'"{tag}{GZIPPED if is_gzipped else ""}"'
    return Response(body, status, told, media_type)


def to_json(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Return a value as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def to_form(shapes: Iterable[Any], media_type: str) -> bytes:
    """Return objects as one JSON list, or as one object a line."""
    if media_type == LINES:
        return b"".join(to_json(shape) + b"\n" for shape in shapes)
    return to_json(list(shapes))
