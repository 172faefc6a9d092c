"""A Chinese text cut into pieces: words, and what stands for one, each with its part in the making of terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import rjieba

from glossary.mine.chinese.folding import MARKS, SPACES, fold_text
from glossary.mine.chinese.furniture import find_furniture
from glossary.mine.chinese.kinds import BREAK, JOINER, KNOWN, QUOTE, TITLE, kind_of, kind_of_other
from glossary.mine.chinese.marks import find_marked
from glossary.mine.chinese.persons import find_names
from glossary.text.chinese import HAN, has_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.concept import Document
    from glossary.mine.chinese.known import KnownChinese


class Piece(NamedTuple):
    """A word, or what stands for one, ``text[start:end]``.

    ``key`` is its folded text without marks; ``tag`` its word class, or the mark that opens what isn't cut.
    """

    start: int
    end: int
    key: str
    kind: str
    tag: str


class _Atom(NamedTuple):
    """A stretch that isn't cut: a known term, a quotation, a title, a person's name (a break)."""

    start: int
    end: int
    kind: str


_BARE = {ord(ch): None for ch in MARKS + SPACES}

_NAME_JOINER = re.compile(rf"(?<=[{HAN}\w])(?:—|–|·|\+)(?=[{HAN}\w])|(?<=\w)-(?=[0-9a-z])|(?<=[0-9a-z])-(?=\w)")
_BRACKETED = re.compile(rf"(?<=[{HAN}])\(([{HAN}]{{1,2}})\)(?=[{HAN}])")
# What the cutter glues to a word that it doesn't know: 积分｜制让, 走铁海｜联运.
_GLUED_END = frozenset("让则后里内外中上说等将的了也还都把被向已时们从在")
_GLUED_START = frozenset("个用走由从将等在对和以却把被让")


LONGEST_STRETCH = 20_000
"""Characters that are cut at once: whole paragraphs, so that a long document can be stopped on the way."""


def cut(document: Document, known: KnownChinese) -> Iterator[list[Piece]]:
    """Yield the pieces of a document in order, a stretch of whole paragraphs at a time."""
    text, length = document.text, len(document.text)
    start = 0
    while start < length:
        end = length
        if length - start > LONGEST_STRETCH:
            end = text.rfind("\n", start, start + LONGEST_STRETCH) + 1 or start + LONGEST_STRETCH
        yield _cut(text[start:end], start, document.language, known)
        start = end


def _cut(original: str, offset: int, language: str, known: KnownChinese) -> list[Piece]:
    """Return the pieces of a text that stands at an offset of its document."""
    text = fold_text(original, language)
    tagged = rjieba.tag(text)
    words = list(_place(tagged))
    atoms = _atoms(text, words, find_names(text, tagged), known)
    joiners = _joiners(text)
    pieces: list[Piece] = []
    number = at = 0
    for start, end, tag in words:
        at = max(at, start)
        while at < end:
            while number < len(atoms) and atoms[number].end <= at:
                number += 1
            atom = atoms[number] if number < len(atoms) else None
            stop = min(atom.start, end) if atom else end
            if atom and stop == at:
                mark = text[at] if text[at] in MARKS else ""
                key = text[at : atom.end].translate(_BARE)
                pieces.append(Piece(offset + at, offset + atom.end, key, atom.kind, mark))
                at = atom.end
                continue
            piece = _piece(text[at:stop], original[at:stop], offset + at, tag)
            if piece:
                pieces.append(piece._replace(kind=JOINER) if at in joiners and stop - at == 1 else piece)
            at = stop
    return pieces


def _joiners(text: str) -> set[int]:
    """Return where marks stand that are a part of names: 中国—东盟, 首台（套）."""
    joiners = {match.start() for match in _NAME_JOINER.finditer(text)}
    for match in _BRACKETED.finditer(text):
        joiners |= {match.start(), match.end() - 1}
    return joiners


def _place(tagged: list[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, class)`` of words, those undone that the cutter glued together by guess."""
    at = 0
    for word, tag in tagged:
        end = at + len(word)
        if len(word) > 1 and (word[-1] in _GLUED_END or word[0] in _GLUED_START) and not rjieba.has_word(word):
            first = at + 1 if word[0] in _GLUED_START else at
            last = end - 1 if word[-1] in _GLUED_END and end - 1 > first else end
            for a, b in ((at, first), (first, last), (last, end)):
                if a < b:
                    yield a, b, tag if (a, b) == (first, last) else ""
        else:
            yield at, end, tag
        at = end


