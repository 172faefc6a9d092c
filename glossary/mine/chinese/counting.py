"""The counts of phrases, a document at a time: what two documents have is added up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from glossary.mine.chinese.kinds import KNOWN, QUOTE, TITLE, VERB
from glossary.mine.chinese.phrases import PROMISING, find_phrases, left_edge, right_edge

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from glossary.mine.chinese.words import Piece

LEAST_REPEATED = 2
"""Occurrences that speak for a phrase whose ends are not sure."""


@dataclass(slots=True)
class PhraseCounts:
    """How often each phrase occurs, each word, and which phrases have one occurrence that is sure of its ends."""

    phrases: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    promising: set[str] = field(default_factory=set)

    def merge(self, other: PhraseCounts) -> None:
        """Add what was counted in other documents."""
        self.phrases.update(other.phrases)
        self.words.update(other.words)
        self.promising |= other.promising

    def chosen(self) -> set[str]:
        """Return the phrases that are worth weighing."""
        repeated = {key for key, count in self.phrases.items() if count >= LEAST_REPEATED}
        return repeated | self.promising


def count_phrases(stretches: Iterable[Sequence[Piece]]) -> PhraseCounts:
    """Return the counts of one document."""
    counts = PhraseCounts()
    for pieces in stretches:
        counts.words.update(piece.key for piece in pieces if piece.key)
        for first, after, key in find_phrases(pieces):
            counts.phrases[key] += 1
            if key not in counts.promising and _is_promising(pieces, first, after):
                counts.promising.add(key)
    return counts


def _is_promising(pieces: Sequence[Piece], first: int, after: int) -> bool:
    if after - first == 1 and pieces[first].kind in (QUOTE, TITLE, KNOWN):
        return True
    if pieces[first].kind == VERB:
        return False
    return left_edge(pieces, first) >= PROMISING and right_edge(pieces, after) >= PROMISING


@dataclass(slots=True)
class Tally:
    """What is counted of one phrase.

    ``words``, ``kinds`` and ``tags`` are of its first occurrence; ``edges`` adds up how sure both ends are,
    ``before`` and ``after`` count the neighbours, of which an end of a clause is a new one each time.
    """

    words: tuple[str, ...]
    kinds: str
    tags: tuple[str, ...]
    frequency: int = 0
    documents: int = 0
    quoted: int = 0
    marked: int = 0
    headings: int = 0
    known: int = 0
    left: float = 0.0
    right: float = 0.0
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)

    def merge(self, other: Tally) -> None:
        """Add what was counted in other documents."""
        self.frequency += other.frequency
        self.documents += other.documents
        self.quoted += other.quoted
        self.marked += other.marked
        self.headings += other.headings
        self.known += other.known
        self.left += other.left
        self.right += other.right
        self.before.update(other.before)
        self.after.update(other.after)


def tally_phrases(
    stretches: Iterable[Sequence[Piece]], chosen: Container[str], headings: Sequence[tuple[int, int]]
) -> dict[str, Tally]:
    """Return what is counted in one document of the phrases that are worth weighing."""
    found: dict[str, Tally] = {}
    for pieces in stretches:
        for first, after, key in find_phrases(pieces):
            if key in chosen:
                own = found.get(key)
                if own is None:
                    own = found[key] = _new_tally(pieces[first:after])
                _count(own, pieces, first, after, headings)
    return found


def _new_tally(inside: Sequence[Piece]) -> Tally:
    return Tally(
        words=tuple(piece.key for piece in inside),
        kinds="".join(piece.kind for piece in inside),
        tags=tuple(piece.tag for piece in inside),
        documents=1,
    )


def _count(own: Tally, pieces: Sequence[Piece], first: int, after: int, headings: Sequence[tuple[int, int]]) -> None:
    """Count one occurrence."""
    kind = pieces[first].kind if after - first == 1 else ""
    own.frequency += 1
    own.quoted += kind == QUOTE
    own.known += kind == KNOWN
    own.marked += any(pieces[i].kind == QUOTE for i in range(first, after))
    own.headings += any(a <= pieces[first].start < b for a, b in headings)
    left, right = left_edge(pieces, first), right_edge(pieces, after)
    own.left += left
    own.right += right
    # What can't belong to the phrase says each time anew that it ends there.
    own.before[_END if left == 1 else pieces[first - 1].key] += 1
    own.after[_END if right == 1 else pieces[after].key] += 1


_END = ""
"""The neighbour at the end of a clause."""


def merge_tallies(into: dict[str, Tally], other: dict[str, Tally]) -> None:
    """Add the tallies of other documents."""
    for key, own in other.items():
        known = into.get(key)
        if known is None:
            into[key] = own
        else:
            known.merge(own)
