"""Terms that a program proposes; a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.jobs.proposing import propose
from glossary.jobs.shapes import candidate_shape
from glossary.serve.http.answers import JSON, respond, to_json, wanted_type
from glossary.serve.http.bodies import read_object
from glossary.serve.http.fields import Items, Shape, Text, Whole
from glossary.serve.http.operation import Operation
from glossary.serve.http.parameters import read_parameters
from glossary.serve.http.schemas import ref
from glossary.serve.http.service import service_of
from glossary.vocabulary import Language, Role

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from glossary.serve.http.service import Service

_TERM = Text(longest=200, shortest=1)
_PROPOSAL = Shape(
    fields={
        "v": Whole(least=1, most=1),
        "term": _TERM,
        "language": Text(longest=10, choices=tuple(Language), may_be_null=True),
        "equivalents": Items(of=_TERM, most=20),
        "context": Text(longest=2_000, may_be_null=True),
        "source": Text(longest=200, may_be_null=True),
    },
    required=("term",),
)
_JSON = "application/json"


async def add_candidate(request: Request) -> Response:
    """Keep a proposed term as a candidate and answer it."""
    read_parameters(request, {})
    media_type = wanted_type(request, (JSON,))
    service = service_of(request)
    values = await read_object(request, _PROPOSAL, service.most_bytes)
    shape = await service.write(_propose, service, values)
    return respond(request, to_json(shape), media_type, status=201)


def _propose(service: Service, values: dict[str, Any]) -> dict[str, Any]:
    candidate = propose(
        service.database,
        values["term"],
        who=service.user,
        equivalents=values.get("equivalents", ()),
        context=values.get("context"),
        source=values.get("source"),
        language=values.get("language"),
    )
    return candidate_shape(candidate)


CANDIDATES = (
    Operation(
        method="POST",
        path="/v1/candidates",
        handler=add_candidate,
        name="propose",
        summary="Propose a term",
        about="It waits among the candidates until a person accepts or rejects it. A candidate that is there "
        "already gets what is new.",
        bodies={_JSON: _PROPOSAL.schema()},
        body_examples={_JSON: {"term": "silver economy", "equivalents": ["银发经济"]}},
        status=201,
        answer=ref("Candidate"),
        problems=(400, 401, 406, 408, 409, 413, 415, 422),
        writes=True,
        needs=Role.CONTRIBUTOR,
    ),
)
