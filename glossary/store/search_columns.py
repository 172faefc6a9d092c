"""The derived columns by which a term is found, computed once at every save."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.text.chinese import fold_chinese, split_characters
from glossary.text.english import fold
from glossary.text.pinyin import initials, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchColumns:
    """See ``TermSectionRow`` for what each is."""

    key: str
    characters: str
    pinyin_joined: str
    pinyin_initials: str


def search_columns(language: str, term: str, pinyin: str | None) -> SearchColumns:
    """Return the search columns of a term."""
    return SearchColumns(
        key=search_key(language, term),
        characters=split_characters(term),
        pinyin_joined=joined(pinyin) if pinyin else "",
        pinyin_initials=initials(pinyin) if pinyin else "",
    )


def search_key(language: str, term: str) -> str:
    """Return what two spellings of one term have in common, by the rules of their language."""
    return fold_chinese(term) if language.startswith("zh") else fold(term)
