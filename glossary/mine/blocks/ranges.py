"""The range of all hashes in parts of one size, so that a part of every block can be merged without the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.mine.blocks.hashing import Hashes

BLOCKS_AT_ONCE = 16
"""So many blocks, merged whole, need little memory; of more blocks smaller parts are merged."""

_ALL = 1 << 64


def count_ranges(blocks: int) -> int:
    """Return into how many parts the hashes of so many blocks are cut."""
    return max(1, -(-blocks // BLOCKS_AT_ONCE))


def cut(hashes: Hashes, parts: int) -> Iterator[slice]:
    """Yield for every part where its hashes are, of hashes in ascending order."""
    bounds = np.array([part * _ALL // parts for part in range(1, parts)], dtype=np.uint64)
    places = [0, *np.searchsorted(hashes, bounds).tolist(), len(hashes)]
    for part in range(parts):
        yield slice(places[part], places[part + 1])
