"""Which languages a bilingual text is in, where the file doesn't say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.text.language import detect_language
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

_OURS = frozenset(language.value for language in Language)
_SAMPLE = 5_000


def is_ours(language: str) -> bool:
    """Whether a language is one of a termbase."""
    return language in _OURS


def is_chinese(language: str) -> bool:
    """Whether texts of a language are written in Chinese characters."""
    return language.startswith("zh")


def guess_language(texts: Iterable[str]) -> str:
    """Return the language that the first texts of many are mostly in, ``""`` if they have no letters."""
    sample, length = [], 0
    for text in texts:
        sample.append(text)
        length += len(text)
        if length >= _SAMPLE:
            break
    joined = "\n".join(sample)
    return detect_language(joined).value if any(map(str.isalpha, joined)) else ""
