"""Chinese for English terms, out of Chinese texts on the same matter that translate nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.concept import Document
from glossary.jobs.seeds import articles_folder
from glossary.mine.comparable import ComparableFinder, ComparableTerm, finder
from glossary.mine.comparable.model import MOST_CONFIDENCE
from glossary.mine.comparable.numbers import chinese_numbers, english_numbers
from glossary.mine.comparable.pool import Pool
from glossary.mine.comparable.spans import TermSpans
from glossary.text.chinese import fold_chinese
from glossary.text.english.sentences import find_sentences
from glossary.vocabulary import Method
from tests.benchmarks.gold import read_gold

if TYPE_CHECKING:
    from glossary.mine.encoding import Encoder

ARTICLE = "river-port-corridor"
PART = 500
"""Characters that are searched: a test has no time for more."""
TEXT = (
    "广西北部湾港去年吞吐量达41.2万标箱。记者指出，西部陆海新通道带动了多式联运。"
    "多式联运“一单制”让货主省时，中欧班列也从这里出发。中国—东盟自由贸易区3.0版升级议定书已经签署。"
)


def document(text: str, name: str = "port.zh.txt") -> Document:
    """Return a Chinese document."""
    return Document(path=f"/texts/{name}", text=text, hash=name, language="zh-Hans", title="港口")


def spans_of(text: str, *known: str) -> set[str]:
    """Return the spans of a sentence."""
    return {text[a:b] for a, b in TermSpans(known).find(text)}


class TestSpans:
    """Which strings may be terms."""

    def test_finds_names_across_dashes_and_within_marks(self) -> None:
        """A dash between names and quotation marks cut no term apart."""
        found = spans_of("中国—东盟自由贸易区3.0版升级议定书提到“一单制”和《区域全面经济伙伴关系协定》。")
        assert {"中国—东盟自由贸易区3.0版升级议定书", "一单制", "区域全面经济伙伴关系协定"} <= found

    def test_finds_what_the_segmenter_runs_together(self) -> None:
        """A word of place or time behind a term, taken for a part of it, is cut off."""
        assert "都市圈" in spans_of("通勤列车将都市圈内各城镇与市中心连起来。")

    def test_leaves_out_what_is_no_term(self) -> None:
        """Numbers, dates, single characters and verbs of reporting are no spans, nor runs across commas."""
        found = spans_of("记者3月5日指出，全年投资3200亿元，增长百分之五。")
        assert not found & {"3月5日", "3200亿元", "指出", "记者3月5日指出", "年"}
        assert all("，" not in text and "。" not in text for text in found)

    def test_a_list_is_a_term_where_its_members_are_alike(self) -> None:
        """所有权、承包权、经营权 is a set phrase; two neighbours of unlike length are none."""
        assert "所有权、承包权、经营权" in spans_of("所有权、承包权、经营权分置并行。")
        assert "合作区、前海深港现代服务业" not in spans_of("横琴合作区、前海深港现代服务业合作区。")

    def test_known_terms_are_spans_wherever_they_stand(self) -> None:
        """A term that no segmenter knows is found when it is told."""
        assert "的𠮷林" in spans_of("美丽的𠮷林欢迎你。", "的𠮷林")
        assert "的𠮷林" not in spans_of("美丽的𠮷林欢迎你。")


class TestPool:
    """How spans stand in their texts."""

    def test_counts_places_and_neighbours(self) -> None:
        """Frequency, documents, marks and what stands beside a span are counted over all of its places."""
        pool = Pool([document("推行河长制。“河长制”有效。"), document("河长制改革推行河长制。", "b.txt")])
        span = next(span for span in pool.spans if span.text == "河长制")
        assert (span.frequency, span.documents, span.sentences, span.start) == (4, 2, (0, 1, 2), 2)
        assert (span.before, span.after, span.marked) == (3, 4, 0.25)

    def test_every_span_stands_where_it_says(self) -> None:
        """Offsets count characters of the sentence, those beyond the basic plane as one."""
        pool = Pool([document("𠮷田镇发展特色产业。" + TEXT)])
        for span in pool.spans:
            sentence = pool.sentences[span.sentences[0]].text
            assert sentence[span.start : span.start + len(span.text)] == span.text


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("“十五五”规划", {15}),
        ("党的二十届四中全会", {20}),
        ("二〇三五年远景目标", {2035}),
        ("一百二十个3.0版", {120, 3, 0}),
        ("一带一路", set()),
        ("三农", set()),
    ],
)
def test_chinese_numbers(text: str, numbers: set[int]) -> None:
    """Numbers from ten on are read in characters and in figures; small ones belong to words."""
    assert chinese_numbers(text) == numbers


def test_english_numbers() -> None:
    """Ordinals count as numbers."""
    assert english_numbers("4th session of the 20th Central Committee") == {4, 20}


def test_the_first_five_have_the_right_one(encoder: Encoder) -> None:
    """Of the terms marked in an article four in five are found in a part of the Chinese one, not aligned with it."""
    english = (articles_folder() / f"{ARTICLE}.en.txt").read_text("utf-8")
    chinese = (articles_folder() / f"{ARTICLE}.zh.txt").read_text("utf-8")[:PART]
    sentences = [english[a:b] for a, b in find_sentences(english)]
    gold = [
        term
        for term in read_gold("", "article-terms.tsv", articles_folder()).terms
        if term.document == ARTICLE and term.is_core and term.equivalent and term.equivalent in chinese
    ]
    terms = [ComparableTerm(term.term, (), tuple(s for s in sentences if term.term in s)[:1]) for term in gold]
    found = list(ComparableFinder([document(chinese)], encoder).find(terms))
    right = [
        fold_chinese(term.equivalent) in {fold_chinese(proposal.term) for proposal in proposals}
        for term, proposals in zip(gold, found, strict=True)
    ]
    assert len(gold) > 8
    assert sum(right) >= 0.8 * len(right)


def test_a_proposal_says_where_it_is_from(encoder: Encoder) -> None:
    """Method, name of the document and the sentence are told; nothing is surer than parallel text, nor said twice."""
    named = ComparableFinder([document(TEXT)], encoder, name_of=lambda document: document.title or "")
    (proposals,) = named.find([ComparableTerm("China-Europe freight trains", ("China-Europe freight train",))], limit=3)
    assert len({fold_chinese(proposal.term) for proposal in proposals}) == len(proposals) == 3
    for proposal in proposals:
        assert (proposal.method, proposal.source, proposal.language) == (Method.COMPARABLE, "港口", "zh-Hans")
        assert proposal.term in proposal.evidence
        assert proposal.evidence in TEXT
        assert 0 < proposal.confidence <= MOST_CONFIDENCE


def test_a_large_pool_is_searched_by_words_first(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are too many spans to encode all, the likeliest by their words are enough."""
    term = ComparableTerm("multimodal transport", (), ("Multimodal transport saves shippers time.",))
    whole = ComparableFinder([document(TEXT)], encoder)
    monkeypatch.setattr(finder, "ENCODE_ALL", 5)
    by_words = ComparableFinder([document(TEXT)], encoder)
    assert next(by_words.find([term]))[0].term == "多式联运"
    assert next(whole.find([term]))[0].term == "多式联运"


