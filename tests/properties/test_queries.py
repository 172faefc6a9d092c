"""Whatever is looked up or searched for is answered: by what has it, or by nothing, and soon."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given

from glossary.lookup.queries import complete, look_up
from glossary.lookup.queries.modes import MODES
from glossary.store.database import open_database
from glossary.store.entries.listing import find_row_ids, get_summaries
from glossary.store.entries.search import Filter, count_identifiers, find_identifiers
from glossary.store.misses import record_miss
from glossary.store.reader import open_reader
from tests.properties.test_texts import LIMITS
from tests.properties.texts import QUERIES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from glossary.store.reader import Reader

#: What is that long is no query; to say so takes no longer than this on the slowest machine.
_PATIENCE = 30.0
_SHOWN = 30


@pytest.fixture(scope="module")
def reader(mined_file: Path) -> Iterator[Reader]:
    """Return the curated base, opened for looking up."""
    with open_reader(str(mined_file)) as opened:
        yield opened


@pytest.fixture(scope="module")
def connection(mined_file: Path) -> Iterator[Connection]:
    """Return a connection to the curated base."""
    with open_database(str(mined_file)) as database, database.reading() as opened:
        yield opened


@LIMITS
@given(QUERIES)
@example('"')
@example("\0")
@example('a" OR "b')
@example("\ud800新")
def test_every_mode_answers_every_query(reader: Reader, query: str) -> None:
    """In each mode and language: no more than was asked for, each hit a term that is there, best first."""
    for mode in MODES:
        for language in (None, "en", "zh"):
            hits = look_up(reader, query, mode=mode, language=language, limit=5)
            assert len(hits) <= 5
            assert len({hit.entry for hit in hits}) == len(hits)
            assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
            assert all(language is None or hit.language.startswith(language) for hit in hits)
    assert len(complete(reader, query, limit=5)) <= 5


@LIMITS
@given(QUERIES)
@example('term_search : "x"')
@example("^a NEAR/2 b")
@example("%")
def test_every_search_ends(connection: Connection, query: str) -> None:
    """The list of entries, their number and the first of the list agree, whatever is searched for."""
    wanted = Filter(query=query)
    identifiers = list(find_identifiers(connection, wanted))
    assert count_identifiers(connection, wanted) == len(identifiers)
    row_ids = find_row_ids(connection, wanted)
    assert len(row_ids) == len(identifiers)
    summaries = get_summaries(connection, row_ids[:_SHOWN])
    assert all(summary is not None and summary.id in identifiers for summary in summaries)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "query",
    ["a" * 10_000_000, "行" * 3_300_000, "a " * 5_000_000, '"' * 10_000_000, "\0" * 10_000_000, "é" * 5_000_000],
    ids=["letters", "characters", "words", "quotes", "NUL", "accents"],
)
def test_ten_megabytes_find_nothing_and_soon(reader: Reader, mode: str, query: str) -> None:
    """What is longer than any term is no reason to wait."""
    begun = time.process_time()
    assert look_up(reader, query, mode=mode) == []
    assert time.process_time() - begun < _PATIENCE


@pytest.mark.parametrize("piece", ["a", "行", "a ", '"', "\0", "产业 ", "new ", "xin", "\u0301"])
def test_a_search_for_ten_megabytes_ends_soon(connection: Connection, piece: str) -> None:
    """Nor in the list of entries; blanks alone ask for all of them."""
    query = piece * (10_000_000 // len(piece.encode()))
    begun = time.process_time()
    found = list(find_identifiers(connection, Filter(query=query)))
    assert time.process_time() - begun < _PATIENCE
    assert bool(found) == (piece == "\0")


@LIMITS
@given(QUERIES)
def test_every_miss_can_be_counted(missing: str, query: str) -> None:
    """Whatever was looked up and not found is counted, or is no term."""
    record_miss(missing, query)


@pytest.fixture(scope="module")
def missing(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return an empty termbase."""
    path = tmp_path_factory.mktemp("misses") / "termbase.db"
    open_database(str(path), create=True).close()
    return str(path)
