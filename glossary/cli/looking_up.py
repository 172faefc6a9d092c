"""The command ``lookup``: it answers before a library could have been loaded."""

from __future__ import annotations

import os
import sys

from glossary.errors import UsageError
from glossary.lookup.queries.entries import get_entries
from glossary.lookup.queries.looking_up import look_up
from glossary.settings_file import find_database, logs_misses
from glossary.store.reader import open_reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from glossary.cli.plain_lookup import PlainLookup
    from glossary.lookup.queries.hits import Hit
    from glossary.store.reader import Reader

    Print = Callable[[str, list[Hit], dict[int, dict[str, Any]]], None]


def lookup(arguments: Namespace | PlainLookup) -> int:
    """Print the entries that each query finds; 1 where none found any."""
    if arguments.stdin == bool(arguments.queries):
        raise UsageError("lookup takes queries, or --stdin, which reads one a line; see: glossary lookup --help")
    location, _, written = find_database(arguments.db, os.environ)
    queries = _lines() if arguments.stdin else map(_printable, arguments.queries)
    show = _choose_print(arguments)
    missed: list[str] = []
    logs = not arguments.no_log and logs_misses(os.environ, written)
    is_any_found = False
    with open_reader(location) as reader:
        for query in queries:
            hits = _answer(reader, query, arguments, show)
            is_any_found = is_any_found or bool(hits)
            if not hits and logs:
                missed.append(query)
            if arguments.stdin:
                _record(location, missed)
    _record(location, missed)
    return 0 if is_any_found else 1


def _answer(reader: Reader, query: str, arguments: Namespace | PlainLookup, show: Print) -> list[Hit]:
    hits = look_up(reader, query, mode=arguments.mode, language=arguments.lang, limit=arguments.limit)
    show(query, hits, get_entries(reader, [hit.entry for hit in hits]))
    sys.stdout.flush()
    return hits


def _choose_print(arguments: Namespace | PlainLookup) -> Print:
    """Return what prints the answer to a query."""
    if arguments.json:
        from glossary.cli.hit_lines import print_objects  # noqa: PLC0415 - only one of the two is needed

        return lambda query, hits, entries: print_objects(query, hits, entries, has_end=arguments.stdin)
    from glossary.cli.hit_text import print_text  # noqa: PLC0415 - likewise

    has_heading = arguments.stdin or len(arguments.queries) > 1
    return lambda query, hits, entries: print_text(query, hits, entries, has_heading=has_heading)


def _record(location: str, missed: list[str]) -> None:
    """Count what wasn't found, now that it is answered."""
    if missed:
        from glossary.store.misses import record_miss  # noqa: PLC0415 - only where something is missed

        for query in missed:
            record_miss(location, query)
        missed.clear()


def _lines() -> Iterator[str]:
    """Yield the lines of the standard input, each as soon as it is there."""
    lines: Iterable[bytes] = sys.stdin.buffer
    for number, line in enumerate(lines):
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        yield text.removeprefix("\ufeff") if number == 0 else text


def _printable(argument: str) -> str:
    """Return an argument with what is no text in it replaced."""
    return argument.encode("utf-8", "replace").decode("utf-8")
