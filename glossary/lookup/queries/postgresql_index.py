"""The index of a termbase on a PostgreSQL server: lexemes of words and trigrams; ``store.postgresql.search`` makes it.

The server finds all terms that match before it can put them in order. So a search begins with the first terms as they
come: where many match, the first of them are soon there.
"""

from __future__ import annotations

from glossary.lookup.queries.found import (
    AFTER_ALL,
    BRANCHES,
    COLUMNS,
    IN_BRANCHES,
    OF_BRANCH,
    READ,
    in_language,
    order_of,
)
from glossary.store.postgresql.grams import READING, TERM, is_exact, substring_query, words_of, words_query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.lookup.queries.found import Row
    from glossary.lookup.queries.index import Asked, Match
    from glossary.store.reader import Reader

#: So many terms are read at first as they come, and so many at most where enough of them match.
_FIRST, _MOST = 1_000, 20_000
_TRIGRAM = 3
_GRAMS = "term_grams(t.term_folded, t.term_words, t.pinyin_joined)"


def find(
    reader: Reader, match: Match, language: str | None, room: int, others: Sequence[str] = (), *, read: int = READ
) -> list[Row]:
    """See ``index``."""
    if _is_empty(match):
        return []
    query, conditions = _parse(reader, match)
    also = in_language(language) + " AND strpos(lower(t.term) || ' ' || t.characters, ?) > 0" * len(others)
    walked = _walk(reader, conditions, (also, others), room, read)
    if walked is not None:
        return walked
    inexact = [condition for condition in conditions if not condition.is_indexed]
    return reader.rows(
        f"{_all_found(inexact)} SELECT {COLUMNS} FROM (SELECT * FROM found t ORDER BY t.id LIMIT ?) t "  # noqa: S608 - ours
        f"WHERE true{also} ORDER BY t.id LIMIT ?",
        (query, *_values(inexact), read, *others, room),
    )


def find_written(reader: Reader, pieces: Sequence[str], language: str | None, room: int) -> list[Row]:
    """See ``index``."""
    conditions = " AND ".join("(strpos(lower(t.term), ?) > 0 OR strpos(t.term, ?) > 0)" for _ in pieces)
    given = [value for piece in pieces for value in (_lower(piece), piece)]
    return reader.rows(
        f"SELECT {COLUMNS} FROM term_sections t WHERE {conditions}{in_language(language)} ORDER BY t.id LIMIT ?",  # noqa: S608 - ours
        (*given, room),
    )


def find_with_ids(reader: Reader, term_ids: Sequence[int], language: str | None) -> list[Row]:
    """See ``index``."""
    condition = f"t.id = ANY(?){in_language(language)}"
    return reader.rows(f"SELECT {COLUMNS} FROM term_sections t WHERE {condition}", (list(term_ids),))  # noqa: S608 - ours


def find_with_keys(reader: Reader, keys: Sequence[str], language: str | None) -> list[Row]:
    """See ``index``."""
    condition = f"t.key = ANY(?){in_language(language)}"
    return reader.rows(f"SELECT {COLUMNS} FROM term_sections t WHERE {condition}", (list(keys),))  # noqa: S608 - ours


def find_keys_beginning(
    reader: Reader, column: str, beginnings: Sequence[str], least: int, most: int
) -> list[tuple[int, str]]:
    """See ``index``."""
    return reader.rows(
        f"SELECT t.id, t.{column} FROM unnest(?::text[]) AS b(value) CROSS JOIN LATERAL ("  # noqa: S608 - ours
        f"SELECT t.id, t.{column} FROM term_sections t WHERE t.{column} >= b.value AND t.{column} < b.value || ? "
        f"AND length(t.{column}) BETWEEN ? AND ? OFFSET 0) t",
        (list(beginnings), AFTER_ALL, least, most),
    )


def find_in_branches(
    reader: Reader, column: str, beginning: str, language: str | None, room: int
) -> list[tuple[int, str]]:
    """See ``index``."""
    next_of = f"""
        SELECT t.{column} FROM term_sections t WHERE t.{column} > %s AND t.{column} < ?{in_language(language)}
        ORDER BY t.{column} LIMIT 1
    """  # noqa: S608 - ours
    past = "CASE WHEN b.number < (SELECT most FROM counted) THEN w.value ELSE b.branch END || ?"
    statement = f"""
        WITH RECURSIVE branches(value, step) AS (
            SELECT ({next_of % "?"}), 1
            UNION ALL
            SELECT ({next_of % "left(w.value, ?) || ?"}), w.step + 1
            FROM branches w WHERE w.value IS NOT NULL AND w.step < {BRANCHES}
        ),
        counted(most) AS (SELECT least({IN_BRANCHES} / greatest(count(value), 1), {OF_BRANCH}) FROM branches),
        walked(value, branch, number, step) AS (
            SELECT ({next_of % "?"}), '' COLLATE "C", 0, 1
            UNION ALL
            SELECT ({next_of % past}), b.branch, b.number, w.step + 1
            FROM walked w CROSS JOIN LATERAL (
                SELECT left(w.value, ?) AS branch, CASE WHEN left(w.value, ?) = w.branch THEN w.number + 1 ELSE 1 END
            ) b(branch, number) WHERE w.value IS NOT NULL AND w.step < {IN_BRANCHES}
        )
        SELECT t.id, w.value FROM (
            SELECT value FROM walked WHERE value IS NOT NULL ORDER BY length(value), value LIMIT ?
        ) w CROSS JOIN LATERAL (
            SELECT t.id, row_number() OVER (ORDER BY {order_of(column)}) AS place FROM term_sections t
            WHERE t.{column} = w.value{in_language(language)} ORDER BY {order_of(column)} LIMIT ?
        ) t ORDER BY length(w.value), w.value, t.place LIMIT ?
    """  # noqa: S608 - ours
    size, end = len(beginning) + 1, beginning + AFTER_ALL
    branches, walked = (beginning, end, size, AFTER_ALL, end), (beginning, end, AFTER_ALL, end, size, size)
    return reader.rows(statement, (*branches, *walked, room, room, room))


