"""Cleaning: each step alone, and the whole on articles with their real sentences marked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.mine.documents import read_document
from glossary.text.cleaning import STEPS, Block, BlockKind, clean, clean_blocks
from glossary.text.cleaning.characters import repair_text
from glossary.text.cleaning.credits import credit_reason, drop_credits
from glossary.text.cleaning.dates import find_date, find_metadata_date, read_date
from glossary.text.cleaning.draft import Draft
from glossary.text.cleaning.furniture import drop_disclaimers, drop_furniture, furniture_reason
from glossary.text.cleaning.headings import mark_headings
from glossary.text.cleaning.hyphens import Joiner, rejoin_words
from glossary.text.cleaning.junk import drop_injected_junk
from glossary.text.cleaning.lines import split_paragraphs
from glossary.text.cleaning.pages import drop_page_furniture
from glossary.text.cleaning.paragraphs import rejoin_paragraphs
from glossary.text.cleaning.spaces import space_sentences

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
GOLD = ROOT / "tests" / "gold" / "clean"
SENTENCE = "The city council met on Monday and agreed on a plan for the port."
CHINESE = "市政府星期一召开会议，审议通过了港口发展规划。"


def draft(*texts: str) -> Draft:
    """Return a draft with a block for each text."""
    return Draft(blocks=tuple(Block(text) for text in texts))


def texts(of: Draft) -> list[str]:
    """Return the texts of a draft's blocks."""
    return [block.text for block in of.blocks]


class TestCharacters:
    """Mojibake, invisible characters, spaces."""

    @pytest.mark.parametrize(
        ("broken", "whole"),
        [
            ("the cafÃ©â€™s owner", "the café’s owner"),
            ("â€œreformâ€\x9d and opening", "“reform” and opening"),
            ("é«˜è´¨é‡\x8få\x8f‘å±•", "高质量发展"),
            ("深化改革".encode("gb18030").decode("latin-1"), "深化改革"),
            ("co\u00adopera\u00ad\ntion", "cooperation"),
            ("zero\u200bwidth\ufeff", "zerowidth"),
            ("1\u00a0000\u202fyuan", "1 000 yuan"),
            (r"\$1.2 billion", "$1.2 billion"),
            ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
            ("cafe\u0301", "café"),
            ("ﬁnance", "finance"),
            ("\u2f00\u5e26\u2f00\u8def", "一带一路"),
            ("ＧＤＰ增长５％", "GDP增长5％"),
            ("高 质 量 发 展", "高质量发展"),
            ("growth，reform（2026）", "growth, reform(2026)"),
            ("R&amp;D", "R&D"),
            ("“十五五”时期（ 2026—2030年 ） ，", "“十五五”时期（2026—2030年），"),
        ],
    )
    def test_broken_characters_are_repaired(self, broken: str, whole: str) -> None:
        """Every kind of broken character becomes what was meant."""
        assert repair_text(broken) == whole

    @pytest.mark.parametrize(
        "text",
        [
            "“双碳”目标——碳达峰、碳中和（2030年前）；《规划》：‘好’！",
            "He said: “It’s the ‘two sessions’ …”",
            "人口约14亿，GDP增长5%。𠮷",
            "The café in São Paulo – naïve, £5",
            "鏂 is a rare character",
        ],
    )
    def test_good_characters_are_left_alone(self, text: str) -> None:
        """Curly quotes, full-width Chinese punctuation, dashes, accents and rare characters stay."""
        assert repair_text(text) == text

    @pytest.mark.parametrize("text", ["新质生产力是", "推动经济质量提高", "深化国企改革"])
    def test_utf8_read_as_gb18030_is_undone(self, text: str) -> None:
        """Chinese that was encoded as UTF-8 and read as GB18030 is Chinese again, where nothing was lost."""
        broken = text.encode().decode("gb18030")

        assert repair_text(broken) == text


