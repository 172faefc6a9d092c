"""The command ``tui``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.cli.opening import open_work
from glossary.errors import UsageError
from glossary.tui.app import GlossaryApp
from glossary.tui.preferences import default_path, load_preferences

if TYPE_CHECKING:
    from argparse import Namespace


def tui(arguments: Namespace) -> int:
    """Open the terminal app on the termbase, which is made where there is none yet.

    Raises:
        UsageError: there is no terminal to read keys from and to draw on.
    """
    path = Path(arguments.settings).expanduser() if arguments.settings else default_path()
    preferences = load_preferences(path)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("the app needs a terminal for its keys and its picture; without one every command has --help")
    with open_work(arguments, create=True) as work:
        app = GlossaryApp(work.database, work.user, preferences)
        work.database.tell = app.notify  # the terminal is the app's
        app.run(mouse=preferences.mouse)
    return 0
