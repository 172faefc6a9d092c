"""Where the term begins that a bracket glosses: ``各地推行河长制（river chief system）`` says 河长制, not 推行河长制.

What stands in the bracket has sure boundaries. Of what stands before it every tail may be the term; quotation marks,
title marks and enumeration commas bound it for sure, else the tail is taken whose meaning, words and length fit best.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from glossary.mine.equivalents.gloss_direction import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.mine.encoding import Encoder
    from glossary.mine.equivalents.gloss_tails import Tail

SURE = 0.75
"""Confidence in a boundary that marks set."""

DEFINED = 0.6
"""Confidence in what 即 says an acronym to stand for: RCEP，即区域全面经济伙伴关系协定，."""

LEAST_CONFIDENCE = 0.5
"""Below it no boundary is chosen: no equivalent is better than a wrong one."""

_HAN = r"々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_CHINESE = rf"[{_HAN}][{_HAN}0-9０-９A-Z“”‘’·、—\-]{{1,24}}"
_LATIN = r"[A-Za-z][A-Za-z0-9 ,.'’&/–-]{2,100}"
_CHINESE_INSIDE = re.compile(rf"[(（]\s*(?P<inside>[“《]?{_CHINESE}[”》]?)\s*[)）]")
_ENGLISH_INSIDE = re.compile(rf"\s?[(（]\s*(?P<inside>{_LATIN})\s*[)）]")
_THAT_IS = re.compile(rf"(?<![A-Za-z])(?P<inside>[A-Za-z][A-Za-z0-9 .'’&/–-]{{1,60}})，即(?=[{_HAN}“《])")
_THAT_IS_ENGLISH = re.compile(rf"，即(?P<inside>{_LATIN})(?=[，。；、）])")
_CLAUSE = re.compile(r"[^\n()（），。；：！？]*")
_NEVER_CHINESE = re.compile(r"[\n()（），。；：！？,;:!?]")
_MEMBER = re.compile(rf"、([{_HAN}]{{2,10}})$")
_NEVER_ENGLISH = re.compile(r"[\n()（）]")
_ENDS_IN_ENGLISH = re.compile(r"[A-Za-z0-9.][\"”’'»]?\s*$")
_ENDS_IN_CHINESE = re.compile(rf"[{_HAN}”》」』*][0-9A-Z.]{{0,4}}[{_HAN}”》」』*]?$")
_NO_TERM = re.compile(
    r"(?i:\d|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september"
    r"|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|am|pm|[ ,.]){2,}"
    r"|(?:[kMGT]?W(?:h|p)?|[kmcµ]?m|k?g|mg|ha|mu|[kM]?Hz|[kMG]B|[kM]?V|TEU|TEUs|RMB|USD|yuan)"
    r"|(?i:www\.|https?:|photos? by |photo[ :/]|source[ :]|see ).*"
)
_ACRONYM = re.compile(r"[A-Z][A-Z&-]{1,8}")
_LONGEST = 121
_PAIRED = {"”": "“", "》": "《", "」": "「", "』": "『", "*": "*", '"': '"', "’": "‘", "»": "«"}


class Gloss(NamedTuple):
    """Where a gloss stands: the first two places hold the one term, from ``inside_start`` on stands the other.

    Before a bracket the term ends at ``before_end`` and begins somewhere; with ``CHINESE_AFTER`` it begins at
    ``before_start`` and ends somewhere.
    """

    before_start: int
    before_end: int
    inside_start: int
    inside_end: int
    direction: Direction


class Boundary(NamedTuple):
    """Where a term begins and ends in what was given, and how sure that is, 0–1."""

    start: int
    end: int
    confidence: float


def find_glosses(text: str) -> Iterator[Gloss]:
    """Yield the places where a text may say a term in both languages, in the order of their brackets."""
    found = [
        gloss
        for pattern, direction in (
            (_CHINESE_INSIDE, Direction.ENGLISH_BEFORE),
            (_ENGLISH_INSIDE, Direction.CHINESE_BEFORE),
            (_THAT_IS_ENGLISH, Direction.CHINESE_BEFORE),
            (_THAT_IS, Direction.CHINESE_AFTER),
        )
        for match in pattern.finditer(text)
        if (gloss := _placed(text, match, direction))
    ]
    yield from sorted(found, key=lambda gloss: gloss.inside_start)


def choose_boundary(
    before: str, gloss: str, encoder: Encoder | None, *, direction: Direction = Direction.CHINESE_BEFORE
) -> Boundary | None:
    """Return where in a text the term stands that a gloss says in the other language; None where that isn't sure.

    Args:
        before: what stands before the bracket, or behind 即.
        gloss: what stands in the bracket.
        encoder: says what strings mean; without one marks alone set a boundary.
        direction: which term has the open boundary.
    """
    if marked := _marked(before, direction):
        return Boundary(*marked, SURE)
    if encoder is None:
        listed = _listed(before) if direction is Direction.CHINESE_BEFORE else None
        return Boundary(*listed, SURE - 0.1) if listed else None
    # They bring a segmenter with them, which most corpora need not.
    from glossary.mine.equivalents.gloss_tails import find_tails  # noqa: PLC0415 - see above
    from glossary.mine.equivalents.gloss_weighing import weigh  # noqa: PLC0415 - see above

    tails = find_tails(before, direction)
    if not tails:
        return None
    if direction is Direction.CHINESE_AFTER and _ACRONYM.fullmatch(gloss):
        return _defined(before, tails)
    weighed = weigh(tails, gloss, encoder, direction)
    best, confidence = max(zip(tails, weighed, strict=True), key=lambda pair: pair[1])
    return Boundary(best.start, best.end, confidence) if confidence >= LEAST_CONFIDENCE else None


def _defined(text: str, heads: Sequence[Tail]) -> Boundary | None:
    """Return what 即 says an acronym to stand for: up to a mark or 的. Letters have no meaning to compare."""
    for head in heads:
        if head.beside in {"", "的"} and text[head.end : head.end + 1] != "、" and not head.cuts:
            return Boundary(head.start, head.end, DEFINED)
    return None


def _placed(text: str, match: re.Match[str], direction: Direction) -> Gloss | None:
    """Return a gloss with the clause in which the other term stands; None where there can't be one."""
    inside = match["inside"]
    if direction is Direction.CHINESE_BEFORE and _NO_TERM.fullmatch(inside.strip()):
        return None
    if direction is Direction.CHINESE_AFTER:
        start = match.end()
        clause = _CLAUSE.match(text, start)
        end = clause.end() if clause else start
        return Gloss(start, end, *match.span("inside"), direction)
    start = end = match.start()
    barrier, ending = (
        (_NEVER_ENGLISH, _ENDS_IN_ENGLISH)
        if direction is Direction.ENGLISH_BEFORE
        else (_NEVER_CHINESE, _ENDS_IN_CHINESE)
    )
    while start > max(end - _LONGEST, 0) and not barrier.match(text[start - 1]):
        start -= 1
    if not ending.search(text[start:end]):
        return None
    return Gloss(start, end, *match.span("inside"), direction)


def _marked(text: str, direction: Direction) -> tuple[int, int] | None:
    """Return what quotation or title marks set off at the open end of a text, without them."""
    if direction is Direction.CHINESE_AFTER:
        closing = {opening: mark for mark, opening in _PAIRED.items()}.get(text[:1])
        end = text.find(closing, 1) if closing else -1
        return (1, end) if end > 1 else None
    stripped = text.rstrip()
    opening = _PAIRED.get(stripped[-1:])
    start = stripped.rfind(opening, 0, len(stripped) - 1) if opening else -1
    return (start + 1, len(stripped) - 1) if 0 <= start < len(stripped) - 2 else None


def _listed(before: str) -> tuple[int, int] | None:
    """Return the last member of an enumeration."""
    match = _MEMBER.search(before)
    return match.span(1) if match else None
