"""An encoder that several systems share, and that charges each for all that it asks."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from glossary.mine.encoding import DIMENSIONS
from glossary.mine.encoding.universal import UniversalEncoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.mine.encoding import Vectors

_BATCH = 64


class ChargingEncoder:
    """Encodes every string once, and says what a system would have paid had it been alone.

    A string costs its share of the CPU time of the batch that it was encoded in; a system pays once for each string
    that it asks for, whoever asked before.
    """

    def __init__(self) -> None:
        self._encoder = UniversalEncoder()
        self._vectors: dict[str, Vectors] = {}
        self._costs: dict[str, float] = {}
        self._asked: set[str] = set()
        self._spent = 0.0

    def begin(self) -> None:
        """Begin the account of a system."""
        self._asked.clear()
        self._spent = 0.0

    def correction(self) -> float:
        """Return by how many CPU-seconds the system that is at work would have taken longer alone."""
        return sum(self._costs[text] for text in self._asked) - self._spent

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of some strings, in their order."""
        missing = sorted({text for text in texts if text not in self._vectors}, key=lambda text: (len(text), text))
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            before = time.process_time()
            vectors = self._encoder.encode(batch)
            spent = time.process_time() - before
            self._spent += spent
            self._vectors.update(zip(batch, vectors, strict=True))
            self._costs.update(dict.fromkeys(batch, spent / len(batch)))
        self._asked.update(texts)
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        return np.stack([self._vectors[text] for text in texts])
