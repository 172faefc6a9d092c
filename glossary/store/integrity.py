"""Whether a termbase is whole: SQLite's own checks, then our invariants."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text, update

from glossary.store.models import (
    CandidateRow,
    ConceptEntryRow,
    CrossReferenceRow,
    DocumentRow,
    LanguageSectionRow,
    MentionRow,
    Model,
    RevisionRow,
    TermSectionRow,
    table_of,
)
from glossary.store.search_columns import ListedTerm, listing_columns, search_columns
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

#: The tables of SQLite that find terms by their words and by their letters.
FULL_TEXT_INDEXES = ("term_search", "term_trigrams")


def find_problems(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the termbase, a line each; nothing when it is whole."""
    yield from _engine_problems(connection)
    yield from _search_problems(connection)
    yield from _mention_problems(connection)
    yield from _entry_problems(connection)
    yield from _candidate_problems(connection)


def repair(connection: Connection) -> None:
    """Compute the derived columns anew and rebuild the full text indexes: both follow from other columns."""
    table = table_of(TermSectionRow)
    for row in connection.execute(select(table)).all():
        wanted = search_columns(row.language, row.term, row.pinyin)._asdict()
        if any(getattr(row, name) != value for name, value in wanted.items()):
            connection.execute(update(table).where(table.c.id == row.id).values(**wanted))
    entries = table_of(ConceptEntryRow)
    for _, row_id, outdated in list(_outdated_entries(connection)):
        connection.execute(update(entries).where(entries.c.id == row_id).values(**outdated))
    if connection.dialect.name == "sqlite":
        for index in FULL_TEXT_INDEXES:
            connection.execute(text(f"INSERT INTO {index}({index}) VALUES ('rebuild')"))  # noqa: S608 - our own names


def count_rows(connection: Connection) -> dict[str, int]:
    """Return how many rows each kind of thing has, by the name a user knows it by."""
    kinds: dict[str, type[Model]] = {
        "entries": ConceptEntryRow,
        "terms": TermSectionRow,
        "documents": DocumentRow,
        "candidates": CandidateRow,
        "mentions": MentionRow,
        "revisions": RevisionRow,
    }
    return {name: connection.scalar(select(func.count()).select_from(model)) or 0 for name, model in kinds.items()}


def _engine_problems(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for row in connection.execute(text("PRAGMA integrity_check")):
        if row[0] != "ok":
            yield f"database file: {row[0]}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"{row[0]}: row {row[1]} points to a missing row of {row[2]}"
    terms = connection.scalar(select(func.count()).select_from(TermSectionRow))
    for index in FULL_TEXT_INDEXES:
        if connection.scalar(select(func.count()).select_from(text(f"{index}_docsize"))) != terms:
            yield f"{index}: the index does not hold every term; rebuild it with: glossary db check --repair"


def _search_problems(connection: Connection) -> Iterator[str]:
    table = table_of(TermSectionRow)
    for row in connection.execute(select(table)):
        wanted = search_columns(row.language, row.term, row.pinyin)._asdict()
        if any(getattr(row, name) != value for name, value in wanted.items()):
            yield f"term {row.term}: search columns out of date; mend with: glossary db check --repair"
    for identifier, _, _ in _outdated_entries(connection):
        yield f"entry {identifier}: listing columns out of date; mend with: glossary db check --repair"


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


def _mention_problems(connection: Connection) -> Iterator[str]:
    measured = connection.execute(select(DocumentRow.id, func.length(DocumentRow.text).label("length")))
    lengths: dict[int, int] = {row.id: row.length for row in measured}
    table = table_of(MentionRow)
    for row in connection.execute(select(table.c.document_id, table.c.start, table.c.end)):
        if not 0 <= row.start < row.end <= lengths.get(row.document_id, 0):
            yield f"document {row.document_id}: a mention at {row.start}–{row.end} is outside of its text"


def _entry_problems(connection: Connection) -> Iterator[str]:
    without_term = select(ConceptEntryRow.identifier).outerjoin(TermSectionRow)
    for row in connection.execute(without_term.where(TermSectionRow.id.is_(None))):
        yield f"entry {row.identifier}: it has no term"
    targets = select(CrossReferenceRow.target).outerjoin(
        ConceptEntryRow, ConceptEntryRow.identifier == CrossReferenceRow.target
    )
    dangling = targets.where(ConceptEntryRow.id.is_(None), ~CrossReferenceRow.target.contains("://"))
    for row in connection.execute(dangling):
        yield f"cross-reference to {row.target}: there is no such entry"


def _candidate_problems(connection: Connection) -> Iterator[str]:
    linked = (CandidateStatus.KNOWN.value, CandidateStatus.ACCEPTED.value)
    table = table_of(CandidateRow)
    statement = select(table.c.term, table.c.status).where(table.c.status.in_(linked), table.c.entry_id.is_(None))
    for row in connection.execute(statement):
        yield f"candidate {row.term}: it is {row.status}, but no entry has it"
