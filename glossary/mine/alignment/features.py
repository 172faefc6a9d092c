"""What speaks for it that some sentences are translated by some others: numbers for every possible bead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from glossary.mine.alignment.shared_words import count_shared
from glossary.text.chinese import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.mine.encoding import Encoder, Vectors

Floats = NDArray[np.float32]

#: How many sentences of each side make a bead; (1, 0) and (0, 1) leave one out.
MOVES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (3, 3), (1, 0), (0, 1))
LONGEST = 3

FEATURES = (
    "likeness",  # cosine of what the two sides mean, for each sentence
    "distance",  # one minus that, beside what is usual for these sentences (Thompson and Koehn 2019)
    "length",  # how far the lengths are apart, as a logarithm
    "length squared",
    "shared",  # numbers and Latin words that both have
    "missing",  # those that only the target has
    "one to one",
    "one to two",
    "two to two",
    "one to three",
    "two to three",
    "three to three",
    "gain",  # likeness beyond that of the likest part of the bead
    "no gain",
    "left out",
    "length left out",
)
_KINDS = {
    (1, 1): "one to one",
    (1, 2): "one to two",
    (2, 1): "one to two",
    (2, 2): "two to two",
    (1, 3): "one to three",
    (3, 1): "one to three",
    (2, 3): "two to three",
    (3, 2): "two to three",
    (3, 3): "three to three",
}
_PLACE = {name: number for number, name in enumerate(FEATURES)}
_HAN = re.compile(f"[{HAN}]")
_LETTERS_A_CHARACTER = 4.0  # English letters, with blanks, for one Chinese character
_MOST_UNUSUAL = 1.5
_SMOOTHING = 8  # characters that a length has more, so that a short sentence isn't far from another short one
_MOST_SHARED = 3
_MOST_SQUARED = 2.0
_USUAL_LENGTH = 55.0  # characters of an English sentence of average length, where lengths begin to count


class Bitext:
    """The sentences of both sides, with all that beads are made of.

    Args:
        sources: sentences of one language.
        targets: sentences of the other.
        encoder: says what they mean; without one lengths and shared words must do.
        encode_joined: encode sentences that follow each other as one text too, instead of averaging their vectors:
            three times the work, half a point of F1 better.
    """

    def __init__(
        self, sources: Sequence[str], targets: Sequence[str], encoder: Encoder | None, *, encode_joined: bool = True
    ) -> None:
        self.sources, self.targets = list(sources), list(targets)
        self.by_meaning = encoder is not None
        self._ratio = _ratio(self.sources, self.targets)
        self._lengths = (
            np.cumsum([0, *map(len, sources)], dtype=np.float64),
            np.cumsum([0, *(len(target) / self._ratio for target in targets)], dtype=np.float64),
        )
        self._shared, self._of_target = count_shared(self.sources, self.targets)
        self._joined: tuple[dict[int, Vectors], dict[int, Vectors]] = ({}, {})
        if encoder is not None:
            join = _encode if encode_joined else _average
            self._joined = (join(encoder, self.sources, " "), join(encoder, self.targets, ""))
        self._usual = self._usual_distances()

    def features(self, move: tuple[int, int]) -> Floats:
        """Return an array ``(first source, first target, feature)`` for all beads of one kind."""
        if 0 in move:
            return self._left_out(move)
        n, m = len(self.sources) - move[0] + 1, len(self.targets) - move[1] + 1
        found = np.zeros((max(n, 0), max(m, 0), len(FEATURES)), np.float32)
        if n <= 0 or m <= 0:
            return found
        for name, values in self._measures(move).items():
            found[:, :, _PLACE[name]] = values
        found[:, :, _PLACE[_KINDS[move]]] = 1
        return found

    def likeness(self, source: int, target: int, move: tuple[int, int]) -> float:
        """Return how alike the sides of one bead are, 0–1; 0 for what is left out."""
        if 0 in move:
            return 0.0
        if not self.by_meaning:
            ours, theirs = (
                side[at + count] - side[at]
                for side, at, count in zip(self._lengths, (source, target), move, strict=True)
            )
            return float(min(ours, theirs) / max(ours, theirs, 1.0))
        return max(float(self._joined[0][move[0]][source] @ self._joined[1][move[1]][target]), 0.0)

    def _measures(self, move: tuple[int, int]) -> dict[str, Floats]:
        size = sum(move) / 2
        measures = {**self._lengths_of(move), **self._anchors_of(move)}
        if self.by_meaning:
            cosine = self._cosine(move)
            usual = self._usual[0][move[0]][:, None] + self._usual[1][move[1]][None, :]
            measures["likeness"] = cosine * size
            measures["distance"] = (1 - cosine) * 2 / np.maximum(usual, 1e-3) * size
            if max(move) > 1:
                gain = cosine - self._best_part(move)
                measures |= {"gain": gain, "no gain": (gain < 0).astype(np.float32)}
        return measures

    def _usual_distances(self) -> tuple[dict[int, Floats], dict[int, Floats]]:
        """Return how far each run of sentences is from all single ones of the other side."""
        sources, targets = self._joined
        if not sources or not self.sources or not self.targets:
            return {}, {}
        return (
            {count: 1 - (vectors @ targets[1].T).mean(axis=1) for count, vectors in sources.items()},
            {count: 1 - (vectors @ sources[1].T).mean(axis=1) for count, vectors in targets.items()},
        )

    def _cosine(self, move: tuple[int, int]) -> Floats:
        cosine: Floats = self._joined[0][move[0]] @ self._joined[1][move[1]].T
        return cosine

    def _best_part(self, move: tuple[int, int]) -> Floats:
        """Return the likeness of the likest bead within each bead that begins or ends with it."""
        n, m = len(self.sources) - move[0] + 1, len(self.targets) - move[1] + 1
        best = np.full((n, m), -1.0, np.float32)
        for p in range(1, move[0] + 1):
            for q in range(1, move[1] + 1):
                if (p, q) == move:
                    continue
                cosine = self._cosine((p, q))
                for i in {0, move[0] - p}:
                    for j in {0, move[1] - q}:
                        np.maximum(best, cosine[i : i + n, j : j + m], out=best)
        return best

    def _lengths_of(self, move: tuple[int, int]) -> dict[str, Floats]:
        source, target = self._lengths
        ours, theirs = source[move[0] :] - source[: -move[0]], target[move[1] :] - target[: -move[1]]
        apart = np.log((ours[:, None] + _SMOOTHING) / (theirs[None, :] + _SMOOTHING)).astype(np.float32)
        return {"length": np.abs(apart), "length squared": np.minimum(apart * apart, _MOST_SQUARED)}

    def _anchors_of(self, move: tuple[int, int]) -> dict[str, Floats]:
        n, m = len(self.sources) - move[0] + 1, len(self.targets) - move[1] + 1
        shared = np.zeros((n, m), np.float32)
        for i in range(move[0]):
            for j in range(move[1]):
                shared += self._shared[i : i + n, j : j + m]
        own: Floats = np.sum([self._of_target[j : j + m] for j in range(move[1])], axis=0, dtype=np.float32)
        shared_capped = np.minimum(shared, _MOST_SHARED)
        missing = np.clip(own[None, :] - shared, 0, _MOST_SHARED)
        return {"shared": shared_capped, "missing": missing}

    def _left_out(self, move: tuple[int, int]) -> Floats:
        n, m = len(self.sources), len(self.targets)
        found = np.zeros((n, m + 1, len(FEATURES)) if move[0] else (n + 1, m, len(FEATURES)), np.float32)
        found[:, :, _PLACE["left out"]] = 1
        lengths = np.diff(self._lengths[0]) if move[0] else np.diff(self._lengths[1])
        surplus = np.log((1 + lengths) / _USUAL_LENGTH)
        found[:, :, _PLACE["length left out"]] = surplus[:, None] if move[0] else surplus[None, :]
        return found


def _ratio(sources: Sequence[str], targets: Sequence[str]) -> float:
    """Return how many characters of the targets say as much as one of the sources.

    The lengths of both texts tell it, within what the two languages can differ in: where only a part of a text was
    translated they do not.
    """
    found = max(sum(map(len, targets)), 1) / max(sum(map(len, sources)), 1)
    usual = _density(targets) / _density(sources)
    return min(max(found, usual / _MOST_UNUSUAL), usual * _MOST_UNUSUAL)


def _density(sentences: Sequence[str]) -> float:
    """Return how many characters a text has for each letter that it would have in English."""
    length = sum(map(len, sentences)) + 1
    han = sum(len(_HAN.findall(sentence)) for sentence in sentences)
    return length / (length + (_LETTERS_A_CHARACTER - 1) * han)


def _encode(encoder: Encoder, sentences: Sequence[str], glue: str) -> dict[int, Vectors]:
    """Return the vectors of one, two and three sentences that follow each other, by how many."""
    return {
        count: encoder.encode([glue.join(sentences[i : i + count]) for i in range(len(sentences) - count + 1)])
        for count in range(1, LONGEST + 1)
    }


def _average(encoder: Encoder, sentences: Sequence[str], glue: str) -> dict[int, Vectors]:
    """Return the same, with joined sentences as the mean of their vectors, each as heavy as it is long."""
    single = encoder.encode(sentences)
    heavy = single * np.array([len(sentence) + len(glue) for sentence in sentences], np.float32)[:, None]
    joined = {1: single}
    for count in range(2, LONGEST + 1):
        places = max(len(sentences) - count + 1, 0)
        total = np.sum([heavy[i : i + places] for i in range(count)], axis=0)
        joined[count] = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
    return joined
