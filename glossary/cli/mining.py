"""The commands ``mine`` and ``candidates``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.cli.narration import progress_bar, say
from glossary.cli.opening import open_work
from glossary.cli.shapes import VERSION, print_json
from glossary.cli.tables import print_table
from glossary.jobs.mining import add_base, mine_into, mine_past, read_inputs
from glossary.jobs.seeds import base_path
from glossary.jobs.shapes import candidate_shape
from glossary.mine.trace import Trace, explain
from glossary.settings import load_settings
from glossary.store.candidates import find_candidates
from glossary.store.database import open_database
from glossary.vocabulary import CandidateStatus, Strictness

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from glossary.concept import Candidate
    from glossary.jobs.mining import Inputs
    from glossary.progress import Progress

_SHOWN = 40


def mine(arguments: Namespace) -> int:
    """Mine documents into the termbase, or past it with ``--dry-run`` or ``--explain``."""
    with progress_bar() as progress:
        # Before the termbase is opened, so that a mistyped path or a broken file leaves nothing behind.
        inputs = read_inputs(arguments.paths, encoding=arguments.encoding, progress=progress)
        if arguments.explain:
            return _explain(arguments, inputs)
        mine_them = _mine_past if arguments.dry_run else _mine_into
        found = mine_them(arguments, inputs, progress)
    for error in inputs.unreadable:
        say(f"glossary: passed over {error}")
    limit = arguments.limit if arguments.json or arguments.limit else _SHOWN
    print_candidates(found[:limit], as_json=arguments.json)
    _sum_up(found, len(inputs.documents), shown=limit, dry=arguments.dry_run)
    return 0 if found else 1


def base(arguments: Namespace) -> int:
    """Put the curated base into a termbase that has no entries yet."""
    with open_work(arguments, create=True) as work:
        count = add_base(work.database, who=work.user)
    if not count:
        say(f"glossary: the termbase has entries already; take the base in with: glossary import {base_path()}")
        return 1
    print(f"added\t{count}")
    return 0


def candidates(arguments: Namespace) -> int:
    """Print the candidates of the termbase."""
    wanted = CandidateStatus if arguments.status == "all" else [CandidateStatus(arguments.status)]
    with open_work(arguments) as work, work.database.reading() as connection:
        found = list(find_candidates(connection, statuses=list(wanted), limit=arguments.limit))
    print_candidates(found, as_json=arguments.json)
    if not found:
        say("glossary: no candidates; mine documents with: glossary mine PATH")
    return 0 if found else 1


def print_candidates(found: Iterable[Candidate], *, as_json: bool) -> None:
    """Print candidates, one JSON object a line or as a table."""
    if as_json:
        for candidate in found:
            print_json(candidate_shape(candidate))
        return
    header = ("id", "score", "times", "docs", "status", "term", "equivalent", "by", "pinyin")
    rows = [_row(candidate) for candidate in found]
    if rows:
        print_table(header, rows)


def _row(candidate: Candidate) -> tuple[str, ...]:
    best = candidate.equivalents[0] if candidate.equivalents else None
    return (
        str(candidate.id or "-"),
        f"{candidate.score:.2f}",
        str(candidate.frequency),
        str(candidate.documents),
        candidate.status.value,
        candidate.term,
        best.term if best else "",
        best.method.value if best else "",
        (best.pinyin or "") if best else "",
    )


def _mine_past(
    arguments: Namespace, inputs: Inputs, progress: Progress | None, trace: Trace | None = None
) -> list[Candidate]:
    strictness = Strictness(arguments.strictness)
    location = load_settings(arguments.db).db
    if "://" not in location and not Path(location).exists():
        return mine_past(inputs.documents, strictness=strictness, progress=progress, trace=trace)
    with open_database(location) as database:
        return mine_past(inputs.documents, database=database, strictness=strictness, progress=progress, trace=trace)


def _mine_into(arguments: Namespace, inputs: Inputs, progress: Progress | None) -> list[Candidate]:
    with open_work(arguments, create=True) as work:
        return mine_into(
            work.database,
            inputs.documents,
            who=work.user,
            with_base=not arguments.no_base,
            strictness=Strictness(arguments.strictness),
            progress=progress,
        )


def _explain(arguments: Namespace, inputs: Inputs) -> int:
    trace = Trace()
    _mine_past(arguments, inputs, None, trace)
    found = explain(arguments.explain, trace)
    if arguments.json:
        print_json({"v": VERSION, **asdict(found), "parts": dict(found.parts)})
        return 0 if found.kept else 1
    print(f"{found.term or found.query}: " + (f"kept, score {found.score:.2f}" if found.kept else "not kept"))
    for part, value in found.parts:
        print(f"  {value:+.2f}  {part}")
    for note in found.notes:
        print(f"  {note}")
    return 0 if found.kept else 1


def _sum_up(found: Sequence[Candidate], documents: int, *, shown: int | None, dry: bool) -> None:
    known = sum(candidate.status is CandidateStatus.KNOWN for candidate in found)
    with_equivalent = sum(bool(candidate.equivalents) for candidate in found)
    say(
        f"glossary: {len(found)} candidates in {documents} document{'' if documents == 1 else 's'}: "
        f"{known} known, {with_equivalent} with an equivalent"
        + (f"; the best {shown} are shown, --limit shows more" if shown and shown < len(found) else "")
    )
    if not dry and found:
        say("glossary: review them with: glossary candidates, accept, reject, merge; export with: glossary export")
