"""The pages for people: the search, what it found, entries, and the files that pages need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from glossary.errors import NotFound
from glossary.serve.http.answers import HTML, REVALIDATED, not_modified, respond
from glossary.serve.http.page.assets import get_asset
from glossary.serve.http.page.entry import entry_page
from glossary.serve.http.page.home import Found, Overview, home_page, results_page
from glossary.serve.http.page.reader import CHOICES, reader_of
from glossary.serve.http.parameters import lenient
from glossary.serve.http.problems import Problem
from glossary.serve.http.routes.lookups import LONGEST, find_hits
from glossary.serve.http.service import service_of
from glossary.store.entries.access import count_entries, find_entries
from glossary.store.entries.listing import find_subject_fields, get_row_id
from glossary.store.entries.search import Filter
from glossary.store.entries.uses import count_uses
from glossary.store.paging import find_page
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.requests import Request

    from glossary.serve.http.page.reader import Reader
    from glossary.serve.http.service import Service
    from glossary.store.entries.uses import Uses

_VARY = "Cookie, Accept-Language, Accept-Encoding"
_YEAR = 365 * 24 * 3600
_KEPT = f"public, max-age={_YEAR}, immutable"
#: Entries on a page of a subject field, and hits of a query.
SHOWN, HITS = 60, 30


class Told(NamedTuple):
    """What the page of an entry shows."""

    entry: dict[str, Any]
    uses: Sequence[Uses]
    links: dict[str, str]


async def home(request: Request) -> Response:
    """Answer the search, or what it found."""
    asked = lenient(request)
    query, field = asked.get("q", "")[:LONGEST].strip(), asked.get("field", "")[:LONGEST]

    def draw(service: Service, reader: Reader) -> str:
        if not query and not field:
            return home_page(reader, _look_over(service))
        return results_page(reader, query, field, _find(service, query, field, asked.get("after")))

    return await answer_page(request, draw)


async def entry(request: Request) -> Response:
    """Answer the page of an entry."""
    identifier: str = request.path_params["id"]

    def draw(service: Service, reader: Reader) -> str:
        told = _tell(service, identifier)
        return entry_page(reader, told.entry, told.uses, told.links)

    return await answer_page(request, draw)


async def asset(request: Request) -> Response:
    """Answer a file that pages need."""
    found = get_asset(request.path_params["name"])
    if found is None:
        raise Problem(404, "there is no such file")
    is_current = lenient(request).get("v") == found.tag
    if known := not_modified(request, found.tag, vary="Accept-Encoding"):
        return known
    cache = _KEPT if is_current else REVALIDATED
    return respond(request, found.body, found.media_type, tag=found.tag, cache=cache, vary="Accept-Encoding")


async def answer_page(request: Request, draw: Callable[[Service, Reader], str]) -> Response:
    """Answer a page as its reader wants it; a link that changes a choice leads back to the page it is on."""
    asked = lenient(request)
    if chosen := _choices(asked):
        return _remembered(request, asked, chosen)
    service, reader = service_of(request), reader_of(request)

    def answer() -> Response:
        tag = service.tag(reader.mark)
        if known := not_modified(request, tag, vary=_VARY):
            return known
        body = draw(service, reader).encode("utf-8", "replace")
        return respond(request, body, HTML, tag=tag, vary=_VARY)

    return await service.read(answer)


def _choices(asked: dict[str, str]) -> dict[str, str]:
    return {name: asked[name] for name, values in CHOICES.items() if asked.get(name) in values}


def _remembered(request: Request, asked: dict[str, str], chosen: dict[str, str]) -> Response:
    """Answer with the way to the same page, and keep the choice of the reader."""
    rest = urlencode({name: value for name, value in asked.items() if name not in CHOICES})
    path = request.scope["raw_path"].decode("ascii", "replace")
    # Two slashes at the beginning would lead to another host.
    answer = RedirectResponse(f"/{path.lstrip('/')}{f'?{rest}' if rest else ''}", status_code=303)
    for name, value in chosen.items():
        answer.set_cookie(name, value, max_age=_YEAR, path="/", httponly=True, samesite="lax")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _look_over(service: Service) -> Overview:
    with service.database.reading() as connection:
        fields = find_subject_fields(connection)
        return Overview(count_entries(connection), sorted(fields, key=lambda field: -field[1]))


def _find(service: Service, query: str, field: str, after: str | None) -> Found:
    """Return what a query finds, best first; the entries of a subject field are in the order of their ids."""
    if not field:
        hits = find_hits(service.live, {"q": query, "mode": "auto", "lang": None, "limit": HITS})
        return Found([hit["entry"] for hit in hits], [hit["match"] for hit in hits], len(hits) < HITS)
    with service.database.reading() as connection:
        wanted = Filter(query=query or None, subject_field=field)
        found = find_page(connection, wanted, after=after or None, limit=SHOWN + 1)
    shapes = service.live.get_entries([row_id for row_id, _ in found[:SHOWN]])
    following = found[SHOWN - 1][1] if len(found) > SHOWN else None
    return Found(list(shapes.values()), is_all=not following and not after, after=following)


def _tell(service: Service, identifier: str) -> Told:
    with service.database.reading() as connection:
        row_id = get_row_id(connection, identifier)
        shape = service.live.get_entries([row_id]).get(row_id) if row_id is not None else None
        if shape is None:
            raise NotFound(f"{identifier}: no entry has this id")
        related = find_entries(connection, shape["references"])
        links = {found.id: term.term if (term := found.preferred(Language.ENGLISH)) else "" for found in related}
        return Told(shape, count_uses(connection, identifier), links)


PAGES = {
    "/": {"GET": home},
    "/entries/{id:path}": {"GET": entry},
    "/assets/{name}": {"GET": asset},
}
