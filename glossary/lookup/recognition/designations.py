"""The terms that one key leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.lookup.recognition.span import IndexedTerm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.lookup.recognition.marks import Surroundings

_STANDING = {"preferred": 0, "admitted": 1, "deprecated": 2, "superseded": 3}

#: A term as a row of the termbase: the fields of ``IndexedTerm``.
Row = tuple[int, int, str, str, str]
#: ``(start, end, senses)``: a ``Span`` while there are many of them.
Place = tuple[int, int, tuple[IndexedTerm, ...]]


class Designations:
    """The terms of one key, grouped by what they ask of the place where they stand.

    ``senses`` are all of them, preferred ones first, once they were asked for and as long as they may stand
    anywhere; else it is None and `placed` tells. ``cuts`` has a bit for each length of the key at which one of
    the terms has a gap.
    """

    __slots__ = ("_groups", "_ranked", "cuts", "needs_boundary", "senses")

    def __init__(self, *, needs_boundary: bool = False) -> None:
        self._groups: dict[Surroundings | None, tuple[Row, ...]] = {}
        self._ranked: dict[tuple[Surroundings | None, ...], tuple[IndexedTerm, ...]] = {}
        self.needs_boundary = needs_boundary
        self.cuts = 0
        self.senses: tuple[IndexedTerm, ...] | None = None

    def add(self, term: Row, asked: Surroundings | None) -> None:
        """Take a term in."""
        self._change({**self._groups, asked: (*self._groups.get(asked, ()), term)})

    def remove(self, term: Row) -> None:
        """Forget a term."""
        left = {asked: tuple(t for t in terms if t != term) for asked, terms in self._groups.items()}
        self._change({asked: terms for asked, terms in left.items() if terms})

    def __bool__(self) -> bool:
        return bool(self._groups)

    def placed(self, text: str, start: int, end: int) -> Iterator[Place]:
        """Yield ``(start, end, senses)`` of the terms that may stand at a place, which they may widen."""
        groups, known = self._groups, self._ranked
        spans: dict[tuple[int, int], tuple[Surroundings | None, ...]] = {}
        for asked in groups:
            span = asked.place(text, start, end) if asked else (start, end)
            if span:
                spans[span] = (*spans.get(span, ()), asked)
        for (begin, finish), asking in spans.items():
            ranked = known.get(asking)
            if ranked is None:
                ranked = known[asking] = in_rank([term for asked in asking for term in groups[asked]])
                if list(groups) == [None] and not self.needs_boundary and groups is self._groups:
                    self.senses = ranked
            yield begin, finish, ranked

    def _change(self, groups: dict[Surroundings | None, tuple[Row, ...]]) -> None:
        """Replace what is known; who is searching goes on with what was."""
        self._groups, self._ranked, self.senses = groups, {}, None


def in_rank(terms: list[Row]) -> tuple[IndexedTerm, ...]:
    """Return terms in the order in which they are told: by status, then as they came into the termbase."""
    ranked = sorted(terms, key=lambda term: (_STANDING.get(term[3], len(_STANDING)), term[1], term[0]))
    return tuple(map(IndexedTerm._make, ranked))
