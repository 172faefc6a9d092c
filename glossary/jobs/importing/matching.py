"""Which entry of a file is which of the termbase.

The order in which that is decided:

1. word for word: an entry of the termbase says exactly the same, under the same id or any other;
2. by id: the entry of the termbase has the same id and at least one term in common, in any spelling;
3. by term: they share an accepted term as it is written;
4. by variant: they share a term but for case, plural, hyphens, blanks, width or the Chinese writing, or one that is
   deprecated or superseded.

A shared term counts if it is English; where one of the two has no English, if it is Chinese; else in any language that
both have. Two entries that both have Chinese and none of it in common are homonyms, and never the same. Of several
entries one that has every term of the file's goes first, then the one that shares most; where two share equally many,
nobody guesses.
"""

from __future__ import annotations

import unicodedata
from array import array
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from glossary.store.entries.search_columns import search_key
from glossary.text.chinese import to_simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from glossary.concept import ConceptEntry, LanguageSection
    from glossary.store.entries.term_keys import TermKey

_ENGLISH, _CHINESE = "en", "zh"
_NONE: frozenset[str] = frozenset()

Key = tuple[str, str]
"""The language of a term, whatever its country or writing, and what all its spellings have in common."""


class MatchedBy(StrEnum):
    """By what an entry of a file was found to be one of the termbase, surest first."""

    ID = "id"
    TERM = "term"
    VARIANT = "variant"


class Match(NamedTuple):
    """The entry of the termbase that an entry of a file is; ``by`` is None where they say the same word for word."""

    entry: ConceptEntry
    by: MatchedBy | None


class Ambiguity(NamedTuple):
    """The ids of entries of which an entry of a file may be any."""

    entries: tuple[str, ...]


class Found(NamedTuple):
    """The rows of entries that may be one with an entry of a file: of the one with its id, and of others."""

    own: int | None
    others: tuple[int, ...]


class Index:
    """The entries of the termbase by the keys of their terms, 25 bytes for each term.

    Of a key only its hash is kept: what is found may rarely be another, and `Candidates.match` looks closer.

    Args:
        terms: of all entries, those of an entry one after the other.
    """

    def __init__(self, terms: Iterable[TermKey]) -> None:
        self._rows = array("q")
        self._languages: list[frozenset[str]] = []
        self._hashes, self._entries = array("q"), array("I")
        known: dict[frozenset[str], frozenset[str]] = {}
        for term in terms:
            key = _key(term.language, term.key)
            if not self._rows or self._rows[-1] != term.row:
                self._rows.append(term.row)
                self._languages.append(_NONE)
            languages = self._languages[-1]
            if key[0] not in languages:
                languages |= {key[0]}
                self._languages[-1] = known.setdefault(languages, languages)
            self._hashes.append(hash(key))
            self._entries.append(len(self._rows) - 1)
        self._chain()

    def find(self, entry: ConceptEntry, own: int | None) -> Found:
        """Return the rows of the entries that may be the same concept as one of a file; ``own`` is that of its id."""
        shared: dict[int, set[str]] = {}
        languages = set()
        for key in _keys(entry):
            languages.add(key[0])
            for place in self._look_up(key):
                shared.setdefault(place, set()).add(key[0])
        others = tuple(
            self._rows[place]
            for place, common in shared.items()
            if self._rows[place] != own and _are_one(languages & self._languages[place], common)
        )
        is_there = own is not None and any(self._rows[place] == own for place in shared)
        return Found(own if is_there else None, others)

    def _chain(self) -> None:
        """Chain the terms whose hashes end alike: each to the one before, counted from 1; 0 ends a chain."""
        self._mask = (1 << len(self._hashes).bit_length()) - 1
        self._last = array("I", bytes(4 * (self._mask + 1)))
        self._before = array("I", bytes(4 * len(self._hashes)))
        for number, hashed in enumerate(self._hashes):
            end = hashed & self._mask
            self._before[number] = self._last[end]
            self._last[end] = number + 1

    def _look_up(self, key: Key) -> Iterator[int]:
        """Yield the entries that have a key, by their numbers."""
        wanted = hash(key)
        number = self._last[wanted & self._mask]
        while number:
            if self._hashes[number - 1] == wanted:
                yield self._entries[number - 1]
            number = self._before[number - 1]


