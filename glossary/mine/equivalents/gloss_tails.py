"""What may be the term beside a gloss: the tails of what stands before it, or the heads of what stands behind."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from glossary.mine.comparable.spans import headwords
from glossary.mine.comparable.verbs import is_verb
from glossary.mine.equivalents.gloss_direction import Direction
from glossary.mine.pairing.chinese import Chinese
from glossary.mine.pairing.english import English

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_MOST_WORDS = 12
_MOST_CHARACTERS = 24
_SHORTEST = 2
_LONGEST_HEADWORD = 8
_SENTENCE = re.compile(r"[;:!?]\s|(?<!\bNo)\.\s|\s[—–-]\s")
_NUMBERED = re.compile(r"No|Nos")
_IN_NAMES = frozenset({"of", "and", "for"})
_ARTICLES = frozenset("the a an its their his her this these those".split())  # noqa: SIM905 - a list of words
_PREPOSITIONS = frozenset("of to for in on by with under at from over".split())  # noqa: SIM905 - likewise
_HARD = frozenset("、，。；：！？ \n\t")
_OPENING, _CLOSING = frozenset("“《「『‘"), frozenset("”》」』’")

english = English()
chinese = Chinese()


class Tail(NamedTuple):
    """A part of a text that may be the term.

    ``words`` are its words from the open boundary on, ``beside`` the word that stands beyond it, "" at a mark;
    ``cuts`` how often the boundary lies within a word; ``breaks`` how many commas are inside, or
    articles that begin a phrase of their own.
    """

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    beside: str
    cuts: bool
    breaks: int
    opens_with_grammar: bool
    opens_with_verb: bool
    beside_grammar: bool
    beside_verb: bool


def find_tails(text: str, direction: Direction) -> list[Tail]:
    """Return the parts of a text that may be the term, shortest first."""
    return list(_FINDERS[direction](text))


def _english_tails(text: str) -> Iterator[Tail]:
    places = english.words(text)
    for number, (start, _) in enumerate(reversed(places), start=1):
        if number > _MOST_WORDS:
            return
        words = tuple(text[a:b] for a, b in places[-number:])
        before = places[-number - 1] if number < len(places) else None
        gap = text[before[1] : start] if before else ""
        beside = text[slice(*before)] if before and (not gap.strip() or _NUMBERED.fullmatch(text, *before)) else ""
        end = places[-1][1]
        yield Tail(
            start=start,
            end=end,
            text=text[start:end],
            words=words,
            beside=beside,
            cuts=_cuts_name([text[a:b] for a, b in places[:-number]] if beside else [], words[0]),
            breaks=text.count(", ", start, end) + _articles(words),
            opens_with_grammar=english.is_function_word(words[0]),
            opens_with_verb=words[0].endswith("ing"),
            beside_grammar=bool(beside) and english.is_function_word(beside),
            beside_verb=beside.endswith(("ing", "ed")),
        )
        if _SENTENCE.search(gap):
            return


def _cuts_name(before: Sequence[str], first: str) -> bool:
    """Whether a name goes on before the word with which a tail begins: Ministry of | Industry, No. 1 | Central."""
    if not before:
        return False
    if before[-1].isdecimal() or _NUMBERED.fullmatch(before[-1]):
        return True
    linked = before[-1].lower() in _IN_NAMES and len(before) > 1
    word, is_first = (before[-2], len(before) == 2) if linked else (before[-1], len(before) == 1)  # noqa: PLR2004
    return first[:1].isupper() and word[:1].isupper() and not is_first


def _articles(words: Sequence[str]) -> int:
    """Return how many articles begin a phrase of their own within some words: not those of “deputy to the Congress”."""
    return sum(word.lower() in _ARTICLES and before.lower() not in _PREPOSITIONS for before, word in pairwise(words))


def _chinese_tails(text: str) -> Iterator[Tail]:
    end = len(text.rstrip())
    for start in range(end - _SHORTEST, max(end - _MOST_CHARACTERS, 0) - 1, -1):
        if text[start] in _HARD:
            return
        if _is_balanced(text[start:end]):
            yield _chinese_part(text, start, end, at_start=True)


def _chinese_heads(text: str) -> Iterator[Tail]:
    for end in range(_SHORTEST, min(len(text), _MOST_CHARACTERS) + 1):
        if text[end - 1] in _HARD - {"、"}:
            return
        if _is_balanced(text[:end]):
            yield _chinese_part(text, 0, end, at_start=False)


_FINDERS: Mapping[Direction, Callable[[str], Iterator[Tail]]] = {
    Direction.ENGLISH_BEFORE: _english_tails,
    Direction.CHINESE_BEFORE: _chinese_tails,
    Direction.CHINESE_AFTER: _chinese_heads,
}


def _chinese_part(text: str, start: int, end: int, *, at_start: bool) -> Tail:
    places = chinese.words(text)
    inside = [text[max(a, start) : min(b, end)] for a, b in places if a < end and b > start] or [text[start:end]]
    edge = start if at_start else end
    beside = next((text[a:b] for a, b in places if (b if at_start else a) == edge), "")
    if not at_start:
        inside.reverse()
    crosses = _cuts_headword(text, edge)
    return Tail(
        start=start,
        end=end,
        text=text[start:end],
        words=tuple(inside),
        beside=beside,
        cuts=crosses or any(a < edge < b for a, b in places),
        breaks=text.count("、", start, end),
        opens_with_grammar=chinese.is_function_word(inside[0])
        and not _opens_with_headword(text, edge, at_start=at_start),
        opens_with_verb=is_verb(inside[0]),
        beside_grammar=bool(beside) and chinese.is_function_word(beside) and not crosses,
        beside_verb=bool(beside) and is_verb(beside),
    )


def _cuts_headword(text: str, edge: int) -> bool:
    """Whether a word of the dictionary lies across a boundary, whatever the segmenter makes of it: 碳中|和."""
    return any(
        text[start:end] in headwords()
        for start in range(max(edge - _LONGEST_HEADWORD + 1, 0), edge)
        for end in range(edge + 1, min(start + _LONGEST_HEADWORD, len(text)) + 1)
    )


def _opens_with_headword(text: str, edge: int, *, at_start: bool) -> bool:
    """Whether a word of the dictionary begins, or ends, at a boundary: 和 belongs to 碳中和."""
    lengths = range(_SHORTEST + 1, _LONGEST_HEADWORD + 1)
    return any((text[edge : edge + n] if at_start else text[max(edge - n, 0) : edge]) in headwords() for n in lengths)


def _is_balanced(text: str) -> bool:
    """Whether no quotation or title mark lacks its other half."""
    return sum(ch in _OPENING for ch in text) == sum(ch in _CLOSING for ch in text) and text[0] not in _CLOSING
