"""Sentences of English text."""

from __future__ import annotations

import itertools

from glossary.text.english.sentences import find_sentences


def split(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [text[a:b] for a, b in find_sentences(text)]


def test_full_stops_end_sentences_also_before_quotes() -> None:
    """A sentence ends at its mark, with the closing quotation mark."""
    assert split('"We will open up," he said. "It is time." Then he left.') == [
        '"We will open up," he said.',
        '"It is time."',
        "Then he left.",
    ]


def test_abbreviations_initials_and_decimals_end_none() -> None:
    """Points inside of numbers, after initials and known abbreviations are no ends."""
    text = "Mr. J. Wang of the U.S. Department paid 3.5 percent to Port Co., Ltd. in May."

    assert split(text) == [text]


def test_a_line_break_always_ends_a_sentence() -> None:
    """A heading without a full stop doesn't run into the paragraph."""
    assert split("New hub for trade\n\nThe city is a hub.\nIt grows.") == [
        "New hub for trade",
        "The city is a hub.",
        "It grows.",
    ]


def test_nothing_but_space_is_left_out() -> None:
    """Every character that is no space belongs to exactly one sentence."""
    text = "  One two.  “Three four?” (Five.) Six…  \n\n 7. Eight "
    spans = list(find_sentences(text))

    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == "".join(text.split())


def test_a_stray_closing_quote_begins_no_sentence() -> None:
    """A quotation mark that was left over before a sentence is not a part of it."""
    assert split("Trade grew. ”When asked, she smiled.") == ["Trade grew.", "When asked, she smiled."]
