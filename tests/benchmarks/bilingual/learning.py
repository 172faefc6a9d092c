"""Learns how much each feature of a span counts, from texts of this project alone.

Run: ``python -m tests.benchmarks.bilingual.learning``; it writes ``glossary/mine/pairing/weights.json``.

The examples of the curated base and the sample articles are sentence pairs in which the terms of the base, and those
marked in ``tests/gold``, are known with their Chinese. Weights are those of a listwise logistic model: the share that
a softmax over the spans of a term gives to the right ones. What the pairs of the base say about the words of a term is
taken from the half of its entries that the term isn't in, so that no term is learned from itself. Confidence is fitted
to what the model says of terms that it wasn't learned from.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.jobs.seeds import articles_folder, load_base
from glossary.mine.alignment import align_sentences
from glossary.mine.encoding import load_encoder
from glossary.mine.known import KnownTerms
from glossary.mine.pairing import MeasuredSpans, PairFinder, SentencePair, TermInPairs
from glossary.mine.pairing.features import BY_MEANING, FEATURES, PLACE
from glossary.mine.pairing.model import CONFIDENCE, WEIGHTS, confidence_inputs, softmax
from glossary.text.chinese_sentences import find_chinese_sentences
from glossary.text.english import fold_word
from glossary.text.english.sentences import find_sentences
from glossary.text.english.tokens import find_tokens
from tests.benchmarks.bilingual.listwise import fit_logistic, fit_shares
from tests.benchmarks.gold import read_gold

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDS = 5
PENALTY = 1e-2


class Lesson(NamedTuple):
    """A term in pairs, what it is called in the other language, and the half of the base that knows it."""

    term: TermInPairs
    answers: frozenset[str]
    half: int


class Measured(NamedTuple):
    """The spans of a lesson: features, which are right, and in how many pairs the term stands."""

    features: NDArray[np.float32]
    right: NDArray[np.bool_]
    pairs: int


def read_pairs() -> list[SentencePair]:
    """Return the sentence pairs of the base and of the sample articles."""
    pairs = []
    for entry in load_base():
        english = [context.text for _, term in entry.find_terms("en") for context in term.contexts]
        chinese = [context.text for _, term in entry.find_terms("zh-Hans") for context in term.contexts]
        if english and chinese:
            pairs.append(SentencePair(english[0], chinese[0]))
    return pairs + read_articles()


def read_articles() -> list[SentencePair]:
    """Return the aligned sentences of the sample articles that have a Chinese side."""
    pairs = []
    for chinese_path in sorted(articles_folder().glob("*.zh.txt")):
        english, chinese = (
            path.read_text("utf-8") for path in (Path(str(chinese_path).replace(".zh.", ".en.")), chinese_path)
        )
        sources = [english[a:b] for a, b in find_sentences(english)]
        targets = [chinese[a:b] for a, b in find_chinese_sentences(chinese)]
        pairs += [
            SentencePair(" ".join(sources[i] for i in bead.sources), "".join(targets[i] for i in bead.targets))
            for bead in align_sentences(sources, targets, load_encoder())
            if bead.sources and bead.targets
        ]
    return pairs


def find_lessons(pairs: list[SentencePair]) -> tuple[list[Lesson], list[Lesson]]:
    """Return the lessons for English terms and those for Chinese ones."""
    base = load_base()
    halves = {entry.id: number % 2 for number, entry in enumerate(sorted(base, key=lambda entry: entry.id))}
    chinese_of = {entry.id: [term.term for _, term in entry.find_terms("zh-Hans")] for entry in base}
    marked = defaultdict(set)
    for term in read_gold("sample articles", "article-terms.tsv", articles_folder()).terms:
        if term.equivalent:
            marked[term.term.lower()].add(term.equivalent)
    known = KnownTerms.of_entries(base)
    english, chinese = _Lessons(), _Lessons()
    for number, pair in enumerate(pairs):
        tokens = list(find_tokens(pair.source))
        words = [pair.source[a:b] for a, b in tokens]
        for first, stop, key in known.find(words, [fold_word(word) for word in words]):
            surface = pair.source[tokens[first][0] : tokens[stop - 1][1]]
            ids = [term.entry for term in known.by_key[key]]
            for answer in sorted({answer for entry in ids for answer in chinese_of[entry]} | marked[surface.lower()]):
                if answer in pair.target:
                    english.add(surface, number, answer, halves[ids[0]])
                    chinese.add(answer, number, surface, halves[ids[0]])
    return english.collected(), chinese.collected()


class _Lessons:
    """Lessons being collected, one a term."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, dict[int, None], set[str], int]] = {}

    def add(self, term: str, pair: int, answer: str, half: int) -> None:
        """Note that a term stands in a pair, and what it is called there."""
        _, pairs, answers, _ = self._found.setdefault(term.lower(), (term, {}, set(), half))
        pairs[pair] = None
        answers.add(answer)

    def collected(self) -> list[Lesson]:
        """Return all lessons, in the order in which their terms were met."""
        return [
            Lesson(TermInPairs(term, tuple(pairs)), frozenset(answers), half)
            for term, pairs, answers, half in self._found.values()
        ]


