"""Terms found by query: English, Chinese from one character on, pinyin with or without tones, initials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, exists, func, or_, select, text

from glossary.store.models import (
    CandidateRow,
    ConceptEntryRow,
    LanguageSectionRow,
    MentionRow,
    TermSectionRow,
)
from glossary.text.chinese import has_han, split_characters
from glossary.text.pinyin import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which entries are wanted; None asks for no condition. ``status`` is of any of the entry's terms."""

    query: str | None = None
    subject_field: str | None = None
    status: str | None = None
    missing_language: str | None = None
    origin: str | None = None
    is_mined: bool = False


def find_identifiers(connection: Connection, wanted: Filter, *, limit: int | None = None) -> Iterator[str]:
    """Yield the ids of the entries that a filter lets through, in the order of their ids."""
    statement = _statement(wanted, select(ConceptEntryRow.identifier))
    for row in connection.execute(statement.order_by(ConceptEntryRow.identifier).limit(limit)):
        yield row.identifier


def count_identifiers(connection: Connection, wanted: Filter) -> int:
    """Return how many entries a filter lets through."""
    return connection.scalar(_statement(wanted, select(func.count(ConceptEntryRow.id)))) or 0


def _statement(wanted: Filter, statement: Select[Any]) -> Select[Any]:
    if wanted.query and wanted.query.strip():
        statement = statement.where(ConceptEntryRow.id.in_(_matching(wanted.query.strip())))
    if wanted.subject_field:
        statement = statement.where(ConceptEntryRow.subject_field == wanted.subject_field)
    if wanted.origin:
        statement = statement.where(ConceptEntryRow.origin == wanted.origin)
    if wanted.status:
        of_status = select(TermSectionRow.entry_id).where(TermSectionRow.status == wanted.status)
        statement = statement.where(ConceptEntryRow.id.in_(of_status))
    if wanted.missing_language:
        there = LanguageSectionRow.language == wanted.missing_language
        there &= LanguageSectionRow.entry_id == ConceptEntryRow.id
        statement = statement.where(~exists().where(there))
    if wanted.is_mined:
        mined = select(CandidateRow.entry_id).join(MentionRow, MentionRow.candidate_id == CandidateRow.id)
        statement = statement.where(ConceptEntryRow.id.in_(mined.where(CandidateRow.entry_id.is_not(None))))
    return statement


def _matching(query: str) -> Select[Any]:
    """Select the entries that have a term which the query is a part of, or whose reading it begins."""
    entry_id = select(TermSectionRow.entry_id)
    if has_han(query):
        phrase = '"' + split_characters(query).replace('"', " ") + '"'
        found = text("SELECT rowid FROM term_search WHERE term_search MATCH :phrase").bindparams(phrase=phrase)
        return entry_id.where(TermSectionRow.id.in_(found.columns(TermSectionRow.id).scalar_subquery()))
    conditions: list[ColumnElement[bool]] = [TermSectionRow.term.icontains(query, autoescape=True)]
    reading = re.sub(r"[^a-z]", "", joined(query))
    if reading:
        conditions.append(TermSectionRow.pinyin_joined.startswith(reading))
        conditions.append(TermSectionRow.pinyin_initials == reading)
    return entry_id.where(or_(*conditions))