class Candidates:
    """Some entries of the termbase, by their rows, to be compared with entries of a file."""

    def __init__(self) -> None:
        self._entries: dict[int, ConceptEntry] = {}

    def add(self, entries: Iterable[tuple[int, ConceptEntry]]) -> None:
        """Take in entries with their rows."""
        self._entries.update(entries)

    def find_wanted(self, entry: ConceptEntry, found: Found) -> Sequence[int]:
        """Return which of the entries that `Index.find` returned have to be looked at still.

        Where the one with the same id says the same there are no others to look at.
        """
        if found.own is not None:
            own = self._entries.get(found.own)
            if own is None:
                return (found.own,)
            if are_same(entry, own):
                return ()
        return [row for row in found.others if row not in self._entries]

    def match(self, entry: ConceptEntry, found: Found, reach: MatchedBy) -> Match | Ambiguity | None:
        """Return which of the entries that were found is the same concept, or that it may be several; None: it is new.

        Args:
            entry: of a file.
            found: what `Index.find` returned for it.
            reach: how far to go in the order above; word for word always counts.
        """
        owned = [] if found.own is None else [self._entries[found.own]]
        others = [self._entries[row] for row in found.others if row in self._entries]
        others = [*owned, *sorted(others, key=lambda other: other.id)]
        if not others:
            return None
        if same := next((other for other in others if are_same(entry, other)), None):
            return Match(same, None)
        own = _Known.of(entry)
        known = [other for other in map(_Known.of, others) if _are_alike(own, other)]
        if known and known[0].entry.id == entry.id:
            return Match(known[0].entry, MatchedBy.ID)
        return None if reach is MatchedBy.ID else _choose_near(own, known, reach)


class _Known(NamedTuple):
    """An entry with what it is compared by: its terms as they are written, the accepted ones, and the keys of all."""

    entry: ConceptEntry
    written: frozenset[Key]
    terms: frozenset[Key]
    keys: frozenset[Key]

    @classmethod
    def of(cls, entry: ConceptEntry) -> _Known:
        written = frozenset((language, term.term) for language, term in entry.find_terms())
        accepted = frozenset((language, term.term) for language, term in entry.find_terms() if term.status.is_accepted)
        return cls(entry, written, accepted, frozenset(_keys(entry)))


def are_same(one: ConceptEntry, other: ConceptEntry) -> bool:
    """Whether two entries say the same word for word, whatever their ids and where their contexts were mined."""
    return without_places(one) == without_places(other if other.id == one.id else replace(other, id=one.id))


def without_places(entry: ConceptEntry) -> ConceptEntry:
    """Return an entry without where its contexts were mined: that belongs to one termbase only."""
    if all(context.document is None for _, term in entry.find_terms() for context in term.contexts):
        return entry

    def bare(section: LanguageSection) -> LanguageSection:
        terms = tuple(
            replace(term, contexts=tuple(replace(c, document=None, start=None, end=None) for c in term.contexts))
            for term in section.terms
        )
        return replace(section, terms=terms)

    return replace(entry, sections=tuple(bare(section) for section in entry.sections))


def _are_alike(own: _Known, other: _Known) -> bool:
    """Whether two entries share a key that makes them one, or any where they have one id."""
    shared = {language for language, _ in own.keys & other.keys}
    if own.entry.id == other.entry.id:
        return bool(shared)
    mine, theirs = ({language for language, _ in known.keys} for known in (own, other))
    return _are_one(mine & theirs, shared)


def _are_one(common: AbstractSet[str], shared: AbstractSet[str]) -> bool:
    """Whether two entries are one by the languages that both have, and those in which they share a term."""
    return not _counting(common).isdisjoint(shared) and (_CHINESE not in common or _CHINESE in shared)


def _counting(common: AbstractSet[str]) -> AbstractSet[str]:
    """Return the languages in which a shared term counts, of those that two entries have."""
    return next(({language} for language in (_ENGLISH, _CHINESE) if language in common), common)


def _share_a_term(own: _Known, other: _Known) -> bool:
    """Whether two entries share an accepted term as it is written, in a language that counts."""
    mine, theirs = ({language for language, _ in known.keys} for known in (own, other))
    counting = _counting(mine & theirs)
    return any(_group(language) in counting for language, _ in own.terms & other.terms)


def _choose_near(own: _Known, others: Sequence[_Known], reach: MatchedBy) -> Match | Ambiguity | None:
    """Return the entry that is one with another by its terms, those first that have all of them."""
    for pool in ([other for other in others if own.written <= other.written], others):
        if near := [other for other in pool if _share_a_term(own, other)]:
            return _choose(own, near, MatchedBy.TERM)
        if pool and reach is MatchedBy.VARIANT:
            return _choose(own, pool, MatchedBy.VARIANT)
    return None


def _choose(own: _Known, others: Sequence[_Known], by: MatchedBy) -> Match | Ambiguity:
    """Return the entry that shares most terms with one, as they are written first."""
    ranks: Mapping[str, tuple[int, int]] = {
        other.entry.id: (len(own.terms & other.terms), len(own.keys & other.keys)) for other in others
    }
    best = max(ranks.values())
    found = [other for other in others if ranks[other.entry.id] == best]
    return Match(found[0].entry, by) if len(found) == 1 else Ambiguity(tuple(other.entry.id for other in found))


def _keys(entry: ConceptEntry) -> list[Key]:
    return [_key(language, search_key(language, term.term)) for language, term in entry.find_terms()]


def _key(language: str, key: str) -> Key:
    group = _group(language)
    return group, to_simplified(key) if group == _CHINESE else unicodedata.normalize("NFKC", key)


def _group(language: str) -> str:
    """Return a language without country and writing."""
    return language.partition("-")[0]
