"""Terms made of words: English ones, and Chinese ones that are written in Latin letters."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from glossary.lookup.recognition.designations import Designations
from glossary.lookup.recognition.marks import surroundings_of
from glossary.lookup.recognition.pieces import HYPHENS, fold_piece, is_joining, split_pieces

if TYPE_CHECKING:
    from glossary.lookup.recognition.designations import Place, Row

#: So many words are remembered with what they fold to; a text has far fewer different ones.
_REMEMBERED = 200_000


class _Folds(dict[str, str]):
    """Pieces by what they fold to, computed once for each that is met."""

    def __missing__(self, piece: str) -> str:
        folded = self[piece] = fold_piece(piece)
        return folded


class _Joins(dict[str, bool]):
    """Gaps by whether a term may go on across them."""

    def __missing__(self, gap: str) -> bool:
        joins = self[gap] = is_joining(gap)
        return joins


class _Begins(dict[str, bool]):
    """Pieces by whether a term begins with them."""

    def __init__(self, folds: _Folds, nodes: dict[str, Designations | None]) -> None:
        super().__init__()
        self._folds, self._nodes = folds, nodes

    def __missing__(self, piece: str) -> bool:
        folded = self._folds[piece]
        begins = self[piece] = folded != "" and folded in self._nodes
        return begins


class EnglishTerms:
    """Finds terms by their words, whatever their case, number, hyphens and blanks.

    A term is a chain of pieces. ``_nodes`` has every beginning of a chain as one string without gaps, and the
    terms that end there: so “land-sea”, “land sea” and “landsea” go the same way. A text may have a blank only
    where a term of that key has a gap (“in form” is no “inform”); a hyphen it may have anywhere.
    """

    def __init__(self) -> None:
        self._nodes: dict[str, Designations | None] = {}
        #: Gaps that stand in a term, each after a piece, and would part other words.
        self._gaps: set[tuple[str, str]] = set()
        self._folds, self._joins = _Folds(), _Joins()
        self._begins = _Begins(self._folds, self._nodes)

    def add(self, row: Row) -> None:
        """Take a term in; one without a letter or digit can't be found."""
        term = row[4]
        parts = split_pieces(term)
        nodes, folds = self._nodes, self._folds
        key, cuts = "", 0
        for place in range(1, len(parts), 2):
            gap = parts[place - 1]
            cuts |= 1 << len(key)
            if key and gap != " " and not self._joins[gap]:
                self._gaps.add((folds[parts[place - 2]], _plain(gap)))
            key += folds[parts[place]]
            if key not in nodes:
                nodes[key] = None
        if not key:
            return
        node = nodes[key]
        if node is None:
            node = nodes[key] = Designations()
        node.cuts |= cuts
        is_one_word = len(parts) <= 3 or " " not in term.strip()  # noqa: PLR2004 - gap, piece, gap
        node.add(row, surroundings_of(term, is_one_word=is_one_word))

    def remove(self, row: Row) -> None:
        """Forget a term; its beginnings stay, which costs little and finds nothing."""
        key = "".join(map(self._folds.__getitem__, split_pieces(row[4])[1::2]))
        if node := self._nodes.get(key):
            node.remove(row)
            self._nodes[key] = node or None

    def renew(self) -> None:
        """Let texts be searched for what was added; to be called after the last of several terms."""
        self._begins = _Begins(self._folds, self._nodes)

    def find(self, text: str) -> list[Place]:  # noqa: C901 - one loop: calls for each word would take twice as long
        """Return ``(start, end, senses)`` of all terms in a text, also of those within others."""
        parts = split_pieces(text)
        pieces, gaps = parts[1::2], parts[2::2]
        starts = self._starts(pieces, gaps)
        if not starts:
            return []
        nodes, joins, known_gaps = self._nodes, self._joins, self._gaps
        ends = list(accumulate(map(len, parts)))
        folded = list(map(self._folds.__getitem__, pieces))
        count = len(pieces)
        found: list[Place] = []
        for first in starts:
            last, key, cuts = first, folded[first], 0
            while key:
                gap = gaps[last]
                if key in nodes:
                    node = nodes[key]
                    if node is not None and folded[last] and cuts & ~node.cuts == 0:
                        start, end = ends[2 * first], ends[2 * last + 1]
                        if senses := node.senses:
                            found.append((start, end, senses))
                        else:
                            found.extend(node.placed(text, start, end))
                elif gap not in HYPHENS:
                    break
                if gap != " " and not joins[gap] and (folded[last], _plain(gap)) not in known_gaps:
                    break
                last += 1
                if last == count:
                    break
                if gap not in HYPHENS:
                    cuts |= 1 << len(key)
                key += folded[last]
        return found

    def _starts(self, pieces: list[str], gaps: list[str]) -> list[int]:
        """Return the numbers of the pieces with which a term may begin."""
        if len(self._folds) > _REMEMBERED:
            self._folds.clear()
            self._joins.clear()
            self.renew()
        begins = self._begins
        starts = [place for place, piece in enumerate(pieces) if begins[piece]]
        # A solid term may be hyphenated in the text, so that none of its pieces is known.
        return starts + [place for place, gap in enumerate(gaps) if gap in HYPHENS and not begins[pieces[place]]]


def _plain(gap: str) -> str:
    """Return a gap with one blank for any."""
    return " ".join(("x" + gap + "x").split())[1:-1]
