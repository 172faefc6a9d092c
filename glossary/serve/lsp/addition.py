"""What an editor wants to have added to the termbase."""

from __future__ import annotations

from typing import NamedTuple


class Addition(NamedTuple):
    """A term, English or Chinese, with its equivalent in the other language where there is one.

    ``context`` is a sentence that shows the term in use, ``source`` where that is from.
    """

    term: str
    equivalent: str | None = None
    context: str | None = None
    source: str | None = None
