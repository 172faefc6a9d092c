"""What programs can ask of the server, told to people and to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.serve.http.answers import JSON, not_modified, respond, to_json, wanted_type
from glossary.serve.http.openapi import describe
from glossary.serve.http.page.docs import docs_page
from glossary.serve.http.routes.candidates import CANDIDATES
from glossary.serve.http.routes.changes import CHANGES
from glossary.serve.http.routes.entries import ENTRIES
from glossary.serve.http.routes.health import HEALTH
from glossary.serve.http.routes.lookups import LOOKUPS
from glossary.serve.http.routes.pages import answer_page
from glossary.serve.http.routes.reviewing import REVIEWING
from glossary.serve.http.routes.texts import TEXTS
from glossary.serve.http.service import service_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from glossary.serve.http.page.reader import Reader
    from glossary.serve.http.service import Service

OPERATIONS = (*LOOKUPS, *TEXTS, *ENTRIES, *CANDIDATES, *REVIEWING, *CHANGES, *HEALTH)


async def openapi(request: Request) -> Response:
    """Answer the description of the interface."""
    wanted_type(request, (JSON,))
    service = service_of(request)
    tag = f"{service.epoch}-openapi"
    description = describe(OPERATIONS, is_open=service.is_open)
    return not_modified(request, tag) or respond(request, to_json(description), JSON, tag=tag)


async def docs(request: Request) -> Response:
    """Answer the page about the interface."""
    origin = f"{request.url.scheme}://{request.headers['host']}"

    def draw(_: Service, reader: Reader) -> str:
        return docs_page(reader, OPERATIONS, origin)

    return await answer_page(request, draw)


REFERENCE = {"/openapi.json": {"GET": openapi}, "/docs": {"GET": docs}}
