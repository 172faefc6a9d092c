"""Terms longer than a page of an index, and terms with any id: a server keeps and finds them as a file does."""

from __future__ import annotations

import random
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from psycopg import sql

from glossary.concept import Candidate, ConceptEntry, LanguageSection, TermSection
from glossary.lookup.queries import get_entries, look_up
from glossary.store.database import open_database
from glossary.store.entries.access import add_entries, get_entry, save_entry
from glossary.store.entries.duplicates import find_duplicates
from glossary.store.entries.listing import Sort, find_row_ids, get_summaries
from glossary.store.entries.search import Filter, find_identifiers
from glossary.store.integrity import find_problems
from glossary.store.log.history import undo
from glossary.store.log.revisions import revising
from glossary.store.reader import open_reader
from glossary.text.english import fold
from glossary.text.pinyin.syllables import SYLLABLES
from tests.termbases import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from glossary.store.database import Database
    from tests.postgres_cluster import Cluster

#: Chosen at random, so that no database makes it short: letters, Chinese characters, and how they are read.
_CHOICE = random.Random(6)  # noqa: S311 - no secret
LONG_ENGLISH = " ".join("".join(_CHOICE.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(700))
LONG_CHINESE = "".join(chr(_CHOICE.randrange(0x4E00, 0x9FA0)) for _ in range(4_000))
LONG_PINYIN = " ".join(_CHOICE.choices(sorted(SYLLABLES), k=4_000))
#: Ids in the first block of terms, at the borders of others, and the last that there is.
IDS = (1, 1023, 1024, 4096, 70_000, 1 << 20, (1 << 23) - 1, 1 << 23, (1 << 31) - 1)


@pytest.fixture
def databases(postgres_url: str, tmp_path: Path) -> Iterator[Mapping[str, Database]]:
    """Yield a termbase in a file and one on a server, both with the same short and long terms, by their places."""
    with ExitStack() as stack:
        opened = {
            location: stack.enter_context(open_database(location, create=True))
            for location in (str(tmp_path / "termbase.db"), postgres_url)
        }
        for database in opened.values():
            with revising(database, who="tester", action="add") as revision:
                add_entries(
                    revision, [_long(), entry_of("short", en="short term", hans="短语/duǎn yǔ")], origin="person"
                )
        yield opened


def _long(*, note: str | None = None) -> ConceptEntry:
    english = LanguageSection(language="en", terms=(TermSection(term=LONG_ENGLISH),))
    chinese = LanguageSection(language="zh-Hans", terms=(TermSection(term=LONG_CHINESE, pinyin=LONG_PINYIN),))
    return ConceptEntry(id="long", sections=(english, chinese), notes=(note,) if note else ())


@pytest.mark.parametrize(
    ("query", "mode"),
    [
        (LONG_ENGLISH, "exact"),
        (LONG_ENGLISH.upper(), "auto"),
        (LONG_CHINESE, "exact"),
        (LONG_ENGLISH[:40], "prefix"),
        (LONG_ENGLISH[:290], "prefix"),
        (LONG_CHINESE[:3], "prefix"),
        (LONG_CHINESE[:290], "prefix"),
        (LONG_ENGLISH[3000:3030], "contains"),
        (LONG_CHINESE[3000:3004], "contains"),
        (LONG_PINYIN.replace(" ", "")[:200], "pinyin"),
        ("".join(syllable[0] for syllable in LONG_PINYIN.split()[:30]), "pinyin"),
    ],
)
def test_long_terms_are_found(databases: Mapping[str, Database], query: str, mode: str) -> None:
    """A term of thousands of characters is found as a whole, by its beginning, a part, its reading and its initials."""
    answers = []
    for location in databases:
        with open_reader(location) as reader:
            hits = look_up(reader, query, mode=mode)
            entries = get_entries(reader, [hit.entry for hit in hits])
            answers.append([(entries[hit.entry]["id"], hit.term, hit.mode, hit.score) for hit in hits])
    assert answers[0] == answers[1]
    assert [identifier for identifier, *_ in answers[0]] == ["long"]


def test_long_terms_differ_at_their_ends(databases: Mapping[str, Database]) -> None:
    """Of two long terms that begin alike only the one that was typed is found exactly; both begin so."""
    other = LONG_ENGLISH[:-1] + ("a" if LONG_ENGLISH[-1] != "a" else "b")
    for location, database in databases.items():
        with revising(database, who="tester", action="add") as revision:
            add_entries(revision, [entry_of("other", en=other)], origin="person")
        with open_reader(location) as reader:
            assert [hit.term for hit in look_up(reader, other, mode="exact")] == [other]
            assert {hit.term for hit in look_up(reader, other[:50], mode="prefix")} == {LONG_ENGLISH, other}
        for term, entry in ((LONG_ENGLISH, "long"), (other, "other")):
            candidate = Candidate(language="en", key=fold(term), term=term)
            with database.reading() as connection:
                assert [one.entry.id for one in find_duplicates(connection, candidate)][:1] == [entry]


def test_long_terms_are_kept(databases: Mapping[str, Database]) -> None:
    """A long term is changed, taken back, listed and searched for like any other, and nothing is wrong with it."""
    for database in databases.values():
        with revising(database, who="tester", action="edit") as revision:
            save_entry(revision, _long(note="long indeed"), origin="person")
        with database.writing() as connection:
            undo(connection, who="tester")
        with database.reading() as connection:
            assert get_entry(connection, "long") == _long()
            assert list(find_problems(connection)) == []
            for sort in Sort:
                rows = find_row_ids(connection, Filter(), sort=sort)
                assert sorted(one.id for one in get_summaries(connection, rows) if one) == ["long", "short"]
            for query in (LONG_ENGLISH[1000:1040], LONG_CHINESE[:5], LONG_PINYIN.replace(" ", "")[:60]):
                assert list(find_identifiers(connection, Filter(query=query))) == ["long"], query


def test_terms_are_found_whatever_their_ids(postgres_url: str, postgres_cluster: Cluster) -> None:
    """Terms of all blocks of a server's index are found, in the order of their ids, and searched as lists are."""
    name = postgres_url.rpartition("/")[2]
    with open_database(postgres_url, create=True) as database:
        with revising(database, who="tester", action="add") as revision:
            entries = [entry_of(f"entry-{number}", en=f"common market {number}") for number in range(len(IDS))]
            add_entries(revision, entries, origin="person")
        for number, term_id in reversed(list(enumerate(IDS, 1))):
            moved = sql.SQL("UPDATE term_sections SET id = {} WHERE id = {}")
            postgres_cluster.execute(moved.format(sql.Literal(term_id), sql.Literal(number)), name)
        with open_reader(postgres_url) as reader:
            for query in ("common", "mmon ma", "ark"):
                asked: dict[str, Any] = {"mode": "contains", "limit": 100}
                assert sorted(hit.term_id for hit in look_up(reader, query, **asked)) == list(IDS), query
        with database.reading() as connection:
            for query in ("common", "mmon ma", "ark"):
                assert len(list(find_identifiers(connection, Filter(query=query)))) == len(IDS), query
