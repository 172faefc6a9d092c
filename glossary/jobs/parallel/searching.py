"""What terms are called in translation units."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.concept import ProposedEquivalent
from glossary.jobs.parallel.known_equivalents import term_pairs
from glossary.mine.pairing import PairFinder, SentencePair, TermInPairs
from glossary.mine.pairing.chinese import Chinese
from glossary.mine.pairing.counts import Occurrences
from glossary.mine.pairing.english import English
from glossary.store.candidates.found_equivalents import FoundEquivalent
from glossary.store.documents import describe
from glossary.vocabulary import Language, Method

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.concept import ConceptEntry, ParallelText, TranslationUnit
    from glossary.mine.encoding import Encoder
    from glossary.progress import Progress

LEAST_LIKENESS = 0.15
"""Units whose sides are less alike are no translations of each other, whatever the alignment had to do."""

KNOWN = 0.98
"""The confidence in what the termbase calls a term, and the translation too."""

_NO_MARKS = str.maketrans("", "", "“”‘’《》「」『』")


class WantedTerm(NamedTuple):
    """A term in its spellings, the first of which names it."""

    spellings: tuple[str, ...]


class _Unit(NamedTuple):
    text: ParallelText
    unit: TranslationUnit
    english: str
    chinese: str


class UnitSearch:
    """Looks for the equivalents of terms of one language in parallel texts.

    Args:
        texts: all that there are.
        language: of the terms, ``en`` or ``zh``.
        encoder: says what spans mean; None where none is installed.
        entries: of the termbase, to learn from how words are translated.
        first: only terms are looked for that stand in the text with this number or in a later one.
        progress: told how far the work is.
    """

    def __init__(
        self,
        texts: Sequence[ParallelText],
        *,
        language: str,
        encoder: Encoder | None,
        entries: Iterable[ConceptEntry] = (),
        first: int = 0,
        progress: Progress | None = None,
    ) -> None:
        self._units = [unit for unit in _units(texts) if unit.unit.likeness >= LEAST_LIKENESS]
        self._first = sum(unit.likeness >= LEAST_LIKENESS for text in texts[:first] for unit in text.units)
        self._is_english = language == "en"
        self._side = English() if self._is_english else Chinese()
        pairs = [SentencePair(*self._turned(unit.english, unit.chinese)) for unit in self._units]
        self._sources = [pair.source for pair in pairs]
        self._index = Occurrences([self._side.fold(source) for source in self._sources])
        self._located: dict[WantedTerm, tuple[int, ...]] = {}
        known = [self._turned(*pair) for pair in term_pairs(entries)]
        self._finder = PairFinder(pairs, language=language, encoder=encoder, term_pairs=known, progress=progress)

    def locate(self, term: WantedTerm) -> tuple[int, ...]:
        """Return the numbers of the units that have a term in any of its spellings; none where it isn't looked for."""
        located = self._located.get(term)
        if located is None:
            located = self._located[term] = self._locate(term)
        return located

    def _locate(self, term: WantedTerm) -> tuple[int, ...]:
        found: set[int] = set()
        for spelling in term.spellings:
            folded = self._side.fold(spelling)
            if not folded.strip():
                continue
            numbers = self._index.find(folded)
            if spelling.isupper() and spelling.isascii():
                # Only the very same capitals are an acronym: WHO is no “who”.
                numbers = [number for number in numbers if spelling in self._sources[number]]
            found.update(numbers)
        return tuple(sorted(found)) if found and max(found) >= self._first else ()

    def search(
        self, terms: Sequence[WantedTerm], *, limit: int, progress: Progress | None = None
    ) -> Iterator[list[FoundEquivalent]]:
        """Yield the equivalents of each term, likeliest first; none for a term that no unit has.

        Args:
            terms: in the language of the search.
            limit: at most so many for each.
            progress: told how far the work is.
        """
        wanted = [TermInPairs(term.spellings[0], self.locate(term)) for term in terms]
        for found in self._finder.find(wanted, limit=limit, progress=progress):
            yield [self._proposal(each.term, each.confidence, each.pair) for each in found]

    def find_known(self, term: WantedTerm, answers: Sequence[str]) -> list[FoundEquivalent]:
        """Return those equivalents of a term, known from elsewhere, that its units have, commonest first.

        Args:
            term: in the language of the search.
            answers: what it is called in the other language; marks around them may be missing in the units.
        """
        units = self.locate(term)
        found: dict[str, list[int]] = {}
        for answer in answers:
            for spelling in dict.fromkeys((answer, answer.translate(_NO_MARKS))):
                here = [number for number in units if spelling and spelling in self._target(number)]
                if here:
                    found[spelling] = here
                    break
        commonest = sorted(found, key=lambda answer: -len(found[answer]))
        return [self._proposal(answer, KNOWN, found[answer][0]) for answer in commonest]

    def _target(self, number: int) -> str:
        unit = self._units[number]
        return unit.chinese if self._is_english else unit.english

    def _proposal(self, term: str, confidence: float, number: int) -> FoundEquivalent:
        text, unit, english, chinese = self._units[number]
        document = text.chinese if self._is_english else text.english
        proposal = ProposedEquivalent(
            term=term,
            language=Language(document.language),
            method=Method.PARALLEL,
            confidence=confidence,
            source=describe(document.path, document.title, document.date),
            evidence=" ⇔ ".join(self._turned(english, chinese)),
            unit_id=unit.id,
        )
        return FoundEquivalent(proposal, document.id)

    def _turned(self, english: str, chinese: str) -> tuple[str, str]:
        return (english, chinese) if self._is_english else (chinese, english)


def _units(texts: Sequence[ParallelText]) -> Iterator[_Unit]:
    for text in texts:
        for unit in text.units:
            yield _Unit(text, unit, *text.sentences(unit))
