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
from collections import defaultdict
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from glossary.store.search_columns import search_key
from glossary.text.chinese import to_simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from glossary.concept import ConceptEntry, LanguageSection
    from glossary.store.term_keys import TermKey

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


class Index:
    """The entries of the termbase by the keys of their terms.

    Args:
        identifiers: of all entries.
        terms: of all entries.
    """

    def __init__(self, identifiers: Iterable[str], terms: Iterable[TermKey]) -> None:
        self.identifiers = frozenset(identifiers)
        # Nearly every key has one entry, so the string itself stands there and no list of one.
        self._entries: dict[Key, str | list[str]] = {}
        self._languages: dict[str, frozenset[str]] = {}
        known: dict[frozenset[str], frozenset[str]] = {}
        for term in terms:
            key = _key(term.language, term.key)
            self._add(key, term.entry)
            languages = self._languages.get(term.entry, _NONE)
            if key[0] not in languages:
                languages |= {key[0]}
                self._languages[term.entry] = known.setdefault(languages, languages)

    def _add(self, key: Key, identifier: str) -> None:
        known = self._entries.setdefault(key, identifier)
        if isinstance(known, list):
            if known[-1] != identifier:
                known.append(identifier)
        elif known != identifier:
            self._entries[key] = [known, identifier]

    def find(self, entry: ConceptEntry) -> list[str]:
        """Return the ids of the entries that may be the same concept, its own id first where that is one of them."""
        shared: dict[str, set[str]] = defaultdict(set)
        languages = set()
        for language, key in _keys(entry):
            languages.add(language)
            known = self._entries.get((language, key), ())
            for identifier in [known] if isinstance(known, str) else known:
                shared[identifier].add(language)
        found = sorted(
            identifier
            for identifier, common in shared.items()
            if identifier != entry.id and _are_one(languages & self._languages[identifier], common)
        )
        return [entry.id, *found] if entry.id in shared else found


class Candidates:
    """Some entries of the termbase, to be compared with entries of a file."""

    def __init__(self) -> None:
        self._entries: dict[str, ConceptEntry] = {}

    def add(self, entries: Iterable[ConceptEntry]) -> None:
        """Take in entries."""
        self._entries.update((entry.id, entry) for entry in entries)

    def find_wanted(self, entry: ConceptEntry, identifiers: Sequence[str]) -> Sequence[str]:
        """Return which of the entries that `Index.find` returned have to be looked at still.

        Where the one with the same id says the same there are no others to look at.
        """
        wanted = [name for name in identifiers if name not in self._entries]
        if not identifiers or identifiers[0] != entry.id:
            return wanted
        own = self._entries.get(entry.id)
        if own is None:
            return wanted[:1]
        return () if are_same(entry, own) else wanted

    def match(self, entry: ConceptEntry, identifiers: Sequence[str], reach: MatchedBy) -> Match | Ambiguity | None:
        """Return which of the named entries is the same concept, or that it may be several; None if it is new.

        Args:
            entry: of a file.
            identifiers: of the entries that `Index.find` returned for it.
            reach: how far to go in the order above; word for word always counts.
        """
        others = [self._entries[name] for name in identifiers if name in self._entries]
        if same := next((other for other in others if are_same(entry, other)), None):
            return Match(same, None)
        if others and others[0].id == entry.id:
            return Match(others[0], MatchedBy.ID)
        if reach is MatchedBy.ID or not others:
            return None
        own, known = _Known.of(entry), [_Known.of(other) for other in others]
        for pool in ([other for other in known if own.written <= other.written], known):
            if found := [other for other in pool if _share_a_term(own, other)]:
                return _choose(own, found, MatchedBy.TERM)
            if pool and reach is MatchedBy.VARIANT:
                return _choose(own, pool, MatchedBy.VARIANT)
        return None


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