class TestLines:
    """Where a line end is a paragraph's end."""

    def test_wrapped_lines_become_paragraphs(self) -> None:
        """Text wrapped at 72 columns is joined, a short last line and an empty line end a paragraph."""
        wrapped = (
            "The county will run its fishing ports and drying yards entirely on\n"
            "renewable energy by 2032, according to a draft that was presented last\n"
            "week. It will also promote a green and low-carbon way of life.\n"
            "Its neighbors have been slower to change, and some of them doubt that\n"
            "fishing boats can run on batteries at all.\n"
            "\n"
            "The plan is open for comment until the end of June, when the council of\n"
            "the county will vote on it."
        )

        joined = texts(split_paragraphs(draft(wrapped)))

        assert [text.split()[:2] for text in joined] == [
            ["The", "county"],
            ["Its", "neighbors"],
            ["The", "plan"],
        ]
        assert " ".join(joined) == " ".join(wrapped.split())

    def test_a_paragraph_on_each_line_stays_one(self) -> None:
        """Lines that each end a sentence aren't joined, long or short."""
        lines = [SENTENCE, f"{SENTENCE} {SENTENCE} {SENTENCE}", "Yes.", SENTENCE]

        assert texts(split_paragraphs(draft("\n".join(lines)))) == lines

    def test_wrapped_chinese_is_joined_without_spaces(self) -> None:
        """A line end within Chinese leaves nothing behind."""
        text = CHINESE * 4
        wrapped = "\n".join(text[i : i + 30] for i in range(0, len(text), 30))

        assert texts(split_paragraphs(draft(wrapped))) == [text]

    def test_a_list_of_terms_stays_a_list(self) -> None:
        """Short lines without sentences aren't a wrapped paragraph."""
        lines = [
            "opening-up",
            "pilot free trade zone",
            "new quality productive forces",
            "high-quality development",
        ]

        assert texts(split_paragraphs(draft("\n".join(lines)))) == lines

    def test_list_items_stay_apart(self) -> None:
        """A bullet or a number begins a paragraph in wrapped text too."""
        wrapped = f"{SENTENCE[:-1]}\nwhich will take five years to carry out in full:\n- build roads\n- build ports"

        assert texts(split_paragraphs(draft(wrapped)))[-2:] == ["- build roads", "- build ports"]


class TestHyphens:
    """The two halves of a broken word."""

    @pytest.mark.parametrize(
        ("left", "right", "joined"),
        [
            ("open plat-", "forms such as", "open platforms such as"),
            ("Ningxia State-", "owned Capital", "Ningxia State-owned Capital"),
            ("a long-", "term plan", "a long-term plan"),
            ("Beijing-Tianjin-", "Hebei region", "Beijing-Tianjin-Hebei region"),
            ("carbon neu-", "trality", "carbon neutrality"),
            ("in 2026-", "30 the", "in 2026-30 the"),
            ("small- and me-", "dium-sized", "small- and medium-sized"),
            ("short-", "and long-term", "short- and long-term"),
            ("Shijia-", "zhuang city", "Shijiazhuang city"),
            ("a Shanghai-", "based firm", "a Shanghai-based firm"),
            ("multi-", "level system", "multi-level system"),
            ("高质量发", "展", "高质量发展"),
            ("发展AI", "产业是", "发展AI产业是"),
            ("the plan (规划)", "was read", "the plan (规划) was read"),
        ],
    )
    def test_a_hyphen_stays_only_where_it_belongs(self, left: str, right: str, joined: str) -> None:
        """A word that a line end broke is whole again, and a compound keeps its hyphen."""
        assert Joiner([left, right]).join(left, right) == joined

    def test_the_document_knows_its_names(self) -> None:
        """A name that stands whole elsewhere in the text decides how its halves are joined."""
        assert Joiner(["Fangcheng-", "gang grew.", "Fangchenggang lies on the coast."]).join("Fangcheng-", "gang") == (
            "Fangchenggang"
        )
        assert Joiner(["co-", "op", "The co-op sells rice."]).join("co-", "op") == "co-op"

    def test_a_break_within_a_line_is_mended(self) -> None:
        """A hyphen with a space behind it is the same accident, but a suspended hyphen isn't."""
        mended = rejoin_words(draft("high-level open plat- forms for short- and long-term trade"))

        assert texts(mended) == ["high-level open platforms for short- and long-term trade"]


