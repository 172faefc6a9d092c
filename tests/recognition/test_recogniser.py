"""Terms in running text: each case is one that translators meet."""

from __future__ import annotations

import pytest

from glossary.lookup.recognition.recogniser import Recogniser

CORRIDOR = "New International Land-Sea Trade Corridor"
FORCES = "new quality productive forces"


def recogniser(*terms: str) -> Recogniser:
    """Return one that knows these terms, each of an entry of its own; Chinese where they have such characters."""
    return Recogniser(
        (number, number, "zh-Hans" if any("\u4e00" <= ch <= "\U0003ffff" for ch in term) else "en", "preferred", term)
        for number, term in enumerate(terms)
    )


def found(text: str, *terms: str) -> list[str]:
    """Return the pieces of a text that win."""
    return [text[span.start : span.end] for span in recogniser(*terms).find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "New International Land-Sea Trade Corridor",
        "new international land-sea trade corridors",
        "NEW INTERNATIONAL LAND SEA TRADE CORRIDOR",
        "New International Land–Sea Trade Corridor",
        "New International Land\u2011Sea Trade Corridor",
        "New  International Land-Sea\n  Trade Corridor",
        "New Inter\u00adnational Land-Sea Trade Corridor",
        "New International Landsea Trade Corridor",
    ],
)
def test_english_spellings(text: str) -> None:
    """Case, plural, hyphen, dash, blanks, a line break and a soft hyphen don't hide a term."""
    assert found(f"The {text}’s growth", CORRIDOR) == [text]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("WHO", "Who is WHO? The WHO's staff.", ["WHO", "WHO"]),
        ("SME", "Two SMEs met an SME.", ["SMEs", "SME"]),
        ("the Belt and Road", "a belt and road, the Belt and Road", ["belt and road", "Belt and Road"]),
        ("women", "A woman and women.", ["woman", "women"]),
        ("urbanisation", "Urbanization is urbanisation.", ["Urbanization", "urbanisation"]),
        ("C919", "The C919 flies.", ["C919"]),
        (
            "“dual carbon” goals",
            "The dual carbon goals and the “dual carbon” goals.",
            ["dual carbon goals", "“dual carbon” goals"],
        ),
        ("...", "Nothing ... here.", []),
        ("Land-Sea Corridor", "a Land Sea Corridor, land-sea corridors", ["Land Sea Corridor", "land-sea corridors"]),
        ("sky", "Blue skies in the sky.", ["skies", "sky"]),
        ("Uturn", "A U-turn.", ["U-turn"]),
        ("uturn", "A U-turn.", ["U-turn"]),
    ],
)
def test_spellings_that_are_one_term(term: str, text: str, expected: list[str]) -> None:
    """What the key of a term holds together is met, and capitals count where they are the whole word."""
    assert found(text, term) == expected


def test_possessive_and_article_within() -> None:
    """A possessive and an article may stand inside of a term."""
    assert found("under China's the Belt and the Road Initiative", "Belt and Road Initiative") == [
        "Belt and the Road Initiative"
    ]
    assert found("the workers' congress met", "workers' congress") == ["workers' congress"]
    assert found("the workers’ congresses met", "workers' congress") == ["workers’ congresses"]


def test_no_term_across_sentences_and_paragraphs() -> None:
    """A full stop, a comma, a clause dash and a blank line part words."""
    for gap in (". ", ", ", " — ", "\n\n", "; "):
        assert found(f"They want high-quality{gap}Development matters", "high-quality development") == []


def test_blank_within_a_word() -> None:
    """A blank stands only where the term has a gap, a hyphen anywhere."""
    assert found("in form and in-form", "inform", "in-depth") == ["in-form"]
    assert found("data-base, data base", "database", "data centre") == ["data-base"]
    assert found("data base, database, data-base", "data base") == ["data base", "database", "data-base"]


def test_capitals_of_acronyms() -> None:
    """WHO is no “who” and US no “us”; dots, plural and possessive don't matter."""
    assert found("who told us that the WHO and the U.S. agreed", "WHO", "US") == ["WHO", "U.S."]
    assert found("SMEs, SME's and smes", "SME") == ["SMEs", "SME"]
    assert found("MACAO and Macao, macao", "Macao") == ["MACAO", "Macao"]


