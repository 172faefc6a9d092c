"""What terms may be called in Chinese texts that are on the same matter, but no translations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.jobs.parallel.known_equivalents import term_pairs
from glossary.mine.comparable import ComparableFinder, ComparableTerm
from glossary.store.candidates.found_equivalents import FoundEquivalent
from glossary.store.documents import describe
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Sequence

    from glossary.concept import Candidate, ConceptEntry, Document
    from glossary.mine.encoding import Encoder
    from glossary.progress import Progress
    from glossary.store.candidates.found_equivalents import Key

MOST = 5


def find_comparable(
    candidates: Sequence[Candidate],
    documents: Sequence[Document],
    encoder: Encoder,
    *,
    answered: Container[Key] = (),
    known_terms: Collection[str] = (),
    entries: Iterable[ConceptEntry] = (),
    progress: Progress | None = None,
) -> dict[Key, list[FoundEquivalent]]:
    """Return the five likeliest equivalents of each English candidate that has none from elsewhere.

    Args:
        candidates: with what the termbase, glosses and dictionaries propose for them.
        documents: in Chinese, on the same matter.
        encoder: says what strings mean.
        answered: language and key of those that parallel texts have an equivalent for.
        known_terms: Chinese terms that are known or were mined, which are likelier than other spans.
        entries: of the termbase, to learn from how words are translated.
        progress: told how far the work is.
    """
    wanted = [
        each
        for each in candidates
        if each.language == Language.ENGLISH and not each.equivalents and (each.language, each.key) not in answered
    ]
    if not wanted or not documents:
        return {}
    numbers = {str(number): document for number, document in enumerate(documents)}
    named = {id(document): number for number, document in numbers.items()}
    finder = ComparableFinder(
        documents,
        encoder,
        known_terms=known_terms,
        term_pairs=list(term_pairs(entries)),
        name_of=lambda document: named[id(document)],
        progress=progress,
    )
    terms = [
        ComparableTerm(each.term, each.spellings[1:], tuple(usage.text for usage in each.contexts)) for each in wanted
    ]
    found: dict[Key, list[FoundEquivalent]] = {}
    for candidate, answers in zip(wanted, finder.find(terms, limit=MOST, progress=progress), strict=True):
        found[candidate.language, candidate.key] = [
            FoundEquivalent(replace(answer, source=describe(document.path, document.title, document.date)), document.id)
            for answer in answers
            for document in [numbers[answer.source]]
        ]
    return found
