"""What a request asks for behind the ``?`` of its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from glossary.serve.http.fields import Text, Whole
from glossary.serve.http.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

#: So many parameters no request has.
_MOST = 50
_NUMBER_DIGITS = 12
_FLAGS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter: what it may be, what it is where the request doesn't say, and what it means."""

    kind: Text | Whole
    about: str
    default: str | int | bool | None = None
    is_required: bool = False
    is_flag: bool = False

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of its value."""
        described = {"type": "boolean"} if self.is_flag else self.kind.schema()
        return described if self.default is None else {**described, "default": self.default}


#: The kind of a parameter that is true or false.
FLAG = Text(longest=5, choices=tuple(_FLAGS))


def read_parameters(request: Request, known: Mapping[str, Parameter]) -> dict[str, Any]:
    """Return the value of every known parameter.

    Raises:
        Problem: one is unknown, missing, said twice, or what it can't be.
    """
    said = _parse(request)
    for name in said:
        if name not in known:
            choices = ", ".join(known) or "none"
            raise Problem(422, f"there is no parameter {name[:60]!a} here; there is {choices}")
    return {name: _value(name, parameter, said.get(name)) for name, parameter in known.items()}


def number_in_path(request: Request, what: str, listed_at: str) -> int:
    """Return the number by which a path names something.

    Args:
        request: whose path has an ``id``.
        what: it names, for the message.
        listed_at: the path that lists such numbers.

    Raises:
        Problem: it is no number that anything could have.
    """
    text: str = request.path_params["id"]
    if text.isascii() and text.isdecimal() and len(text) <= _NUMBER_DIGITS:
        return int(text)
    raise Problem(404, f"no {what} has this id; they are numbers, as {listed_at} lists them")


def lenient(request: Request) -> dict[str, str]:
    """Return the parameters of a page, the first of each name; an address that is wrong still shows a page."""
    text = request.scope["query_string"].decode("latin-1")
    found: dict[str, str] = {}
    try:
        for name, value in parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST):
            found.setdefault(name, value)
    except ValueError:
        return {}
    return found


def _parse(request: Request) -> dict[str, str]:
    text = request.scope["query_string"].decode("latin-1")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST)
        text.encode("ascii")
    except UnicodeError as error:
        raise Problem(400, "the parameters must be percent-encoded UTF-8") from error
    except ValueError as error:
        raise Problem(400, f"there are more than {_MOST} parameters") from error
    said: dict[str, str] = {}
    for name, value in pairs:
        if name in said:
            raise Problem(422, f"{name[:60]!a}: this parameter is there twice")
        said[name] = value
    return said


def _value(name: str, parameter: Parameter, text: str | None) -> str | int | bool | None:
    if text is None:
        if parameter.is_required:
            raise Problem(422, f"{name}: this parameter is missing; it is {parameter.about}")
        return parameter.default
    if isinstance(parameter.kind, Whole):
        digits = text.removeprefix("-")
        is_number = digits.isascii() and digits.isdecimal() and len(digits) <= _NUMBER_DIGITS
        return parameter.kind.read(int(text) if is_number else text, name)
    read = parameter.kind.read(text, name)
    return _FLAGS[read or ""] if parameter.is_flag else read
