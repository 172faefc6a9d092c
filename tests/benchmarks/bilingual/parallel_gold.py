"""Sentence pairs beside the project, and the terms that were marked in them by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.gold import FOLDER, SHARED

if TYPE_CHECKING:
    from collections.abc import Sequence

PARALLEL = SHARED / "parallel"
MARKED = FOLDER / "parallel-terms.tsv"
FILES = ("wmt21-zh-en.tsv", "wmt22-zh-en.tsv")

Line = tuple[str, int]
"""A file and the number of a line in it, from 1."""


class MarkedTerm(NamedTuple):
    """A term where it was marked: its set, its line, the term and what translates it there."""

    set: str
    line: Line
    term: str
    answers: tuple[str, ...]


def read_pairs() -> dict[str, list[tuple[str, str]]] | None:
    """Return the English and the Chinese of all lines by file; None, and it says so, where they aren't at hand."""
    if not all((PARALLEL / file).is_file() for file in FILES):
        print("the sentence pairs (../shared/parallel) are not on this machine")
        return None
    found = {}
    for file in FILES:
        rows = [line.split("\t") for line in (PARALLEL / file).read_text("utf-8").rstrip("\n").split("\n")]
        found[file] = [(row[0], row[1]) for row in rows]
    return found


def read_marked(pairs: dict[str, list[tuple[str, str]]]) -> list[MarkedTerm]:
    """Return all marked terms, read at their places.

    Args:
        pairs: as ``read_pairs`` gives them.
    """
    lines = [line for line in MARKED.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [_read(line.split("\t"), pairs) for line in lines[1:]]


def read_ranges() -> list[tuple[str, str, range]]:
    """Return which lines were marked wholly: set, file, numbers."""
    rows = [line.split("\t") for line in MARKED.read_text("utf-8").splitlines() if line.startswith("# range\t")]
    return [(name, file, range(int(first), int(last) + 1)) for _, name, file, first, last in rows]


def _read(row: Sequence[str], pairs: dict[str, list[tuple[str, str]]]) -> MarkedTerm:
    name, file, number, start, end, places = row
    english, chinese = pairs[file][int(number) - 1]
    answers = tuple(chinese[slice(*map(int, place.split("-")))] for place in places.split("|"))
    return MarkedTerm(name, (file, int(number)), english[int(start) : int(end)], answers)
