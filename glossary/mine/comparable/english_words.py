"""The words of an English term that are looked for one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.mine.pairing.english import English

_LEAST_PART = 3


def content_words(term: str, english: English) -> list[str]:
    """Return the words that carry meaning, those joined by a hyphen one by one: China-Europe, points-based."""
    words = [term[a:b] for a, b in english.words(term)] or [term]
    parts = [part for word in words for part in _split(word)]
    return [part for part in parts if not english.is_function_word(part)] or parts


def _split(word: str) -> list[str]:
    parts = word.split("-")
    return parts if min(map(len, parts)) >= _LEAST_PART else [word]
