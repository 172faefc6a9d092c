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

from glossary.store.postgresql.grams import (
    BEGINNING,
    BLOCKS,
    BOUNDS,
    FEWEST,
    GRAM,
    KEY_START,
    LONGEST_WORD,
    READING,
    TERM,
    WORD,
    WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

#: A term is searched so far, and no further: a vector may have a megabyte. No real one is as long.
_SEARCHED = 10_000
#: How much the index leaves unsorted while it grows, in kilobytes; a search reads that through.
_UNSORTED = 128
#: What takes the place of the indexes that SQLite has; with the id, so that a search need not read the terms. The whole
#: key can only be hashed.
_INDEXES = (
    "CREATE INDEX ix_term_sections_key ON term_sections USING hash (key)",
    "CREATE INDEX ix_term_sections_key_start ON term_sections (key_start, language, entry_id, id)",
    "CREATE INDEX ix_term_sections_pinyin_joined ON term_sections (pinyin_joined, entry_id, id)",
    "CREATE INDEX ix_term_sections_pinyin_initials ON term_sections (pinyin_initials, entry_id, id)",
    "CREATE INDEX ix_term_sections_key_reversed ON term_sections (key_reversed, id)",
    f"""CREATE INDEX ix_term_sections_grams ON term_sections
    USING gin (term_grams(id, term_folded, term_words, pinyin_joined)) WITH (gin_pending_list_limit = {_UNSORTED})""",
)
# Ranges of characters as a regular expression has them: accents, what may have case or an accent, and the marks
# between words.
_ACCENTS = r"\u0300-\u036f"
_CASED = r"\u0080-\u2fff\ua640-\uabff\ufb00-\ufb4f\uff21-\uff3a\U00010400-\U0001efff"
_BETWEEN = "_.''’-"
#: The last of the characters whose kind is told in a pattern.
_LAST = 0x1FFFF


def create_search(connection: Connection) -> None:
    """Create what search in the terms needs: columns that the server fills by itself, functions, and the indexes."""
    for statement in (_columns(), *_functions(), *_INDEXES):
        connection.exec_driver_sql(statement)


def search_indexes() -> dict[str, str]:
    """Return the statements that create the indexes, by the names of the indexes."""
    return {statement.split()[2]: statement for statement in _INDEXES}


def _columns() -> str:
    """Return the statement that adds the columns: the term without case, its words as the index has them, its key."""
    expressions = {
        "term_folded": _folded("term"),
        "term_words": _words("characters"),
        "key_start": f"left(key, {KEY_START})",
    }
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
        _function("term_grams(int, text, text, text) RETURNS tsvector", _grams(*("$1", "$2", "$3", "$4")), cost=1_000),
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


def _grams(number: str, folded: str, words: str, reading: str) -> str:
    """Return the expression for the vector of a term with an id."""
    long, word, first, second = _SEARCHED, LONGEST_WORD, "own.words[place]", "own.words[place + 1]"
    is_letter = f"octet_length(left({first}, 1)) < 3"  # nobody asks for the beginning of a Chinese character
    return f"""(SELECT array_to_tsvector(ARRAY(
        SELECT '{TERM}' || block || substr(own.text, place, {GRAM})
        FROM (SELECT left({folded}, {long}) AS text OFFSET 0) own,
            generate_series(1, length(own.text) - {FEWEST - 1}) place
        UNION ALL
        SELECT '{TERM}' || block || gram
        FROM (SELECT left({folded}, {long}) AS text OFFSET 0) own,
            generate_series(1, length(own.text) - {GRAM - 1}) place, substr(own.text, place, {FEWEST}) gram
        WHERE octet_length(gram) = {FEWEST}
        UNION ALL
        SELECT '{READING}' || block || substr({reading}, place, {GRAM})
        FROM generate_series(1, least(length({reading}), {long}) - {FEWEST - 1}) place
        UNION ALL
        SELECT lexeme FROM (
            SELECT string_to_array(left({words}, {long}), ' ') AS words OFFSET 0
        ) own, generate_series(1, cardinality(own.words)) place, LATERAL (VALUES
            ('{WORD}' || block || left({first}, {word})),
            (CASE WHEN {is_letter} THEN '{BEGINNING}' || block || left({first}, 1) END),
            (CASE WHEN {is_letter} THEN '{BEGINNING}' || block || left({first}, 2) END),
            (CASE WHEN {is_letter} THEN '{BEGINNING}' || block || left({first}, 3) END),
            ('{WORDS}' || block || left({first}, {word}) || ' ' || left({second}, {word}))
        ) found(lexeme) WHERE lexeme IS NOT NULL
    )) FROM (SELECT {_block(number)} AS block OFFSET 0) own_block)"""  # noqa: S608 - our own expressions


def _block(number: str) -> str:
    """Return the expression for the letter of the block of an id."""
    return f"substr('{BLOCKS}', width_bucket({number}, ARRAY{list(BOUNDS)}) + 1, 1)"


def _substring_query(kind: str, part: str) -> str:
    """Return the expression for the query for the terms that have a part: every four letters of it, or its three."""
    quoted = r"'''' || replace(replace(gram, '\', '\\'), '''', '''''') || ''''"
    last = f"length({part}) - CASE WHEN length({part}) > {FEWEST} THEN {GRAM - 1} ELSE {FEWEST - 1} END"
    is_whole = f"length({part}) > {FEWEST} OR left({kind}, 1) = '{TERM}' AND octet_length({part}) = {FEWEST}"
    goes_on = f"CASE WHEN {is_whole} THEN '' ELSE ':*' END"
    return f"""(SELECT string_agg({quoted} || {goes_on}, ' & ')::tsquery FROM (
        SELECT {kind} || substr({_folded(part)}, place, {GRAM}) AS gram FROM generate_series(1, {last}) place
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
