"""Whether the server is there."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from glossary.serve.http.answers import JSON, NEVER_KEPT, respond, to_json, wanted_type
from glossary.serve.http.operation import Operation
from glossary.serve.http.parameters import read_parameters
from glossary.serve.http.schemas import ref
from glossary.serve.http.service import service_of
from glossary.store.entries.access import count_entries

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from glossary.store.database import Database


async def health(request: Request) -> Response:
    """Answer that the server can read its termbase."""
    read_parameters(request, {})
    media_type = wanted_type(request, (JSON,))
    service = service_of(request)
    entries = await service.read(_count, service.database)
    shape = {"v": 1, "status": "ok", "version": version("policy-glossary"), "entries": entries}
    return respond(request, to_json(shape), media_type, cache=NEVER_KEPT)


def _count(database: Database) -> int:
    with database.reading() as connection:
        return count_entries(connection)


HEALTH = (
    Operation(
        method="GET",
        path="/v1/health",
        handler=health,
        name="health",
        summary="Whether the server is there and can read its termbase",
        example="/v1/health",
        answer=ref("Health"),
        problems=(406, 422),
    ),
)
