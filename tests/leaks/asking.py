"""What people look up, and how much memory a process holds."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TYPED = ("新质生产力", "产业", "new quality", "corridor", "xzscl", "xin zhi", "poverty", "十五五", "plan", "𠮷")


def queries() -> Iterator[str]:
    """Yield what people look up, never the same for long: hits, beginnings, typing errors, misses."""
    chance = random.Random(7)  # noqa: S311 - the same queries each time
    while True:
        word = chance.choice(_TYPED)
        kind = chance.randrange(4)
        if kind == 0:
            yield word
        elif kind == 1:
            yield word[: chance.randint(1, len(word))]
        elif kind == 2:
            at = chance.randrange(len(word))
            yield word[:at] + chance.choice("abcxyz的发") + word[at + 1 :]
        else:
            yield f"{word} {chance.randrange(10**9):x}"


def resident(process: int) -> int:
    """Return the bytes of memory that a process holds."""
    return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * _PAGE
