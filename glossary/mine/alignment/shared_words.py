"""Numbers and Latin words: what a text and its translation write the same way."""

from __future__ import annotations

import re
from collections import Counter
from math import log
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.mine.encoding import Vectors

_WORD = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]{2,}")
_PLACES = 512
_MOST = 100


def count_shared(sources: Sequence[str], targets: Sequence[str]) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Return how many words each pair of sentences shares, ``(source, target)``, and how many each target has."""
    there = [set(_WORD.findall(target)) for target in targets]
    where: dict[str, list[int]] = {}
    for j, words in enumerate(there):
        for word in words:
            where.setdefault(word, []).append(j)
    shared = np.zeros((len(sources), len(targets)), np.int8)
    for i, source in enumerate(sources):
        for word in set(_WORD.findall(source)):
            shared[i, where.get(word, [])] += 1
    return np.minimum(shared, _MOST), np.array([min(len(words), _MOST) for words in there], np.int8)


def word_vectors(sources: Sequence[str], targets: Sequence[str]) -> tuple[Vectors, Vectors]:
    """Return vectors whose cosine says how many rare ones of these words two sentences share."""
    words = [[set(_WORD.findall(sentence)) for sentence in side] for side in (sources, targets)]
    seen = Counter(word for side in words for sentence in side for word in sentence)
    total = len(sources) + len(targets)
    sides = []
    for side in words:
        vectors = np.zeros((len(side), _PLACES), np.float32)
        for vector, sentence in zip(vectors, side, strict=True):
            for word in sorted(sentence):
                vector[crc32(word.encode()) % _PLACES] += log(total / seen[word]) + 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        sides.append(vectors / np.maximum(lengths, 1e-9))
    return sides[0], sides[1]
