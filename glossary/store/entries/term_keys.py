"""The terms of all entries in short: what an import finds its entries by, without reading them whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from glossary.store.entries.access import BATCH
from glossary.store.entries.rows import read_entries
from glossary.store.models import ConceptEntryRow, TermSectionRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry

#: So many terms are read at a time.
_AT_ONCE = 5_000


class TermKey(NamedTuple):
    """A term of an entry: the entry's row, the language, and the key that all its spellings share."""

    row: int
    language: str
    key: str


def has_entries(connection: Connection) -> bool:
    """Tell whether the termbase has any entry."""
    return connection.execute(select(ConceptEntryRow.id).limit(1)).first() is not None


def find_entries_of_rows(connection: Connection, rows: Sequence[int]) -> Iterator[tuple[int, ConceptEntry]]:
    """Yield rows and the entries that stand in them."""
    for start in range(0, len(rows), BATCH):
        chosen = rows[start : start + BATCH]
        yield from zip(chosen, read_entries(connection, chosen), strict=True)


def find_term_keys(connection: Connection) -> Iterator[TermKey]:
    """Yield every term of the termbase, those of an entry one after the other."""
    with connection.execute(_TERMS.execution_options(yield_per=_AT_ONCE)) as result:
        for row in result:
            yield TermKey(*row)


_TERMS = select(TermSectionRow.entry_id, TermSectionRow.language, TermSectionRow.key).order_by(TermSectionRow.entry_id)
