"""The terms of all entries in short: what an import finds its entries by, without reading them whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from glossary.store.models import ConceptEntryRow, TermSectionRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


class TermKey(NamedTuple):
    """A term of an entry: the entry's id, the language, and the key that all its spellings share."""

    entry: str
    language: str
    key: str


def find_identifiers(connection: Connection) -> list[str]:
    """Return the ids of all entries, in their order."""
    return list(connection.execute(select(ConceptEntryRow.identifier).order_by(ConceptEntryRow.identifier)).scalars())


def find_term_keys(connection: Connection) -> Iterator[TermKey]:
    """Yield every term of the termbase, those of an entry one after the other."""
    identifiers = {row.id: row.identifier for row in connection.execute(_ENTRIES)}
    for row in connection.execute(_TERMS):
        yield TermKey(identifiers[row.entry_id], row.language, row.key)


_ENTRIES = select(ConceptEntryRow.id, ConceptEntryRow.identifier)
_TERMS = select(TermSectionRow.entry_id, TermSectionRow.language, TermSectionRow.key).order_by(TermSectionRow.entry_id)
