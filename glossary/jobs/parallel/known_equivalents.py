"""What the entries of a termbase call a term in the other language."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from glossary.text.chinese import fold_chinese
from glossary.text.english import fold
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.concept import ConceptEntry


class KnownEquivalents:
    """The accepted terms of entries by those of the other language.

    Args:
        entries: of the termbase.
    """

    def __init__(self, entries: Iterable[ConceptEntry]) -> None:
        self._found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for entry in entries:
            english = [term.term for _, term in entry.find_terms(Language.ENGLISH) if term.status.is_accepted]
            chinese = [
                term.term
                for language, term in entry.find_terms()
                if language.startswith("zh") and term.status.is_accepted
            ]
            for term in english:
                self._found["en", fold(term)].update(dict.fromkeys(chinese))
            for term in chinese:
                self._found["zh", fold_chinese(term)].update(dict.fromkeys(english))

    def find(self, term: str, language: str) -> list[str]:
        """Return what a term is called in the other language, those of all entries that have it.

        Args:
            term: in any spelling.
            language: of the term, ``en`` or ``zh``.
        """
        key = fold(term) if language == "en" else fold_chinese(term)
        return list(self._found.get((language, key), ()))


def term_pairs(entries: Iterable[ConceptEntry]) -> Iterator[tuple[str, str]]:
    """Yield the English terms of entries, each with the Chinese one that is preferred."""
    for entry in entries:
        chinese = entry.preferred(Language.SIMPLIFIED_CHINESE) or entry.preferred(Language.TRADITIONAL_CHINESE)
        if chinese is not None:
            for _, term in entry.find_terms(Language.ENGLISH):
                yield term.term, chinese.term
