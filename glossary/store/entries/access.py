"""Concept entries: found, read, saved whole, deleted. Every write goes through a revision."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

from sqlalchemy import delete, func, select, update

from glossary.errors import NotFound
from glossary.store.entries.ordering import fetch_row_ids
from glossary.store.entries.rows import read_entries
from glossary.store.entries.search_columns import search_key
from glossary.store.entries.snapshots import to_snapshot
from glossary.store.entries.writer import EntryWriter, id_is_taken
from glossary.store.models import ConceptEntryRow, CrossReferenceRow, TermSectionRow

if TYPE_CHECKING:
    from array import array
    from collections.abc import Container, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry
    from glossary.progress import Progress
    from glossary.store.log.revisions import Revision

#: Entries are read and written in batches of this size.
BATCH = 500
#: So many numbers behind an id are tried one after the other.
FEW = 16
#: The kind of change that the log keeps for an entry.
KIND = "entry"


def count_entries(connection: Connection) -> int:
    """Return how many entries the termbase has."""
    return connection.scalar(select(func.count()).select_from(ConceptEntryRow)) or 0


def get_entry(connection: Connection, identifier: str) -> ConceptEntry:
    """Return the entry with an id.

    Raises:
        NotFound: no entry has it.
    """
    row_id, _ = _find_row(connection, identifier) or _missing(identifier)
    return next(read_entries(connection, [row_id]))


def find_entries(connection: Connection, identifiers: Sequence[str] | None = None) -> Iterator[ConceptEntry]:
    """Yield entries in the order of their ids: all of them, or those named (missing ones are passed over)."""
    if identifiers is None:
        statement = select(ConceptEntryRow.id).order_by(ConceptEntryRow.identifier)
        yield from _read_in_batches(connection, fetch_row_ids(connection, statement))
        return
    for start in range(0, len(identifiers), BATCH):
        chosen = identifiers[start : start + BATCH]
        statement = select(ConceptEntryRow.id).where(ConceptEntryRow.identifier.in_(chosen))
        statement = statement.order_by(ConceptEntryRow.identifier)
        yield from _read_in_batches(connection, fetch_row_ids(connection, statement))


def find_identifiers_of_term(connection: Connection, language: str, term: str) -> list[str]:
    """Return the ids of the entries that have a term, whatever its case, hyphens and plural."""
    statement = (
        select(ConceptEntryRow.identifier)
        .join(TermSectionRow, TermSectionRow.entry_id == ConceptEntryRow.id)
        .where(TermSectionRow.language == language, TermSectionRow.key == search_key(language, term))
        .distinct()
        .order_by(ConceptEntryRow.identifier)
    )
    return list(connection.execute(statement).scalars())


def find_identifiers_referring(connection: Connection, targets: Sequence[str]) -> list[str]:
    """Return the ids of the entries that have a cross-reference to one of the targets."""
    statement = (
        select(ConceptEntryRow.identifier)
        .join(CrossReferenceRow, CrossReferenceRow.entry_id == ConceptEntryRow.id)
        .where(CrossReferenceRow.target.in_(targets))
        .distinct()
        .order_by(ConceptEntryRow.identifier)
    )
    return list(connection.execute(statement).scalars())


def find_origins(connection: Connection) -> dict[str, str]:
    """Return where each entry came from, by its id."""
    rows = connection.execute(select(ConceptEntryRow.identifier, ConceptEntryRow.origin))
    return {row.identifier: row.origin for row in rows}


def find_hand_pinyin(connection: Connection) -> dict[str, str]:
    """Return the readings that a person wrote, by Chinese term."""
    statement = select(TermSectionRow.term, TermSectionRow.pinyin).where(
        TermSectionRow.pinyin_by_hand, TermSectionRow.pinyin.is_not(None)
    )
    return {row.term: row.pinyin for row in connection.execute(statement)}


def add_entries(
    revision: Revision, entries: Iterable[ConceptEntry], *, origin: str, progress: Progress | None = None
) -> list[str]:
    """Add new entries in bulk; return their ids, made from the English term where they had none.

    Args:
        revision: the step this is part of.
        entries: they are written while they come; what yields them should not search the termbase, whose indexes a
            large load builds at its end.
        origin: where they come from.
        progress: told how far the indexes are.

    Raises:
        Conflict: an id is taken already; then, or when the entries break off, the transaction can't be kept.
    """
    writer = EntryWriter(revision.connection, checks_ids=True)
    identifiers = []
    try:
        for entry in _named(revision.connection, writer, entries):
            _add(revision, writer, entry, origin)
            identifiers.append(entry.id)
        writer.flush(progress)
    except BaseException:
        writer.give_up()
        raise
    return identifiers


def add_entry(revision: Revision, entry: ConceptEntry, *, origin: str) -> ConceptEntry:
    """Add one new entry and return it with its id, made from the English term where it had none.

    Raises:
        Conflict: its id is taken already.
    """
    taken = _Taken(revision.connection)
    named = entry if entry.id else replace(entry, id=new_identifier(entry, taken))
    if named.id in taken:
        raise id_is_taken(named.id)
    writer = EntryWriter(revision.connection)
    _add(revision, writer, named, origin)
    writer.flush()
    return named


def save_entry(revision: Revision, entry: ConceptEntry, *, origin: str = "person") -> ConceptEntry:
    """Save an entry whole: add it where its id is new or empty, else replace it. Return it with its id."""
    connection = revision.connection
    found = _find_row(connection, entry.id) if entry.id else None
    if found is None:
        return add_entry(revision, entry, origin=origin)
    row_id, former_origin = found
    before = next(read_entries(connection, [row_id]))
    if before == entry:
        return entry
    writer = EntryWriter(connection)
    writer.replace(row_id, entry, at=revision.at)
    writer.flush()
    revision.record(KIND, entry.id, _state(before, former_origin), _state(entry, former_origin))
    return entry


def set_origin(revision: Revision, identifier: str, origin: str) -> None:
    """Say that an entry came from elsewhere in the first place.

    Raises:
        NotFound: no entry has the id.
    """
    connection = revision.connection
    row_id, former = _find_row(connection, identifier) or _missing(identifier)
    if former == origin:
        return
    entry = next(read_entries(connection, [row_id]))
    connection.execute(update(ConceptEntryRow).where(ConceptEntryRow.id == row_id).values(origin=origin))
    revision.record(KIND, identifier, _state(entry, former), _state(entry, origin))


def delete_entry(revision: Revision, identifier: str) -> ConceptEntry:
    """Delete an entry and return what it was.

    Raises:
        NotFound: no entry has the id.
    """
    connection = revision.connection
    row_id, origin = _find_row(connection, identifier) or _missing(identifier)
    before = next(read_entries(connection, [row_id]))
    connection.execute(delete(ConceptEntryRow).where(ConceptEntryRow.id == row_id))
    revision.record(KIND, identifier, _state(before, origin), None)
    return before


def new_identifier(entry: ConceptEntry, taken: Container[str]) -> str:
    """Return a free id made of the entry's first term: letters a–z, digits and hyphens, a letter first."""
    term = entry.preferred("en") or next((term for _, term in entry.find_terms()), None)
    ascii_term = unicodedata.normalize("NFKD", term.term if term else "").encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_term.lower()).strip("-")[:60].rstrip("-")
    slug = slug if slug[:1].isalpha() else f"c-{slug}".rstrip("-")
    return slug if slug not in taken else f"{slug}-{_free_number(slug, taken)}"


