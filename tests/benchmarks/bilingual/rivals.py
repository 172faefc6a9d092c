"""Other ways to find what a term is called in sentence pairs, over the spans that ours looks at."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from glossary.mine.pairing.chinese import Chinese
from glossary.mine.pairing.counts import Occurrences
from glossary.mine.pairing.english import English
from tests.benchmarks.bilingual.programs import run_peer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.mine.encoding import Encoder
    from glossary.mine.pairing import SentencePair
    from glossary.mine.pairing.side import Side
    from tests.benchmarks.bilingual.tasks import Task

MOST = 5

Measure = Callable[[int, int, int, int], float]
"""How strongly two strings go together: pairs that have both, the one, the other, and all."""


class Answer(NamedTuple):
    """What a term may be called; the score compares answers to different terms too."""

    term: str
    score: float


def by_meaning(task: Task, encoder: Encoder) -> list[list[Answer]]:
    """Rank spans by the cosine of their vectors with that of the term; of equals the one in more pairs."""
    found: list[list[Answer]] = []
    for term, (spans, together) in zip(task.terms, task.spans, strict=True):
        if not spans:
            found.append([])
            continue
        likeness = encoder.encode(list(spans)) @ encoder.encode([term.term])[0]
        scores = likeness + [1e-4 * count / max(together) for count in together]
        found.append(_best(dict(zip(spans, map(float, scores), strict=True))))
    return found


def by_association(task: Task, known: Sequence[SentencePair], measure: Measure) -> list[list[Answer]]:
    """Rank spans by Dice or LLR with the term; of equals the longer one.

    Args:
        task: the terms.
        known: more pairs, of terms.
        measure: ``dice`` or ``log_likelihood_ratio``.
    """
    source, target = _sides(task.language)
    pairs = [*task.pairs, *task.background, *known]
    sources = Occurrences([source.fold(pair.source) for pair in pairs])
    targets = Occurrences([target.fold(pair.target) for pair in pairs])
    found = []
    for term, (spans, _) in zip(task.terms, task.spans, strict=True):
        own = set(sources.find(source.fold(term.term))) | set(term.pairs)
        scores = {}
        for span in spans:
            other = targets.find(target.fold(span))
            scores[span] = measure(len(own.intersection(other)), len(own), len(other), len(pairs)) + len(span) * 1e-6
        found.append(_best(scores))
    return found


def dice(both: int, first: int, second: int, total: int) -> float:  # noqa: ARG001 - measures are called alike
    """Return twice the pairs that have both, by those that have either."""
    return 2 * both / max(first + second, 1)


def log_likelihood_ratio(both: int, first: int, second: int, total: int) -> float:
    """Return how surely two strings meet more often than by chance (Dunning 1993); 0 where it is less often."""
    table = (both, first - both, second - both, total - first - second + both)
    if both * total <= first * second:
        return 0.0

    def entropy(*counts: int) -> float:
        return sum(count * math.log(count / total) for count in counts if count > 0)

    return 2 * (entropy(*table) - entropy(first, total - first) - entropy(second, total - second))


def by_word_alignment(task: Task, known: Sequence[SentencePair]) -> tuple[list[list[Answer]], float]:
    """Rank spans by how well eflomal's links of the term's words fall into them; return the CPU-seconds too.

    Args:
        task: the terms.
        known: more pairs, of terms.
    """
    source, target = _sides(task.language)
    start = time.process_time()
    pairs = [*task.pairs, *task.background, *known]
    words = [(source.words(pair.source), target.words(pair.target)) for pair in pairs]
    given = [
        [_lower(pair.source, ours), _lower(pair.target, theirs)]
        for pair, (ours, theirs) in zip(pairs, words, strict=True)
    ]
    kept = [number for number, sides in enumerate(given) if all(sides)]
    told = run_peer("eflomal", [given[number] for number in kept])
    links = dict(zip(kept, told.result, strict=True))
    found = []
    for term, (spans, _) in zip(task.terms, task.spans, strict=True):
        fits: dict[str, list[float]] = defaultdict(list)
        for number in term.pairs:
            pair = task.pairs[number]
            own = _words_of_term(source, term.term, pair.source)
            linked = _linked_characters(links.get(number, []), own, words[number][1], len(pair.target))
            for span in spans:
                at = pair.target.find(span)
                if at >= 0:
                    fits[span].append(_fit(linked, at, at + len(span)))
        found.append(_best({span: sum(each) / len(term.pairs) for span, each in fits.items()}))
    return found, told.seconds + time.process_time() - start


def _sides(language: str) -> tuple[Side, Side]:
    return (English(), Chinese()) if language == "en" else (Chinese(), English())


def _best(scores: dict[str, float]) -> list[Answer]:
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    return [Answer(span, score) for span, score in ranked[:MOST]]


def _lower(text: str, places: Sequence[tuple[int, int]]) -> list[str]:
    # Blanks part words in the program's input.
    return ["".join(text[a:b].split()).lower() for a, b in places]


def _words_of_term(side: Side, term: str, sentence: str) -> set[int]:
    """Return the numbers of the words of a sentence that are a term's, where it stands for the first time."""
    places = side.words(sentence)
    wanted = side.fold(term).strip()
    for first in range(len(places)):
        for last in range(first, len(places)):
            text = side.fold(sentence[places[first][0] : places[last][1]]).strip()
            if text == wanted:
                return set(range(first, last + 1))
            if len(text) > len(wanted):
                break
    at = sentence.lower().find(term.lower())
    return {number for number, (a, b) in enumerate(places) if at >= 0 and a < at + len(term) and b > at}


def _linked_characters(
    links: Sequence[Sequence[int]], own: set[int], places: Sequence[tuple[int, int]], length: int
) -> list[tuple[int, int]]:
    """Return for each character of a target how many links go from it to the term's words, and to others."""
    found = [[0, 0] for _ in range(length)]
    for ours, theirs in links:
        for place in range(*places[theirs]):
            found[place][0 if ours in own else 1] += 1
    return [(term, others) for term, others in found]


def _fit(linked: Sequence[tuple[int, int]], start: int, end: int) -> float:
    """Return the F1 of a span: how many of its characters are the term's, and how many of the term's it has."""
    inside = sum(term for term, _ in linked[start:end])
    every = sum(term for term, _ in linked)
    # A character without links is half a stranger.
    strangers = sum(others if term or others else 0.5 for term, others in linked[start:end])
    return 2 * inside / max(inside + strangers + every, 1e-9)
