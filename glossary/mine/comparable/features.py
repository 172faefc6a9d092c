"""What speaks for it that a span of a Chinese text is the equivalent of an English term: numbers for each."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.mine.comparable.english_words import content_words
from glossary.mine.comparable.numbers import chinese_numbers, english_numbers
from glossary.mine.comparable.verbs import is_verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.mine.comparable.pool import Pool, Span
    from glossary.mine.comparable.terms import ComparableTerm
    from glossary.mine.comparable.words import Floats, SpanWords
    from glossary.mine.encoding import Encoder, Vectors
    from glossary.mine.pairing.chinese import Chinese
    from glossary.mine.pairing.english import English

FEATURES = (
    "likeness",  # cosine of the term, in its likest spelling, and the span
    "behind the best",  # likeness below that of the likest span
    "nearer than other terms",  # likeness above that of the likest other term
    "fits no longer phrase",  # likeness above that with phrases of the contexts that hold the term
    "fits no crossing phrase",  # with those that share some of its words
    "fits no shorter phrase",  # with parts of the term
    "mean likeness",  # cosine of the term and the mean of the words of the span
    "words alike",  # likeness of each word of the span with the likest of the term, by length
    "least alike word",
    "term words answered",  # likeness of each word of the term with the likest of the span
    "term word answered least",
    "first word alike",
    "last word alike",
    "in the dictionary",  # share of the span whose words a dictionary has for a word of the term
    "term in the dictionary",  # share of the words of the term that it has for the span
    "first in the dictionary",
    "last in the dictionary",
    "length",  # how much longer the span is than expected, as a logarithm
    "length difference",
    "words difference",
    "begins with one character",
    "ends in one character",
    "begins with a verb",
    "ends in a verb",
    "linked word before",  # the word beside it is one that the dictionary has for a word of the term
    "linked word after",
    "alike word before",  # how much likelier that word is to answer the term than the least word within
    "alike word after",
    "holds grammar",
    "holds a list",
    "holds Latin",  # or figures, though the term has none, or the other way round
    "same numbers",
    "other number",
    "free before",  # in what share of its places a mark, grammar or nothing stands there
    "free after",
    "kinds before",  # logarithm of how many different characters stand there (Feng et al. 2004)
    "kinds after",
    "part of another",  # it recurs, but always beside the same character
    "cuts words",
    "marked",  # in quotation or title marks
    "frequent",
    "in documents",
    "known",
    "sentences alike",  # the likest pair of a sentence of the span and one of the term, above what is usual
)
PLACE = {name: number for number, name in enumerate(FEATURES)}

_LATIN = re.compile(r"[A-Za-z0-9]")
_CODE = re.compile(r"[0-9A-Z]{2}")
_CHINESE_LIST = re.compile(r"[、，]|[^公总共和]和[^平谐]")
_ENGLISH_LIST = re.compile(r",|\band\b")
_SMALL = 0.5
_NEVER_ALIKE = 0.3  # how far a phrase that isn't there counts below the term
_FAR_APART = 0.2
_MOST_CONTEXTS = 4
_MOST_SPELLINGS = 4


class Shared(NamedTuple):
    """What the features of all terms are computed with."""

    pool: Pool
    words: SpanWords
    encoder: Encoder
    terms: Vectors
    english: English
    chinese: Chinese


class TermFeatures:
    """The features of spans for one term.

    Args:
        term: with its spellings and contexts.
        others: which rows of the vectors of all terms are those of other ones.
        shared: what they are computed with.
    """

    def __init__(self, term: ComparableTerm, others: Sequence[int], shared: Shared) -> None:
        self._shared = shared
        self._others = others
        self._term = term
        self.spellings = list(dict.fromkeys((term.term, *term.spellings)))[:_MOST_SPELLINGS]
        english = shared.english
        words = [term.term[a:b] for a, b in english.words(term.term)] or [term.term]
        self.content = content_words(term.term, english)
        self.size = english.size(self.content)
        self._contexts = list(dict.fromkeys(term.contexts))[:_MOST_CONTEXTS]
        self._longer, self._crossing = _phrases(self.spellings, self._contexts, english)
        self._shorter = _parts(words, english)

    def strings(self) -> set[str]:
        """Return the English strings whose meaning is asked for."""
        return {*self.spellings, *self.content, *self._contexts, *self._longer, *self._crossing, *self._shorter}

    def compute(self, spans: Sequence[Span]) -> Floats:
        """Return an array ``(span, feature)``."""
        found = np.zeros((len(spans), len(FEATURES)), np.float32)
        if not spans:
            return found
        columns = self._meaning(spans) | self._of_words(spans) | {"sentences alike": self._sentences(spans)}
        for name, values in columns.items():
            found[:, PLACE[name]] = values
        for row, span in zip(found, spans, strict=True):
            for name, value in (self._form(span) | _standing(span)).items():
                row[PLACE[name]] = value
            row[PLACE["known"]] = span.text in self._shared.pool.known
        return found

    def _meaning(self, spans: Sequence[Span]) -> dict[str, Floats]:
        encode = self._shared.encoder.encode
        vectors = encode([span.text for span in spans])
        likeness = (vectors @ encode(self.spellings).T).max(axis=1)
        rival = (
            (vectors @ self._shared.terms[self._others].T).max(axis=1) if len(self._others) else likeness - _FAR_APART
        )
        return {
            "likeness": likeness,
            "behind the best": likeness - likeness.max(),
            "nearer than other terms": np.clip(likeness - rival, -_FAR_APART, _FAR_APART),
            **{
                f"fits no {kind} phrase": likeness - self._rival(vectors, phrases, likeness)
                for kind, phrases in (
                    ("longer", self._longer),
                    ("crossing", self._crossing),
                    ("shorter", self._shorter),
                )
            },
        }

    def _rival(self, vectors: Vectors, phrases: Sequence[str], likeness: Floats) -> Floats:
        """Return how alike each span is with the likest of some phrases."""
        if not phrases:
            return likeness - _NEVER_ALIKE
        rival: Floats = (vectors @ self._shared.encoder.encode(phrases).T).max(axis=1)
        least: Floats = likeness - _NEVER_ALIKE
        return np.maximum(rival, least)

    def _of_words(self, spans: Sequence[Span]) -> dict[str, Floats]:
        words = self._shared.words
        own = self._shared.encoder.encode(self.content)
        numbers = [[words.place[word] for word in span.words] for span in spans]
        used = sorted({number for span in numbers for number in span})
        at = {number: i for i, number in enumerate(used)}
        alike, linked = words.vectors[used] @ own.T, words.links(self.content)[:, used].T
        mean = own.mean(axis=0) + self._shared.encoder.encode([self._term.term])[0]
        mean /= np.linalg.norm(mean)
        rows = []
        for span in numbers:
            inside = [at[number] for number in span]
            weight = words.lengths[span] / words.lengths[span].sum()
            nearest, here = alike[inside].max(axis=1), linked[inside].max(axis=1)
            answered = alike[inside].max(axis=0)
            vector = words.vectors[span].sum(axis=0)
            rows.append(
                (
                    float(vector @ mean / max(float(np.linalg.norm(vector)), 1e-9)),
                    float(weight @ nearest),
                    float(nearest.min()),
                    float(answered.mean()),
                    float(answered.min()),
                    float(nearest[0]),
                    float(nearest[-1]),
                    float(weight @ here),
                    float(linked[inside].max(axis=0).mean()),
                    float(here[0]),
                    float(here[-1]),
                )
            )
        first = PLACE["mean likeness"]
        table = np.array(rows, np.float32)
        found = {FEATURES[first + i]: table[:, i] for i in range(table.shape[1])}
        for side, beside in (
            ("before", [span.word_before for span in spans]),
            ("after", [span.word_after for span in spans]),
        ):
            places = [words.place.get(word, -1) for word in beside]
            known = np.array(places) >= 0
            outside = np.where(known, (words.vectors[places] @ own.T).max(axis=1), 0)
            found[f"alike word {side}"] = outside
            found[f"linked word {side}"] = np.where(known, words.links(self.content)[:, places].max(axis=0), 0)
        return found

    def _form(self, span: Span) -> dict[str, float]:
        chinese, term = self._shared.chinese, self._term.term
        longer = math.log((chinese.size(span.words) + _SMALL) / (self.size + _SMALL))
        content = [word for word in span.words if not chinese.is_function_word(word)]
        wanted, numbers = english_numbers(term), chinese_numbers(span.text)
        return {
            "length": longer,
            "length difference": abs(longer),
            "words difference": abs(len(content) - len(self.content)),
            "begins with one character": len(span.words[0]) == 1,
            "ends in one character": len(span.words[-1]) == 1,
            "begins with a verb": is_verb(span.words[0]),
            "ends in a verb": is_verb(span.words[-1]),
            "holds grammar": len(content) < len(span.words),
            "holds a list": bool(_CHINESE_LIST.search(span.text)) != bool(_ENGLISH_LIST.search(term)),
            "holds Latin": bool(_LATIN.search(span.text)) - bool(_CODE.search(term)),
            "same numbers": bool(wanted) * (1.0 if wanted <= numbers else -1.0),
            "other number": bool(numbers - wanted),
        }

    def _sentences(self, spans: Sequence[Span]) -> Floats:
        if not self._contexts:
            return np.zeros(len(spans), np.float32)
        numbers = sorted({number for span in spans for number in span.sentences})
        sentences = self._shared.pool.sentences
        vectors = self._shared.encoder.encode([sentences[number].text for number in numbers])
        alike = (vectors @ self._shared.encoder.encode(self._contexts).T).max(axis=1)
        at = {number: i for i, number in enumerate(numbers)}
        best = np.array([max(alike[at[number]] for number in span.sentences) for span in spans], np.float32)
        above: Floats = best - float(alike.mean())
        return above


def _standing(span: Span) -> dict[str, float]:
    """Return how a span stands in its sentences, whatever the term."""
    return {
        "free before": span.free_before,
        "free after": span.free_after,
        "kinds before": math.log(span.before),
        "kinds after": math.log(span.after),
        "part of another": span.frequency > 1 and (span.before == 1 or span.after == 1),
        "cuts words": span.cuts,
        "marked": span.marked,
        "frequent": math.log(span.frequency),
        "in documents": math.log(span.documents),
    }


def _phrases(spellings: Sequence[str], contexts: Sequence[str], english: English) -> tuple[list[str], list[str]]:
    """Return the phrases of the contexts that hold the term, and those that share some of its words."""
    longer: dict[str, None] = {}
    crossing: dict[str, None] = {}
    for context in contexts:
        for spelling in spellings:
            at = context.lower().find(spelling.lower())
            if at < 0:
                continue
            end = at + len(spelling)
            for a, b in english.spans(context):
                if a <= at and b >= end and b - a > end - at:
                    longer[context[a:b]] = None
                elif a < at < b < end or at < a < end < b:
                    crossing[context[a:b]] = None
            break
    return list(longer), list(crossing)


def _parts(words: Sequence[str], english: English) -> list[str]:
    """Return all runs of words that are less than the whole."""
    text = " ".join(words)
    return list(dict.fromkeys(text[a:b] for a, b in english.spans(text) if b - a < len(text)))
