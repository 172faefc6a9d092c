"""What speaks for it that a span of a translation is the equivalent of a term: numbers for each."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.mine.encoding import Encoder, Vectors
    from glossary.mine.pairing.lexicon import Lexicon
    from glossary.mine.pairing.pairs import SentencePair
    from glossary.mine.pairing.side import Place, Side
    from glossary.mine.pairing.translation import WordTranslation

Floats = NDArray[np.float32]

BY_MEANING = (
    "likeness",  # cosine of the term and the span
    "behind the best",  # likeness below that of the likest span
    "words alike",  # likeness of each word of the span with the likest of the term, by length
    "words nearer than others",  # that, above their likeness with the rest of the sentence
    "farthest word",  # the least of these
    "term words answered",  # likeness of each word of the term with the likest of the span
    "term word answered least",
    "answered better outside",  # how much likelier words outside of the span answer the term, on average
    "answered best outside",
    "least alike word",
    "fits the term alone",  # likeness above that of the span with any other phrase of the sentence
    "fits the term best",
    "fits no longer phrase",  # likeness above that with phrases that hold the term
    "like the word before",  # how much the words beside the span look like a part of the term
    "like the word after",
)
BY_FORM = (
    "length",  # how much longer the span is than expected, as a logarithm
    "length difference",
    "words",  # how many words more the span has
    "words difference",
    "free before",  # a mark, a word of grammar or the end of the sentence stands there
    "free after",
    "before an ending",  # a syllable that makes another word of what stands before: 者, 率, 性
    "cuts words",  # ends of the span that lie within a word or a number
    "one character",
    "holds grammar",
    "holds a list",
    "holds Latin",  # or figures, though the term has none, or the other way round
)
BY_DICTIONARY = (
    "in the dictionary",  # words of the span that a dictionary has for a word of the term
    "other in the dictionary",  # words that it has for another word of the sentence only
    "term in the dictionary",  # words of the term that it has for the span
    "first in the dictionary",
    "last in the dictionary",
)
BY_COUNT = (
    "translated",  # how surely words of the span translate words of the term, in all pairs
    "translated nearer",
    "term translated",
    "term word translated least",
    "first translated",
    "last translated",
    "covered",  # share of the term's pairs that have the span
    "met together",  # Dice: twice the pairs that have both, by those that have either
    "met often together",
    "commoner than the term",
    "covered often",
    "part of a longer one",  # share of its occurrences within the same longer span
)
FEATURES = BY_MEANING + BY_FORM + BY_DICTIONARY + BY_COUNT
PLACE = {name: number for number, name in enumerate(FEATURES)}

_LATIN = re.compile(r"[A-Za-z0-9]")
_CODE = re.compile(r"[0-9A-Z]{2}")
_LIST = re.compile(r"[、,]|\band\b")
_NEVER_ALIKE = 0.3  # how far a phrase that isn't there counts below the term
_SMALL = 0.5


class SpanInPair(NamedTuple):
    """One span of a target with the pair that it is looked at in."""

    text: str
    pair: int
    start: int
    end: int


class SpanCounts(NamedTuple):
    """Of one span: in how many of the term's pairs it stands, and in how many of all.

    ``longer`` is the share of all these that have the same longer span around it; 0 for what occurs once.
    """

    together: int
    alone: int
    longer: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What features are computed with: the two languages, and what is known of their words."""

    source: Side
    target: Side
    pairs: Sequence[SentencePair]
    lexicon: Lexicon
    translation: WordTranslation
    encoder: Encoder | None
    english_first: bool

    def is_linked(self, source_word: str, target_word: str) -> bool:
        """Whether the dictionary has two words for each other."""
        english, chinese = (source_word, target_word) if self.english_first else (target_word, source_word)
        english_side = self.source if self.english_first else self.target
        return english_side.stem(english) in self.lexicon.stems_of(chinese)

    def strength(self, source_word: str, target_word: str) -> float:
        """Return how surely two words translate each other in the pairs."""
        return self.translation.strength(self.source.stem(source_word), self.target.stem(target_word))


