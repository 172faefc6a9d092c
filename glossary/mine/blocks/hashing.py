"""Numbers for strings that are the same in every process and on every machine."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

BYTES = 8
"""Of a hash: among ten million strings two share one with a chance of 1 in 400,000."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def hash_text(text: str) -> int:
    """Return the hash of a string, an unsigned number of 64 bits."""
    return int.from_bytes(_digest(text), "little")


def hash_texts(texts: Iterable[str]) -> Hashes:
    """Return the hashes of strings in their order, shape (n,)."""
    return np.frombuffer(b"".join(map(_digest, texts)), dtype="<u8").astype(np.uint64, copy=False)


def hash_runs(hashes: Hashes, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> Hashes:
    """Return one hash for each run of neighbours ``hashes[start : start + length]``, shape of ``starts``."""
    found = lengths.astype(np.uint64)
    for place in range(int(lengths.max(initial=0))):
        longer = np.flatnonzero(lengths > place)
        mixed = (found[longer] * _MULTIPLIER) ^ hashes[starts[longer] + place]
        found[longer] = mixed ^ (mixed >> _SHIFT)
    return found


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=BYTES).digest()
