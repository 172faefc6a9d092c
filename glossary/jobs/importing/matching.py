"""Which entry of a file is which of the termbase."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.store.entries import new_identifier
from glossary.store.search_columns import search_key
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.concept import ConceptEntry, LanguageSection


class Present:
    """The entries of the termbase, by id and by English term, and the ids that are taken."""

    def __init__(self, entries: Iterable[ConceptEntry]) -> None:
        self._by_id: dict[str, ConceptEntry] = {}
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            self.put(entry)
        self._taken = set(self._by_id)

    def put(self, entry: ConceptEntry) -> None:
        """Take in an entry, or its new state."""
        former = self._by_id.get(entry.id)
        self._by_id[entry.id] = entry
        keys = set(_english_keys(entry))
        known = set(_english_keys(former)) if former else set()
        for key in keys - known:
            self._by_key[key].append(entry.id)
        for key in known - keys:
            self._by_key[key].remove(entry.id)

    def find(self, entry: ConceptEntry) -> ConceptEntry | None:
        """Return the entry of the termbase that is the same concept, or None."""
        same_id = self._by_id.get(entry.id)
        if same_id is not None and _keys(same_id) & _keys(entry):
            return same_id
        candidates = (self._by_id[name] for key in _english_keys(entry) for name in self._by_key.get(key, ()))
        return next((other for other in candidates if not _are_homonyms(other, entry)), None)

    def name(self, entry: ConceptEntry) -> ConceptEntry:
        """Return a new entry with an id that is free, and take the id."""
        is_free = entry.id and entry.id not in self._taken
        named = entry if is_free else replace(entry, id=new_identifier(entry, self._taken))
        self._taken.add(named.id)
        return named


def are_same(one: ConceptEntry, other: ConceptEntry) -> bool:
    """Whether two states of an entry say the same; where contexts were mined belongs to one database only."""
    return _without_places(one) == _without_places(other)


def _are_homonyms(one: ConceptEntry, other: ConceptEntry) -> bool:
    """Whether two entries that share an English term both have Chinese, and none of it in common."""
    chinese = [{key for key in _keys(entry) if key[0] != Language.ENGLISH} for entry in (one, other)]
    return all(chinese) and not chinese[0] & chinese[1]


def _without_places(entry: ConceptEntry) -> ConceptEntry:
    def bare(section: LanguageSection) -> LanguageSection:
        terms = tuple(
            replace(
                term,
                contexts=tuple(replace(c, document=None, start=None, end=None) for c in term.contexts),
            )
            for term in section.terms
        )
        return replace(section, terms=terms)

    return replace(entry, sections=tuple(bare(section) for section in entry.sections))


def _keys(entry: ConceptEntry) -> set[tuple[str, str]]:
    return {(language, search_key(language, term.term)) for language, term in entry.find_terms()}


def _english_keys(entry: ConceptEntry) -> list[str]:
    terms = entry.find_terms(Language.ENGLISH)
    return [search_key(Language.ENGLISH, term.term) for _, term in terms if term.status.is_accepted]
