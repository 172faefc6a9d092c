"""The command ``align``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.cli.narration import progress_bar, say
from glossary.cli.shapes import VERSION, print_json
from glossary.exchange.bitext.writing import require_ending, write_pairs
from glossary.jobs.parallel import read_parallel
from glossary.jobs.parallel.rows import find_rows

if TYPE_CHECKING:
    from argparse import Namespace

    from glossary.errors import UnreadableDocument
    from glossary.exchange.bitext.writing import PairRow

DOUBTFUL = 0.35
"""A likeness below that is worth a look."""


def align(arguments: Namespace) -> int:
    """Print or write which sentences of a text are translated by which of another."""
    if arguments.output:
        require_ending(arguments.output)
    unreadable: list[UnreadableDocument] = []
    with progress_bar() as progress:
        texts = read_parallel(
            arguments.english,
            arguments.chinese,
            on_unreadable=unreadable.append,
            encoding=arguments.encoding,
            progress=progress,
        )
    for error in unreadable:
        say(f"glossary: passed over {error}")
    rows = [row for text in texts for row in find_rows(text)]
    if arguments.output:
        write_pairs(rows, arguments.output, chinese_language=texts[0].chinese.language)
    else:
        for number, row in enumerate(rows, 1):
            _print(number, row, as_json=arguments.json)
    doubtful = sum(row.likeness < DOUBTFUL for row in rows)
    advice = f"; correct {arguments.output}, then: glossary mine {arguments.output}" if arguments.output else ""
    say(f"glossary: {len(rows)} pairs, {doubtful} of them doubtful or without a counterpart{advice}")
    return 0


def _print(number: int, row: PairRow, *, as_json: bool) -> None:
    if as_json:
        print_json({"v": VERSION, "number": number, **row._asdict()})
        return
    mark = "?" if row.likeness < DOUBTFUL else " "
    print(f"{number:>4} {row.likeness:.2f}{mark} {row.english or '—'}\n           {row.chinese or '—'}")
