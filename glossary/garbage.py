"""What a program that runs all day keeps for good, so that the search for garbage needn't go through it again."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How often Python searches by itself.
_USUAL = gc.get_threshold()
#: So many searches among what has lasted a little go before one among all that has lasted; usually it is 10.
_SELDOM = 100


@contextmanager
def kept_for_good() -> Iterator[None]:
    """Load what stays for as long as the program runs; nothing of it is garbage, so none is looked for, now or later.

    A search that goes through hundreds of thousands of objects stops every thread for a third of a second. What
    else exists by the end isn't searched any more either: what is let go of only in circles stays in memory then.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
    gc.freeze()


def collect_when_asked() -> None:
    """Keep what exists for good, and look through all else that has lasted when asked for it, by itself but seldom.

    ``collect`` is for moments in which nobody waits; ``collect_as_usual`` ends it.
    """
    gc.freeze()
    gc.set_threshold(*_USUAL[:2], _SELDOM)


def collect_as_usual() -> None:
    """Keep nothing for good any more, and search as often as Python does."""
    gc.unfreeze()
    gc.set_threshold(*_USUAL)


def collect() -> None:
    """Free what nothing holds any more but itself."""
    gc.collect()
