"""What an encoder of meaning must do, and one that remembers what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Vectors = NDArray[np.float32]
"""One vector a row, each of length 1, so that the product of two is their cosine."""

DIMENSIONS = 512
"""Of the vectors of the encoder that we ship an extra for; another may have others."""

_BATCH = 64


class Encoder(Protocol):
    """Gives strings of English or Chinese, or both, places in one space of meaning."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape ``(len(texts), dimensions)``."""
        ...


class CachingEncoder:
    """An encoder that computes each string once, in batches of strings of like length.

    Args:
        encoder: does the work.
        most: strings that are remembered, two kilobytes each; when there are more, it begins anew.
    """

    def __init__(self, encoder: Encoder, *, most: int = 40_000) -> None:
        self._encoder = encoder
        self._most = most
        self._places: dict[str, int] = {}
        self._vectors: list[Vectors] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of some strings, in their order."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._places]
        if len(self._places) + len(missing) > self._most:
            self._places.clear()
            self._vectors.clear()
            missing = list(dict.fromkeys(texts))
        # A batch is as slow as its longest string.
        missing.sort(key=len)
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            for text, vector in zip(batch, self._encoder.encode(batch), strict=True):
                self._places[text] = len(self._vectors)
                self._vectors.append(vector)
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        return np.stack([self._vectors[self._places[text]] for text in texts])
