"""The command ``tui``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glossary.cli.opening import open_work
from glossary.tui.app import GlossaryApp
from glossary.tui.preferences import default_path, load_preferences

if TYPE_CHECKING:
    from argparse import Namespace


def tui(arguments: Namespace) -> int:
    """Open the terminal app on the termbase, which is made where there is none yet."""
    path = Path(arguments.settings).expanduser() if arguments.settings else default_path()
    preferences = load_preferences(path)
    with open_work(arguments, create=True) as work:
        GlossaryApp(work.database, work.user, preferences).run(mouse=preferences.mouse)
    return 0
