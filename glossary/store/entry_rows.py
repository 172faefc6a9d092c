"""Concept entries to rows and back, in bulk: plain statements; mapped objects are fifty times slower."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from glossary.concept import (
    ConceptEntry,
    Context,
    CrossReference,
    Definition,
    LanguageSection,
    TermSection,
)
from glossary.store.models import (
    ConceptEntryRow,
    ContextRow,
    CrossReferenceRow,
    LanguageSectionRow,
    Model,
    TermSectionRow,
    table_of,
)
from glossary.store.search_columns import ListedTerm, listing_columns, search_columns
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

#: Parents before children, as foreign keys want them.
_TABLES: tuple[type[Model], ...] = (
    ConceptEntryRow,
    CrossReferenceRow,
    LanguageSectionRow,
    TermSectionRow,
    ContextRow,
)
_FLUSH_AT = 5_000


class EntryWriter:
    """Collects the rows of entries and inserts them in bulk; ``flush`` writes the rest."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[type[Model], list[dict[str, Any]]] = defaultdict(list)
        self._next_id: dict[type[Model], int] = {}

    def add(self, entry: ConceptEntry, *, origin: str, at: datetime) -> None:
        """Add a new entry."""
        row_id = self._take_id(ConceptEntryRow)
        stamps = {"origin": origin, "version": 1, "created_at": at, "changed_at": at}
        self._rows[ConceptEntryRow].append({"id": row_id, **_entry_values(entry), **stamps})
        self._add_parts(row_id, entry)
        if len(self._rows[ContextRow]) + len(self._rows[TermSectionRow]) >= _FLUSH_AT:
            self.flush()

    def replace(self, row_id: int, entry: ConceptEntry, *, at: datetime) -> None:
        """Replace all that an entry has; its row, and what points to it, stays."""
        execute = self._connection.execute
        execute(delete(LanguageSectionRow).where(LanguageSectionRow.entry_id == row_id))
        execute(delete(CrossReferenceRow).where(CrossReferenceRow.entry_id == row_id))
        stamps = {"version": ConceptEntryRow.version + 1, "changed_at": at}
        changed = update(ConceptEntryRow).where(ConceptEntryRow.id == row_id)
        execute(changed.values(**_entry_values(entry), **stamps))
        self._add_parts(row_id, entry)

    def flush(self) -> None:
        """Write all rows that were collected."""
        for model in _TABLES:
            if rows := self._rows.pop(model, None):
                self._connection.execute(insert(model), rows)

    def _add_parts(self, row_id: int, entry: ConceptEntry) -> None:
        for position, reference in enumerate(entry.references):
            self._append(CrossReferenceRow, entry_id=row_id, position=position, **asdict(reference))
        for position, section in enumerate(entry.sections):
            section_id = self._append(
                LanguageSectionRow,
                entry_id=row_id,
                position=position,
                language=section.language,
                **_definition_values(section.definition),
                notes=list(section.notes),
                other=list(section.other),
            )
            for place, term in enumerate(section.terms):
                self._add_term(row_id, section_id, section.language, place, term)

    def _add_term(self, entry_id: int, section_id: int, language: str, position: int, term: TermSection) -> None:
        term_id = self._append(
            TermSectionRow,
            entry_id=entry_id,
            section_id=section_id,
            position=position,
            language=language,
            term=term.term,
            status=term.status.value,
            part_of_speech=term.part_of_speech.value if term.part_of_speech else None,
            term_type=term.term_type.value if term.term_type else None,
            pinyin=term.pinyin,
            pinyin_by_hand=term.pinyin_by_hand,
            source=term.source,
            notes=list(term.notes),
            other=list(term.other),
            **asdict(search_columns(language, term.term, term.pinyin)),
        )
        for place, context in enumerate(term.contexts):
            values = asdict(context)
            self._append(ContextRow, term_id=term_id, position=place, document_id=values.pop("document"), **values)

    def _append(self, model: type[Model], **values: Any) -> int:  # noqa: ANN401 - column values
        row_id = self._take_id(model)
        self._rows[model].append({"id": row_id, **values})
        return row_id

    def _take_id(self, model: type[Model]) -> int:
        if model not in self._next_id:
            column = table_of(model).c.id
            self._next_id[model] = (self._connection.scalar(select(func.max(column))) or 0) + 1
        row_id = self._next_id[model]
        self._next_id[model] += 1
        return row_id


def read_entries(connection: Connection, row_ids: Sequence[int]) -> Iterator[ConceptEntry]:
    """Yield the entries of the given rows, in that order, with five queries for all of them."""
    sections = _children(connection, LanguageSectionRow, "entry_id", row_ids)
    references = _children(connection, CrossReferenceRow, "entry_id", row_ids)
    terms = _children(connection, TermSectionRow, "section_id", [row.id for rows in sections.values() for row in rows])
    contexts = _children(connection, ContextRow, "term_id", [row.id for rows in terms.values() for row in rows])
    table = table_of(ConceptEntryRow)
    rows = {row.id: row for row in connection.execute(select(table).where(table.c.id.in_(row_ids)))}
    for row_id in row_ids:
        row = rows[row_id]
        yield ConceptEntry(
            id=row.identifier,
            subject_field=row.subject_field,
            definition=_definition(row),
            notes=tuple(row.notes),
            references=tuple(CrossReference(target=r.target, text=r.text) for r in references[row_id]),
            sections=tuple(_section(section, terms, contexts) for section in sections[row_id]),
            other=tuple(row.other),
        )


def _children(
    connection: Connection, model: type[Model], parent: str, parent_ids: Sequence[int]
) -> dict[int, list[Row[Any]]]:
    table = table_of(model)
    column = table.c[parent]
    statement = select(table).where(column.in_(parent_ids)).order_by(column, table.c.position)
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(statement):
        found[getattr(row, parent)].append(row)
    return found


def _section(row: Row[Any], terms: dict[int, list[Row[Any]]], contexts: dict[int, list[Row[Any]]]) -> LanguageSection:
    return LanguageSection(
        language=row.language,
        terms=tuple(_term(term, contexts[term.id]) for term in terms[row.id]),
        definition=_definition(row),
        notes=tuple(row.notes),
        other=tuple(row.other),
    )


def _term(row: Row[Any], contexts: list[Row[Any]]) -> TermSection:
    return TermSection(
        term=row.term,
        status=AdministrativeStatus(row.status),
        part_of_speech=PartOfSpeech(row.part_of_speech) if row.part_of_speech else None,
        term_type=TermType(row.term_type) if row.term_type else None,
        pinyin=row.pinyin,
        pinyin_by_hand=bool(row.pinyin_by_hand),
        source=row.source,
        notes=tuple(row.notes),
        contexts=tuple(
            Context(text=c.text, source=c.source, document=c.document_id, start=c.start, end=c.end) for c in contexts
        ),
        other=tuple(row.other),
    )


def _entry_values(entry: ConceptEntry) -> dict[str, Any]:
    return {
        "identifier": entry.id,
        "subject_field": entry.subject_field,
        **_definition_values(entry.definition),
        "notes": list(entry.notes),
        "other": list(entry.other),
        **asdict(listing_columns(ListedTerm.of(entry))),
    }


def _definition_values(definition: Definition | None) -> dict[str, str | None]:
    if definition is None:
        return {"definition": None, "definition_source": None}
    return {"definition": definition.text, "definition_source": definition.source}


def _definition(row: Row[Any]) -> Definition | None:
    return None if row.definition is None else Definition(text=row.definition, source=row.definition_source)
