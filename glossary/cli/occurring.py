"""The command ``occurrences``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from glossary.cli.finding import find_named
from glossary.cli.narration import progress_bar, say
from glossary.cli.opening import open_work
from glossary.cli.shapes import VERSION, print_json
from glossary.jobs.occurrences import Occurrence, find_occurrences
from glossary.store.candidates.mined import get_candidate

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence


def occurrences(arguments: Namespace) -> int:
    """Print where the terms of an entry, or a candidate, stand in the documents."""
    with (
        progress_bar() as progress,
        open_work(arguments) as work,
        work.database.reading() as connection,
    ):
        entries = find_named(connection, arguments.name)
        terms = [(language, term.term) for entry in entries for language, term in entry.find_terms()]
        candidate_id = None if entries else get_candidate(connection, arguments.name).id
        found = find_occurrences(
            connection, terms=terms, candidate_id=candidate_id, limit=arguments.limit, progress=progress
        )
    if arguments.json:
        for occurrence in found:
            print_json({"v": VERSION, **asdict(occurrence)})
    else:
        for line in _aligned(found):
            print(line)
    say(f"glossary: {len(found)} occurrences" + (" shown" if len(found) == arguments.limit else ""))
    return 0 if found else 1


def _aligned(found: Sequence[Occurrence]) -> Iterator[str]:
    """Yield a line for each, the terms under each other."""
    before = max((cell_len(occurrence.left) for occurrence in found), default=0)
    behind = max((cell_len(occurrence.text + occurrence.right) for occurrence in found), default=0)
    for occurrence in found:
        left = " " * (before - cell_len(occurrence.left)) + occurrence.left
        yield f"{left}{set_cell_size(occurrence.text + occurrence.right, behind)}  {occurrence.source}"
