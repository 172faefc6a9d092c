"""The order of things that two people added to, took from and moved about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

_Key = TypeVar("_Key", bound=Hashable)


def numbered(keys: Sequence[_Key]) -> list[tuple[_Key, int]]:
    """Return keys with the number of each among its equals, from 0."""
    met: Counter[_Key] = Counter()
    found = []
    for key in keys:
        found.append((key, met[key]))
        met[key] += 1
    return found


def merge_order(base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> list[Hashable]:
    """Return all that either has, each once, in the order of who moved something about, ours where both did.

    What only the other one has stands behind what it stood behind there.
    """
    has_moved = _common(ours, base) != _common(base, ours)
    leads, follows = (ours, theirs) if has_moved or _common(theirs, base) == _common(base, theirs) else (theirs, ours)
    known = set(base)
    found = list(leads)
    there = set(leads)
    for place, key in enumerate(follows):
        if key in there:
            continue
        at = found.index(follows[place - 1]) + 1 if place else 0
        while at < len(found) and place and found[at] in set(leads) - known:
            at += 1  # what the leader added in the same place comes first
        found.insert(at, key)
        there.add(key)
    return found


def _common(keys: Sequence[Hashable], others: Sequence[Hashable]) -> list[Hashable]:
    return [key for key in keys if key in set(others)]
