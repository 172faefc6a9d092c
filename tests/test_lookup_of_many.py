"""Where very many terms begin as a query, the shortest are found; in a file and on a server the same ones."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import product
from typing import TYPE_CHECKING

import pytest

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.lookup.queries import MODES, complete, found, look_up
from glossary.store.database import open_database
from glossary.store.entries.access import add_entries
from glossary.store.log.revisions import revising
from glossary.store.reader import open_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.store.reader import Reader
    from tests.postgres_cluster import Cluster

SYLLABLES = {"an": "安", "bei": "北", "cai": "才", "di": "地", "e": "额", "fang": "方", "guo": "国", "hai": "海"}
OTHERS = (
    "compute",
    "computer",
    "computer network",
    "comput",
    "network of computers",
    "home computer network",
    "safety of food",
    "food safety",
    "unsafe food safety net",
)


def _entries() -> Iterator[ConceptEntry]:
    """Yield entries: a flood of terms that begin alike, few short ones among them, and Chinese of some characters."""
    flood = [f"computational {first}{second}" for first, second in product("abcdefghijklmnopqrstuvwxyz", repeat=2)]
    for term in (*flood, *OTHERS):
        yield _entry("en", term, None)
    for size in (1, 2, 3, 4):
        for read in product(SYLLABLES, repeat=size):
            if size < 4 or read[0] == "guo":
                yield _entry("zh-Hans", "".join(SYLLABLES[syllable] for syllable in read), " ".join(read))


def _entry(language: str, term: str, pinyin: str | None) -> ConceptEntry:
    section = LanguageSection(language=language, terms=(TermSection(term=term, pinyin=pinyin),))
    return ConceptEntry(id=term.replace(" ", "-"), sections=(section,))


@pytest.fixture(scope="module")
def readers(postgres_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Reader, Reader]]:
    """Yield readers of one termbase in a file and on a server."""
    name = postgres_cluster.create_database()
    locations = str(tmp_path_factory.mktemp("many") / "termbase.db"), postgres_cluster.url(name)
    with ExitStack() as stack:
        for location in locations:
            database = stack.enter_context(open_database(location, create=True))
            with revising(database, who="tester", action="add") as revision:
                add_entries(revision, _entries(), origin="person")
        in_file, on_server = (stack.enter_context(open_reader(location)) for location in locations)
        yield in_file, on_server
    postgres_cluster.drop_database(name)


def terms(reader: Reader, query: str, mode: str, language: str | None = None, limit: int = 20) -> list[str]:
    """Return the terms that a query finds, best first."""
    return [hit.term for hit in look_up(reader, query, mode=mode, language=language, limit=limit)]


@pytest.mark.parametrize(
    ("column", "beginning", "mode"),
    [
        ("key", "c", "prefix"),
        ("key", "comput", "prefix"),
        ("key", "国", "prefix"),
        ("key", "国海", "prefix"),
        ("pinyin_joined", "guo", "pinyin"),
        ("pinyin_joined", "guohai", "pinyin"),
        ("pinyin_joined", "b", "pinyin"),
        ("pinyin_initials", "gg", "pinyin"),
    ],
)
def test_the_shortest_of_many_are_found(readers: tuple[Reader, Reader], column: str, beginning: str, mode: str) -> None:
    """The terms found are those with the shortest keys, readings or initials by a scan of all, one of each entry."""
    for reader in readers:
        scanned = reader.rows(f"SELECT {column} FROM term_sections")  # noqa: S608 - a name from above
        shortest = sorted(len(row[0]) for row in scanned if row[0].startswith(beginning))[:10]
        shown = terms(reader, beginning, mode, limit=10)
        marks = ",".join("?" * len(shown))
        rows = reader.rows(f"SELECT {column} FROM term_sections WHERE term IN ({marks})", shown)  # noqa: S608 - likewise
        assert sorted(len(row[0]) for row in rows) == shortest


QUERIES = (
    *("c", "com", "comput", "computational", "computational a", "computer", "computer n", "network", "net comp"),
    *("国", "安北", "guo", "guob", "guobei", "beian", "g", "gg", "gbac", "an", "e", "haihai", "food safety", "food sa"),
)


@pytest.mark.parametrize("large", [found.LARGE, 0])
def test_a_server_finds_the_same_of_many(
    readers: tuple[Reader, Reader], monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    """A file and a server find the same terms in the same order, however many terms count as very many."""
    monkeypatch.setattr(found, "LARGE", large)
    in_file, on_server = readers
    for query in QUERIES:
        for language in (None, "en", "zh"):
            for mode in MODES:
                for limit in (3, 20, 120):
                    asked = (query, mode, language, limit)
                    assert terms(on_server, *asked) == terms(in_file, *asked), asked
            both = [[one.term for one in complete(reader, query, language=language)] for reader in readers]
            assert both[0] == both[1], (query, language)


def test_among_very_many_terms_what_begins_so_is_enough(
    readers: tuple[Reader, Reader], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Among very many terms, the middle of terms is asked only where nothing begins so, but words always are."""
    for reader in readers:
        for query, mode, first, middle in (
            ("computer n", "prefix", "computer network", "home computer network"),
            ("haiguo", "pinyin", "海国", "安海国"),
        ):
            monkeypatch.setattr(found, "LARGE", 1_000_000)
            assert middle in terms(reader, query, mode, limit=200)
            monkeypatch.setattr(found, "LARGE", 0)
            answer = terms(reader, query, mode, limit=200)
            assert answer[0] == first
            assert middle not in answer
        assert terms(reader, "e computer n", "prefix") == []
        assert terms(reader, "safe net", "contains") == ["unsafe food safety net"]
        wanted = ["food safety", "unsafe food safety net", "safety of food"]
        assert terms(reader, "food safety", "contains") == wanted
