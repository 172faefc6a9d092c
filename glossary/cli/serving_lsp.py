"""The command ``lsp``."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from glossary.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace


def lsp(arguments: Namespace) -> int:
    """Serve an editor over standard input and output, or over a port of this machine, until it leaves."""
    if find_spec("pygls") is None:
        raise UsageError("glossary lsp needs the package pygls; install it with: pip install 'policy-glossary[lsp]'")
    if arguments.tcp is not None:
        from glossary.serve.lsp.ports import serve_port  # noqa: PLC0415 - after the line that says what to install

        return serve_port(arguments.tcp, arguments.db)
    from glossary.serve.lsp.server import serve_standard_streams  # noqa: PLC0415 - likewise

    return serve_standard_streams(arguments.db)
