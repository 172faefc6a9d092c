"""Entries as a long list shows them: their row ids in order, and the few columns of those in sight."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from glossary.store.entries.full_text import full_text_of
from glossary.store.entries.matching import parse_query
from glossary.store.entries.ordering import Choices, FirstMatches, fetch_row_ids, in_order
from glossary.store.entries.search import Filter, alternatives, among, filtered, matching, of_status
from glossary.store.models import ConceptEntryRow
from glossary.store.moments import as_utc

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from glossary.store.entries.matching import Query

#: Summaries are read in batches of at most this size.
BATCH = 500


class Sort(StrEnum):
    """The orders of a list. Chinese is sorted by its pinyin; entries without what is sorted by come last."""

    RELEVANCE = "relevance"
    ENGLISH = "English"
    CHINESE = "Chinese"
    SUBJECT_FIELD = "subject field"
    CHANGED = "changed"


_COLUMNS = {
    Sort.RELEVANCE: (ConceptEntryRow.english_key,),
    Sort.ENGLISH: (ConceptEntryRow.english_key,),
    Sort.CHINESE: (ConceptEntryRow.pinyin_key,),
    Sort.SUBJECT_FIELD: (ConceptEntryRow.subject_field, ConceptEntryRow.english_key),
    Sort.CHANGED: (ConceptEntryRow.changed_at,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySummary:
    """A line of the list: an entry by its row and its id, with the terms that stand for it (``""``: none)."""

    row_id: int
    id: str
    english: str
    chinese: str
    pinyin: str
    subject_field: str
    origin: str
    changed_at: datetime


_SUMMARY = select(
    ConceptEntryRow.id,
    ConceptEntryRow.identifier,
    ConceptEntryRow.english,
    ConceptEntryRow.chinese,
    ConceptEntryRow.pinyin,
    ConceptEntryRow.subject_field,
    ConceptEntryRow.origin,
    ConceptEntryRow.changed_at,
).where(ConceptEntryRow.id.in_(bindparam("row_ids", expanding=True)))


def find_row_ids(
    connection: Connection,
    wanted: Filter,
    *,
    sort: Sort = Sort.ENGLISH,
    descending: bool = False,
    limit: int | None = None,
) -> array[int]:
    """Return the rows of the entries that a filter lets through, in order.

    By relevance come first the entries that have the query as a term or reading; then those whose English
    begins with it; then those of which another term, a reading or its initials do; then the rest, each
    group by its English. Without a query relevance is the order of the English; it has no other direction.

    Args:
        connection: in any transaction.
        wanted: which entries.
        sort: in which order.
        descending: the other way round.
        limit: only the first ones, found without looking at all others.
    """
    query = parse_query(wanted.query, full_text_of(connection))
    columns = _COLUMNS[sort]
    is_ranked = sort is Sort.RELEVANCE
    is_descending = descending and not is_ranked
    if limit is None:
        found = fetch_row_ids(
            connection,
            in_order(matching(connection, select(ConceptEntryRow.id), wanted), columns, descending=is_descending),
        )
        return _ranked(connection, found, query) if query and is_ranked else found
    # A demand that an index serves is put like a query: whether many meet it decides how the first are found.
    demands = [of_status(wanted.status)] if wanted.status else []
    statement = filtered(select(ConceptEntryRow.id), replace(wanted, status=None))
    if query is None and not demands:
        return fetch_row_ids(connection, in_order(statement, columns, descending=is_descending).limit(limit))
    first = FirstMatches(connection, statement, columns, limit, descending=is_descending)
    choices = [(*choice, *demands) for choice in (alternatives(query) if query else ((),))]
    if query is None or not is_ranked:
        return first.find(choices)
    ranks: list[Choices] = [[(condition, *demands) for condition in rank] for rank in query.ranks if rank]
    return _first_ranked(first, [*ranks, choices], limit)


def get_summaries(connection: Connection, row_ids: Sequence[int]) -> list[EntrySummary | None]:
    """Return the lines of entries, in the order of the rows asked for; None where the entry is gone."""
    found: dict[int, EntrySummary] = {}
    for start in range(0, len(row_ids), BATCH):
        asked = {"row_ids": list(row_ids[start : start + BATCH])}
        found |= {row.id: _summary(row) for row in connection.execute(_SUMMARY, asked)}
    return [found.get(row_id) for row_id in row_ids]


def get_row_id(connection: Connection, identifier: str) -> int | None:
    """Return the row of the entry with an id, None where there is none."""
    return connection.scalar(select(ConceptEntryRow.id).where(ConceptEntryRow.identifier == identifier))


def find_subject_fields(connection: Connection) -> list[tuple[str, int]]:
    """Return the subject fields in use, by name, each with its number of entries."""
    field = ConceptEntryRow.subject_field
    statement = select(field, func.count()).where(field.is_not(None)).group_by(field).order_by(field)
    return [(row[0] or "", row[1]) for row in connection.execute(statement)]


def _ranked(connection: Connection, row_ids: array[int], query: Query) -> array[int]:
    """Return all matches of a query group by group, each in the order that they have."""
    found: dict[int, None] = {}
    for rank in query.ranks:
        for_rank = [(condition,) for condition in rank]
        rows = set(fetch_row_ids(connection, select(ConceptEntryRow.id).where(among(for_rank)))) if rank else set()
        found |= dict.fromkeys(row_id for row_id in row_ids if row_id in rows)
    return array("q", found | dict.fromkeys(row_ids))


def _first_ranked(first: FirstMatches, groups: Sequence[Choices], limit: int) -> array[int]:
    found: dict[int, None] = {}
    for choices in groups:
        # Whoever is in an earlier group is in this one again, so room is left for them.
        found |= dict.fromkeys(first.find(choices, besides=len(found)))
        if len(found) >= limit:
            break
    return array("q", list(found)[:limit])


def _summary(row: Any) -> EntrySummary:  # noqa: ANN401 - a row of its statement
    return EntrySummary(
        row_id=row.id,
        id=row.identifier,
        english=row.english,
        chinese=row.chinese,
        pinyin=row.pinyin,
        subject_field=row.subject_field or "",
        origin=row.origin,
        changed_at=as_utc(row.changed_at),
    )
