"""Search in the terms on PostgreSQL: the functions and the index that find what SQLite's full text indexes find.

The index is a GIN index over text search vectors, whose lexemes ``grams`` describes. PostgreSQL's own trigrams
(``pg_trgm``) wouldn't do: they leave out marks, depend on the locale of the server, and need three characters where a
Chinese word has two.

A function that the index calls calls no other function of ours: an index is also kept where no search path is set.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from glossary.store.postgresql.grams import BEGINNING, LONGEST_WORD, READING, TERM, WORD, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

#: A term is searched so far, and no further: a vector may have a megabyte. No real one is as long.
_SEARCHED = 10_000
#: How much the index leaves unsorted while it grows, in kilobytes; a search reads that through.
_UNSORTED = 128
_INDEX = f"""
CREATE INDEX ix_term_sections_grams ON term_sections USING gin (term_grams(term_folded, term_words, pinyin_joined))
WITH (gin_pending_list_limit = {_UNSORTED})
"""
# Ranges of characters as a regular expression has them: accents, what may have case or an accent, and the marks
# between words.
_ACCENTS = r"\u0300-\u036f"
_CASED = r"\u0080-\u2fff\ua640-\uabff\ufb00-\ufb4f\uff21-\uff3a\U00010400-\U0001efff"
_BETWEEN = "_.''’-"
#: The last of the characters whose kind is told in a pattern.
_LAST = 0x1FFFF


def create_search(connection: Connection) -> None:
    """Create what search in the terms needs: two columns that the server fills by itself, functions, and the index."""
    for statement in (_columns(), *_functions(), _INDEX):
        connection.exec_driver_sql(statement)


def _columns() -> str:
    """Return the statement that adds the columns: the term without case, and its words, as the index has them."""
    expressions = {"term_folded": _folded("term"), "term_words": _words("characters")}
    added = (
        f'ADD COLUMN {name} text COLLATE "C" GENERATED ALWAYS AS ({expression}) STORED'
        for name, expression in expressions.items()
    )
    return f"ALTER TABLE term_sections {', '.join(added)}"


def _functions() -> list[str]:
    """Return the statements that create all functions."""
    return [
        _function("fold_term(text) RETURNS text", _folded("$1")),
        _function("substring_query(text, text) RETURNS tsquery", _substring_query("$1", "$2")),
        _function("term_grams(text, text, text) RETURNS tsvector", _grams("$1", "$2", "$3"), cost=1_000),
        _function("toned(text) RETURNS text", _toned("$1")),
    ]


def _function(signature: str, body: str, *, cost: int | None = None) -> str:
    costs = f" COST {cost}" if cost else ""
    kind = f"LANGUAGE sql IMMUTABLE PARALLEL SAFE{costs}"
    return f"CREATE FUNCTION {signature} {kind} AS $function$ SELECT {body} $function$"


def _folded(text: str) -> str:
    """Return the expression for a text without case, as SQLite's trigram index folds it; nothing changes its length."""
    before, after = _cases()
    lower = f'lower({text} COLLATE "C")'
    return f"""CASE WHEN octet_length({text}) = length({text}) OR {text} !~ '[{_CASED}]' THEN {lower}
        ELSE translate({lower}, '{before}', '{after}') END"""


def _words(characters: str) -> str:
    """Return the expression for words with one blank between them, without accents, of separated characters."""
    before, after = _cases()
    bare = f"regexp_replace(normalize({characters}, NFD), '[{_ACCENTS}]+', '', 'g')"
    folded = f"translate({bare}, '{before}', '{after}')"
    is_ascii = f"octet_length({characters}) = length({characters})"
    is_plain = f"{is_ascii} AND translate({characters}, '{_BETWEEN}', '') = {characters}"
    return f"""CASE WHEN {is_plain} OR {characters} !~ '[{_CASED}{_BETWEEN}]' THEN {characters}
        ELSE btrim(regexp_replace({folded}, '[ {_BETWEEN}]+', ' ', 'g')) END"""


