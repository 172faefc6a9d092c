"""Entries by query, and terms that begin with what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.lookup.queries import MODES, hit_shape
from glossary.serve.http.answers import JSON, LINES, not_modified, respond, to_form, wanted_type
from glossary.serve.http.fields import Text, Whole
from glossary.serve.http.operation import Operation
from glossary.serve.http.parameters import Parameter, read_parameters
from glossary.serve.http.schemas import listed, ref
from glossary.serve.http.service import service_of
from glossary.serve.http.shapes import completion_shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from glossary.lookup.live import LiveTermbase

LONGEST = 1_000
_LANGUAGE = Parameter(kind=Text(longest=2, choices=("en", "zh")), about="the language of the term that is found")
QUERY = Parameter(
    kind=Text(longest=LONGEST, shortest=1),
    about="English, 中文 in either writing, pinyin with or without tones, or initials (xzscl)",
    is_required=True,
)
_LOOK_UP = {
    "q": QUERY,
    "mode": Parameter(kind=Text(longest=10, choices=MODES), about="how to look", default="auto"),
    "lang": _LANGUAGE,
    "limit": Parameter(kind=Whole(least=1, most=200), about="at most so many hits", default=20),
}
_COMPLETE = {
    "q": Parameter(kind=QUERY.kind, about="the beginning of a term, pinyin or initials", is_required=True),
    "lang": _LANGUAGE,
    "limit": Parameter(kind=Whole(least=1, most=200), about="at most so many terms", default=20),
}


async def look_up(request: Request) -> Response:
    """Answer the entries that a query finds, best first."""
    return await _answer(request, _LOOK_UP, find_hits)


async def complete(request: Request) -> Response:
    """Answer the terms that begin with what was typed."""
    return await _answer(request, _COMPLETE, _find_completions)


def find_hits(live: LiveTermbase, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the hits of a query as the contract has them."""
    hits = live.look_up(asked["q"], mode=asked["mode"], language=asked["lang"], limit=asked["limit"])
    entries = live.get_entries([hit.entry for hit in hits])
    return [hit_shape(hit, entries[hit.entry]) for hit in hits if hit.entry in entries]


def _find_completions(live: LiveTermbase, asked: dict[str, Any]) -> list[dict[str, Any]]:
    found = live.complete(asked["q"], language=asked["lang"], limit=asked["limit"])
    entries = live.get_entries([one.entry for one in found])
    return [completion_shape(one, entries[one.entry]["id"]) for one in found if one.entry in entries]


async def _answer(
    request: Request,
    known: dict[str, Parameter],
    find: Callable[[LiveTermbase, dict[str, Any]], list[dict[str, Any]]],
) -> Response:
    asked = read_parameters(request, known)
    media_type = wanted_type(request, (JSON, LINES))
    service = service_of(request)

    def answer() -> Response:
        tag = service.tag()
        kept = not_modified(request, tag)
        return kept or respond(request, to_form(find(service.live, asked), media_type), media_type, tag=tag)

    return await service.read(answer)


_KEPT = {"If-None-Match": "the ETag of the answer that the client has"}
_ETAG = {"ETag": "the mark of this answer"}
LOOKUPS = (
    Operation(
        method="GET",
        path="/v1/lookup",
        handler=look_up,
        name="lookup",
        summary="Entries that a query finds, best first",
        about="One hit an entry, with its best match. Typing mistakes are forgiven where nothing fits better.",
        example="/v1/lookup?q=xzscl",
        parameters=_LOOK_UP,
        headers=_KEPT,
        answer=listed("Hit"),
        lines=ref("Hit"),
        answer_headers=_ETAG,
        problems=(304, 400, 406, 422),
    ),
    Operation(
        method="GET",
        path="/v1/complete",
        handler=complete,
        name="complete",
        summary="Terms that begin with what was typed",
        example="/v1/complete?q=new+qual",
        parameters=_COMPLETE,
        headers=_KEPT,
        answer=listed("Completion"),
        lines=ref("Completion"),
        answer_headers=_ETAG,
        problems=(304, 400, 406, 422),
    ),
)
