"""How the indexes over the terms are asked for entries, by the database that keeps them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import ColumnElement, Text, and_, cast, column, func, literal, literal_column, or_, select, table
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from glossary.store.column_types import TEXT
from glossary.store.models import TermSectionRow
from glossary.store.postgresql.grams import BLOCKS, GRAM, KEY_START, READING, TERM, is_exact, words_of, words_query

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Connection, Select

_AFTER_ALL = "\U0010ffff"
#: The columns that can be asked for a text of three characters or more.
TRIGRAM = 3


class FullText(Protocol):
    """The questions that each database puts in its own words.

    Entries are selected by the rows of their terms. A question to a term is None where only the index can tell.
    """

    def entries_with_words(self, words: str, *, is_beginning: bool = False) -> Select[Any]:
        """Select the entries of terms that have words side by side; the last may go on."""

    def entries_with_term(self, choices: Sequence[Sequence[str]]) -> Select[Any]:
        """Select the entries of terms that contain all texts of one of several choices, whatever their case."""

    def entries_with_reading(self, reading: str) -> Select[Any]:
        """Select the entries of terms with a text in their joined reading."""

    def contains(self, where: ColumnElement[str], text: str) -> ColumnElement[bool]:
        """Ask a term whether a text stands just so in one of its columns."""

    def contains_folded(self, text: str) -> ColumnElement[bool] | None:
        """Ask a term whether a text stands in it, whatever the case."""

    def begins_key(self, beginning: str) -> ColumnElement[bool]:
        """Ask a term whether its key begins so, as a range that an index serves."""

    def begins_word(self, beginning: str) -> ColumnElement[bool] | None:
        """Ask a term whether a word of it begins so, accents aside."""

    def is_one_of(self, where: ColumnElement[int], rows: Collection[int]) -> ColumnElement[bool]:
        """Ask a row whether it is one of many."""


def full_text_of(connection: Connection) -> FullText:
    """Return how the database of a connection is asked."""
    return _SERVER if connection.dialect.name == "postgresql" else _FILE


class _SqliteFullText:
    """SQLite's full text indexes; the first names the words, the other the trigrams."""

    _words = table("term_search", column("rowid"), column("term_search"))
    _trigrams = table("term_trigrams", column("rowid"), column("term_trigrams"))

    def entries_with_words(self, words: str, *, is_beginning: bool = False) -> Select[Any]:
        found = select(TermSectionRow.entry_id).join(self._words, self._words.c.rowid == TermSectionRow.id)
        return found.where(self._words.c.term_search.op("MATCH")(_quoted(words) + (" *" if is_beginning else "")))

    def entries_with_term(self, choices: Sequence[Sequence[str]]) -> Select[Any]:
        asked = [" AND ".join(map(_quoted, texts)) for texts in choices]
        return self._in_trigrams(f"term : ({' OR '.join(f'({texts})' for texts in asked)})")

    def entries_with_reading(self, reading: str) -> Select[Any]:
        return self._in_trigrams(f"pinyin_joined : {_quoted(reading)}")

    def contains(self, where: ColumnElement[str], text: str) -> ColumnElement[bool]:
        return func.instr(where, text) > 0

    def contains_folded(self, text: str) -> ColumnElement[bool] | None:
        # Beyond ASCII the index folds case as Unicode does, which no other test does alike.
        return TermSectionRow.term.icontains(text, autoescape=True) if text.isascii() else None

    def begins_key(self, beginning: str) -> ColumnElement[bool]:
        return begins_with(TermSectionRow.key, beginning)

    def begins_word(self, beginning: str) -> ColumnElement[bool] | None:
        return func.begins_word(TermSectionRow.characters, beginning) if beginning.isascii() else None

    def is_one_of(self, where: ColumnElement[int], rows: Collection[int]) -> ColumnElement[bool]:
        listed = func.json_each(json.dumps(list(rows))).table_valued(column("value"))
        return where.in_(select(listed.c.value))

    def _in_trigrams(self, match: str) -> Select[Any]:
        found = select(TermSectionRow.entry_id).join(self._trigrams, self._trigrams.c.rowid == TermSectionRow.id)
        return found.where(self._trigrams.c.term_trigrams.op("MATCH")(match))


