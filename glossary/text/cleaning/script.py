"""Telling Chinese from Latin writing, and where a sentence ends in either."""

from __future__ import annotations

import re

from glossary.text.chinese import HAN

CJK_MARKS = r"\u3000-\u3003\u3008-\u3011\u3014-\u301b\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
"""Full-width punctuation, for use within a regular expression's brackets."""

SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]）】」』]*$")
"""A sentence is complete at the end of the string."""

_LONGEST_END = 40
HAN_CHARACTER = re.compile(f"[{HAN}]")
LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]*")
_LATIN_LETTER = re.compile(r"[A-Za-zÀ-ɏ]")
_OTHER_LETTER = re.compile(f"[^\\W\\d_A-Za-zÀ-ɏ{HAN}]")


def count_han(text: str) -> int:
    """Return the number of Chinese characters."""
    return len(HAN_CHARACTER.findall(text))


def count_words(text: str) -> int:
    """Return the number of words, a Chinese character counting as half of one."""
    return len(LATIN_WORD.findall(text)) + (count_han(text) + 1) // 2


def han_share(text: str) -> float:
    """Return the share of Chinese characters among the letters, 0 to 1."""
    han = count_han(text)
    return han / (han + len(_LATIN_LETTER.findall(text))) if han else 0.0


def other_share(text: str) -> float:
    """Return the share of letters that are neither Latin nor Chinese, 0 to 1."""
    other = len(_OTHER_LETTER.findall(text))
    return other / (other + count_han(text) + len(_LATIN_LETTER.findall(text))) if other else 0.0


def is_mostly_chinese(text: str) -> bool:
    """Whether the text as a whole is Chinese rather than English.

    A translation needs about 1.7 characters for an English word, so that in a text that says everything
    twice both languages weigh the same.
    """
    return HAN_CHARACTER.search(text) is not None and count_han(text) > 1.7 * len(LATIN_WORD.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether the text stops where a sentence stops."""
    return SENTENCE_END.search(text, max(0, len(text) - _LONGEST_END)) is not None
