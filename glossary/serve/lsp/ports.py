"""The server at a port of this machine: for editors that connect instead of starting it."""

from __future__ import annotations

import ipaddress
import logging
import socket
import sys
from contextlib import suppress
from threading import Thread

from glossary.errors import UsageError
from glossary.serve.lsp.server import GlossaryServer
from glossary.serve.lsp.termbase import load_needed

logger = logging.getLogger(__name__)

_LARGEST_PORT = 65_535
#: How long it waits at once for an editor to connect, in seconds.
_LOOK_EVERY = 1.0


def serve_port(address: str, db: str | None) -> int:
    """Serve every editor that connects, each on its own, until interrupted.

    Args:
        address: ``HOST:PORT``, of this machine only; port 0 takes any that is free.
        db: the termbase that the command line names.

    Raises:
        UsageError: the address isn't one of this machine, or can't be had.
    """
    host, port = parse_address(address)
    try:
        listener = socket.create_server((host, port), family=_family(host))
    except OSError as error:
        raise UsageError(f"{address}: can't be listened at ({error.strerror or error})") from error
    # Two conversations that begin at once would import these at once, and one of them see half of a package.
    load_needed()
    with listener:
        name, number = listener.getsockname()[:2]
        sys.stderr.write(f"glossary: serving editors at {_written(name)}:{number}\n")
        sys.stderr.flush()
        # An interrupt just before the wait begins would not end it: Python looks for one only between two waits.
        listener.settimeout(_LOOK_EVERY)
        while True:
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            connection.settimeout(None)
            # Made here, one after the other: the protocol's library fills tables of its own while it makes the first.
            server = GlossaryServer(db)
            Thread(target=_converse, args=(connection, server), name="editor", daemon=True).start()


def parse_address(address: str) -> tuple[str, int]:
    """Return host and port of an address of this machine.

    Raises:
        UsageError: it isn't one.
    """
    host, _, port = address.rpartition(":")
    host = host.strip("[]") or "127.0.0.1"
    if not (port.isascii() and port.isdecimal() and int(port) <= _LARGEST_PORT):
        raise UsageError(f"{address}: an address is HOST:PORT, such as 127.0.0.1:8766")
    if host == "localhost":
        return "127.0.0.1", int(port)
    try:
        is_ours = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_ours = False
    if not is_ours:
        raise UsageError(f"{address}: only this machine is served: 127.0.0.1, ::1 or localhost")
    return host, int(port)


def _converse(connection: socket.socket, server: GlossaryServer) -> None:
    with connection:
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            server.converse(_Received(connection), connection.sendall)
        except Exception:  # one editor's trouble must not end the others; who looks after the server is told
            logger.exception("a conversation with an editor ended")
        # The thread that reads waits at the connection; closing it alone would leave both waiting.
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)


class _Received:
    """The bytes that come in by a connection."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def read1(self, size: int, /) -> bytes:
        """Return at most so many bytes, as soon as there are any; none at the end."""
        return self._connection.recv(size)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host
