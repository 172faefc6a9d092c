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
    from glossary.store.misses import MissLog
    from glossary.store.reader import Reader

    Print = Callable[[str, list[Hit], dict[int, dict[str, Any]]], None]


def lookup(arguments: Namespace | PlainLookup) -> int:
    """Print the entries that each query finds; 1 where none found any."""
    if arguments.stdin == bool(arguments.queries):
        raise UsageError("lookup takes queries, or --stdin, which reads one a line; see: glossary lookup --help")
    location, _, written = find_database(arguments.db, os.environ)
    queries = _lines() if arguments.stdin else map(_printable, arguments.queries)
    show = _choose_print(arguments)
    missed = _Missed(location, logs=not arguments.no_log and logs_misses(os.environ, written))
    is_any_found = False
    with open_reader(location) as reader:
        for query in queries:
            hits = _answer(reader, query, arguments, show)
            is_any_found = is_any_found or bool(hits)
            if not hits:
                missed.add(query)
            if arguments.stdin:
                missed.count()
    missed.count()
    missed.close()
    return 0 if is_any_found else 1


class _Missed:
    """What wasn't found, to be counted when it is answered; what counts it is loaded only then."""

    def __init__(self, location: str, *, logs: bool) -> None:
        self._location = location
        self._logs = logs
        self._queries: list[str] = []
        self._log: MissLog | None = None

    def add(self, query: str) -> None:
        """Remember a query that found nothing."""
        if self._logs:
            self._queries.append(query)

    def count(self) -> None:
        """Count what was remembered."""
        if self._queries and self._log is None:
            from glossary.store.misses import MissLog  # noqa: PLC0415 - only where something is missed

            self._log = MissLog(self._location)
        if self._log is not None:
            for query in self._queries:
                self._log.record(query)
        self._queries.clear()

    def close(self) -> None:
        """Close what counted them."""
        if self._log is not None:
            self._log.close()


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


def _lines() -> Iterator[str]:
    """Yield the lines of the standard input, each as soon as it is there."""
    lines: Iterable[bytes] = sys.stdin.buffer
    for number, line in enumerate(lines):
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        yield text.removeprefix("\ufeff") if number == 0 else text


def _printable(argument: str) -> str:
    """Return an argument with what is no text in it replaced."""
    return argument.encode("utf-8", "replace").decode("utf-8")