class TermFeatures:
    """The features of spans for one term.

    Args:
        term: as it is written.
        count: in how many pairs it stands.
        resources: what they are computed with.
    """

    def __init__(self, term: str, count: int, resources: Resources) -> None:
        self._resources = resources
        self._term = term
        self._count = count
        self._words = _words_of(resources.source, term)
        self._content = [word for word in self._words if not resources.source.is_function_word(word)] or self._words
        self._size = resources.source.size(self._content)

    def compute(self, spans: Sequence[SpanInPair], counts: Sequence[SpanCounts]) -> Floats:
        """Return an array ``(span, feature)``."""
        found = np.zeros((len(spans), len(FEATURES)), np.float32)
        for row, (span, count) in zip(found, zip(spans, counts, strict=True), strict=True):
            inside = _words_of(self._resources.target, span.text) or [span.text]
            self._put(row, self._form(span, inside))
            self._put(row, self._links(span, inside))
            self._put(row, self._counted(count))
        if self._resources.encoder is not None and spans:
            self._put_meaning(found, spans, self._resources.encoder)
        return found

    def strings(self, spans: Sequence[SpanInPair]) -> set[str]:
        """Return all strings whose meaning ``compute`` asks for, to be encoded in one go."""
        source, target, pairs = self._resources.source, self._resources.target, self._resources.pairs
        wanted = {self._term, *self._content}
        for span in spans:
            pair = pairs[span.pair]
            wanted.add(span.text)
            wanted.update(_words_of(target, span.text), self._content_of(source, pair.source))
            wanted.update(_words_of(target, pair.target))
            wanted.update(pair.source[a:b] for a, b in source.spans(pair.source))
        return wanted

    @staticmethod
    def _put(row: Floats, values: dict[str, float]) -> None:
        for name, value in values.items():
            row[PLACE[name]] = value

    def _form(self, span: SpanInPair, inside: Sequence[str]) -> dict[str, float]:
        target = self._resources.target
        sentence = self._resources.pairs[span.pair].target
        longer = math.log((target.size(inside) + _SMALL) / (self._size + _SMALL))
        more = len([word for word in inside if not target.is_function_word(word)]) - len(self._content)
        before, after = _neighbours(target, sentence, span)
        return {
            "length": longer,
            "length difference": abs(longer),
            "words": more,
            "words difference": abs(more),
            "free before": before is None or target.is_function_word(before),
            "free after": after is None or target.is_function_word(after),
            "before an ending": after is not None and target.is_ending(after),
            "cuts words": target.cuts(sentence, span.start, span.end),
            "one character": len(span.text) == 1,
            "holds grammar": any(map(target.is_function_word, inside)),
            "holds a list": bool(_LIST.search(span.text)) != bool(_LIST.search(self._term)),
            "holds Latin": bool(_foreign(span.text)) - bool(_foreign(self._term)),
        }

    def _links(self, span: SpanInPair, inside: Sequence[str]) -> dict[str, float]:
        """Return what the dictionary and the other pairs say of the words."""
        resources = self._resources
        others = self._others(resources.pairs[span.pair].source)
        weight = _weights(inside)
        linked = np.array([[resources.is_linked(own, word) for own in self._content] for word in inside], np.float32)
        elsewhere = np.array([any(resources.is_linked(o, word) for o in others) for word in inside], np.float32)
        here = linked.max(axis=1)
        other = elsewhere * (1 - here)
        strength = np.array([[resources.strength(own, word) for own in self._content] for word in inside], np.float32)
        rival = np.array([max((resources.strength(o, word) for o in others), default=0.0) for word in inside])
        best = strength.max(axis=1)
        return {
            "in the dictionary": float(weight @ here),
            "other in the dictionary": float(weight @ other),
            "term in the dictionary": float(linked.max(axis=0).mean()),
            "first in the dictionary": float(here[0] - other[0]),
            "last in the dictionary": float(here[-1] - other[-1]),
            "translated": float(weight @ best),
            "translated nearer": float(weight @ (best - rival)),
            "term translated": float(strength.max(axis=0).mean()),
            "term word translated least": float(strength.max(axis=0).min()),
            "first translated": float(best[0] - rival[0]),
            "last translated": float(best[-1] - rival[-1]),
        }

    def _counted(self, count: SpanCounts) -> dict[str, float]:
        covered = count.together / self._count
        dice = 2 * count.together / (self._count + count.alone)
        return {
            "covered": covered,
            "met together": dice,
            "met often together": dice * math.log1p(self._count),
            "commoner than the term": math.log((count.alone + _SMALL) / (self._count + _SMALL)),
            "covered often": covered * math.log(self._count),
            "part of a longer one": count.longer,
        }

    def _put_meaning(self, found: Floats, spans: Sequence[SpanInPair], encoder: Encoder) -> None:
        term = encoder.encode([self._term])[0]
        own = encoder.encode(self._content)
        vectors = encoder.encode([span.text for span in spans])
        likeness = vectors @ term
        best = float(likeness.max())
        for row, span, vector, like in zip(found, spans, vectors, map(float, likeness), strict=True):
            pair = self._resources.pairs[span.pair]
            self._put(row, {"likeness": like, "behind the best": like - best})
            self._put(row, self._word_likeness(span, own, encoder))
            self._put(row, self._round_trip(pair.source, vector, like, encoder))

    def _word_likeness(self, span: SpanInPair, own: Vectors, encoder: Encoder) -> dict[str, float]:
        target = self._resources.target
        pair = self._resources.pairs[span.pair]
        places = target.words(pair.target)
        inside = _words_of(target, span.text) or [span.text]
        outside = [pair.target[a:b] for a, b in places if b <= span.start or a >= span.end]
        others = self._others(pair.source)
        words = encoder.encode(inside)
        alike = words @ own.T
        nearest = alike.max(axis=1)
        rival = (words @ encoder.encode(others).T).max(axis=1) if others else np.zeros(len(inside), np.float32)
        answered = alike.max(axis=0)
        missed = (encoder.encode(outside) @ own.T).max(axis=0) - answered if outside else -answered
        weight = _weights(inside)
        before, after = _neighbours(target, pair.target, span)
        return {
            "words alike": float(weight @ nearest),
            "words nearer than others": float(weight @ (nearest - rival)),
            "farthest word": float((nearest - rival).min()),
            "term words answered": float(answered.mean()),
            "term word answered least": float(answered.min()),
            "answered better outside": float(np.maximum(missed, 0).mean()),
            "answered best outside": float(missed.max()),
            "least alike word": float(nearest.min()),
            "like the word before": float((encoder.encode([before]) @ own.T).max()) if before else 0.0,
            "like the word after": float((encoder.encode([after]) @ own.T).max()) if after else 0.0,
        }

    def _round_trip(self, sentence: str, span: Vectors, like: float, encoder: Encoder) -> dict[str, float]:
        """Return how the span likes the term beside all other phrases of its sentence."""
        source = self._resources.source
        term = source.fold(self._term)
        phrases = [sentence[a:b] for a, b in source.spans(sentence)]
        folded = [source.fold(phrase) for phrase in phrases]
        phrases = [phrase for phrase, key in zip(phrases, folded, strict=True) if key != term]
        if not phrases:
            return {"fits the term alone": like, "fits the term best": 1.0, "fits no longer phrase": _NEVER_ALIKE}
        likeness = encoder.encode(phrases) @ span
        holds = np.array([term in key for key in folded if key != term])
        longer = float(likeness[holds].max()) if holds.any() else like - _NEVER_ALIKE
        rival = float(likeness.max())
        return {
            "fits the term alone": like - rival,
            "fits the term best": float(like >= rival),
            "fits no longer phrase": like - longer,
        }

    def _content_of(self, side: Side, sentence: str) -> list[str]:
        return [word for word in _words_of(side, sentence) if not side.is_function_word(word)]

    def _others(self, sentence: str) -> list[str]:
        """Return the words of a sentence that carry meaning and aren't the term's."""
        rest = self._content_of(self._resources.source, sentence)
        lower = [word.lower() for word in rest]
        for word in self._words:
            if word.lower() in lower:
                at = lower.index(word.lower())
                del rest[at], lower[at]
        return rest


def _words_of(side: Side, text: str) -> list[str]:
    return [text[a:b] for a, b in side.words(text)]


def _weights(words: Sequence[str]) -> Floats:
    """Return the share that each word has of the length of all."""
    lengths = np.array([len(word) for word in words], np.float32)
    shares: Floats = lengths / lengths.sum()
    return shares


def _foreign(text: str) -> re.Match[str] | None:
    """Find what both languages write in the same letters: Latin in Chinese, codes and figures in English."""
    return (_CODE if text.isascii() else _LATIN).search(text)


def _neighbours(side: Side, sentence: str, span: Place | SpanInPair) -> tuple[str | None, str | None]:
    """Return the words that stand directly before and after a span, None for a mark or the end."""
    start, end = span[-2], span[-1]
    before = after = None
    for a, b in side.words(sentence):
        if a < start <= b or (b < start and not sentence[b:start].strip()):
            before = sentence[a : min(b, start)]
        elif a <= end < b or (a > end and not sentence[end:a].strip()):
            after = sentence[max(a, end) : b]
            break
    return before, after
