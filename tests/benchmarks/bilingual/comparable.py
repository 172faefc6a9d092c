"""How often the right Chinese is among the first found in texts on the same matter, beside simpler ways.

Run: ``python -m tests.benchmarks.bilingual.comparable``; ``--learn`` learns the weights anew and writes
``glossary/mine/comparable/weights.json``; ``--whole`` searches all examples of the base instead of every second one.

Terms are those of the sample articles that were marked by hand and whose Chinese stands in the Chinese articles; they
are looked for in these and in usage examples of the base, put in as further documents: some 20,000 spans.
Which sentence translates which isn't looked at. Since the articles are translations, though, their sentences are more
alike than those of other texts on a matter: so a row without comparing sentences is printed too. Weights are learned
from the terms of the base's examples only; what is learned from how the base translates words comes from the half of
its entries that a term isn't in.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.concept import Document
from glossary.jobs.seeds import articles_folder, load_base
from glossary.mine.comparable import ComparableFinder, ComparableTerm, MeasuredTerm
from glossary.mine.comparable.features import FEATURES, PLACE
from glossary.mine.comparable.model import CONFIDENCE, SET_BY_HAND, WEIGHTS, confidence_inputs, load_model
from glossary.mine.encoding import load_encoder
from glossary.mine.pairing.english import English
from glossary.mine.pairing.lexicon import load_lexicon
from glossary.text.chinese import fold_chinese
from glossary.text.english import fold
from glossary.text.english.sentences import find_sentences
from tests.benchmarks.bilingual.learning import term_pairs
from tests.benchmarks.bilingual.listwise import fit_logistic, fit_shares
from tests.benchmarks.gold import read_gold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from glossary.mine.comparable.pool import Span

FIRST = (1, 5, 10)
FOLDS = 5
PENALTY = 3e-2
STEPS = 400

Judged = tuple[MeasuredTerm, "NDArray[np.bool_]"]


class Wanted(NamedTuple):
    """A term that is looked for, its right equivalents, folded, and whether a person marked it as core."""

    term: ComparableTerm
    answers: frozenset[str]
    is_core: bool


def read_articles() -> tuple[list[Document], list[Wanted]]:
    """Return the Chinese sample articles, and the marked terms whose Chinese stands in them."""
    documents = [_document(path.name, path.read_text("utf-8")) for path in sorted(articles_folder().glob("*.zh.txt"))]
    whole = fold_chinese("\n".join(document.text for document in documents))
    wanted: dict[str, Wanted] = {}
    for gold in read_gold("sample articles", "article-terms.tsv", articles_folder()).terms:
        path = articles_folder() / f"{gold.document}.en.txt"
        if gold.equivalent and fold_chinese(gold.equivalent) in whole and path.is_file():
            text = path.read_text("utf-8")
            sentences = (text[a:b] for a, b in find_sentences(text))
            contexts = tuple(sentence for sentence in sentences if gold.term.lower() in sentence.lower())
            answers = frozenset({fold_chinese(gold.equivalent)})
            wanted.setdefault(gold.term.lower(), Wanted(ComparableTerm(gold.term, (), contexts), answers, gold.is_core))
    return documents, list(wanted.values())


def read_examples() -> tuple[list[Document], list[Wanted]]:
    """Return the Chinese examples of the base, each as a document, and the terms whose Chinese stands in them."""
    documents, wanted = [], []
    for entry in load_base():
        chinese = list(entry.find_terms("zh-Hans"))
        texts = [context.text for _, term in chinese for context in term.contexts]
        documents += [_document(entry.id, text) for text in texts]
        english = entry.preferred("en")
        answers = frozenset(fold_chinese(term.term) for _, term in chinese)
        if english and any(answer in fold_chinese(text) for answer in answers for text in texts):
            contexts = tuple(context.text for _, term in entry.find_terms("en") for context in term.contexts)
            wanted.append(Wanted(ComparableTerm(english.term, (), contexts), answers, is_core=True))
    return documents, wanted


def _document(name: str, text: str) -> Document:
    return Document(path=name, text=text, hash=name, language="zh-Hans")


def measure(documents: Sequence[Document], wanted: Sequence[Wanted]) -> tuple[list[Judged], list[ComparableFinder]]:
    """Return the spans of each term with which are right; words learned from the half of the base it isn't in."""
    encoder = load_encoder()
    if encoder is None:
        sys.exit("the extra `semantic` isn't installed")
    entries = sorted(load_base(), key=lambda entry: entry.id)
    half_of = {fold(term.term): i % 2 for i, entry in enumerate(entries) for _, term in entry.find_terms("en")}
    found: dict[int, Judged] = {}
    finders = []
    for half in (0, 1):
        finder = ComparableFinder(documents, encoder, term_pairs=term_pairs("en", half=1 - half))
        finders.append(finder)
        numbers = [i for i, each in enumerate(wanted) if half_of.get(fold(each.term.term), 0) == half]
        for i, measured in zip(numbers, finder.measure([wanted[i].term for i in numbers]), strict=True):
            right = np.array([fold_chinese(span.text) in wanted[i].answers for span in measured.spans], np.bool_)
            found[i] = (measured, right)
    return [found[i] for i in range(len(wanted))], finders