class TestParagraphs:
    """Paragraphs that were split."""

    def test_halves_are_joined_over_a_portrait_and_a_caption(self) -> None:
        """A sentence goes on behind what was set into it; a lone name goes, other text is kept behind it."""
        joined = rejoin_paragraphs(
            draft(
                "The railway links the port and the",
                "Li Mingyu",
                "Visitors look at a model of the port.",
                "airport, which opened last year.",
                "The next paragraph begins here.",
            )
        )

        assert texts(joined) == [
            "The railway links the port and the airport, which opened last year.",
            "Visitors look at a model of the port.",
            "The next paragraph begins here.",
        ]
        assert [dropped.text for dropped in joined.dropped] == ["Li Mingyu"]

    @pytest.mark.parametrize(
        "blocks",
        [
            ["A heading of three words", SENTENCE],
            ["free trade", "opening-up", "reform"],
            ["Three things matter:", "- build roads", "- build ports"],
            [SENTENCE, "iPhone sales fell."],
            ["高质量发展", CHINESE],
        ],
    )
    def test_what_belongs_apart_stays_apart(self, blocks: list[str]) -> None:
        """Headings, lists and whole sentences aren't joined to anything."""
        assert texts(rejoin_paragraphs(draft(*blocks))) == blocks

    def test_chinese_is_joined_over_a_page_end(self) -> None:
        """A Chinese paragraph that stops without a mark goes on with the next."""
        head = "市政府星期一召开会议，审议通过了港口发展规划，提出到二〇三〇年建成区域性国际航"
        tail = "运中心，并扩大对外开放。"

        assert texts(rejoin_paragraphs(draft(head, tail))) == [head + tail]


class TestJunk:
    """Text that someone injected."""

    SPAM = "主站蜘蛛池模板: 免费视频观看| 高清在线观看| 中文字幕| 亚洲色图| 手机在线观看|"

    def test_a_link_list_is_dropped_and_a_gloss_is_kept(self) -> None:
        """Spam in Chinese goes from an English text; Chinese that belongs to it stays."""
        gloss = "The plan promotes new quality productive forces (新质生产力) and dual carbon (“双碳”) goals."
        cleaned = drop_injected_junk(draft(SENTENCE, gloss, CHINESE, SENTENCE, self.SPAM))

        assert texts(cleaned) == [SENTENCE, gloss, CHINESE, SENTENCE]
        assert [dropped.reason for dropped in cleaned.dropped] == ["injected links"]

    def test_links_glued_to_a_paragraph_are_cut_off(self) -> None:
        """The paragraph before a link list on the same line survives."""
        assert texts(drop_injected_junk(draft(SENTENCE, f"{SENTENCE}{self.SPAM}"))) == [SENTENCE, SENTENCE]

    def test_a_bilingual_text_keeps_both_halves(self) -> None:
        """Headings and paragraphs of the other language aren't junk, whichever comes first."""
        both = ["Work report", "工作报告", SENTENCE, CHINESE, SENTENCE, CHINESE, "一、总体要求", CHINESE]

        assert texts(drop_injected_junk(draft(*both))) == both
        assert texts(drop_injected_junk(draft(*reversed(both)))) == list(reversed(both))

    def test_latin_spam_goes_from_a_chinese_text(self) -> None:
        """A Chinese text loses link lists in Latin letters and keeps its English names and paragraphs."""
        spam = "viagra online | casino bonus | cheap replica | payday loans | poker"
        cleaned = drop_injected_junk(draft(CHINESE * 5, "世界贸易组织（WTO）", SENTENCE, spam))

        assert texts(cleaned) == [CHINESE * 5, "世界贸易组织（WTO）", SENTENCE]

    def test_a_table_with_bars_is_no_link_list(self) -> None:
        """Rows with the same number of bars are a table."""
        rows = ["地区 | 产值 | 增速 | 占比 | 位次", "上海 | 五万亿 | 百分之五 | 百分之四 | 第一"]

        assert texts(drop_injected_junk(draft(SENTENCE, *rows, SENTENCE))) == [SENTENCE, *rows, SENTENCE]


