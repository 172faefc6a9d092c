"""Entries page by page in the order of their ids, each page found through the index of the ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from glossary.store.entries.search import Filter, matching
from glossary.store.models import ConceptEntryRow

if TYPE_CHECKING:
    from sqlalchemy import Connection


def find_page(connection: Connection, wanted: Filter, *, after: str | None, limit: int) -> list[tuple[int, str]]:
    """Return row and id of the next entries that a filter lets through, in the order of the ids.

    Args:
        connection: in any transaction.
        wanted: which entries.
        after: the last id of the page before; None for the first page.
        limit: at most so many.
    """
    identifier = ConceptEntryRow.identifier
    statement = matching(connection, select(ConceptEntryRow.id), wanted).add_columns(identifier)
    if after is not None:
        statement = statement.where(identifier > after)
    return [(row.id, row.identifier) for row in connection.execute(statement.order_by(identifier).limit(limit))]
