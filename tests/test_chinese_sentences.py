"""Sentences of Chinese text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.chinese_sentences import find_chinese_sentences


def split(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [text[a:b] for a, b in find_chinese_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("他说：“我们来了。”然后走了。", ["他说：“我们来了。”", "然后走了。"]),
        ("「走吧。」他說。", ["「走吧。」", "他說。"]),
        ("他说：“她讲‘不行。’”大家沉默。", ["他说：“她讲‘不行。’”", "大家沉默。"]),
        ("（见附件。）下一句。", ["（见附件。）", "下一句。"]),
        ('他说:"好。"走了。', ['他说:"好。"', "走了。"]),
    ],
)
def test_closing_marks_belong_to_the_sentence(text: str, sentences: list[str]) -> None:
    """A sentence ends with the quotation marks, nested ones too, or brackets that close after its end mark."""
    assert split(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "“好！”的掌声响起。",
        "会上响起“加油！”、“必胜！”，久久不息。",
        "他说：“行。”。",
        "《你要去哪儿？》是一首老歌。",
        "他在看《为什么？》、《怎么办？》和〈谁之罪？〉三本书。",
        "增长3.5%，占U.S.市场的一半——其中：水运；铁路。",
    ],
)
def test_what_goes_on_is_one_sentence(text: str) -> None:
    """Quoted words within a sentence, titles, colons, dashes, points in numbers and names end none."""
    assert split(text) == [text]


def test_runs_of_end_marks_are_one_end() -> None:
    """？！, …… and half-width marks end a sentence once, whatever follows each other."""
    assert split("真的吗？！是的……什么……？真的！！！Wow! 好。") == [
        *("真的吗？！", "是的……", "什么……？", "真的！！！", "Wow!", "好。")
    ]


def test_a_line_break_always_ends_a_sentence() -> None:
    """Headings and points of a list without end mark don't run into what follows, whatever the line ends."""
    assert split("沿海开放\r\n\r\n一是扩大开放；\n二是\u3000稳增长；三是保民生\n完") == [
        *("沿海开放", "一是扩大开放；", "二是\u3000稳增长；三是保民生", "完")
    ]


def test_offsets_are_code_points() -> None:
    """Characters beyond the basic plane and emoji count as one each."""
    text = "🏗️𠮷野家开业了！𠮷利。"
    assert list(find_chinese_sentences(text)) == [(0, 9), (9, 12)]
    assert split(text) == ["🏗️𠮷野家开业了！", "𠮷利。"]


def test_nothing_is_no_sentence() -> None:
    """Blank text has none."""
    assert split("") == split(" \n\u3000\n") == []


@given(st.text(alphabet="好𠮷的a1 \n\u3000。！？…；，“”‘’《》「」（）!?\"'", max_size=60))
def test_every_character_is_in_one_sentence_in_order(text: str) -> None:
    """Nothing but space is left out, nothing is there twice, and no sentence begins or ends with space."""
    spans = list(find_chinese_sentences(text))
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() and "\n" not in text[a:b] for a, b in spans)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