def _atoms(text: str, words: list[tuple[int, int, str]], names: Iterable[str], known: KnownChinese) -> list[_Atom]:
    """Return what isn't cut, in order; of two that overlap the longer."""
    found = [_Atom(start, end, TITLE if is_title else QUOTE) for start, end, is_title in find_marked(text)]
    found += (_Atom(start, end, KNOWN) for start, end in _find_known(text, words, known))
    found += (_Atom(start, end, BREAK) for start, end in find_furniture(text))
    for name in names:
        at = text.find(name)
        while at >= 0:
            if not text.startswith(_TEACHINGS, at + len(name)):
                found.append(_Atom(at, at + len(name), BREAK))
            at = text.find(name, at + len(name))
    # Of two as long the known one tells more.
    found.sort(key=lambda atom: (atom.start - atom.end, atom.kind != KNOWN, atom.start))
    taken = bytearray(len(text))
    kept = []
    for atom in found:
        if not any(taken[atom.start : atom.end]):
            taken[atom.start : atom.end] = b"\1" * (atom.end - atom.start)
            kept.append(atom)
    return sorted(kept)


def _find_known(text: str, words: list[tuple[int, int, str]], known: KnownChinese) -> Iterator[tuple[int, int]]:
    """Yield where known terms stand, with the marks around them."""
    if not known:
        return
    places = [i for i, ch in enumerate(text) if ord(ch) not in _BARE]
    bare = text.translate(_BARE)
    starts = {start for start, _, _ in words}
    ends = {end for _, end, _ in words}
    for first, after in known.find(bare):
        start, end = places[first], places[after - 1] + 1
        if after - first <= SHORT and not (start in starts and end in ends):
            continue
        placed = _with_marks(text, start, end) if end - start <= after - first + MOST_MARKS else None
        if placed:
            yield placed


SHORT = 3
"""A known term of so few characters must be cut out by the cutter too: 市规 in 城市规划 is none."""

_TEACHINGS = ("思想", "理论", "主义", "精神", "同志为核心", "新时代")
"""What makes a term of a person's name."""

MOST_MARKS = 6
"""Marks and spaces that a known term may have inside."""

_OPENING_MARKS = dict(zip('“‘「『《〈"', '”’」』》〉"', strict=True))


def _with_marks(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a stretch with the marks that belong to it; None where a mark inside has its other half elsewhere."""
    before, after, inside = text[max(start - 1, 0) : start], text[end : end + 1], text[start:end]
    closing = _OPENING_MARKS.get(before)
    if closing and closing == after:
        start, end = start - 1, end + 1
    elif closing and inside.count(closing) > inside.count(before):
        start -= 1
    elif after and any(closing == after and opening in inside for opening, closing in _OPENING_MARKS.items()):
        end += 1
    inside = text[start:end]
    is_whole = all(inside.count(opening) == inside.count(closing) for opening, closing in _OPENING_MARKS.items())
    return (start, end) if is_whole and inside.count('"') in (0, 2) else None


def _piece(word: str, original: str, start: int, tag: str) -> Piece | None:
    """Return the piece of a word, of a mark, or of what is left of a word beside an uncut stretch."""
    if word.isspace():
        return Piece(start, start + len(word), "", BREAK, tag) if "\n" in word else None
    kind = kind_of(word, tag) if has_han(word) else kind_of_other(original)
    return Piece(start, start + len(word), word.translate(_BARE), kind, tag)
