"""How probable it is that a part of a text is the term that a gloss says in the other language."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from glossary.mine.comparable.english_words import content_words
from glossary.mine.comparable.numbers import chinese_numbers, english_numbers
from glossary.mine.equivalents.gloss_direction import Direction
from glossary.mine.equivalents.gloss_tails import chinese, english
from glossary.mine.pairing.lexicon import load_lexicon
from glossary.mine.pairing.model import softmax

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossary.mine.encoding import Encoder
    from glossary.mine.equivalents.gloss_tails import Tail

WEIGHTS = "gloss_weights.json"
"""The file with the learned numbers; ``tests/benchmarks/bilingual/glosses.py --learn`` writes it."""

FEATURES = (
    "likeness",  # cosine of the part and the gloss
    "behind the best",
    "gain",  # likeness above that of the part that is one word, or character, shorter
    "next gain",  # likeness that one more word, or character, would add
    "length",  # how much longer the part is than expected, as a logarithm
    "length difference",
    "covered",  # share of the part's words that a dictionary has for the gloss
    "answered",  # share of the gloss's words that it has for the part
    "opening linked",  # the word at the open boundary is one of these
    "opening alike",  # how alike it is with the likest word of the gloss
    "beside linked",  # the word beyond the boundary is one
    "beside alike",
    "opens with grammar",
    "opens with a verb",
    "beside grammar",
    "beside a verb",
    "beside a mark",
    "cuts words",
    "breaks",
    "same numbers",
)
PLACE = {name: number for number, name in enumerate(FEATURES)}
CONFIDENCE = ("share", "likeness", "answered", "covered", "constant")
"""What confidence is computed from: the part's share of a softmax over all, and features."""

Floats = NDArray[np.float32]
_SMALL = 0.5


def weigh(tails: Sequence[Tail], gloss: str, encoder: Encoder, direction: Direction) -> list[float]:
    """Return the confidence in each part, 0–1."""
    features = measure(tails, gloss, encoder, direction)
    weights, confidence = _load_models()[direction]
    shares = softmax(features @ weights)
    inputs = confidence_inputs(features, shares)
    return [float(value) for value in 1 / (1 + np.exp(-inputs @ confidence))]


def measure(tails: Sequence[Tail], gloss: str, encoder: Encoder, direction: Direction) -> Floats:
    """Return an array ``(part, feature)``."""
    found = np.zeros((len(tails), len(FEATURES)), np.float32)
    gloss_words = _words_of_gloss(gloss, direction)
    likeness = encoder.encode([tail.text for tail in tails]) @ encoder.encode([gloss])[0]
    own = encoder.encode(gloss_words)
    size = _size(gloss_words, is_english=direction is not Direction.ENGLISH_BEFORE)
    columns = {
        "likeness": likeness,
        "behind the best": likeness - likeness.max(),
        "gain": np.diff(likeness, prepend=0),
        "next gain": np.diff(likeness, append=likeness[-1]),
        "opening alike": (encoder.encode([tail.words[0] for tail in tails]) @ own.T).max(axis=1),
        "beside alike": (encoder.encode([tail.beside or "，" for tail in tails]) @ own.T).max(axis=1)
        * np.array([bool(tail.beside) for tail in tails]),
    }
    for name, values in columns.items():
        found[:, PLACE[name]] = values
    for row, tail in zip(found, tails, strict=True):
        for name, value in (_form(tail, gloss, size, direction) | _links(tail, gloss_words, direction)).items():
            row[PLACE[name]] = value
    return found


def confidence_inputs(features: Floats, shares: Floats) -> Floats:
    """Return an array ``(part, input)`` in the order of ``CONFIDENCE``."""
    named: list[Floats] = [features[:, PLACE[name]] for name in CONFIDENCE[1:-1]]
    return np.stack([shares, *named, np.ones(len(shares), np.float32)], axis=1).astype(np.float32)


def _form(tail: Tail, gloss: str, size: float, direction: Direction) -> dict[str, float]:
    is_english = direction is Direction.ENGLISH_BEFORE
    longer = math.log((_size(tail.words, is_english=is_english) + _SMALL) / (size + _SMALL))
    english_text, chinese_text = (tail.text, gloss) if is_english else (gloss, tail.text)
    theirs = english_numbers(english_text)
    return {
        "length": longer,
        "length difference": abs(longer),
        "opens with grammar": tail.opens_with_grammar,
        "opens with a verb": tail.opens_with_verb,
        "beside grammar": tail.beside_grammar,
        "beside a verb": tail.beside_verb,
        "beside a mark": not tail.beside,
        "cuts words": tail.cuts,
        "breaks": tail.breaks,
        "same numbers": bool(theirs) * (1.0 if theirs & chinese_numbers(chinese_text) else -1.0),
    }


def _links(tail: Tail, gloss_words: Sequence[str], direction: Direction) -> dict[str, float]:
    linked = [[_is_linked(word, other, direction) for other in gloss_words] for word in tail.words]
    lengths = [len(word) for word in tail.words]
    return {
        "covered": sum(n for n, row in zip(lengths, linked, strict=True) if any(row)) / sum(lengths),
        "answered": sum(map(any, zip(*linked, strict=True))) / len(gloss_words),
        "opening linked": any(linked[0]),
        "beside linked": bool(tail.beside) and any(_is_linked(tail.beside, o, direction) for o in gloss_words),
    }


def _is_linked(word: str, other: str, direction: Direction) -> bool:
    """Whether a dictionary has a word of the part and one of the gloss for each other."""
    english_word, chinese_word = (word, other) if direction is Direction.ENGLISH_BEFORE else (other, word)
    return english.stem(english_word) in load_lexicon().stems_of(chinese_word)


def _words_of_gloss(gloss: str, direction: Direction) -> list[str]:
    if direction is not Direction.ENGLISH_BEFORE:
        return content_words(gloss, english)
    words = [gloss[a:b] for a, b in chinese.words(gloss)]
    return [word for word in words if not chinese.is_function_word(word)] or [gloss]


def _size(words: Sequence[str], *, is_english: bool) -> float:
    """Return a length in Chinese characters, words of grammar left out."""
    side = english if is_english else chinese
    return side.size([word for word in words if not side.is_function_word(word)])


@cache
def _load_models() -> Mapping[str, tuple[Floats, Floats]]:
    stored = json.loads((files("glossary.mine.equivalents") / WEIGHTS).read_text("utf-8"))
    return {
        name: (
            np.array([model["weights"][feature] for feature in FEATURES], np.float32),
            np.array([model["confidence"][each] for each in CONFIDENCE], np.float32),
        )
        for name, model in stored.items()
    }