class TestFurniture:
    """What is printed around an article."""

    @pytest.mark.parametrize(
        "line",
        [
            "Home / Opinion / Chinese Perspectives", "首页 > 新闻 > 国内", "您的位置：首页 >> 要闻",
            "Share", "Share - WeChat",
            "BACK TO THE TOP", "Most Viewed in 24 Hours", "FOLLOW US", "Registration Number: 130349",
            "License for publishing multimedia online 0108263", "Copyright 1995 - 2026. All rights reserved.",
            "Edit:Wang Li Responsible editor:Li Wei", "Source:Xinhua", "来源：新华社", "责任编辑：张三",
            "京ICP备05070218号",
            "Contact the writers at someone@example.com", "someone@example.com", "2026-02-02",
            "Updated: 2025-03-10 06:55",
            "English | 中文 | Français", "打印 收藏 关闭", "【字体：大 中 小】", "相关阅读",
            "上一篇：港口开放", "扫一扫在手机打开当前页",
            "If you have a story to tell, then send us your writings at someone@example.com.",
            "Special statement: if pictures on this site infringe your rights, please contact this site.",
            "2026-03-11 08:00 来源：新华社 作者：张三", "Home | China | World | Business | Opinion",
            "分享到：微信 微博", "(Advertisement)",
        ],
    )  # fmt: skip
    def test_furniture_is_dropped(self, line: str) -> None:
        """Navigation, share lines, notices and lines about the making of the page go."""
        assert furniture_reason(line) is not None

    @pytest.mark.parametrize(
        "line",
        [
            SENTENCE, CHINESE, "Yes.", "Share of renewables", "Source of growth",
            "Sources: most of it is export, he said.",
            "Home to 14 million people", "Copyright law needs reform, the deputies said.",
            "Top legislature opens session",
            "The author is president of a university in the northeast.", "Print media have a future",
            "2026 Work Report",
            "China Europe freight trains", "Contact between the two sides has grown.",
            "Policy, trade and people",
            "Edition for scholars printed in Nanjing", "更多改革举措", "大中小企业融通发展",
            "首页设计的变迁很有意思。", "阅读推广",
            "地址：高铁北路五号，交通方便，停车场很大。", "Energy and economy",
            "On March 11, 2026, the port opened.",
        ],
    )  # fmt: skip
    def test_what_only_looks_like_it_is_kept(self, line: str) -> None:
        """Sentences and headings with the same words stay."""
        assert furniture_reason(line) is None
        assert credit_reason(line) is None

    def test_section_names_go_with_their_breadcrumb(self) -> None:
        """A name from the breadcrumb that stands alone beside it is furniture, elsewhere it is text."""
        assert texts(drop_furniture(draft("Opinion", "Home / Opinion", SENTENCE))) == [SENTENCE]
        assert texts(drop_furniture(draft("Opinion", SENTENCE))) == ["Opinion", SENTENCE]

    def test_a_disclaimer_goes_and_its_neighbours_stay(self) -> None:
        """Of an author's note, only the standard sentence is dropped."""
        note = "The author is a professor. The views don't reflect those of the paper. He is from Xi'an."

        assert texts(drop_disclaimers(draft(note))) == ["The author is a professor. He is from Xi'an."]

    def test_page_numbers_and_running_headers_go(self) -> None:
        """What stands on every page goes; numbered headings and numbers of the text stay."""
        pages = [
            "The port and",
            "3",
            "WEEKLY 3",
            "the city grew.",
            "The rail and",
            "4",
            "WEEKLY 4",
            "the road",
            "5",
        ]
        assert texts(drop_page_furniture(draft(*pages))) == [
            "The port and", "WEEKLY 3", "the city grew.", "The rail and", "the road",
        ]  # fmt: skip
        law = ["Article 1", SENTENCE, "Article 2", SENTENCE, "Article 3", SENTENCE, "2035", SENTENCE]
        assert texts(drop_page_furniture(draft(*law))) == law