class _PostgresqlFullText:
    """The index that ``postgresql.search`` makes, and its columns; what it doesn't tell, it asks the terms."""

    _folded: ColumnElement[str] = literal_column("term_sections.term_folded", Text)
    _key_start: ColumnElement[str] = literal_column("term_sections.key_start", TEXT)
    _words: ColumnElement[str] = literal_column("' ' || term_sections.term_words || ' '", Text)
    _grams: ColumnElement[Any] = literal_column(
        "term_grams(term_sections.id, term_sections.term_folded, term_sections.term_words, term_sections.pinyin_joined)"
    )

    def entries_with_words(self, words: str, *, is_beginning: bool = False) -> Select[Any]:
        queries = (words_query(words, block, is_beginning=is_beginning) for block in BLOCKS)
        found = select(TermSectionRow.entry_id).where(self._is_in_index(cast(query, TSQUERY) for query in queries))
        return found if is_exact(words) else found.where(self._has_words(words, is_beginning=is_beginning))

    def entries_with_term(self, choices: Sequence[Sequence[str]]) -> Select[Any]:
        found = select(TermSectionRow.entry_id)
        return found.where(or_(*(and_(*map(self._is_found_with, texts)) for texts in choices)))

    def entries_with_reading(self, reading: str) -> Select[Any]:
        is_found = self._is_in_index(func.substring_query(READING + block, reading) for block in BLOCKS)
        return select(TermSectionRow.entry_id).where(
            is_found,
            self.contains(TermSectionRow.pinyin_joined, reading),  # type: ignore[arg-type] # a column of strings
        )

    def contains(self, where: ColumnElement[str], text: str) -> ColumnElement[bool]:
        return func.strpos(where, text) > 0

    def contains_folded(self, text: str) -> ColumnElement[bool] | None:
        return func.strpos(self._folded, func.fold_term(text)) > 0

    def begins_key(self, beginning: str) -> ColumnElement[bool]:
        is_in_range = begins_with(self._key_start, beginning[:KEY_START])
        return (
            is_in_range
            if len(beginning) <= KEY_START
            else and_(is_in_range, begins_with(TermSectionRow.key, beginning))
        )

    def begins_word(self, beginning: str) -> ColumnElement[bool] | None:
        return self._has_words(beginning, is_beginning=True)

    def is_one_of(self, where: ColumnElement[int], rows: Collection[int]) -> ColumnElement[bool]:
        return where == func.any(cast(list(rows), ARRAY(where.type)))

    def _is_in_index(self, queries: Iterable[ColumnElement[Any]]) -> ColumnElement[bool]:
        """Return the condition that one of the queries for the blocks finds a term; the index is asked each alone."""
        return or_(*(self._grams.op("@@")(query) for query in queries))

    def _is_found_with(self, text: str) -> ColumnElement[bool]:
        is_found = self._is_in_index(func.substring_query(TERM + block, text) for block in BLOCKS)
        return is_found if len(text) <= GRAM else and_(is_found, func.strpos(self._folded, func.fold_term(text)) > 0)

    def _has_words(self, words: str, *, is_beginning: bool) -> ColumnElement[bool]:
        wanted = f" {' '.join(words_of(words))}" + ("" if is_beginning else " ")
        return func.strpos(self._words, literal(wanted)) > 0


def begins_with(key: Any, beginning: str) -> ColumnElement[bool]:  # noqa: ANN401 - any column of strings
    """Return the condition that a column begins so, as a range that its index serves."""
    return and_(key >= beginning, key < beginning + _AFTER_ALL)


_FILE, _SERVER = _SqliteFullText(), _PostgresqlFullText()


def _quoted(text: str) -> str:
    """Return a text as a phrase of a full text query."""
    return '"' + text.replace('"', '""') + '"'
