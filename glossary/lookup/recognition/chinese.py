"""Terms made of Chinese characters, found without word boundaries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daachorse import CharwiseDoubleArrayAhoCorasick

from glossary.lookup.recognition.characters import fold_characters, fold_with_places
from glossary.lookup.recognition.designations import Designations
from glossary.lookup.recognition.marks import surroundings_of
from glossary.text.chinese import HAN, has_han, is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.lookup.recognition.designations import Place, Row

_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n")
_CHARACTERS = re.compile(f"[{HAN}]+")
#: Keys that came later wait in a small automaton of their own, until so many do.
_WAITING = 2_000
#: So far around Chinese characters other text is looked at; more if a term has more of it.
_MARGIN = 16


class ChineseTerms:
    """Finds terms by their characters, whatever their width, quotation marks, and writing.

    Keys are folded terms. A large automaton finds most of them; those added later are in a small one that is
    cheap to build anew. A term of one character is found where no other stands beside it.
    """

    def __init__(self) -> None:
        self._nodes: dict[str, Designations] = {}
        self._waiting: list[str] = []
        self._automata: list[tuple[CharwiseDoubleArrayAhoCorasick, list[Designations]]] = []
        self._is_built = True
        self._margin = _MARGIN

    def add(self, row: Row) -> bool:
        """Take a term in; return whether it has a Chinese character to be found by."""
        term = row[4]
        key = fold_characters(term)
        if not has_han(key):
            return False
        node = self._nodes.get(key)
        if node is None:
            has_edge = len(key) > 1 and not (is_han(key[0]) and is_han(key[-1]))
            node = self._nodes[key] = Designations(needs_boundary=has_edge)
            if len(key) > 1:
                self._waiting.append(key)
                self._is_built = False
            if not all(map(is_han, key)):
                others = max(map(len, _CHARACTERS.split(key)))
                self._margin = max(self._margin, _MARGIN + 2 * others)
        node.add(row, surroundings_of(term, is_one_word=False))
        return True

    def remove(self, row: Row) -> None:
        """Forget a term; its key stays in the automaton until that is built anew, and finds nothing."""
        if node := self._nodes.get(fold_characters(row[4])):
            node.remove(row)

    def find(self, text: str) -> list[Place]:
        """Return ``(start, end, senses)`` of all terms in a text, also of those within others."""
        self.build()
        found: list[Place] = []
        if self._nodes:
            runs = [run.span() for run in _CHARACTERS.finditer(text)]
            for start, end in self._windows(runs):
                self._find_within(text, start, end, found)
            for start, end in runs:
                if end - start == 1 and (node := self._nodes.get(fold_characters(text[start]))) is not None:
                    found.extend(node.placed(text, start, end))
        return found

    def _windows(self, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield the parts of a text that have Chinese characters, with what stands around them."""
        begun, ended, margin = -1, -1, self._margin
        for start, end in runs:
            if start - ended > 2 * margin or begun < 0:
                if begun >= 0:
                    yield max(begun - margin, 0), ended + margin
                begun = start
            ended = end
        if begun >= 0:
            yield max(begun - margin, 0), ended + margin

    def _find_within(self, text: str, begin: int, finish: int, found: list[Place]) -> None:
        folded, places = fold_with_places(text[begin:finish])
        for automaton, nodes in self._automata:
            for first, after, which in automaton.find_overlapping(folded):
                node = nodes[which]
                start, end = begin + places[first], begin + places[after - 1] + 1
                if end - start != after - first and _PARAGRAPH_END.search(text, start, end):
                    continue
                if senses := node.senses:
                    found.append((start, end, senses))
                elif not node.needs_boundary or _has_boundaries(folded, first, after):
                    found.extend(node.placed(text, start, end))

    def build(self) -> None:
        """Build what is needed to find what was added: the small automaton, or a large one if too much waits."""
        if self._is_built:
            return
        if not self._automata or len(self._waiting) > _WAITING:
            self._nodes = {key: node for key, node in self._nodes.items() if node}
            self._automata = [self._automaton([key for key in self._nodes if len(key) > 1])]
            self._waiting = []
        else:
            self._automata = [self._automata[0], self._automaton(self._waiting)]
        self._is_built = True

    def _automaton(self, keys: list[str]) -> tuple[CharwiseDoubleArrayAhoCorasick, list[Designations]]:
        return CharwiseDoubleArrayAhoCorasick(keys), [self._nodes[key] for key in keys]


def _has_boundaries(folded: str, first: int, after: int) -> bool:
    """Tell whether no Latin word or number runs on at either end of a place."""
    for inner, outer in ((first, first - 1), (after - 1, after)):
        if 0 <= outer < len(folded) and all(
            character.isalnum() and not is_han(character) for character in (folded[inner], folded[outer])
        ):
            return False
    return True
