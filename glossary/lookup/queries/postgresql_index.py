"""The index of a termbase on a PostgreSQL server: lexemes of words and letters; ``store.postgresql.search`` makes it.

The server finds all terms that match before it can put them in order. So it is asked for one block of them after the
other, in one statement: where many match, the first of them are soon there.
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
from glossary.store.postgresql.grams import (
    BLOCKS,
    BOUNDS,
    GRAM,
    READING,
    TERM,
    is_exact,
    substring_query,
    words_of,
    words_query,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.lookup.queries.found import Row
    from glossary.lookup.queries.index import Match
    from glossary.store.reader import Reader

#: What stands for the letter of a block in a query: no text that is asked for has it.
_BLOCK = "\x01"
#: What stands between keys: none has it.
_BETWEEN = "\x01"
#: The keys that stand in one text, be it an empty one.
_SEVERAL = "coalesce(nullif(string_to_array(?, ?), '{}'), ARRAY[''])"
#: The letters of all blocks that have terms, as a table.
_BLOCKS = f"""(
    SELECT block FROM unnest(ARRAY{list(BLOCKS)}) WITH ORDINALITY numbered(block, number)
    WHERE number <= width_bucket((SELECT max(id) FROM term_sections), ARRAY{list(BOUNDS)}) + 1 ORDER BY number
) b"""  # noqa: S608 - ours


def find(
    reader: Reader, match: Match, language: str | None, room: int, others: Sequence[str] = (), *, read: int = READ
) -> list[Row]:
    """See ``index``."""
    if _is_empty(match):
        return []
    also = in_language(language) + " AND strpos(lower(t.term) || ' ' || t.characters, ?) > 0" * len(others)
    matching, values = _matching(reader, match, f"{COLUMNS}, t.characters")
    return reader.rows(
        f"SELECT {COLUMNS} FROM ({matching} LIMIT ?) t WHERE true{also} LIMIT ?",  # noqa: S608 - ours
        (*values, read, *others, room),
    )


def sorted_column(column: str) -> str:
    """See ``index``."""
    return "key_start" if column == "key" else column


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
    condition = f"t.key_start = ANY({_SEVERAL}){in_language(language)}"
    return reader.rows(f"SELECT {COLUMNS} FROM term_sections t WHERE {condition}", _joined(keys))  # noqa: S608 - ours


def find_keys_beginning(
    reader: Reader, column: str, beginnings: Sequence[str], least: int, most: int
) -> list[tuple[int, str]]:
    """See ``index``."""
    column = sorted_column(column)
    return reader.rows(
        f"SELECT t.id, t.{column} FROM unnest({_SEVERAL}) AS b(value) CROSS JOIN LATERAL ("  # noqa: S608 - ours
        f"SELECT t.id, t.{column} FROM term_sections t WHERE t.{column} >= b.value AND t.{column} < b.value || ? "
        f"AND length(t.{column}) BETWEEN ? AND ? OFFSET 0) t",
        (*_joined(beginnings), AFTER_ALL, least, most),
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


def find_of_length(reader: Reader, match: Match, least: int, most: int, room: int) -> list[tuple[int, str]]:
    """See ``index``."""
    if _is_empty(match):
        return []
    words = "length(t.term_words) - length(replace(t.term_words, ' ', '')) + (t.term_words <> '')::int"
    matching, values = _matching(reader, match, "t.id, t.key", f" AND {words} BETWEEN ? AND ?")
    return reader.rows(f"{matching} LIMIT ?", (*values, least, most, room))


def _joined(values: Sequence[str]) -> tuple[str, str]:
    """Return many keys as one text, and what stands between them: a text is sent far sooner than a list."""
    return _BETWEEN.join(values), _BETWEEN


def _is_empty(match: Match) -> bool:
    """Tell whether nothing matches, because something without words is asked for."""
    return match.column == "characters" and not all(words_of(text) for texts in match.groups for text, _ in texts)


def _matching(reader: Reader, match: Match, columns: str, also: str = "") -> tuple[str, list[str]]:
    """Return the statement for the terms that match, in the order of their ids, and its values but those of ``also``.

    Whoever reads only the first of them has the server ask its index for the first blocks alone.
    """
    query, conditions, values = _parse(reader, match)
    in_block = "term_grams(t.id, t.term_folded, t.term_words, t.pinyin_joined) @@ replace(?, ?, b.block)::tsquery"
    statement = (
        f"SELECT t.* FROM {_BLOCKS} CROSS JOIN LATERAL ("  # noqa: S608 - ours
        f"SELECT {columns} FROM term_sections t WHERE {in_block}{conditions}{also} ORDER BY t.id) t"
    )
    return statement, [query, _BLOCK, *values]


def _parse(reader: Reader, match: Match) -> tuple[str, str, list[str]]:
    """Return what the index is asked, what it can't tell and each term is asked itself, and the values of that."""
    queries, conditions, values = [], "", list[str]()
    for texts in match.groups:
        if match.column == "characters":
            phrases = (words_query(text, _BLOCK, is_beginning=goes_on) for text, goes_on in texts)
            queries.append(" | ".join(f"({phrase})" for phrase in phrases))
            if not all(is_exact(text) for text, _ in texts):
                # A blank ends the words of the term, and of the phrase unless its last word may go on.
                conditions += _or("strpos(' ' || t.term_words || ' ', ?) > 0", len(texts))
                values += [f" {' '.join(words_of(text))}" + ("" if goes_on else " ") for text, goes_on in texts]
            continue
        folded = [text if match.column == "pinyin_joined" else _fold(reader, text) for text, _ in texts]
        kind, column = (TERM, "term_folded") if match.column == "term" else (READING, "pinyin_joined")
        queries.append(" | ".join(f"({substring_query(kind, text, _BLOCK)})" for text in folded))
        if not all(len(text) <= GRAM for text in folded):
            conditions += _or(f"strpos(t.{column}, ?) > 0", len(folded))
            values += folded
    return " & ".join(f"({query})" for query in queries), conditions, values


def _or(condition: str, number: int) -> str:
    return f" AND ({' OR '.join([condition] * number)})"


def _fold(reader: Reader, text: str) -> str:
    """Return a text without case, as the server folds it."""
    if text.isascii():
        return text.lower()
    return str(reader.rows("SELECT fold_term(?)", (text,))[0][0])


def _lower(text: str) -> str:
    """Return a text with its ASCII letters in lower case, as SQLite has it."""
    return "".join(ch.lower() if ch.isascii() else ch for ch in text)
