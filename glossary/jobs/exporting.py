"""Entries out of a termbase into a file, with usage examples that were mined for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.errors import NotFound
from glossary.exchange.features import EVERYTHING
from glossary.exchange.formats import Format, format_for, writer_for
from glossary.exchange.losses import count_losses
from glossary.progress import Progress, ticking
from glossary.store.candidates import find_usages_of_entries
from glossary.store.entries import find_entries
from glossary.store.search import Filter, find_identifiers
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
        on_losses: told what the file won't hold of the entries, before any is written.
        progress: told how far the work is.

    Raises:
        NotFound: there is no such entry; no file is written.
        UsageError: there is no such format, or the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    chosen = format if isinstance(format, Format) else format_for(format or path)
    write = writer_for(chosen.name)
    with database.reading() as connection:
        identifiers = _identifiers(connection, wanted)
        if not identifiers:
            raise NotFound("no entry to export")

        def entries(said: str) -> Iterator[ConceptEntry]:
            read = _read(connection, identifiers, examples=examples)
            return ticking(read, progress, said, len(identifiers))

        if on_losses and (preset or chosen.carries != EVERYTHING):
            on_losses(count_losses(entries("looking at entries"), chosen.carries, preset))
        made = entries("writing entries")
        options = {"chinese": preset.writing} if preset and preset.writing and chosen.has_one_writing else {}
        return write(preset.prepare(made) if preset else made, path, **options)


def entries_to_export(connection: Connection, wanted: Filter, *, examples: int) -> Iterator[ConceptEntry]:
    """Yield the entries that a filter lets through, in the order of their ids.

    Args:
        connection: in any transaction.
        wanted: which entries.
        examples: fill up the contexts of each preferred English term to so many with mined sentences.
    """
    return _read(connection, _identifiers(connection, wanted), examples=examples)


def _identifiers(connection: Connection, wanted: Filter | Sequence[str] | None) -> list[str]:
    if wanted is None or isinstance(wanted, Filter):
        return list(find_identifiers(connection, wanted or Filter()))
    return sorted(set(wanted))


def _read(connection: Connection, identifiers: Sequence[str], *, examples: int) -> Iterator[ConceptEntry]:
    for start in range(0, len(identifiers), BATCH):
        batch = identifiers[start : start + BATCH]
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
