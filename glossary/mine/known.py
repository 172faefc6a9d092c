"""The terms that a termbase has already, for finding them in documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from glossary.mine.kinship import Kinship
from glossary.text.english import fold_word
from glossary.text.english.tokens import words as split_words
from glossary.vocabulary import Language, TermType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.concept import ConceptEntry

_QUOTES = frozenset('"“”«»;.')
"""Marks that no term reaches across."""


LONG_NAME = 3
"""Words of a name that is itself wherever it stands; a shorter one may be a piece of another name."""


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """One English term of an entry.

    ``needs_case`` says that only the very same capitals are the term: WHO is no “who”.
    """

    term: str
    entry: str
    is_preferred: bool
    is_acronym: bool
    needs_case: bool


@dataclass(slots=True)
class KnownTerms:
    """English terms by their key; an empty one knows nothing.

    ``entry_key`` gives for an entry the key of its preferred term, under which all its terms are mined,
    ``preferred`` that term itself, ``acronyms`` the acronyms of the entry.
    """

    by_key: dict[str, list[KnownTerm]] = field(default_factory=dict)
    entry_key: dict[str, str] = field(default_factory=dict)
    preferred: dict[str, str] = field(default_factory=dict)
    acronyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _longest: dict[str, int] = field(default_factory=dict)
    _kinship: Kinship = field(default_factory=Kinship)

    @classmethod
    def of_entries(cls, entries: Iterable[ConceptEntry]) -> KnownTerms:
        """Return the English terms of entries, whatever their status."""
        known = cls()
        for entry in entries:
            preferred = entry.preferred(Language.ENGLISH)
            for _, section in entry.find_terms(Language.ENGLISH):
                known._add(
                    section.term,
                    entry.id,
                    is_preferred=preferred is not None and section.term == preferred.term,
                    is_acronym=section.term_type is TermType.ACRONYM,
                )
        return known

    def _add(self, term: str, entry: str, *, is_preferred: bool, is_acronym: bool) -> None:
        parts = [part for part in map(fold_word, split_words(term)) if part]
        if not parts:
            return
        key = "".join(parts)
        if key not in self.by_key:
            self._kinship.learn(parts)
        needs_case = len(split_words(term)) == 1 and any(map(str.isupper, term))
        self.by_key.setdefault(key, []).append(KnownTerm(term, entry, is_preferred, is_acronym, needs_case))
        if is_acronym and term not in self.acronyms.get(entry, ()):
            self.acronyms[entry] = (*self.acronyms.get(entry, ()), term)
        if is_preferred or entry not in self.entry_key:
            self.entry_key[entry] = key
            self.preferred[entry] = term
        # Any split of the first part may begin the term in running text: “land-sea”, “land sea”.
        for piece in {parts[0], *_prefixes(term)}:
            self._longest[piece] = max(self._longest.get(piece, 0), len(key))

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self.by_key)

    def find(self, words: Sequence[str], folded: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yield ``(first word, word after the last, key)`` of the longest known terms, left to right."""
        i = 0
        count = len(words)
        while i < count:
            longest = self._longest.get(folded[i])
            found = None
            if longest:
                key = ""
                for j in range(i, count):
                    key += folded[j]
                    if len(key) > longest or words[j] in _QUOTES:
                        break
                    if folded[j] and key in self.by_key and self._fits(key, words[i : j + 1]):
                        found = (i, j + 1, key)
            if found:
                yield found
                i = found[1]
            else:
                i += 1

    def _fits(self, key: str, words: Sequence[str]) -> bool:
        surface = " ".join(words)
        return any(not term.needs_case or surface.rstrip("s") == term.term.rstrip("s") for term in self.by_key[key])

    def entry_of(self, key: str) -> str | None:
        """Return the id of the entry that has a key, the one that prefers it first; None for none."""
        terms = self.by_key.get(key)
        if not terms:
            return None
        return min(terms, key=lambda term: not term.is_preferred).entry

    def is_self_contained(self, key: str) -> bool:
        """Whether a key is itself in any longer name: an acronym, or a name of three words or more."""
        return any(
            term.is_acronym or (term.term[:1].isupper() and len(term.term.split()) >= LONG_NAME)
            for term in self.by_key.get(key, ())
        )

    def needs_case(self, key: str) -> bool:
        """Whether only certain capitals make a key the known term."""
        return all(term.needs_case for term in self.by_key.get(key, ()))

    def kinship(self, folded: Sequence[str]) -> float:
        """Return 0–1, how much a phrase is made like the known ones: of their heads and their modifiers."""
        return self._kinship.of(folded)


def _prefixes(term: str) -> set[str]:
    """Return the keys of the first word and of its first parts, as a text may split it."""
    first = next((word for word in split_words(term) if fold_word(word)), "")
    pieces = [piece for piece in first.replace("–", "-").split("-") if piece]
    return {fold_word("-".join(pieces[:n])) for n in range(1, len(pieces) + 1)}