def _free_number(slug: str, taken: Container[str]) -> int:
    """Return a number behind an id that is free: one of the first, else by halving, for thousands may have it."""
    number = next((number for number in range(2, FEW + 1) if f"{slug}-{number}" not in taken), None)
    if number is not None:
        return number
    low = FEW
    while f"{slug}-{low * 2}" in taken:
        low *= 2
    high = low * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if f"{slug}-{middle}" in taken else (low, middle)
    return high


class _Taken:
    """The ids of the termbase, asked for one at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __contains__(self, identifier: object) -> bool:
        return isinstance(identifier, str) and _find_row(self._connection, identifier) is not None


def _named(connection: Connection, writer: EntryWriter, entries: Iterable[ConceptEntry]) -> Iterator[ConceptEntry]:
    """Yield entries that all have an id; from the first without one on, all ids of the termbase are held."""
    taken: set[str] | None = None
    for entry in entries:
        if taken is None and not entry.id:
            writer.write()
            taken = set(connection.execute(select(ConceptEntryRow.identifier)).scalars())
        if taken is None:
            yield entry
            continue
        named = entry if entry.id else replace(entry, id=new_identifier(entry, taken))
        taken.add(named.id)
        yield named


def _add(revision: Revision, writer: EntryWriter, entry: ConceptEntry, origin: str) -> None:
    writer.add(entry, origin=origin, at=revision.at)
    revision.record(KIND, entry.id, None, _state(entry, origin))


def _find_row(connection: Connection, identifier: str) -> tuple[int, str] | None:
    statement = select(ConceptEntryRow.id, ConceptEntryRow.origin)
    row = connection.execute(statement.where(ConceptEntryRow.identifier == identifier)).one_or_none()
    return None if row is None else (row.id, row.origin)


def _missing(identifier: str) -> NoReturn:
    raise NotFound(f"{identifier}: no entry has this id; search with: glossary terms QUERY")


def _state(entry: ConceptEntry, origin: str) -> dict[str, Any]:
    return {**to_snapshot(entry), "origin": origin}


def _read_in_batches(connection: Connection, row_ids: array[int]) -> Iterator[ConceptEntry]:
    for start in range(0, len(row_ids), BATCH):
        yield from read_entries(connection, row_ids[start : start + BATCH].tolist())
