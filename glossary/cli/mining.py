"""The commands ``mine`` and ``candidates``."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.cli.narration import progress_bar, say
from glossary.cli.opening import open_work
from glossary.cli.shapes import VERSION, print_json
from glossary.cli.tables import print_table
from glossary.errors import UsageError
from glossary.jobs.mining import add_base, find_equivalents, mine_into, mine_past, read_inputs
from glossary.jobs.mining.plugins import plugins_of
from glossary.jobs.parallel.terms import read_terms
from glossary.jobs.seeds import base_path
from glossary.jobs.shapes import candidate_shape
from glossary.mine.engines.opening import open_engine
from glossary.mine.trace import Trace, explain
from glossary.settings import load_settings
from glossary.store.candidates.mined import find_candidates
from glossary.store.database import open_database
from glossary.vocabulary import CandidateStatus, Strictness

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.concept import Candidate
    from glossary.jobs.mining import Inputs
    from glossary.mine.engines.engine import Engine
    from glossary.progress import Progress
    from glossary.store.database import Database

_SHOWN = 40


def mine(arguments: Namespace) -> int:
    """Mine documents into the termbase, or past it with ``--dry-run`` or ``--explain``."""
    if not arguments.paths and not arguments.parallel:
        raise UsageError("there is nothing to mine; name documents or folders, or --parallel ENGLISH CHINESE")
    # Before anything is read or opened, so that a mistyped path or a broken file leaves nothing behind.
    terms = read_terms(arguments.terms, encoding=arguments.encoding) if arguments.terms else []
    with open_engine(arguments.engine, arguments.workers) as engine, progress_bar() as progress:
        inputs = read_inputs(
            arguments.paths,
            parallel=arguments.parallel,
            comparable=arguments.comparable,
            encoding=arguments.encoding,
            engine=engine,
            progress=progress,
        )
        if terms:
            return _find_terms(arguments, inputs, terms, progress)
        if arguments.explain:
            return _explain(arguments, inputs)
        mine_them = _mine_past if arguments.dry_run else _mine_into
        found = mine_them(arguments, inputs, engine, progress)
    for error in inputs.unreadable:
        say(f"glossary: passed over {error}")
    limit = arguments.limit if arguments.json or arguments.limit else _SHOWN
    print_candidates(islice(found, limit), as_json=arguments.json)
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
    """Print the candidates of the termbase, or claim some."""
    if arguments.claim or arguments.claimed or arguments.release is not None:
        from glossary.cli import claiming  # noqa: PLC0415 - only where several people review

        work_on = claiming.claim if arguments.claim else claiming.show_claimed
        return claiming.release(arguments) if arguments.release is not None else work_on(arguments)
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
    arguments: Namespace,
    inputs: Inputs,
    engine: Engine | None = None,
    progress: Progress | None = None,
    trace: Trace | None = None,
) -> Sequence[Candidate]:
    settings = load_settings(arguments.db)
    with _maybe_open(settings.db) as database:
        return mine_past(
            inputs.documents,
            texts=inputs.texts,
            comparable=inputs.comparable,
            database=database,
            strictness=Strictness(arguments.strictness),
            engine=engine,
            plugins=plugins_of(settings.plugins, arguments.plugin, warn=_warn),
            progress=progress,
            trace=trace,
        )


def _mine_into(arguments: Namespace, inputs: Inputs, engine: Engine, progress: Progress | None) -> Sequence[Candidate]:
    plugins = plugins_of(load_settings(arguments.db).plugins, arguments.plugin, warn=_warn)
    with open_work(arguments, create=True) as work:
        return mine_into(
            work.database,
            inputs.documents,
            texts=inputs.texts,
            comparable=inputs.comparable,
            who=work.user,
            with_base=not arguments.no_base,
            strictness=Strictness(arguments.strictness),
            engine=engine,
            plugins=plugins,
            progress=progress,
        )


def _find_terms(arguments: Namespace, inputs: Inputs, terms: Sequence[str], progress: Progress | None) -> int:
    """Print what the terms of a list are called in the translations; nothing is written."""
    if not inputs.texts:
        raise UsageError("--terms looks in translations; name them with --parallel, or a bilingual file such as a TMX")
    with _maybe_open(load_settings(arguments.db).db) as database:
        found = find_equivalents(terms, inputs.texts, database=database, progress=progress)
    for error in inputs.unreadable:
        say(f"glossary: passed over {error}")
    print_candidates(found[: arguments.limit], as_json=arguments.json)
    count = sum(bool(candidate.equivalents) for candidate in found)
    units = sum(len(text.units) for text in inputs.texts)
    say(f"glossary: {count} of {len(found)} terms found in {units} sentence pairs; nothing was written")
    return 0 if count else 1


@contextmanager
def _maybe_open(location: str) -> Iterator[Database | None]:
    """Open the termbase for reading where there is one."""
    if "://" not in location and not Path(location).exists():
        yield None
    else:
        with open_database(location) as database:
            yield database


def _warn(message: str) -> None:
    say(f"glossary: {message}")


def _explain(arguments: Namespace, inputs: Inputs) -> int:
    trace = Trace()
    _mine_past(arguments, inputs, trace=trace)
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
    known = with_equivalent = 0
    for candidate in found:
        known += candidate.status is CandidateStatus.KNOWN
        with_equivalent += bool(candidate.equivalents)
    say(
        f"glossary: {len(found)} candidates in {documents} document{'' if documents == 1 else 's'}: "
        f"{known} known, {with_equivalent} with an equivalent"
        + (f"; the best {shown} are shown, --limit shows more" if shown and shown < len(found) else "")
    )
    if not dry and found:
        say("glossary: review them with: glossary candidates, accept, reject, merge; export with: glossary export")
