"""Where an entry came from, where two termbases don't say the same."""

from __future__ import annotations

#: Of two answers the earlier here holds, so that both sides come to the same one.
_FIRST = ("base", "import", "review", "person")


def merge_origins(base: str | None, ours: str | None, theirs: str | None) -> str:
    """Return the origin of an entry; None where a side doesn't have the entry."""
    if ours is None or theirs is None or ours == theirs:
        return ours or theirs or base or _FIRST[-1]
    if base in {ours, theirs}:
        return theirs if base == ours else ours
    return min(ours, theirs, key=lambda origin: (_FIRST.index(origin) if origin in _FIRST else len(_FIRST), origin))
