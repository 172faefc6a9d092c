"""The command ``mcp``."""

from __future__ import annotations

from contextlib import suppress
from importlib.util import find_spec
from threading import Thread
from typing import TYPE_CHECKING

from glossary.errors import GlossaryError, UsageError
from glossary.settings import load_settings

if TYPE_CHECKING:
    from argparse import Namespace

    from glossary.lookup.live import LiveTermbase


def mcp(arguments: Namespace) -> int:
    """Serve the termbase to a writing assistant over standard input and output, until it hangs up."""
    if find_spec("mcp") is None:
        raise UsageError("glossary mcp needs the package mcp; install it with: pip install 'policy-glossary[mcp]'")
    from glossary.lookup.live import LiveTermbase  # noqa: PLC0415 - after the line that says what to install
    from glossary.serve.mcp.answers import Desk  # noqa: PLC0415 - likewise
    from glossary.serve.mcp.server import serve  # noqa: PLC0415 - likewise

    settings = load_settings(arguments.db)
    live = LiveTermbase(settings.db)
    try:
        Thread(target=_load, args=(live,), name="terms", daemon=True).start()
        desk = Desk(live=live, location=settings.db, user=settings.user, checks=settings.check)
        serve(desk, allow_writing=arguments.allow_writing)
    finally:
        live.close()
    return 0


def _load(live: LiveTermbase) -> None:
    """Load the terms while the other side says hello; what goes wrong is said to the first call that needs them."""
    with suppress(GlossaryError):
        live.load()
