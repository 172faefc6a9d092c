"""One thing the server does for a program: how it is asked for, what it answers, and who does it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from glossary.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from glossary.serve.http.parameters import Parameter

Handler: TypeAlias = "Callable[[Request], Awaitable[Response]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """An operation of the interface; routes, documentation and OpenAPI are made of it.

    ``path`` has the names of its variable parts in braces. ``bodies`` are the JSON Schemas of the body by media
    type, ``answer`` that of the answer, ``types`` its media types; ``lines`` is the schema of a line where the
    answer can be had line by line. ``problems`` are the statuses of what can go wrong besides what always can.
    ``writes`` asks for a token in any case, of somebody who has the role that it ``needs``, unless told a reviewer's.
    ``suggests`` says that the change is only proposed for whoever may not make it.
    """

    method: str
    path: str
    handler: Handler
    name: str
    summary: str
    about: str = ""
    example: str = ""
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    body_examples: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    answer: dict[str, Any] | None = None
    lines: dict[str, Any] | None = None
    answer_headers: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[int, ...] = ()
    writes: bool = False
    needs: Role | None = None
    suggests: bool = False

    @property
    def role(self) -> Role:
        """The role from which on somebody may ask for it."""
        return self.needs or (Role.REVIEWER if self.writes else Role.READER)
