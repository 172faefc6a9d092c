"""Rows back to concept entries, many at a time: a few statements for all of them, and no object for a row."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Text, bindparam, func, select, type_coerce

from glossary.concept import Context, CrossReference, Definition
from glossary.concept_making import make_entry, make_section, make_term
from glossary.store.models import (
    ConceptEntryRow,
    ContextRow,
    CrossReferenceRow,
    LanguageSectionRow,
    Model,
    TermSectionRow,
    table_of,
)
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.orm import InstrumentedAttribute

    from glossary.concept import ConceptEntry, LanguageSection, TermSection

_Child = TypeVar("_Child")

_STATUSES = {status.value: status for status in AdministrativeStatus}
_PARTS_OF_SPEECH = {part.value: part for part in PartOfSpeech}
_TERM_TYPES = {kind.value: kind for kind in TermType}
_PARENT, _PARENT_AND_POSITION = itemgetter(0), itemgetter(0, 1)
#: So many ids go into one statement.
_AT_ONCE = 500
_DEFINITION = ("definition", "definition_source")
_TERM = ("term", "status", "part_of_speech", "term_type", "pinyin", "pinyin_by_hand", "source", "notes", "other")


class _Selection:
    """The statement for the rows of some entries: the id of the entry, then what is named."""

    def __init__(self, model: type[Model], parent: InstrumentedAttribute[int], *names: str) -> None:
        columns = table_of(model).c
        # JSON comes as its text: nearly all of it is an empty list, which needs no parser.
        wanted = (type_coerce(columns[name], Text) if name in {"notes", "other"} else columns[name] for name in names)
        statement = select(parent, *wanted)
        if model is ContextRow:
            statement = statement.join(TermSectionRow, TermSectionRow.id == ContextRow.term_id)
        listed = func.json_each(bindparam("parents", type_=Text)).table_valued("value")
        self._of_sqlite = statement.where(parent.in_(select(listed.c.value)))
        self._of_others = statement.where(parent.in_(bindparam("parents", expanding=True)))

    def fetch(self, connection: Connection, parents: Sequence[int]) -> list[tuple[Any, ...]]:
        """Return the rows of some entries, as the driver has them, in no order."""
        if connection.dialect.name == "sqlite":
            result = connection.execute(self._of_sqlite, {"parents": f"[{','.join(map(str, parents))}]"})
        else:
            result = connection.execute(self._of_others, {"parents": parents})
        cursor: Any = result.cursor
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        result.close()
        return rows


_ENTRIES = _Selection(
    ConceptEntryRow, ConceptEntryRow.id, "identifier", "subject_field", *_DEFINITION, "notes", "other"
)
_REFERENCES = _Selection(CrossReferenceRow, CrossReferenceRow.entry_id, "position", "target", "text")
_SECTIONS = _Selection(
    LanguageSectionRow, LanguageSectionRow.entry_id, "position", "id", "language", *_DEFINITION, "notes", "other"
)
_TERMS = _Selection(TermSectionRow, TermSectionRow.entry_id, "section_id", "position", "id", *_TERM)
_CONTEXTS = _Selection(
    ContextRow, TermSectionRow.entry_id, "term_id", "position", "text", "source", "document_id", "start", "end"
)


def find_rows(connection: Connection, identifiers: Sequence[str]) -> dict[str, int]:
    """Return the rows of those entries that there are, by their ids."""
    found: dict[str, int] = {}
    for start in range(0, len(identifiers), _AT_ONCE):
        statement = select(ConceptEntryRow.identifier, ConceptEntryRow.id)
        chosen = ConceptEntryRow.identifier.in_(identifiers[start : start + _AT_ONCE])
        found.update((row.identifier, row.id) for row in connection.execute(statement.where(chosen)))
    return found


def read_entries(connection: Connection, row_ids: Sequence[int]) -> Iterator[ConceptEntry]:
    """Yield the entries of the given rows, in that order, with five queries for all of them."""
    if not row_ids:
        return
    contexts = _by_parent([(row[1], row[2], _context(row)) for row in _CONTEXTS.fetch(connection, row_ids)])
    terms = _by_parent([(row[1], row[2], _term(row, contexts)) for row in _TERMS.fetch(connection, row_ids)])
    sections = _by_parent([(row[0], row[1], _section(row, terms)) for row in _SECTIONS.fetch(connection, row_ids)])
    references = _by_parent([(row[0], row[1], _reference(row)) for row in _REFERENCES.fetch(connection, row_ids)])
    rows = {row[0]: row for row in _ENTRIES.fetch(connection, row_ids)}
    for row_id in row_ids:
        _, identifier, subject_field, definition, source, notes, other = rows[row_id]
        yield make_entry(
            identifier,
            subject_field,
            None if definition is None else Definition(text=definition, source=source),
            () if notes == "[]" else _texts(notes),
            references.get(row_id, ()),
            sections.get(row_id, ()),
            () if other == "[]" else _texts(other),
        )


def _by_parent(children: list[tuple[int, int, _Child]]) -> dict[int, tuple[_Child, ...]]:
    """Return the children of each parent by their positions, of triples of parent, position and child."""
    children.sort(key=_PARENT_AND_POSITION)
    return {parent: tuple([child for _, _, child in of]) for parent, of in groupby(children, _PARENT)}


def _section(row: tuple[Any, ...], terms: dict[int, tuple[TermSection, ...]]) -> LanguageSection:
    _, _, row_id, language, definition, source, notes, other = row
    return make_section(
        language,
        terms.get(row_id, ()),
        None if definition is None else Definition(text=definition, source=source),
        () if notes == "[]" else _texts(notes),
        () if other == "[]" else _texts(other),
    )


def _term(row: tuple[Any, ...], contexts: dict[int, tuple[Context, ...]]) -> TermSection:
    _, _, _, row_id, term, status, part_of_speech, term_type, pinyin, pinyin_by_hand, source, notes, other = row
    return make_term(
        term,
        _STATUSES[status],
        _PARTS_OF_SPEECH[part_of_speech] if part_of_speech else None,
        _TERM_TYPES[term_type] if term_type else None,
        pinyin,
        bool(pinyin_by_hand),
        source,
        () if notes == "[]" else _texts(notes),
        contexts.get(row_id, ()),
        () if other == "[]" else _texts(other),
    )


def _context(row: tuple[Any, ...]) -> Context:
    _, _, _, text, source, document, start, end = row
    return Context(text=text, source=source, document=document, start=start, end=end)


def _reference(row: tuple[Any, ...]) -> CrossReference:
    _, _, target, text = row
    return CrossReference(target=target, text=text)


def _texts(found: Any) -> tuple[str, ...]:  # noqa: ANN401 - text of SQLite, a list of other drivers
    return tuple(json.loads(found) if isinstance(found, str) else found)