def measure(lessons: list[Lesson], pairs: list[SentencePair], language: str, *, meaning: bool) -> list[Measured]:
    """Return the features of all spans of all lessons."""
    turned = pairs if language == "en" else [SentencePair(pair.target, pair.source) for pair in pairs]
    found: dict[int, Measured] = {}
    for half in (0, 1):
        finder = PairFinder(
            turned,
            language=language,
            encoder=load_encoder() if meaning else None,
            term_pairs=term_pairs(language, half=1 - half),
        )
        numbers = [number for number, lesson in enumerate(lessons) if lesson.half == half]
        for start in range(0, len(numbers), 40):
            batch = numbers[start : start + 40]
            for number, spans in zip(batch, finder.measure([lessons[i].term for i in batch]), strict=True):
                found[number] = _judged(spans, lessons[number].answers, language)
    return [found[number] for number in range(len(lessons)) if found[number].right.any()]


def term_pairs(language: str, *, half: int | None = None) -> list[tuple[str, str]]:
    """Return the terms of the base, or of half of its entries, with their preferred equivalents."""
    pairs = []
    for number, entry in enumerate(sorted(load_base(), key=lambda entry: entry.id)):
        chinese = entry.preferred("zh-Hans")
        if chinese and half in (None, number % 2):
            for _, term in entry.find_terms("en"):
                pairs.append((term.term, chinese.term) if language == "en" else (chinese.term, term.term))
    return pairs


def _judged(spans: MeasuredSpans, answers: frozenset[str], language: str) -> Measured:
    wanted = {answer.lower() for answer in answers} if language == "zh" else answers
    right = [(span.text.lower() if language == "zh" else span.text) in wanted for span in spans.spans]
    return Measured(spans.features, np.array(right, np.bool_), spans.term_count)


def learn(lessons: list[Measured], *, meaning: bool) -> NDArray[np.float64]:
    """Return the weights of the features as they are, by Adam over the listwise loss."""
    used = np.array([meaning or name not in BY_MEANING for name in FEATURES])
    everything = np.concatenate([lesson.features for lesson in lessons])
    mean, deviation = everything.mean(axis=0), everything.std(axis=0) + 1e-6
    scaled = [((lesson.features - mean) / deviation * used, lesson.right) for lesson in lessons]
    weights = fit_shares([features for features, _ in scaled], [right for _, right in scaled], penalty=PENALTY)
    found: NDArray[np.float64] = weights / deviation * used
    return found


def fit_confidence(lessons: list[Measured], *, meaning: bool) -> NDArray[np.float64]:
    """Return the weights of the logistic function that says how probable the first span is right."""
    inputs, right = [], []
    for fold in range(FOLDS):
        weights = learn([lesson for i, lesson in enumerate(lessons) if i % FOLDS != fold], meaning=meaning)
        for lesson in lessons[fold::FOLDS]:
            scores = lesson.features @ weights
            order = np.argsort(-scores)
            ahead = scores[order[0]] - scores[order[1]] if len(order) > 1 else 10.0
            share = softmax(scores)[order[0]]
            inputs.append(confidence_inputs(lesson.features[order[0]], float(share), float(ahead), lesson.pairs))
            right.append(lesson.right[order[0]])
    return fit_logistic(np.array(inputs, np.float64), np.array(right, np.float64))


def precision(lessons: list[Measured], weights: NDArray[np.float64]) -> float:
    """Return the share of lessons whose first span is right."""
    return float(np.mean([lesson.right[np.argmax(lesson.features @ weights)] for lesson in lessons]))


def main() -> None:
    """Learn all models and write them."""
    pairs = read_pairs()
    stored = {}
    for language, lessons in zip(("en", "zh"), find_lessons(pairs), strict=True):
        for meaning in (True, False):
            measured = measure(lessons, pairs, language, meaning=meaning)
            weights = learn(measured, meaning=meaning)
            confidence = fit_confidence(measured, meaning=meaning)
            name = f"{language}-{'meaning' if meaning else 'counts'}"
            print(
                f"{name}: {len(lessons)} terms, {len(measured)} with a right span, {precision(measured, weights):.3f}"
            )
            stored[name] = {
                "weights": {feature: round(float(weights[PLACE[feature]]), 4) for feature in FEATURES},
                "confidence": {
                    what: round(float(value), 4)
                    for what, value in zip((*CONFIDENCE, "constant"), confidence, strict=True)
                },
            }
    target = Path(__file__).resolve().parents[3] / "glossary" / "mine" / "pairing" / WEIGHTS
    target.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
