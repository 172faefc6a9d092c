"""A query finds what a translator means by it, in every mode; nothing that can be typed breaks it."""

from __future__ import annotations

import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from glossary.cli.arguments import build_parser
from glossary.cli.lookup_arguments import build_lookup_parser
from glossary.cli.plain_lookup import names_lookup, read_plainly
from glossary.cli.shapes import entry_shape
from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.errors import UsageError
from glossary.lookup.queries import MODES, complete, get_entries, look_up
from glossary.lookup.queries.query import Query
from glossary.lookup.queries.typos import allowed_mistakes
from glossary.settings_file import find_database
from glossary.store.database import open_database
from glossary.store.entries.access import add_entries
from glossary.store.entries.rows import read_entries
from glossary.store.log.revisions import revising
from glossary.store.reader import Reader, open_reader
from glossary.text.chinese import fold_chinese, has_han
from glossary.vocabulary import AdministrativeStatus
from tests.backends import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.lookup.queries import Hit

P, A, D = AdministrativeStatus.PREFERRED, AdministrativeStatus.ADMITTED, AdministrativeStatus.DEPRECATED


def entry(identifier: str, english: tuple[str, ...], *chinese: tuple[str, str], hant: str = "") -> ConceptEntry:
    """Return an entry: English terms, the first preferred and those after it admitted, and Chinese ones with pinyin."""
    sections = []
    if english:
        terms = tuple(
            TermSection(term=term.removeprefix("!"), status=D if term[0] == "!" else P if number == 0 else A)
            for number, term in enumerate(english)
        )
        sections.append(LanguageSection(language="en", terms=terms))
    if chinese:
        read = tuple(TermSection(term=t, pinyin=p, status=A if i else P) for i, (t, p) in enumerate(chinese))
        sections.append(LanguageSection(language="zh-Hans", terms=read))
    if hant:
        sections.append(LanguageSection(language="zh-Hant", terms=(TermSection(term=hant),)))
    return ConceptEntry(id=identifier, sections=tuple(sections))