class TestCredits:
    """Who wrote and who photographed."""

    @pytest.mark.parametrize(
        "line",
        [
            "By ZHANG LI", "By Zhang Li in Nanning", "and SHI RUIPENG in Nanning",
            "By HE CHUN in Changsha and ZHANG LI",
            "By Yu Miaojie | CHINA DAILY | Updated: 2025-03-10 06:55", "LI MIN/CHINA DAILY",
            "LI ZHOU / XIZANG DAILY",
            "Zhu Youfang contributed to this story.", "[Photo by Li Min/Xinhua]",
            "Photo provided to China Daily", "Xinhua",
            "新华社记者 李明 摄", "（张三 摄）", "FILE PHOTO", "文/张三",
        ],
    )  # fmt: skip
    def test_credits_are_dropped(self, line: str) -> None:
        """Bylines and photo credits go."""
        assert credit_reason(line) is not None

    @pytest.mark.parametrize(
        "line",
        [
            "By the numbers",
            "By 2035",
            "By Land and Sea",
            "IMPORT / EXPORT",
            "By Tuesday the port had opened.",
            "Import/export",
        ],
    )
    def test_what_only_looks_like_it_is_kept(self, line: str) -> None:
        """Headings and sentences with the same beginning stay."""
        assert credit_reason(line) is None

    def test_names_under_portraits_go_by_what_the_text_says(self) -> None:
        """A name goes where the text treats it as a person's; a place of the same shape stays."""
        people = "The port opened, said Wang Lanying, head of the county. The Yangtze Delta, a region, will grow."
        cleaned = drop_credits(draft("Wang Lanying", people, "Yangtze Delta"))

        assert texts(cleaned) == [people, "Yangtze Delta"]

    def test_a_caption_goes_with_its_photographer_and_a_paragraph_only_loses_its_agency(self) -> None:
        """A name of a photographer marks a caption; the name of an agency is taken off the paragraph."""
        caption = "Workers mend nets at the old pier of Dawan on June 20. LI ZHOU / XINHUA"
        cleaned = drop_credits(draft(SENTENCE, caption, f"{SENTENCE} (Xinhua)"))

        assert texts(cleaned) == [SENTENCE, SENTENCE]
        assert [dropped.reason for dropped in cleaned.dropped] == ["caption", "credit"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-02-02", "2026-02-02"), ("Updated: 2025-03-10 06:55", "2025-03-10"),
        ("2026年3月5日", "2026-03-05"),
        ("Friday, March 6, 2026", "2026-03-06"), ("6 March 2026", "2026-03-06"), ("2026/3/6", "2026-03-06"),
        ("2026-13-45", None), ("the plan for 2026-30", None), ("no date", None),
    ],
)  # fmt: skip
def test_dates_are_found_in_every_writing(text: str, date: str | None) -> None:
    """A date is ISO 8601 however it was written, and must exist."""
    assert find_date(text) == date


def test_the_date_is_that_of_the_article() -> None:
    """A date line counts, a date in a sentence doesn't; a date that the format states wins."""
    assert find_metadata_date("20260311072000") == "2026-03-11"
    assert read_date(draft("Title", "2026-02-02", SENTENCE)).date == "2026-02-02"
    assert read_date(draft("Title", "The port opened on March 11, 2026, and closed again.")).date is None
    assert clean_blocks([Block("2026-02-02"), Block(SENTENCE)], date="2026-01-01").date == "2026-01-01"


def test_the_space_behind_a_sentence_comes_back() -> None:
    """Glued sentences are parted; abbreviations, numbers and addresses aren't."""
    spaced = space_sentences(
        draft("It grew fast.The port opened.“Yes.”He left at 3.5 p.m. for www.Example.com in the U.S.A.")
    )

    assert texts(spaced) == [
        "It grew fast. The port opened. “Yes.” He left at 3.5 p.m. for www.Example.com in the U.S.A."
    ]


def test_titles_and_headings_are_found() -> None:
    """Short lines before paragraphs are headings, with offsets that cut them out, and give the title."""
    cleaned = clean(
        f"TWO SESSIONS\n\nPort town is pitched as a hub\n\n{SENTENCE}\n\nSecond part\n\n{SENTENCE}\n\nThe end"
    )

    assert cleaned.title == "Port town is pitched as a hub"
    assert [cleaned.text[start:end] for start, end in cleaned.headings] == [
        "TWO SESSIONS", "Port town is pitched as a hub", "Second part",
    ]  # fmt: skip
    assert cleaned.text.endswith("\n\nThe end")