def test_terms_with_punctuation() -> None:
    """Marks that belong to a term are asked for, and a term without them isn't one that has them."""
    assert found("C, C++ and .NET in the net", "C++", ".NET") == ["C++", ".NET"]
    assert found("C and C++", "C") == ["C"]
    assert found("R&D and R & D and RD", "R&D") == ["R&D", "R & D"]
    assert found("No. 1 Central Document", "No. 1 central document") == ["No. 1 Central Document"]
    assert found("the “river chief” system", "river chief system") == ["river chief” system"]
    assert found("the “two sessions” in March", "“two sessions”") == ["“two sessions”"]
    assert found("the two sessions in March", "“two sessions”") == ["two sessions"]


def test_longest_wins_and_nested_ones_are_reachable() -> None:
    """The longest of overlapping terms counts, wherever it begins; those within it are told on demand."""
    terms = ("productive forces", FORCES, "forces", "quality")
    text = f"Unleash {FORCES}."
    assert found(text, *terms) == [FORCES]
    nested = [text[span.start : span.end] for span in recogniser(*terms).find_all(text)]
    assert nested == [FORCES, "quality", "productive forces", "forces"]
    text = "national key research and development programme"
    assert found(text, "national key research", "key research and development programme") == [
        "key research and development programme"
    ]


def test_homonyms() -> None:
    """A place has all senses, preferred ones first."""
    terms = [(1, 10, "en", "deprecated", "reform"), (2, 20, "en", "preferred", "reforms")]
    (span,) = Recogniser(terms).find("the reforms")
    assert [(sense.entry_id, sense.status) for sense in span.senses] == [(20, "preferred"), (10, "deprecated")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发展新质生产力。", "新质生产力"),
        ("發展新質生產力。", "新質生產力"),
        ("发展“新质 生产力”。", "新质 生产力"),
        ("发展新质\n生产力。", "新质\n生产力"),
        ("😀İ新质生产力", "新质生产力"),
        ("𠮷新质生产力𠮷", "新质生产力"),
    ],
)
def test_chinese_writings(text: str, expected: str) -> None:
    """Simplified and Traditional, blanks, quotation marks and a line break don't hide a term; places are exact."""
    assert found(text, "新质生产力") == [expected]


def test_traditional_term_in_simplified_text() -> None:
    """It works in both directions, and the sense says how the term itself is written."""
    (span,) = Recogniser([(1, 1, "zh-Hant", "preferred", "新質生產力")]).find("新质生产力")
    assert span.senses[0].language == "zh-Hant"


def test_chinese_width_and_letters() -> None:
    """Full and half width are the same; letters and digits at an end need a boundary."""
    assert found("推进５Ｇ网络建设和15G网络", "5G网络") == ["５Ｇ网络"]
    assert found("推进ＧＤＰ增长，APEC会议", "GDP", "APEC") == ["ＧＤＰ", "APEC"]
    assert found("中国－东盟自贸区、中国东盟自贸区", "中国—东盟自贸区") == ["中国－东盟自贸区", "中国东盟自贸区"]


def test_quotation_marks_of_a_chinese_term() -> None:
    """The marks that a term begins with belong to the place; others don't."""
    assert found("落实“十五五”规划", "“十五五”规划") == ["“十五五”规划"]
    assert found("落实十五五规划", "“十五五”规划") == ["十五五规划"]
    assert found("称为“新质生产力”", "新质生产力") == ["新质生产力"]


def test_one_character() -> None:
    """A term of one character is found alone, not within words."""
    assert found("省、市、县 三级，本省 A县B", "省", "县") == ["省", "县", "县"]


def test_both_languages_in_one_text() -> None:
    """English and Chinese are found side by side, each by its rules."""
    text = "新质生产力(new quality productive forces)是APEC的"
    assert found(text, "新质生产力", FORCES, "APEC") == ["新质生产力", FORCES, "APEC"]


def test_accents_and_ligatures() -> None:
    """An accent may be a character of its own."""
    assert found("a cafe\u0301 économie", "café", "économie") == ["cafe\u0301", "économie"]


@pytest.mark.parametrize("text", ["", " ", "\x00", "İ", "\ud800", "😀" * 50, "a" * 10_000, "-" * 10_000, "新" * 10_000])
def test_odd_texts(text: str) -> None:
    """Nothing is found where nothing is, and nothing breaks."""
    assert found(text, FORCES, "新质生产力", "İstanbul", "𠮷野家") == []


def test_terms_that_cant_be_found() -> None:
    """Empty terms and bare marks are passed over."""
    assert found("— ! 。", "", " ", "—", "!", "。") == []
