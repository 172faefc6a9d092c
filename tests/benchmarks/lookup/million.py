"""Termbases of any size for look-ups, in SQLite and on PostgreSQL: words of CC-CEDICT put together as terms are.

The same size is the same termbase at every call. One in a file is made once, in ``.cache/lookup``; one on a server is
copied from it, row by row, by COPY.
"""

from __future__ import annotations

import random
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psycopg
from psycopg import sql

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.errors import GlossaryError
from glossary.store.database import open_database
from glossary.store.entries.writer import EntryWriter
from glossary.text.cedict import read_cedict
from glossary.text.pinyin.syllables import tone_marked
from glossary.vocabulary import AdministrativeStatus, Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CACHE = Path(__file__).resolve().parents[3] / ".cache" / "lookup"
#: How much SQLite keeps in memory while a termbase is made, in KiB: its indexes are filled in no order.
_MEMORY = 1_500_000
_TABLES = ("concept_entries", "language_sections", "term_sections")
_BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
_GLOSS = re.compile(r"(?:to )?([A-Za-z]\w*(?:[ '-]\w+){0,3})")
#: The chances of terms of one word of the dictionary, of two and of three; and of a synonym.
_LENGTHS, _SYNONYM = (0.1, 0.6, 0.3), 0.3


class _Word(NamedTuple):
    """A word of the dictionary: what it is called in both languages, and how it is read."""

    english: tuple[str, ...]
    chinese: str
    pinyin: str


def make_file(size: int) -> Path:
    """Return the file of a termbase of so many concepts; a million of them take some minutes to be made."""
    path = CACHE / f"concepts-{size}.db"
    if path.exists() and not _is_outdated(path):
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_suffix(".begun.db")
    for left in (*path.parent.glob(f"{begun.name}*"), *path.parent.glob(f"{path.name}*")):
        left.unlink()
    with open_database(str(begun), create=True) as database, database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA cache_size=-{_MEMORY}")
        writer = EntryWriter(connection)
        for entry in make_entries(size):
            writer.add(entry, origin="import", at=_BEGIN)
        writer.flush()
    begun.rename(path)
    return path


def fill_server(url: str, path: Path) -> None:
    """Fill the empty termbase at a URL with the entries of a file, the same rows with the same numbers."""
    open_database(url, create=True).close()
    with (
        closing(sqlite3.connect(path)) as source,
        psycopg.connect(url.replace("postgresql+psycopg", "postgresql")) as target,
    ):
        for table in _TABLES:
            _copy(source, target, table)
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True) as target:
        target.execute("VACUUM (ANALYZE)")


def _copy(source: sqlite3.Connection, target: psycopg.Connection, table: str) -> None:
    rows = source.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 - our own names
    columns = [column[0] for column in rows.description]
    flags = [columns.index(name) for name in ("pinyin_by_hand",) if name in columns]
    indexes = _set_indexes_aside(target, table)
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with target.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            values = list(row)
            for place in flags:
                values[place] = bool(values[place])
            copy.write_row(values)
    for statement in indexes:
        target.execute(statement)


def _set_indexes_aside(target: psycopg.Connection, table: str) -> Sequence[bytes]:
    """Drop the indexes of a table that no constraint needs, and return what makes them again."""
    found = target.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        " WHERE i.indrelid = %s::regclass AND NOT i.indisunique",
        (table,),
    ).fetchall()
    for name, _ in found:
        target.execute(f"DROP INDEX {name}".encode())
    return [statement.encode() for _, statement in found]


def _is_outdated(path: Path) -> bool:
    try:
        open_database(str(path)).close()
    except GlossaryError:
        return True
    return False


def make_entries(size: int) -> Iterator[ConceptEntry]:
    """Yield concepts: a few words of the dictionary as they are, most of two or three, common words more often."""
    chance = random.Random(size)  # noqa: S311 - no secret
    words = list(_words())
    chance.shuffle(words)
    # The n-th word is used about 1/n times as often as the first, as in any text, but for the very first.
    weights = list(accumulate(1 / (rank + 50) for rank in range(len(words))))
    for number in range(size):
        (length,) = chance.choices((1, 2, 3), _LENGTHS)
        parts = chance.choices(words, cum_weights=weights, k=length)
        yield _entry(str(number), parts, has_synonym=chance.random() < _SYNONYM)


def _words() -> Iterator[_Word]:
    for found in read_cedict():
        matches = (_GLOSS.fullmatch(gloss) for gloss in found.glosses)
        english = tuple(match.group(1) for match in matches if match)
        if english and len(found.simplified) > 1 and found.reading.isascii():
            syllables = (tone_marked(syllable.replace("u:", "ü")) for syllable in found.reading.split())
            yield _Word(english, found.simplified, "".join(syllables))


def _entry(identifier: str, parts: Sequence[_Word], *, has_synonym: bool) -> ConceptEntry:
    terms = [TermSection(term=" ".join(part.english[0] for part in parts))]
    other = " ".join(part.english[-1] for part in parts)
    if has_synonym and other != terms[0].term:
        terms.append(TermSection(term=other, status=AdministrativeStatus.ADMITTED))
    chinese = TermSection(term="".join(part.chinese for part in parts), pinyin=" ".join(part.pinyin for part in parts))
    english = LanguageSection(language=Language.ENGLISH, terms=tuple(terms))
    return ConceptEntry(
        id=identifier,
        sections=(english, LanguageSection(language=Language.SIMPLIFIED_CHINESE, terms=(chinese,))),
    )
