"""Where the term stands that a bracket says in the other language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.concept import Document
from glossary.mine.equivalents.gloss_boundaries import Gloss, choose_boundary, find_glosses
from glossary.mine.equivalents.gloss_direction import Direction
from glossary.mine.equivalents.gloss_tails import find_tails
from glossary.mine.equivalents.glosses import GlossLayer
from tests.benchmarks.bilingual.glosses import judge, read_sentences

if TYPE_CHECKING:
    from glossary.mine.encoding import Encoder


def places(text: str) -> list[tuple[str, str, Direction]]:
    """Return what stands before each bracket, what in it, and the direction."""
    return [(text[g.before_start : g.before_end], text[g.inside_start : g.inside_end], g.direction) for g in _all(text)]


def _all(text: str) -> list[Gloss]:
    return list(find_glosses(text))


class TestFinding:
    """Which brackets gloss something."""

    def test_both_directions(self) -> None:
        """English before Chinese, Chinese before English, with brackets of either width."""
        assert places("The river chief system (河长制) works.") == [
            ("The river chief system", "河长制", Direction.ENGLISH_BEFORE)
        ] or places("The river chief system (河长制) works.") == [
            ("The river chief system ", "河长制", Direction.ENGLISH_BEFORE)
        ]
        assert places("如今，𠮷田镇推行河长制（river chief system）。") == [
            ("𠮷田镇推行河长制", "river chief system", Direction.CHINESE_BEFORE)
        ]

    def test_that_is(self) -> None:
        """即 says the same without a bracket, whichever language comes first."""
        assert places("他介绍了RCEP，即区域全面经济伙伴关系协定，及其规则。") == [
            ("区域全面经济伙伴关系协定", "RCEP", Direction.CHINESE_AFTER)
        ]
        assert places("要推行河长制，即river chief system，并检查。") == [
            ("要推行河长制", "river chief system", Direction.CHINESE_BEFORE)
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "The China Securities Regulatory Commission (CSRC) fined two brokers.",
            "大会于三月五日（March 5）开幕。",
            "周二的会议（Tuesday, May 6）延期。",
            "全年发电量（GWh）创新高。",
            "数据见官网（www.example.cn）。",
            "参观展览（Photo by Wang Lei）。",
            "（river chief system）",
            "(河长制)",
            "河长制（）",
            "",
        ],
    )
    def test_no_gloss(self, text: str) -> None:
        """Acronyms of the same language, dates, units, addresses, credits and lone brackets gloss nothing."""
        assert places(text) == []

    def test_a_long_text_takes_linear_time(self) -> None:
        """A text of nothing but opening brackets and letters is read like any other."""
        assert places("a(" * 50_000 + "中（" * 50_000) == []


class TestWithoutEncoder:
    """Marks alone set boundaries."""

    def test_marks(self) -> None:
        """Quotation and title marks and the comma of enumerations are sure; without them nothing is chosen."""
        for before, term in (
            ("积极参与“一带一路”", "一带一路"),
            ("根据《反垄断法》", "反垄断法"),
            ("保护粮食、能源资源", "能源资源"),
            ("a so-called “white list”", "white list"),
        ):
            boundary = choose_boundary(before, "gloss", None)
            assert boundary is not None
            assert before[boundary.start : boundary.end] == term
        assert choose_boundary("各地推行河长制", "river chief system", None) is None
        assert choose_boundary("the river chief system", "河长制", None, direction=Direction.ENGLISH_BEFORE) is None
        assert choose_boundary("”", "x", None) is None
        assert choose_boundary("", "x", None) is None


class TestWithEncoder:
    """Meaning sets the others."""

    @pytest.mark.parametrize(
        ("before", "gloss", "direction", "term"),
        [
            ("各地全面推行河长制", "river chief system", Direction.CHINESE_BEFORE, "河长制"),
            (
                "各级法院依法加强知识产权保护",
                "intellectual property protection",
                Direction.CHINESE_BEFORE,
                "知识产权保护",
            ),
            ("Officials praised the river chief system", "河长制", Direction.ENGLISH_BEFORE, "river chief system"),
            ("碳中和的目标", "carbon neutrality", Direction.CHINESE_AFTER, "碳中和"),
        ],
    )
    def test_cuts_where_the_term_begins(
        self, encoder: Encoder, before: str, gloss: str, direction: Direction, term: str
    ) -> None:
        """Verbs and subjects before a term, and what follows it, are cut off."""
        boundary = choose_boundary(before, gloss, encoder, direction=direction)
        assert boundary is not None
        assert before[boundary.start : boundary.end] == term
        assert 0.5 <= boundary.confidence <= 1

    def test_abstains(self, encoder: Encoder) -> None:
        """What means something else is no term of the gloss."""
        assert choose_boundary("游客在敦煌参观展览", "via Wuhan", encoder) is None
        assert (
            choose_boundary(
                "The picture shows a terrace at dawn", "新华社记者摄", encoder, direction=Direction.ENGLISH_BEFORE
            )
            is None
        )
        assert choose_boundary("。", "river chief system", encoder) is None

    def test_held_out_sentences(self, encoder: Encoder) -> None:
        """Of the sentences that nothing was tuned on, seven in ten are right and few are wrong."""

        def way(before: str, gloss: str, direction: Direction) -> str | None:
            boundary = choose_boundary(before, gloss, encoder, direction=direction)
            return before[boundary.start : boundary.end] if boundary else None

        verdicts = [judge(sentence, way)[0] for sentence in read_sentences() if sentence.is_held_out and sentence.terms]
        assert len(verdicts) >= 40
        assert verdicts.count("right") >= 0.7 * len(verdicts)
        assert verdicts.count("wrong") <= 0.1 * len(verdicts)


def test_no_tail_cuts_a_pair_of_marks() -> None:
    """Quotation marks within a term stay with it, whole."""
    tails = [tail.text for tail in find_tails("支持“专精特新”中小企业", Direction.CHINESE_BEFORE)]
    assert "“专精特新”中小企业" in tails
    assert not any(text.count("“") != text.count("”") for text in tails)


class TestLayer:
    """The glosses of documents, asked for by candidates of either language."""

    DOCUMENTS = (
        Document(path="a.txt", hash="a", text="The county built a river chief system (河长制) in 2019."),
        Document(path="b.txt", hash="b", language="zh-Hans", text="各地推行河长制（river chief system），效果明显。"),
    )

    def test_both_directions_are_found(self, encoder: Encoder) -> None:
        """An English candidate gets the Chinese, a Chinese one the English, cut where the term begins."""
        layer = GlossLayer(self.DOCUMENTS, encoder)
        assert [found.term for found in layer.propose(["River Chief System"])] == ["河长制"]
        assert [found.term for found in layer.propose_english(["“河长制”"])] == ["river chief system"]
        assert layer.propose(["county"]) == []

    def test_marks_alone_are_enough(self) -> None:
        """Without an encoder the English before Chinese in brackets is found by the candidates themselves."""
        layer = GlossLayer(self.DOCUMENTS)
        assert [found.term for found in layer.propose(["river chief system"])] == ["河长制"]
        assert layer.propose_english(["河长制"]) == []
