"""On a PostgreSQL server a query finds what it finds in a file: the same terms in the same order, in every mode."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from glossary.concept import Candidate, ConceptEntry, LanguageSection, TermSection
from glossary.errors import DatabaseError
from glossary.jobs.annotating import Annotator
from glossary.jobs.seeds import load_base
from glossary.lookup.live import LiveTermbase
from glossary.lookup.queries import MODES, complete, get_entries, look_up
from glossary.store.database import Database, open_database
from glossary.store.entries.access import add_entries, save_entry
from glossary.store.entries.duplicates import find_duplicates
from glossary.store.entries.listing import Sort, find_row_ids
from glossary.store.entries.search import Filter, count_identifiers, find_identifiers
from glossary.store.log.revisions import revising
from glossary.store.reader import Reader, open_reader
from glossary.text.english import fold
from tests.postgres_cluster import PASSWORD, Cluster
from tests.test_lookup import ENTRIES as OF_LOOKUP
from tests.test_search import ENTRIES as OF_SEARCH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: Spellings that databases fold in different ways: accents, marks, width, rare characters, other scripts.
ODD = (
    "café au lait",
    "CAFÉ",
    "naïve Bayes",
    "Straße",
    "STRASSE",
    "Ñandú",
    "Zürich–Genève",
    "São Tomé",
    "Ǻngström",
    "Ελλάδα",
    "Οδυσσεύς",
    "Москва",
    "МОСКВА river",
    "İstanbul",
    "ſtatus",
    "Kelvin K",
    "don't’s",
    "U.S.A.",
    "state-of-the-art",
    "snake_case_name",
    "C#",
    "100% & more",
    "a'b\\c\"d",
    "smile 😀 face",
    "ﬁne ligature",
    "ＦＵＬＬ width",
    "Ⅷ congress",
    "x²",
    "“双碳”目标",
    "新質生產力",
    "𠮷野家",
    "５Ｇ网络",
    "5G 网络 基站",
    "A股市场",
    "卡拉OK",
    "々〇",
    "中·美",
)


def _odd() -> Iterator[ConceptEntry]:
    for number, term in enumerate(ODD):
        language = "en" if term.isascii() or number < ODD.index("“双碳”目标") else "zh-Hans"
        section = LanguageSection(
            language=language, terms=(TermSection(term=term, pinyin="Zhōng·Měi, ǖ Ē" if number % 2 else None),)
        )
        yield ConceptEntry(id=f"odd-{number}", sections=(section,))


def _entries() -> Iterator[ConceptEntry]:
    """Yield all entries, each under an id of its own."""
    for name, entries in (("lookup", OF_LOOKUP), ("search", OF_SEARCH), ("base", load_base()), ("odd", _odd())):
        for number, entry in enumerate(entries):
            yield ConceptEntry(
                id=f"{name}-{number}",
                subject_field=entry.subject_field,
                definition=entry.definition,
                sections=entry.sections,
                notes=entry.notes,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """One termbase in a file and on a server: databases and readers, and where the one on the server is."""

    file: Database
    server: Database
    file_reader: Reader
    server_reader: Reader
    location: str
    path: str
    name: str
    cluster: Cluster

    def read(self, ask: Callable[[Reader], Any]) -> tuple[Any, Any]:
        """Return both answers to a question to a reader."""
        return ask(self.file_reader), ask(self.server_reader)


@pytest.fixture(scope="module")
def both(postgres_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Yield a termbase of some thousand terms in a file and on a server, filled alike."""
    name = postgres_cluster.create_database()
    url, path = postgres_cluster.url(name), str(tmp_path_factory.mktemp("both") / "termbase.db")
    with ExitStack() as stack:
        databases = [stack.enter_context(open_database(location, create=True)) for location in (path, url)]
        for database in databases:
            with revising(database, who="tester", action="add") as revision:
                add_entries(revision, _entries(), origin="person")
        readers = [stack.enter_context(open_reader(location)) for location in (path, url)]
        yield Both(
            file=databases[0],
            server=databases[1],
            file_reader=readers[0],
            server_reader=readers[1],
            location=url,
            path=path,
            name=name,
            cluster=postgres_cluster,
        )
    postgres_cluster.drop_database(name)


