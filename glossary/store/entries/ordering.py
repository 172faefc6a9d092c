"""Entries in an order, and the first of those that match, found in the cheaper of two ways.

Few matches are found through their own indexes and then sorted. Among many the index of the order is walked
and each entry asked whether it matches, until enough do.
"""

from __future__ import annotations

from array import array
from itertools import chain
from math import isqrt
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import String, and_, cast, func, or_, select

from glossary.store.entries.full_text import full_text_of
from glossary.store.entries.matching import of_its_terms
from glossary.store.entries.search import among
from glossary.store.models import ConceptEntryRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import ColumnElement, Connection, Select
    from sqlalchemy.orm import InstrumentedAttribute

    from glossary.store.entries.matching import Condition

#: Alternatives, of each of which all conditions must be met.
Choices: TypeAlias = "Sequence[Sequence[Condition]]"
_ID: ColumnElement[int] = ConceptEntryRow.__table__.c.id
#: So many matches are always sorted.
FEW = 1_000
#: A walk asks so many entries at once.
STEP = 500


def in_order(
    statement: Select[Any],
    columns: Sequence[InstrumentedAttribute[Any]],
    *,
    descending: bool = False,
    is_sorted_late: bool = False,
) -> Select[Any]:
    """Put a statement on entries in an order, entries that are equal in it by their rows.

    ``is_sorted_late`` keeps SQLite from walking the index of the order.
    """
    first, *rest = columns
    ordered = [cast(first, String) if is_sorted_late else first, *rest, ConceptEntryRow.id]
    clauses = [column.desc() if descending else column.asc() for column in ordered]
    if first.nullable:
        clauses[0] = clauses[0].nulls_first() if descending else clauses[0].nulls_last()
    return statement.order_by(*clauses)


def fetch_row_ids(connection: Connection, statement: Select[Any]) -> array[int]:
    """Return the first column of a statement, from the driver itself: a million rows need no objects."""
    result = connection.execute(statement)
    cursor: Any = result.cursor
    found = array("q", chain.from_iterable(cursor))
    result.close()
    return found


class FirstMatches:
    """Finds the first entries of an order that one of several alternatives lets through.

    Args:
        connection: in a transaction; it is asked once how many entries meet each condition.
        statement: the rows of the entries to choose from.
        columns: the order; an index begins with each.
        limit: how many entries are wanted.
        descending: the other way round.
    """

    def __init__(
        self,
        connection: Connection,
        statement: Select[Any],
        columns: Sequence[InstrumentedAttribute[Any]],
        limit: int,
        *,
        descending: bool = False,
    ) -> None:
        self._connection = connection
        self._statement = statement
        self._columns = columns
        self._limit = limit
        self._descending = descending
        # A walk is the longer the fewer match, sorting the more: about the root of the product they meet.
        last = connection.scalar(select(func.max(ConceptEntryRow.id))) or 0
        self._few = max(FEW, isqrt(limit * last // 4))
        self._known: dict[Condition, frozenset[int] | None] = {}

    def find(self, choices: Choices, *, besides: int = 0) -> array[int]:
        """Return their rows, so many more than the limit as are asked for besides."""
        wanted = self._limit + besides
        if all(condition.is_of_entry for choice in choices for condition in choice):
            # What is asked of the columns of an entry alone, the index of the order answers.
            narrowed = self._statement.where(
                or_(*(and_(*(condition.of_entry() for condition in choice)) for choice in choices))
            )
            chosen = in_order(narrowed, self._columns, descending=self._descending)
            return fetch_row_ids(self._connection, chosen.limit(wanted))
        if not all(any(self._rows(condition) is not None for condition in choice) for choice in choices):
            walked = self._walk(is_met, wanted) if (is_met := _is_met(choices)) is not None else None
            return walked if walked is not None else self._sort(among(choices), wanted)
        found: set[int] = set()
        for choice in choices:
            rare = [rows for condition in choice if (rows := self._rows(condition)) is not None]
            others = [condition for condition in choice if self._rows(condition) is None]
            found |= self._narrow(frozenset.intersection(*rare), others)
        return self._sort(self._is_one_of(found), wanted)

    def _is_one_of(self, rows: Collection[int]) -> ColumnElement[bool]:
        return full_text_of(self._connection).is_one_of(_ID, rows)

    def _sort(self, is_met: ColumnElement[bool], wanted: int) -> array[int]:
        narrowed = self._statement.where(is_met)
        chosen = in_order(narrowed, self._columns, descending=self._descending, is_sorted_late=True)
        return fetch_row_ids(self._connection, chosen.limit(wanted))

    def _walk(self, is_met: ColumnElement[bool], wanted: int) -> array[int] | None:
        """Return the first that match, None where too few do for a walk to be short."""
        ordered = in_order(self._statement, self._columns, descending=self._descending)
        window = fetch_row_ids(self._connection, ordered.limit(self._few))
        found = array("q")
        for start in range(0, len(window), STEP):
            rows = window[start : start + STEP]
            asked = select(ConceptEntryRow.id).where(self._is_one_of(rows), is_met)
            matches = set(fetch_row_ids(self._connection, asked))
            found.extend(row for row in rows if row in matches)
            if len(found) >= wanted:
                return found[:wanted]
            if len(window) == self._few and len(found) * len(window) < wanted * (start + STEP):
                return None
        return found if len(window) < self._few else None

    def _rows(self, condition: Condition) -> frozenset[int] | None:
        """Return the rows of the entries that meet a condition, None where they are many."""
        if condition not in self._known:
            rows = fetch_row_ids(self._connection, condition.entry_ids.limit(self._few + 1))
            self._known[condition] = frozenset(rows) if len(rows) <= self._few else None
        return self._known[condition]

    def _narrow(self, rows: frozenset[int], conditions: Sequence[Condition]) -> frozenset[int]:
        """Return which of some entries meet all conditions."""
        if not rows or not conditions:
            return rows
        met = [condition.of_entry() for condition in conditions]
        return frozenset(fetch_row_ids(self._connection, select(ConceptEntryRow.id).where(self._is_one_of(rows), *met)))


def _is_met(choices: Choices) -> ColumnElement[bool] | None:
    """Return the alternatives as a question to one entry, None where only an index can tell of one of them."""
    if any(condition.is_met is None for choice in choices for condition in choice):
        return None
    # Alternatives of one condition on terms are one question: the terms of the entry are read once.
    alone = [choice[0].is_met for choice in choices if len(choice) == 1 and not choice[0].is_of_entry]
    asked = [of_its_terms(or_(*(is_met for is_met in alone if is_met is not None)))] if alone else []
    asked += [
        and_(*(condition.of_entry() for condition in choice))
        for choice in choices
        if len(choice) > 1 or choice[0].is_of_entry
    ]
    return or_(*asked)
