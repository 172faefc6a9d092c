"""The application: it puts routes, guard and service together, and does nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from glossary.serve.http.failures import failed
from glossary.serve.http.guard import Guard
from glossary.serve.http.problems import Problem
from glossary.serve.http.routes import OPERATIONS, PAGES
from glossary.serve.http.visitors import require_role
from glossary.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from glossary.serve.http.operation import Handler, Operation
    from glossary.serve.http.service import Service


def make_app(service: Service) -> ASGIApp:
    """Return the application of a service."""
    paths: dict[str, dict[str, Handler]] = {}
    for operation in OPERATIONS:
        paths.setdefault(_route_of(operation), {})[operation.method] = _handler_of(operation, service)
    for path, handlers in PAGES.items():
        paths.setdefault(path, {}).update(handlers)
    app = Starlette(routes=[Route(path, Resource(handlers, service)) for path, handlers in paths.items()])
    app.router.redirect_slashes = False
    app.router.default = Resource({}, service)
    app.state.service = service
    return Guard(app, service)


class Resource:
    """What is at one path: a handler for each method it knows."""

    def __init__(self, handlers: Mapping[str, Handler], service: Service) -> None:
        self._handlers = dict(handlers)
        if "GET" in handlers:
            self._handlers["HEAD"] = handlers["GET"]
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, receive)
        answer = await self._answer(request)
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        try:
            return await self._handlers.get(request.method, self._refuse)(request)
        except Exception as error:  # noqa: BLE001 - whatever fails is answered and logged
            return failed(request, error, self._service.store.location)

    async def _refuse(self, request: Request) -> NoReturn:
        if not self._handlers:
            raise Problem(404, "there is nothing here; what there is stands at /docs")
        allowed = ", ".join(sorted(self._handlers))
        message = f"{request.method[:20]}: this can't be done here; there is {allowed}"
        raise Problem(405, message, headers={"Allow": allowed})


def _handler_of(operation: Operation, service: Service) -> Handler:
    if operation.role is Role.READER:
        return operation.handler

    async def with_token(request: Request) -> Response:
        await require_role(request, service, operation.role)
        return await operation.handler(request)

    return with_token


def _route_of(operation: Operation) -> str:
    """Return the path as the router has it: an id may have slashes in it."""
    return operation.path.replace("{id}", "{id:path}")
