"""One meaning of a query everywhere: English, Chinese, pinyin, mixed; nothing a person types can break it."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.concept import Candidate, ConceptEntry, Document, LanguageSection, Mention, Mentions, TermSection
from glossary.store.candidates.mined import replace_candidates
from glossary.store.database import open_database
from glossary.store.documents import add_document
from glossary.store.entries.access import add_entries, find_entries, save_entry
from glossary.store.entries.full_text import full_text_of
from glossary.store.entries.listing import Sort, find_row_ids, get_row_id
from glossary.store.entries.matching import parse_query
from glossary.store.entries.search import Filter, alternatives, count_identifiers, find_identifiers
from glossary.store.entries.search_columns import search_columns, sorting_key
from glossary.store.log.revisions import revising
from glossary.text.chinese import has_han, split_characters
from glossary.text.english import fold
from glossary.text.pinyin import joined
from glossary.vocabulary import AdministrativeStatus, CandidateStatus
from tests.backends import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from glossary.store.database import Database

DUAL = "“双碳”目标"
TONES = frozenset("\u0304\u0301\u030c\u0300")


def entry(identifier: str, english: tuple[str, ...], chinese: tuple[tuple[str, str], ...] = ()) -> ConceptEntry:
    """Return an entry with English terms and Chinese ones with their pinyin; the first of each is preferred."""
    statuses = (AdministrativeStatus.PREFERRED, AdministrativeStatus.ADMITTED)
    sections = []
    if english:
        terms = tuple(TermSection(term=term, status=statuses[i > 0]) for i, term in enumerate(english))
        sections.append(LanguageSection(language="en", terms=terms))
    if chinese:
        read = tuple(TermSection(term=t, pinyin=p, status=statuses[i > 0]) for i, (t, p) in enumerate(chinese))
        sections.append(LanguageSection(language="zh-Hans", terms=read))
    return ConceptEntry(id=identifier, sections=tuple(sections))


ENTRIES = (
    entry("forces", ("new quality productive forces",), (("新质生产力", "xīnzhì shēngchǎnlì"),)),
    entry("belt", ("Belt and Road Initiative", "BRI"), (("“一带一路”倡议", "“Yī Dài Yī Lù” Chàngyì"),)),
    entry("ampersand", ("Belt & Road",), (("一带一路", "Yī Dài Yī Lù"),)),
    entry("plane", ("C919",), (("C919飞机", "C919 fēijī"),)),
    entry("network", ("5G network",), (("5G网络", "5G wǎngluò"),)),
    entry("tourism", ("rural tourism",), (("乡村旅游", "xiāngcūn lǚyóu"),)),
    entry("travel", ("green travel",), (("绿色旅行", "lǜsè lǚxíng"),)),
    entry("europe", ("Europe",), (("欧洲", "Ōuzhōu"),)),
    entry("xian", ("Xi'an",), (("西安", "Xī'ān"),)),
    entry("first", ("pioneer",), (("先", "xiān"),)),
    entry("ai", ("artificial intelligence", "AI"), (("人工智能", "réngōng zhìnéng"),)),
    entry(
        "quoted",
        ('the so-called "dual carbon" goals', "100% renewable*", "a_b\\c"),
        (("“双碳”目标", "“shuāng tàn” mùbiāo"),),
    ),
    entry("accent", ("café economy", "résumé"), (("咖啡经济", "kāfēi jīngjì"),)),
    entry("rare", ("Yoshinoya",), (("𠮷野家", "Jíyějiā"),)),
    entry("english", ("new-type urbanisation", "new type of urbanization")),
    entry("chinese", (), (("经济", "jīngjì"), ("国民经济", "guómín jīngjì"))),
)


@pytest.fixture(scope="module")
def termbase(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Yield a connection to a termbase with the entries above; nothing is written to it."""
    path = tmp_path_factory.mktemp("search") / "termbase.db"
    with open_database(place(path), create=True) as database:
        with revising(database, who="tester", action="add") as revision:
            add_entries(revision, ENTRIES, origin="person")
        with database.reading() as connection:
            yield connection


