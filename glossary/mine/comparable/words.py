"""The words of the spans of a pool as numbers: what is said of words is summed for all spans at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from glossary.mine.comparable.english_words import content_words
from glossary.mine.pairing.chinese import Chinese
from glossary.mine.pairing.english import English
from glossary.mine.pairing.lexicon import load_lexicon
from glossary.mine.pairing.translation import WordTranslation
from glossary.text.chinese import has_han
from glossary.text.pinyin import joined, pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.mine.comparable.pool import Span
    from glossary.mine.encoding import Encoder

Floats = NDArray[np.float32]

_SHORTEST_NAME, _LONGEST_NAME = 2, 4  # characters of a place that English spells by its sound
_LEAST_SIZE = 0.5
_MANY = 20_000  # spans whose vectors are summed at once


class SpanWords:
    """The different words of all spans, and which span has which.

    Args:
        spans: of a pool.
        encoder: says what their words mean.
        term_pairs: English terms with their equivalents, to learn from how words are translated.
    """

    def __init__(self, spans: Sequence[Span], encoder: Encoder, term_pairs: Iterable[tuple[str, str]] = ()) -> None:
        self.place: dict[str, int] = {}
        numbers = [[self.place.setdefault(word, len(self.place)) for word in span.words] for span in spans]
        self._word = np.array([word for words in numbers for word in words], np.int64)
        self._span = np.repeat(np.arange(len(spans)), [len(words) for words in numbers])
        self.vectors = encoder.encode(list(self.place))
        self._chinese, self._english = Chinese(), English()
        self._met: dict[str, set[str]] = defaultdict(set)
        self._translation = WordTranslation(self._stems_and_words(*pair) for pair in term_pairs)
        self.lengths = np.array([max(self._chinese.size([word]), _LEAST_SIZE) for word in self.place], np.float32)
        self.sizes = self.sum(self.lengths)
        self._norms = self._lengths_of_sums(len(spans))
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        lexicon = load_lexicon()
        for word, number in self.place.items():
            for stem in lexicon.stems_of(word):
                self._by_stem[stem].append(number)
            if _SHORTEST_NAME <= len(word) <= _LONGEST_NAME and has_han(word):
                self._by_sound[joined(pinyin(word)).lower()].append(number)

    def sum(self, values: Floats) -> Floats:
        """Return for each span the sum of something that every word has."""
        return np.bincount(self._span, values[self._word]).astype(np.float32)

    def likeness(self, meant: Floats) -> Floats:
        """Return the cosine of a vector with the mean of the words of each span."""
        return self.sum(self.vectors @ meant) / self._norms

    def links(self, words: Sequence[str]) -> Floats:
        """Return an array ``(English word, Chinese word)``: how surely they translate each other.

        It is 1 where a dictionary has them for each other or the one is spelt as the other sounds, else as the known
        terms say.
        """
        found = np.zeros((len(words), len(self.place)), np.float32)
        for row, word in zip(found, words, strict=True):
            stem = self._english.stem(word)
            for other in self._met.get(stem, ()):
                if other in self.place:
                    row[self.place[other]] = self._translation.strength(stem, other)
            row[self._by_stem.get(stem, [])] = 1
            if word[:1].isupper():
                row[self._by_sound.get(word.lower(), [])] = 1
        return found

    def _stems_and_words(self, english_term: str, chinese_term: str) -> tuple[list[str], list[str]]:
        stems = [self._english.stem(word) for word in content_words(english_term, self._english)]
        words = [chinese_term[a:b] for a, b in self._chinese.words(chinese_term)]
        for stem in stems:
            self._met[stem].update(words)
        return stems, words

    def _lengths_of_sums(self, count: int) -> Floats:
        norms = np.ones(count, np.float32)
        starts = np.searchsorted(self._span, np.arange(count + 1))
        for start in range(0, count, _MANY):
            stop = min(start + _MANY, count)
            first, last = starts[start], starts[stop]
            sums = np.add.reduceat(self.vectors[self._word[first:last]], starts[start:stop] - first, axis=0)
            norms[start:stop] = np.linalg.norm(sums, axis=1)
        return np.maximum(norms, 1e-9)
