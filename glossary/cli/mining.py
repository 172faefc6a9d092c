"""The commands ``mine`` and ``candidates``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.cli.narration import progress_bar, say
from glossary.cli.opening import open_work
from glossary.cli.shapes import VERSION, candidate_shape, print_json
from glossary.cli.tables import layout
from glossary.jobs.mining import MiningResult, mine_into, mine_past
from glossary.mine.documents import find_paths
from glossary.mine.trace import Trace, explain
from glossary.settings import load_settings
from glossary.store.candidates import find_candidates
from glossary.store.database import Database, open_database
from glossary.vocabulary import CandidateStatus, Strictness

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from glossary.concept import Candidate

_SHOWN = 40


def mine(arguments: Namespace) -> int:
    """Mine documents into the termbase, or past it with ``--dry-run`` or ``--explain``."""
    if arguments.explain:
        return _explain(arguments)
    result = _mine_past(arguments) if arguments.dry_run else _mine_into(arguments)
    for error in result.unreadable:
        say(f"glossary: passed over {error}")
    limit = arguments.limit if arguments.json or arguments.limit else _SHOWN
    print_candidates(result.candidates[:limit], as_json=arguments.json)
    _sum_up(result, shown=limit, dry=arguments.dry_run)
    return 0 if result.candidates else 1


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
    header = ("id", "score", "times", "docs", "status", "term", "equivalent", "pinyin", "by")
    rows = [_row(candidate) for candidate in found]
    if rows:
        print("\n".join(layout(header, rows)))


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
        (best.pinyin or "") if best else "",
        best.method.value if best else "",
    )


def _mine_past(arguments: Namespace, trace: Trace | None = None) -> MiningResult:
    database = _existing(arguments)
    try:
        with progress_bar() as progress:
            return mine_past(
                arguments.paths,
                database=database,
                strictness=Strictness(arguments.strictness),
                progress=progress,
                trace=trace,
                encoding=arguments.encoding,
            )
    finally:
        if database:
            database.close()


def _mine_into(arguments: Namespace) -> MiningResult:
    # Paths are looked at before a database is made, so that a mistyped one leaves nothing behind.
    find_paths(arguments.paths)
    with open_work(arguments, create=True) as work, progress_bar() as progress:
        return mine_into(
            work.database,
            arguments.paths,
            who=work.user,
            with_base=not arguments.no_base,
            strictness=Strictness(arguments.strictness),
            progress=progress,
            encoding=arguments.encoding,
        )


def _existing(arguments: Namespace) -> Database | None:
    """Open the termbase if there is one that can be read; a dry run needs none."""
    location = load_settings(arguments.db).db
    if "://" not in location and not Path(location).exists():
        return None
    return open_database(location)


def _explain(arguments: Namespace) -> int:
    trace = Trace()
    _mine_past(arguments, trace)
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


def _sum_up(result: MiningResult, *, shown: int | None, dry: bool) -> None:
    count, documents = len(result.candidates), len(result.documents)
    known = sum(candidate.status is CandidateStatus.KNOWN for candidate in result.candidates)
    with_equivalent = sum(bool(candidate.equivalents) for candidate in result.candidates)
    say(
        f"glossary: {count} candidates in {documents} document{'' if documents == 1 else 's'}: "
        f"{known} known, {with_equivalent} with an equivalent"
        + (f"; the best {shown} are shown, --limit shows more" if shown and shown < count else "")
    )
    if not dry and count:
        say("glossary: review them with: glossary candidates, accept, reject, merge; export with: glossary export")
