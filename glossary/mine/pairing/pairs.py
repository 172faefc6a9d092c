"""What goes in and what comes out: sentence pairs, terms in them, their equivalents."""

from __future__ import annotations

from typing import NamedTuple


class SentencePair(NamedTuple):
    """A sentence, or a few, in the language of the terms, and its translation."""

    source: str
    target: str


class TermInPairs(NamedTuple):
    """A term and the numbers of the pairs in whose source it stands, in order, each once."""

    term: str
    pairs: tuple[int, ...]


class PairedEquivalent(NamedTuple):
    """What a term may be called in the other language.

    ``confidence`` is how probable it is that this is right, 0–1; ``pairs`` in how many of the term's pairs it
    stands; ``pair``, ``start`` and ``end`` where its evidence is: the number of a pair, and the place in its target.
    """

    term: str
    confidence: float
    pairs: int
    pair: int
    start: int
    end: int
