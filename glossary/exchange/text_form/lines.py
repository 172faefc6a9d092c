"""On which line of a TOML text a field stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADER = re.compile(r"\s*\[\[\s*([\w.\-]+)\s*\]\]")
_KEY = re.compile(r'\s*"?([\w.\-]+)"?\s*=')
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


def find_line(text: str, field: str, *, anywhere: bool = False) -> int:
    """Return the line of a field, counted from 1; where it isn't written, that of the table it should be in.

    Args:
        text: the TOML.
        field: such as ``languages[0].terms[1].status``.
        anywhere: the first field of this name, in any table.
    """
    wanted = [(name, int(number) if number else None) for name, number in _STEP.findall(field)]
    tables = tuple((name, number) for name, number in wanted if number is not None)
    rest = ".".join(name for name, number in wanted if number is None)
    of_table = 1
    for number, table, key in _keys(text):
        if not anywhere and table != tables:
            continue
        if key is None:
            of_table = number
        elif key == rest or key.startswith(f"{rest}."):
            return number
    return of_table


def _keys(text: str) -> Iterator[tuple[int, tuple[tuple[str, int], ...], str | None]]:
    """Yield line, table and key of each line that has one; None as the key of a table's own line."""
    counts: dict[str, int] = {}
    table: tuple[tuple[str, int], ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            path = header[1]
            counts[path] = counts.get(path, -1) + 1
            counts = {known: count for known, count in counts.items() if not known.startswith(f"{path}.")}
            table = _table(path, counts)
            yield number, table, None
        elif key := _KEY.match(line):
            yield number, table, key[1]


def _table(path: str, counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    names = path.split(".")
    return tuple((name, counts.get(".".join(names[: place + 1]), 0)) for place, name in enumerate(names))
