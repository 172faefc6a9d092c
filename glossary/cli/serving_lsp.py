"""The command ``lsp``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace


def lsp(arguments: Namespace) -> int:
    """Serve an editor over standard input and output, or over a port of this machine, until it leaves."""
    if arguments.tcp is not None:
        from glossary.serve.lsp.ports import serve_port  # noqa: PLC0415 - the other way needs no sockets

        return serve_port(arguments.tcp, arguments.db)
    from glossary.serve.lsp.server import serve_standard_streams  # noqa: PLC0415 - slow to load, and not for --help

    return serve_standard_streams(arguments.db)
