"""Which language a text is in."""

from __future__ import annotations

from glossary.text.cleaning.script import is_mostly_chinese
from glossary.vocabulary import Language

_SAMPLE = 20_000


def detect_language(text: str) -> Language:
    """Return English, or Chinese in simplified or traditional characters, whichever the text mostly is."""
    sample = text[:_SAMPLE]
    if not is_mostly_chinese(sample):
        return Language.ENGLISH
    from glossary.text.chinese import to_simplified, to_traditional  # noqa: PLC0415 - loads OpenCC; English needs none

    traditional = _count_changed(sample, to_simplified(sample))
    simplified = _count_changed(sample, to_traditional(sample))
    return Language.TRADITIONAL_CHINESE if traditional > simplified else Language.SIMPLIFIED_CHINESE


def language_of_term(term: str) -> Language:
    """Return Chinese for a term with any Han character, in the writing that its characters are of, else English.

    What both writings share counts as Simplified.
    """
    from glossary.text.chinese import chinese_writing, has_han  # noqa: PLC0415 - likewise

    if not has_han(term):
        return Language.ENGLISH
    return Language.TRADITIONAL_CHINESE if chinese_writing(term) == "Hant" else Language.SIMPLIFIED_CHINESE


def _count_changed(text: str, converted: str) -> int:
    return sum(before != after for before, after in zip(text, converted, strict=False))