def hits(reader: Reader, query: str, **options: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - look_up's
    """Return all that is known of what a query finds, in its order."""
    found = look_up(reader, query, **options)
    return [(hit.entry, hit.term_id, hit.term, hit.mode, hit.score) for hit in found]


def completions(reader: Reader, prefix: str, **options: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - complete's
    """Return the completions of a beginning, in their order."""
    return [(found.entry, found.term_id, found.term, found.mode) for found in complete(reader, prefix, **options)]


QUERIES = (
    *ODD,
    *(
        "new quality productive forces",
        "new qual",
        "NEW QUALITY",
        "productive",
        "ductiv",
        "od",
        "e",
        "ai",
        "&",
        "%",
        "_",
    ),
    *("new qualty productive foces", "artifical inteligence", "rurla turism", "developement", "harbour", "c++", "C"),
    *(
        "新质生产力",
        "质生",
        "新",
        "生产",
        "力",
        "新质生产刀",
        "新生质产力",
        "城巿群",
        "發展中國家",
        "发展中国家",
        "𠮷",
        "双碳",
    ),
    *("xinzhi", "xīnzhì", "xin1zhi4", "xzscl", "xz", "shengchanli", "lvse", "lüse", "xi'an", "xian", "XĪ", "zhongmei"),
    *("新质 forces", "belt 一带", "5g网", "5 g", '"', "'", "\\", "*", "(", "' OR 1=1 --", "\x00", "\ud800", "", "  "),
    *("Belt and Road", "road belt", "belt initiative", "the art", "of the", "state of", "in", "co", "co-op", "é", "ñ"),
)


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_finds_the_same(both: Both, mode: str) -> None:
    """Every query finds the same terms with the same scores, in the same order, in any language."""
    for query in QUERIES:
        for language in (None, "en", "zh"):
            asked: dict[str, Any] = {"mode": mode, "language": language, "limit": 300 if language is None else 3}
            in_file, on_server = both.read(partial(hits, query=query, **asked))
            assert on_server == in_file, (query, asked)


def _parts(term: str) -> st.SearchStrategy[str]:
    places = st.tuples(st.integers(0, len(term)), st.integers(0, len(term)))
    return places.map(lambda pair: term[min(pair) : max(pair)])


_TERMS = st.sampled_from(
    [term.term for entry in (*OF_LOOKUP, *OF_SEARCH, *_odd(), *load_base()) for _, term in entry.find_terms()]
)
_LETTERS = st.text(st.sampled_from("aeiostn 新生产力发展xzāéßñ-'.%_"), max_size=3)


@st.composite
def _queries(draw: st.DrawFn) -> str:
    """Draw a part of a term, perhaps with a letter too many or another part behind it."""
    part = draw(_TERMS.flatmap(_parts))
    place = draw(st.integers(0, len(part)))
    mistaken = part[:place] + draw(_LETTERS) + part[place + draw(st.integers(0, 1)) :]
    whole = draw(st.sampled_from([part, mistaken, f"{part} {draw(_TERMS.flatmap(_parts))}"]))
    return draw(st.sampled_from([whole, whole.upper(), whole.lower()]))


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=_queries(), mode=st.sampled_from(MODES), language=st.sampled_from([None, "en", "zh"]))
@example(query="Οδυσσεύς", mode="contains", language=None)
@example(query="ΟΔΥΣΣΕΎΣ", mode="contains", language=None)
def test_any_part_of_a_term_finds_the_same(both: Both, query: str, mode: str, language: str | None) -> None:
    """Parts of terms, with mistakes and without, find the same in a file and on a server."""
    in_file, on_server = both.read(lambda reader: hits(reader, query, mode=mode, language=language))
    assert on_server == in_file
    in_file, on_server = both.read(lambda reader: completions(reader, query, language=language))
    assert on_server == in_file


def test_completion_is_the_same(both: Both) -> None:
    """What is being typed becomes the same terms, letter by letter."""
    for query in QUERIES:
        for end in range(1, min(len(query), 8) + 1):
            in_file, on_server = both.read(partial(completions, prefix=query[:end]))
            assert on_server == in_file, query[:end]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=_queries(), sort=st.sampled_from(Sort), limit=st.sampled_from([None, 1, 30]))
