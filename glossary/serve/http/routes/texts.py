"""Texts: the terms in them, and what the termbase would have otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.jobs.annotating import Annotator
from glossary.jobs.checking import check_document, check_translation
from glossary.serve.http.answers import JSON, LINES, NEVER_KEPT, respond, to_form, wanted_type
from glossary.serve.http.bodies import TEXT, media_type_of, read_json, read_text
from glossary.serve.http.fields import Shape, Text
from glossary.serve.http.operation import Operation
from glossary.serve.http.parameters import FLAG, Parameter, read_parameters
from glossary.serve.http.problems import Problem
from glossary.serve.http.schemas import listed, ref
from glossary.serve.http.service import service_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from glossary.serve.http.service import Service

_LONGEST = 100_000_000
_WHOLE = Text(longest=_LONGEST)
_NAME = Text(longest=300, shortest=1)
_TEXT = Shape(fields={"text": _WHOLE, "name": _NAME}, required=("text",))
_PAIR = Shape(fields={"source": _WHOLE, "target": _WHOLE}, required=("source", "target"))
_ANNOTATE = {
    "lang": Parameter(kind=Text(longest=2, choices=("en", "zh")), about="only terms of this language"),
    "nested": Parameter(kind=FLAG, about="terms within longer ones too", default=False, is_flag=True),
}
_PLAIN = "text.txt"
_JSON = "application/json"


async def annotate(request: Request) -> Response:
    """Answer the terms of a text."""
    asked = read_parameters(request, _ANNOTATE)
    media_type = wanted_type(request, (JSON, LINES))
    service = service_of(request)
    values = await _read_text(request, service.most_bytes)

    def answer() -> Response:
        annotator = Annotator(service.live, nested=asked["nested"], language=asked["lang"])
        lines = [found.line() for found in annotator.annotate(values["text"], values.get("name", _PLAIN))]
        body = "".join(f"{line}\n" for line in lines) if media_type == LINES else f"[{','.join(lines)}]"
        return respond(request, body.encode(), media_type, cache=NEVER_KEPT)

    return await service.work(answer)


async def check(request: Request) -> Response:
    """Answer what a text, or a translation, has that the termbase would have otherwise."""
    read_parameters(request, {})
    media_type = wanted_type(request, (JSON, LINES))
    service = service_of(request)
    values = await _read_text(request, service.most_bytes, may_be_pair=True)

    def answer() -> Response:
        return respond(request, to_form(_check(service, values), media_type), media_type, cache=NEVER_KEPT)

    return await service.work(answer)


def _check(service: Service, values: dict[str, Any]) -> list[dict[str, Any]]:
    if "source" in values:
        found = check_translation(service.live, values["source"], values["target"], settings=service.checks)
    else:
        name = values.get("name", _PLAIN)
        found = check_document(service.live, values["text"], name, settings=service.checks)
    return [finding.shape() for finding in found]


async def _read_text(request: Request, most: int, *, may_be_pair: bool = False) -> dict[str, Any]:
    if media_type_of(request, (_JSON, TEXT)) == TEXT:
        return {"text": await read_text(request, most)}
    value = await read_json(request, most)
    is_pair = may_be_pair and isinstance(value, dict) and ("source" in value or "target" in value)
    if may_be_pair and not isinstance(value, dict):
        raise Problem(422, 'the body must be {"text": …} or {"source": …, "target": …}')
    return (_PAIR if is_pair else _TEXT).read(value)


_TEXT_BODY = {"type": "string"}
_EXAMPLE = {"text": "New quality productive forces are the key."}
_PROBLEMS = (400, 406, 408, 413, 415, 422)
TEXTS = (
    Operation(
        method="POST",
        path="/v1/annotate",
        handler=annotate,
        name="annotate",
        summary="The terms of a text, each with its place and its equivalents",
        about="The longest term wins. name says by its ending what kind of text it is: .md, .tex, .tmx, .xlf, .po, "
        "else plain.",
        parameters=_ANNOTATE,
        bodies={_JSON: _TEXT.schema(), TEXT: _TEXT_BODY},
        body_examples={_JSON: _EXAMPLE},
        answer=listed("Span"),
        lines=ref("Span"),
        problems=_PROBLEMS,
    ),
    Operation(
        method="POST",
        path="/v1/check",
        handler=check,
        name="check",
        summary="What a text, or a translation, has that the termbase would have otherwise",
        about="Deprecated terms, missing and inconsistent equivalents, characters of the other Chinese writing.",
        bodies={_JSON: {"oneOf": [_TEXT.schema(), _PAIR.schema()]}, TEXT: _TEXT_BODY},
        body_examples={_JSON: {"source": "the Belt and Road Initiative", "target": "“一带一路”倡议"}},
        answer=listed("Finding"),
        lines=ref("Finding"),
        problems=_PROBLEMS,
    ),
)
