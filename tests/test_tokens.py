"""Tokens and keys of English text."""

from __future__ import annotations

import pytest

from glossary.text.english import fold, singular
from glossary.text.english.frequency import zipf
from glossary.text.english.tagging import PatternTagger, StopListTagger
from glossary.text.english.tokens import find_tokens, words


def test_a_hyphenated_word_is_one_token() -> None:
    """What a hyphen joins is never torn apart."""
    assert words("the New International Land-Sea Trade Corridor") == [
        "the",
        "New",
        "International",
        "Land-Sea",
        "Trade",
        "Corridor",
    ]


def test_possessive_marks_are_tokens_of_their_own() -> None:
    """“People's” is a word and its mark, with either apostrophe."""
    assert words("China's People’s Congress") == ["China", "'s", "People", "’s", "Congress"]


def test_numbers_abbreviations_and_addresses_are_one_token() -> None:
    """Commas, points and marks inside of numbers, abbreviations and addresses separate nothing."""
    assert words("U.S. firms paid 2,211.5 yuan, see https://a.cn/b?c=1 or mail x@y.cn") == [
        "U.S.",
        "firms",
        "paid",
        "2,211.5",
        "yuan",
        ",",
        "see",
        "https://a.cn/b?c=1",
        "or",
        "mail",
        "x@y.cn",
    ]


def test_offsets_point_at_the_tokens() -> None:
    """Slices at the offsets are the tokens, counted in code points."""
    text = "𠮷 “opening-up” of Xi'an"
    spans = list(find_tokens(text))

    assert [text[a:b] for a, b in spans] == ["𠮷", "“", "opening-up", "”", "of", "Xi'an"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15th Five-Year Plan", "15th Five Year Plans"),
        ("Guangdong-Hong Kong-Macao Greater Bay Area", "Guangdong Hong Kong Macau Greater Bay Area"),
        ("National People's Congress", "the National People’s Congress"),
        ("industrial and supply chains", "Industrial and Supply Chain"),
        ("opening-up", "opening up"),
        ("modernisation programme", "modernization program"),
        ("trade centre", "trade center"),
        ("SMEs", "SME"),
        ("industries", "industry"),
    ],
)
def test_spellings_of_one_term_have_one_key(one: str, other: str) -> None:
    """Case, hyphens, spaces, plurals, articles and British spelling make no other term."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("customs", "custom"),
        ("goods", "good"),
        ("GPS", "GP"),
        ("economics", "economic"),
        ("policy", "police"),
    ],
)
def test_different_words_have_different_keys(one: str, other: str) -> None:
    """A plural that is a word of its own keeps its key."""
    assert fold(one) != fold(other)


def test_singulars() -> None:
    """Plurals by rule and by list, and what only looks like one."""
    assert [singular(word) for word in ("cities", "boxes", "analyses", "process", "status", "news", "men")] == [
        "city",
        "box",
        "analysis",
        "process",
        "status",
        "news",
        "man",
    ]


def test_a_hyphenated_word_is_as_common_as_its_rarest_part() -> None:
    """Rarity is not gained by a hyphen."""
    assert zipf("land-sea") == min(zipf("land"), zipf("sea"))
    assert zipf("qwrtzpsd") == 0


def test_context_decides_between_noun_and_verb() -> None:
    """The rules for context correct the commonest class of a word."""
    tokens = words("The city plans to plan a new plan for its industrial base .")

    assert PatternTagger().tag(tokens)[3:7] == "IVTA"


def test_adjectives_before_participles_stay_adjectives() -> None:
    """“Regional coordinated development” is a noun phrase from its first word."""
    assert PatternTagger().tag(words("promote regional coordinated development"))[1] == "A"


@pytest.mark.parametrize("tagger", [PatternTagger(), StopListTagger()])
def test_every_tagger_gives_one_letter_a_token(tagger: PatternTagger | StopListTagger) -> None:
    """Whatever the token, a tagger answers with exactly one class."""
    tokens = words("On 2 March, the 14th NPC (全国人大) adopted R&D rules -- 5.2 percent more, it's said!")
    tags = tagger.tag(tokens)

    assert len(tags) == len(tokens)
    assert set(tags) <= set("NPAGDVRQOSCITX")