def learn(lessons: Sequence[Judged]) -> NDArray[np.float64]:
    """Return the weights of the features as they are, by Adam over a listwise logistic loss."""
    used = np.array([name not in SET_BY_HAND for name in FEATURES])
    features = [measured.features for measured, right in lessons if right.any()]
    answers = [right for _, right in lessons if right.any()]
    everything = np.concatenate(features)
    mean, deviation = everything.mean(axis=0), everything.std(axis=0) + 1e-6
    scaled = [(each - mean) / deviation * used for each in features]
    weights = fit_shares(scaled, answers, penalty=PENALTY, steps=STEPS)
    found: NDArray[np.float64] = weights / deviation * used
    return found


def fit_confidence(lessons: Sequence[Judged]) -> tuple[NDArray[np.float64], list[int]]:
    """Return the weights of the confidence in the first five, and the rank of the right span of each lesson.

    Both are taken from terms that the weights weren't learned from.
    """
    inputs, right, ranks = [], [], []
    for fold_number in range(FOLDS):
        weights = learn([lesson for i, lesson in enumerate(lessons) if i % FOLDS != fold_number])
        for measured, is_right in lessons[fold_number::FOLDS]:
            scores = measured.features @ weights
            first = np.argsort(-scores)[:5]
            inputs.append(confidence_inputs(measured.features, scores.astype(np.float32))[first])
            right.append(is_right[first])
            ranks.append(rank([span.text for span in measured.spans], scores, is_right))
    return fit_logistic(np.concatenate(inputs).astype(np.float64), np.concatenate(right).astype(np.float64)), ranks


def rank(texts: Sequence[str], scores: NDArray[np.floating], right: NDArray[np.bool_]) -> int:
    """Return how many different spans come before the first right one; very many where there is none."""
    before: set[str] = set()
    for i in np.argsort(-scores, kind="stable"):
        if right[i]:
            return len(before)
        before.add(fold_chinese(texts[i]))
    return 10**6


def write_weights() -> None:
    """Learn the weights from the examples of the base, print how well they do, and write them."""
    documents, wanted = read_examples()
    lessons, finders = measure([*read_articles()[0], *documents], wanted)
    confidence, ranks = fit_confidence(lessons)
    print(f"{len(lessons)} terms of the examples of the base, {len(finders[0])} spans, learned from the others:")
    print("  " + _shares(ranks))
    weights = learn(lessons)
    named = {name: round(float(weights[PLACE[name]]), 4) for name in FEATURES} | SET_BY_HAND
    stored = {
        "weights": named,
        "confidence": {name: round(float(value), 4) for name, value in zip(CONFIDENCE, confidence, strict=True)},
    }
    target = Path(__file__).resolve().parents[3] / "glossary" / "mine" / "comparable" / WEIGHTS
    target.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    load_model.cache_clear()


def _shares(ranks: Iterable[int]) -> str:
    found = list(ranks)
    return "".join(f"{np.mean([each < first for each in found]):>10.3f}" for first in FIRST)


def likeness_alone(finder: ComparableFinder, wanted: Wanted) -> NDArray[np.floating]:
    """Return the cosine of the term and each span."""
    encoder = load_encoder()
    assert encoder is not None
    likeness: NDArray[np.float32] = (
        encoder.encode([span.text for span in finder.spans]) @ encoder.encode([wanted.term.term])[0]
    )
    return likeness


