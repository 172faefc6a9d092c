"""Changes of entries that wait for a decision, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.serve.http import changing
from glossary.serve.http.answers import JSON, respond, to_json, wanted_type
from glossary.serve.http.bodies import read_object
from glossary.serve.http.fields import Shape, Text, Whole
from glossary.serve.http.operation import Operation
from glossary.serve.http.parameters import FLAG, Parameter, number_in_path, read_parameters
from glossary.serve.http.schemas import ref
from glossary.serve.http.service import service_of
from glossary.vocabulary import ProposedKind, Role

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from glossary.serve.http.service import Service

_JSON = "application/json"
_LIST = {
    "kind": Parameter(kind=Text(longest=20, choices=tuple(ProposedKind)), about="only these"),
    "entry": Parameter(kind=Text(longest=400), about="only of the entry with this id"),
    "limit": Parameter(kind=Whole(least=1, most=500), about="at most so many, the oldest first", default=100),
}
_ACCEPT = {
    "allow_duplicate": Parameter(
        kind=FLAG, about="also a new entry whose English term another one has", default=False, is_flag=True
    )
}
_NOTHING = Shape(fields={})


async def list_changes(request: Request) -> Response:
    """Answer the changes that wait."""
    asked = read_parameters(request, _LIST)
    wanted_type(request, (JSON,))
    service = service_of(request)
    found = await service.work(
        lambda: changing.find(service, kind=asked["kind"], entry=asked["entry"], limit=asked["limit"])
    )
    return respond(request, to_json(found), JSON)


async def accept_change(request: Request) -> Response:
    """Change the entry as it was proposed, and answer the change."""
    asked = read_parameters(request, _ACCEPT)
    service, number = await _read(request)
    shape = await service.write(lambda: changing.accept(service, number, allow_duplicate=asked["allow_duplicate"]))
    return respond(request, to_json(shape), JSON)


async def reject_change(request: Request) -> Response:
    """Leave the entry as it is, and answer the change."""
    read_parameters(request, {})
    service, number = await _read(request)
    shape = await service.write(lambda: changing.reject(service, number))
    return respond(request, to_json(shape), JSON)


async def withdraw_change(request: Request) -> Response:
    """Take back what this person proposed, and answer the change."""
    read_parameters(request, {})
    service, number = await _read(request)
    shape = await service.write(lambda: changing.withdraw(service, number))
    return respond(request, to_json(shape), JSON)


async def _read(request: Request) -> tuple[Service, int]:
    """Return the service and the number of the change; the body has nothing to say."""
    wanted_type(request, (JSON,))
    service = service_of(request)
    await read_object(request, _NOTHING, service.most_bytes)
    return service, number_in_path(request, "change", "/v1/changes")


_ID = {"id": "the id of the change"}
_DECIDING = (400, 401, 404, 406, 408, 409, 413, 415, 422)
CHANGES = (
    Operation(
        method="GET",
        path="/v1/changes",
        handler=list_changes,
        name="listChanges",
        summary="Changes of entries that wait for a decision",
        about="What contributors suggest, and what two people changed differently.",
        example="/v1/changes",
        parameters=_LIST,
        answer=ref("Changes"),
        problems=(400, 406, 422),
    ),
    Operation(
        method="POST",
        path="/v1/changes/{id}/accept",
        handler=accept_change,
        name="acceptChange",
        summary="Change an entry as it was proposed",
        about="What else was changed in the entry since stays.",
        parameters=_ACCEPT,
        variables=_ID,
        bodies={_JSON: _NOTHING.schema()},
        body_examples={_JSON: {}},
        answer=ref("Change"),
        problems=_DECIDING,
        writes=True,
    ),
    Operation(
        method="POST",
        path="/v1/changes/{id}/reject",
        handler=reject_change,
        name="rejectChange",
        summary="Leave an entry as it is, whatever was proposed",
        variables=_ID,
        bodies={_JSON: _NOTHING.schema()},
        body_examples={_JSON: {}},
        answer=ref("Change"),
        problems=_DECIDING,
        writes=True,
    ),
    Operation(
        method="POST",
        path="/v1/changes/{id}/withdraw",
        handler=withdraw_change,
        name="withdrawChange",
        summary="Take back what one has proposed oneself",
        variables=_ID,
        bodies={_JSON: _NOTHING.schema()},
        body_examples={_JSON: {}},
        answer=ref("Change"),
        problems=_DECIDING,
        writes=True,
        needs=Role.CONTRIBUTOR,
    ),
)
