"""How a job tells how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is; 0 where nobody knows.

Every job calls it several times a second, also while it writes. It may raise ``Cancelled``: the job stops there, and
nothing is left of it.
"""

_Item = TypeVar("_Item")


def ticking(
    items: Iterable[_Item], progress: Progress | None, what: str, total: int = 0, *, every: int = 50, start: int = 0
) -> Iterator[_Item]:
    """Yield items and tell the progress before the first, after each so many, and at the end.

    Args:
        items: what the work is done on.
        progress: told how far the work is; None for nobody.
        what: is being done.
        total: how much there is of it, 0 where nobody knows.
        every: so many items between two reports.
        start: how much was done before the first item.
    """
    if progress is None:
        yield from items
        return
    progress(what, start, total)
    done = start
    for done, item in enumerate(items, start + 1):
        yield item
        if (done - start) % every == 0:
            progress(what, done, total)
    if (done - start) % every:
        progress(what, done, total)


def shifted(progress: Progress | None, start: int, total: int) -> Progress | None:
    """Return a progress for a portion of the work, of which so much was done before; None for nobody.

    Args:
        progress: told of the whole.
        start: how much was done before the portion.
        total: how much there is of the whole.
    """
    if progress is None:
        return None
    return lambda what, done, of: progress(what, *((start + done, total) if of else (done, of)))
