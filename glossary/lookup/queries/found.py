"""Rows of terms as the ways to find them yield them, and the statements that they share."""

from __future__ import annotations

from glossary.lookup.queries.index import index_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from glossary.store.reader import Reader

    #: term id, entry row id, language, status, term, pinyin, key.
    Row: TypeAlias = tuple[int, int, str, str, str, str | None, str]

#: After every string that begins as the one it is added to.
AFTER_ALL = "\U0010ffff"
COLUMNS = "t.id, t.entry_id, t.language, t.status, t.term, t.pinyin, t.key"
#: So many rows that a full text index finds are looked at, and so many of a range of another index.
READ, RANGE = 8_000, 200
#: Of a range that has more, so many values are looked at, as many with each next character, so many at most; of so
#: many of these characters.
IN_BRANCHES, OF_BRANCH, BRANCHES = 160, 24, 48
#: Where they are fewer than half of what is wanted, what goes on from the shortest is looked at, so often.
_ROUNDS = 8
_ORDERS = {
    "key": "t.key, t.language, t.entry_id, t.id",
    "key_start": "t.key_start, t.language, t.entry_id, t.id",
    "pinyin_joined": "t.pinyin_joined, t.entry_id, t.id",
    "pinyin_initials": "t.pinyin_initials, t.entry_id, t.id",
}
#: From so many terms on, what takes longer with each term is only asked for if nothing else was found.
LARGE = 200_000
_STANDINGS = {"preferred": 0, "admitted": 1, "superseded": 2, "deprecated": 3}


def standing(status: str) -> int:
    """Return how far back a term of this status stands: preferred first, deprecated last."""
    return _STANDINGS.get(status, 1)


def in_language(language: str | None, table: str = "t") -> str:
    """Return the condition that a term is of a language, whatever its region and writing."""
    return f" AND substr({table}.language, 1, 2) = '{language}'" if language in {"en", "zh"} else ""


def is_large(reader: Reader) -> bool:
    """Tell whether a termbase has so many terms that it isn't searched for what is likely not meant."""
    ((last,),) = reader.rows("SELECT max(id) FROM term_sections")
    return (last or 0) >= LARGE


def get_rows(reader: Reader, term_ids: Iterable[int], language: str | None = None) -> list[Row]:
    """Return the rows of terms, in no certain order."""
    wanted = list(term_ids)
    return index_of(reader).find_with_ids(reader, wanted, language) if wanted else []


def order_of(column: str) -> str:
    """Return the order of the terms in the index of a column, to the last of them."""
    return _ORDERS[column]


def find_shortest(reader: Reader, column: str, beginning: str, room: int, language: str | None = None) -> list[int]:
    """Return the ids of the terms with the shortest values of an indexed column that begin so.

    Where too many do to read them all, the shortest of those that go on in the first ways with each next character.

    Args:
        reader: an open termbase.
        column: ``key``, ``pinyin_joined`` or ``pinyin_initials``.
        beginning: not empty.
        room: how many are wanted.
        language: of the terms; only for ``key``, whose index knows it.
    """
    column = index_of(reader).sorted_column(column)
    condition = f"t.{column} >= ? AND t.{column} < ?{in_language(language)}"
    found = reader.rows(
        f"SELECT t.id, t.{column} FROM term_sections t WHERE {condition} ORDER BY {order_of(column)} LIMIT ?",  # noqa: S608 - ours
        (beginning, beginning + AFTER_ALL, (most := max(RANGE, room)) + 1),
    )
    if len(found) > most and found[room - 1][1] != beginning:
        found = list(dict.fromkeys((*found, *_find_in_branches(reader, column, beginning, language, room))))
    found.sort(key=lambda row: (len(row[1]), row[1], row[0]))
    return [row[0] for row in found[:room]]


def _find_in_branches(
    reader: Reader, column: str, beginning: str, language: str | None, room: int
) -> dict[tuple[int, str], None]:
    """Return the ids and values that begin so and go on: the shortest ones, then those that go on from them."""
    found: dict[tuple[int, str], None] = {}
    beginnings = {beginning}
    for _ in range(_ROUNDS):
        if not beginnings or len(found) * 2 >= room:
            break
        shortest = min(beginnings, key=lambda value: (len(value), value))
        rows = index_of(reader).find_in_branches(reader, column, shortest, language, room)
        found.update(dict.fromkeys(rows))
        beginnings.remove(shortest)
        beginnings.update(value for _, value in rows)
    return found
