"""The derived columns by which a term is found and an entry is listed, computed once at every save."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from glossary.text.chinese import fold_chinese, has_han, split_characters
from glossary.text.english import fold
from glossary.text.pinyin import initials, joined
from glossary.vocabulary import AdministrativeStatus, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.concept import ConceptEntry

#: The key of an entry that has no term to sort by; every other key sorts before it.
LAST = "\U0010ffff"
#: So many characters of a term are sorted by, and of its reading and its ending searched: a server's index takes 2,700
#: bytes. No query is as long.
LONGEST = 600


class SearchColumns(NamedTuple):
    """See ``TermSectionRow`` for what each is."""

    key: str
    characters: str
    pinyin_joined: str
    pinyin_initials: str
    key_reversed: str


class ListingColumns(NamedTuple):
    """See ``ConceptEntryRow`` for what each is."""

    english: str
    chinese: str
    pinyin: str
    english_key: str
    pinyin_key: str


class ListedTerm(NamedTuple):
    """What of a term decides whether it stands for its entry."""

    language: str
    status: str
    term: str
    pinyin: str | None

    @classmethod
    def of(cls, entry: ConceptEntry) -> list[ListedTerm]:
        """Return the terms of an entry, in their order."""
        return [cls(language, term.status.value, term.term, term.pinyin) for language, term in entry.find_terms()]


def search_columns(language: str, term: str, pinyin: str | None) -> SearchColumns:
    """Return the search columns of a term."""
    key = search_key(language, term)
    return SearchColumns(
        key=key,
        characters=split_characters(term),
        pinyin_joined=joined(pinyin)[:LONGEST] if pinyin else "",
        pinyin_initials=initials(pinyin)[:LONGEST] if pinyin else "",
        key_reversed="" if has_han(key) else key[::-1][:LONGEST],
    )


def search_key(language: str, term: str) -> str:
    """Return what two spellings of one term have in common, by the rules of their language."""
    return fold_chinese(term) if language.startswith("zh") else fold(term)


def listing_columns(terms: Sequence[ListedTerm]) -> ListingColumns:
    """Return the listing columns of the entry that has these terms, in this order.

    Of a language the preferred term stands for the entry, else the first accepted one, else the first;
    Chinese is zh-Hans, else zh-Hant, else any other.
    """
    english = min((term for term in terms if term.language.startswith("en")), key=_standing, default=None)
    chinese = min((term for term in terms if term.language.startswith("zh")), key=_standing, default=None)
    pinyin = (chinese.pinyin or "") if chinese else ""
    return ListingColumns(
        english=english.term if english else "",
        chinese=chinese.term if chinese else "",
        pinyin=pinyin,
        english_key=sorting_key(english.term) if english else LAST,
        pinyin_key=(joined(pinyin) or chinese.term)[:LONGEST] if chinese else LAST,
    )


def sorting_key(english: str) -> str:
    """Return what an English term is sorted by: no case, no marks at its beginning (“Beautiful China” under b)."""
    folded = unicodedata.normalize("NFKC", english).casefold().strip()
    start = next((place for place, ch in enumerate(folded) if ch.isalnum()), 0)
    return folded[start : start + LONGEST]


def toned(pinyin: str | None) -> str:
    """Return the letters and digits of pinyin, tones kept, in lower case: ``xīnzhìshēngchǎnlì``."""
    composed = unicodedata.normalize("NFC", (pinyin or "").lower())
    return "".join(ch for ch in composed if ch.isalnum() or unicodedata.combining(ch))


def begins_word(characters: str, beginning: str) -> bool:
    """Tell whether a word of separated characters begins so, as the full text index would: accents aside."""
    bare = characters if characters.isascii() else _without_accents(characters)
    start = bare.find(beginning)
    while start > 0 and bare[start - 1].isalnum():
        start = bare.find(beginning, start + 1)
    return start >= 0


def _without_accents(text: str) -> str:
    return "".join(ch for ch in unicodedata.normalize("NFD", text) if not unicodedata.combining(ch))


def _standing(term: ListedTerm) -> tuple[int, int]:
    """Return how far back a term stands: by its language, then by its status."""
    languages = (Language.ENGLISH.value, Language.SIMPLIFIED_CHINESE.value, Language.TRADITIONAL_CHINESE.value)
    language = languages.index(term.language) if term.language in languages else len(languages)
    if term.status == AdministrativeStatus.PREFERRED:
        return language, 0
    return language, 1 if term.status == AdministrativeStatus.ADMITTED else 2
