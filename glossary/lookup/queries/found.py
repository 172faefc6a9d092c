"""Rows of terms as the ways to find them yield them, and the statements that they share."""

from __future__ import annotations

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
READ, RANGE = 8_000, 3_000
#: A range that has more is read in parts, one for each next character, so many at most.
_BRANCHES = 48
#: SQLite takes this many parameters in any build.
_PARAMETERS = 900
_STANDINGS = {"preferred": 0, "admitted": 1, "superseded": 2, "deprecated": 3}


def standing(status: str) -> int:
    """Return how far back a term of this status stands: preferred first, deprecated last."""
    return _STANDINGS.get(status, 1)


def in_language(language: str | None, table: str = "t") -> str:
    """Return the condition that a term is of a language, whatever its region and writing."""
    return f" AND substr({table}.language, 1, 2) = '{language}'" if language in {"en", "zh"} else ""


def get_rows(reader: Reader, term_ids: Iterable[int], language: str | None = None) -> list[Row]:
    """Return the rows of terms, in no certain order."""
    wanted = list(term_ids)
    found: list[Row] = []
    for start in range(0, len(wanted), _PARAMETERS):
        part = wanted[start : start + _PARAMETERS]
        marks = ",".join("?" * len(part))
        condition = f"t.id IN ({marks}){in_language(language)}"
        found.extend(reader.rows(f"SELECT {COLUMNS} FROM term_sections t WHERE {condition}", part))  # noqa: S608 - ours
    return found


def find_shortest(reader: Reader, column: str, beginning: str, room: int, language: str | None = None) -> list[int]:
    """Return the ids of the terms with the shortest values of an indexed column that begin so.

    Where too many do to read them all, the shortest of the first ones with each next character.

    Args:
        reader: an open termbase.
        column: ``key``, ``pinyin_joined`` or ``pinyin_initials``.
        beginning: not empty.
        room: how many are wanted.
        language: of the terms; only for ``key``, whose index knows it.
    """
    condition = f"t.{column} >= ? AND t.{column} < ?{in_language(language)}"
    within = f"SELECT t.id AS id, t.{column} AS value FROM term_sections t WHERE {condition} LIMIT ?"  # noqa: S608 - ours
    counted = f"SELECT count(*) FROM ({within})"  # noqa: S608 - likewise
    shortest = f"SELECT id, value FROM ({within}) ORDER BY length(value), value, id LIMIT ?"  # noqa: S608 - likewise
    ((there,),) = reader.rows(counted, (beginning, beginning + AFTER_ALL, RANGE + 1))
    if there <= RANGE:
        return [row[0] for row in reader.rows(shortest, (beginning, beginning + AFTER_ALL, RANGE, room))]
    found = reader.rows(
        f"SELECT t.id, t.{column} FROM term_sections t WHERE t.{column} = ?{in_language(language)} LIMIT ?",  # noqa: S608 - likewise
        (beginning, room),
    )
    branches = _next_beginnings(reader, column, beginning)
    for branch in branches:
        bounds = (branch, branch + AFTER_ALL, RANGE // len(branches), room)
        found.extend(reader.rows(shortest, bounds))
    found.sort(key=lambda row: (len(row[1]), row[1], row[0]))
    return [row[0] for row in found[:room]]


def _next_beginnings(reader: Reader, column: str, beginning: str) -> list[str]:
    """Return the beginnings that are one character longer and occur, in order."""
    statement = f"SELECT {column} FROM term_sections WHERE {column} > ? AND {column} < ? ORDER BY {column} LIMIT 1"  # noqa: S608 - ours
    found: list[str] = []
    after = beginning
    while len(found) < _BRANCHES and (rows := reader.rows(statement, (after, beginning + AFTER_ALL))):
        found.append(rows[0][0][: len(beginning) + 1])
        after = found[-1] + AFTER_ALL
    return found
