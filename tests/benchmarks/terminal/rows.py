"""Synthetic termbases of any size, the same at every call, made once and kept in ``.cache/terminal``."""

from __future__ import annotations

import csv
import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.errors import GlossaryError
from glossary.jobs.seeds import load_base
from glossary.store.database import open_database
from glossary.store.entries.writer import EntryWriter
from glossary.vocabulary import AdministrativeStatus, Language, SubjectField

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[3]
CACHE = PROJECT / ".cache"
#: A word of the first row, in the order of the file and of the English alike, and of no other.
FIRST = "aardvark"
_FIRST_TERMS = (f"0 {FIRST} conservation", "土豚保护", "tǔtún bǎohù")
#: How much SQLite keeps in memory while a termbase is made, in KiB: its indexes are filled in no order.
MEMORY = 1_500_000
_BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
#: What of the rows every program shows, in the order of our list.
SHOWN = "SELECT english, chinese, pinyin, subject_field FROM concept_entries ORDER BY english_key, id"


class _Named(NamedTuple):
    """A concept of the curated base: its terms and its pinyin."""

    english: str
    chinese: str
    pinyin: str


def termbase(size: int) -> Path:
    """Return the termbase of so many entries; making one takes a minute or more for every 100,000."""
    path = CACHE / "terminal" / f"{size}.db"
    if not path.exists() or _is_outdated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        begun = path.with_suffix(".begun.db")
        for left in path.parent.glob(f"{begun.name}*"):
            left.unlink()
        print(f"making a termbase of {size:,} entries …", flush=True)
        with open_database(str(begun), create=True) as database, database.writing() as connection:
            connection.exec_driver_sql(f"PRAGMA cache_size=-{MEMORY}")
            writer = EntryWriter(connection)
            for number, entry in enumerate(make_entries(size)):
                writer.add(entry, origin="import", at=_BEGIN + timedelta(seconds=number * 7919 % 10**7))
            writer.flush()
        begun.rename(path)
    return path


def table_of(path: Path) -> tuple[Path, Path]:
    """Return the rows of a termbase as others read them: one SQLite table (``terms``), and CSV."""
    plain, comma = path.with_suffix(".plain.db"), path.with_suffix(".csv")
    if not plain.exists() or plain.stat().st_mtime < path.stat().st_mtime:
        plain.unlink(missing_ok=True)
        with closing(sqlite3.connect(plain)) as target, target:
            target.execute("ATTACH ? AS source", (str(path),))
            target.execute(f"CREATE TABLE terms AS {SHOWN.replace('FROM ', 'FROM source.')}")
    if not comma.exists() or comma.stat().st_mtime < plain.stat().st_mtime:
        with closing(sqlite3.connect(plain)) as source, comma.open("w", encoding="utf-8", newline="") as file:
            found = source.execute("SELECT * FROM terms")
            writer = csv.writer(file)
            writer.writerow(column[0] for column in found.description)
            writer.writerows(found)
    return plain, comma


def _is_outdated(path: Path) -> bool:
    try:
        open_database(str(path)).close()
    except GlossaryError:
        return True
    return False


def make_entries(size: int) -> Iterator[ConceptEntry]:
    """Yield entries: half begin with a term of the curated base, half are words of it thrown together."""
    chance = random.Random(size)  # noqa: S311 - no secret
    concepts = list(_curated())
    words = [word for concept in concepts for word in concept.english.split() if word.isalpha() and len(word) > 1]
    fields = [field.value for field in SubjectField]
    yield _entry("0", _Named(*_FIRST_TERMS), chance.choice(fields))
    for number in range(1, size):
        one, other = chance.choice(concepts), chance.choice(concepts)
        extra = chance.choices(words, k=chance.choice((1, 2, 2, 3)))
        english = " ".join([one.english, *extra] if number % 2 else extra)
        synonyms = [" ".join(chance.choices(words, k=2))] if chance.random() < 0.3 else []
        named = _Named(english, one.chinese + other.chinese, f"{one.pinyin} {other.pinyin}")
        yield _entry(str(number), named, chance.choice(fields), synonyms, has_chinese=chance.random() < 0.95)


def _curated() -> Iterator[_Named]:
    for entry in load_base():
        english, chinese = entry.preferred(Language.ENGLISH), entry.preferred(Language.SIMPLIFIED_CHINESE)
        if english and chinese and chinese.pinyin:
            yield _Named(english.term, chinese.term, chinese.pinyin)


def _entry(
    identifier: str, named: _Named, subject_field: str, synonyms: list[str] | None = None, *, has_chinese: bool = True
) -> ConceptEntry:
    admitted = [TermSection(term=term, status=AdministrativeStatus.ADMITTED) for term in synonyms or ()]
    sections = [LanguageSection(language=Language.ENGLISH, terms=(TermSection(term=named.english), *admitted))]
    if has_chinese:
        chinese = TermSection(term=named.chinese, pinyin=named.pinyin)
        sections.append(LanguageSection(language=Language.SIMPLIFIED_CHINESE, terms=(chinese,)))
    return ConceptEntry(id=identifier, subject_field=subject_field, sections=tuple(sections))
