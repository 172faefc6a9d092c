"""Phrases: the sequences of pieces that may be terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.mine.chinese.kinds import (
    BREAK,
    KNOWN,
    LINK,
    NOMINAL_VERB,
    QUOTE,
    STOP,
    TITLE,
    VERB,
    WORD,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.mine.chinese.words import Piece

MOST_WORDS = 8
MOST_CHARACTERS = 16
"""Longer phrases are half sentences; a title may be longer, it is one piece."""

LEAST_CHARACTERS = 2

_OUTSIDE = frozenset({BREAK, STOP, TITLE})
"""What ends every phrase; a title is a term by itself."""

_STARTS = frozenset({WORD, NOMINAL_VERB, QUOTE, KNOWN, VERB})
_ENDS = frozenset({WORD, NOMINAL_VERB, QUOTE, KNOWN})

_BESIDE_KNOWN = 0.5
"""What stands beside a known term is seldom a part of the same."""

# How surely a phrase begins after a piece, and ends before one: 1 for what can't belong to it.
_BEFORE = {BREAK: 1.0, STOP: 1.0, TITLE: 1.0, VERB: 0.9, LINK: 0.8, NOMINAL_VERB: 0.5, QUOTE: 0.4, KNOWN: _BESIDE_KNOWN}
_AFTER = {BREAK: 1.0, STOP: 1.0, TITLE: 1.0, VERB: 0.9, LINK: 0.8, NOMINAL_VERB: 0.4, QUOTE: 0.4, KNOWN: _BESIDE_KNOWN}
_BEFORE_TAGGED = {"ns": 0.5, "v": 0.5, "d": 0.5, "t": 0.5, "f": 0.5}
_AFTER_TAGGED = {"v": 0.4, "d": 0.6, "t": 0.5}
"""Beside a word of these classes a phrase may end: 贵州省｜农民合作社."""


PROMISING = 0.4
"""From this certainty of both ends on, a phrase that occurs once is looked at."""


def find_phrases(pieces: Sequence[Piece]) -> Iterator[tuple[int, int, str]]:
    """Yield ``(first piece, piece after the last, key)`` of every phrase."""
    count = len(pieces)
    for first in range(count):
        kind = pieces[first].kind
        if kind == TITLE:
            yield first, first + 1, pieces[first].key
            continue
        if kind not in _STARTS:
            continue
        key = ""
        for last in range(first, min(first + MOST_WORDS, count)):
            piece = pieces[last]
            if piece.kind in _OUTSIDE or (last > first and _are_two(pieces[last - 1], piece)):
                break
            key += piece.key
            if len(key) > MOST_CHARACTERS and last > first:
                break
            if piece.kind in _ENDS and len(key) >= LEAST_CHARACTERS:
                yield first, last + 1, key


def left_edge(pieces: Sequence[Piece], first: int) -> float:
    """Return 0–1, how surely a phrase begins with a piece."""
    if not first:
        return 1.0
    before = pieces[first - 1]
    if before.kind == WORD:
        return _BEFORE_TAGGED.get(before.tag, 0.0)
    if _are_two(before, pieces[first]):
        return 1.0
    return _BEFORE.get(before.kind, 0.0)


def right_edge(pieces: Sequence[Piece], after: int) -> float:
    """Return 0–1, how surely a phrase ends before a piece."""
    if after == len(pieces):
        return 1.0
    behind = pieces[after]
    if behind.kind == WORD:
        closed = _CLOSED if pieces[after - 1].key.endswith(_CLOSING) else 0.0
        return max(_AFTER_TAGGED.get(behind.tag, 0.0), closed)
    if _are_two(pieces[after - 1], behind):
        return 1.0
    return _AFTER.get(behind.kind, 0.0)


def _are_two(left: Piece, right: Piece) -> bool:
    """Whether two stretches in marks follow each other, which are a list: “软联通”“硬联通”."""
    return left.kind in _UNCUT and right.kind in _UNCUT and left.tag != "" and right.tag != ""


_CLOSING = (
    "区",
    "省",
    "市",
    "县",
    "州",
    "国",
    "部",
    "局",
    "委",
    "院",
    "委员会",
    "大学",
    "协会",
    "联盟",
    "组织",
    "银行",
    "公司",
    "集团",
)
_CLOSED = 0.5
"""What ends the name of a place or of an institution often ends the phrase: 广西壮族自治区｜江港城市."""

_UNCUT = frozenset({QUOTE, KNOWN, TITLE})
