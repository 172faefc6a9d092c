"""Entries out of a termbase into a file, with usage examples that were mined for them."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from glossary.errors import NotFound
from glossary.exchange.formats import Format, format_for, writer_for
from glossary.exchange.losses import LossCounter
from glossary.progress import Progress, ticking
from glossary.store.candidates.mined import count_by_status, find_usages_of_entries
from glossary.store.entries.access import find_entries
from glossary.store.entries.search import Filter, count_identifiers, find_identifiers
from glossary.text.english import fold
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry, LanguageSection, TermSection, Usage
    from glossary.exchange.losses import Losses
    from glossary.exchange.presets import Preset
    from glossary.exchange.report import WriteReport
    from glossary.store.database import Database

#: Entries are read in batches of this size.
BATCH = 500


def export_file(
    database: Database,
    path: str | Path,
    *,
    format: str | Format | None = None,  # noqa: A002 - what it is called on the command line
    wanted: Filter | Sequence[str] | None = None,
    examples: int = 1,
    preset: Preset | None = None,
    on_losses: Callable[[Losses], None] | None = None,
    progress: Progress | None = None,
) -> WriteReport:
    """Write entries to a file; it appears, or takes the place of an earlier one, once all are written.

    Args:
        database: the termbase.
        path: the file.
        format: of the file, or its name; by the file's ending unless given.
        wanted: a filter, or the ids of the entries, which are written in the order of their ids; None for all.
        examples: fill up the contexts of each preferred English term to so many with mined sentences.
        preset: what a program takes of the entries, which are made ready for it.
        on_losses: told what the file won't hold of the entries, before it is in its place; what it raises stops
            the work, and an earlier file is as it was.
        progress: told how far the work is.

    Raises:
        NotFound: there is no such entry; no file is written.
        UsageError: there is no such format, or the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    chosen = format if isinstance(format, Format) else format_for(format or path)
    write = chosen.write or writer_for(chosen.name)
    with database.reading() as connection:
        total = _count(connection, wanted)
        if not total:
            raise NotFound("no entry to export")
        counter = _loss_counter(chosen, preset)
        read = ticking(_find(connection, wanted, examples=examples), progress, "writing entries", total)
        made = _tell_at_end(counter.watch(read), counter, on_losses) if on_losses else _prepare(read, preset)
        options = {"chinese": preset.writing} if preset and preset.writing and chosen.has_one_writing else {}
        return write(made, path, **options)


def _loss_counter(chosen: Format, preset: Preset | None) -> LossCounter:
    writing = (preset.writing if preset else None) or Language.SIMPLIFIED_CHINESE.value
    return LossCounter(
        chosen.carries,
        preset,
        needs=chosen.needs_in(writing),
        writing=writing if chosen.has_one_writing else None,
    )


def _prepare(entries: Iterator[ConceptEntry], preset: Preset | None) -> Iterator[ConceptEntry]:
    return preset.prepare(entries) if preset else entries


def _tell_at_end(
    entries: Iterator[ConceptEntry], counter: LossCounter, on_losses: Callable[[Losses], None]
) -> Iterator[ConceptEntry]:
    """Yield entries, then tell what is lost of them: no writer puts a file in its place before it has them all."""
    yield from entries
    on_losses(counter.losses())


def entries_to_export(connection: Connection, wanted: Filter, *, examples: int) -> Iterator[ConceptEntry]:
    """Yield the entries that a filter lets through, in the order of their ids.

    Args:
        connection: in any transaction.
        wanted: which entries.
        examples: fill up the contexts of each preferred English term to so many with mined sentences.
    """
    return _find(connection, wanted, examples=examples)


def _count(connection: Connection, wanted: Filter | Sequence[str] | None) -> int:
    if wanted is None or isinstance(wanted, Filter):
        return count_identifiers(connection, wanted or Filter())
    return len(set(wanted))


def _find(connection: Connection, wanted: Filter | Sequence[str] | None, *, examples: int) -> Iterator[ConceptEntry]:
    """Yield entries in the order of their ids, and of a million of them never more than some hundreds at a time."""
    examples = examples if count_by_status(connection) else 0  # they come with candidates
    if not examples and wanted in (None, Filter()):
        yield from find_entries(connection)
        return
    if wanted is None or isinstance(wanted, Filter):
        identifiers = find_identifiers(connection, wanted or Filter())
    else:
        identifiers = iter(sorted(set(wanted)))
    while batch := list(islice(identifiers, BATCH)):
        usages = find_usages_of_entries(connection, batch) if examples else {}
        for entry in find_entries(connection, batch):
            yield _with_examples(entry, usages.get(entry.id, ()), examples)


def _with_examples(entry: ConceptEntry, usages: Sequence[Usage], examples: int) -> ConceptEntry:
    preferred = entry.preferred(Language.ENGLISH)
    if preferred is None or not usages:
        return entry
    sections = tuple(_fill_section(section, preferred, usages, examples) for section in entry.sections)
    return replace(entry, sections=sections)


def _fill_section(
    section: LanguageSection, preferred: TermSection, usages: Sequence[Usage], examples: int
) -> LanguageSection:
    if section.language != Language.ENGLISH:
        return section
    return replace(
        section,
        terms=tuple(_fill(term, usages, examples) if term is preferred else term for term in section.terms),
    )


def _fill(term: TermSection, usages: Sequence[Usage], examples: int) -> TermSection:
    there = {fold(context.text) for context in term.contexts}
    new = [usage for usage in usages if fold(usage.text) not in there]
    missing = max(0, examples - len(term.contexts))
    added = tuple(usage.as_context() for usage in new[:missing])
    return replace(term, contexts=(*term.contexts, *added))