def test_lists_are_the_same(both: Both, query: str, sort: Sort, limit: int | None) -> None:
    """The list of terms is found, counted and sorted alike, whatever is asked."""
    _check_lists(both, query, sort, limit)


def test_lists_of_chosen_queries_are_the_same(both: Both) -> None:
    """The queries that have their traps find the same entries in the same order."""
    for query in QUERIES:
        for sort in (Sort.RELEVANCE, Sort.CHINESE):
            for limit in (None, 10):
                _check_lists(both, query, sort, limit)


def _check_lists(both: Both, query: str, sort: Sort, limit: int | None) -> None:
    wanted = Filter(query=query)
    found = []
    for database in (both.file, both.server):
        with database.reading() as connection:
            rows = list(find_row_ids(connection, wanted, sort=sort, limit=limit))
            identifiers = list(find_identifiers(connection, wanted, limit=limit))
            found.append((rows, identifiers, count_identifiers(connection, wanted)))
    assert found[1] == found[0], (query, sort, limit)


def test_statuses_with_queries_are_the_same(both: Both) -> None:
    """A filter by status, with a query and without, lets the same entries through in the same order."""
    for query in (None, "e", "new", "新", "xin"):
        for status in ("preferred", "admitted", "deprecated"):
            for descending in (False, True):
                found = []
                for database in (both.file, both.server):
                    with database.reading() as connection:
                        wanted = Filter(query=query, status=status)
                        found.append(list(find_row_ids(connection, wanted, descending=descending, limit=25)))
                assert found[1] == found[0], (query, status, descending)


def test_entries_are_the_same(both: Both) -> None:
    """Entries are read from a server as from a file, letter by letter."""
    ((last,),) = both.file_reader.rows("SELECT max(id) FROM concept_entries")
    in_file, on_server = both.read(lambda reader: json.dumps(get_entries(reader, range(1, last + 1))))
    assert on_server == in_file


def test_running_text_is_annotated_alike(both: Both) -> None:
    """Terms in a text are found on a server as in a file, and what others change there is seen at once."""
    text = "The Belt and Road Initiative, AI, 新质生产力 and rural tourism; “一带一路”倡议."
    lives = LiveTermbase(both.path), LiveTermbase(both.location)
    try:
        in_file, on_server = ([found.line() for found in Annotator(live).annotate(text)] for live in lives)
        assert on_server == in_file
        assert in_file
        before = [live.version for live in lives]
        changed = "The quantum leap programme begins."
        assert not any(live.find(changed) for live in lives)
        for database in (both.file, both.server):
            section = LanguageSection(language="en", terms=(TermSection(term="quantum leap programme"),))
            with revising(database, who="tester", action="add") as revision:
                save_entry(revision, ConceptEntry(id="quantum", sections=(section,)), origin="person")
        assert [len(live.find(changed)) for live in lives] == [1, 1]
        assert all(live.version > old for live, old in zip(lives, before, strict=True))
    finally:
        for live in lives:
            live.close()


