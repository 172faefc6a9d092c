"""What is asked of every system: terms that were marked by hand, in sentence pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.mine.pairing import PairFinder, SentencePair, TermInPairs
from glossary.mine.pairing.chinese import Chinese
from glossary.mine.pairing.english import English
from tests.benchmarks.bilingual.parallel_gold import FILES, read_marked, read_ranges

if TYPE_CHECKING:
    from glossary.mine.pairing.features import SpanInPair
    from tests.benchmarks.bilingual.parallel_gold import Line

ARTICLES = {
    "article-1": (FILES[0], range(107, 207)),
    "article-2": (FILES[0], range(649, 739)),
    "article-3": (FILES[1], range(206, 306)),
}
SETS = (*ARTICLES, "test", "test+", "all")


class CandidateSpans(NamedTuple):
    """The spans of a term that ours looks at, and in how many of the pairs that it looks at each stands."""

    spans: dict[str, SpanInPair]
    together: list[int]


class Task(NamedTuple):
    """Terms in sentence pairs: ``right`` are the answers to each in lower case, ``background`` pairs to learn from."""

    name: str
    language: str
    pairs: list[SentencePair]
    background: list[SentencePair]
    terms: list[TermInPairs]
    right: list[frozenset[str]]
    spans: list[CandidateSpans]


def make_task(name: str, language: str, files: dict[str, list[tuple[str, str]]]) -> Task:
    """Return one set of terms."""
    lines = _lines(name, files)
    here = set(lines)
    answers: dict[str, tuple[str, set[str]]] = {}
    wanted = set()
    for each in read_marked(files):
        if each.line in here:
            term, given = (each.term, each.answers) if language == "en" else (each.answers[0], (each.term,))
            answers.setdefault(term.lower(), (term, set()))[1].update(answer.lower() for answer in given)
            if name != "all" or each.set == "test":
                wanted.add(term.lower())
    answers = {key: answer for key, answer in answers.items() if key in wanted}
    pairs = [_turned(files[file][number - 1], language) for file, number in lines]
    background = [_turned(pair, language) for pair in files[FILES[0]]] if name == "test+" else []
    side = English() if language == "en" else Chinese()
    folded = [side.fold(pair.source) for pair in pairs]
    terms = []
    for term, _ in answers.values():
        key = side.fold(term)
        terms.append(TermInPairs(term, tuple(number for number, text in enumerate(folded) if key in text)))
    finder = PairFinder(pairs, language=language)
    spans = [CandidateSpans(*finder._collect(term)) for term in terms]
    right = [frozenset(right) for _, right in answers.values()]
    return Task(name, language, pairs, background, terms, right, spans)


def _lines(name: str, files: dict[str, list[tuple[str, str]]]) -> list[Line]:
    if name in ARTICLES:
        file, numbers = ARTICLES[name]
        return [(file, number) for number in numbers]
    if name == "all":
        return [(file, number) for file in FILES for number in range(1, len(files[file]) + 1)]
    return [(file, number) for kind, file, numbers in read_ranges() if kind == "test" for number in numbers]


def _turned(pair: tuple[str, str], language: str) -> SentencePair:
    return SentencePair(*(pair if language == "en" else pair[::-1]))