def test_words_are_learned_from_known_terms(encoder: Encoder) -> None:
    """What the termbase calls a thing helps to find what is made of the same words."""
    pairs = [("freight train", "班列"), ("freight train service", "班列服务"), ("special freight train", "专用班列")]
    term = ComparableTerm("China-Europe freight trains")
    (learned,) = ComparableFinder([document(TEXT)], encoder, term_pairs=pairs).find([term])
    assert "中欧班列" in [proposal.term for proposal in learned]


def test_nothing_to_search(encoder: Encoder) -> None:
    """Without texts every term has an empty list; without terms there is none."""
    terms = [ComparableTerm("river chief system"), ComparableTerm("port")]
    assert list(ComparableFinder([], encoder).find(terms)) == [[], []]
    assert list(ComparableFinder([document("2025年。")], encoder).find(terms)) == [[], []]
    assert list(ComparableFinder([document(TEXT)], encoder).find([])) == []


def test_tells_how_far_it_is(encoder: Encoder) -> None:
    """Searching tells of every document and of the terms."""
    told: list[tuple[str, int, int]] = []
    found = ComparableFinder([document(TEXT)], encoder, progress=lambda *what: told.append(what))
    list(found.find([ComparableTerm("port")], progress=lambda *what: told.append(what)))
    assert ("looking through the documents", 1, 1) in told
    assert told[-1] == ("finding equivalents", 1, 1)
