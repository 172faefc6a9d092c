"""The terms that are looked for."""

from __future__ import annotations

from typing import NamedTuple


class ComparableTerm(NamedTuple):
    """An English term, its spellings, and sentences in which it stands.

    The sentences say what it is about, and which longer phrases it is a part of; without them it goes less well.
    """

    term: str
    spellings: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
