"""Entries found by query and filter; ``matching`` says what a query means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, exists, func, select, union_all

from glossary.store.entries.full_text import full_text_of
from glossary.store.entries.matching import Condition, Query, of_terms, parse_query
from glossary.store.models import (
    CandidateRow,
    ConceptEntryRow,
    LanguageSectionRow,
    MentionRow,
    TermSectionRow,
)
from glossary.store.moments import as_utc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which entries are wanted; None asks for no condition.

    ``status`` is of any of the entry's terms; ``document`` is the id of a document that mentions it;
    ``changed_since`` is UTC where it names no time zone.
    """

    query: str | None = None
    subject_field: str | None = None
    status: str | None = None
    missing_language: str | None = None
    origin: str | None = None
    is_mined: bool = False
    document: int | None = None
    changed_since: datetime | None = None


def find_identifiers(connection: Connection, wanted: Filter, *, limit: int | None = None) -> Iterator[str]:
    """Yield the ids of the entries that a filter lets through, in the order of their ids."""
    statement = matching(connection, select(ConceptEntryRow.identifier), wanted)
    for row in connection.execute(statement.order_by(ConceptEntryRow.identifier).limit(limit)):
        yield row.identifier


def count_identifiers(connection: Connection, wanted: Filter) -> int:
    """Return how many entries a filter lets through."""
    return connection.scalar(matching(connection, select(func.count(ConceptEntryRow.id)), wanted)) or 0


def matching(connection: Connection, statement: Select[Any], wanted: Filter) -> Select[Any]:
    """Narrow a statement on entries to those that the filter with its query lets through."""
    query = parse_query(wanted.query, full_text_of(connection))
    narrowed = filtered(statement, wanted)
    return narrowed if query is None else narrowed.where(among(alternatives(query)))


def filtered(statement: Select[Any], wanted: Filter) -> Select[Any]:
    """Narrow a statement on entries to those that the filter lets through, whatever its query."""
    if wanted.subject_field:
        statement = statement.where(ConceptEntryRow.subject_field == wanted.subject_field)
    if wanted.origin:
        statement = statement.where(ConceptEntryRow.origin == wanted.origin)
    if wanted.changed_since:
        statement = statement.where(ConceptEntryRow.changed_at >= as_utc(wanted.changed_since))
    if wanted.status:
        statement = statement.where(ConceptEntryRow.id.in_(of_status(wanted.status).entry_ids))
    if wanted.missing_language:
        there = LanguageSectionRow.language == wanted.missing_language
        there &= LanguageSectionRow.entry_id == ConceptEntryRow.id
        statement = statement.where(~exists().where(there))
    if wanted.is_mined or wanted.document is not None:
        mined = select(CandidateRow.entry_id).join(MentionRow, MentionRow.candidate_id == CandidateRow.id)
        if wanted.document is not None:
            mined = mined.where(MentionRow.document_id == wanted.document)
        statement = statement.where(ConceptEntryRow.id.in_(mined.where(CandidateRow.entry_id.is_not(None))))
    return statement


def of_status(status: str) -> Condition:
    """Return the demand that one of the terms has a status."""
    return of_terms(TermSectionRow.status == status)


def alternatives(query: Query) -> tuple[tuple[Condition, ...], ...]:
    """Return what a query asks as alternatives, of each of which all conditions must be met."""
    return (query.parts, *((condition,) for condition in query.others))


def among(choices: Sequence[Sequence[Condition]]) -> ColumnElement[bool]:
    """Return the demand that an entry is found by one of several alternatives.

    Each is found through the index of its first condition, and asked for the others.
    """
    found = [
        first.entry_ids
        if not others
        else select(ConceptEntryRow.id).where(
            ConceptEntryRow.id.in_(first.entry_ids), *(other.of_entry() for other in others)
        )
        for first, *others in choices
    ]
    return ConceptEntryRow.id.in_(found[0] if len(found) == 1 else union_all(*found))
