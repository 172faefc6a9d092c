"""Candidates with what they are called in translation units."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.jobs.parallel.known_equivalents import KnownEquivalents
from glossary.jobs.parallel.searching import UnitSearch, WantedTerm
from glossary.text.chinese import fold_chinese, has_han
from glossary.text.pinyin import pinyin
from glossary.vocabulary import Language, Method

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossary.concept import Candidate, ConceptEntry, ParallelText, ProposedEquivalent
    from glossary.mine.encoding import Encoder
    from glossary.progress import Progress
    from glossary.store.candidates.found_equivalents import FoundEquivalent, Key

LEAST_CONFIDENCE = 0.3
"""What is less sure is not proposed: no equivalent is better than a wrong one."""

MOST = 3
SURE = 0.5
"""From here on, the Chinese term that was found for an English one is no candidate of its own."""

_SETTLED = frozenset({Method.BASE, Method.IMPORT})
_STRENGTH = {method: place for place, method in enumerate(Method)}


class UnitProposer:
    """Proposes for candidates what they are called in parallel texts.

    Args:
        texts: all parallel texts of the corpus.
        entries: of the termbase, to learn from how words are translated.
        hand_pinyin: readings that a person wrote, by Chinese term.
        encoder: says what spans mean; None where none is installed.
        first: only terms are looked for that stand in the text with this number or in a later one.
    """

    def __init__(
        self,
        texts: Sequence[ParallelText],
        *,
        entries: Sequence[ConceptEntry],
        hand_pinyin: Mapping[str, str] | None = None,
        encoder: Encoder | None,
        first: int = 0,
    ) -> None:
        self._texts = texts
        self._entries = entries
        self._hand_pinyin = hand_pinyin or {}
        self._encoder = encoder
        self._first = first
        self._searches: dict[str, UnitSearch] = {}

    def find(
        self, candidates: Sequence[Candidate], progress: Progress | None = None
    ) -> dict[Key, list[FoundEquivalent]]:
        """Return what was found for the candidates whose equivalent no termbase knows, likeliest first.

        A candidate that stands in no unit is left out; for one that does, the list may be empty.

        Args:
            candidates: English and Chinese ones.
            progress: told how far the work is.
        """
        found: dict[Key, list[FoundEquivalent]] = {}
        for language in ("en", "zh"):
            wanted = [each for each in candidates if each.language[:2] == language and not _is_settled(each)]
            if not wanted:
                continue
            search = self._search(language, progress)
            terms = [WantedTerm(each.spellings) for each in wanted]
            for candidate, term, answers in zip(
                wanted, terms, search.search(terms, limit=MOST, progress=progress), strict=True
            ):
                if search.locate(term):
                    found[candidate.language, candidate.key] = [
                        answer for answer in answers if answer.proposal.confidence >= LEAST_CONFIDENCE
                    ]
        return found

    def search_terms(
        self, terms: Sequence[str], *, limit: int, progress: Progress | None = None
    ) -> list[list[ProposedEquivalent]]:
        """Return the equivalents of each of some terms, English or Chinese, however unsure.

        What the termbase calls a term comes first where its units call it so too.
        """
        termbase = KnownEquivalents(self._entries)
        answers: dict[int, list[ProposedEquivalent]] = {}
        for language in ("en", "zh"):
            numbers = [number for number, term in enumerate(terms) if _language(term) == language]
            if numbers:
                wanted = [WantedTerm((terms[number],)) for number in numbers]
                search = self._search(language, progress)
                found = search.search(wanted, limit=limit, progress=progress)
                for number, term, each in zip(numbers, wanted, found, strict=True):
                    known = search.find_known(term, termbase.find(term.spellings[0], language))
                    both = {answer.proposal.term: answer.proposal for answer in (*known, *each)}
                    answers[number] = [read_aloud(answer, self._hand_pinyin) for answer in both.values()][:limit]
        return [answers[number] for number in range(len(terms))]

    def count(self, term: str) -> int:
        """Return in how many units a term stands."""
        return len(self._search(_language(term), None).locate(WantedTerm((term,))))

    def _search(self, language: str, progress: Progress | None) -> UnitSearch:
        search = self._searches.get(language)
        if search is None:
            search = self._searches[language] = UnitSearch(
                self._texts,
                language=language,
                encoder=self._encoder,
                entries=self._entries,
                first=self._first,
                progress=progress,
            )
        return search


def read_aloud(answer: ProposedEquivalent, hand_pinyin: Mapping[str, str]) -> ProposedEquivalent:
    """Return a proposal with its pinyin, by a person's hand where there is one; an English one as it is."""
    if answer.language == Language.ENGLISH:
        return answer
    return replace(answer, pinyin=hand_pinyin.get(answer.term) or pinyin(answer.term))


def with_found(
    candidates: Sequence[Candidate], found: Mapping[Key, Sequence[FoundEquivalent]], hand_pinyin: Mapping[str, str]
) -> list[Candidate]:
    """Return candidates with what was found for them, among their other equivalents by the strength of the method.

    Chinese candidates that an English one is called are left out: they are the same concept.

    Args:
        candidates: English and Chinese ones.
        found: by their language and key.
        hand_pinyin: readings that a person wrote, by Chinese term.
    """
    named = {
        fold_chinese(answer.proposal.term)
        for (language, _), answers in found.items()
        if language == Language.ENGLISH
        for answer in answers[:1]
        if answer.proposal.confidence >= SURE
    }
    named |= {
        fold_chinese(equivalent.term)
        for candidate in candidates
        if candidate.language == Language.ENGLISH
        for equivalent in candidate.equivalents[:1]
        if equivalent.confidence >= SURE
    }
    kept = [each for each in candidates if each.language == Language.ENGLISH or each.entry or each.key not in named]
    return [
        _with(
            candidate,
            [read_aloud(each.proposal, hand_pinyin) for each in found.get((candidate.language, candidate.key), ())],
        )
        for candidate in kept
    ]


def _with(candidate: Candidate, answers: Sequence[ProposedEquivalent]) -> Candidate:
    if not answers:
        return candidate
    by_term: dict[str, ProposedEquivalent] = {}
    for answer in sorted([*candidate.equivalents, *answers], key=lambda answer: _STRENGTH[answer.method]):
        by_term.setdefault(answer.term, answer)
    return replace(candidate, equivalents=tuple(by_term.values()))


def _is_settled(candidate: Candidate) -> bool:
    return any(equivalent.method in _SETTLED for equivalent in candidate.equivalents)


def _language(term: str) -> str:
    return "zh" if has_han(term) else "en"