def test_a_reader_sees_changes(both: Both) -> None:
    """The number of the state stays until somebody changes something."""
    before = both.server_reader.data_version()
    assert both.server_reader.data_version() == before
    with revising(both.server, who="tester", action="add") as revision:
        section = LanguageSection(language="en", terms=(TermSection(term="zyxel zebra"),))
        save_entry(revision, ConceptEntry(id="zebra", sections=(section,)), origin="person")
    assert both.server_reader.data_version() != before
    assert [hit.term for hit in look_up(both.server_reader, "zyxel zebra")] == ["zyxel zebra"]


def test_a_reader_connects_again(both: Both) -> None:
    """A look-up goes on when the server has ended its connection; a reader that was closed stays closed."""
    with open_reader(both.location) as reader:
        assert look_up(reader, "AI")
        both.cluster.disconnect(both.name)
        assert look_up(reader, "AI")
    with pytest.raises(DatabaseError):
        look_up(reader, "AI")


def test_threads_share_a_reader(both: Both) -> None:
    """Any number of threads look up at once, and each gets its own answer."""
    wanted = {query: hits(both.server_reader, query) for query in ("AI", "新质生产力", "xian", "belt")}
    wrong: list[str] = []

    def ask(query: str) -> None:
        wrong.extend(query for _ in range(20) if hits(both.server_reader, query) != wanted[query])

    threads = [threading.Thread(target=ask, args=(query,)) for query in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not wrong
    assert not any(thread.is_alive() for thread in threads)


def test_a_reader_writes_nothing(both: Both) -> None:
    """What is opened for reading can't change the termbase."""
    with pytest.raises(DatabaseError, match="read"):
        both.server_reader.rows("DELETE FROM term_sections RETURNING id")
    assert look_up(both.server_reader, "AI")


@pytest.mark.parametrize(
    "change",
    [
        lambda url: url.replace("@127.0.0.1:", "x@127.0.0.1:"),  # another password
        lambda url: url.rpartition("/")[0] + "/no_such_database",
        lambda url: url.replace("@127.0.0.1:", "@no-such-host.invalid:"),
        lambda url: url.replace("127.0.0.1:", "127.0.0.1:1"),  # no such port
        lambda url: url + "?no_such_setting=1",
        lambda url: url.replace("postgresql+psycopg", "mysql"),
    ],
)
def test_what_is_wrong_is_said_without_the_password(both: Both, change: Callable[[str], str]) -> None:
    """A server that can't be read is one line, which names it without the password."""
    with pytest.raises(DatabaseError) as caught:
        open_reader(change(both.location))
    said = str(caught.value)
    assert "\n" not in said
    assert PASSWORD not in said
    assert "Geheim" not in said


def test_a_database_without_a_termbase_is_told(postgres_cluster: Cluster) -> None:
    """An empty database is told apart from one of another program."""
    name = postgres_cluster.create_database()
    try:
        with pytest.raises(DatabaseError, match="no termbase"):
            open_reader(postgres_cluster.url(name))
    finally:
        postgres_cluster.drop_database(name)


def test_the_command_looks_up_on_a_server(both: Both, tmp_path: Path) -> None:
    """``glossary lookup`` prints the same for a server as for a file."""
    program = (sys.executable, "-m", "glossary")
    environment = {**os.environ, "HOME": str(tmp_path)}
    printed = []
    for location in (both.path, both.location):
        command = [*program, "--db", location, "lookup", "--json", "--no-log", "belt and road", "xzscl", "新质"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=120)
        assert done.returncode == 0, done.stderr
        printed.append(done.stdout)
    assert printed[0] == printed[1]
    assert printed[0]


def test_likely_duplicates_are_the_same(both: Both) -> None:
    """Entries that a new term may repeat, by their spelling too, are found alike."""
    for term in ("rural tourisms", "artificial inteligence", "belt and roads initiatives", "café au laits", "AI"):
        candidate = Candidate(language="en", key=fold(term), term=term)
        found = []
        for database in (both.file, both.server):
            with database.reading() as connection:
                found.append([(one.entry.id, one.reason) for one in find_duplicates(connection, candidate)])
        assert found[1] == found[0], term
        assert found[0], term