class DictionaryWords:
    """Spans ranked by the words that a dictionary has for those of the term."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._stems = [[load_lexicon().stems_of(word) for word in span.words] for span in spans]

    def scores(self, wanted: Wanted) -> NDArray[np.floating]:
        """Return the harmonic mean of the shares of both sides that are answered."""
        words = _stems(wanted.term.term)
        found = np.zeros(len(self._stems))
        for i, span in enumerate(self._stems):
            there = sum(bool(words & stems) for stems in span) / len(span)
            here = len(words & frozenset().union(*span)) / max(len(words), 1)
            found[i] = 2 * there * here / (there + here) if there else 0.0
        return found


class ContextVectors:
    """Spans ranked by the words around them, translated by a dictionary, and by how frequent they are (Rapp 1999)."""

    def __init__(self, finder: ComparableFinder) -> None:
        self._spans = finder.spans
        chinese = [frozenset().union(*map(load_lexicon().stems_of, words)) for words in finder.sentence_words()]
        self._weight = {word: math.log(len(chinese) / n) for word, n in Counter(w for s in chinese for w in s).items()}
        self._sentences = chinese

    def scores(self, wanted: Wanted) -> NDArray[np.floating]:
        """Return the cosine of the words around the term and those around each span."""
        own = frozenset().union(*map(_stems, wanted.term.contexts))
        length = [math.sqrt(sum(self._weight[w] ** 2 for w in sentence)) + 1e-9 for sentence in self._sentences]
        alike = [
            sum(self._weight[w] ** 2 for w in own & sentence) / size
            for sentence, size in zip(self._sentences, length, strict=True)
        ]
        frequency = math.log(max(len(wanted.term.contexts), 1))
        return np.array(
            [
                max(alike[n] for n in span.sentences) - 0.1 * abs(math.log(span.frequency) - frequency)
                for span in self._spans
            ]
        )


def _stems(text: str) -> frozenset[str]:
    english = English()
    words = (text[a:b] for a, b in english.words(text))
    return frozenset(english.stem(word) for word in words if not english.is_function_word(word))


def main() -> None:
    """Print the table."""
    if "--learn" in sys.argv:
        write_weights()
    articles, wanted = read_articles()
    examples, _ = read_examples()
    documents = [*articles, *(examples if "--whole" in sys.argv else examples[::2])]
    started = time.process_time()
    judged, finders = measure(documents, wanted)
    seconds = (time.process_time() - started) / 2
    finder = finders[0]
    model = load_model()
    sentences = np.zeros(len(FEATURES), np.float32)
    sentences[PLACE["sentences alike"]] = model.weights[PLACE["sentences alike"]]
    ways: dict[str, list[int]] = {
        "ours": [_rank(each, model.weights) for each in judged],
        "ours, sentences not compared": [_rank(each, model.weights - sentences) for each in judged],
    }
    everything = [span.text for span in finder.spans]
    others: dict[str, Callable[[Wanted], NDArray[np.floating]]] = {
        "embedding alone": lambda term: likeness_alone(finder, term),
        "words of a dictionary": DictionaryWords(finder.spans).scores,
        "words around, frequency": ContextVectors(finder).scores,
    }
    for name, scores in others.items():
        ways[name] = [rank(everything, scores(term), _right(everything, term)) for term in wanted]
    print(f"{len(wanted)} terms, {len(documents)} texts, {len(finder)} spans, {seconds:.0f} s of CPU for all terms")
    print(f"  {'right among the first':32}{''.join(f'{first:>10}' for first in FIRST)}")
    for name, ranks in ways.items():
        print(f"  {name:32}{_shares(ranks)}")
        core = [place for place, term in zip(ranks, wanted, strict=True) if term.is_core]
        print(f"  {f'  {len(core)} core terms':32}{_shares(core)}")


def _rank(judged: Judged, weights: NDArray[np.floating]) -> int:
    measured, right = judged
    return rank([span.text for span in measured.spans], measured.features @ weights, right)


def _right(texts: Sequence[str], wanted: Wanted) -> NDArray[np.bool_]:
    return np.array([fold_chinese(text) in wanted.answers for text in texts], np.bool_)


if __name__ == "__main__":
    main()
