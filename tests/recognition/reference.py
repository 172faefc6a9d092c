"""What recognition means, written down plainly: every place of a text is held against every term.

It shares with the engine what a piece, a folded character and a mark is, and nothing of how places are found.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from glossary.lookup.recognition.characters import fold_characters
from glossary.lookup.recognition.marks import surroundings_of
from glossary.lookup.recognition.pieces import HYPHENS, fold_piece, is_joining, split_pieces
from glossary.text.chinese import has_han, is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.lookup.recognition.designations import Row

#: Start, end and the row ids of the terms.
Found = tuple[int, int, frozenset[int]]


class Reference:
    """All places of some terms, found the plain way."""

    def __init__(self, terms: Iterable[Row]) -> None:
        self._english: dict[str, list[Row]] = {}
        self._chinese: dict[str, list[Row]] = {}
        self._cuts: dict[str, set[int]] = {}
        self._odd_gaps: set[tuple[str, str]] = set()
        for term in terms:
            characters = fold_characters(term[4])
            if term[2].startswith("zh") and has_han(characters):
                self._chinese.setdefault(characters, []).append(term)
                continue
            key, cuts = _key_and_cuts(term[4])
            self._english.setdefault(key, []).append(term)
            self._cuts.setdefault(key, set()).update(cuts)
            self._odd_gaps.update(_odd_gaps(term[4]))
        self._longest = max(map(len, self._english), default=0)

    def find_all(self, text: str) -> list[Found]:
        """Return all places of all terms, by their beginnings, the longest first."""
        at: dict[tuple[int, int], set[int]] = {}
        for start, end, term_id in (*self._find_english(text), *self._find_chinese(text)):
            at.setdefault((start, end), set()).add(term_id)
        return sorted(((*span, frozenset(ids)) for span, ids in at.items()), key=lambda found: (found[0], -found[1]))

    def find(self, text: str) -> list[Found]:
        """Return the places that count: the longest of all first, then the leftmost, none overlapping."""
        chosen: list[Found] = []
        for place in sorted(self.find_all(text), key=lambda found: (found[0] - found[1], found[0])):
            if all(place[1] <= other[0] or place[0] >= other[1] for other in chosen):
                chosen.append(place)
        return sorted(chosen, key=lambda found: found[0])

    def _find_english(self, text: str) -> Iterator[tuple[int, int, int]]:
        parts = split_pieces(text)
        ends = list(accumulate(map(len, parts)))
        folded = [fold_piece(piece) for piece in parts[1::2]]
        for first in range(len(folded)):
            for last in range(first, len(folded)):
                key = "".join(folded[first : last + 1])
                if len(key) > self._longest:
                    break
                if folded[first] and folded[last] and self._may_go_on(folded, parts[2::2], first, last, key):
                    for term in self._english.get(key, ()):
                        is_one_word = len(split_pieces(term[4])) <= 3 or " " not in term[4].strip()
                        asked = surroundings_of(term[4], is_one_word=is_one_word)
                        span = ends[2 * first], ends[2 * last + 1]
                        placed = asked.place(text, *span) if asked else span
                        if placed:
                            yield *placed, term[0]

    def _may_go_on(self, folded: list[str], gaps: list[str], first: int, last: int, key: str) -> bool:
        """Tell whether the gaps between two pieces are such as stand in a term of the key."""
        inner = range(first, last)
        if not all(is_joining(gaps[i]) or (folded[i], _plain(gaps[i])) in self._odd_gaps for i in inner):
            return False
        blanks = {len("".join(folded[first : i + 1])) for i in inner if gaps[i] not in HYPHENS}
        return blanks <= self._cuts.get(key, set())

    def _find_chinese(self, text: str) -> Iterator[tuple[int, int, int]]:
        forms = [(fold_characters(character), place) for place, character in enumerate(text)]
        folded = "".join(form for form, _ in forms)
        places = [place for form, place in forms for _ in form]
        for key, terms in self._chinese.items():
            first = folded.find(key)
            while first >= 0:
                after = first + len(key)
                start, end = places[first], places[after - 1] + 1
                if len(key) == 1:
                    is_free = not has_han(text[start - 1 : start] if start else "") and not has_han(text[end : end + 1])
                else:
                    is_free = _stands_free(folded, first, after)
                if is_free and not re.search(r"\n[^\S\n]*\n", text[start:end]):
                    for term in terms:
                        asked = surroundings_of(term[4], is_one_word=False)
                        placed = asked.place(text, start, end) if asked else (start, end)
                        if placed:
                            yield *placed, term[0]
                first = folded.find(key, first + 1)


def _stands_free(folded: str, first: int, after: int) -> bool:
    """Tell whether no word runs on at either end."""
    before, behind = folded[first - 1 : first] if first else "", folded[after : after + 1]
    return not (_is_word(folded[first]) and _is_word(before)) and not (_is_word(folded[after - 1]) and _is_word(behind))


def _key_and_cuts(term: str) -> tuple[str, set[int]]:
    folded = [fold_piece(piece) for piece in split_pieces(term)[1::2]]
    return "".join(folded), {len("".join(folded[:number])) for number in range(1, len(folded))}


def _odd_gaps(term: str) -> Iterator[tuple[str, str]]:
    parts = split_pieces(term)
    for number in range(2, len(parts) - 1, 2):
        if "".join(map(fold_piece, parts[1:number:2])) and not is_joining(parts[number]):
            yield fold_piece(parts[number - 1]), _plain(parts[number])


def _plain(gap: str) -> str:
    return re.sub(r"\s+", " ", gap)


def _is_word(character: str) -> bool:
    return character.isalnum() and not is_han(character)
