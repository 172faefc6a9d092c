"""The bodies of requests: read within limits of size and time, as text or as JSON."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, NoReturn

from starlette.requests import ClientDisconnect

from glossary.serve.http.problems import Problem

if TYPE_CHECKING:
    from starlette.requests import Request

    from glossary.serve.http.fields import Shape

#: How long a client may take to send a body, in seconds.
BODY_SECONDS = 20.0
TEXT = "text/plain"
JSON = "application/json"
PATCH = "application/merge-patch+json"


def media_type_of(request: Request, allowed: tuple[str, ...]) -> str:
    """Return the media type of the body.

    Raises:
        Problem: it is none of those that can be read, or written in another encoding than UTF-8.
    """
    name, _, parameters = request.headers.get("content-type", "").partition(";")
    name = name.strip().lower()
    if name not in allowed:
        raise Problem(415, f"the body must be {' or '.join(allowed)}, and Content-Type must say so")
    for parameter in parameters.lower().split(";"):
        key, _, value = (piece.strip() for piece in parameter.partition("="))
        if key == "charset" and value.strip('"') not in {"utf-8", "utf8", "us-ascii"}:
            raise Problem(415, "the body must be UTF-8")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem(415, "the body must not be compressed", headers={"Accept-Encoding": "identity"})
    return name


async def read_text(request: Request, most: int) -> str:
    """Return the body as text.

    Args:
        request: whose body is read.
        most: bytes.

    Raises:
        Problem: it is too large, too slow, or no UTF-8.
    """
    body = await _read(request, most)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, f"the body must be UTF-8; byte {error.start} isn't") from error


async def read_json(request: Request, most: int) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value that the body writes as JSON; see ``read_text``.

    Raises:
        Problem: it is too large, too slow, or no JSON.
    """
    text = await read_text(request, most)
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise Problem(400, f"the body is no JSON: {error.msg} in line {error.lineno}, column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise Problem(400, "the body is no JSON that can be read: too deep, or a number too long") from error


async def read_object(request: Request, shape: Shape, most: int) -> dict[str, Any]:
    """Return the object that the body writes as JSON, as a shape reads it; see ``read_text``.

    Raises:
        Problem: it isn't called JSON, is too large, too slow, no JSON, or nothing of this shape.
    """
    media_type_of(request, (JSON,))
    return shape.read(await read_json(request, most))


async def _read(request: Request, most: int) -> bytes:
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared[:20]) > most:
        _refuse_size(most)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    _refuse_size(most)
    except TimeoutError as error:
        message = f"the body didn't come within {BODY_SECONDS:.0f} seconds"
        raise Problem(408, message, headers={"Connection": "close"}) from error
    except ClientDisconnect as error:
        raise Problem(400, "the body broke off") from error
    return bytes(body)


def _refuse_size(most: int) -> NoReturn:
    raise Problem(413, f"the body has more than {most:,} bytes", headers={"Connection": "close"})


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