def found(connection: Connection, query: str) -> set[str]:
    """Return the ids of the entries that a query finds."""
    return set(find_identifiers(connection, Filter(query=query)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("新", {"forces"}),
        ("质生", {"forces"}),
        ("经济", {"accent", "chinese"}),
        ("一带一路", {"belt", "ampersand"}),
        ("𠮷", {"rare"}),
        ("质新", set()),
        ("5g网", {"network"}),
        ("productive", {"forces"}),
        ("DUCTIVE FOR", {"forces"}),
        ("od", set()),
        ("ai", {"ai"}),
        ("be", {"belt", "ampersand"}),
        ("road belt", {"belt", "ampersand"}),
        ("belt initiative", {"belt"}),
        ("new-type", {"english"}),
        ("new type urban", {"english"}),
        ("newtype", {"english"}),
        ("urbanization", {"english"}),
    ],
)
def test_chinese_and_english_queries(termbase: Connection, query: str, expected: set[str]) -> None:
    """Chinese is found from one character on, English by any three letters or the beginning of a word."""
    assert found(termbase, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("xinzhi", {"forces"}),
        ("xin zhi sheng", {"forces"}),
        ("xīnzhì", {"forces"}),
        ("xīnzhì shēngchǎn", {"forces"}),
        ("Xīn zhì", {"forces"}),
        ("xìnzhì", set()),
        ("xīnzh", {"forces"}),
        ("shengchanli", {"forces"}),
        ("shēngchǎnlì", {"forces"}),
        ("shéngchǎnlì", set()),
        ("chan", set()),
        ("xzscl", {"forces"}),
        ("lvxing", {"travel"}),
        ("lvse", {"travel"}),
        ("lüse", {"travel"}),
        ("lǜsè", {"travel"}),
        ("luse", set()),
        ("lǚxíng", {"travel"}),
        ("ōuzhōu", {"europe"}),
        ("ouzhou", {"europe"}),
        ("xī'ān", {"xian"}),
        ("xiān", {"first", "tourism"}),
        ("xiáng", set()),
        ("xi'an", {"xian", "first", "tourism"}),
        ("xian", {"xian", "first", "tourism"}),
        ("5gwang", {"network"}),
        ("jingji", {"chinese", "accent"}),
    ],
)
def test_pinyin_queries(termbase: Connection, query: str, expected: set[str]) -> None:
    """A reading is found by its beginning, with or without blanks; tones count where they are typed."""
    assert found(termbase, query) == expected


def test_every_keystroke_keeps_the_entry(termbase: Connection) -> None:
    """While a term, its pinyin or its initials are typed, the entry is found from the first key to the last."""
    for typed in ("xzscl", "xinzhishengchanli", "xīnzhì shēngchǎnlì", "新质生产力", "new quality productive forces"):
        for end in range(1, len(typed) + 1):
            assert "forces" in found(termbase, typed[:end]), typed[:end]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("新质 forces", {"forces"}),
        ("forces 新质", {"forces"}),
        ("一带 initiative", {"belt"}),
        ("新质 belt", set()),
        ("一带 倡议", {"belt"}),
        ("旅 tr", {"travel"}),
    ],
)
def test_parts_may_be_met_by_different_terms(termbase: Connection, query: str, expected: set[str]) -> None:
    """Each part of a mixed query is met by some term of the same entry."""
    assert found(termbase, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("C919", {"plane"}),
        ("c9", {"plane"}),
        ("Belt & Road", {"ampersand"}),
        ("&", {"ampersand"}),
        ("100%", {"quoted"}),
        ("%", {"quoted"}),
        ("*", {"quoted"}),
        ('"', {"quoted"}),
        ('"dual', {"quoted"}),
        ("_b", {"quoted"}),
        ("b\\c", {"quoted"}),
        ("so-called", {"quoted"}),
        ("resume", set()),
        ("résumé", {"accent"}),
        ("RÉSUMÉ", {"accent"}),
        ("café", {"accent"}),
        ("“双碳”", {"quoted"}),
        ("?!", set()),
        ("NEAR(a b)", set()),
        ("a OR b", set()),
        ("belt\x00road", {"belt", "ampersand"}),
        ("\ud800", {e.id for e in ENTRIES}),
        (" \n ", {e.id for e in ENTRIES}),
    ],
)
def test_marks_are_only_marks(termbase: Connection, query: str, expected: set[str]) -> None:
    """Punctuation, operators of the index and what no database takes never break a query."""
    assert found(termbase, query) == expected


@pytest.mark.files
def test_prefixes_are_served_by_indexes(termbase: Connection) -> None:
    """No condition of a usual query reads all terms."""
    for typed in ("xinz", "xīnzhì", "新质", "belt and road", "s"):
        query = parse_query(typed, full_text_of(termbase))
        assert query is not None
        for choice in alternatives(query):
            for condition in choice:
                bound = condition.entry_ids.compile(termbase, compile_kwargs={"literal_binds": True})
                plan = termbase.exec_driver_sql(f"EXPLAIN QUERY PLAN {bound}").all()
                assert not [row for row in plan if re.match(r"SCAN (?!.*VIRTUAL TABLE)", row[3])], (typed, plan)


# ── a plain reading of the same rules, over the entries themselves ──


def _bare(text: str) -> str:
    return "".join(ch for ch in unicodedata.normalize("NFD", text) if not unicodedata.combining(ch))


def _toned(text: str) -> str:
    lowered = unicodedata.normalize("NFC", text.lower())
    return "".join(ch for ch in lowered if ch.isalnum())


def _part_is_met(part: str, term: str) -> bool:
    if has_han(part):
        return f" {split_characters(part)} " in f" {split_characters(term)} "
    if len(part) < 3 and part.isalnum():
        words = re.findall(r"[^\W_]+", _bare(split_characters(term)))
        return any(word.startswith(_bare(part.lower())) for word in words)
    return part.lower() in term.lower()


