"""Concept entries into rows, in bulk: plain tuples for the driver; mapped objects are fifty times slower."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from glossary.errors import Conflict
from glossary.store.entries.rows import find_rows
from glossary.store.entries.search_columns import (
    ListedTerm,
    ListingColumns,
    SearchColumns,
    listing_columns,
    search_columns,
)
from glossary.store.models import (
    ChangeRow,
    ConceptEntryRow,
    ContextRow,
    CrossReferenceRow,
    LanguageSectionRow,
    Model,
    TermSectionRow,
    table_of,
)
from glossary.store.secondary_indexes import SecondaryIndexes
from glossary.store.table_rows import insert_rows, to_json, to_time

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry, Definition, LanguageSection, TermSection
    from glossary.progress import Progress

_DEFINITION = ("definition", "definition_source")
_OF_ENTRY = ("identifier", "subject_field", *_DEFINITION, "notes", "other", *ListingColumns._fields)
_STAMPS = ("origin", "version", "created_at", "changed_at")
#: Parents before children, as foreign keys want them; of each the columns in the order of its rows here.
_COLUMNS: dict[type[Model], tuple[str, ...]] = {
    ConceptEntryRow: ("id", *_OF_ENTRY, *_STAMPS),
    CrossReferenceRow: ("id", "entry_id", "position", "target", "text"),
    LanguageSectionRow: ("id", "entry_id", "position", "language", *_DEFINITION, "notes", "other"),
    TermSectionRow: (
        *("id", "entry_id", "section_id", "position", "language", "term", "status", "part_of_speech", "term_type"),
        *("pinyin", "pinyin_by_hand", "source", "notes", "other", *SearchColumns._fields),
    ),
    ContextRow: ("id", "term_id", "position", "text", "source", "document_id", "start", "end"),
}
#: What a load fills: also the log of it.
_TABLES = (*(table_of(model).name for model in _COLUMNS), table_of(ChangeRow).name)
_FLUSH_AT = 5_000
#: So many terms are added before a load counts as large, and indexes are set aside where there are at most so many
#: times more rows than it added: building them again costs less than half of what filling them does.
_LARGE, _TIMES = 10_000, 2


class EntryWriter:
    """Collects the rows of entries and inserts them in bulk; ``flush`` writes the rest.

    Of a large load it builds the indexes at its end, so until then nothing should be searched in the transaction. When
    it fails, ``give_up``.

    Args:
        connection: in a writing transaction.
        checks_ids: whether the ids of new entries may be taken, which then shows when they are written.
    """

    def __init__(self, connection: Connection, *, checks_ids: bool = False) -> None:
        self._connection = connection
        self._checks_ids = checks_ids
        self._rows: dict[type[Model], list[tuple[Any, ...]]] = defaultdict(list)
        self._next_id: dict[type[Model], int] = {}
        self._terms = 0
        self._indexes = SecondaryIndexes(connection, _TABLES)
        self._times: dict[datetime, object] = {}

    def add(self, entry: ConceptEntry, *, origin: str, at: datetime) -> None:
        """Add a new entry."""
        row_id = self._take_id(ConceptEntryRow)
        time = self._time(at)
        self._rows[ConceptEntryRow].append((row_id, *_entry_values(entry), origin, 1, time, time))
        self._add_parts(row_id, entry)
        if len(self._rows[ContextRow]) + len(self._rows[TermSectionRow]) >= _FLUSH_AT:
            self.write()
            if self._terms >= _LARGE:
                self._indexes.set_aside(self._terms * _TIMES)

    def replace(self, row_id: int, entry: ConceptEntry, *, at: datetime) -> None:
        """Replace all that an entry has; its row, and what points to it, stays."""
        execute = self._connection.execute
        execute(delete(LanguageSectionRow).where(LanguageSectionRow.entry_id == row_id))
        execute(delete(CrossReferenceRow).where(CrossReferenceRow.entry_id == row_id))
        values = dict(zip(_OF_ENTRY, _entry_values(entry), strict=True))
        values |= {"notes": list(entry.notes), "other": list(entry.other)}
        stamps = {"version": ConceptEntryRow.version + 1, "changed_at": at}
        execute(update(ConceptEntryRow).where(ConceptEntryRow.id == row_id).values(**values, **stamps))
        self._add_parts(row_id, entry)

    def write(self) -> None:
        """Write the rows that were collected so far.

        Raises:
            Conflict: the id of a new entry is taken; the transaction can't be kept.
        """
        if self._checks_ids:
            self._require_free([row[1] for row in self._rows.get(ConceptEntryRow, ())])
        for model, columns in _COLUMNS.items():
            if rows := self._rows.pop(model, None):
                insert_rows(self._connection, model, columns, rows)
                self._terms += len(rows) if model is TermSectionRow else 0

    def flush(self, progress: Progress | None = None) -> None:
        """Write all rows that were collected, and build the indexes that were set aside."""
        self.write()
        self._indexes.restore(progress)

    def give_up(self) -> None:
        """Drop the transaction where it must not be kept: it has no indexes."""
        transaction = self._connection.get_transaction()
        if self._indexes.are_gone and transaction is not None:
            transaction.rollback()

    def _require_free(self, identifiers: list[str]) -> None:
        taken = set(find_rows(self._connection, identifiers))
        for identifier in identifiers:
            if identifier in taken:
                raise id_is_taken(identifier)
            taken.add(identifier)

    def _add_parts(self, row_id: int, entry: ConceptEntry) -> None:
        references, sections = self._rows[CrossReferenceRow], self._rows[LanguageSectionRow]
        for position, reference in enumerate(entry.references):
            identity = self._take_id(CrossReferenceRow)
            references.append((identity, row_id, position, reference.target, reference.text))
        for position, section in enumerate(entry.sections):
            identity = self._take_id(LanguageSectionRow)
            definition = _definition_values(section.definition)
            texts = (_json(section.notes), _json(section.other))
            sections.append((identity, row_id, position, section.language, *definition, *texts))
            self._add_terms(row_id, identity, section)

    def _add_terms(self, row_id: int, section_id: int, section: LanguageSection) -> None:
        terms, contexts = self._rows[TermSectionRow], self._rows[ContextRow]
        for position, term in enumerate(section.terms):
            identity = self._take_id(TermSectionRow)
            terms.append((identity, row_id, section_id, position, section.language, *_term_values(section, term)))
            for place, context in enumerate(term.contexts):
                where = (context.document, context.start, context.end)
                contexts.append((self._take_id(ContextRow), identity, place, context.text, context.source, *where))

    def _take_id(self, model: type[Model]) -> int:
        row_id = self._next_id.get(model)
        if row_id is None:
            row_id = (self._connection.scalar(select(func.max(table_of(model).c.id))) or 0) + 1
        self._next_id[model] = row_id + 1
        return row_id

    def _time(self, at: datetime) -> object:
        """Return a time for the driver; nearly always it is the one of the revision."""
        if at not in self._times:
            self._times = {at: to_time(self._connection, at)}
        return self._times[at]


def id_is_taken(identifier: str) -> Conflict:
    """Return the error that a new entry has the id of another."""
    return Conflict(f"{identifier}: an entry with this id is in the termbase already")


def _entry_values(entry: ConceptEntry) -> tuple[Any, ...]:
    definition = _definition_values(entry.definition)
    listed = listing_columns(ListedTerm.of(entry))
    return (entry.id, entry.subject_field, *definition, _json(entry.notes), _json(entry.other), *listed)


def _term_values(section: LanguageSection, term: TermSection) -> tuple[Any, ...]:
    return (
        term.term,
        term.status.value,
        term.part_of_speech.value if term.part_of_speech else None,
        term.term_type.value if term.term_type else None,
        term.pinyin,
        term.pinyin_by_hand,
        term.source,
        _json(term.notes),
        _json(term.other),
        *search_columns(section.language, term.term, term.pinyin),
    )


def _definition_values(definition: Definition | None) -> tuple[str | None, str | None]:
    return (None, None) if definition is None else (definition.text, definition.source)


def _json(texts: tuple[str, ...]) -> str:
    return to_json(texts) if texts else "[]"
