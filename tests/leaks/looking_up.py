"""Looks up in a termbase again and again, and prints the memory that the process holds, early and at the end.

Run as ``python -m tests.leaks.looking_up TERMBASE WARM ALL``.
"""

from __future__ import annotations

import gc
import os
import sys

from glossary.lookup.queries import complete, look_up
from glossary.store.reader import open_reader
from tests.leaks.asking import queries, resident

_MODES = ("auto", "exact", "prefix", "contains", "pinyin", "auto", "prefix", "fuzzy")


def run(termbase: str, warm: int, count: int) -> tuple[int, int]:
    """Return the bytes held after ``warm`` queries, and after ``count`` of them."""
    asked, before = queries(), 0
    with open_reader(termbase) as reader:
        for number in range(count):
            query = next(asked)
            look_up(reader, query, mode=_MODES[number % len(_MODES)])
            complete(reader, query)
            if number == warm:
                gc.collect()
                before = resident(os.getpid())
        gc.collect()
        return before, resident(os.getpid())


if __name__ == "__main__":
    sys.stdout.write(" ".join(map(str, run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))))