def _whole_is_met(whole: str, language: str, term: TermSection, *, is_main: bool) -> bool:
    columns = search_columns(language, term.term, term.pinyin)
    whole = unicodedata.normalize("NFC", whole)
    if not re.fullmatch(r"(?:[^\W_]|[ \"'’‘“”·.–-])+", whole):
        return False
    squeezed = "".join(ch for ch in unicodedata.normalize("NFKC", whole).casefold() if ch.isalnum())
    if squeezed and (columns.key.startswith(squeezed) or columns.key == fold(whole)):
        return True
    if squeezed and is_main and sorting_key(term.term).startswith(sorting_key(whole)):
        return True
    reading = joined(whole)
    if has_han(whole) or not reading:
        return False
    is_there = columns.pinyin_joined.startswith(reading) or (len(reading) >= 5 and reading in columns.pinyin_joined)
    if TONES.isdisjoint(unicodedata.normalize("NFD", whole)):
        return is_there or columns.pinyin_initials.startswith(reading)
    told, toned = _toned(whole), _toned(term.pinyin or "")
    return is_there and (toned.startswith(told) or (len(reading) >= 5 and told in toned))


def is_found(query: str, sought: ConceptEntry) -> bool:
    """Tell whether an entry answers a query, without any index."""
    parts = [part for part in re.split(r"[\s\x00-\x1f\x7f\ud800-\udfff]+", query) if part]
    if not parts:
        return True
    terms = list(sought.find_terms())
    main = sought.preferred("en")
    if all(any(_part_is_met(part, term.term) for _, term in terms) for part in parts):
        return True
    return any(_whole_is_met(" ".join(parts), tag, term, is_main=term is main) for tag, term in terms)


PIECES = st.sampled_from(
    [piece for e in ENTRIES for _, t in e.find_terms() for piece in (t.term, t.pinyin or "", joined(t.pinyin or ""))]
)
SLICES = st.tuples(PIECES, st.integers(0, 20), st.integers(1, 12)).map(lambda cut: cut[0][cut[1] :][: cut[2]])
LETTERS = st.text(alphabet="abnxz 新质一带C9&%*\"'-\\_()^:.é", max_size=6)
QUERIES = st.lists(st.one_of(SLICES, LETTERS), min_size=1, max_size=3).map(" ".join)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERIES)
def test_queries_mean_what_the_rules_say(termbase: Connection, query: str) -> None:
    """Whatever is typed finds exactly the entries that a plain reading of the rules finds, in every order."""
    expected = {sought.id for sought in ENTRIES if is_found(query, sought)}

    assert found(termbase, query) == expected
    assert count_identifiers(termbase, Filter(query=query)) == len(expected)
    for sort in Sort:
        whole = find_row_ids(termbase, Filter(query=query), sort=sort)
        assert {get_row_id(termbase, identifier) for identifier in expected} == set(whole)
        assert find_row_ids(termbase, Filter(query=query), sort=sort, limit=2) == whole[:2]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=12))
def test_no_query_raises(termbase: Connection, query: str) -> None:
    """Any text at all may be typed."""
    assert found(termbase, query) <= {sought.id for sought in ENTRIES}


def test_filters_by_document_and_time(database: Database) -> None:
    """Entries are found by a document that mentions them, and by when they were changed."""
    with revising(database, who="tester", action="add") as revision:
        add_entries(revision, ENTRIES[:3], origin="person")
        texts = ("The new quality productive forces.", "The Belt and Road Initiative.")
        ids = [add_document(revision, Document(path=f"/{i}.txt", text=t, hash=str(i))) for i, t in enumerate(texts)]
        documents = [Document(path=f"/{i}.txt", text=t, hash=str(i), id=ids[i]) for i, t in enumerate(texts)]
        mined = [
            Candidate(term=term, key=key, entry=name, status=CandidateStatus.KNOWN, mentions=Mentions([mention]))
            for term, key, name, mention in (
                (
                    "new quality productive forces",
                    "newqualityproductiveforce",
                    "forces",
                    Mention(document=0, start=4, end=33),
                ),
                ("Belt and Road Initiative", "beltandroadinitiative", "belt", Mention(document=1, start=4, end=28)),
            )
        ]
        replace_candidates(revision.connection, mined, documents)
    with database.reading() as connection:
        assert list(find_identifiers(connection, Filter(document=ids[0]))) == ["forces"]
        assert list(find_identifiers(connection, Filter(document=ids[1], query="belt"))) == ["belt"]
        assert list(find_identifiers(connection, Filter(document=ids[1], query="新"))) == []
        assert list(find_identifiers(connection, Filter(is_mined=True))) == ["belt", "forces"]
        past = datetime.now(UTC)
    with revising(database, who="tester", action="edit") as revision:
        (first,) = find_entries(revision.connection, ["ampersand"])
        save_entry(revision, ConceptEntry(id=first.id, sections=first.sections[:1]))
    with database.reading() as connection:
        assert list(find_identifiers(connection, Filter(changed_since=past))) == ["ampersand"]
        assert list(find_identifiers(connection, Filter(changed_since=past.replace(tzinfo=None)))) == ["ampersand"]
        assert list(find_identifiers(connection, Filter(changed_since=past + timedelta(days=1)))) == []
