"""The interface as OpenAPI 3.1 describes it, made of the operations themselves."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from glossary.serve.http.answers import JSON, LINES
from glossary.serve.http.schemas import SCHEMAS, ref
from glossary.serve.http.sessions import COOKIE
from glossary.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glossary.serve.http.operation import Operation

_ABOUT = (
    "A bilingual termbase, English and Chinese, for translators of Chinese policy news. Texts are UTF-8, offsets count "
    'Unicode code points. Objects have `"v": 1`; fields may be added, none changes its meaning. A request with a '
    "foreign Host or from a page of another origin is refused; what changes the termbase needs a token, in a "
    "termbase with users that of a user whose role is told with each operation."
)
_SAID = {
    304: "nothing has changed since the ETag that If-None-Match names",
    400: "the request can't be read",
    401: "the token is missing, wrong, expired or revoked",
    403: "a page of another origin can't do this, the user's role doesn't include it, or nobody can write here",
    404: "nothing has this id",
    405: "the method can't be used here; Allow names those that can",
    406: "the client accepts no form that the answer can have",
    408: "the body took too long",
    409: "the change clashes with what is there already",
    412: "the entry isn't what If-Match says any more; the answer has it as it is now",
    413: "the body is too large",
    415: "the body isn't of a media type that can be read here",
    421: "the server isn't called so: another Host is wanted",
    422: "a parameter or field is wrong; the message says which and why",
    428: "If-Match is missing, without which somebody else's change might be lost",
    429: "too many wrong tokens were shown from this address",
    500: "the server made a mistake",
    503: "the termbase can't be used now, or the work takes too long",
}
_ALWAYS = (400, 403, 405, 421, 500, 503)
_TOKEN: dict[str, list[str]] = {"token": []}
_SESSION: dict[str, list[str]] = {"session": []}
_SCHEMES = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "a user's token, or of a termbase without users the server's own; never in the address",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "of a reader who showed a token at /sign-in; it lets read only",
    },
}


def describe(operations: Iterable[Operation], *, is_open: bool = True) -> dict[str, Any]:
    """Return the OpenAPI document.

    Args:
        operations: of the interface.
        is_open: reading needs no token.
    """
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, is_open=is_open)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "glossary",
            "version": version("policy-glossary"),
            "description": _ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": _SCHEMES,
        },
    }


def _operation(operation: Operation, *, is_open: bool) -> dict[str, Any]:
    writes = operation.role is not Role.READER
    needs_token = writes or not is_open
    problems = {*_ALWAYS, *operation.problems, *((401, 429) if needs_token else ())}
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": list(_parameters(operation)),
        "responses": {
            str(operation.status): _answer(operation),
            **{str(status): _problem(status) for status in sorted(problems)},
        },
    }
    if about := " ".join(filter(None, (operation.about, _needed(operation)))):
        described["description"] = about
    if operation.suggests:
        described["responses"]["202"] = _suggested()
    if operation.bodies:
        described["requestBody"] = {"required": True, "content": _bodies(operation)}
    if needs_token:
        described["security"] = [_TOKEN] if writes else [_TOKEN, _SESSION]
    return described


def _needed(operation: Operation) -> str:
    if operation.role is Role.READER:
        return ""
    suggested = ", for whom it is only proposed" if operation.suggests else ""
    return f"In a termbase with users it takes a {operation.role} at least{suggested}."


def _suggested() -> dict[str, Any]:
    told = "nothing was changed yet: the user may only propose this, and a reviewer decides"
    return {"description": told, "content": {JSON: {"schema": ref("Suggested")}}}


def _parameters(operation: Operation) -> Iterable[dict[str, Any]]:
    for name, about in operation.variables.items():
        schema = {"type": "string", "minLength": 1}
        yield {"name": name, "in": "path", "required": True, "description": about, "schema": schema}
    for name, parameter in operation.parameters.items():
        yield {
            "name": name,
            "in": "query",
            "required": parameter.is_required,
            "description": parameter.about,
            "schema": parameter.schema(),
        }
    for name, about in operation.headers.items():
        yield {"name": name, "in": "header", "required": False, "description": about, "schema": {"type": "string"}}


def _bodies(operation: Operation) -> dict[str, Any]:
    return {
        media_type: {
            "schema": schema,
            **({"example": operation.body_examples[media_type]} if media_type in operation.body_examples else {}),
        }
        for media_type, schema in operation.bodies.items()
    }


def _answer(operation: Operation) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": operation.summary}
    if operation.answer is not None:
        answer["content"] = {JSON: {"schema": operation.answer}}
        if operation.lines is not None:
            told = "one object a line, each as in the list"
            answer["content"][LINES] = {"schema": {"type": "string", "description": told}}
    return _with_headers(answer, operation.answer_headers)


def _problem(status: int) -> dict[str, Any]:
    problem: dict[str, Any] = {"description": _SAID[status]}
    if status == 304:  # noqa: PLR2004 - the one without a body
        return problem
    schema = ref("ChangedMeanwhile" if status == 412 else "Error")  # noqa: PLR2004 - the one with an entry
    problem["content"] = {JSON: {"schema": schema}}
    headers = {
        401: {"WWW-Authenticate": "how to show the token"},
        405: {"Allow": "the methods that can be used"},
        429: {"Retry-After": "seconds to wait"},
    }
    return _with_headers(problem, headers.get(status, {}))


def _with_headers(answer: dict[str, Any], headers: Mapping[str, str]) -> dict[str, Any]:
    if headers:
        answer["headers"] = {
            name: {"description": about, "schema": {"type": "string"}} for name, about in headers.items()
        }
    return answer
