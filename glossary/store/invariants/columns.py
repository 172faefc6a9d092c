"""Columns that follow from others: those of the search and of the list of entries."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from glossary.store.entries.search_columns import ListedTerm, listing_columns, search_columns
from glossary.store.models import ConceptEntryRow, LanguageSectionRow, TermSectionRow, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def find(connection: Connection) -> Iterator[str]:
    """Yield what is wrong, a line each."""
    table = table_of(TermSectionRow)
    for row in connection.execute(select(table)):
        wanted = search_columns(row.language, row.term, row.pinyin)._asdict()
        if any(getattr(row, name) != value for name, value in wanted.items()):
            yield f"term {row.term}: search columns out of date; mend with: glossary db check --repair"
    for identifier, _, _ in _outdated_entries(connection):
        yield f"entry {identifier}: listing columns out of date; mend with: glossary db check --repair"


def mend(connection: Connection) -> None:
    """Compute the columns anew."""
    table = table_of(TermSectionRow)
    for row in connection.execute(select(table)).all():
        wanted = search_columns(row.language, row.term, row.pinyin)._asdict()
        if any(getattr(row, name) != value for name, value in wanted.items()):
            connection.execute(update(table).where(table.c.id == row.id).values(**wanted))
    entries = table_of(ConceptEntryRow)
    for _, row_id, outdated in list(_outdated_entries(connection)):
        connection.execute(update(entries).where(entries.c.id == row_id).values(**outdated))


def _outdated_entries(connection: Connection) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Yield id, row and right listing columns of each entry that has wrong ones."""
    entries, terms, sections = table_of(ConceptEntryRow), table_of(TermSectionRow), table_of(LanguageSectionRow)
    of_term = (terms.c.language, terms.c.status, terms.c.term, terms.c.pinyin.label("reading"))
    statement = select(entries, *of_term).outerjoin(terms, terms.c.entry_id == entries.c.id)
    statement = statement.outerjoin(sections, sections.c.id == terms.c.section_id)
    rows = connection.execute(statement.order_by(entries.c.id, sections.c.position, terms.c.position))
    for row_id, of_entry in groupby(rows, key=attrgetter("id")):
        found = list(of_entry)
        listed = [ListedTerm(row.language, row.status, row.term, row.reading) for row in found if row.language]
        wanted = listing_columns(listed)._asdict()
        if any(getattr(found[0], name) != value for name, value in wanted.items()):
            yield found[0].identifier, row_id, wanted
