"""The Chinese terms that a termbase has already, for finding them in documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import rjieba

from glossary.mine.chinese.folding import identity
from glossary.mine.kinship import Kinship
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.concept import ConceptEntry

BEGINNING = 2
"""Characters by which the terms are sorted into drawers; a term of one character is never looked for."""


class KnownTerm(NamedTuple):
    """One Chinese term of an entry."""

    term: str
    language: str
    entry: str
    is_preferred: bool


@dataclass(slots=True)
class KnownChinese:
    """Chinese terms by what all their writings have in common; an empty one knows nothing.

    ``preferred`` gives for an entry and a language the term that names it.
    """

    by_key: dict[str, list[KnownTerm]] = field(default_factory=dict)
    preferred: dict[tuple[str, str], str] = field(default_factory=dict)
    _lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _kinship: Kinship = field(default_factory=Kinship)

    @classmethod
    def of_entries(cls, entries: Iterable[ConceptEntry]) -> KnownChinese:
        """Return the Chinese terms of entries, whatever their status and script."""
        known = cls()
        for entry in entries:
            for language in (Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE):
                preferred = entry.preferred(language)
                if preferred:
                    known.preferred[entry.id, language] = preferred.term
                for _, section in entry.find_terms(language):
                    known._add(
                        KnownTerm(section.term, language, entry.id, preferred is not None and section is preferred)
                    )
        return known

    def _add(self, term: KnownTerm) -> None:
        key = identity(term.term, term.language)
        if len(key) < BEGINNING:
            return
        if key not in self.by_key:
            lengths = {len(key), *self._lengths.get(key[:BEGINNING], ())}
            self._lengths[key[:BEGINNING]] = tuple(sorted(lengths, reverse=True))
            self._kinship.learn(rjieba.cut(key))
        self.by_key.setdefault(key, []).append(term)

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self.by_key)

    def find(self, bare: str) -> Iterator[tuple[int, int]]:
        """Yield ``(start, end)`` of every known term that begins somewhere in a folded text, longest first."""
        lengths, by_key = self._lengths, self.by_key
        if not lengths:
            return
        size = len(bare)
        for start in range(size - 1):
            for length in lengths.get(bare[start : start + BEGINNING], ()):
                if start + length <= size and bare[start : start + length] in by_key:
                    yield start, start + length

    def entry_of(self, key: str) -> str | None:
        """Return the entry that a term names: one that prefers it before others."""
        terms = self.by_key.get(key)
        return min(terms, key=lambda term: not term.is_preferred).entry if terms else None

    def name_of(self, key: str) -> str:
        """Return what the preferred term of the entry of a known key has in common with all its writings."""
        entry = self.entry_of(key)
        for language in (Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE):
            preferred = self.preferred.get((entry, language)) if entry else None
            if preferred:
                return identity(preferred, language)
        return key

    def is_preferred(self, key: str) -> bool:
        """Whether some entry prefers a term of this key."""
        return any(term.is_preferred for term in self.by_key.get(key, ()))

    def kinship(self, words: Sequence[str]) -> float:
        """Return 0–1, how much a phrase is made like the known ones: of their heads and their modifiers."""
        return self._kinship.of(words)