def test_a_list_is_not_a_run_of_headings() -> None:
    """Many short lines in a row are a list."""
    listed = mark_headings(draft(SENTENCE, *["Free trade zone"] * 8, SENTENCE))

    assert all(block.kind is BlockKind.TEXT for block in listed.blocks)


def test_headings_are_never_merged_into_sentences() -> None:
    """A heading that a reader knows stays a paragraph, whatever follows it."""
    cleaned = clean_blocks(
        [Block("The port and the", BlockKind.HEADING), Block("railway grew fast last year, he said.")]
    )

    assert cleaned.text == "The port and the\n\nrailway grew fast last year, he said."


def test_everything_removed_is_reported() -> None:
    """What isn't in the cleaned text is among the dropped, with a reason."""
    page = f"Home / News\n\nBy ZHANG LI\n\n{SENTENCE}\n\nFOLLOW US\n\n{TestJunk.SPAM}"

    cleaned = clean(page)

    assert cleaned.text == SENTENCE
    assert {dropped.text for dropped in cleaned.dropped} == {
        "Home / News",
        "By ZHANG LI",
        "FOLLOW US",
        TestJunk.SPAM,
    }
    assert all(dropped.reason for dropped in cleaned.dropped)


def test_steps_have_names_of_their_own() -> None:
    """The pipeline is a list of differently named, documented steps."""
    assert len({step.__name__ for step in STEPS}) == len(STEPS)
    assert all(step.__doc__ for step in STEPS)


@pytest.mark.parametrize(
    "line",
    [
        "x   " * 29 + "!", "china  " * 14 + "!", "Home / a" + " / b" * 40 + "c" * 70, "a |  " * 24 + "!",
        "source:  a  " * 20 + "!", "By A B" + ", C D" * 20 + "!", " " * 100_000 + "!",
        "(" * 50_000, "| " * 50_000,
        "a- " * 30_000, "“”" * 40_000, "A B / " * 20, "views " * 5_000, "\u00ad " * 30_000,
    ],
    ids=range(14),
)  # fmt: skip
def test_no_line_takes_for_ever(line: str) -> None:
    """Lines made to confuse patterns are cleaned like others; a pattern that tries every way would hang here."""
    cleaned = clean(f"{SENTENCE}\n\n{line}\n\n{SENTENCE}")

    assert cleaned.text.startswith(SENTENCE)
    assert cleaned.text.endswith(SENTENCE)


def test_a_long_text_in_pieces_is_joined_piece_by_piece() -> None:
    """Many fragments that go on with each other, and many names, aren't compared all with all."""
    fragments = "\n\n".join(f"and fragment number {number} of a text" for number in range(5_000))
    wrapped = "\n".join(f"{SENTENCE[:-1]} and {number}" for number in range(5_000))
    names = "\n\n".join(f"Wang {chr(65 + number % 26)}ingyu{chr(97 + number // 26 % 26)}" for number in range(5_000))

    assert clean(fragments).text.count("fragment") == 5_000
    assert clean(f"{wrapped}.").text.count("council") == 5_000
    assert clean(names).text.count("Wang") == 5_000


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_cleaned(text: str) -> None:
    """No input breaks the cleaning, and headings are always paragraphs of the text."""
    cleaned = clean(text)

    paragraphs = cleaned.text.split("\n\n")
    assert all(cleaned.text[start:end] in paragraphs for start, end in cleaned.headings)
    assert "" not in paragraphs or cleaned.text == ""


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([SENTENCE, CHINESE, f"{SENTENCE} {SENTENCE}", "Yes.", "他说：“好。”"]),
        min_size=1,
        max_size=12,
    )
)
def test_whole_paragraphs_are_never_lost(paragraphs: list[str]) -> None:
    """Paragraphs that need no repair come out as they went in, in either layout and any mix of languages."""
    assert clean("\n\n".join(paragraphs)).text.split("\n\n") == paragraphs
    assert clean("\n".join(paragraphs)).text.split("\n\n") == paragraphs


