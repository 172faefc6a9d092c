"""Entries into the termbase: what is new is added, what is there is joined as the caller decides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.jobs.importing.joining import filled, overwritten, with_pinyin
from glossary.jobs.importing.matching import Present, are_same
from glossary.jobs.importing.report import ImportReport, OnConflict
from glossary.progress import Progress, ticking
from glossary.store.decisions import link_known
from glossary.store.entries import add_entries, count_entries, find_entries, save_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry
    from glossary.store.revisions import Revision

    Decide = Callable[[int, ConceptEntry], OnConflict]
    """Called with the position of an entry in the file, from 1, and the entry of the termbase that differs."""

ORIGIN = "import"


def import_entries(
    revision: Revision,
    entries: Iterable[ConceptEntry],
    on_conflict: OnConflict = OnConflict.SKIP,
    *,
    decide: Decide | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import entries; the same file twice changes nothing.

    An entry of the file is one of the termbase when it has its id and shares a term with it, or shares an
    accepted English term and not only that (homonyms have other Chinese). An id that another concept has is
    replaced by a new one.

    Args:
        revision: the step this is part of.
        entries: those of the file, in its order.
        on_conflict: what happens to entries that differ from those in the termbase.
        decide: chooses for each of them instead.
        progress: told how far the work is.
    """
    present = read_present(revision.connection, progress)
    report = ImportReport()
    new: list[ConceptEntry] = []
    known = list(entries)
    for position, raw in enumerate(ticking(known, progress, "comparing entries", len(known)), 1):
        entry = with_pinyin(raw)
        if not any(True for _ in entry.find_terms()):
            report.empty.append(entry.id)
            continue
        match = present.find(entry)
        if match is None:
            new.append(present.name(entry))
            continue
        incoming = replace(entry, id=match.id)
        if are_same(incoming, match):
            report.same.append(match.id)
            continue
        choice = decide(position, match) if decide else on_conflict
        present.put(_join(revision, match, incoming, choice, report))
    report.added = add_entries(revision, ticking(new, progress, "adding entries", len(new)), origin=ORIGIN)
    link_known(revision.connection)
    return report


def read_present(connection: Connection, progress: Progress | None) -> Present:
    """Return the entries of the termbase, to be compared with others."""
    total = count_entries(connection)
    return Present(ticking(find_entries(connection), progress, "reading the termbase", total))


def _join(
    revision: Revision, old: ConceptEntry, incoming: ConceptEntry, choice: OnConflict, report: ImportReport
) -> ConceptEntry:
    """Join two states of an entry as decided; return what is stored now."""
    if choice is OnConflict.SKIP:
        report.skipped.append(old.id)
        return old
    joined = filled(old, incoming) if choice is OnConflict.FILL else overwritten(old, incoming)
    if choice is OnConflict.OVERWRITE:
        report.overwritten.append(old.id)
    else:
        (report.same if joined == old else report.filled).append(old.id)
    return save_entry(revision, joined)
