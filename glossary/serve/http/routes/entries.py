"""Entries: listed, read, and with a token added, changed and deleted, or proposed to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from starlette.responses import Response

from glossary.serve.http import writing
from glossary.serve.http.answers import JSON, LINES, not_modified, respond, to_form, to_json, wanted_type
from glossary.serve.http.bodies import PATCH, media_type_of, read_json, read_object
from glossary.serve.http.entry_values import NEW_ENTRY, WHOLE_ENTRY
from glossary.serve.http.fields import Text, Whole
from glossary.serve.http.operation import Operation
from glossary.serve.http.parameters import FLAG, Parameter, read_parameters
from glossary.serve.http.problems import Problem
from glossary.serve.http.routes.lookups import LONGEST
from glossary.serve.http.schemas import ref
from glossary.serve.http.service import service_of
from glossary.serve.http.writing import Suggested
from glossary.store.entries.search import Filter
from glossary.store.paging import find_page
from glossary.vocabulary import AdministrativeStatus, Language, Role

if TYPE_CHECKING:
    from starlette.requests import Request

    from glossary.serve.http.service import Service
    from glossary.serve.http.writing import Shown

_LINE = Text(longest=LONGEST)
_LIST = {
    "q": Parameter(kind=_LINE, about="English, 中文, pinyin or initials; every word of it must be found"),
    "subject_field": Parameter(kind=_LINE, about="only of this subject field"),
    "status": Parameter(
        kind=Text(longest=20, choices=tuple(AdministrativeStatus)), about="only with a term of this status"
    ),
    "missing": Parameter(kind=Text(longest=10, choices=tuple(Language)), about="only without this language"),
    "origin": Parameter(kind=_LINE, about="only from there: person, base, or the name of an import"),
    "limit": Parameter(kind=Whole(least=1, most=500), about="entries on a page", default=50),
    "cursor": Parameter(kind=_LINE, about="where the page begins: what next says on the page before"),
}
_ADD = {
    "allow_duplicate": Parameter(kind=FLAG, about="also if another entry has the term", default=False, is_flag=True)
}
_JSON = "application/json"


async def list_entries(request: Request) -> Response:
    """Answer a page of entries in the order of their ids."""
    asked = read_parameters(request, _LIST)
    media_type = wanted_type(request, (JSON, LINES))
    service = service_of(request)

    def answer() -> Response:
        tag = service.tag()
        return not_modified(request, tag) or _page(request, media_type, tag, _find(service, asked), asked)

    return await service.work(answer)


async def get_entry(request: Request) -> Response:
    """Answer an entry."""
    read_parameters(request, {})
    wanted_type(request, (JSON,))
    service = service_of(request)
    shown = await service.read(writing.show, service, _id_of(request))
    return not_modified(request, shown.tag) or _answer(request, shown)


async def add_entry(request: Request) -> Response:
    """Add an entry and answer it."""
    asked = read_parameters(request, _ADD)
    wanted_type(request, (JSON,))
    service = service_of(request)
    values = await read_object(request, NEW_ENTRY, service.most_bytes)
    shown = await service.write(writing.add, service, values, allow_duplicate=asked["allow_duplicate"])
    if isinstance(shown, Suggested):
        return _answer(request, shown)
    location = f"/v1/entries/{quote(shown.shape['id'], safe='')}"
    return _answer(request, shown, status=201, headers={"Location": location})


async def replace_entry(request: Request) -> Response:
    """Save an entry whole and answer it."""
    read_parameters(request, {})
    wanted_type(request, (JSON,))
    service = service_of(request)
    values = await read_object(request, WHOLE_ENTRY, service.most_bytes)
    return _answer(
        request,
        await service.write(writing.replace, service, _id_of(request), request.headers.get("if-match"), values),
    )


async def patch_entry(request: Request) -> Response:
    """Change some fields of an entry and answer it."""
    read_parameters(request, {})
    wanted_type(request, (JSON,))
    media_type_of(request, (PATCH, _JSON))
    service = service_of(request)
    change = await read_json(request, service.most_bytes)
    if not isinstance(change, dict):
        raise Problem(422, "the body must be an object with the fields to change")
    return _answer(
        request,
        await service.write(writing.patch, service, _id_of(request), request.headers.get("if-match"), change),
    )


async def delete_entry(request: Request) -> Response:
    """Delete an entry."""
    read_parameters(request, {})
    service = service_of(request)
    suggested = await service.write(writing.delete, service, _id_of(request), request.headers.get("if-match"))
    return _answer(request, suggested) if suggested else Response(status_code=204)


def _find(service: Service, asked: dict[str, Any]) -> tuple[list[dict[str, Any]], str | None]:
    """Return a page of entries, and where the next one begins."""
    wanted = Filter(
        query=asked["q"],
        subject_field=asked["subject_field"],
        status=asked["status"],
        missing_language=asked["missing"],
        origin=asked["origin"],
    )
    limit = asked["limit"]
    with service.database.reading() as connection:
        found = find_page(connection, wanted, after=asked["cursor"], limit=limit + 1)
    page = found[:limit]
    shapes = service.live.get_entries([row_id for row_id, _ in page])
    following = page[-1][1] if len(found) > limit else None
    return [shapes[row_id] for row_id, _ in page if row_id in shapes], following


def _page(
    request: Request,
    media_type: str,
    tag: str,
    found: tuple[list[dict[str, Any]], str | None],
    asked: dict[str, Any],
) -> Response:
    shapes, following = found
    headers = {}
    if following is not None:
        said = {name: str(value) for name, value in asked.items() if value is not None}
        headers["Link"] = f'</v1/entries?{urlencode({**said, "cursor": following})}>; rel="next"'
    whole = {"v": 1, "entries": shapes, "next": following}
    body = to_form(shapes, LINES) if media_type == LINES else to_json(whole)
    return respond(request, body, media_type, tag=tag, headers=headers)


def _id_of(request: Request) -> str:
    identifier: str = request.path_params["id"]
    return identifier


def _answer(
    request: Request, shown: Shown | Suggested, *, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """Answer an entry, or that its change waits for a reviewer."""
    if isinstance(shown, Suggested):
        return respond(request, to_json(shown.shape), JSON, status=202)
    return respond(request, to_json(shown.shape), JSON, status=status, tag=shown.tag, headers=headers)


_ID = {"id": "the id of the entry"}
_KEPT = {"If-None-Match": "the ETag of the answer that the client has"}
_SEEN = {"If-Match": "the ETag of the entry as the client has seen it; nothing is changed where it is another now"}
_ETAG = {"ETag": "the mark of this answer"}
_EXAMPLE = {
    "terms": [
        {"term": "low-altitude economy", "language": "en"},
        {"term": "低空经济", "language": "zh-Hans"},
    ],
    "subject_field": "economy and industry",
}
ENTRIES = (
    Operation(
        method="GET",
        path="/v1/entries",
        handler=list_entries,
        name="listEntries",
        summary="Entries page by page, in the order of their ids",
        example="/v1/entries?status=deprecated&limit=10",
        parameters=_LIST,
        headers=_KEPT,
        answer=ref("Entries"),
        lines=ref("Entry"),
        answer_headers={**_ETAG, "Link": "the next page, where there is one"},
        problems=(304, 400, 406, 422),
    ),
    Operation(
        method="POST",
        path="/v1/entries",
        handler=add_entry,
        name="addEntry",
        summary="Add an entry",
        about="Pinyin is made by rule where none is sent. The first term of a language is preferred, others are "
        "admitted, unless they say otherwise.",
        parameters=_ADD,
        bodies={_JSON: NEW_ENTRY.schema()},
        body_examples={_JSON: _EXAMPLE},
        status=201,
        answer=ref("Entry"),
        answer_headers={**_ETAG, "Location": "where the entry is"},
        problems=(400, 401, 406, 408, 409, 413, 415, 422),
        writes=True,
        needs=Role.CONTRIBUTOR,
        suggests=True,
    ),
    Operation(
        method="GET",
        path="/v1/entries/{id}",
        handler=get_entry,
        name="getEntry",
        summary="An entry",
        example="/v1/entries/new-quality-productive-forces",
        variables=_ID,
        headers=_KEPT,
        answer=ref("Entry"),
        answer_headers=_ETAG,
        problems=(304, 400, 404, 406, 422),
    ),
    Operation(
        method="PUT",
        path="/v1/entries/{id}",
        handler=replace_entry,
        name="replaceEntry",
        summary="Save an entry whole",
        about="What the JSON of an entry doesn't show stays as it is; the source of a definition goes where its text "
        "is another. If-Match must be sent, so that nobody's change is lost; * saves over whatever is there.",
        variables=_ID,
        headers=_SEEN,
        bodies={_JSON: WHOLE_ENTRY.schema()},
        body_examples={_JSON: _EXAMPLE},
        answer=ref("Entry"),
        answer_headers=_ETAG,
        problems=(400, 401, 404, 406, 408, 409, 412, 413, 415, 422, 428),
        writes=True,
        needs=Role.CONTRIBUTOR,
        suggests=True,
    ),
    Operation(
        method="PATCH",
        path="/v1/entries/{id}",
        handler=patch_entry,
        name="patchEntry",
        summary="Change some fields of an entry",
        about="A JSON merge patch (RFC 7396): null takes a field away, a list replaces the whole list; with a list, "
        "If-Match must be sent, so that nobody's change is lost; * saves over whatever is there.",
        variables=_ID,
        headers=_SEEN,
        bodies={PATCH: WHOLE_ENTRY.patch_schema(), _JSON: WHOLE_ENTRY.patch_schema()},
        body_examples={PATCH: {"definition": "what is done below 1,000 metres"}},
        answer=ref("Entry"),
        answer_headers=_ETAG,
        problems=(400, 401, 404, 406, 408, 409, 412, 413, 415, 422, 428),
        writes=True,
        needs=Role.CONTRIBUTOR,
        suggests=True,
    ),
    Operation(
        method="DELETE",
        path="/v1/entries/{id}",
        handler=delete_entry,
        name="deleteEntry",
        summary="Delete an entry",
        variables=_ID,
        headers=_SEEN,
        status=204,
        problems=(400, 401, 404, 409, 412, 422),
        writes=True,
        needs=Role.CONTRIBUTOR,
        suggests=True,
    ),
)
