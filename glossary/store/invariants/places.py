"""Places in documents: each is within its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, func, not_, select

from glossary.store.models import ContextRow, DocumentRow, MentionRow, TranslationUnitRow, UsageRow, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection

    from glossary.store.models import Model


class _Place(NamedTuple):
    """Columns that say a place in a document."""

    model: type[Model]
    name: str
    document: str
    start: str
    end: str


_PLACES = (
    _Place(MentionRow, "a mention", "document_id", "start", "end"),
    _Place(UsageRow, "a usage example", "document_id", "start", "end"),
    _Place(UsageRow, "the term of a usage example", "document_id", "term_start", "term_end"),
    _Place(ContextRow, "a context", "document_id", "start", "end"),
    _Place(TranslationUnitRow, "a pair of sentences", "source_id", "source_start", "source_end"),
    _Place(TranslationUnitRow, "a pair of sentences", "target_id", "target_start", "target_end"),
)


def find(connection: Connection) -> Iterator[str]:
    """Yield what is wrong, a line each."""
    for place in _PLACES:
        for _, document, start, end in _outside(connection, place):
            where = f"{place.name} at {start}–{end} is outside of its text"
            yield f"document {document}: {where}; mend with: glossary db check --repair"


def mend(connection: Connection) -> None:
    """Remove what mining found outside of a text and finds again where it is; a context only loses its place."""
    for place in _PLACES:
        table = table_of(place.model)
        for row_id, *_ in _outside(connection, place):
            if place.model is ContextRow:
                nowhere = {"document_id": None, "start": None, "end": None}
                connection.execute(table.update().where(table.c.id == row_id).values(nowhere))
            else:
                connection.execute(table.delete().where(table.c.id == row_id))


def _outside(connection: Connection, place: _Place) -> list[tuple[int, int, int, int]]:
    """Return row, document, start and end of what is outside; a context without a place isn't."""
    table, documents = table_of(place.model), table_of(DocumentRow)
    document, start, end = table.c[place.document], table.c[place.start], table.c[place.end]
    is_inside: ColumnElement[Any] = and_(start >= 0, start < end, end <= func.length(documents.c.text))
    statement = select(table.c.id, document, start, end).join(documents, documents.c.id == document)
    return [tuple(row) for row in connection.execute(statement.where(not_(is_inside)))]