def find_of_length(reader: Reader, match: Match, least: int, most: int, room: int) -> list[int]:
    """See ``index``."""
    if _is_empty(match):
        return []
    query, conditions = _parse(reader, match)
    inexact = [condition for condition in conditions if not condition.is_indexed]
    words = "length(t.term_words) - length(replace(t.term_words, ' ', '')) + (t.term_words <> '')::int"
    rows = reader.rows(
        f"{_all_found(inexact)} SELECT t.id FROM found t WHERE {words} BETWEEN ? AND ? ORDER BY t.id LIMIT ?",  # noqa: S608 - ours
        (query, *_values(inexact), least, most, room),
    )
    return [row[0] for row in rows]


def _is_empty(match: Match) -> bool:
    """Tell whether nothing matches, because something without words is asked for."""
    return match.column == "characters" and not all(words_of(text) for texts in match.groups for text, _ in texts)


class _Condition:
    """What a term is asked itself; ``is_indexed`` says that the index knows the answer."""

    __slots__ = ("is_indexed", "text", "values")

    def __init__(self, text: str, values: Sequence[str], *, is_indexed: bool) -> None:
        self.text = text
        self.values = values
        self.is_indexed = is_indexed


def _walk(
    reader: Reader, conditions: Sequence[_Condition], also: tuple[str, Sequence[str]], room: int, read: int
) -> list[Row] | None:
    """Return the first terms that match, None where too few of them do."""
    also_text, others = also
    found: list[Row] = []
    matching, start, width = 0, 0, _FIRST
    while start < _MOST:
        rows = reader.rows(
            f"SELECT {COLUMNS}, true{also_text} FROM term_sections t WHERE t.id > ? AND t.id <= ?{_text(conditions)} "  # noqa: S608 - ours
            "ORDER BY t.id LIMIT ?",
            (*others, start, start + width, *_values(conditions), read - matching),
        )
        matching += len(rows)
        start += width
        found.extend(row[:-1] for row in rows if row[-1])
        if len(found) >= room:
            return found[:room]
        if matching == read:
            return found
        # As many as so far may be expected of each step further.
        missing = min((room - len(found)) / (len(found) or 0.1), (read - matching) / (matching or 0.1))
        if start * missing > _MOST - start:
            return None
        width = min(int(start * missing * 1.2) + 1, _MOST - start)
    return None


def _all_found(conditions: Sequence[_Condition]) -> str:
    """Return the beginning of a statement: the table of all terms that the index finds.

    It is a table of its own, because a server that is asked for a few of them alone reads term after term instead.
    """
    columns = f"{COLUMNS}, t.characters, t.term_words"
    found = f"SELECT {columns} FROM term_sections t WHERE {_GRAMS} @@ ?::tsquery{_text(conditions)}"  # noqa: S608 - ours
    return f"WITH found AS MATERIALIZED ({found})"


def _parse(reader: Reader, match: Match) -> tuple[str, list[_Condition]]:
    """Return what the index is asked, and what each term is."""
    queries, conditions = [], []
    for texts in match.groups:
        if match.column == "characters":
            queries.append(" | ".join(f"({words_query(text, is_beginning=goes_on)})" for text, goes_on in texts))
            conditions.append(_of_words(texts))
            continue
        folded = [text if match.column == "pinyin_joined" else _fold(reader, text) for text, _ in texts]
        kind, column = (TERM, "term_folded") if match.column == "term" else (READING, "pinyin_joined")
        queries.append(" | ".join(f"({substring_query(kind, text)})" for text in folded))
        has = " OR ".join(f"strpos(t.{column}, ?) > 0" for _ in folded)
        conditions.append(_Condition(has, folded, is_indexed=all(len(text) == _TRIGRAM for text in folded)))
    return " & ".join(f"({query})" for query in queries), conditions


def _of_words(texts: Sequence[Asked]) -> _Condition:
    """Return the condition that a term has one of some phrases."""
    wanted = [f" {' '.join(words_of(text))}" + ("" if goes_on else " ") for text, goes_on in texts]
    # A blank ends the words of the term, and of the phrase unless its last word may go on.
    has = " OR ".join("strpos(' ' || t.term_words || ' ', ?) > 0" for _ in texts)
    return _Condition(has, wanted, is_indexed=all(is_exact(text) for text, _ in texts))


def _fold(reader: Reader, text: str) -> str:
    """Return a text without case, as the server folds it."""
    if text.isascii():
        return text.lower()
    return str(reader.rows("SELECT fold_term(?)", (text,))[0][0])


def _text(conditions: Sequence[_Condition]) -> str:
    return "".join(f" AND ({condition.text})" for condition in conditions)


def _values(conditions: Sequence[_Condition]) -> list[str]:
    return [value for condition in conditions for value in condition.values]


def _lower(text: str) -> str:
    """Return a text with its ASCII letters in lower case, as SQLite has it."""
    return "".join(ch.lower() if ch.isascii() else ch for ch in text)
