"""How often the boundary of a term beside its gloss is right, beside the last word and the longest run.

Run: ``python -m tests.benchmarks.bilingual.glosses`` (``-v`` lists what is wrong); ``--learn`` learns the weights anew
from the examples of the base, in which a gloss is thought behind each term, and writes
``glossary/mine/equivalents/gloss_weights.json``; a direction behind it, as in ``--learn "english before"``, leaves the
others as they are.

Sentences are those of ``tests/gold/glosses.tsv``; the held-out half was not looked at while anything was chosen.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.jobs.seeds import load_base
from glossary.mine.encoding import load_encoder
from glossary.mine.equivalents.gloss_boundaries import choose_boundary, find_glosses
from glossary.mine.equivalents.gloss_direction import Direction
from glossary.mine.equivalents.gloss_tails import Tail, chinese, english, find_tails
from glossary.mine.equivalents.gloss_weighing import (
    CONFIDENCE,
    FEATURES,
    PLACE,
    WEIGHTS,
    confidence_inputs,
    measure,
)
from glossary.mine.pairing.model import softmax
from glossary.text.chinese import fold_chinese
from glossary.text.english import fold
from tests.benchmarks.bilingual.listwise import fit_logistic, fit_shares
from tests.benchmarks.gold import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.mine.encoding import Encoder

FOLDS = 5
PENALTY = 1e-2
STEPS = 400
_LONGEST_WORDS, _LONGEST_CHARACTERS = 8, 16
_MARKS = "“”《》「」‘’\"'"


class GlossedSentence(NamedTuple):
    """A sentence of the gold list; ``terms`` are the right strings, none where the bracket glosses nothing."""

    is_held_out: bool
    direction: str
    text: str
    terms: tuple[str, ...]
    gloss: str


class Lesson(NamedTuple):
    """The parts of a text before a gloss, with their features and which is right; and the same for a wrong gloss."""

    features: NDArray[np.float32]
    right: NDArray[np.bool_]
    misled: NDArray[np.float32]


def read_sentences() -> list[GlossedSentence]:
    """Return the gold list."""
    lines = (FOLDER / "glosses.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [
        GlossedSentence(which == "held-out", direction, text, tuple(filter(None, terms.split("|"))), gloss)
        for which, direction, text, terms, gloss in rows
    ]


def find_lessons(direction: Direction, encoder: Encoder) -> list[Lesson]:
    """Return what the examples of the base say about boundaries in one direction."""
    found = list(_examples(direction))
    encoder.encode([tail.text for tails, _, _ in found for tail in tails])
    lessons = []
    for number, (tails, right, gloss) in enumerate(found):
        other = found[(number + len(found) // 2) % len(found)][2]
        lessons.append(
            Lesson(measure(tails, gloss, encoder, direction), right, measure(tails, other, encoder, direction))
        )
    return lessons


def _examples(direction: Direction) -> Iterator[tuple[list[Tail], NDArray[np.bool_], str]]:
    own, other = ("en", "zh-Hans") if direction is Direction.ENGLISH_BEFORE else ("zh-Hans", "en")
    for entry in load_base():
        gloss = entry.preferred(other)
        for _, term in entry.find_terms(own):
            for context in term.contexts:
                at = context.text.lower().find(term.term.lower())
                if gloss is None or at < 0:
                    continue
                is_after = direction is Direction.CHINESE_AFTER
                part = context.text[at:] if is_after else context.text[: at + len(term.term)]
                if direction is Direction.CHINESE_BEFORE:
                    part = part[max(map(part.rfind, "，。；：！？")) + 1 :]
                tails = find_tails(part, direction)
                right = np.array([_same(tail.text, (term.term,)) for tail in tails], np.bool_)
                if right.any() and len(tails) > 1:
                    yield tails, right, gloss.term


def learn(lessons: Sequence[Lesson]) -> NDArray[np.float64]:
    """Return the weights of the features as they are, by Adam over a listwise logistic loss."""
    everything = np.concatenate([lesson.features for lesson in lessons])
    mean, deviation = everything.mean(axis=0), everything.std(axis=0) + 1e-6
    scaled = [(lesson.features - mean) / deviation for lesson in lessons]
    weights = fit_shares(scaled, [lesson.right for lesson in lessons], penalty=PENALTY, steps=STEPS)
    found: NDArray[np.float64] = weights / (deviation + 1e-3)
    return found


def fit_confidence(lessons: Sequence[Lesson]) -> tuple[NDArray[np.float64], float]:
    """Return the weights of the confidence, and how often the first part was right, of lessons not learned from."""
    inputs, right = [], []
    for number in range(FOLDS):
        weights = learn([lesson for i, lesson in enumerate(lessons) if i % FOLDS != number])
        for lesson in lessons[number::FOLDS]:
            for features, answers in ((lesson.features, lesson.right), (lesson.misled, lesson.right & False)):
                shares = softmax(features @ weights)
                first = int(np.argmax(shares))
                inputs.append(confidence_inputs(features, shares.astype(np.float32))[first])
                right.append(bool(answers[first]))
    return fit_logistic(np.array(inputs, np.float64), np.array(right, np.float64)), sum(right) / len(lessons)


def write_weights(encoder: Encoder) -> None:
    """Learn the weights of all directions, print how well they do, and write them."""
    target = Path(__file__).resolve().parents[3] / "glossary" / "mine" / "equivalents" / WEIGHTS
    named = [direction for direction in Direction if direction in sys.argv]
    stored = json.loads(target.read_text("utf-8")) if named else {}
    for direction in named or Direction:
        lessons = find_lessons(direction, encoder)
        weights = learn(lessons)
        confidence, right = fit_confidence(lessons)
        print(f"{direction}: {len(lessons)} examples, {right:.3f} right when learned from the others")
        stored[str(direction)] = {
            "weights": {name: round(float(weights[PLACE[name]]), 4) for name in FEATURES},
            "confidence": {name: round(float(value), 4) for name, value in zip(CONFIDENCE, confidence, strict=True)},
        }
    target.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


def _ours(encoder: Encoder | None) -> Callable[[str, str, Direction], str | None]:
    def chosen(before: str, gloss: str, direction: Direction) -> str | None:
        boundary = choose_boundary(before, gloss, encoder, direction=direction)
        return before[boundary.start : boundary.end] if boundary else None

    return chosen


def last_word(before: str, _: str, direction: Direction) -> str | None:
    """Return the word beside the bracket."""
    side = english if direction is Direction.ENGLISH_BEFORE else chinese
    places = side.words(before)
    a, b = places[0 if direction is Direction.CHINESE_AFTER else -1]
    return before[a:b]


def longest(before: str, _: str, direction: Direction) -> str | None:
    """Return all that may belong to the term: eight words, or sixteen characters up to a mark."""
    if direction is Direction.ENGLISH_BEFORE:
        tails = [tail for tail in find_tails(before, direction) if len(tail.words) <= _LONGEST_WORDS]
    else:
        tails = [tail for tail in find_tails(before, direction) if len(tail.text) <= _LONGEST_CHARACTERS]
    return tails[-1].text if tails else None


def likest(encoder: Encoder) -> Callable[[str, str, Direction], str | None]:
    """Return a way that takes the part whose meaning is likest."""

    def chosen(before: str, gloss: str, direction: Direction) -> str | None:
        tails = find_tails(before, direction)
        if not tails:
            return None
        likeness = encoder.encode([tail.text for tail in tails]) @ encoder.encode([gloss])[0]
        return tails[int(likeness.argmax())].text

    return chosen


def judge(sentence: GlossedSentence, way: Callable[[str, str, Direction], str | None]) -> tuple[str, str]:
    """Return ``right``, ``wrong`` or ``none``, and what was taken for the term."""
    for gloss in find_glosses(sentence.text):
        before = sentence.text[gloss.before_start : gloss.before_end]
        answer = way(before, sentence.text[gloss.inside_start : gloss.inside_end], gloss.direction)
        if answer is not None:
            return ("right" if _same(answer, sentence.terms) else "wrong"), answer
    return "none", ""


def _same(answer: str, terms: Sequence[str]) -> bool:
    given = answer.strip(_MARKS)
    return any(
        fold(given) == fold(term.strip(_MARKS)) and fold_chinese(given) == fold_chinese(term.strip(_MARKS))
        for term in terms
    )


def main() -> None:
    """Print the tables."""
    encoder = load_encoder()
    if encoder is None:
        sys.exit("the extra `semantic` isn't installed")
    if "--learn" in sys.argv:
        write_weights(encoder)
    ways = {
        "last word": last_word,
        "longest": longest,
        "likest": likest(encoder),
        "ours, without encoder": _ours(None),
        "ours": _ours(encoder),
    }
    for is_held_out in (False, True):
        sentences = [each for each in read_sentences() if each.is_held_out == is_held_out]
        glossed = sum(bool(each.terms) for each in sentences)
        print(f"{'held-out' if is_held_out else 'tuning'}: {glossed} glosses, {len(sentences) - glossed} that are none")
        print(f"  {'':24}{'right':>8}{'wrong':>8}{'none':>8}{'taken for one':>16}")
        for name, way in ways.items():
            verdicts = [(each, *judge(each, way)) for each in sentences]
            counts = [
                sum(v == verdict and bool(s.terms) for s, v, _ in verdicts) for verdict in ("right", "wrong", "none")
            ]
            mistaken = sum(v != "none" and not s.terms for s, v, _ in verdicts)
            print(f"  {name:24}" + "".join(f"{n / glossed:>8.2f}" for n in counts) + f"{mistaken:>16}")
            if name == "ours" and "-v" in sys.argv and not (is_held_out and "--blind" in sys.argv):
                for sentence, verdict, answer in verdicts:
                    if verdict != ("right" if sentence.terms else "none"):
                        print(f"    {verdict:6}{sentence.text} | {answer}")


if __name__ == "__main__":
    main()
