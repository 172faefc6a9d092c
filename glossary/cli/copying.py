"""The command ``db copy``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.cli.narration import progress_bar, say
from glossary.cli.shapes import VERSION, print_json
from glossary.settings import load_settings
from glossary.store.copies.copying import copy_termbase, open_empty
from glossary.store.database import open_database

if TYPE_CHECKING:
    from argparse import Namespace


def copy(arguments: Namespace) -> int:
    """Copy a whole termbase into an empty database; print how many rows each table has."""
    user = load_settings(arguments.db).user
    with (
        open_database(arguments.source) as source,
        open_empty(arguments.target) as target,
        progress_bar() as progress,
    ):
        source.user = target.user = user
        rows = copy_termbase(source, target, progress=progress)
        names = (source.location, target.location)
    if arguments.json:
        print_json({"v": VERSION, "from": names[0], "to": names[1], "rows": rows})
        return 0
    for table, count in rows.items():
        print(f"{table}\t{count}")
    say(f"glossary: {names[0]} is now in {names[1]} too, and both were compared; name it with --db or GLOSSARY_DB")
    return 0
