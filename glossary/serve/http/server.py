"""The server's life: sockets opened, the application run until somebody stops it."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

import uvicorn

from glossary.errors import GlossaryError, UsageError
from glossary.serve.http.app import make_app
from glossary.serve.http.protocol import PatientProtocol
from glossary.serve.http.scrubbing import LOGGERS, Scrubber

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.serve.http.service import Service

#: More connections than these are told to come back later.
MOST_CONNECTIONS = 500
LAST_PORT = 65_535
_KEEP_ALIVE, _GRACE, _WAITING = 30, 5, 256


def open_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Args:
        host: a name or an address.
        port: 0 for any that is free.

    Raises:
        UsageError: it can't be had.
    """
    if port > LAST_PORT:
        raise UsageError(f"{port}: ports go from 0 to {LAST_PORT}")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        opened = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise UsageError(f"{host}: there is no such address on this machine ({error})") from error
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(_WAITING)
    except OSError as error:
        opened.close()
        message = f"{host}:{port}: the server can't listen there ({error.strerror}); choose another with --port N"
        raise UsageError(message) from error
    return opened


def address_of(opened: socket.socket) -> str:
    """Return the address of a server in the form that a browser takes."""
    host, port = opened.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(service: Service, opened: socket.socket, *, when_ready: Callable[[], None] | None = None) -> None:
    """Serve until the process is told to stop.

    Args:
        service: what to serve; it is closed at the end.
        opened: where to listen.
        when_ready: called once, when requests are answered.
    """
    server = make_server(service, when_ready)
    Thread(target=_load, args=(service,), name="loading", daemon=True).start()
    try:
        with suppress(KeyboardInterrupt):
            server.run(sockets=[opened])
    finally:
        service.close()


def make_server(service: Service, when_ready: Callable[[], None] | None = None) -> uvicorn.Server:
    """Return the server of a service, which doesn't run yet."""
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    scrubber = Scrubber(*((service.token,) if service.token else ()))
    for name in LOGGERS:
        logging.getLogger(name).addFilter(scrubber)
    config = uvicorn.Config(
        make_app(service),
        http=PatientProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_GRACE,
    )
    return _Server(config, when_ready)


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, when_ready: Callable[[], None] | None) -> None:
        super().__init__(config)
        self._when_ready = when_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin, and say so."""
        await super().startup(sockets)
        if self._when_ready:
            self._when_ready()


def _load(service: Service) -> None:
    """Load the terms before anybody asks for them; whoever asks is told what is wrong, if anything is."""
    with suppress(GlossaryError):
        service.live.load()