def flat(text: str) -> str:
    """Return the text with every white space as one space."""
    return " ".join(text.split())


def gold_names() -> list[str]:
    """Return the names of the sample articles whose real sentences are marked."""
    return sorted(path.name.removesuffix(".junk.txt") for path in GOLD.glob("*.junk.txt"))


@pytest.mark.parametrize("name", gold_names())
def test_sample_articles_keep_their_sentences_and_lose_their_junk(name: str) -> None:
    """Every marked sentence of a damaged article survives, its title is right, all marked junk is gone."""
    (path,) = (ROOT / "seeds" / "articles").glob(f"{name}.*")
    document = read_document(path)
    text = flat(document.text)
    lines = (GOLD / f"{name}.txt").read_text("utf-8").splitlines()
    junk = (GOLD / f"{name}.junk.txt").read_text("utf-8").splitlines()

    assert [line for line in lines if flat(line.removeprefix("# ")) not in text] == []
    assert [line for line in junk if line and line in document.text] == []
    assert [line for line in lines if line.startswith("# ") and line != f"# {document.title}"] == []


@dataclass(frozen=True)
class MarkedSeed:
    """What a person marked in an input file, by line numbers so that none of its text is repeated here.

    ``junk`` lines must be gone, ``open`` ones were judged neither way; of lines in ``tails`` so many words at
    the end are junk; ``words`` were broken and must be whole. All other lines must survive.
    """

    junk: frozenset[int] = frozenset()
    open: frozenset[int] = frozenset()
    tails: dict[int, int] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    title: int | None = None
    date: str | None = None


MARKED = {
    "000": MarkedSeed(
        junk=frozenset({13, 14, 42, 50, 54, 55, 69, 107, 111, 125, 137, 139, 141, 164, 192}),
        open=frozenset({46, 48, 160}),
        words=(
            "open platforms such",
            "zone. Fangchenggang has",
            "State-owned",
            "supporting the",
            "opening-up platform",
        ),
        title=9,
    ),
    "001": MarkedSeed(junk=frozenset({2, 4, 5, 6}), tails={3: 2}, title=1, date="2026-02-02"),
    "002": MarkedSeed(junk=frozenset({2, 4, 5, 6}), tails={3: 2}, title=1, date="2025-03-11"),
    "003": MarkedSeed(
        junk=frozenset({1, 2, 3, 7, 8, 9, 10, 14, 42, *range(44, 54)}),
        tails={40: 9},
        title=5,
        date="2025-03-10",
    ),
    "004": MarkedSeed(),
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared input articles aren't at hand")
@pytest.mark.parametrize("number", MARKED)
def test_real_inputs_keep_every_real_line(number: str) -> None:
    """Of the real inputs no marked line of an article is lost, and no line of furniture or spam is left."""
    (path,) = SEEDS.glob(f"{number}_*.txt")
    marked, document = MARKED[number], read_document(path)
    paragraphs, text = document.text.split("\n\n"), flat(document.text)
    lines = dict(enumerate(path.read_text("utf-8").splitlines(), start=1))

    for line_number, line in lines.items():
        real = flat(line.replace("\\$", "$"))
        if not real or line_number in marked.open:
            continue
        if line_number in marked.junk:
            assert real not in paragraphs, f"line {line_number} is left"
        else:
            kept = real.split(" ")[: len(real.split(" ")) - marked.tails.get(line_number, 0)]
            kept = kept[:-1] if kept[-1].endswith("-") else kept
            kept = kept[1:] if line_number - 2 in lines and lines[line_number - 2].endswith("-") else kept
            assert " ".join(kept) in text, f"line {line_number} is lost"
            assert re.sub(r"\W", "", real) not in {re.sub(r"\W", "", dropped.text) for dropped in clean(line).dropped}
    assert [word for word in marked.words if word not in text] == []
    assert document.title == (lines[marked.title] if marked.title else None)
    assert document.date == marked.date
