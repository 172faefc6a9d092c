"""The command ``misses``."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from glossary.cli.narration import say
from glossary.cli.opening import open_work
from glossary.cli.shapes import VERSION, print_json
from glossary.cli.tables import print_table
from glossary.lookup.queries import look_up
from glossary.settings import load_settings
from glossary.store.misses import clear_misses, find_misses
from glossary.store.reader import open_reader

if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    from glossary.store.misses import Miss


def misses(arguments: Namespace) -> int:
    """Print what was looked up and still isn't found, most frequent first; or forget it."""
    location = load_settings(arguments.db).db
    if arguments.clear:
        with open_work(arguments) as work:
            work.database.require("forget misses")
    with open_reader(location) as reader:
        if arguments.clear:
            number = sum(1 for _ in find_misses(reader))
        else:
            there = (miss for miss in find_misses(reader) if not look_up(reader, miss.query, limit=1))
            found = list(islice(there, arguments.limit))
    if arguments.clear:
        clear_misses(location)
        say(f"glossary: {number} misses forgotten")
        return 0
    if arguments.json:
        for miss in found:
            print_json(_shape(miss))
    elif found:
        print_table(("times", "query", "last"), ((str(miss.count), miss.query, miss.last_at[:10]) for miss in found))
    return 0 if found else 1


def _shape(miss: Miss) -> dict[str, Any]:
    return {
        "v": VERSION,
        "query": miss.query,
        "language": miss.language,
        "count": miss.count,
        "first_at": miss.first_at,
        "last_at": miss.last_at,
    }