ENTRIES = (
    entry(
        "forces",
        ("new quality productive forces", "new-quality productivity", "!new-type productivity"),
        ("新质生产力", "xīnzhì shēngchǎnlì"),
    ),
    entry("belt", ("Belt and Road Initiative", "BRI"), ("“一带一路”倡议", "“Yī Dài Yī Lù” Chàngyì")),
    entry("road", ("Belt & Road",), ("一带一路", "Yī Dài Yī Lù")),
    entry("plane", ("C919",), ("C919飞机", "C919 fēijī")),
    entry("network", ("5G network",), ("5G网络", "5G wǎngluò")),
    entry("wide", ("full width",), ("５Ｇ基站", "5G jīzhàn")),
    entry("tourism", ("rural tourism",), ("乡村旅游", "xiāngcūn lǚyóu")),
    entry("travel", ("green travel", "green trip"), ("绿色旅行", "lǜsè lǚxíng")),
    entry("xian", ("Xi'an",), ("西安", "Xī'ān")),
    entry("first", ("pioneer",), ("先", "xiān")),
    entry("ai", ("artificial intelligence", "AI"), ("人工智能", "réngōng zhìnéng")),
    entry(
        "odd", ('the so-called "dual carbon" goals', "100% renewable*", "a_b\\c"), ("“双碳”目标", "shuāng tàn mùbiāo")
    ),
    entry("rare", ("Yoshinoya",), ("𠮷野家", "Jíyějiā")),
    entry("emoji", ("smile 😀 campaign",)),
    entry("dotted", ("İstanbul process",), ("伊斯坦布尔进程", "Yīsītǎnbù'ěr Jìnchéng")),
    entry("language", ("C++",)),
    entry("vitamin", ("vitamin C", "C")),
    entry("develop", ("development",), ("发展", "fāzhǎn")),
    entry("taiwan", ("mainland",), hant="發展中國家"),
    entry("cities", ("city cluster",), ("城市群", "chéngshìqún")),
    entry("banks", ("bank", "!banking house"), ("银行", "yínháng")),
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Yield a reader of a termbase with the entries above."""
    path = tmp_path_factory.mktemp("lookup") / "termbase.db"
    with (
        open_database(place(path), create=True) as database,
        revising(database, who="tester", action="add") as revision,
    ):
        add_entries(revision, ENTRIES, origin="person")
    with open_reader(place(path)) as opened:
        yield opened


@pytest.fixture(scope="module")
def base(mined_file: Path) -> Iterator[Reader]:
    """Yield a reader of the curated base."""
    with open_reader(place(mined_file)) as opened:
        yield opened


def found(reader: Reader, query: str, mode: str = "auto", **options: Any) -> list[str]:  # noqa: ANN401 - look_up's
    """Return the ids of the entries that a query finds, in their order."""
    hits = look_up(reader, query, mode=mode, **options)
    entries = get_entries(reader, [hit.entry for hit in hits])
    return [entries[hit.entry]["id"] for hit in hits]


@pytest.mark.parametrize(
    ("mode", "query", "expected"),
    [
        ("exact", "new quality productive forces", ["forces"]),
        ("exact", "New-Quality Productive Force", ["forces"]),
        ("exact", "the  new quality\tproductive forces", ["forces"]),
        ("exact", "new quality", []),
        ("exact", "新质生产力", ["forces"]),
        ("exact", "新質生產力", ["forces"]),
        ("exact", "“新质” 生产力", ["forces"]),
        ("exact", "一带一路", ["road"]),
        ("exact", "5g基站", ["wide"]),
        ("exact", "５Ｇ網絡", ["network"]),
        ("exact", "发展中国家", ["taiwan"]),
        ("exact", "𠮷野家", ["rare"]),
        ("exact", "ＡＩ", ["ai"]),
        ("exact", "C++", ["language"]),
        ("exact", "c", ["vitamin", "language"]),
        ("exact", "İSTANBUL PROCESS", ["dotted"]),
        ("exact", "100% renewable", ["odd"]),
        ("exact", "banking houses", ["banks"]),
        ("prefix", "new qual", ["forces"]),
        ("prefix", "new-qual", ["forces"]),
        ("prefix", "productiv", ["forces"]),
        ("prefix", "road init", ["belt"]),
        ("prefix", "cities", ["cities"]),
        ("prefix", "oductive", []),
        ("prefix", "新", ["forces"]),
        ("prefix", "質", []),
        ("prefix", "發", ["develop", "taiwan"]),
        ("prefix", "發展中", ["taiwan"]),
        ("contains", "oductiv", ["forces"]),
        ("contains", "质生", ["forces"]),
        ("contains", "質生", ["forces"]),
        ("contains", "力", ["forces"]),
        ("contains", "𠮷", ["rare"]),
        ("contains", "G网", ["network"]),
        ("contains", "g基", ["wide"]),
        ("contains", "%", ["odd"]),
        ("contains", "_b", ["odd"]),
        ("contains", "*", ["odd"]),
        ("contains", "\\", ["odd"]),
        ("contains", "😀", ["emoji"]),
        ("contains", "w-qu", ["forces"]),
        ("contains", "productive new", ["forces"]),
        ("contains", "路 倡议", ["belt"]),
        ("contains", "zq", []),
        ("fuzzy", "new qualty productive foces", ["forces"]),
        ("fuzzy", "artifical inteligence", ["ai"]),
        ("fuzzy", "inteligence", ["ai"]),
        ("fuzzy", "C991", ["plane"]),
        ("fuzzy", "developement", ["develop"]),
        ("fuzzy", "rurla turism", ["tourism"]),
        ("fuzzy", "新质生产刀", ["forces"]),
        ("fuzzy", "新生质产力", ["forces"]),
        ("fuzzy", "银杏", ["banks"]),
        ("fuzzy", "城巿群", ["cities"]),
        ("fuzzy", "先进", ["first"]),
        ("fuzzy", "harbour", []),
        ("pinyin", "xinzhi", ["forces"]),
        ("pinyin", "xin zhi sheng", ["forces"]),
        ("pinyin", "XinZhi-ShengChanLi", ["forces"]),
        ("pinyin", "xīnzhì shēngchǎnlì", ["forces"]),
        ("pinyin", "xīnzh", ["forces"]),
        ("pinyin", "xìnzhì", []),
        ("pinyin", "xin1zhi4", ["forces"]),
        ("pinyin", "xin4 zhi4", []),
        ("pinyin", "xzscl", ["forces"]),
        ("pinyin", "xzs", ["forces"]),
        ("pinyin", "shengchan", ["forces"]),
        ("pinyin", "lüse", ["travel"]),
        ("pinyin", "lvse", ["travel"]),
        ("pinyin", "lu:se", ["travel"]),
        ("pinyin", "lǜsè", ["travel"]),
        ("pinyin", "xi'an", ["xian", "first", "tourism"]),
        ("pinyin", "xiān", ["first", "tourism"]),
        ("pinyin", "xī'ān", ["xian"]),
        ("pinyin", "c919f", ["plane"]),
        ("pinyin", "新", []),
        ("auto", "xzscl", ["forces"]),
        ("auto", "AI", ["ai", "taiwan", "emoji"]),
        ("auto", "發展", ["develop", "taiwan"]),
        ("auto", "new qualty productive foces", ["forces"]),
    ],
)
def test_modes(reader: Reader, mode: str, query: str, expected: list[str]) -> None:
    """Each mode finds what it says, and nothing else."""
    assert found(reader, query, mode) == expected


def test_ranking_in_auto_mode(reader: Reader) -> None:
    """What is written so stands first, then what begins so; preferred before admitted before deprecated."""
    hits = look_up(reader, "belt & road")
    assert [(hit.term, hit.mode) for hit in hits] == [("Belt & Road", "exact")]
    hits = look_up(reader, "road")
    assert [hit.term for hit in hits] == ["Belt & Road", "Belt and Road Initiative"]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    (best,) = (hit for hit in look_up(reader, "new") if hit.mode == "prefix")
    assert (best.term, best.status) == ("new-quality productivity", "admitted") or best.status == "preferred"
    (deprecated,) = look_up(reader, "banking house", mode="exact")
    assert (deprecated.status, deprecated.score < 1) == ("deprecated", True)


def test_languages_and_limits(reader: Reader) -> None:
    """``language`` is of the term that matched; a limit keeps the best."""
    assert found(reader, "5G", language="zh") == ["network", "wide"]
    assert found(reader, "5G", language="en") == ["network"]
    assert found(reader, "xzscl", language="en", mode="pinyin") == []
    everything = found(reader, "n", "contains", limit=100)
    assert len(everything) > 5
    for limit in (1, 3):
        assert found(reader, "i", limit=limit) == found(reader, "i")[:limit]
    assert found(reader, "i", limit=0) == []
    with pytest.raises(UsageError, match="there is no mode"):
        look_up(reader, "x", mode="regex")
    with pytest.raises(UsageError, match="no terms in"):
        look_up(reader, "x", language="fr")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "query",
    [
        *(
            '"',
            '""',
            "' OR 1=1 --",
            "NEAR(a b)",
            "a AND",
            "term:x",
            "^a",
            "(",
            "a*",
            "{x} : y",
            "-",
            "+",
            "\x00",
            "\x00新",
        ),
        *(
            "\ud800",
            "新\udfff",
            "",
            "   ",
            "\u200b",
            "%",
            "_",
            "*",
            "𠮷" * 40,
            "a" * 10_000,
            "新" * 10_000,
            "a b " * 2_000,
        ),
        *("é" * 300, "ﷺ", "İ", "ß", "ﬁ", "１", "①", "\U0010ffff", "\u0301", "☃", "👩‍👩‍👧‍👦", "x" * 301, "zh-Hans"),
    ],
)
def test_traps(reader: Reader, mode: str, query: str) -> None:
    """Operators of query languages, unpaired surrogates and monsters are only text."""
    hits = look_up(reader, query, mode=mode)
    assert all(0 < hit.score <= 1 for hit in hits)
    complete(reader, query)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=12) | st.text("ab新质力 -*\"'()^:%_", max_size=8), mode=st.sampled_from(MODES))
def test_any_text_may_be_typed(reader: Reader, query: str, mode: str) -> None:
    """No text raises, each entry is found once, best first, and the same again."""
    hits = look_up(reader, query, mode=mode)
    assert len({hit.entry for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    again = look_up(reader, query, mode=mode)
    assert [(hit.term_id, hit.score) for hit in hits] == [(hit.term_id, hit.score) for hit in again]
    assert len(complete(reader, query, limit=5)) <= 5


def test_every_term_of_the_base_finds_its_entry(base: Reader) -> None:
    """Each curated term is found exactly by itself, in full width and in capitals; Chinese by its pinyin, too."""
    rows = base.rows("SELECT entry_id, language, term, pinyin FROM term_sections")
    choose = random.Random(1)  # noqa: S311 - only has to be the same again
    for entry_id, language, term, pinyin in choose.sample(rows, 300):
        for query in (term, term.upper(), f" {term}  "):
            hits = look_up(base, query, mode="exact", limit=500)
            assert entry_id in {hit.entry for hit in hits}, query
        if pinyin and language.startswith("zh"):
            assert entry_id in {hit.entry for hit in look_up(base, pinyin, mode="pinyin", limit=500)}, pinyin


def test_every_part_of_a_term_finds_it(base: Reader) -> None:
    """``contains`` finds each substring of a term: against a plain scan of all terms."""
    rows = base.rows("SELECT entry_id, language, term FROM term_sections")
    choose = random.Random(2)  # noqa: S311 - only has to be the same again
    for _, _, term in choose.sample(rows, 150):
        start = choose.randrange(len(term))
        part = term[start : start + choose.choice((1, 2, 3, 5, 8))].strip()
        if not part:
            continue
        scanned = {row[0] for row in rows if part.casefold() in row[2].casefold()}
        hits = look_up(base, part, mode="contains", limit=5_000)
        missing = scanned - {hit.entry for hit in hits}
        assert not missing or len(scanned) > 400, (part, missing)


def _with_mistake(word: str, choose: random.Random) -> str:
    at = choose.randrange(len(word))
    letter = choose.choice("abcdefghijklmnopqrstuvwxyz")
    return choose.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
        )
    )


def test_typing_mistakes_against_a_full_scan(base: Reader) -> None:
    """Of what a comparison with every key finds, ``fuzzy`` finds 99 in 100."""
    rows = base.rows("SELECT id, entry_id, key, term FROM term_sections WHERE language = 'en'")
    choose = random.Random(3)  # noqa: S311 - only has to be the same again
    wanted = got = 0
    for _, _, _, term in choose.sample(rows, 200):
        typed = _with_mistake(term, choose)
        typed = _with_mistake(typed, choose) if len(typed) > 12 else typed
        key = Query(typed).keys[0]
        mistakes = allowed_mistakes(key)
        if not mistakes:
            continue
        scanned = {row[1] for row in rows if OSA.distance(key, row[2], score_cutoff=mistakes) <= mistakes}
        hits = {hit.entry for hit in look_up(base, typed, mode="fuzzy", limit=500)}
        wanted += len(scanned)
        got += len(scanned & hits)
    assert wanted > 150
    assert got >= 0.99 * wanted


def test_one_wrong_character_in_chinese(base: Reader) -> None:
    """A Chinese term of two characters and more is found though one of them is wrong."""
    rows = base.rows(
        "SELECT entry_id, term FROM term_sections WHERE language = 'zh-Hans' AND length(term) BETWEEN 2 AND 6"
    )
    choose = random.Random(4)  # noqa: S311 - only has to be the same again
    for entry_id, term in choose.sample([row for row in rows if all(map(has_han, row[1]))], 120):
        at = choose.randrange(len(term))
        typed = f"{term[:at]}蟹{term[at + 1 :]}"
        assert entry_id in {hit.entry for hit in look_up(base, typed, mode="fuzzy", limit=2_000)}, typed


def test_entries_are_those_of_the_other_commands(base: Reader, mined_file: Path) -> None:
    """All entries of the curated base have the very shape that ``show --json`` prints, to the order of the keys.

    Only the version is left out: it is made of all that an entry has, and needed by nobody but who edits one.
    """
    row_ids = [row[0] for row in base.rows("SELECT id FROM concept_entries ORDER BY identifier")]
    with open_database(place(mined_file)) as database, database.reading() as connection:
        shapes = [entry_shape(entry) for entry in read_entries(connection, row_ids)]
    expected = [{name: value for name, value in shape.items() if name != "version"} for shape in shapes]
    entries = get_entries(base, row_ids)
    assert list(entries) == row_ids
    assert json.dumps(list(entries.values())) == json.dumps(expected)
    assert get_entries(base, [10**9, row_ids[0]]).keys() == {row_ids[0]}


def completed(reader: Reader, prefix: str, **options: Any) -> list[str]:  # noqa: ANN401 - complete's
    """Return the terms that a prefix may become."""
    return [completion.term for completion in complete(reader, prefix, **options)]


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("new qual", ["new quality productive forces", "new-quality productivity"]),
        ("new-qual", ["new quality productive forces", "new-quality productivity"]),
        ("New Quality Productive F", ["new quality productive forces"]),
        ("the belt a", ["Belt and Road Initiative"]),
        ("新", ["新质生产力"]),
        ("新质生", ["新质生产力"]),
        ("xinzhi", ["新质生产力"]),
        ("xīnz", ["新质生产力"]),
        ("xzscl", ["新质生产力"]),
        ("𠮷", ["𠮷野家"]),
        ("5g", ["5G网络", "５Ｇ基站", "5G network"]),
        ("quality", []),
        ("", []),
        ("bank", ["bank", "banking house"]),
    ],
)
def test_completion(reader: Reader, prefix: str, expected: list[str]) -> None:
    """What is being typed becomes a term, by its letters over blanks and hyphens, its characters or its pinyin."""
    assert completed(reader, prefix) == expected


def test_completion_keeps_room_for_each_way(base: Reader) -> None:
    """English alone doesn't fill a list that pinyin could answer, too; a language can be asked for."""
    modes = {completion.mode for completion in complete(base, "sh", limit=8)}
    assert modes == {"prefix", "pinyin", "initials"}
    assert all(completion.language == "en" for completion in complete(base, "sh", language="en"))
    assert all(completion.language.startswith("zh") for completion in complete(base, "sh", language="zh"))
    for completion in complete(base, "s", limit=100):
        assert completion.pinyin or completion.term.casefold().lstrip("“‘\"'").startswith(("s", "the s"))


@given(text=st.text(st.characters(max_codepoint=127)))
@example("a 'b' \"c\"\t\x1fD")
def test_ascii_is_folded_as_all_text_is(text: str) -> None:
    """The short way for ASCII gives what the long way gives."""
    ignored = re.compile(r"[\s\u200b\ufeff“”‘’\"'「」『』《》〈〉]+")
    assert fold_chinese(text) == ignored.sub("", unicodedata.normalize("NFKC", text).casefold())


WORDS = st.sampled_from(
    [
        *(
            "lookup",
            "--db",
            "--db=x",
            "x.db",
            "--mode",
            "exact",
            "auto",
            "wrong",
            "--lang",
            "en",
            "zh",
            "fr",
            "--limit",
        ),
        *(
            "3",
            "0",
            "-1",
            "٣",
            "--stdin",
            "--json",
            "--no-log",
            "-h",
            "--help",
            "--",
            "-",
            "新质",
            "a b",
            "",
            "--mo",
            "terms",
        ),
    ]
)


@settings(max_examples=400, deadline=None)
@given(argv=st.lists(WORDS, max_size=7) | st.lists(WORDS, max_size=6).map(lambda words: ["lookup", *words]))
def test_the_plain_reading_is_the_parsers(argv: list[str]) -> None:
    """What is read without the parser is what the parser of all commands makes of it."""
    plain = read_plainly(argv)
    if plain is None:
        return
    parsed = build_parser().parse_args(argv)
    names = ("db", "queries", "mode", "lang", "limit", "stdin", "json", "no_log", "handler")
    assert {name: getattr(plain, name) for name in names} == {name: getattr(parsed, name) for name in names}
    assert names_lookup(argv)
    small = build_lookup_parser().parse_args(argv)
    assert vars(small) == vars(parsed)


def run(db: Path, *arguments: str | bytes, code: int = 0, **options: Any) -> subprocess.CompletedProcess[str]:  # noqa: ANN401
    """Run a look-up as a user does."""
    command = [sys.executable, "-m", "glossary", "--db", place(db), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, **options)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return the file of a termbase of one's own."""
    path = tmp_path / "own.db"
    with (
        open_database(place(path), create=True) as database,
        revising(database, who="tester", action="add") as revision,
    ):
        add_entries(revision, ENTRIES, origin="person")
    return path


def test_the_command_prints_for_people(own: Path) -> None:
    """A term, its reading and equivalents on one line; what a deprecated term should be is said."""
    lines = run(own, "lookup", "xzscl").stdout.splitlines()
    assert lines[0] == "新质生产力 xīnzhì shēngchǎnlì — new quality productive forces; new-quality productivity"
    assert lines[1] == "    avoid: new-type productivity"
    lines = run(own, "lookup", "new-type productivity").stdout.splitlines()
    assert lines[:2] == [
        "new-type productivity — 新质生产力 xīnzhì shēngchǎnlì",
        "    deprecated, use: new quality productive forces",
    ]
    both = run(own, "lookup", "BRI", "nothing at all", "5G network").stdout
    assert [line for line in both.splitlines() if line.endswith(":")] == ["BRI:", "5G network:"]
    similar = run(own, "lookup", "artifical inteligence")
    assert "nothing found for 'artifical inteligence', but for" in similar.stderr
    assert similar.stdout.startswith("artificial intelligence — 人工智能")


def test_the_command_prints_json(own: Path) -> None:
    """One object a hit, in the contract's shape; nothing but the exit code where nothing is found."""
    (hit,) = [json.loads(line) for line in run(own, "lookup", "新質生產力", "--json").stdout.splitlines()]
    assert (hit["v"], hit["query"], hit["entry"]["id"]) == (1, "新質生產力", "forces")
    assert hit["match"]["term"] == "新质生产力"
    assert (hit["match"]["language"], hit["match"]["mode"]) == ("zh-Hans", "exact")
    assert 0 < hit["match"]["score"] <= 1
    assert run(own, "lookup", "zqzqzq", "--json", code=1).stdout == ""
    assert run(own, "lookup", "--mode", "pinyin", "--lang", "en", "xzscl", code=1).stdout == ""


def test_queries_on_stdin_are_answered_at_once(own: Path) -> None:
    """Each line is answered before the next one is sent; an object after its hits tells how many they were."""
    command = [sys.executable, "-m", "glossary", "--db", place(own), "lookup", "--stdin", "--json"]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as running:
        assert running.stdin
        assert running.stdout
        for line, hits in (("\ufeffxzscl\r\n", 1), ("\n", 0), ("zqzqzq\n", 0), ("新质\n", 1), ("road\n", 2)):
            running.stdin.write(line.encode())
            running.stdin.flush()
            got = [json.loads(running.stdout.readline()) for _ in range(hits + 1)]
            assert got[-1] == {"v": 1, "query": line.strip("\ufeff\r\n"), "hits": hits}
            assert all("entry" in hit for hit in got[:-1])
        running.stdin.write(b"\xff\xfe\x00 not text\nBRI")
        running.stdin.close()
        rest = [json.loads(line) for line in running.stdout]
        assert [end["hits"] for end in rest if "hits" in end] == [0, 1]
        assert running.wait() == 0


def test_arguments_that_are_no_text(own: Path) -> None:
    """Bytes that are no UTF-8 in an argument find nothing and break nothing."""
    run(own, "lookup", b"\xff\xfe", code=1)
    run(own, "lookup", "--json", "新质".encode("gbk"), code=1)
    run(own, "lookup", "x" * 10_000, code=1)
    run(own, "lookup", "--", "-zqzqzq", code=1)
    assert "C919" in run(own, "lookup", "--", "-C919").stdout


@pytest.mark.files  # a server has its empty termbases ready
def test_wrong_use_is_said_in_one_line(own: Path, tmp_path: Path) -> None:
    """Mistakes get one line and the exit code 2; no database is made."""
    none = tmp_path / "none.db"
    for db, arguments, line in (
        (own, ["lookup"], "takes queries, or --stdin"),
        (own, ["lookup", "x", "--stdin"], "takes queries, or --stdin"),
        (own, ["lookup", "x", "--mode", "regex"], "invalid choice: 'regex'"),
        (own, ["lookup", "x", "--limit", "0"], "at least 1"),
        (own, ["lookup", "x", "--frob"], "unrecognized arguments: --frob"),
        (none, ["lookup", "x"], "no termbase here yet"),
        (none, ["misses"], "no termbase here yet"),
    ):
        done = run(db, *arguments, code=2)
        assert line in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert not none.exists()


@pytest.mark.files  # on a server nothing is counted
def test_misses_are_counted_and_listed(own: Path) -> None:
    """What isn't found is counted and listed, most frequent first, until it is found; the history isn't touched."""
    run(own, "lookup", "harbour zone", "海港", code=1)
    run(own, "lookup", "--stdin", "--json", input="Harbour Zone\nBRI\n")
    run(own, "lookup", "quiet one", "--no-log", code=1)
    run(own, "lookup", "silent one", code=1, env={**os.environ, "GLOSSARY_LOG_MISSES": "0"})
    listed = [json.loads(line) for line in run(own, "misses", "--json").stdout.splitlines()]
    assert [(miss["query"], miss["count"], miss["language"]) for miss in listed] == [
        ("Harbour Zone", 2, "en"),
        ("海港", 1, "zh"),
    ]
    with sqlite3.connect(own) as raw:
        assert raw.execute("SELECT count(*) FROM revisions").fetchone() == (1,)
    raw.close()
    run(own, "add", "harbour zone", "海港")
    run(own, "misses", code=1)
    run(own, "lookup", "lake district", code=1)
    assert run(own, "misses", "--limit", "1").stdout.splitlines()[1].split()[:3] == ["1", "lake", "district"]
    run(own, "misses", "--clear")
    assert run(own, "misses", code=1).stdout == ""


@pytest.mark.files  # the settings name a file
def test_settings_say_where_and_whether(own: Path, tmp_path: Path) -> None:
    """``glossary.toml`` upwards names the termbase and turns the counting off; a mistake in it is said."""
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (tmp_path / "glossary.toml").write_text('db = "own.db"\nlog_misses = false\n', "utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "GLOSSARY_DB"}
    environment["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)
    command = [sys.executable, "-m", "glossary", "lookup"]

    def look(query: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, query], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    assert look("xzscl").stdout.startswith("新质生产力")
    assert look("harbour zone").returncode == 1
    run(own, "misses", code=1)
    (tmp_path / "glossary.toml").write_text('log_misses = "no"\n', "utf-8")
    done = look("xzscl")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "log_misses must be true or false" in done.stderr


def test_the_default_place_is_the_operating_systems(tmp_path: Path) -> None:
    """Without any setting the termbase is in the user's data folder, as platformdirs has it."""
    code = "import platformdirs; print(platformdirs.user_data_path('glossary') / 'glossary.db')"
    for home in ("", str(tmp_path)):
        environment = {**os.environ, "XDG_DATA_HOME": home}
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8", check=True
        )
        assert find_database(None, {"XDG_DATA_HOME": home}, str(tmp_path))[0] == done.stdout.strip()


def hits_of(hits: list[Hit]) -> list[tuple[str, str]]:
    """Return the terms of hits, and how they were found."""
    return [(hit.term, hit.mode) for hit in hits]


def test_a_changed_entry_is_found_at_once(own: Path) -> None:
    """An open reader finds what another process just added."""
    with open_reader(place(own)) as reader:
        assert hits_of(look_up(reader, "harbour", mode="exact")) == []
        run(own, "add", "harbour", "港口")
        assert hits_of(look_up(reader, "harbour", mode="exact")) == [("harbour", "exact")]
        assert hits_of(look_up(reader, "gangkou", mode="pinyin")) == [("港口", "pinyin")]
