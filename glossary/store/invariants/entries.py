"""Entries: each has terms, in the language of their section, and refers to entries that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update

from glossary.store.models import ConceptEntryRow, CrossReferenceRow, LanguageSectionRow, TermSectionRow, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def find(connection: Connection) -> Iterator[str]:
    """Yield what is wrong, a line each."""
    without_term = select(ConceptEntryRow.identifier).outerjoin(TermSectionRow)
    for row in connection.execute(without_term.where(TermSectionRow.id.is_(None))):
        yield f"entry {row.identifier}: it has no term"
    targets = select(CrossReferenceRow.target).outerjoin(
        ConceptEntryRow, ConceptEntryRow.identifier == CrossReferenceRow.target
    )
    dangling = targets.where(ConceptEntryRow.id.is_(None), ~CrossReferenceRow.target.contains("://"))
    for row in connection.execute(dangling):
        yield f"cross-reference to {row.target}: there is no such entry"
    for _, term, language, entry_id in _misplaced(connection):
        yield f"term {term}: its section is {language} of entry {entry_id}; mend with: glossary db check --repair"


def mend(connection: Connection) -> None:
    """Give each term the language and the entry of its section."""
    table = table_of(TermSectionRow)
    for row_id, _, language, entry_id in _misplaced(connection):
        values = {"language": language, "entry_id": entry_id}
        connection.execute(update(table).where(table.c.id == row_id).values(values))


def _misplaced(connection: Connection) -> list[tuple[int, str, str, int]]:
    terms, sections = table_of(TermSectionRow), table_of(LanguageSectionRow)
    statement = select(terms.c.id, terms.c.term, sections.c.language, sections.c.entry_id)
    statement = statement.join(sections, sections.c.id == terms.c.section_id)
    is_other = or_(terms.c.language != sections.c.language, terms.c.entry_id != sections.c.entry_id)
    return [tuple(row) for row in connection.execute(statement.where(is_other))]
