"""The review, for programs: candidates are listed, claimed, and decided on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.serve.http import reviewing
from glossary.serve.http.answers import JSON, respond, to_json, wanted_type
from glossary.serve.http.bodies import read_object
from glossary.serve.http.fields import Items, Shape, Text, Whole
from glossary.serve.http.operation import Operation
from glossary.serve.http.parameters import FLAG, Parameter, number_in_path, read_parameters
from glossary.serve.http.schemas import ref
from glossary.serve.http.service import service_of
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from glossary.serve.http.service import Service

_JSON = "application/json"
_LINE = Text(longest=200, shortest=1)
_STATUSES = (*(status.value for status in CandidateStatus), "all")
_LIST = {
    "status": Parameter(kind=Text(longest=10, choices=_STATUSES), about="only these, or all", default="pending"),
    "q": Parameter(kind=Text(longest=200), about="a part of the term, or of a Chinese equivalent"),
    "limit": Parameter(kind=Whole(least=1, most=500), about="at most so many, the best first", default=50),
}
_FORCE = {
    "force": Parameter(
        kind=FLAG, about="also if somebody else reviews it, or has rejected it", default=False, is_flag=True
    )
}
_ACCEPT = {
    **_FORCE,
    "traditional": Parameter(kind=FLAG, about="derive a Traditional section too", default=False, is_flag=True),
}
_CLAIM = Shape(
    fields={"count": Whole(least=1, most=100), "q": Text(longest=200, may_be_null=True)}, required=("count",)
)
_RELEASE = Shape(fields={"ids": Items(of=Whole(least=1, most=2**62), most=500)})
_ACCEPTED = Shape(
    fields={
        "equivalents": Items(of=_LINE, most=20),
        "pinyin": Text(longest=400, may_be_null=True),
        "term": Text(longest=200, may_be_null=True),
        "subject_field": Text(longest=200, may_be_null=True),
    }
)
_MERGED = Shape(fields={"entry": _LINE}, required=("entry",))
_NOTHING = Shape(fields={})


async def list_candidates(request: Request) -> Response:
    """Answer the best candidates of a status."""
    asked = read_parameters(request, _LIST)
    wanted_type(request, (JSON,))
    service = service_of(request)
    found = await service.work(
        lambda: reviewing.find(service, status=asked["status"], query=asked["q"], limit=asked["limit"])
    )
    return respond(request, to_json(found), JSON)


async def claim_candidates(request: Request) -> Response:
    """Give candidates to whoever asks, and to nobody else."""
    service, values = await _read(request, _CLAIM)
    found = await service.write(lambda: reviewing.claim(service, count=values["count"], query=values.get("q") or None))
    return respond(request, to_json(found), JSON)


async def release_candidates(request: Request) -> Response:
    """Take candidates back."""
    service, values = await _read(request, _RELEASE)
    told = await service.write(lambda: reviewing.release(service, ids=values.get("ids")))
    return respond(request, to_json(told), JSON)


async def accept_candidate(request: Request) -> Response:
    """Make an entry of a candidate and answer it."""
    asked = read_parameters(request, _ACCEPT)
    service, values = await _read(request, _ACCEPTED, reads_parameters=False)
    number = _number_of(request)
    shown = await service.write(
        lambda: reviewing.accept(service, number, values, traditional=asked["traditional"], force=asked["force"])
    )
    return respond(request, to_json(shown.shape), JSON, status=201, tag=shown.tag)


async def merge_candidate(request: Request) -> Response:
    """Add a candidate to an entry and answer that."""
    asked = read_parameters(request, _FORCE)
    service, values = await _read(request, _MERGED, reads_parameters=False)
    number = _number_of(request)
    shown = await service.write(lambda: reviewing.merge(service, number, values["entry"], force=asked["force"]))
    return respond(request, to_json(shown.shape), JSON, tag=shown.tag)


async def reject_candidate(request: Request) -> Response:
    """Reject a candidate and answer it."""
    asked = read_parameters(request, _FORCE)
    service, _ = await _read(request, _NOTHING, reads_parameters=False)
    number = _number_of(request)
    shape = await service.write(lambda: reviewing.reject(service, number, force=asked["force"]))
    return respond(request, to_json(shape), JSON)


async def reopen_candidate(request: Request) -> Response:
    """Let a candidate wait again and answer it."""
    service, _ = await _read(request, _NOTHING)
    number = _number_of(request)
    shape = await service.write(lambda: reviewing.reopen(service, number))
    return respond(request, to_json(shape), JSON)


async def _read(request: Request, shape: Shape, *, reads_parameters: bool = True) -> tuple[Service, dict[str, Any]]:
    """Return the service, and what the body holds."""
    if reads_parameters:
        read_parameters(request, {})
    wanted_type(request, (JSON,))
    service = service_of(request)
    return service, await read_object(request, shape, service.most_bytes)


def _number_of(request: Request) -> int:
    return number_in_path(request, "candidate", "/v1/candidates")


_ID = {"id": "the id of the candidate"}
_DECIDING = (400, 401, 404, 406, 408, 409, 413, 415, 422)
_CLAIMING = (400, 401, 406, 408, 413, 415, 422)
REVIEWING = (
    Operation(
        method="GET",
        path="/v1/candidates",
        handler=list_candidates,
        name="listCandidates",
        summary="Candidates, best first",
        example="/v1/candidates?limit=20",
        parameters=_LIST,
        answer=ref("Candidates"),
        problems=(400, 406, 422),
    ),
    Operation(
        method="POST",
        path="/v1/candidates/claim",
        handler=claim_candidates,
        name="claimCandidates",
        summary="Claim candidates for a review",
        about="The best that wait and that nobody reviews; nobody else is given them until the time in claim, or until "
        "they are decided on or released. Who asks again is given others.",
        bodies={_JSON: _CLAIM.schema()},
        body_examples={_JSON: {"count": 5}},
        answer=ref("Candidates"),
        problems=_CLAIMING,
        writes=True,
    ),
    Operation(
        method="POST",
        path="/v1/candidates/release",
        handler=release_candidates,
        name="releaseCandidates",
        summary="Give claimed candidates back",
        about="Those that are named, or all that this user has claimed.",
        bodies={_JSON: _RELEASE.schema()},
        body_examples={_JSON: {"ids": [12]}},
        answer=ref("Released"),
        problems=(*_CLAIMING, 404),
        writes=True,
    ),
    Operation(
        method="POST",
        path="/v1/candidates/{id}/accept",
        handler=accept_candidate,
        name="acceptCandidate",
        summary="Make an entry of a candidate",
        about="Each equivalent is a term, or the number of a proposal as a text; the first becomes preferred.",
        parameters=_ACCEPT,
        variables=_ID,
        bodies={_JSON: _ACCEPTED.schema()},
        body_examples={_JSON: {"equivalents": ["银发经济"]}},
        status=201,
        answer=ref("Entry"),
        answer_headers={"ETag": "the mark of the entry"},
        problems=_DECIDING,
        writes=True,
    ),
    Operation(
        method="POST",
        path="/v1/candidates/{id}/merge",
        handler=merge_candidate,
        name="mergeCandidate",
        summary="Add a candidate to an entry, as an admitted term",
        parameters=_FORCE,
        variables=_ID,
        bodies={_JSON: _MERGED.schema()},
        body_examples={_JSON: {"entry": "new-quality-productive-forces"}},
        answer=ref("Entry"),
        answer_headers={"ETag": "the mark of the entry"},
        problems=_DECIDING,
        writes=True,
    ),
    Operation(
        method="POST",
        path="/v1/candidates/{id}/reject",
        handler=reject_candidate,
        name="rejectCandidate",
        summary="Reject a candidate; no mining brings it back",
        parameters=_FORCE,
        variables=_ID,
        bodies={_JSON: _NOTHING.schema()},
        body_examples={_JSON: {}},
        answer=ref("Candidate"),
        problems=_DECIDING,
        writes=True,
    ),
    Operation(
        method="POST",
        path="/v1/candidates/{id}/reopen",
        handler=reopen_candidate,
        name="reopenCandidate",
        summary="Let a rejected candidate wait for a decision again",
        variables=_ID,
        bodies={_JSON: _NOTHING.schema()},
        body_examples={_JSON: {}},
        answer=ref("Candidate"),
        problems=_DECIDING,
        writes=True,
    ),
)