def _grams(folded: str, words: str, reading: str) -> str:
    """Return the expression for the vector of a term."""
    long, word = _SEARCHED, LONGEST_WORD
    is_letter = "octet_length(left(own.words[place], 1)) < 3"  # nobody asks for the beginning of a Chinese character
    return f"""array_to_tsvector(ARRAY(
        SELECT '{TERM}' || substr(own.text, place, 3)
        FROM (SELECT left({folded}, {long}) AS text OFFSET 0) own,
            generate_series(1, length(own.text) - 2) place
        UNION ALL
        SELECT '{READING}' || substr({reading}, place, 3)
        FROM generate_series(1, least(length({reading}), {long}) - 2) place
        UNION ALL
        SELECT lexeme FROM (
            SELECT string_to_array(left({words}, {long}), ' ') AS words OFFSET 0
        ) own, generate_series(1, cardinality(own.words)) place, LATERAL (VALUES
            ('{WORD}' || left(own.words[place], {word})),
            (CASE WHEN {is_letter} THEN '{BEGINNING}' || left(own.words[place], 1) END),
            (CASE WHEN {is_letter} THEN '{BEGINNING}' || left(own.words[place], 2) END),
            (CASE WHEN {is_letter} THEN '{BEGINNING}' || left(own.words[place], 3) END),
            ('{WORDS}' || left(own.words[place], {word}) || ' ' || left(own.words[place + 1], {word}))
        ) found(lexeme) WHERE lexeme IS NOT NULL
    ))"""  # noqa: S608 - our own expressions


def _substring_query(kind: str, part: str) -> str:
    """Return the expression for the query for the terms that have every three letters of a part."""
    quoted = r"'''' || replace(replace(gram, '\', '\\'), '''', '''''') || ''''"
    return f"""(SELECT string_agg({quoted}, ' & ')::tsquery FROM (
        SELECT {kind} || substr({_folded(part)}, place, 3) AS gram FROM generate_series(1, length({part}) - 2) place
    ) grams)"""  # noqa: S608 - our own expressions


def _toned(pinyin: str) -> str:
    """Return the expression for the letters and digits of pinyin, tones kept, in lower case."""
    before, after = _cases()
    folded = f"translate(normalize({pinyin}, NFC), '{before}', '{after}')"
    return f"regexp_replace(lower({folded} COLLATE \"C\"), '[{_others()}]+', '', 'g')"


@cache
def _cases() -> tuple[str, str]:
    """Return the characters beyond ASCII that have another case, and those that they become, as SQLite's index does.

    Databases know different versions of Unicode; both shall find the same.
    """
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("CREATE VIRTUAL TABLE folded USING fts5(text, tokenize='trigram')")
        memory.execute("CREATE VIRTUAL TABLE found USING fts5vocab(folded, 'instance')")
        others = ((code, f"ab{chr(code)}") for code in range(0x80, _LAST) if not _is_surrogate(code))
        memory.executemany("INSERT INTO folded(rowid, text) VALUES (?, ?)", others)
        found = memory.execute(
            "SELECT doc, substr(term, 3) FROM found WHERE unicode(substr(term, 3)) <> doc ORDER BY doc"
        )
        cases = [(chr(code), folded) for code, folded in found if code not in {0xFFFE, 0xFFFF}]
    return "".join(upper for upper, _ in cases), "".join(lower for _, lower in cases)


@cache
def _others() -> str:
    """Return the ranges of all that is neither a letter, a digit nor an accent."""
    return _ranges(lambda ch: not (ch.isalnum() or unicodedata.combining(ch)))


def _ranges(is_one: Callable[[str], bool]) -> str:
    ranges: list[list[int]] = []
    for code in range(1, _LAST + 1):
        if _is_surrogate(code) or not is_one(chr(code)):
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


def _is_surrogate(code: int) -> bool:
    return unicodedata.category(chr(code)) == "Cs"
