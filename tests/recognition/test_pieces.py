"""Texts in pieces and folded characters: the quick ways say what the plain ones say."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.lookup.queries.readings import _may_be_syllables
from glossary.lookup.recognition.characters import FORMS, fold_characters, fold_with_places
from glossary.lookup.recognition.pieces import SPLIT, split_pieces
from glossary.text.english import fold, fold_word
from glossary.text.english.tokens import words

PARTS = (
    *(
        "国",
        "中国",
        "〇",
        "𠮷",
        "後",
        "A",
        "US",
        "s",
        "'s",
        "’S",
        "'",
        "_",
        "1",
        "5G",
        "U.S.",
        ".",
        "é",
        "e\u0301",
        "İ",
    ),
    *(
        "\u00ad",
        "\u200b",
        "-",
        "–",
        " ",
        "\n",
        "，",
        "“",
        "”",
        "…",
        "％",
        "½",
        "・",
        "･",
        "ß",
        "ﬁ",
        "Ｔ",
        "🙂",
        "㈠",
        "Ⅻ",
    ),
)
texts = st.one_of(st.lists(st.sampled_from(PARTS), max_size=14).map("".join), st.text(max_size=20))


@given(texts)
@settings(deadline=None)
def test_pieces_of_chinese_text(text: str) -> None:
    """Where Chinese is passed over, the pieces around it are what they are."""
    assert split_pieces(text) == SPLIT.split(text)


@given(texts, texts)
@settings(deadline=None)  # a converter is loaded first
def test_characters_that_were_met_before_fold_as_new_ones_do(text: str, before: str) -> None:
    """A text folds to what its characters become one by one, and each has its place."""
    fold_characters(before)
    folded, places = fold_with_places(text)
    assert folded == "".join(FORMS[ord(character)] for character in text)
    assert [text[place] for place in places] == [ch for ch in text for _ in FORMS[ord(ch)]]
    assert list(places) == sorted(places)


@given(st.text("aeisoutrlgdSU19 ", max_size=14))
def test_a_term_without_marks_is_read_quickly_as_it_is_slowly(term: str) -> None:
    """Blanks part the words of a term that has nothing else between them."""
    assert fold(term) == ("".join(fold_word(word) for word in words(term)) or term.casefold())


@given(st.text("aeiouvnngrzchshbpmwy1", max_size=10))
def test_what_may_be_syllables(letters: str) -> None:
    """Letters are told to be syllables as an expression would tell it."""
    syllable = r"(?:[zcs]h|[bpmfdtnlgkhjqxzcsryw])?[aeiouv]+(?:ng?|r)?"
    assert _may_be_syllables(letters) == (re.fullmatch(f"(?:{syllable})+", letters) is not None)
