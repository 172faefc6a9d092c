"""Counts over a whole termbase, made by the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, case, cast, distinct, exists, func, select

from glossary.store.models import (
    CandidateRow,
    ChangeRow,
    ConceptEntryRow,
    DocumentRow,
    LanguageSectionRow,
    MentionRow,
    RevisionRow,
    TermSectionRow,
)
from glossary.store.postgresql.engine import is_postgresql
from glossary.vocabulary import CandidateStatus, Language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

_SETTLED = (CandidateStatus.KNOWN.value, CandidateStatus.ACCEPTED.value)


def count_by_subject_field(connection: Connection) -> list[tuple[str, int, int]]:
    """Return subject field, entries, and how many of them have no Chinese; ``""`` for entries without field."""
    chinese = exists().where(
        LanguageSectionRow.entry_id == ConceptEntryRow.id, LanguageSectionRow.language.startswith("zh")
    )
    field = func.coalesce(ConceptEntryRow.subject_field, "")
    statement = select(field, func.count(), func.sum(case((chinese, 0), else_=1))).select_from(ConceptEntryRow)
    return [(row[0], row[1], int(row[2])) for row in connection.execute(statement.group_by(field).order_by(field))]


def count_by_origin(connection: Connection) -> dict[str, int]:
    """Return how many entries came from where."""
    origin = ConceptEntryRow.origin
    rows = connection.execute(select(origin, func.count()).group_by(origin).order_by(origin))
    return {row[0]: row[1] for row in rows}


def count_terms(connection: Connection) -> dict[tuple[str, str], int]:
    """Return how many terms there are, by language and status."""
    columns = (TermSectionRow.language, TermSectionRow.status)
    rows = connection.execute(select(*columns, func.count()).group_by(*columns).order_by(*columns))
    return {(row[0], row[1]): row[2] for row in rows}


def count_scores(connection: Connection, bins: int) -> tuple[float, float, dict[tuple[int, str], int]]:
    """Return the lowest and the highest score of candidates, and how many there are by bin (from 0) and status."""
    low, high = connection.execute(select(func.min(CandidateRow.score), func.max(CandidateRow.score))).one()
    if low is None:
        return 0.0, 0.0, {}
    share = (CandidateRow.score - low) / ((high - low) or 1.0) * bins
    # To make a whole number of another, SQLite cuts it off and PostgreSQL rounds it.
    place = cast(func.floor(share) if is_postgresql(connection) else share, Integer)
    number = case((place >= bins, bins - 1), else_=place)
    rows = connection.execute(select(number, CandidateRow.status, func.count()).group_by(number, CandidateRow.status))
    return low, high, {(row[0], row[1]): row[2] for row in rows}


def count_coverage(connection: Connection) -> Sequence[Row[Any]]:
    """Return ``id, path, title, date, words, candidates, settled`` of each document of the corpus.

    ``candidates`` are the different ones that occur in it, ``settled`` those that an entry has; ``words`` are
    counted by blanks, in Chinese texts by characters.
    """
    met = select(MentionRow.document_id, MentionRow.candidate_id).distinct().subquery()
    settled = case((CandidateRow.status.in_(_SETTLED), 1), else_=0)
    counted = (
        select(met.c.document_id, func.count().label("candidates"), func.sum(settled).label("settled"))
        .join(CandidateRow, CandidateRow.id == met.c.candidate_id)
        .group_by(met.c.document_id)
        .subquery()
    )
    text = DocumentRow.text
    blanks = func.length(text) - func.length(func.replace(func.replace(text, " ", ""), "\n\n", "\n"))
    is_english = DocumentRow.language == Language.ENGLISH.value
    statement = (
        select(
            DocumentRow.id,
            DocumentRow.path,
            DocumentRow.title,
            DocumentRow.date,
            case((is_english, blanks + 1), else_=func.length(text)).label("words"),
            func.coalesce(counted.c.candidates, 0).label("candidates"),
            func.coalesce(counted.c.settled, 0).label("settled"),
        )
        .outerjoin(counted, counted.c.document_id == DocumentRow.id)
        .where(~DocumentRow.withdrawn)
        .order_by(DocumentRow.id)
    )
    return connection.execute(statement).all()


def count_spread(connection: Connection) -> tuple[int, int]:
    """Return how many entries occur in one document, and how many in several."""
    documents = (
        select(func.count(distinct(MentionRow.document_id)).label("documents"))
        .join(CandidateRow, CandidateRow.id == MentionRow.candidate_id)
        .where(CandidateRow.entry_id.is_not(None))
        .group_by(CandidateRow.entry_id)
        .subquery()
    )
    one = func.sum(case((documents.c.documents == 1, 1), else_=0))
    row = connection.execute(select(func.coalesce(one, 0), func.count()).select_from(documents)).one()
    return int(row[0]), row[1] - int(row[0])


def count_activity(connection: Connection, since: datetime) -> dict[str, tuple[int, int]]:
    """Return by ISO date, in UTC, how many steps that stand were done since then, and how many changes they made."""
    changes = select(func.count()).where(ChangeRow.revision_id == RevisionRow.id).scalar_subquery()
    day = func.date(RevisionRow.at)
    statement = (
        select(day, func.count(), func.sum(changes))
        .where(RevisionRow.state == "done", RevisionRow.at >= since)
        .group_by(day)
    )
    return {str(row[0]): (row[1], int(row[2])) for row in connection.execute(statement)}
