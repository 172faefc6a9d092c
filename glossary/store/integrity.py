"""Whether a termbase is whole: SQLite's own checks, then our invariants."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text, update

from glossary.store.models import (
    CandidateRow,
    ConceptEntryRow,
    CrossReferenceRow,
    DocumentRow,
    MentionRow,
    Model,
    RevisionRow,
    TermSectionRow,
    table_of,
)
from glossary.store.search_columns import search_columns
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def find_problems(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the termbase, a line each; nothing when it is whole."""
    yield from _engine_problems(connection)
    yield from _search_problems(connection)
    yield from _mention_problems(connection)
    yield from _entry_problems(connection)
    yield from _candidate_problems(connection)


def repair(connection: Connection) -> None:
    """Compute the search columns anew and rebuild the full text index: both follow from other columns."""
    table = table_of(TermSectionRow)
    for row in connection.execute(select(table)).all():
        wanted = asdict(search_columns(row.language, row.term, row.pinyin))
        if any(getattr(row, name) != value for name, value in wanted.items()):
            connection.execute(update(table).where(table.c.id == row.id).values(**wanted))
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO term_search(term_search) VALUES ('rebuild')"))


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
    found = select(func.count()).select_from(text("term_search_docsize"))
    if connection.scalar(found) != connection.scalar(select(func.count()).select_from(TermSectionRow)):
        yield "full text index: it does not hold every term; rebuild it with: glossary db check --repair"


def _search_problems(connection: Connection) -> Iterator[str]:
    table = table_of(TermSectionRow)
    for row in connection.execute(select(table)):
        wanted = asdict(search_columns(row.language, row.term, row.pinyin))
        if any(getattr(row, name) != value for name, value in wanted.items()):
            yield f"term {row.term}: search columns out of date; mend with: glossary db check --repair"


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
